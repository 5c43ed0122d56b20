/** What a table is made of, whatever file it becomes: planners' tables, register workbooks. */

/**
 * Kind of a column's values. `decimal` and `percent` are decimal strings, `integer` whole ones, `date` YYYY-MM-DD,
 * `boolean` 'true' or 'false'. Null is "not known" in every kind, and becomes an empty cell, never 0.
 */
export type TableColumnType = 'text' | 'decimal' | 'integer' | 'percent' | 'date' | 'boolean';

export interface TableColumn {
  /** Name for programs: the column's name in Parquet. */
  readonly key: string;
  /** Heading for people, Vietnamese, without the unit. */
  readonly label: string;
  readonly type: TableColumnType;
  /** Unit behind the heading: "ha", "tỷ đồng". */
  readonly unit?: string;
  /** What the column means, for the sheet of explanations. */
  readonly definition?: string;
  /** Decimals shown at least; a value with more shows all of its own. Default 2 for decimal and percent. */
  readonly decimals?: number;
  /** Width in characters; made of heading and kind when left out. */
  readonly width?: number;
  /** The column is added up in totals. Never for a percentage: it is recomputed from its parts, not added. */
  readonly total?: boolean;
}

export type TableCell = string | null;
export type TableRow = readonly TableCell[];

/** One table: its columns, and its rows in order, batch by batch, read once. */
export interface TableSource {
  /** Name of its sheet, 1 to 31 characters. */
  readonly name: string;
  readonly columns: readonly TableColumn[];
  /** The first so many columns make groups; the rows come sorted by them. Default 0. */
  readonly groups?: number;
  /** A row of totals below the table. Default true where a column is added up. */
  readonly totals?: boolean;
  readonly batches: AsyncIterable<readonly TableRow[]> | Iterable<readonly TableRow[]>;
}

/** What goes with every file: whose figures, of when, how chosen, what the columns mean. */
export interface TableAbout {
  readonly title: string;
  /** Period, edition, coverage, filters, instant: label and value, in printed order. */
  readonly facts: readonly (readonly [label: string, value: string])[];
}

/** Heading as printed: label and unit. */
export function headingOf(column: TableColumn): string {
  return column.unit === undefined ? column.label : `${column.label} (${column.unit})`;
}

/** "Có", "Không" for 'true', 'false'. */
export function yesNo(value: string): string {
  return value === 'true' ? 'Có' : 'Không';
}

/**
 * Text that a spreadsheet could take for a formula when it reads or edits a cell: beginning, after blanks, with one
 * of = + - @ (also in full width), or with a tab or a line end. A number is no text and never asked.
 */
export function looksLikeFormula(text: string): boolean {
  return /^[\t\r\n]|^\s*[=+\-@＝＋－＠]/.test(text);
}
