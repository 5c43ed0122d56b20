import type { FilerKind, FilingProblem, FormDefinition } from '#lib/forms';
import { problem } from '#lib/forms';
import { matchKey, type PeriodCode, tidy } from '#lib/kernel';
import { cellsAbove } from './heading.js';
import type { FoundTable } from './tables.js';

/** Administrative units as the matcher needs them; the caller holds the list. Codes are valid at a period. */
export interface UnitDirectory {
  /** Code of the one unit of this kind that a text names ("Sở Công Thương tỉnh Lào Cai"); null for none or several. */
  resolve(text: string, kind: FilerKind, period: PeriodCode | null): string | null;
  /** Name of a province that a text names and that is none any more at the period; null for none. */
  formerName(text: string, period: PeriodCode | null): string | null;
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
  unitName: string | null = null,
): FoundUnit {
  const kind = definition.filerKind;
  if (kind === 'project' || kind === 'cluster') {
    const other = unitName === null ? null : otherCluster(table, unitName);
    if (other === null) return { code: given, problems: [] };
    const where = { sheet: table.grid.sheet.name, cell: other.cell };
    // Names of firms and clusters are written in many ways: said, not refused.
    const said = { ...where, found: other.text, expected: unitName ?? '', severity: 'warning' as const };
    return { code: given, problems: [problem('UNIT_MISMATCH', said)] };
  }
  if (!units || (kind !== 'province' && kind !== 'commune')) return { code: given, problems: [] };
  const place = { sheet: table.grid.sheet.name };
  const written = unitInText(table, header, kind, period, units);
  const former = written === null && kind === 'province' ? formerSender(table, header, period, units) : null;
  if (former) return { code: given, problems: [problem('UNKNOWN_UNIT', { ...place, ...former })] };
  if (given === null) return { code: written?.code ?? null, problems: [] };
  const name = units.nameOf(given, kind, period);
  if (name === null) return { code: given, problems: [problem('UNKNOWN_UNIT', { ...place, found: given })] };
  if (written === null || written.code === given) return { code: given, problems: [] };
  const mismatch = problem('UNIT_MISMATCH', { ...place, cell: written.cell, found: written.text, expected: name });
  return { code: given, problems: [mismatch] };
}

/** The cluster that the lines above a table name, where the unit is known under another ("Công ty A (Đông An)"). */
function otherCluster(table: FoundTable, unitName: string): { text: string; cell: string | null } | null {
  const own = nameKey(unitName);
  const isOwn = (text: string): boolean => {
    const key = nameKey(text);
    return key === '' || own === '' || key.includes(own) || own.includes(key);
  };
  const named = cellsAbove(table).flatMap((cell) => {
    const text = cell.kind === 'text' && cell.text.length <= 300 ? tidy(cell.text) : '';
    // Titles speak of "cụm công nghiệp" in general; a name begins with a capital or a number.
    const m = /(?:cụm công nghiệp|cụm CN|CCN)\s*:?\s+([\p{Lu}\d][^,;(–]*)/u.exec(text);
    const isTitle = text === text.toLocaleUpperCase('vi');
    return m?.[1] === undefined || isTitle ? [] : [{ text: m[1].trim(), cell: cell.address }];
  });
  return named.length === 0 || named.some((n) => isOwn(n.text)) ? null : (named[0] ?? null);
}

/** What is left of a name without the words for its kind. */
function nameKey(text: string): string {
  return matchKey(text.replace(/^(cụm công nghiệp|cụm CN|CCN|dự án)\s+/iu, ''));
}

/** The sender named by a province that was merged into another before the period. */
function formerSender(
  table: FoundTable,
  header: Readonly<Record<string, string>>,
  period: PeriodCode | null,
  units: UnitDirectory,
): { found: string; cell: string | null } | null {
  const name = units.formerName(header['sender'] ?? '', period);
  return name === null ? null : { found: name, cell: cellThatSays(table, header['sender'] ?? '') };
}

/** Address of the cell above a table in which a text stands, or begins. */
function cellThatSays(table: FoundTable, text: string): string | null {
  const says = (cell: string): boolean => cell.includes(text) || (cell !== '' && text.startsWith(cell));
  return cellsAbove(table).find((c) => says(tidy(c.text)))?.address ?? null;
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
  if (sender !== undefined && fromSender !== null)
    return { code: fromSender, text: sender, cell: cellThatSays(table, sender) };
  for (const cell of cellsAbove(table)) {
    if (cell.kind !== 'text' || cell.text.length > 120 || /nơi nhận|đơn vị nhận|kính gửi/iu.test(cell.text)) continue;
    const code = units.resolve(cell.text, kind, period);
    if (code !== null) return { code, text: cell.text, cell: cell.address };
  }
  return null;
}
