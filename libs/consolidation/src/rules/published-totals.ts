import type { DecimalString } from '#lib/kernel';
import { NATION } from './nation.js';
import { type PublishedCell, type Suppression, suppress } from './suppress.js';
import type { ConsolidatedFigure, ConsolidatedForm, Coverage } from './types.js';

/** A figure of a table that is open to everyone signed in. */
export interface PublishedTotal {
  readonly key: string;
  readonly tt: string;
  readonly label: string;
  /** Null: not known, or hidden (then `suppressed` says why). */
  readonly value: DecimalString | null;
  readonly unit: string;
  readonly suppressed: Suppression | null;
  /** Firms whose own filings stand behind it; null where none do, or where it is hidden. */
  readonly firms: number | null;
  readonly coverage: Coverage;
}

export interface PublishedUnit {
  readonly unit: string;
  readonly unitName: string;
  readonly figures: readonly PublishedTotal[];
}

/** Rows made of what single firms file in form 01 (forms.json, rows 23-25), and the row that counts those firms. */
const FIRM_ROWS: ReadonlySet<string> = new Set(['projects_revenue', 'projects_budget_payment', 'labour_total']);
const FIRMS_OF_FORM_04 = 'projects_total';

/**
 * Form 04 of the nation and of all provinces side by side, for readers outside the circle of those entitled to the figures
 * of single firms: small cells hidden, and those that would give them away. Rates are left out of the reckoning: none of
 * them is made of firms' figures.
 */
export function publishedTotals(forms: readonly ConsolidatedForm[]): PublishedUnit[] {
  const provinces = forms.filter((f) => f.unit !== NATION);
  const cells: PublishedCell[] = [];
  const firmsOf = new Map<string, number | null>();
  for (const key of FIRM_ROWS) {
    const parts = provinces.map((form) => ({
      id: idOf(form, key),
      figure: form.figures.find((f) => f.key === key),
      form,
    }));
    for (const { id, figure, form } of parts) {
      const firms = figure === undefined ? null : firmsBehind(form, figure);
      firmsOf.set(id, firms);
      if (figure !== undefined) cells.push({ id, value: figure.value, firms });
    }
    const nation = forms.find((f) => f.unit === NATION)?.figures.find((f) => f.key === key);
    const all = parts.filter((p) => p.figure?.value != null).map((p) => firmsOf.get(p.id) ?? 0);
    const firms = all.reduce((sum, n) => sum + n, 0);
    firmsOf.set(`${NATION}|${key}`, firms);
    if (nation !== undefined) cells.push({ id: `${NATION}|${key}`, value: nation.value, firms });
  }
  const sums = [...FIRM_ROWS].map((key) => ({
    total: `${NATION}|${key}`,
    parts: provinces.map((form) => idOf(form, key)),
  }));
  const hidden = suppress({ cells, sums });
  return forms.map((form) => ({
    unit: form.unit,
    unitName: form.unitName,
    figures: form.figures.map(({ key, tt, label, value, unit, coverage }) => {
      const suppressed = hidden.get(idOf(form, key)) ?? null;
      const firms = suppressed === null ? (firmsOf.get(idOf(form, key)) ?? null) : null;
      return { key, tt, label, value: suppressed === null ? value : null, unit, suppressed, firms, coverage };
    }),
  }));
}

const idOf = (form: ConsolidatedForm, key: string): string => `${form.unit}|${key}`;

/**
 * How many firms a figure is made of: those whose filings are counted. Of an accepted form 04 nobody sees the firms behind
 * it; then it is the number of projects of the same form, and where that is missing too, one: the figure is hidden.
 */
function firmsBehind(form: ConsolidatedForm, figure: ConsolidatedFigure): number {
  const filed = figure.sources.filter((s) => s.counted && s.kind === 'filing' && /^Biểu 0[12] /u.test(s.label));
  const counted = new Set(filed.map((s) => s.id)).size;
  if (figure.basis !== 'accepted') return Math.max(counted, figure.value === null ? 0 : 1);
  const projects = form.figures.find((f) => f.key === FIRMS_OF_FORM_04)?.value ?? null;
  return projects === null ? Math.max(counted, 1) : Number(projects);
}
