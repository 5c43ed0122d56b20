import { assertNever } from '#lib/kernel';
import type { PassingCell } from '../../read/sheet-part.js';
import { cellAddress } from '../../rules/address.js';
import { importTableLabel } from '../import-tables.js';
import type { FoundTable } from './layouts.js';
import { findTable, isOwnLayout } from './layouts.js';
import { isColumnNumbering, type Line, type TableContext, type TableReader } from './line.js';
import { OldLetters } from './old-letters.js';
import { ownTable } from './own-table.js';
import { provincialClusters } from './provincial-clusters.js';
import { provincialIndicators } from './provincial-indicators.js';
import { provincialTenants } from './provincial-tenants.js';
import { plainText } from './read-value.js';
import type { StageWriter } from './stage-writer.js';
import type { RegisterReadOptions } from './staged.js';

/** Lines above a table that are looked at for its place in time and the cluster it speaks of. */
const MOST_ABOVE = 40;

/** Finds the tables of a workbook line by line and reads their rows; nothing but the present table is in memory. */
export class RegisterReader {
  private sheet = '';
  private above: string[] = [];
  private open: { readonly reader: TableReader; readonly found: FoundTable; rows: number; last: number } | null = null;
  private pending: FoundTable | null = null;
  private previous: ReadonlyMap<number, string> = new Map();
  private previousRow = 0;
  private tables = 0;
  private letters: OldLetters;

  constructor(
    private readonly stage: StageWriter,
    private readonly options: RegisterReadOptions,
  ) {
    this.letters = new OldLetters(stage, '');
  }

  beginSheet(name: string): void {
    this.begin();
    this.sheet = name;
    this.letters = new OldLetters(this.stage, name);
    this.above = [name];
    this.open = null;
    this.previous = new Map();
    this.previousRow = 0;
  }

  line(row: number, stored: ReadonlyMap<number, PassingCell>): void {
    const cells = this.letters.line(row, stored);
    const line: Line = { row, cells };
    if (this.pending !== null && this.widen(line)) return;
    this.begin();
    if (this.open !== null && !this.mayBeHeading(line)) {
      this.open.last = row;
      if (this.open.rows++ > 0 || !isColumnNumbering(line)) this.open.reader.row(line);
      return;
    }
    const texts = textsOf(cells);
    this.pending = this.heading(line, texts);
    if (this.pending === null && this.open !== null) {
      this.open.last = row;
      this.open.rows++;
      this.open.reader.row(line);
    } else if (this.pending === null && this.above.length < MOST_ABOVE) this.above.push(...texts.values());
    this.previous = texts;
    this.previousRow = row;
  }

  end(): void {
    this.begin();
    if (this.tables === 0) this.stage.finding({ code: 'REGISTER_TABLE_MISSING', sheet: null, cell: null, details: {} });
    this.stage.end();
  }

  /** In a table, another heading stands behind a gap, or repeats the first words of this one. */
  private mayBeHeading({ row, cells }: Line): boolean {
    if (this.open === null) return true;
    if (row > this.open.last + 1) return true;
    const first = this.open.found.columns[0];
    const cell = first === undefined ? undefined : cells.get(first.col);
    return cell?.kind === 'text' && cell.text === first?.heading;
  }

  /** A heading in this line alone, or in it and the line above it. */
  private heading({ row }: Line, texts: ReadonlyMap<number, string>): FoundTable | null {
    const alone = findTable(texts, this.sheet, row);
    if (this.open !== null || this.previousRow !== row - 1 || this.previous.size === 0) return alone;
    return richest([alone, ...this.twoLines(this.previous, texts).map((both) => findTable(both, this.sheet, row))]);
  }

  /** True when the line under a heading is its second line. */
  private widen({ row, cells }: Line): boolean {
    const pending = this.pending;
    if (pending === null || row !== pending.row + 1) return false;
    const texts = textsOf(cells);
    const both = richest(this.twoLines(this.previous, texts).map((t) => findTable(t, this.sheet, row)));
    if (
      both === null ||
      both.columns.length <= pending.columns.length ||
      [...cells.values()].some((c) => c.kind !== 'text')
    )
      return false;
    this.pending = both;
    return true;
  }

  private *variants(upper: ReadonlyMap<number, string>, lower: ReadonlyMap<number, string>) {
    yield new Map([...upper, ...lower]);
    const joined = new Map<number, string>(upper);
    let carried = '';
    for (const col of [...new Set([...upper.keys(), ...lower.keys()])].sort((a, b) => a - b)) {
      carried = upper.get(col) ?? carried;
      const under = lower.get(col);
      if (under !== undefined) joined.set(col, `${carried} ${under}`.trim());
    }
    yield joined;
  }

  private twoLines(
    upper: ReadonlyMap<number, string>,
    lower: ReadonlyMap<number, string>,
  ): ReadonlyMap<number, string>[] {
    return [...this.variants(upper, lower)];
  }

  /** Begins the table whose heading is complete. */
  private begin(): void {
    const found = this.pending;
    if (found === null) return;
    this.pending = null;
    this.tables++;
    const { sheet, stage, options } = this;
    const context: TableContext = { sheet, found, above: this.above, options, stage };
    for (const { col, heading } of found.unknown)
      if (!isRowNumber(heading))
        stage.finding({
          code: 'REGISTER_COLUMN_UNKNOWN',
          sheet,
          cell: cellAddress(found.row, col),
          details: {
            found: heading,
            table: `“${isOwnLayout(found.layout.name) ? importTableLabel(found.layout.name) : found.layout.label}”`,
          },
        });
    for (const { col, heading } of found.twice)
      stage.finding({
        code: 'REGISTER_COLUMN_TWICE',
        sheet,
        cell: cellAddress(found.row, col),
        details: { found: heading },
      });
    this.open = { reader: readerOf(context), found, rows: 0, last: found.row };
    this.above = [sheet];
  }
}

function readerOf(context: TableContext): TableReader {
  const { name } = context.found.layout;
  if (isOwnLayout(name)) return ownTable(context, name);
  switch (name) {
    case 'provincial_clusters':
      return provincialClusters(context);
    case 'provincial_tenants':
      return provincialTenants(context);
    case 'provincial_indicators':
      return provincialIndicators(context);
    default:
      return assertNever(name);
  }
}

function textsOf(cells: ReadonlyMap<number, PassingCell>): ReadonlyMap<number, string> {
  const texts = new Map<number, string>();
  for (const [col, cell] of cells) if (cell.kind === 'text' && plainText(cell) !== '') texts.set(col, plainText(cell));
  return texts;
}

function richest(found: readonly (FoundTable | null)[]): FoundTable | null {
  let best: FoundTable | null = null;
  for (const table of found) if (table !== null && table.columns.length > (best?.columns.length ?? 0)) best = table;
  return best;
}

/** The column that numbers the rows carries no fact. */
function isRowNumber(heading: string): boolean {
  return /^(tt|stt|số tt|số thứ tự|no\.?)$/iu.test(heading.trim());
}
