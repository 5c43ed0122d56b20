import { type NumberWriting, readNumber, toStatutoryUnit, type WrittenUnit } from '#lib/forms';
import { isIsoDate, matchKey, multiply, searchKey } from '#lib/kernel';
import type { PassingCell } from '../../read/sheet-part.js';
import { isPercentFormat, serialDate } from '../../rules/number-format.js';
import type { RegisterColumn } from '../columns.js';
import type { RegisterProblemCode } from '../problems.js';
import { UNITS } from './units.js';

/** Why a cell could not be read as its column asks. */
export class Trouble {
  constructor(
    readonly code: RegisterProblemCode,
    readonly details: Readonly<Record<string, string>>,
  ) {}
}

export interface ValueReading {
  /** Unit of the column as its heading states it; the statutory one when null. */
  readonly unit: WrittenUnit | null;
  readonly writing: NumberWriting | null;
}

const MOST_CHARACTERS = 4_000;
const YES = new Set(['co', 'x', 'true', 'yes', '1', 'dung']);
const NO = new Set(['khong', 'false', 'no', '0', 'sai']);

/**
 * The value of a cell in the writing of the register: text as it is, decimals in the statutory unit, days as
 * YYYY-MM-DD, 'true' or 'false', the code behind a word. Null: nothing is there. Never a guess.
 */
export function readValue(cell: PassingCell, column: RegisterColumn, reading: ValueReading): string | null | Trouble {
  if (cell.kind === 'error') return new Trouble('REGISTER_FORMULA', { found: cell.text });
  if (cell.formula !== null && !cell.hasCachedValue)
    return new Trouble('REGISTER_FORMULA', { found: `=${cell.formula}` });
  if (cell.kind === 'blank') return null;
  switch (column.type) {
    case 'text':
      return column.words === undefined ? textOf(cell, column) : wordOf(cell, column, column.words);
    case 'date':
      return dayOf(cell, column);
    case 'boolean':
      return yesNoOf(cell, column);
    default:
      return decimalOf(cell, column, reading);
  }
}

/** Text of a cell as a person reads it. */
export function plainText(cell: PassingCell): string {
  if (cell.kind === 'date' && isIsoDate(cell.text)) return cell.text.split('-').reverse().join('/');
  if (cell.kind === 'boolean') return cell.text === 'TRUE' ? 'Có' : 'Không';
  return (cell.text.includes('\u0000') ? cell.text.replaceAll('\u0000', '') : cell.text).trim();
}

function textOf(cell: PassingCell, column: RegisterColumn): string | null | Trouble {
  const text = plainText(cell);
  if (text === '') return null;
  if (text.length > MOST_CHARACTERS)
    return new Trouble('REGISTER_TEXT_TOO_LONG', { found: String(text.length), most: String(MOST_CHARACTERS) });
  if (column.many !== true) return text;
  const parts = text.split(/[;\n]/).map((part) => part.trim());
  return parts.filter((part) => part !== '').join('; ') || null;
}

function wordOf(
  cell: PassingCell,
  column: RegisterColumn,
  words: Readonly<Record<string, string>>,
): string | null | Trouble {
  const text = plainText(cell);
  if (text === '') return null;
  if (Object.hasOwn(words, text)) return text;
  const same = (fold: (t: string) => string) =>
    Object.entries(words).find(([, word]) => fold(word) === fold(text))?.[0];
  const code = same(matchKey) ?? same(searchKey);
  if (code !== undefined) return code;
  return new Trouble('REGISTER_WORD_UNKNOWN', {
    column: column.label,
    found: text,
    known: Object.values(words).join(', '),
  });
}

function yesNoOf(cell: PassingCell, column: RegisterColumn): string | null | Trouble {
  const key = searchKey(plainText(cell));
  if (key === '') return null;
  if (YES.has(key)) return 'true';
  return NO.has(key) ? 'false' : new Trouble('REGISTER_YES_NO', { column: column.label, found: plainText(cell) });
}

/** Days as Excel has them, or typed: 12/3/2018, 12-03-2018, 2018-03-12, "ngày 12 tháng 3 năm 2018". */
export function dayIn(text: string): string | null {
  const key = searchKey(text);
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(key);
  const local =
    /^(\d{1,2}) ?[/.-] ?(\d{1,2}) ?[/.-] ?(\d{4})$/.exec(key) ??
    /^(?:ngay )?(\d{1,2}) thang (\d{1,2}) nam (\d{4})$/.exec(key);
  const parts = iso ? [iso[1], iso[2], iso[3]] : local ? [local[3], local[2], local[1]] : null;
  if (parts === null) return null;
  const day = parts.map((part, i) => (part ?? '').padStart(i === 0 ? 4 : 2, '0')).join('-');
  return isIsoDate(day) ? day : null;
}

function dayOf(cell: PassingCell, column: RegisterColumn): string | null | Trouble {
  // A day that was counted from a number is a real one.
  if (cell.kind === 'date' && (cell.number !== null ? cell.text !== cell.number : isIsoDate(cell.text)))
    return cell.text;
  // A day whose cell lost its format is a whole number; only those of the years 1954 to 2063 can be meant.
  if (cell.kind === 'number' && /^[2-5]\d{4}$/.test(cell.text)) return serialDate(cell.text, false);
  const text = plainText(cell);
  if (text === '' || /^[-–—.…]+$/.test(text)) return null;
  return dayIn(text) ?? new Trouble('REGISTER_DATE', { column: column.label, found: text });
}

function decimalOf(cell: PassingCell, column: RegisterColumn, reading: ValueReading): string | null | Trouble {
  const units = UNITS[column.unit ?? ''] ?? [];
  const inUnit = (value: string, unit: WrittenUnit | null): string | Trouble => {
    if (value.startsWith('-')) return new Trouble('REGISTER_NUMBER_NEGATIVE', { column: column.label, found: value });
    return toStatutoryUnit(value, unit ?? reading.unit);
  };
  if (cell.number !== null && cell.kind === 'number') {
    const isShare = column.unit === '%' && isPercentFormat(cell.numberFormat);
    return inUnit(isShare ? multiply(cell.number, '100') : cell.number, null);
  }
  const text = plainText(cell);
  const read = readNumber(text, {
    whole: column.type === 'integer',
    units,
    ...(reading.writing === null ? {} : { writing: reading.writing }),
  });
  switch (read.kind) {
    case 'blank':
    case 'mark':
      return null;
    case 'value':
      return inUnit(read.value, read.unit);
    case 'ambiguous':
      return new Trouble('REGISTER_NUMBER_AMBIGUOUS', {
        found: text,
        first: read.first,
        second: read.second ?? 'chưa có số liệu',
      });
    case 'unit_unclear':
      return new Trouble('REGISTER_UNIT_UNKNOWN', { column: column.label, found: read.found, unit: column.unit ?? '' });
    default:
      return new Trouble('REGISTER_NUMBER', { column: column.label, found: text });
  }
}
