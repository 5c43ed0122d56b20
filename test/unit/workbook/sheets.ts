import type { ParsedCell, ParsedSheet } from '#lib/workbook';

/** What a test puts into a cell: text, a number, a number with its format, or nothing. */
export type Put = string | number | null | { readonly number: string; readonly format: string };

/** A sheet from rows of values, from A1 on. */
export function sheetFrom(
  rows: readonly (readonly Put[])[],
  name = 'Sheet1',
  more: Partial<ParsedSheet> = {},
): ParsedSheet {
  const cells = new Map<string, ParsedCell>();
  rows.forEach((row, r) => {
    row.forEach((put, c) => {
      if (put === null) return;
      const address = `${String.fromCharCode(65 + c)}${r + 1}`;
      const number = typeof put === 'number' ? String(put) : typeof put === 'object' ? put.number : null;
      cells.set(address, {
        address,
        row: r + 1,
        col: c + 1,
        kind: number === null ? 'text' : 'number',
        text: number ?? String(put),
        number,
        formula: null,
        hasCachedValue: true,
        numberFormat: typeof put === 'object' ? put.format : 'General',
        hiddenRow: false,
        hiddenCol: false,
        comment: null,
      });
    });
  });
  const columnCount = Math.max(0, ...rows.map((row) => row.length));
  return { name, hidden: false, cells, rowCount: rows.length, columnCount, mergedRanges: [], ...more };
}
