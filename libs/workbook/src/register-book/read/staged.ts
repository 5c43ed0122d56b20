import type { ReadFinding } from '../../sheet.js';
import type { ImportTableName } from '../import-tables.js';
import type { RegisterFinding } from '../problems.js';

/** What a workbook says about one table of the register, at one place: which columns it has, and where they stand. */
export interface StagedSource {
  readonly source: number;
  readonly table: ImportTableName;
  readonly sheet: string;
  /** Letter of the column in which the value of a key stands. */
  readonly letters: Readonly<Record<string, string>>;
}

/**
 * Rows of one source, a column each, as lists in the binary writing of PostgreSQL: they go on as they are, however many
 * they are.
 */
export interface StagedRows {
  readonly source: number;
  /** integer[]: row numbers of the sheet. */
  readonly rows: Uint8Array;
  /** boolean[]: true where the row has an error: it is linked to, but neither compared nor applied. */
  readonly bad: Uint8Array;
  /** text[] by key. */
  readonly columns: Readonly<Record<string, Uint8Array>>;
}

export type RegisterMessage =
  | { readonly kind: 'source'; readonly source: StagedSource }
  | { readonly kind: 'rows'; readonly rows: StagedRows }
  | { readonly kind: 'finding'; readonly finding: RegisterFinding }
  /** The file was refused, or something in it was left out; the reader's own words. */
  | { readonly kind: 'reading'; readonly finding: ReadFinding; readonly refused: boolean }
  /** Everything was read; `findings` counts those beyond the ones that were sent. */
  | { readonly kind: 'end'; readonly rows: number; readonly more: number };

/** What the reader of a register workbook has to be told. */
export interface RegisterReadOptions {
  /** Cluster of tables that name none (code or name). */
  readonly cluster: string | null;
  /** Day of figures whose table names none; then the day of upload, and it is said. */
  readonly observedOn: string | null;
  readonly uploadedOn: string;
  readonly writing: 'vi' | 'en' | null;
}
