import type { FormCode } from '#lib/forms';
import { matchKey } from '#lib/kernel';
import type { ParsedCell } from '../sheet.js';
import { TooMuchEffort } from './effort.js';
import type { Grid } from './grid.js';
import type { LabelScanner } from './label-book.js';

/** Where a form table stands on a sheet. */
export interface FoundTable {
  readonly grid: Grid;
  readonly labelCol: number;
  /** Row of the column headings; null when the table has none. */
  readonly headerRow: number | null;
  /** First row in which its title and header fields may stand. */
  readonly aboveFrom: number;
  /** First and last row in which its rows may stand. */
  readonly firstRow: number;
  readonly lastRow: number;
  /** Last row that was recognised. */
  readonly lastHit: number;
  /** Columns that can belong to it, when another table stands beside it. */
  readonly leftCol: number;
  readonly rightCol: number;
  /** How many rows each form recognises, and which. */
  readonly hits: ReadonlyMap<FormCode, ReadonlySet<string>>;
}

interface Hit {
  readonly row: number;
  readonly forms: ReadonlyMap<FormCode, string>;
}

/** Headings of the column of row labels, folded. */
export const LABEL_HEADINGS: ReadonlySet<string> = new Set(
  ['chỉ tiêu', 'tên chỉ tiêu', 'nội dung chỉ tiêu', 'chỉ tiêu báo cáo', 'các chỉ tiêu', 'nội dung'].map(matchKey),
);
/** Seen before the dear key is made; sheets may hold half a million texts. */
const HEADING_SIGN = /^.{0,12}(?:chỉ\s*tiêu|nội\s*dung).{0,12}$/iu;
const OTHER_HEADINGS = ['đơn vị tính', 'đvt', 'kết quả', 'ghi chú', 'đơn vị'].map(matchKey);
/** Rows after the last recognised one that may still hold rows of the table nobody knows. */
const TAIL_ROWS = 40;
/** More heading rows, or more recognised rows under one heading, than any sheet of filings has. */
const MOST_HEADINGS = 300;
const MOST_HITS = 200;
const MOST_CANDIDATES = 2_000;

/** Finds every table on a sheet that has the rows, or at least the headings, of a statutory form. */
export function findTables(grid: Grid, scanner: LabelScanner): FoundTable[] {
  const headers = findHeaders(grid);
  const byColumn = new Map<number, Hit[]>();
  for (const row of grid.rows) {
    for (const cell of grid.scanned(row)) {
      const forms = cell.kind === 'text' ? scanner.find(cell.text) : null;
      if (!forms) continue;
      const hits = byColumn.get(cell.col);
      if (hits) hits.push({ row, forms });
      else byColumn.set(cell.col, [{ row, forms }]);
    }
  }
  const tables: FoundTable[] = [];
  for (const [col, hits] of byColumn) tables.push(...segments(grid, col, hits, headers));
  for (const header of headers) {
    const isTaken = tables.some(
      (t) => t.headerRow === header.row && t.labelCol >= header.left && t.labelCol <= header.right,
    );
    if (!isTaken) tables.push(tableAt(grid, header.left, header.row, [], headers));
  }
  // Tables are held against each other: more than this is a sheet of scattered labels, not of forms.
  if (tables.length > MOST_CANDIDATES) throw new TooMuchEffort();
  return mergeContinued(dropShadows(tables.sort((a, b) => a.firstRow - b.firstRow || a.labelCol - b.labelCol)));
}

interface Heading {
  readonly row: number;
  /** Columns that the label heading covers (more than one when merged). */
  readonly left: number;
  readonly right: number;
}

function findHeaders(grid: Grid): Heading[] {
  const found: Heading[] = [];
  for (const row of grid.rows) {
    if (found.length >= MOST_HEADINGS) break;
    const cells = grid.scanned(row);
    for (const cell of cells) {
      if (cell.kind !== 'text' || !HEADING_SIGN.test(cell.text) || !LABEL_HEADINGS.has(grid.key(cell))) continue;
      const isHeading = cells.some((c) => c !== cell && OTHER_HEADINGS.some((h) => grid.key(c).startsWith(h)));
      if (isHeading) found.push({ row, left: cell.col, right: grid.mergedAt(row, cell.col)?.right ?? cell.col });
    }
  }
  return found;
}

/** Cuts the hits of one column into tables: at each heading row, and where rows begin anew. */
function segments(grid: Grid, col: number, hits: readonly Hit[], headers: readonly Heading[]): FoundTable[] {
  const own = headers.filter((h) => col >= h.left && col <= h.right).map((h) => h.row);
  let next = 0;
  const groups: { header: number | null; hits: Hit[] }[] = [];
  for (const hit of hits) {
    while (next < own.length && (own[next] ?? 0) < hit.row) next++;
    const header = own[next - 1] ?? null;
    const current = groups[groups.length - 1];
    const previous = current?.hits[current.hits.length - 1];
    const isFar = previous !== undefined && header === null && hit.row - previous.row > TAIL_ROWS;
    if (!current || current.header !== header || isFar) {
      if (groups.length >= MOST_HEADINGS) break;
      groups.push({ header, hits: [hit] });
    } else if (current.hits.length < MOST_HITS) current.hits.push(hit);
  }
  return groups
    .filter((g) => g.header !== null || g.hits.length >= 2)
    .map((g) => tableAt(grid, col, g.header, g.hits, headers));
}

function tableAt(
  grid: Grid,
  col: number,
  header: number | null,
  hits: readonly Hit[],
  headers: readonly Heading[],
): FoundTable {
  const firstHit = hits[0]?.row ?? (header ?? 0) + 1;
  const lastHit = hits[hits.length - 1]?.row ?? (header ?? 0) + TAIL_ROWS;
  const below = headers.find((h) => h.row > lastHit && Math.abs(h.left - col) <= 3)?.row ?? Number.POSITIVE_INFINITY;
  const beside = headers.filter((h) => h.row === header);
  const nextLabel = beside.find((h) => h.left > col)?.left ?? null;
  const previousLabel = beside.filter((h) => h.right < col).pop()?.right ?? null;
  const byForm = new Map<FormCode, Set<string>>();
  for (const hit of hits) {
    for (const [form, key] of hit.forms) byForm.set(form, (byForm.get(form) ?? new Set()).add(key));
  }
  return {
    grid,
    labelCol: col,
    headerRow: header,
    aboveFrom: 1,
    firstRow: header === null ? firstHit : header + 1,
    lastRow: Math.min(lastHit + TAIL_ROWS, below - 1),
    lastHit,
    leftCol: previousLabel === null ? 1 : Math.max(previousLabel + 1, col - 1),
    rightCol: nextLabel === null ? Number.POSITIVE_INFINITY : nextLabel - 2,
    hits: byForm,
  };
}

/** A second column that repeats the labels of a table over the same rows is no table of its own. */
function dropShadows(tables: readonly FoundTable[]): FoundTable[] {
  return tables.filter((t) => {
    const isWithin = (o: FoundTable): boolean =>
      o !== t && o.grid === t.grid && o.firstRow <= t.lastRow && t.firstRow <= o.lastRow;
    const isWeak = t.headerRow === null && hitCount(t) < 3;
    return !(isWeak && tables.some((o) => isWithin(o) && hitCount(o) > hitCount(t)));
  });
}

/** Rows recognised by the form that recognises most. */
export function hitCount(table: FoundTable): number {
  return Math.max(0, ...[...table.hits.values()].map((keys) => keys.size));
}

/** A table cut in two by a repeated heading (a printed page's end) is one table: the parts share no row. */
function mergeContinued(tables: readonly FoundTable[]): FoundTable[] {
  const out: FoundTable[] = [];
  for (const table of tables) {
    const before = out.filter((t) => Math.abs(t.labelCol - table.labelCol) <= 1).pop();
    if (before && table.headerRow !== null && isContinuation(before, table)) {
      const hits = new Map(before.hits);
      for (const [form, keys] of table.hits) hits.set(form, new Set([...(hits.get(form) ?? []), ...keys]));
      out[out.indexOf(before)] = { ...before, lastRow: table.lastRow, lastHit: table.lastHit, hits };
    } else {
      out.push({ ...table, aboveFrom: before ? before.lastHit + 1 : 1 });
    }
  }
  return out;
}

function isContinuation(before: FoundTable, table: FoundTable): boolean {
  const best = hitCount(table);
  if (best === 0) return false;
  const sharesNoRow = [...table.hits].some(([form, keys]) => {
    const known = before.hits.get(form);
    return keys.size === best && known?.size === hitCount(before) && [...keys].every((key) => !known.has(key));
  });
  if (!sharesNoRow) return false;
  const from = before.lastHit + 1;
  const between = table.grid.rowsBetween(from, (table.headerRow ?? from) - 1).flatMap((r) => table.grid.row(r));
  return !between.some((c: ParsedCell) => /bi[eểêẻ]u|k[yỳì]\s+b[aá]o/iu.test(c.text.normalize('NFC')));
}
