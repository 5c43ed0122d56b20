import { v5, v7 } from 'uuid';

/** A new identity: uuid version 7, so that newer rows sort after older ones. */
export function newId(): string {
  return v7();
}

/** Any fixed uuid; the root of all named identities. */
const NAMED = '6f3b9a52-0d0b-4b8e-9d0e-2b1f4d3a7c10';

/**
 * The identity that belongs to a name, the same on every machine and at every run: for reference and sample rows,
 * so that loading them twice finds them there.
 * @param parts what makes the row the one it is, from the table's name on
 */
export function namedId(...parts: readonly string[]): string {
  return v5(JSON.stringify(parts), NAMED);
}
