/**
 * What one file may cost. The numbers are far above any statutory form and far below what could hurt
 * the machine; a file beyond them gets one refusal with the number in it.
 */
export interface ReadLimits {
  /** Bytes of the file itself. */
  readonly fileBytes: number;
  /** Parts in the zip package. */
  readonly entries: number;
  /** Inflated bytes of all parts, as declared and as counted. */
  readonly inflatedBytes: number;
  /** Inflated bytes for one compressed byte, for parts above one megabyte. */
  readonly ratio: number;
  readonly sheets: number;
  /** Rows with a cell, over all sheets. */
  readonly rows: number;
  /** Cells with a value, formula or comment, over all sheets. */
  readonly cells: number;
  /** Merged ranges, over all sheets. */
  readonly mergedRanges: number;
  /** Characters of one cell. Excel itself stops at 32,767. */
  readonly cellCharacters: number;
  /** Characters of all shared strings. */
  readonly sharedCharacters: number;
  /** Nesting of XML elements. */
  readonly xmlDepth: number;
  /** Wall time of the reading child, milliseconds. */
  readonly milliseconds: number;
  /** Heap of the reading child, megabytes. */
  readonly heapMegabytes: number;
}

export const READ_LIMITS: ReadLimits = {
  fileBytes: 20_000_000,
  entries: 2_000,
  inflatedBytes: 300_000_000,
  ratio: 500,
  sheets: 250,
  rows: 200_000,
  cells: 300_000,
  mergedRanges: 10_000,
  cellCharacters: 32_767,
  sharedCharacters: 30_000_000,
  xmlDepth: 64,
  milliseconds: 15_000,
  heapMegabytes: 512,
};
