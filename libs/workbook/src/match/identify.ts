import type { FilingProblem, FormCode, FormDefinition } from '#lib/forms';
import { problem } from '#lib/forms';
import { cellAddress } from '../rules/address.js';
import { weighForms } from './heading.js';
import { type FoundTable, hitCount } from './tables.js';

export interface Identified {
  readonly form: FormCode;
  readonly problems: readonly FilingProblem[];
}

/** A form must recognise this share of what the best one recognises to be thought of. */
const NEAR = 0.75;
/** Weight from which the paper around a table contradicts the form that the sender chose. */
const CONTRADICTS = 4;

/**
 * Which form a table is. Rows decide first; what stands around it decides between forms that share
 * their rows (03 and 04); then the choice of the sender, and the kind of unit. Null when it is none.
 */
export function identifyForm(
  table: FoundTable,
  definitions: readonly FormDefinition[],
  wanted: FormCode | null,
  unit: string | null,
): Identified | null {
  const weights = weighForms(table, definitions);
  const best = hitCount(table);
  const codes = [...new Set(definitions.map((d) => d.code))];
  const candidates =
    best === 0
      ? codes.filter((code) => (weights.get(code) ?? 0) >= 6)
      : codes.filter((code) => (table.hits.get(code)?.size ?? 0) >= best * NEAR);
  if (candidates.length === 0) return null;
  const weightOf = (code: FormCode): number => (weights.get(code) ?? 0) + ownWording(table, definitions, code);
  const ranked = [...candidates].sort((a, b) => weightOf(b) - weightOf(a));
  const [first, second] = ranked;
  if (first === undefined) return null;
  const at = { sheet: table.grid.sheet.name, cell: cellAddress(table.headerRow ?? table.firstRow, table.labelCol) };

  if (wanted !== null) {
    const contradicted = weightOf(first) - weightOf(wanted) >= CONTRADICTS;
    if (candidates.includes(wanted) && !contradicted) return { form: wanted, problems: [] };
    return { form: first, problems: [problem('FORM_MISMATCH', { ...at, found: first, expected: wanted })] };
  }
  if (second === undefined || weightOf(first) > weightOf(second)) return { form: first, problems: [] };
  const byUnit = candidates.find((code) => unit !== null && code === (unit.length === 2 ? '04' : '03'));
  if (byUnit) return { form: byUnit, problems: [] };
  const tied = ranked.filter((code) => weightOf(code) === weightOf(first)).sort();
  return { form: first, problems: [problem('FORM_AMBIGUOUS', { ...at, candidates: tied.join(', ') })] };
}

/** Rows that are worded as this very form words them count a little, where nothing else tells. */
function ownWording(table: FoundTable, definitions: readonly FormDefinition[], code: FormCode): number {
  const labels = new Set(definitions.filter((d) => d.code === code).flatMap((d) => d.rows.map((r) => r.labelVi)));
  const rows = table.grid.rowsBetween(table.firstRow, table.lastHit);
  return rows.filter((row) => labels.has(table.grid.at(row, table.labelCol)?.text.trim() ?? '')).length * 0.1;
}
