import type { IsoDate } from '#lib/kernel';
import type { TableColumn } from '#lib/workbook';

/** Values of a statement, kept apart from its text; each use is a place in the array the statement is given. */
export class SqlValues {
  readonly values: string[] = [];

  /** The place of a value, as text. */
  add(value: string): string {
    this.values.push(value);
    return `($1)[${this.values.length}]`;
  }

  /** SQL of another room whose `?` places are all days. */
  fillDays(sql: string, days: readonly IsoDate[]): string {
    let next = 0;
    return sql.replace(/\?/g, () => `${this.add(days[next++] ?? '')}::date`);
  }
}

/** A column that planners can choose. */
export interface DatasetColumn extends TableColumn {
  /** SQL expression; its value is read as text. */
  readonly sql: string;
  /** What the stored codes are called; the words are written out, filters take either. */
  readonly words?: Readonly<Record<string, string>>;
  /** Part of the table when no columns are chosen. */
  readonly usual: boolean;
}

/** Rows that planners can export, one SQL statement under the caller's own eyes. */
export interface Dataset {
  readonly key: string;
  /** Vietnamese, also the name of the sheet. */
  readonly label: string;
  readonly labelEn: string;
  /** FROM and WHERE on a day. */
  from(values: SqlValues, asOf: IsoDate): string;
  readonly columns: readonly DatasetColumn[];
  /** Order where none is asked for, and behind any other; ends in something unique. */
  readonly order: readonly string[];
  /** Province of a row, for the coverage; SQL. */
  readonly province: string;
}

type Options = Partial<Omit<DatasetColumn, 'key' | 'label' | 'sql' | 'type'>>;

const of =
  (type: TableColumn['type']) =>
  (key: string, label: string, sql: string, definition: string, options: Options = {}): DatasetColumn => ({
    key,
    label,
    type,
    sql,
    definition,
    usual: true,
    ...options,
  });

export const text = of('text');
export const day = of('date');
export const flag = of('boolean');
export const whole = of('integer');
export const rate = of('percent');
const decimal = of('decimal');

export const hectares = (key: string, label: string, sql: string, definition: string, options: Options = {}) =>
  decimal(key, label, sql, definition, { unit: 'ha', total: true, ...options });
export const billions = (key: string, label: string, sql: string, definition: string, options: Options = {}) =>
  decimal(key, label, sql, definition, { unit: 'tỷ đồng', total: true, ...options });
export const figure = (key: string, label: string, sql: string, definition: string, options: Options = {}) =>
  decimal(key, label, sql, definition, { decimals: 0, ...options });

/** Rows that hold on a day: `f` is the row's alias. Unknown beginnings count as always. */
export function holdsOn(f: string, asOf: string): string {
  return `${f}.retracted_at is null and (${f}.valid_from is null or ${f}.valid_from <= ${asOf}::date) and (${f}.valid_to is null or ${f}.valid_to > ${asOf}::date)`;
}
