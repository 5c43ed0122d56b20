import type { FilerKind, FilingProblem, FormDefinition } from '#lib/forms';
import { problem } from '#lib/forms';
import type { PeriodCode } from '#lib/kernel';
import { cellsAbove } from './heading.js';
import type { FoundTable } from './tables.js';

/** Administrative units as the matcher needs them; the caller holds the list. Codes are valid at a period. */
export interface UnitDirectory {
  /** Code of the one unit of this kind that a text names ("Sở Công Thương tỉnh Lào Cai"); null for none or several. */
  resolve(text: string, kind: FilerKind, period: PeriodCode | null): string | null;
  /** Name of a unit by code; null when there is no such unit at that time. */
  nameOf(code: string, kind: FilerKind, period: PeriodCode | null): string | null;
}

export interface FoundUnit {
  readonly code: string | null;
  readonly problems: readonly FilingProblem[];
}

/** The unit a table speaks for: as given, held against what its sender line and letterhead say. */
export function findUnitOf(
  table: FoundTable,
  header: Readonly<Record<string, string>>,
  definition: FormDefinition,
  period: PeriodCode | null,
  given: string | null,
  units: UnitDirectory | undefined,
): FoundUnit {
  const kind = definition.filerKind;
  if (!units || (kind !== 'province' && kind !== 'commune')) return { code: given, problems: [] };
  const place = { sheet: table.grid.sheet.name };
  const written = unitInText(table, header, kind, period, units);
  if (given === null) return { code: written?.code ?? null, problems: [] };
  const name = units.nameOf(given, kind, period);
  if (name === null) return { code: given, problems: [problem('UNKNOWN_UNIT', { ...place, found: given })] };
  if (written === null || written.code === given) return { code: given, problems: [] };
  const mismatch = problem('UNIT_MISMATCH', { ...place, cell: written.cell, found: written.text, expected: name });
  return { code: given, problems: [mismatch] };
}

function unitInText(
  table: FoundTable,
  header: Readonly<Record<string, string>>,
  kind: FilerKind,
  period: PeriodCode | null,
  units: UnitDirectory,
): { code: string; text: string; cell: string | null } | null {
  const sender = header['sender'];
  const fromSender = sender === undefined ? null : units.resolve(sender, kind, period);
  if (sender !== undefined && fromSender !== null) return { code: fromSender, text: sender, cell: null };
  for (const cell of cellsAbove(table)) {
    if (cell.kind !== 'text' || cell.text.length > 120 || /nơi nhận|đơn vị nhận|kính gửi/iu.test(cell.text)) continue;
    const code = units.resolve(cell.text, kind, period);
    if (code !== null) return { code, text: cell.text, cell: cell.address };
  }
  return null;
}
