import { type DecimalString, exact, plain, subtract, sumKnown } from '#lib/kernel';
import { NATION } from './nation.js';
import type { ConsolidatedFigure, ConsolidatedForm, Coverage } from './types.js';

/** Why a unit below is listed: it filed another value, filed none of a derived one, or the register has nothing to derive from. */
export type ReconciledWhy = 'differs' | 'not_filed' | 'not_in_register';

/** A unit or cluster below, and what it adds to the difference. */
export interface ReconciledChild {
  /** Code of the commune or province; of the cluster where the row is opened to clusters. */
  readonly unit: string;
  readonly unitName: string;
  readonly why: ReconciledWhy;
  /** Accepted filings its value was filed in; of a cluster forms 01 and 02. */
  readonly filings: readonly string[];
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
  /** The accepted filing that says so; null where none does, and for the nation, which files nothing. */
  readonly filingId: string | null;
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

/** One row of a unit or cluster below. */
export interface RowBelow {
  readonly derived: DecimalString | null;
  readonly filed: DecimalString | null;
  readonly filings: readonly string[];
}

/** A unit or cluster below, with its rows by key. */
export interface Below {
  readonly unit: string;
  readonly unitName: string;
  readonly rows: ReadonlyMap<string, RowBelow>;
}

/** The forms of units below, as reconciliation looks at them. */
export function unitsBelow(forms: readonly ConsolidatedForm[]): Below[] {
  return forms.map((form) => ({
    unit: form.unit,
    unitName: form.unitName,
    rows: new Map(
      form.figures.map((f) => [
        f.key,
        { derived: f.derivedValue, filed: f.acceptedValue, filings: [filingOf(form, f)].filter((id) => id !== null) },
      ]),
    ),
  }));
}

/** The accepted filing of the form itself that a figure stands in. */
function filingOf({ form }: ConsolidatedForm, { acceptedValue, sources }: ConsolidatedFigure): string | null {
  if (acceptedValue === null) return null;
  return sources.find((s) => s.kind === 'filing' && s.label.startsWith(`Biểu ${form} `))?.id ?? null;
}

/** Puts a form beside the units or clusters below it, row by row. Pure. */
export function reconcile(form: ConsolidatedForm, below: readonly Below[]): ReconciledRow[] {
  return form.figures.map((figure) => rowOf(form, figure, below));
}

function rowOf(form: ConsolidatedForm, figure: ConsolidatedFigure, below: readonly Below[]): ReconciledRow {
  const { key, tt, label, unit, derivedValue: derived, acceptedValue: filed, coverage } = figure;
  const all = below.flatMap((child): ReconciledChild[] => {
    const own = child.rows.get(key);
    if (own === undefined) return [];
    const why = own.filed === null ? 'not_filed' : own.derived === null ? 'not_in_register' : 'differs';
    return [{ unit: child.unit, unitName: child.unitName, why, ...own, difference: less(own.filed, own.derived) }];
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
    filingId: form.unit === NATION ? null : filingOf(form, figure),
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
