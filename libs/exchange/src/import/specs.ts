import { type ImportTableName, importColumns, matchedKey, type RegisterColumn } from '#lib/workbook';

type SqlType = 'text' | 'numeric' | 'date' | 'boolean' | 'list';

/** A value of a register table: its key in the workbook and its column in the database. */
export interface SpecColumn {
  readonly key: string;
  readonly column: string;
  readonly type: SqlType;
  readonly required: boolean;
  readonly label: string;
}

/** How rows of a workbook meet the rows of the register. `s` is the staged row, `n` the row as it is now. */
export interface ImportSpec {
  readonly name: ImportTableName;
  /** Table of the register. */
  readonly table: string;
  /** Column by which a row names itself; null: the table's rows have no code. */
  readonly key: 'code' | 'id' | null;
  readonly values: readonly SpecColumn[];
  /** What makes two rows without a code the same: must be equal, and must not differ where both are known. */
  readonly same: (row: 's' | 'n') => { readonly must: string; readonly may: string };
  /** Columns that the reader has made a key for equality of, and where the register keeps its own. */
  readonly matched?: Readonly<Record<string, string>>;
  /** It takes more than the row itself to say what makes it the same: known only after links are found. */
  readonly sameLater?: boolean;
  /** What a person calls the row, beside its cluster; SQL over `s` and `n`. */
  readonly label: string;
}

const SNAKE: Readonly<Record<string, string>> = { investmentBvnd: 'investment_bvnd' };
const snake = (key: string): string => SNAKE[key] ?? key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function typeOf(column: RegisterColumn): SqlType {
  if (column.many === true) return 'list';
  if (column.type === 'date' || column.type === 'boolean' || column.type === 'text') return column.type;
  return 'numeric';
}

const valuesOf = (name: ImportTableName): readonly SpecColumn[] =>
  importColumns(name)
    .filter((c) => c.role === 'value')
    .map((c) => ({ key: c.key, column: snake(c.key), type: typeOf(c), required: c.required === true, label: c.label }));

const k = (row: 's' | 'n', key: string): string => `${row}."${key}"`;

export const SPECS: readonly ImportSpec[] = [
  {
    name: 'clusters',
    table: 'cluster_state',
    key: 'code',
    values: valuesOf('clusters'),
    same: (r) => ({ must: `cluster_key(${k(r, 'name')})`, may: k(r, 'leadCommuneCode') }),
    label: `null`,
  },
  {
    name: 'plan_entries',
    table: 'plan_entry',
    key: 'id',
    values: valuesOf('plan_entries'),
    same: (r) => ({ must: `match_vi(${k(r, 'planDecision')})`, may: k(r, 'validFrom') }),
    label: `coalesce(s."planDecision", n."planDecision")`,
  },
  {
    name: 'decisions',
    table: 'decision',
    key: 'id',
    values: valuesOf('decisions'),
    same: (r) => ({
      must: `${k(r, 'kind')} || '|' || coalesce(match_vi(${k(r, 'number')}), ${k(r, 'signedOn')}, '')`,
      may: k(r, 'signedOn'),
    }),
    label: `coalesce(s."number", n."number", s."kind", n."kind")`,
  },
  {
    name: 'tenant_projects',
    table: 'tenant_project',
    key: 'code',
    values: valuesOf('tenant_projects'),
    same: (r) => ({ must: k(r, matchedKey('enterpriseName')), may: k(r, matchedKey('projectName')) }),
    matched: { enterpriseName: 'f.enterprise_key', projectName: 'f.project_key' },
    label: `coalesce(s."enterpriseName", n."enterpriseName")`,
  },
  {
    name: 'leases',
    table: 'lease',
    key: 'id',
    sameLater: true,
    values: valuesOf('leases'),
    // The project is part of what makes a lease the same; a lease without papers is known by its day and area.
    same: (r) => ({
      must: `${r}.project_id::text || '|' || coalesce(match_vi(${k(r, 'document')}), coalesce(${k(r, 'signedOn')}, '') || '#' || coalesce(${k(r, 'areaHa')}::numeric::text, ''))`,
      may: k(r, 'signedOn'),
    }),
    label: `coalesce(s."enterpriseName", n."enterpriseName")`,
  },
  {
    name: 'observations',
    table: 'observation',
    key: null,
    values: valuesOf('observations'),
    same: (r) => ({
      must: `concat_ws('|', ${k(r, 'fact')}, ${k(r, 'observedOn')}, ${k(r, 'unit')}, trim_scale(${k(r, 'value')}::numeric), ${k(r, 'asWritten')})`,
      may: 'null::text',
    }),
    label: `s."asWritten"`,
  },
];

/** Tables whose rows name a cluster by code or name. */
export const CLUSTER_LINKED = SPECS.filter((spec) => !['clusters', 'leases'].includes(spec.name));

export function specOf(name: ImportTableName): ImportSpec {
  const found = SPECS.find((spec) => spec.name === name);
  if (found === undefined) throw new RangeError(`no import table ${name}`);
  return found;
}

/** Keys of a table that are staged, in order; those for equality last. */
export function stagedKeys(spec: ImportSpec): readonly string[] {
  const keys = importColumns(spec.name)
    .filter((c) => c.role !== 'info')
    .map((c) => c.key);
  return [...keys, ...Object.keys(spec.matched ?? {}).map(matchedKey)];
}

/** Rows of the workbook that do not say by a code which row of the register they are. */
export const unkeyed = (spec: ImportSpec): string => (spec.key === null ? 'true' : `s."${spec.key}" is null`);
export const stageOf = (spec: ImportSpec): string => `st_${spec.name}`;
export const nowOf = (spec: ImportSpec): string => `now_${spec.name}`;
/** A value of SQL type behind a staged text. */
export function typed(column: SpecColumn, text: string): string {
  return column.type === 'list' ? `string_to_array(${text}, '; ')` : `(${text})::${column.type}`;
}
