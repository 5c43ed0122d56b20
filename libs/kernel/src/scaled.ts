/**
 * Sums and comparisons of plain decimals as whole numbers of their last place: a national total adds hundreds of thousands
 * of figures, and nearly all of them fit a machine number. What does not goes on as a bigint; no digit is ever lost.
 */

/** A decimal number as plain text: no exponent, no grouping, dot as separator ("1234.5"). */
export type DecimalString = string;

const PLAIN = /^-?\d{1,40}(\.\d{1,20})?$/;

/** True when `text` is a plain decimal string as used on the wire and in SQL. */
export function isDecimalString(text: string): boolean {
  return PLAIN.test(text);
}

export const notPlain = (text: string): RangeError =>
  new RangeError(`not a plain decimal: ${JSON.stringify(text.slice(0, 60))}`);

/** `units` of 10^-`places`. A number is always a safe integer. */
export interface Scaled {
  readonly units: number | bigint;
  readonly places: number;
}

/** Digits that always fit a safe integer. */
const SAFE_DIGITS = 15;
const [MINUS, DOT, ZERO, NINE] = [45, 46, 48, 57];
const POWERS = Array.from({ length: SAFE_DIGITS + 1 }, (_, n) => 10 ** n);

/** Reads a plain decimal. @throws RangeError when it is anything else. */
export function scaledOf(text: DecimalString): Scaled {
  const isNegative = text.charCodeAt(0) === MINUS;
  const begin = isNegative ? 1 : 0;
  if (text.length - begin > SAFE_DIGITS) return largeOf(text);
  let units = 0;
  let dot = -1;
  for (let i = begin; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= ZERO && code <= NINE) units = units * 10 + (code - ZERO);
    else if (code === DOT && dot < 0 && i > begin) dot = i;
    else throw notPlain(text);
  }
  if (begin === text.length || dot === text.length - 1) throw notPlain(text);
  return { units: isNegative ? 0 - units : units, places: dot < 0 ? 0 : text.length - 1 - dot };
}

function largeOf(text: DecimalString): Scaled {
  if (!isDecimalString(text)) throw notPlain(text);
  const [whole = '', part = ''] = text.split('.');
  return { units: BigInt(whole + part), places: part.length };
}

/** Both as whole numbers of the same place. */
export function aligned(a: Scaled, b: Scaled): readonly [number | bigint, number | bigint] {
  if (a.places === b.places) return [a.units, b.units];
  return a.places < b.places
    ? [finer(a.units, b.places - a.places), b.units]
    : [a.units, finer(b.units, a.places - b.places)];
}

function finer(units: number | bigint, by: number): number | bigint {
  if (typeof units === 'number') {
    const product = units * (POWERS[by] ?? Number.POSITIVE_INFINITY);
    if (Number.isSafeInteger(product)) return product;
  }
  return BigInt(units) * 10n ** BigInt(by);
}

export function sum(a: Scaled, b: Scaled): Scaled {
  const [x, y] = aligned(a, b);
  const places = Math.max(a.places, b.places);
  if (typeof x === 'number' && typeof y === 'number') {
    const total = x + y;
    if (Number.isSafeInteger(total)) return { units: total, places };
  }
  return { units: BigInt(x) + BigInt(y), places };
}

/** The whole number next to a / b, half away from zero. @throws RangeError when b is 0 */
export function halfUp(a: bigint, b: bigint): bigint {
  const isNegative = a < 0n !== b < 0n;
  const [n, d] = [a < 0n ? -a : a, b < 0n ? -b : b];
  const rounded = (2n * n + d) / (2n * d);
  return isNegative ? -rounded : rounded;
}

/** Shortest plain text: no zeros behind, no minus zero. */
export function textOf({ units, places }: Scaled): DecimalString {
  const isNegative = units < 0;
  const digits = String(units).slice(isNegative ? 1 : 0);
  if (places === 0) return isNegative ? `-${digits}` : digits;
  const padded = digits.padStart(places + 1, '0');
  let end = padded.length;
  const point = padded.length - places;
  while (end > point && padded.charCodeAt(end - 1) === ZERO) end--;
  const text = end === point ? padded.slice(0, point) : `${padded.slice(0, point)}.${padded.slice(point, end)}`;
  return isNegative ? `-${text}` : text;
}
