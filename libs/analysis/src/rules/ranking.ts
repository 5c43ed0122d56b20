import { compare, type DecimalString, subtract } from '#lib/kernel';

/** A number of a group, and how many clusters gave it (null: it is a count itself). */
export interface Measured {
  readonly value: DecimalString | null;
  readonly known: number | null;
  /** The same in the period compared with; null without one, and where it is not known. */
  readonly before: DecimalString | null;
  /** value - before; null where one of both is not known. */
  readonly change: DecimalString | null;
}

export interface Bounds {
  readonly atLeast?: DecimalString;
  readonly above?: DecimalString;
  readonly atMost?: DecimalString;
  readonly below?: DecimalString;
  readonly known?: boolean;
}

type Values = Readonly<Record<string, Measured>>;

/** Whether a value lies within bounds. What is not known is within none. */
export function isWithin(value: DecimalString | null, { atLeast, above, atMost, below, known }: Bounds): boolean {
  if (known !== undefined && known !== (value !== null)) return false;
  const bounded = [atLeast, above, atMost, below].some((bound) => bound !== undefined);
  if (value === null) return !bounded;
  return (
    (atLeast === undefined || compare(value, atLeast) >= 0) &&
    (above === undefined || compare(value, above) > 0) &&
    (atMost === undefined || compare(value, atMost) <= 0) &&
    (below === undefined || compare(value, below) < 0)
  );
}

/** Groups whose measures lie within all bounds, in their order. */
export function having<T extends { readonly values: Values }>(
  rows: readonly T[],
  bounds: Readonly<Record<string, Bounds>>,
): T[] {
  return rows.filter((row) =>
    Object.entries(bounds).every(([name, wanted]) => isWithin(row.values[name]?.value ?? null, wanted)),
  );
}

/**
 * Groups by one measure with their rank, unknown ones last and without one. Equal values share a rank, the next one
 * counts on (1, 2, 2, 4); among them the order stays as it was.
 * @param of `value`, or its `change` against the period compared with
 */
export function ranked<T extends { readonly values: Values }>(
  rows: readonly T[],
  name: string,
  descending: boolean,
  of: 'value' | 'change',
): (T & { readonly rank: number | null })[] {
  const numberOf = (row: T): DecimalString | null => row.values[name]?.[of] ?? null;
  const known = rows.filter((row) => numberOf(row) !== null);
  const sorted = known.toSorted((a, b) => {
    const order = compare(numberOf(a) ?? '0', numberOf(b) ?? '0');
    return descending ? -order : order;
  });
  let rank = 0;
  const placed = sorted.map((row, i) => {
    const before = sorted[i - 1];
    if (before === undefined || compare(numberOf(before) ?? '0', numberOf(row) ?? '0') !== 0) rank = i + 1;
    return { ...row, rank };
  });
  return [...placed, ...rows.filter((row) => numberOf(row) === null).map((row) => ({ ...row, rank: null }))];
}

/** value - before; null where one of both is not known: a missing figure is no fall to zero. */
export function changeOf(value: DecimalString | null, before: DecimalString | null): DecimalString | null {
  return value === null || before === null ? null : subtract(value, before);
}
