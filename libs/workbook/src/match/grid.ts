import { matchKey } from '#lib/kernel';
import { cellAddress } from '../rules/address.js';
import type { CellRange, ParsedCell, ParsedSheet } from '../sheet.js';
import { Effort } from './effort.js';

/** A sheet by rows, with merged cells answered by their top-left corner. */
export class Grid {
  readonly rows: readonly number[];
  private readonly byRow = new Map<number, ParsedCell[]>();
  /** Letters and cells of a row: what looking at it costs. */
  private readonly weights = new Map<number, number>();
  private readonly keys = new Map<string, string>();

  constructor(
    readonly sheet: ParsedSheet,
    readonly effort: Effort = new Effort(),
  ) {
    for (const cell of sheet.cells.values()) {
      const row = this.byRow.get(cell.row);
      if (row) row.push(cell);
      else this.byRow.set(cell.row, [cell]);
      this.weights.set(cell.row, (this.weights.get(cell.row) ?? 0) + 4 + cell.text.length);
    }
    for (const row of this.byRow.values()) row.sort((a, b) => a.col - b.col);
    this.rows = [...this.byRow.keys()].sort((a, b) => a - b);
  }

  /** The same for the one pass over the whole sheet that finds its tables: counted there, by what is folded. */
  scanned(row: number): readonly ParsedCell[] {
    return this.byRow.get(row) ?? [];
  }

  /** Cells of a row from left to right; none for an empty row. */
  row(row: number): readonly ParsedCell[] {
    const cells = this.byRow.get(row) ?? [];
    this.effort.spend(1 + (this.weights.get(row) ?? 0));
    return cells;
  }

  /** The cell itself, without regard to merging. */
  at(row: number, col: number): ParsedCell | null {
    const cell = this.sheet.cells.get(cellAddress(row, col)) ?? null;
    this.effort.spend(1 + (cell?.text.length ?? 0));
    return cell;
  }

  /** The merged range over a cell, if any. */
  mergedAt(row: number, col: number): CellRange | null {
    this.effort.spend(this.sheet.mergedRanges.length / 100);
    const over = (m: CellRange): boolean => row >= m.top && row <= m.bottom && col >= m.left && col <= m.right;
    return this.sheet.mergedRanges.find(over) ?? null;
  }

  /** What a person sees at a cell: its own content, or that of the merged range it lies in. */
  seen(row: number, col: number): ParsedCell | null {
    const own = this.at(row, col);
    if (own) return own;
    const merged = this.mergedAt(row, col);
    return merged ? this.at(merged.top, merged.left) : null;
  }

  /** Rows of the sheet that hold something, from `first` to `last`. */
  rowsBetween(first: number, last: number): number[] {
    return this.rows.slice(this.rowsBefore(first), this.rowsBefore(last + 1));
  }

  /** How many used rows stand above a row; by halves, because sheets may have hundreds of thousands. */
  private rowsBefore(row: number): number {
    let low = 0;
    let high = this.rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.rows[middle] ?? 0) < row) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Folded text of a cell, remembered. */
  key(cell: ParsedCell): string {
    let key = this.keys.get(cell.text);
    if (key === undefined) {
      key = cell.text.length > 400 ? '' : matchKey(cell.text);
      this.keys.set(cell.text, key);
    }
    return key;
  }
}
