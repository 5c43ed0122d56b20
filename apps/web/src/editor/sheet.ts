import { type Answers, mergeThreeWay } from '#lib/forms';

/** What stands in one row of the editor: the text as typed, never mended, and the note. */
export interface Cell {
  readonly text: string;
  readonly note: string;
}

export type Cells = Readonly<Record<string, Cell>>;

/** A cell that was changed here and on the server, each to something else. */
export interface CellConflict {
  readonly key: string;
  readonly mine: Cell;
  readonly theirs: Cell;
}

/** A sheet being filled in: what the server last confirmed, and what stands on the page now. */
export interface Sheet {
  /** Version of the draft the page was made from; null while the server has none. */
  readonly version: number | null;
  readonly saved: Cells;
  readonly cells: Cells;
  readonly conflicts: readonly CellConflict[];
}

export const BLANK: Cell = { text: '', note: '' };

export function cellOf(cells: Cells, key: string): Cell {
  return cells[key] ?? BLANK;
}

export function sheetOf(version: number | null, cells: Cells): Sheet {
  return { version, saved: cells, cells, conflicts: [] };
}

/** The sheet after one cell was typed into. */
export function typed(sheet: Sheet, key: string, part: Partial<Cell>): Sheet {
  return { ...sheet, cells: { ...sheet.cells, [key]: { ...cellOf(sheet.cells, key), ...part } } };
}

/** Keys whose text or note the server has not confirmed. */
export function unsaved(sheet: Sheet): string[] {
  const keys = new Set([...Object.keys(sheet.saved), ...Object.keys(sheet.cells)]);
  return [...keys].filter((key) => !isSame(cellOf(sheet.saved, key), cellOf(sheet.cells, key)));
}

/** The server has taken `sent`; what was typed meanwhile stays unsaved. */
export function confirmed(sheet: Sheet, version: number, sent: Cells): Sheet {
  return { ...sheet, version, saved: sent };
}

/**
 * The server has something newer: cells changed only here stay, cells changed only there are taken, and what both
 * changed is put to the person. Until he has chosen, his own text stands.
 */
export function merged(sheet: Sheet, version: number | null, theirs: Cells): Sheet {
  const { values, conflicts } = mergeThreeWay(flat(sheet.saved), flat(sheet.cells), flat(theirs));
  const open = [...new Set(conflicts.map((conflict) => conflict.key.slice(2)))];
  const cells = { ...unflat(values) };
  for (const key of open) cells[key] = cellOf(sheet.cells, key);
  return {
    version,
    saved: theirs,
    cells,
    conflicts: open.map((key) => ({ key, mine: cellOf(sheet.cells, key), theirs: cellOf(theirs, key) })),
  };
}

/** The person has chosen for one conflict. */
export function chosen(sheet: Sheet, key: string, side: 'mine' | 'theirs'): Sheet {
  const conflict = sheet.conflicts.find((c) => c.key === key);
  if (conflict === undefined) return sheet;
  const conflicts = sheet.conflicts.filter((c) => c !== conflict);
  return { ...sheet, cells: { ...sheet.cells, [key]: conflict[side] }, conflicts };
}

export function isSame(a: Cell, b: Cell): boolean {
  return a.text === b.text && a.note === b.note;
}

/** Texts and notes are merged each by itself: "t:" and "n:" keep them apart. */
function flat(cells: Cells): Answers {
  return Object.fromEntries(
    Object.entries(cells).flatMap(([key, cell]) => [
      [`t:${key}`, cell.text || null],
      [`n:${key}`, cell.note || null],
    ]),
  );
}

function unflat(values: Answers): Record<string, Cell> {
  const cells: Record<string, Cell> = {};
  for (const [name, value] of Object.entries(values)) {
    const key = name.slice(2);
    const part = name.startsWith('t:') ? { text: value ?? '' } : { note: value ?? '' };
    cells[key] = { ...(cells[key] ?? BLANK), ...part };
  }
  return cells;
}
