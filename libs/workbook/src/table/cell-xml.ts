import { type DecimalString, exact, plain } from '#lib/kernel';
import { cellXmlText } from '../write/xml-text.js';
import { looksLikeFormula, type TableCell, type TableColumn, yesNo } from './table.js';
import type { TableLook, TableStyles } from './table-styles.js';

/** Digits that a spreadsheet number keeps; longer figures are written as text so that none is lost. */
const SAFE_DIGITS = 15;
/** A decimal that is its own shortest writing: most are, and cost nothing more. */
const SHORTEST = /^-?(0|[1-9]\d*)(\.\d*[1-9])?$/;
/** Text that needs neither escape nor repair: most is. */
const HARMLESS = /^[^&<>"_\p{Cc}\p{Cs}\ufffe\uffff]*$/u;
/** What Excel takes in one cell. */
const MOST_CHARACTERS = 32_767;
const DAY_MS = 86_400_000;
const FIRST_DAY = Date.UTC(1899, 11, 30);

/** XML of one cell at an address. */
export type CellWriter = (address: string, value: TableCell) => string;

/** The writer of a column's cells; what is the same for all of them is worked out once. */
export function cellWriter(column: TableColumn, styles: TableStyles): CellWriter {
  const empty = styles.number(column.type === 'date' ? { kind: 'date' } : { kind: 'text' });
  const write = filled(column, styles);
  return (address, value) =>
    value === null || value === '' ? `<c r="${address}" s="${empty}"/>` : write(address, value);
}

function filled(column: TableColumn, styles: TableStyles): (address: string, value: string) => string {
  switch (column.type) {
    case 'text':
      return (address, value) => textXml(address, value, styles);
    case 'boolean':
      return (address, value) => textXml(address, yesNo(value), styles, { kind: 'flag' });
    case 'date':
      return (address, value) => dateXml(address, value, styles);
    default:
      return numberWriter(column, styles);
  }
}

const TEXT: TableLook = { kind: 'text' };

/** Text as text, whatever it looks like: never a formula, not even after somebody edits the cell. */
export function textXml(address: string, text: string, styles: TableStyles, look = TEXT): string {
  const s = styles.number(looksLikeFormula(text) ? { ...look, quoted: true } : look);
  const cut = text.length > MOST_CHARACTERS ? text.slice(0, MOST_CHARACTERS) : text;
  const xml = HARMLESS.test(cut) ? cut.normalize('NFC') : cellXmlText(cut);
  return `<c r="${address}" s="${s}" t="inlineStr"><is><t xml:space="preserve">${xml}</t></is></c>`;
}

/** A total: its formula with the value it has now, so that programs that do not calculate show it too. */
export function totalXml(
  address: string,
  formula: string,
  value: DecimalString,
  column: TableColumn,
  styles: TableStyles,
): string {
  const s = styles.number({ kind: 'number', format: formatOf(column, decimalsIn(value)), total: true });
  return `<c r="${address}" s="${s}"><f>${cellXmlText(formula)}</f><v>${value}</v></c>`;
}

function numberWriter(column: TableColumn, styles: TableStyles): (address: string, value: string) => string {
  const looks: number[] = [];
  return (address, given) => {
    const value = SHORTEST.test(given) ? given : plain(exact(given));
    if (value.length > SAFE_DIGITS && significant(value) > SAFE_DIGITS)
      return textXml(address, value.replace('.', ','), styles);
    const decimals = decimalsIn(value);
    looks[decimals] ??= styles.number({ kind: 'number', format: formatOf(column, decimals) });
    return `<c r="${address}" s="${looks[decimals]}"><v>${value}</v></c>`;
  };
}

function significant(value: DecimalString): number {
  return value.replace(/^-?0*\.?0*|[-.]/g, '').replace(/0+$/, '').length;
}

function decimalsIn(value: DecimalString): number {
  const point = value.indexOf('.');
  return point === -1 ? 0 : value.length - point - 1;
}

/** A day as Excel counts them; days it cannot count are text. */
function dateXml(address: string, day: string, styles: TableStyles): string {
  const serial = Math.round((Date.parse(`${day}T00:00:00Z`) - FIRST_DAY) / DAY_MS);
  // Before March 1900 Excel's count is one day off, and before 1900 it has none.
  if (!(serial > 60)) return textXml(address, day, styles);
  return `<c r="${address}" s="${styles.number({ kind: 'date' })}"><v>${serial}</v></c>`;
}

/** Grouping and decimals in the reader's own writing; a per cent prints its sign, so that 0.5 is never a half. */
function formatOf(column: TableColumn, used: number): string {
  if (column.type === 'integer') return '#,##0';
  const decimals = Math.max(column.decimals ?? 2, used);
  const number = decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(Math.min(decimals, 20))}`;
  return column.type === 'percent' ? `${number}"%"` : number;
}
