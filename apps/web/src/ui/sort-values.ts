import { compare } from '#lib/kernel';

/** Decimal strings by size for a table's order; blank ones keep to the end of the small side. */
export function byDecimal(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null);
  return compare(a, b);
}

const collator = new Intl.Collator('vi', { sensitivity: 'base', numeric: true });

/** Vietnamese words in the order of a Vietnamese dictionary. */
export function byWord(a: string, b: string): number {
  return collator.compare(a, b);
}
