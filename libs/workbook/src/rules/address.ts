/** A1 writing of cells. Rows and columns count from 1. */

export const MAX_ROW = 1_048_576;
export const MAX_COLUMN = 16_384;

/** 1 -> "A", 28 -> "AB". */
export function columnName(column: number): string {
  let name = '';
  for (let n = column; n > 0; n = Math.floor((n - 1) / 26)) name = String.fromCharCode(65 + ((n - 1) % 26)) + name;
  return name;
}

/** Row and column -> "D5". */
export function cellAddress(row: number, column: number): string {
  return columnName(column) + row;
}

/** "D5" or "$D$5" -> row and column; null when it is no cell of a worksheet. */
export function parseAddress(text: string): { row: number; col: number } | null {
  const m = /^\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})$/.exec(text);
  if (!m?.[1] || !m[2]) return null;
  let col = 0;
  for (const letter of m[1].toUpperCase()) col = col * 26 + letter.charCodeAt(0) - 64;
  const row = Number(m[2]);
  return row <= MAX_ROW && col <= MAX_COLUMN ? { row, col } : null;
}

/** "A1:C3" or "B2" -> corners in order; null when it is no range. */
export function parseRange(text: string): { top: number; left: number; bottom: number; right: number } | null {
  const [from, to, more] = text.split(':');
  const a = parseAddress(from ?? '');
  const b = to === undefined ? a : parseAddress(to);
  if (!a || !b || more !== undefined) return null;
  return {
    top: Math.min(a.row, b.row),
    left: Math.min(a.col, b.col),
    bottom: Math.max(a.row, b.row),
    right: Math.max(a.col, b.col),
  };
}
