/** A1 writing of cells. Rows and columns count from 1. */

export const MAX_ROW = 1_048_576;
export const MAX_COLUMN = 16_384;
const DOLLAR = 36;

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
  // Letter by letter: a register has millions of these.
  let at = text.charCodeAt(0) === DOLLAR ? 1 : 0;
  let col = 0;
  for (; at < text.length; at++) {
    const letter = text.charCodeAt(at) & ~32;
    if (letter < 65 || letter > 90) break;
    col = col * 26 + letter - 64;
  }
  if (col === 0 || col > MAX_COLUMN) return null;
  if (text.charCodeAt(at) === DOLLAR) at++;
  let row = 0;
  const first = at;
  for (; at < text.length; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return null;
    row = row * 10 + digit;
    if (row > MAX_ROW || row === 0) return null;
  }
  return at > first ? { row, col } : null;
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
