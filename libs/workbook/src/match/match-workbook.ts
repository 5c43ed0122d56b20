import type { FilingProblem, FormCode, FormDefinition, ParsedEntry, ParsedForm } from '#lib/forms';
import { problem } from '#lib/forms';
import { matchKey, type PeriodCode } from '#lib/kernel';
import type { Law } from '#lib/law';
import { isIndexSheet } from '../mark/index-sheet.js';
import { cellAddress } from '../rules/address.js';
import { splitLeadingNumber } from '../rules/label-key.js';
import type { ParsedSheet } from '../sheet.js';
import { choose, type Draft, type MatchedForm, refuseDoubles } from './choose-tables.js';
import { findColumns } from './columns.js';
import { NOTHING_SETTLED, type ReadingDoubt, type Readings } from './doubt.js';
import { Effort, TooMuchEffort } from './effort.js';
import { readFigure } from './figure.js';
import { Grid } from './grid.js';
import { cellsAbove, type FoundPeriod, findPeriod, readHeaderFields } from './heading.js';
import { identifyForm } from './identify.js';
import { type LabelBook, LabelScanner, labelBookOf } from './label-book.js';
import { decodeSheet } from './legacy-text.js';
import { matchRows } from './rows.js';
import { statedUnits } from './stated-units.js';
import { type FoundTable, findTables } from './tables.js';
import { findUnitOf, type UnitDirectory } from './unit.js';

/** What the sender says about a file, beside the file itself. */
export interface MatchOptions {
  /** Null: whatever forms the file holds. */
  readonly form?: FormCode | null;
  /** Null: as the file says. */
  readonly period?: PeriodCode | null;
  readonly unit?: string | null;
  /** Name of that unit in the register, to hold against the cluster that a form 01 or 02 names. */
  readonly unitName?: string | null;
  /** Names and codes of administrative units; without it the unit is taken as given. */
  readonly units?: UnitDirectory;
  /** What the sender has settled about doubtful figures; nothing, if left out. */
  readonly readings?: Readings;
}

export interface MatchResult {
  readonly forms: readonly MatchedForm[];
  /** Findings about the file as a whole. */
  readonly problems: readonly FilingProblem[];
}

/** More tables than any filing has; a file beyond it is refused as a whole. */
const MOST_TABLES = 150;

/**
 * Sheets -> one ParsedForm for each form table found, wherever it stands. Never throws for what a
 * file may hold; all findings come in one pass, at the cell they are about.
 */
export function matchWorkbook(sheets: readonly ParsedSheet[], law: Law, options: MatchOptions = {}): MatchResult {
  try {
    return matchSheets(sheets, law, options);
  } catch (error) {
    if (!(error instanceof TooMuchEffort)) throw error;
    const reason = {
      vi: 'cần quá nhiều phép so sánh mới nhận ra bảng',
      en: 'it takes too many comparisons to find its tables',
    };
    return { forms: [], problems: [problem('FILE_HOSTILE', { reason })] };
  }
}

function matchSheets(sheets: readonly ParsedSheet[], law: Law, options: MatchOptions): MatchResult {
  const problems: FilingProblem[] = [];
  const effort = new Effort();
  const scanner = new LabelScanner(law.definitions);
  const figures = sheets.filter((sheet) => !isIndexSheet(sheet));
  const found = figures.flatMap((sheet) => tablesOf(sheet, scanner, effort, problems));
  if (found.length > MOST_TABLES) {
    const counted = { size: `${found.length} bảng`, limit: `${MOST_TABLES} bảng` };
    return { forms: [], problems: [...problems, problem('FILE_TOO_LARGE', counted)] };
  }
  const drafts = found.flatMap((table) => draft(table, law, options) ?? []);
  const chosen = choose(drafts, options, problems);
  if (chosen.length === 0 && !problems.some((p) => p.severity === 'error')) problems.push(problem('NO_FORM_FOUND', {}));
  return { forms: refuseDoubles(chosen.map((d) => d.result)), problems };
}

function tablesOf(sheet: ParsedSheet, scanner: LabelScanner, effort: Effort, problems: FilingProblem[]): FoundTable[] {
  const tables = findTables(new Grid(sheet, effort), scanner);
  const hasLabels = tables.some((t) => t.hits.size > 0);
  const decoded = decodeSheet(sheet, (text) => scanner.find(text) !== null, hasLabels);
  if (!decoded) return tables;
  const { cell, text, encoding } = decoded.example;
  problems.push(problem('LEGACY_ENCODING', { sheet: sheet.name, cell, encoding, text }));
  return findTables(new Grid(decoded.sheet, effort), scanner);
}

/** One table read through; null when it is none of the forms. */
function draft(table: FoundTable, law: Law, options: MatchOptions): Draft | null {
  const identified = identifyForm(table, law.definitions, options.form ?? null, options.unit ?? null);
  if (!identified) return null;
  const { form } = identified;
  const sheet = table.grid.sheet.name;
  const problems: FilingProblem[] = [...identified.problems];
  const found = findPeriod(table);
  const period = options.period ?? found.period;
  problems.push(...periodProblems(found, options.period ?? null, sheet));
  const definition = definitionOf(law, form, period, sheet, problems);
  if (!definition) return null;
  problems.push(...versionProblems(table, law, definition));

  const body = readBody(table, definition, period, law, options.readings ?? NOTHING_SETTLED);
  const header = readHeaderFields(table, definition);
  const unit = findUnitOf(
    table,
    header,
    definition,
    period,
    options.unit ?? null,
    options.units,
    options.unitName ?? null,
  );
  problems.push(...unit.problems, ...body.problems);
  const parsed: ParsedForm = {
    form,
    definitionId: definition.id,
    period,
    unit: unit.code,
    header,
    entries: body.entries,
    problems,
    sheet,
  };
  const isEmpty = [...body.entries.values()].every((e) => e.raw === null && e.value === null) && !body.hasFormula;
  return { table, isEmpty, result: { parsed, definition, doubts: body.doubts } };
}

function definitionOf(
  law: Law,
  form: FormCode,
  period: PeriodCode | null,
  sheet: string,
  problems: FilingProblem[],
): FormDefinition | null {
  const versions = law.definitions.filter((d) => d.code === form);
  const holding = period === null ? null : law.definitionFor(form, period);
  if (period !== null && holding === null) problems.push(problem('FORM_NOT_IN_FORCE', { sheet, form, period }));
  if (holding) return holding;
  return (period === null ? versions[versions.length - 1] : versions[0]) ?? null;
}

function periodProblems(found: FoundPeriod, given: PeriodCode | null, sheet: string): FilingProblem[] {
  const place = { sheet, cell: found.cell };
  if (found.kind === 'unknown') return [problem('PERIOD_UNKNOWN', { ...place, found: found.text })];
  if (given === null) return found.period === null ? [problem('PERIOD_MISSING', place)] : [];
  const differs = found.period !== null && found.period !== given;
  return differs ? [problem('PERIOD_MISMATCH', { ...place, found: found.period ?? '', expected: given })] : [];
}

/** The title of another version of the form stands above the table. */
function versionProblems(table: FoundTable, law: Law, definition: FormDefinition): FilingProblem[] {
  const above = ` ${cellsAbove(table)
    .map((c) => matchKey(c.text))
    .join(' ')} `;
  const says = (d: FormDefinition): boolean => above.includes(` ${matchKey(d.titleVi)} `);
  const other = law.definitions.find((d) => d.code === definition.code && d.id !== definition.id && says(d));
  if (!other || says(definition)) return [];
  return [
    problem('FORM_VERSION_DIFFERS', {
      sheet: table.grid.sheet.name,
      found: other.inForceFrom,
      expected: definition.inForceFrom,
    }),
  ];
}

/** The words of a row of the form, also behind its number ("3. Số lượng…"). */
function isRowLabel(text: string, book: LabelBook): boolean {
  return book.find(text) !== null || book.find(splitLeadingNumber(text)?.label ?? '') !== null;
}

interface Body {
  readonly entries: ReadonlyMap<string, ParsedEntry>;
  readonly problems: readonly FilingProblem[];
  readonly hasFormula: boolean;
  readonly doubts: readonly ReadingDoubt[];
}

function readBody(
  table: FoundTable,
  definition: FormDefinition,
  period: PeriodCode | null,
  { definitions, valueTypes }: Law,
  readings: Readings,
): Body {
  const sheet = table.grid.sheet.name;
  const book = labelBookOf(definition, definitions);
  const labelRows = table.grid
    .rowsBetween(table.firstRow, table.lastHit)
    .filter((row) => isRowLabel(table.grid.at(row, table.labelCol)?.text ?? '', book));
  const columns = findColumns(table, labelRows, valueTypes, period);
  const matched = matchRows(table, columns, book);
  const problems: FilingProblem[] = [...columns.problems, ...matched.problems];
  const entries = new Map<string, ParsedEntry>();
  const reading = {
    readings,
    otherRows: new Set(matched.rows.map((r) => r.row)),
    stated: statedUnits(table, columns.value, matched.rows[0]?.row ?? table.firstRow),
  };
  const doubts: ReadingDoubt[] = [];
  let hasFormula = false;
  for (const row of matched.rows) {
    const { key, tt, labelVi: label, valueType } = row.indicator;
    const { entry, problems: found, doubts: unsure } = readFigure(table, columns, row, valueTypes[valueType], reading);
    const earlier = entries.get(key);
    if (earlier) {
      const place = { sheet, cell: entry.at?.cell ?? null, key };
      problems.push(problem('ROW_DUPLICATE', { ...place, tt, label, otherCell: earlier.at?.cell ?? '' }));
      entries.set(key, { ...earlier, value: null, readAs: null });
      continue;
    }
    hasFormula ||= columns.value !== null && table.grid.at(row.row, columns.value)?.formula != null;
    problems.push(...found);
    doubts.push(...unsure);
    entries.set(key, entry);
  }
  const missingAt = cellAddress(table.headerRow ?? table.firstRow, table.labelCol);
  for (const row of definition.rows) {
    if (entries.has(row.key)) continue;
    const { key, tt, labelVi: label } = row;
    problems.push(problem('ROW_MISSING', { sheet, cell: missingAt, key, tt, label }));
  }
  return { entries, problems, hasFormula, doubts };
}
