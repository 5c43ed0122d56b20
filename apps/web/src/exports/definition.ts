import type { ExportFormat, FilterOperator, TableExportInput } from '../gql/graphql.js';
import type { Dataset, DatasetColumn } from './builder-query.js';

export interface FilterLine {
  /** Tells lines apart while they are edited. */
  readonly id: string;
  readonly column: string;
  readonly operator: FilterOperator;
  /** As typed; several values are divided by a semicolon. */
  readonly text: string;
}

/** What somebody wants to export, as he put it together. */
export interface Definition {
  readonly dataset: string;
  readonly columns: readonly string[];
  readonly filters: readonly FilterLine[];
  readonly groupBy: readonly string[];
  readonly orderBy: string;
  readonly descending: boolean;
  readonly edition: string;
  readonly asOf: string;
  readonly format: ExportFormat;
}

export const formats: readonly ExportFormat[] = ['XLSX', 'CSV', 'PARQUET'];

/** A table as it is offered first: its usual columns, nothing left out. */
export function usualOf(dataset: Dataset): Definition {
  return {
    dataset: dataset.key,
    columns: dataset.columns.filter((c) => c.usual).map((c) => c.key),
    filters: [],
    groupBy: [],
    orderBy: '',
    descending: false,
    edition: '',
    asOf: '',
    format: 'XLSX',
  };
}

/** Ways to compare that fit a kind of column, the usual one first. */
export function operatorsOf({ type }: Pick<DatasetColumn, 'type'>): readonly FilterOperator[] {
  if (type === 'text') return ['CONTAINS', 'ANY_OF', 'KNOWN', 'UNKNOWN'];
  if (type === 'boolean') return ['ANY_OF', 'KNOWN', 'UNKNOWN'];
  return ['AT_LEAST', 'AT_MOST', 'ANY_OF', 'KNOWN', 'UNKNOWN'];
}

const wantsValue = (operator: FilterOperator): boolean => operator !== 'KNOWN' && operator !== 'UNKNOWN';

export { wantsValue };

/** The same for the server; a filter that is still without its value is left out. */
export function inputOf(definition: Definition): TableExportInput {
  const { dataset, columns, filters, groupBy, orderBy, descending, edition, asOf, format } = definition;
  return {
    dataset,
    format,
    columns: [...columns],
    filters: filters
      .filter((f) => f.column !== '' && (!wantsValue(f.operator) || f.text.trim() !== ''))
      .map(({ column, operator, text }) => ({
        column,
        operator,
        values: wantsValue(operator) ? valuesOf(operator, text) : [],
      })),
    groupBy: groupBy.filter((key) => key !== ''),
    orderBy: orderBy === '' ? [] : [{ column: orderBy, descending }],
    ...(edition === '' ? {} : { edition }),
    ...(asOf === '' ? {} : { asOf }),
  };
}

function valuesOf(operator: FilterOperator, text: string): string[] {
  if (operator !== 'ANY_OF') return [text.trim()];
  return text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
