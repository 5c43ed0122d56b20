import { Decimal } from 'decimal.js';
import {
  aligned,
  type DecimalString,
  halfUp,
  isDecimalString,
  notPlain,
  type Scaled,
  scaledOf,
  sum,
  textOf,
} from './scaled.js';

export { type DecimalString, isDecimalString } from './scaled.js';

/**
 * Exact decimals for every statutory figure. One private Decimal constructor, so that no other
 * room can change precision or rounding under our feet. Wire and database form: decimal string.
 * A plain decimal has at most 60 digits, so a product of two has 120: at 130 nothing is ever rounded
 * but the quotient of percentOf.
 */
const D = Decimal.clone({ precision: 130, rounding: Decimal.ROUND_HALF_UP, toExpNeg: -130, toExpPos: 130 });

export type Exact = Decimal;

/** Reads a plain decimal string. @throws RangeError when it is anything else (never from a float). */
export function exact(text: DecimalString): Exact {
  if (!isDecimalString(text)) throw notPlain(text);
  return new D(text);
}

/** Shortest plain text of the same value ("12.50" -> "12.5", "-0" -> "0"). */
export function plain(value: Exact): DecimalString {
  return value.isZero() ? '0' : value.toFixed();
}

/**
 * Sum that keeps "missing is not zero": nulls are left out, and the sum of nothing is null.
 * Shape: (decimal | null)[] -> decimal | null.
 */
export function sumKnown(values: Iterable<DecimalString | null>): DecimalString | null {
  let total: Scaled | null = null;
  for (const v of values) if (v !== null) total = total === null ? scaledOf(v) : sum(total, scaledOf(v));
  return total === null ? null : textOf(total);
}

/** a + b, exact. */
export function add(a: DecimalString, b: DecimalString): DecimalString {
  return textOf(sum(scaledOf(a), scaledOf(b)));
}

/** a - b, exact. */
export function subtract(a: DecimalString, b: DecimalString): DecimalString {
  const { units, places } = scaledOf(b);
  return textOf(sum(scaledOf(a), { units: -units, places }));
}

/** a x b, exact. */
export function multiply(a: DecimalString, b: DecimalString): DecimalString {
  return plain(exact(a).times(exact(b)));
}

/** -1, 0 or 1. */
export function compare(a: DecimalString, b: DecimalString): -1 | 0 | 1 {
  const [x, y] = aligned(scaledOf(a), scaledOf(b));
  return x < y ? -1 : x > y ? 1 : 0;
}

/**
 * 100 x part / whole, in per cent, rounded half up to `decimals` places; null when a part is missing
 * or the whole is zero (a rate of nothing is unknown, not 0).
 */
export function percentOf(part: DecimalString | null, whole: DecimalString | null, decimals = 2): DecimalString | null {
  if (part === null || whole === null) return null;
  const w = exact(whole);
  return w.isZero() ? null : plain(exact(part).times(100).dividedBy(w).toDecimalPlaces(decimals));
}

/**
 * 100 x part / whole in units of 10^-40 per cent, rounded half up: rates so near to exact that their sum is the same in
 * whatever groups it is made. Both are at least 0, the whole is not 0. @throws RangeError for a whole of 0
 */
export function rateUnits(part: DecimalString, whole: DecimalString): bigint {
  const [n, d] = aligned(scaledOf(part), scaledOf(whole));
  return halfUp(BigInt(n) * 10n ** 42n, BigInt(d));
}

/** Mean of `count` rates whose sum is `units` (see `rateUnits`), in per cent, rounded half up once. */
export function meanOfRates(units: bigint, count: number, decimals = 2): DecimalString {
  const least = 10n ** BigInt(40 - decimals);
  return textOf({ units: halfUp(units, BigInt(count) * least), places: decimals });
}

/** Rounds half up to `decimals` places. Unit unchanged. */
export function round(value: DecimalString, decimals: number): DecimalString {
  return plain(exact(value).toDecimalPlaces(decimals));
}

/** Number of decimal places actually used ("1.50" -> 1). */
export function decimalsOf(value: DecimalString): number {
  return exact(value).decimalPlaces();
}

/** Prints as the reader's locale does: vi "1.234,56", en "1,234.56". Keeps every digit of the value. */
export function printDecimal(value: DecimalString, locale: 'vi' | 'en'): string {
  const [whole = '0', fraction] = plain(exact(value)).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, locale === 'vi' ? '.' : ',');
  return fraction === undefined ? grouped : `${grouped}${locale === 'vi' ? ',' : '.'}${fraction}`;
}
