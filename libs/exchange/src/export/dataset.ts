import type { IsoDate, PeriodCode } from '#lib/kernel';
import type { TableColumn } from '#lib/workbook';

/** Values of a statement, kept apart from its text; each use is a place in the array the statement is given. */
export class SqlValues {
  readonly values: string[] = [];

  /** The place of a value, as text. */
  add(value: string): string {
    this.values.push(value);
    return `($1)[${this.values.length}]`;
  }

  /** SQL of another room with its parameters; a `?` that names no type stands for a day. */
  fill(sql: string, params: readonly string[]): string {
    let next = 0;
    return sql.replace(/\?(::\w+)?/g, (_, type?: string) => `${this.add(params[next++] ?? '')}${type ?? '::date'}`);
  }
}

/** The edition whose state of knowledge a table has. */
export interface TableEdition {
  readonly id: string;
  readonly period: PeriodCode;
  readonly revision: number;
  /** Filings accepted and facts recorded later are not in it. */
  readonly knownAt: Date;
  readonly closedAt: Date;
}

/** Facts as they hold on a day, as they are known now or as an edition knew them. */
export class FactSql {
  /** The day, as a place of the statement. */
  readonly on: string;
  private readonly seen: string | null;

  constructor(
    readonly values: SqlValues,
    readonly asOf: IsoDate,
    readonly edition: TableEdition | null,
  ) {
    this.on = values.add(asOf);
    this.seen = edition === null ? null : `${values.add(edition.knownAt.toISOString())}::timestamptz`;
  }

  /** For readings of other rooms. */
  get reading(): { readonly asOf: IsoDate; readonly knownAt?: Date } {
    return this.edition === null ? { asOf: this.asOf } : { asOf: this.asOf, knownAt: this.edition.knownAt };
  }

  /** A table of facts (migrations/0015-knowledge.ts), for a FROM clause. */
  table(name: string): string {
    return this.seen === null ? name : `${name}_known_at(${this.seen})`;
  }

  /** Condition: the row was not taken back. `f` is its alias. */
  kept(f: string): string {
    return this.seen === null ? `${f}.retracted_at is null` : 'true';
  }

  /** Condition: the row holds on the day. Unknown beginnings count as always. */
  holds(f: string): string {
    return `${this.kept(f)} and (${f}.valid_from is null or ${f}.valid_from <= ${this.on}::date) and (${f}.valid_to is null or ${f}.valid_to > ${this.on}::date)`;
  }

  /** Condition: a row that counts from one instant to another did so when the edition was made, or does so now. */
  counted(from: string, to: string): string {
    return this.seen === null ? `${to} is null` : `${from} <= ${this.seen} and (${to} is null or ${to} > ${this.seen})`;
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
  /** Whether it can be had as an edition knew it: `must` for what only editions have. */
  readonly edition: 'never' | 'may' | 'must';
  /** FROM and WHERE on a day. */
  from(facts: FactSql): string;
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
