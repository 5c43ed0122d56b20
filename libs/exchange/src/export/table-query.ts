import { type DomainError, isDecimalString, isIsoDate, searchKey } from '#lib/kernel';
import { sqlArray } from '#lib/persistence';
import { exchangeError } from '../errors.js';
import { type Dataset, type DatasetColumn, FactSql, SqlValues, type TableEdition } from './dataset.js';
import type { FilterOperator, TableFilter, TableRequest } from './request.js';

const MOST_COLUMNS = 60;
const MOST_GROUPS = 3;
const MOST_ORDERS = 5;
const MOST_FILTERS = 20;
const MOST_VALUES = 500;
const LONGEST_VALUE = 300;

/** A request against its dataset: checked, with the SQL to run. */
export interface TableQuery {
  readonly dataset: Dataset;
  /** In printed order, the groups first. */
  readonly columns: readonly DatasetColumn[];
  readonly groups: number;
  /** Rows: one text column `c0`, `c1`, … for each of `columns`. */
  readonly rows: string;
  /** One row: `rows`, `provinces` under the same conditions. */
  readonly coverage: string;
  /** The array that `$1` stands for in both. */
  readonly values: readonly string[];
}

/**
 * Checks a request and writes its SQL.
 * @throws DomainError DATASET_UNKNOWN, COLUMN_UNKNOWN, FILTER_INVALID, EXPORT_REQUEST_INVALID, EXPORT_EDITION_UNFIT, EXPORT_EDITION_NEEDED
 */
export function tableQuery(
  datasets: readonly Dataset[],
  request: TableRequest,
  edition: TableEdition | null,
): TableQuery {
  const dataset = datasets.find((d) => d.key === request.dataset);
  if (dataset === undefined) {
    const known = datasets.map((d) => d.key).join(', ');
    throw exchangeError('DATASET_UNKNOWN', { name: request.dataset, known }, 'dataset');
  }
  const of = { dataset: dataset.key };
  if (edition === null && dataset.edition === 'must') throw exchangeError('EXPORT_EDITION_NEEDED', of, 'edition');
  if (edition !== null && dataset.edition === 'never') throw exchangeError('EXPORT_EDITION_UNFIT', of, 'edition');
  limit(request.columns, MOST_COLUMNS, 'columns');
  limit(request.groupBy, MOST_GROUPS, 'groupBy');
  limit(request.orderBy, MOST_ORDERS, 'orderBy');
  limit(request.filters, MOST_FILTERS, 'filters');
  const named = (key: string, path: string) => columnOf(dataset, key, path);
  const grouped = [...new Set(request.groupBy)].map((key) => named(key, 'groupBy'));
  const chosen =
    request.columns.length === 0
      ? dataset.columns.filter((column) => column.usual)
      : [...new Set(request.columns)].map((key) => named(key, 'columns'));
  const columns = [...grouped, ...chosen.filter((column) => !grouped.includes(column))];
  const values = new SqlValues();
  const from = dataset.from(new FactSql(values, request.asOf, edition));
  const filters = request.filters.map((f) => `and ${conditionOf(named(f.column, 'filters'), f, values)}`).join(' ');
  const order = [
    ...grouped.map((column) => `${column.sql} asc nulls last`),
    ...request.orderBy.map((o) => `${named(o.column, 'orderBy').sql} ${o.descending ? 'desc' : 'asc'} nulls last`),
    ...dataset.order,
  ];
  const selected = columns.map((column, i) => `(${column.sql})::text as c${i}`).join(', ');
  return {
    dataset,
    columns,
    groups: grouped.length,
    rows: `select ${selected} ${from} ${filters} order by ${order.join(', ')}`,
    coverage: `select count(*)::int as rows, count(distinct ${dataset.province})::int as provinces ${from} ${filters}`,
    values: values.values,
  };
}

function columnOf(dataset: Dataset, key: string, path: string): DatasetColumn {
  const column = dataset.columns.find((c) => c.key === key);
  if (column !== undefined) return column;
  const known = dataset.columns.map((c) => c.key).join(', ');
  throw exchangeError('COLUMN_UNKNOWN', { dataset: dataset.key, name: key, known }, path);
}

function limit(list: readonly unknown[], most: number, path: string): void {
  if (list.length <= most) return;
  const what = `${path} có ${list.length} mục, nhiều nhất là ${most}`;
  throw exchangeError(
    'EXPORT_REQUEST_INVALID',
    { what, whatEn: `${path} has ${list.length} items, at most ${most}` },
    path,
  );
}

function conditionOf(column: DatasetColumn, { operator, values }: TableFilter, sql: SqlValues): string {
  const wrong = (what: string, whatEn: string): DomainError =>
    exchangeError('FILTER_INVALID', { column: column.key, what, whatEn }, 'filters');
  if (operator === 'known' || operator === 'unknown')
    return `(${column.sql}) is ${operator === 'known' ? 'not ' : ''}null`;
  if (values.length === 0) throw wrong('chưa có giá trị', 'it has no value');
  if (values.length > MOST_VALUES) throw wrong(`quá ${MOST_VALUES} giá trị`, `more than ${MOST_VALUES} values`);
  if (operator !== 'any_of' && values.length > 1) throw wrong('chỉ một giá trị', 'one value only');
  const read = values.map((value) => {
    const code = valueOfFilter(column, value, operator);
    if (code === null)
      throw wrong(`giá trị “${value.slice(0, 60)}” không đúng kiểu`, `"${value.slice(0, 60)}" is not of its kind`);
    return code;
  });
  const [first = ''] = read;
  switch (operator) {
    case 'contains':
      if (column.type !== 'text') throw wrong('chỉ dùng cho cột chữ', 'for text columns only');
      return `fold_vi((${column.sql})::text) like ${sql.add(`%${searchKey(first).replace(/[\\%_]/g, '\\$&')}%`)}`;
    case 'any_of':
      return `(${column.sql}) = any (${sql.add(sqlArray(read))}::${SQL_TYPE[column.type]}[])`;
    default:
      if (column.type === 'text' || column.type === 'boolean')
        throw wrong('chỉ dùng cho số và ngày', 'for numbers and days only');
      return `(${column.sql}) ${operator === 'at_least' ? '>=' : '<='} ${sql.add(first)}::${SQL_TYPE[column.type]}`;
  }
}

const SQL_TYPE = {
  text: 'text',
  decimal: 'numeric',
  percent: 'numeric',
  integer: 'numeric',
  date: 'date',
  boolean: 'boolean',
} as const;

/** The stored value behind what was written; null when it is not of the column's kind. */
function valueOfFilter(column: DatasetColumn, given: string, operator: FilterOperator): string | null {
  const value = given.normalize('NFC').trim();
  if (value.length > LONGEST_VALUE || value.includes('\u0000')) return null;
  switch (column.type) {
    case 'text': {
      if (column.words === undefined || operator === 'contains') return value;
      const byWord = Object.entries(column.words).find(([, word]) => searchKey(word) === searchKey(value));
      return byWord?.[0] ?? value;
    }
    case 'date':
      return isIsoDate(value) ? value : null;
    case 'boolean': {
      const word = searchKey(value);
      if (word === 'true' || word === 'co') return 'true';
      return word === 'false' || word === 'khong' ? 'false' : null;
    }
    default:
      return isDecimalString(value) ? value : null;
  }
}
