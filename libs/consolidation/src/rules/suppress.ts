import { compare, type DecimalString } from '#lib/kernel';

/** A figure as it would be published. */
export interface PublishedCell {
  readonly id: string;
  /** Null: not known; shown as missing, and no part of any sum. */
  readonly value: DecimalString | null;
  /** Firms whose own figures it is made of; null where it is made of no firm's figures and needs no protection. */
  readonly firms: number | null;
}

/** What anybody who reads the table can reckon with: the total is the sum of the parts that are known. */
export interface PublishedSum {
  readonly total: string;
  readonly parts: readonly string[];
}

export interface PublishedTable {
  readonly cells: readonly PublishedCell[];
  readonly sums: readonly PublishedSum[];
}

/** `few_firms`: fewer than three firms. `protects`: hidden so that another cannot be had by subtraction. */
export type Suppression = 'few_firms' | 'protects';

/** Fewer firms than this could be told from one another: one sees itself, and then the other. */
export const FEWEST_FIRMS = 3;

/**
 * Which cells of a table must be hidden before it leaves the circle of those entitled to the figures of single firms.
 * Cells of one or two firms are hidden, and then as many others as it takes that neither the value of such a cell, nor
 * the sum of hidden cells with fewer than three firms between them, follows from what is shown by any linear reckoning.
 * Small values are hidden first. Pure; the order of the cells plays no part.
 */
export function suppress({ cells, sums }: PublishedTable): ReadonlyMap<string, Suppression> {
  const known = new Map(cells.filter((c) => c.value !== null).map((c) => [c.id, c]));
  const equations = sums
    .filter((s) => known.has(s.total))
    .map((s) => [s.total, ...new Set(s.parts.filter((p) => p !== s.total && known.has(p)))])
    .filter((ids) => ids.length > 1);
  const hidden = new Map<string, Suppression>();
  for (const c of known.values()) if (isFew(c.firms)) hidden.set(c.id, 'few_firms');
  const order = [...known.values()].sort((a, b) => compare(size(a), size(b)) || (a.id < b.id ? -1 : 1));
  for (;;) {
    const open = exposed(equations, hidden, known);
    if (open === null) return hidden;
    const next = order.find((c) => open.has(c.id) && !hidden.has(c.id));
    // Nothing of it is shown any more; what still follows, follows from the shape of the table and not from a figure.
    if (next === undefined) return hidden;
    hidden.set(next.id, 'protects');
  }
}

const isFew = (firms: number | null): boolean => firms !== null && firms > 0 && firms < FEWEST_FIRMS;

/** Zero last: a hidden nothing protects nobody. */
const size = (cell: PublishedCell): DecimalString => {
  const value = (cell.value ?? '0').replace('-', '');
  return /^[0.]*$/.test(value) ? '9'.repeat(40) : value;
};

/**
 * The cells among which one must be hidden, because something follows from what is shown; null when nothing does.
 * Each equation says: a combination of hidden cells equals something shown. Brought into row echelon form over the whole
 * numbers, a row with one hidden cell gives its value away.
 */
function exposed(
  equations: readonly (readonly string[])[],
  hidden: ReadonlyMap<string, Suppression>,
  known: ReadonlyMap<string, PublishedCell>,
): ReadonlySet<string> | null {
  const columns = [...hidden.keys()].sort();
  const at = new Map(columns.map((id, i) => [id, i]));
  const rows = equations
    .map(([total = '', ...parts]) => {
      const row = new Array<bigint>(columns.length).fill(0n);
      for (const id of [total, ...parts]) {
        const column = at.get(id);
        if (column !== undefined) row[column] = id === total ? -1n : 1n;
      }
      return { row, of: new Set([total, ...parts]) };
    })
    .filter(({ row }) => row.some((x) => x !== 0n));
  const few = (ids: readonly string[]): boolean => {
    const firms = ids.map((id) => known.get(id)?.firms ?? null);
    return (
      ids.some((id) => hidden.get(id) === 'few_firms') &&
      firms.every((n) => n !== null) &&
      firms.reduce<number>((sum, n) => sum + (n ?? 0), 0) < FEWEST_FIRMS
    );
  };
  // A sum of hidden parts under a shown total is as good as published.
  for (const { row, of } of rows) {
    const ids = columns.filter((_, i) => row[i] !== 0n);
    if (ids.every((id) => row[at.get(id) ?? 0] === 1n) && few(ids) && [...of].some((id) => !hidden.has(id))) return of;
  }
  for (const { row, of } of reduced(rows)) {
    const ids = columns.filter((_, i) => row[i] !== 0n);
    const [only] = ids;
    if (ids.length === 1 && only !== undefined && hidden.get(only) === 'few_firms') return of;
  }
  return null;
}

interface Equation {
  readonly row: readonly bigint[];
  /** Every cell of the equations it was made from. */
  readonly of: ReadonlySet<string>;
}

/** Reduced row echelon form up to a factor for each row, in whole numbers: nothing is rounded. */
function reduced(given: readonly Equation[]): Equation[] {
  let rows = [...given];
  const done: Equation[] = [];
  const width = given[0]?.row.length ?? 0;
  for (let column = 0; column < width; column++) {
    const pivot = rows.find((r) => r.row[column] !== 0n);
    if (pivot === undefined) continue;
    const without = (r: Equation): Equation => eliminated(r, pivot, column);
    rows = rows
      .filter((r) => r !== pivot)
      .map(without)
      .filter((r) => r.row.some((x) => x !== 0n));
    for (const [i, r] of done.entries()) done[i] = without(r);
    done.push(pivot);
  }
  return done;
}

function eliminated(from: Equation, pivot: Equation, column: number): Equation {
  const factor = from.row[column] ?? 0n;
  if (factor === 0n) return from;
  const lead = pivot.row[column] ?? 1n;
  const row = from.row.map((x, i) => x * lead - factor * (pivot.row[i] ?? 0n));
  const divisor = row.reduce((a, b) => gcd(a, b), 0n);
  return { row: divisor === 0n ? row : row.map((x) => x / divisor), of: new Set([...from.of, ...pivot.of]) };
}

/** Greatest common divisor; its sign is of no matter. */
const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));
