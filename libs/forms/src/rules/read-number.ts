import type { DecimalString } from '#lib/kernel';
import { exact, isDecimalString, matchKey, multiply, plain, tidy } from '#lib/kernel';

/** A unit a figure may be written in; `factor` turns it into the statutory unit, exactly. */
export interface WrittenUnit {
  readonly unit: string;
  readonly also: readonly string[];
  readonly factor: DecimalString;
}

/** How thousands and decimals are told apart: Vietnamese "1.234,56", English "1,234.56". */
export type NumberWriting = 'vi' | 'en';

export interface NumberContext {
  /** True where only whole numbers make sense (clusters, projects, persons, 0/1). */
  readonly whole: boolean;
  readonly units: readonly WrittenUnit[];
  /** The sender's known habit, if one was settled before. */
  readonly writing?: NumberWriting;
}

/** What a typed text means as a number. Nothing is guessed: two possible meanings are `ambiguous`. */
export type NumberReading =
  | { readonly kind: 'blank' }
  /** A sign for "no figure" ("-", "x", "…", "chưa có số liệu"): missing, not zero. */
  | { readonly kind: 'mark' }
  /** `unit` is what was written beside it, null for none; `value` is in that unit. `asWritten`: digits only, no reading needed. */
  | {
      readonly kind: 'value';
      readonly value: DecimalString;
      readonly unit: WrittenUnit | null;
      readonly asWritten: boolean;
    }
  /** Second null: "no figure" is the other meaning. */
  | { readonly kind: 'ambiguous'; readonly first: DecimalString; readonly second: DecimalString | null }
  | { readonly kind: 'unit_unclear'; readonly found: string }
  /** `mixed`: a number among words ("khoảng 12"). */
  | { readonly kind: 'not_a_number'; readonly mixed: boolean };

/** Characters of the longest text that can be one number with its unit. */
const LONGEST = 120;
const MISSING = new Set(
  [
    'x',
    'n/a',
    'na',
    'chưa có số liệu',
    'không có số liệu',
    'chưa có',
    'chưa thống kê',
    'chưa tổng hợp',
    'không thống kê',
  ].map(matchKey),
);
/** "Không" is zero to one clerk and "no figure" to the next. */
const NONE = new Set(
  ['không', 'không có', 'không phát sinh', 'chưa phát sinh', 'ko', 'k', 'k có', 'ko có'].map(matchKey),
);

/**
 * Reads a number as typed, in Vietnamese or English writing, with an optional unit behind it.
 *
 * One separator followed by exactly three digits ("1.250", "12,500") has two meanings and is ambiguous,
 * with three exceptions: only whole numbers make sense and the decimal meaning is not whole ("1.250"
 * workers are 1250, while "12.000" stays ambiguous); a Vietnamese unit word stands behind a dot
 * ("1.250 triệu đồng": in Vietnamese text the dot groups thousands); the sender's writing is known.
 */
export function readNumber(typed: string, context: NumberContext): NumberReading {
  const text = tidy(typed)
    .replace(/[０-９]/g, (d) => String.fromCharCode(d.charCodeAt(0) - 0xfee0))
    .replace(/^['’`]+/, '');
  if (text === '') return { kind: 'blank' };
  if (text.length > LONGEST) return { kind: 'not_a_number', mixed: /\d/.test(text) };
  if (/^[-–—−_.…/*]+$/.test(text)) return { kind: 'mark' };
  const key = matchKey(text);
  if (MISSING.has(key)) return { kind: 'mark' };
  if (NONE.has(key)) return { kind: 'ambiguous', first: '0', second: null };

  const m = /^(\(?)\s*([-−–+]?)\s*(\d[\d.,' ’]*|[.,]\d+)(.*?)(\)?)$/su.exec(text);
  if (!m) return { kind: 'not_a_number', mixed: /\d/.test(text) };
  const [open, sign, digits, rest, close] = m.slice(1) as [string, string, string, string, string];
  if (open !== '' && close === '') return { kind: 'not_a_number', mixed: true };
  const tail = (open === '' ? rest + close : rest).trim();

  const unit = tail === '' ? null : findUnit(tail, context.units);
  if (unit === undefined) return unknownTail(tail);
  const body = readDigits(digits.trim(), context, isVietnameseWord(tail));
  if (body === null) return { kind: 'not_a_number', mixed: false };
  const negative = open !== '' || (sign !== '' && sign !== '+');
  const signed = (v: DecimalString): DecimalString => (negative && v !== '0' ? `-${v}` : v);
  if (body.length === 2) return { kind: 'ambiguous', first: signed(body[0]), second: signed(body[1]) };
  return { kind: 'value', value: signed(body[0]), unit, asWritten: unit === null && /^\d+$/.test(text) };
}

/** Unit by any of its written forms; undefined when it is none of them. */
export function findUnit(text: string, units: readonly WrittenUnit[]): WrittenUnit | undefined {
  const key = unitKey(text);
  return units.find((u) => [u.unit, ...u.also].some((name) => unitKey(name) === key));
}

/** Key for equality of unit names: m² = m2, Tỉ = Tỷ, "đồng / người" = "đồng/người"; "%" is kept. */
export function unitKey(text: string): string {
  const known = unitKeys.get(text);
  if (known !== undefined) return known;
  const key = foldUnit(text);
  if (text.length <= 40) {
    if (unitKeys.size >= 1_000) unitKeys.clear();
    unitKeys.set(text, key);
  }
  return key;
}

/** The same few names are asked for in every row of every form. */
const unitKeys = new Map<string, string>();

function foldUnit(text: string): string {
  const key = matchKey(text.replaceAll('²', '2').replaceAll('₫', 'đ'));
  return text.includes('%') ? `% ${key}`.trim() : key;
}

/** Turns a value into the statutory unit, exactly. */
export function toStatutoryUnit(value: DecimalString, unit: WrittenUnit | null): DecimalString {
  return unit === null ? value : multiply(value, unit.factor);
}

function unknownTail(tail: string): NumberReading {
  const isShortWord = tail.length <= 30 && /[\p{L}%$€₫]/u.test(tail) && !/[\d(]/.test(tail.replace(/[23²³]$/, ''));
  return isShortWord ? { kind: 'unit_unclear', found: tail } : { kind: 'not_a_number', mixed: true };
}

/** "ha", "m2" and "%" are written the same in every language; "triệu đồng" and "người" are not. */
function isVietnameseWord(tail: string): boolean {
  return /\p{L}/u.test(tail) && !/^(ha|m2|m²|km2|km²|vnd|usd)$/i.test(tail);
}

/** One meaning, two meanings, or none (null) of a run of digits and separators. */
function readDigits(
  digits: string,
  context: NumberContext,
  vietnameseWord: boolean,
): readonly [DecimalString] | readonly [DecimalString, DecimalString] | null {
  const compact = digits.replace(/['’]/g, ' ').replace(/[.,]+$/, (end) => (end.length > 1 ? 'x' : ''));
  const spaced = compact.includes(' ');
  if (spaced && !/^\d{1,3}( \d{3})+([.,]\d+)?$/.test(compact)) return null;
  const body = compact.replaceAll(' ', '');
  const m = /^(\d*)(?:([.,])(\d+))?$/.exec(body);
  if (!m) return oneOf(severalSeparators(body));
  const [whole, separator, fraction] = m.slice(1) as [string, string?, string?];
  if (fraction === undefined) return oneOf(decimal(whole, ''));
  const asDecimal = decimal(whole === '' ? '0' : whole, fraction);
  const canGroup = !spaced && fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole);
  if (asDecimal === null || !canGroup) return oneOf(asDecimal);
  const asGrouped = plain(exact(whole + fraction));
  if (context.writing) return [(separator === '.') === (context.writing === 'vi') ? asGrouped : asDecimal];
  if (context.whole && asDecimal.includes('.')) return [asGrouped];
  if (vietnameseWord && separator === '.') return [asGrouped];
  return [asGrouped, asDecimal];
}

/** "1.234.567", "1.234,56", "1,234.56": groups of three tell which is which; null for anything else. */
function severalSeparators(body: string): DecimalString | null {
  const grouped =
    /^(\d{1,3})((?:\.\d{3})+)(?:,(\d+))?$/.exec(body) ?? /^(\d{1,3})((?:,\d{3})+)(?:\.(\d+))?$/.exec(body);
  if (!grouped) return null;
  const [head, groups, fraction = ''] = grouped.slice(1) as [string, string, string?];
  return decimal(head + groups.replace(/[.,]/g, ''), fraction);
}

function decimal(whole: string, fraction: string): DecimalString | null {
  const text = fraction === '' ? whole : `${whole}.${fraction}`;
  return isDecimalString(text) ? plain(exact(text)) : null;
}

function oneOf(value: DecimalString | null): readonly [DecimalString] | null {
  return value === null ? null : [value];
}
