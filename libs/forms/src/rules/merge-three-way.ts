import { compare, type DecimalString, sumKnown } from '#lib/kernel';
import type { FormDefinition, IndicatorDefinition } from '../definition.js';

/** Figures or texts by key; null is "not answered". */
export type Answers<T extends string = string> = Readonly<Record<string, T | null>>;

/** One answer that both sides have changed since the template was written, each to something else. */
export interface MergeConflict<T extends string = string> {
  readonly key: string;
  readonly base: T | null;
  readonly file: T | null;
  readonly server: T | null;
}

/** One answer that is taken from the file. */
export interface MergeChange<T extends string = string> {
  readonly key: string;
  /** What the server has now. */
  readonly from: T | null;
  readonly to: T | null;
}

export interface MergeResult<T extends string = string> {
  /** Every answer after the merge. Where there is a conflict, what the server has: nothing is overwritten in silence. */
  readonly values: Readonly<Record<string, T | null>>;
  readonly conflicts: readonly MergeConflict<T>[];
  readonly changed: readonly MergeChange<T>[];
}

/**
 * Merges what came back in a template with what the server has meanwhile: cells that the file left as
 * they were follow the server, cells that only the file changed are taken, cells that both changed to
 * different answers are conflicts. The same file a second time changes nothing. A key that is not in
 * `file` was not answered there at all and follows the server.
 */
export function mergeThreeWay<T extends string>(
  base: Answers<T>,
  file: Answers<T>,
  server: Answers<T>,
  same: (a: T, b: T) => boolean = (a, b) => a === b,
): MergeResult<T> {
  const values: Record<string, T | null> = {};
  const conflicts: MergeConflict<T>[] = [];
  const changed: MergeChange<T>[] = [];
  const equal = (a: T | null, b: T | null): boolean => (a === null || b === null ? a === b : same(a, b));
  for (const key of new Set([...Object.keys(base), ...Object.keys(server), ...Object.keys(file)])) {
    const was = base[key] ?? null;
    const now = server[key] ?? null;
    const sent = file[key];
    values[key] = now;
    if (sent === undefined || equal(sent, was) || equal(sent, now)) continue;
    if (equal(now, was)) {
      values[key] = sent;
      changed.push({ key, from: now, to: sent });
    } else conflicts.push({ key, base: was, file: sent, server: now });
  }
  return { values, conflicts, changed };
}

/** Equality of figures by value: "1.50" is "1.5". */
export function sameFigure(a: DecimalString, b: DecimalString): boolean {
  return compare(a, b) === 0;
}

/**
 * True when a template shows a row as a formula: a row that is a sum by its own label, whose value the
 * formula gives. A total that is known without its parts is typed, so that it is not lost.
 */
export function isComputed(row: IndicatorDefinition, values: Answers<DecimalString>): boolean {
  if (row.formulaKeys === null || row.formulaKeys.length === 0) return false;
  const total = values[row.key] ?? null;
  const sum = sumOfParts(row, values);
  return sum === null || total === null ? sum === total : sameFigure(sum, total);
}

/** Sum of a row's parts; null unless every part is known. */
export function sumOfParts(row: IndicatorDefinition, values: Answers<DecimalString>): DecimalString | null {
  const parts = (row.formulaKeys ?? []).map((key) => values[key] ?? null);
  return parts.length === 0 || parts.includes(null) ? null : sumKnown(parts);
}

export interface MergedForm extends MergeResult<DecimalString> {
  /** Totals that follow from parts taken from the file. */
  readonly recomputed: readonly MergeChange<DecimalString>[];
}

/**
 * The figures of a form merged three ways. A total that the template computes is never merged by itself,
 * because both sides may have changed one part each: it is added up anew when the file changed a part,
 * and follows the server otherwise.
 */
export function mergeFigures(
  definition: FormDefinition,
  base: Answers<DecimalString>,
  file: Answers<DecimalString>,
  server: Answers<DecimalString>,
): MergedForm {
  const computed = definition.rows.filter((row) => isComputed(row, base));
  const keys = new Set(computed.map((row) => row.key));
  const typed = Object.fromEntries(Object.entries(file).filter(([key]) => !keys.has(key)));
  const merged = mergeThreeWay(base, typed, server, sameFigure);
  const values = { ...merged.values };
  const recomputed: MergeChange<DecimalString>[] = [];
  for (const row of computed) {
    if (!merged.changed.some((change) => row.formulaKeys?.includes(change.key))) continue;
    const from = values[row.key] ?? null;
    const to = sumOfParts(row, values);
    values[row.key] = to;
    const isSame = from === null || to === null ? from === to : sameFigure(from, to);
    if (!isSame) recomputed.push({ key: row.key, from, to });
  }
  return { ...merged, values, recomputed };
}
