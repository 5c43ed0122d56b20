import type { FormCode, FormDefinition } from '#lib/forms';
import { matchKey, type PeriodCode, searchKey, tidy } from '#lib/kernel';
import { afterLabel, isPeriodLabel, periodInTitle, readPeriod } from '../rules/period-text.js';
import type { ParsedCell } from '../sheet.js';
import type { FoundTable } from './tables.js';

const MOST_ROWS_ABOVE = 60;

/** Cells in which the title and the header fields of a table may stand, row by row. */
export function cellsAbove(table: FoundTable): ParsedCell[] {
  const last = (table.headerRow ?? table.firstRow) - 1;
  const first = Math.max(table.aboveFrom, last - MOST_ROWS_ABOVE);
  return table.grid
    .rowsBetween(first, last)
    .flatMap((row) => table.grid.row(row))
    .filter((c) => c.kind !== 'blank' && c.col >= table.leftCol && c.col <= table.rightCol);
}

/** The same, a text of several lines as one cell for each line: clerks put the whole head into one merged cell. */
function linesAbove(table: FoundTable): ParsedCell[] {
  return cellsAbove(table).flatMap((cell) => {
    if (cell.kind !== 'text' || !cell.text.includes('\n') || cell.text.length > 2_000) return [cell];
    // A line that ends in a colon is answered by the next one.
    const lines = cell.text.replace(/:[^\S\n]*\n\s*/g, ': ').split('\n');
    return lines.filter((line) => line.trim() !== '').map((text) => ({ ...cell, text }));
  });
}

/** Answers to the header fields of a form, as written, by key. */
export function readHeaderFields(table: FoundTable, definition: FormDefinition): Record<string, string> {
  const found: Record<string, string> = {};
  const above = linesAbove(table);
  for (const field of definition.headerFields) {
    const label = matchKey(field.labelVi);
    if (field.key === 'due_note') continue;
    const cell = above.find((c) => c.kind === 'text' && `${matchKey(c.text)} `.startsWith(`${label} `));
    if (!cell) continue;
    const answer = tidy([afterLabel(cell.text, field.labelVi), ...rightOf(above, cell)].join(' '));
    if (answer !== '') found[field.key] = answer.slice(0, 500);
  }
  return found;
}

function rightOf(cells: readonly ParsedCell[], cell: ParsedCell): string[] {
  return cells.filter((c) => c.row === cell.row && c.col > cell.col).map((c) => c.text.slice(0, 500));
}

export interface FoundPeriod {
  /** `period`: read; `printed`: left as printed or blank; `unknown`: written but no statutory period. */
  readonly kind: 'period' | 'printed' | 'unknown';
  readonly period: PeriodCode | null;
  readonly text: string;
  readonly cell: string | null;
}

/** The period of a table: its "Kỳ báo cáo" line, else a title that ends in one. */
export function findPeriod(table: FoundTable): FoundPeriod {
  const above = cellsAbove(table);
  const label = linesAbove(table)
    .filter((c) => c.kind === 'text' && isPeriodLabel(c.text))
    .pop();
  if (label) {
    const text = tidy([afterLabel(label.text, 'Kỳ báo cáo'), ...rightOf(above, label)].join(' ').slice(0, 300));
    const read = readPeriod(text);
    if (read.kind === 'period') return { kind: 'period', period: read.period, text, cell: label.address };
    const fromTitle = titlePeriod(above);
    if (read.kind === 'unknown') return { kind: 'unknown', period: null, text, cell: label.address };
    return fromTitle ?? { kind: 'printed', period: null, text, cell: label.address };
  }
  return titlePeriod(above) ?? { kind: 'printed', period: null, text: '', cell: null };
}

function titlePeriod(above: readonly ParsedCell[]): FoundPeriod | null {
  for (const cell of [...above].reverse()) {
    if (cell.kind !== 'text' || cell.text.length > 300) continue;
    const key = searchKey(cell.text);
    if (
      !/bieu|bao cao|tong hop|tinh hinh|tren dia ban|^\(?(6|sau|ca nam|nam|12) /.test(key) ||
      /thong tu|quyet dinh|thoi han/.test(key)
    )
      continue;
    const period = periodInTitle(cell.text);
    if (period) return { kind: 'period', period, text: tidy(cell.text), cell: cell.address };
  }
  return null;
}

/**
 * How strongly what stands around a table speaks for each form: the printed number, the title, the
 * sender, the sheet's name, the signature. Rows are weighed elsewhere.
 */
export function weighForms(table: FoundTable, definitions: readonly FormDefinition[]): ReadonlyMap<FormCode, number> {
  const weights = new Map<FormCode, number>();
  const add = (form: string | undefined, weight: number): void => {
    const known = definitions.find((d) => d.code === form);
    if (known) weights.set(known.code, (weights.get(known.code) ?? 0) + weight);
  };
  const above = cellsAbove(table).filter((c) => c.kind === 'text');
  const titles = ` ${above.map((c) => matchKey(c.text)).join(' ')} `;
  add(
    above
      .map((c) => printedNumber(c.text))
      .filter((n) => n !== null)
      .pop() ?? undefined,
    8,
  );
  for (const code of new Set(definitions.map((d) => d.code))) {
    const named = definitions.some((d) => d.code === code && titles.includes(` ${matchKey(d.titleVi)} `));
    if (named) add(code, 6);
  }
  const place = searchKey(titles);
  if (/ tren dia ban (cap )?(tinh|thanh pho) /.test(place)) add('04', 5);
  else if (/ tren dia ban (cap )?(xa|phuong|dac khu|huyen|thi tran) /.test(place)) add('03', 5);
  const sender = above.map((c) => searchKey(c.text)).find((key) => key.startsWith('don vi gui bao cao'));
  if (sender?.includes('so cong thuong')) add('04', 4);
  else if (sender && /uy ban nhan dan|ubnd/.test(sender)) add('03', 4);
  add(
    /(?:bieu|^b|form|bm)[ _.-]*(?:mau)?[ _.-]*(?:so)?[ _.-]*0?([1-4])\b/
      .exec(searchKey(table.grid.sheet.name))?.[1]
      ?.padStart(2, '0'),
    3,
  );
  const below = table.grid.rowsBetween(table.lastHit + 1, table.lastHit + 30).flatMap((row) => table.grid.row(row));
  if (below.some((c) => searchKey(c.text).includes('giam doc so cong thuong'))) add('04', 2);
  else if (below.some((c) => /^tm\. (uy ban nhan dan|ubnd)/.test(searchKey(c.text)))) add('03', 2);
  return weights;
}

/** "Biểu số 04", "BIỂU 4/CCN" -> "04"; null for other texts, and for sentences that only mention a form. */
function printedNumber(text: string): string | null {
  const key = searchKey(text).trim();
  const m = key.length <= 60 ? /^\(?(?:mau )?bieu(?: mau)?(?: so)?[ :.]*0?([1-4])(?!\d)/.exec(key) : null;
  return m?.[1] ? `0${m[1]}` : null;
}
