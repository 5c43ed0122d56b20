import { compare, type DecimalString, percentOf, subtract } from '#lib/kernel';

/** How a figure differs from an earlier one; null when either is missing or both are the same. */
export interface Difference {
  readonly by: DecimalString;
  /** In per cent of the earlier figure, one place; null when that was 0. */
  readonly percent: DecimalString | null;
  /** A fifth or more, or from nothing to something: shown with a mark. */
  readonly isLarge: boolean;
}

const LARGE_PERCENT = '20';
const magnitude = (value: DecimalString): DecimalString => value.replace(/^-/, '');

export function difference(now: DecimalString | null, earlier: DecimalString | null): Difference | null {
  if (now === null || earlier === null || compare(now, earlier) === 0) return null;
  const by = subtract(now, earlier);
  const percent = percentOf(by, earlier === '0' ? earlier : magnitude(earlier), 1);
  return { by, percent, isLarge: percent === null || compare(magnitude(percent), LARGE_PERCENT) >= 0 };
}
