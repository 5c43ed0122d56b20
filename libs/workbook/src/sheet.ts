import type { DecimalString } from '#lib/kernel';

/** What a cell holds. A formula has the kind of its cached value. */
export type CellKind = 'text' | 'number' | 'boolean' | 'date' | 'error' | 'blank';

/** One cell as the file holds it. Rows and columns count from 1, as Excel's own do. */
export interface ParsedCell {
  /** A1 writing. */
  readonly address: string;
  readonly row: number;
  readonly col: number;
  readonly kind: CellKind;
  /** Text as stored, NFC; for numbers the decimal text, for dates YYYY-MM-DD, for errors "#REF!". */
  readonly text: string;
  /** The stored number, exact, never through a float; for dates the serial. Null for other kinds. */
  readonly number: DecimalString | null;
  /** Formula text without "=", if the cell has one; '' for a follower of a shared formula. */
  readonly formula: string | null;
  /** False for a formula that no program has calculated yet. */
  readonly hasCachedValue: boolean;
  /** Number format code ("General", "0.00%"). */
  readonly numberFormat: string;
  readonly hiddenRow: boolean;
  readonly hiddenCol: boolean;
  readonly comment: string | null;
}

/** A rectangle of cells, both corners included. */
export interface CellRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** One worksheet. Cells without value, formula or comment are left out. */
export interface ParsedSheet {
  /** Name as the user sees it. */
  readonly name: string;
  readonly hidden: boolean;
  /** By A1 address. */
  readonly cells: ReadonlyMap<string, ParsedCell>;
  /** Last used row. */
  readonly rowCount: number;
  /** Last used column. */
  readonly columnCount: number;
  readonly mergedRanges: readonly CellRange[];
}

/** What a file turned out to be, by its content. */
export type FileFormat =
  | 'xlsx'
  | 'xls'
  | 'xlsb'
  | 'ods'
  | 'encrypted'
  | 'docx'
  | 'pptx'
  | 'zip'
  | 'csv'
  | 'html'
  | 'xml'
  | 'pdf'
  | 'image'
  | 'archive'
  | 'empty'
  | 'unknown';

/** Codes of libs/forms' catalogue that the reader itself can give. */
export type ReadCode =
  | 'FILE_EMPTY'
  | 'FILE_TOO_LARGE'
  | 'FILE_ENCRYPTED'
  | 'FILE_TRUNCATED'
  | 'FILE_HOSTILE'
  | 'UNREADABLE_FILE'
  | 'LEGACY_XLS'
  | 'OPEN_DOCUMENT'
  | 'NOT_XLSX'
  | 'READ_TIMEOUT'
  | 'READ_MEMORY'
  | 'BROKEN_TEXT'
  | 'HIDDEN_CONTENT'
  | 'MACRO_IGNORED'
  | 'EXTERNAL_LINK_IGNORED';

/** One finding of the reader, without words: `problemOfReading` makes the sentence. */
export interface ReadFinding {
  readonly code: ReadCode;
  /** What exactly, Vietnamese, for the sentence ("ảnh", "kích thước khi giải nén quá lớn"). */
  readonly detail: string;
  /** The limit that was passed, where one was. */
  readonly limit: string;
  readonly sheet: string | null;
  readonly cell: string | null;
}

/** Output of `read`: sheets, or the one reason why there are none. Never thrown. */
export type ReadResult =
  | {
      readonly ok: true;
      readonly format: 'xlsx';
      readonly sheets: readonly ParsedSheet[];
      readonly findings: readonly ReadFinding[];
    }
  | { readonly ok: false; readonly format: FileFormat; readonly findings: readonly [ReadFinding, ...ReadFinding[]] };
