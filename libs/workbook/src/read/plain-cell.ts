import { MAX_COLUMN, MAX_ROW } from '../rules/address.js';

/** A cell that was read in one step. */
export interface PlainCell {
  /** 0 where the cell does not say it. */
  row: number;
  col: number;
  type: string;
  style: number;
  /** Text of `<v>`; null when there is none. */
  value: string | null;
  /** Text of `<is><t>`; null when there is none. */
  inline: string | null;
}

const TYPES: readonly string[] = ['str', 'inlineStr', 's', 'n', 'b'];
const VALUE_END = '</v></c>';
const INLINE_ENDS = '</t></is></c>';
const VALUE = '<v>';
const INLINE = '<is><t';
const SPACE = ' xml:space="preserve"';
const [SPACE_CODE, QUOTE, SLASH, EQUAL, MORE, AMP, RETURN] = [0x20, 0x22, 0x2f, 0x3d, 0x3e, 0x26, 0x0d];
const [R, S, T] = [0x72, 0x73, 0x74];

/**
 * Reads a cell as nearly all programs write nearly all cells: `<c r="B2" s="1" t="str"><v>chữ</v></c>`, its attributes r,
 * s and t in any order, a text without entities, nothing else in it. A register has millions of them, and element by
 * element each costs ten times as much.
 * @param at where `<c` begins @returns where the cell ends; 0 for every other writing, which the scanner then reads
 */
export function readPlainCell(xml: string, from: number, cell: PlainCell): number {
  let at = from + 2;
  cell.row = 0;
  cell.col = 0;
  cell.type = 'n';
  cell.style = -1;
  let hasType = false;
  while (xml.charCodeAt(at) === SPACE_CODE) {
    if (xml.charCodeAt(at + 2) !== EQUAL || xml.charCodeAt(at + 3) !== QUOTE) return 0;
    const name = xml.charCodeAt(at + 1);
    at += 4;
    if (name === R && cell.row === 0) at = readAddress(xml, at, cell);
    else if (name === S && cell.style === -1) at = readStyle(xml, at, cell);
    else if (name === T && !hasType) {
      const end = xml.indexOf('"', at);
      const type = end > at && end - at < 10 ? TYPES.indexOf(xml.slice(at, end)) : -1;
      if (type === -1) return 0;
      cell.type = TYPES[type] ?? 'n';
      hasType = true;
      at = end + 1;
    } else return 0;
    if (at === 0) return 0;
  }
  if (cell.style === -1) cell.style = 0;
  cell.value = null;
  cell.inline = null;
  if (xml.charCodeAt(at) === SLASH) return xml.charCodeAt(at + 1) === MORE ? at + 2 : 0;
  if (xml.charCodeAt(at) !== MORE) return 0;
  return readContent(xml, at + 1, cell);
}

function readContent(xml: string, at: number, cell: PlainCell): number {
  if (xml.startsWith(VALUE, at)) {
    const start = at + VALUE.length;
    const end = endOfText(xml, start);
    if (end === 0 || !xml.startsWith(VALUE_END, end)) return 0;
    cell.value = xml.slice(start, end);
    return end + VALUE_END.length;
  }
  if (xml.startsWith(INLINE, at)) {
    const read = readPlainText(xml, at + INLINE.length);
    if (read === null || !xml.startsWith(INLINE_ENDS, read.end)) return 0;
    cell.inline = read.text;
    return read.end + INLINE_ENDS.length;
  }
  return 0;
}

/** The text of a `<t>`, from behind its name to the `<` of its end; null for what has to be read element by element. */
export function readPlainText(xml: string, at: number): { readonly text: string; readonly end: number } | null {
  const start = (xml.startsWith(SPACE, at) ? at + SPACE.length : at) + 1;
  if (xml.charCodeAt(start - 1) !== MORE) return null;
  const end = endOfText(xml, start);
  return end === 0 ? null : { text: xml.slice(start, end), end };
}

/** The `<` behind a text that is its own meaning; 0 where the text needs reading, or goes on in the next slice. */
function endOfText(xml: string, from: number): number {
  const end = xml.indexOf('<', from);
  if (end === -1) return 0;
  for (let at = from; at < end; at++) {
    const code = xml.charCodeAt(at);
    if (code === AMP || code === MORE || code === RETURN) return 0;
  }
  return end;
}

/** Letters and digits of `r`, to behind its quote; 0 for what is no address. */
function readAddress(xml: string, from: number, cell: PlainCell): number {
  let at = from;
  let [col, row] = [0, 0];
  for (let code = xml.charCodeAt(at); code >= 65 && code <= 90; code = xml.charCodeAt(++at)) col = col * 26 + code - 64;
  for (let code = xml.charCodeAt(at); code >= 48 && code <= 57; code = xml.charCodeAt(++at)) row = row * 10 + code - 48;
  if (col === 0 || col > MAX_COLUMN || row === 0 || row > MAX_ROW || at - from > 10) return 0;
  if (xml.charCodeAt(at) !== QUOTE) return 0;
  cell.row = row;
  cell.col = col;
  return at + 1;
}

function readStyle(xml: string, from: number, cell: PlainCell): number {
  let at = from;
  let style = 0;
  for (let code = xml.charCodeAt(at); code >= 48 && code <= 57; code = xml.charCodeAt(++at))
    style = style * 10 + code - 48;
  if (at === from || at - from > 6 || xml.charCodeAt(at) !== QUOTE) return 0;
  cell.style = style;
  return at + 1;
}
