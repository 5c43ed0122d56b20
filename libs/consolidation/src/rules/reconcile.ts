import { type DecimalString, exact, plain, subtract, sumKnown } from '#lib/kernel';
import type { ConsolidatedFigure, ConsolidatedForm, Coverage } from './types.js';

/** A unit below, and what it adds to the difference. */
export interface ReconciledChild {
  readonly unit: string;
  readonly unitName: string;
  readonly derived: DecimalString | null;
  readonly filed: DecimalString | null;
  /** Filed less derived; null where one of them is not known. */
  readonly difference: DecimalString | null;
}

/** A row of a form in its three values: derived from the register, filed and accepted, and summed over the units below. */
export interface ReconciledRow {
  readonly key: string;
  readonly tt: string;
  readonly label: string;
  readonly unit: string;
  readonly derived: DecimalString | null;
  readonly filed: DecimalString | null;
  /** Sum of what the units below filed; null where none did. Null in a rate, which is never added. */
  readonly childrenFiled: DecimalString | null;
  /** Filed less derived, and filed less the sum of children; null where one of them is not known. */
  readonly filedLessDerived: DecimalString | null;
  readonly filedLessChildren: DecimalString | null;
  /** Part of the sum of children less derived that no unit below explains: of those that filed nothing. */
  readonly unexplained: DecimalString | null;
  readonly coverage: Coverage;
  /** How many units below filed this row, of how many. */
  readonly childrenExpected: number;
  readonly childrenReported: number;
  /** Units below whose filed value is not their derived one, or is missing where one is derived; the largest first. */
  readonly children: readonly ReconciledChild[];
}

/** Puts a form beside the forms of the units below it, row by row. Pure. */
export function reconcile(form: ConsolidatedForm, below: readonly ConsolidatedForm[]): ReconciledRow[] {
  return form.figures.map((figure) => rowOf(figure, below));
}

function rowOf(figure: ConsolidatedFigure, below: readonly ConsolidatedForm[]): ReconciledRow {
  const { key, tt, label, unit, derivedValue: derived, acceptedValue: filed, coverage } = figure;
  const all = below.flatMap((child): ReconciledChild[] => {
    const own = child.figures.find((f) => f.key === key);
    if (own === undefined) return [];
    const { derivedValue, acceptedValue } = own;
    const difference = less(acceptedValue, derivedValue);
    return [{ unit: child.unit, unitName: child.unitName, derived: derivedValue, filed: acceptedValue, difference }];
  });
  const isRate = figure.valueType === 'percent';
  const childrenFiled = isRate ? null : sumKnown(all.map((c) => c.filed));
  const gap = less(childrenFiled, derived);
  const explained = sumKnown(all.map((c) => c.difference)) ?? '0';
  return {
    key,
    tt,
    label,
    unit,
    derived,
    filed,
    childrenFiled,
    filedLessDerived: less(filed, derived),
    filedLessChildren: less(filed, childrenFiled),
    unexplained: gap === null ? null : subtract(gap, explained),
    coverage,
    childrenExpected: all.length,
    childrenReported: all.filter((c) => c.filed !== null).length,
    children: all
      .filter(differs)
      .sort((a, b) => exact(size(b)).comparedTo(exact(size(a))) || (a.unit < b.unit ? -1 : 1)),
  };
}

const less = (a: DecimalString | null, b: DecimalString | null): DecimalString | null =>
  a === null || b === null ? null : subtract(a, b);

const differs = (c: ReconciledChild): boolean =>
  c.difference === null ? c.derived !== c.filed && c.derived !== '0' : c.difference !== '0';

const size = (c: ReconciledChild): DecimalString => plain(exact(c.difference ?? c.derived ?? c.filed ?? '0').abs());
