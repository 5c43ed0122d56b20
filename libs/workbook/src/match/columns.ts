import type { FilingProblem, ValueTypes } from '#lib/forms';
import { findUnit, problem } from '#lib/forms';
import { matchKey, type PeriodCode, parsePeriod, searchKey } from '#lib/kernel';
import { cellAddress, columnName } from '../rules/address.js';
import { rowNumber } from '../rules/label-key.js';
import type { ParsedCell } from '../sheet.js';
import type { FoundTable } from './tables.js';

/** Which column of the sheet is which of the form; null where there is none. */
export interface TableColumns {
  readonly tt: number | null;
  readonly label: number;
  readonly unit: number | null;
  readonly value: number | null;
  readonly note: number | null;
  readonly problems: readonly FilingProblem[];
}

type Role = 'tt' | 'unit' | 'value' | 'note' | 'reference' | 'other';

/** Headings of the columns of a form, folded. */
export const COLUMN_NAMES: Readonly<Record<Exclude<Role, 'reference' | 'other' | 'value'>, ReadonlySet<string>>> = {
  tt: new Set(['tt', 'stt', 'số tt', 'số thứ tự', 'thứ tự', 'mã số', 't.t', 's.t.t', 'số t.t'].map(matchKey)),
  unit: new Set(['đơn vị tính', 'đvt', 'đơn vị', 'đv tính', 'đơn vị đo', 'đv'].map(matchKey)),
  note: new Set(['ghi chú', 'chú thích', 'giải trình', 'diễn giải'].map(matchKey)),
};
const VALUE = ['kết quả', 'số liệu', 'giá trị', 'thực hiện', 'lũy kế', 'luỹ kế', 'số lượng', 'trị số'].map(matchKey);
/** Columns that planners put beside the answer; never the answer itself. */
const REFERENCE = ['kỳ trước', 'năm trước', 'cùng kỳ', 'kế hoạch', 'so sánh', 'tăng giảm', 'so với', 'tỷ lệ so'].map(
  matchKey,
);

/** Tells the columns of a table apart, by their headings first and by what stands in them where those fail. */
export function findColumns(
  table: FoundTable,
  labelRows: readonly number[],
  valueTypes: ValueTypes,
  period: PeriodCode | null,
): TableColumns {
  const byRole = new Map<Role, ParsedCell[]>();
  for (const cell of headings(table, labelRows)) {
    const named = roleOf(table.grid.key(cell));
    const isOfOtherPeriod = (named === 'value' || named === 'other') && namesOtherPeriod(cell.text, period);
    const role = isOfOtherPeriod ? 'reference' : named;
    byRole.set(role, [...(byRole.get(role) ?? []), cell]);
  }
  const first = (role: Role): number | null => byRole.get(role)?.[0]?.col ?? null;
  const tt = first('tt') ?? guessNumberColumn(table, labelRows);
  const unit = first('unit') ?? guessUnitColumn(table, labelRows, valueTypes);
  const note = first('note');
  const taken = new Set([tt, unit, note, table.labelCol]);
  const problems: FilingProblem[] = [];
  const value = chooseValue(table, labelRows, byRole, taken, problems);
  taken.add(value);
  problems.push(...unknownColumns(table, labelRows, byRole, taken));
  return { tt, label: table.labelCol, unit, value, note: note ?? guessNote(table, labelRows, value, taken), problems };
}

function roleOf(key: string): Role {
  for (const role of ['tt', 'unit', 'note'] as const) if (COLUMN_NAMES[role].has(key)) return role;
  if (REFERENCE.some((word) => key.includes(word))) return 'reference';
  if (VALUE.some((word) => key.startsWith(word))) return 'value';
  return 'other';
}

/** True for a heading that names a year, or a kind of period, which is not the one reported ("Thực hiện năm 2025"). */
function namesOtherPeriod(heading: string, period: PeriodCode | null): boolean {
  const reported = period === null ? null : parsePeriod(period);
  if (!reported) return false;
  const key = searchKey(heading);
  const years = key.match(/\b20\d{2}\b/g);
  if (years && !years.includes(String(reported.year))) return true;
  const isSixMonths = /\b(6|sau) thang\b/.test(key);
  const isYear = !isSixMonths && /\b(ca nam|nam (bao cao|20\d{2})|12 thang)\b/.test(key);
  return reported.kind === 'annual' ? isSixMonths : isYear;
}

/** Heading cells: the heading row and, where it has two storeys, the rows below it before the first indicator. */
function headings(table: FoundTable, labelRows: readonly number[]): ParsedCell[] {
  const { grid, headerRow } = table;
  if (headerRow === null) return [];
  const end = Math.min(headerRow + 2, (labelRows[0] ?? headerRow + 1) - 1);
  const found: ParsedCell[] = [];
  for (const row of grid.rowsBetween(headerRow, end)) {
    for (const cell of grid.row(row)) {
      if (cell.col < table.leftCol || cell.col > table.rightCol || cell.col === table.labelCol) continue;
      const covered = grid.mergedAt(headerRow, table.labelCol);
      if (covered && cell.col >= covered.left && cell.col <= covered.right) continue;
      const isWord = cell.kind === 'text' && /\p{L}{2}|%/u.test(cell.text);
      if (row !== headerRow && (!isWord || roleOf(grid.key(cell)) === 'other')) continue;
      if (row !== headerRow && found.some((f) => f.col === cell.col)) continue;
      if (isWord) found.push(cell);
    }
  }
  return found;
}

/** How many of the table's rows answer in a column; `numeric`: with something like a number. */
function answers(table: FoundTable, rows: readonly number[], col: number, numeric: boolean): number {
  return rows.filter((row) => {
    const cell = table.grid.at(row, col);
    if (!cell || (cell.kind === 'blank' && cell.formula === null)) return false;
    return !numeric || cell.kind !== 'text' || /^[\s(]*[-+]?[\d.,]/.test(cell.text);
  }).length;
}

function chooseValue(
  table: FoundTable,
  rows: readonly number[],
  byRole: ReadonlyMap<Role, readonly ParsedCell[]>,
  taken: ReadonlySet<number | null>,
  problems: FilingProblem[],
): number | null {
  const sheet = table.grid.sheet.name;
  const named = (byRole.get('value') ?? []).filter((c) => !taken.has(c.col));
  if (named.length > 1) {
    const answered = named.filter((c) => answers(table, rows, c.col, false) > 0);
    for (const extra of answered.slice(1)) {
      problems.push(problem('COLUMN_UNKNOWN', { sheet, cell: extra.address, column: extra.text, severity: 'error' }));
    }
    return (answered[0] ?? named[0])?.col ?? null;
  }
  if (named[0]) return widest(table, rows, named[0]);
  const others = (byRole.get('other') ?? []).filter((c) => c.col > table.labelCol).map((c) => c.col);
  const reference = new Set((byRole.get('reference') ?? []).map((c) => c.col));
  const unnamed = table.headerRow === null ? columnsRight(table) : others;
  const candidates = unnamed.filter(
    (col) => !taken.has(col) && !reference.has(col) && answers(table, rows, col, true) > 0,
  );
  if (candidates.length === 1) return candidates[0] ?? null;
  const at = table.headerRow ?? table.firstRow;
  problems.push(problem('COLUMN_MISSING', { sheet, cell: cellAddress(at, table.labelCol), column: 'Kết quả' }));
  return null;
}

/** Under a heading merged over several columns the answers may stand in any of them. */
function widest(table: FoundTable, rows: readonly number[], heading: ParsedCell): number {
  const merged = table.grid.mergedAt(heading.row, heading.col);
  if (!merged || merged.right === merged.left) return heading.col;
  let best = heading.col;
  for (let col = merged.left; col <= Math.min(merged.right, merged.left + 8); col++) {
    if (answers(table, rows, col, false) > answers(table, rows, best, false)) best = col;
  }
  return best;
}

function columnsRight(table: FoundTable): number[] {
  const last = Math.min(table.rightCol, table.grid.sheet.columnCount, table.labelCol + 12);
  return Array.from({ length: Math.max(0, last - table.labelCol) }, (_, i) => table.labelCol + 1 + i);
}

function guessNumberColumn(table: FoundTable, rows: readonly number[]): number | null {
  const col = table.labelCol - 1;
  if (col < table.leftCol) return null;
  const numbered = rows.filter((row) => {
    const cell = table.grid.at(row, col);
    return cell !== null && rowNumber(cell.text, cell.kind === 'date') !== null;
  });
  return numbered.length * 2 >= rows.length && rows.length > 0 ? col : null;
}

function guessUnitColumn(table: FoundTable, rows: readonly number[], valueTypes: ValueTypes): number | null {
  const units = Object.values(valueTypes).flatMap((rule) => rule.units);
  for (const col of columnsRight(table)) {
    const named = rows.filter((row) => {
      const cell = table.grid.at(row, col);
      return cell?.kind === 'text' && findUnit(cell.text, units) !== undefined;
    });
    if (named.length * 2 >= rows.length && named.length > 0) return col;
  }
  return null;
}

/** Without headings the words right of the answers are the notes. */
function guessNote(
  table: FoundTable,
  rows: readonly number[],
  value: number | null,
  taken: ReadonlySet<number | null>,
): number | null {
  if (table.headerRow !== null || value === null) return null;
  const next = columnsRight(table).find(
    (col) => col > value && !taken.has(col) && answers(table, rows, col, false) > 0,
  );
  return next ?? null;
}

/** Answers in a column that the form does not have are not read, and that is said. */
function unknownColumns(
  table: FoundTable,
  rows: readonly number[],
  byRole: ReadonlyMap<Role, readonly ParsedCell[]>,
  taken: ReadonlySet<number | null>,
): FilingProblem[] {
  const sheet = table.grid.sheet.name;
  const headed = [...(byRole.get('reference') ?? []), ...(byRole.get('other') ?? [])].filter((c) => !taken.has(c.col));
  const found = headed
    .filter((c) => answers(table, rows, c.col, false) > 0)
    .map((c) => problem('COLUMN_UNKNOWN', { sheet, cell: c.address, column: c.text }));
  if (table.headerRow === null) return found;
  const known = new Set([...byRole.values()].flat().map((c) => c.col));
  for (const col of columnsRight(table)) {
    const covered = table.grid.mergedAt(table.headerRow, col);
    if (taken.has(col) || known.has(col) || covered || answers(table, rows, col, true) === 0) continue;
    const cell = cellAddress(table.headerRow, col);
    found.push(problem('COLUMN_UNKNOWN', { sheet, cell, column: columnName(col) }));
  }
  return found;
}
