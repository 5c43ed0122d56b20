import type { PassingCell } from '../../read/sheet-part.js';
import { cellAddress } from '../../rules/address.js';
import type { RegisterFinding, RegisterProblemCode } from '../problems.js';
import type { FoundTable } from './layouts.js';
import { plainText, readValue, Trouble } from './read-value.js';
import type { StageWriter } from './stage-writer.js';
import type { RegisterReadOptions } from './staged.js';

/** One line of a sheet: its cells by column. */
export interface Line {
  readonly row: number;
  readonly cells: ReadonlyMap<number, PassingCell>;
}

/** What the rows of one table are read with. */
export interface TableContext {
  readonly sheet: string;
  readonly found: FoundTable;
  /** Texts that stand above the headings, and the name of the sheet. */
  readonly above: readonly string[];
  readonly options: RegisterReadOptions;
  readonly stage: StageWriter;
}

/** Takes the rows of one table. */
export interface TableReader {
  row(line: Line): void;
}

export type Values = Record<string, string | null>;

/** A line read by the columns of its table; findings are sent as they are met. */
export interface ReadLine {
  readonly values: Values;
  readonly filled: number;
  readonly isBad: boolean;
}

export function findingAt(
  context: TableContext,
  row: number,
  col: number | undefined,
  code: RegisterProblemCode,
  details: RegisterFinding['details'],
): void {
  const cell = cellAddress(row, col ?? context.found.columns[0]?.col ?? 1);
  context.stage.finding({ code, sheet: context.sheet, cell, details });
}

/** Reads a line's cells. Null: nothing of the table stands in it, or what stands there is no row of data (said). */
export function readLine(context: TableContext, line: Line, isKey: (key: string) => boolean): ReadLine | null {
  const { found, options } = context;
  const values: Values = {};
  const troubles: { col: number; trouble: Trouble }[] = [];
  let filled = 0;
  let hasKey = false;
  for (const { col, column, unit } of found.columns) {
    const cell = line.cells.get(col);
    if (cell === undefined) {
      values[column.key] = null;
      continue;
    }
    const value = column.role === 'info' ? null : readValue(cell, column, { unit, writing: options.writing });
    if (value instanceof Trouble) troubles.push({ col, trouble: value });
    values[column.key] = value instanceof Trouble ? null : value;
    if (value !== null) {
      filled++;
      hasKey ||= isKey(column.key);
    }
  }
  if (filled === 0) return null;
  if (!hasKey && (filled === 1 || isTotal(line))) {
    const [col, cell] = [...line.cells].find(([, c]) => c.kind === 'text') ?? [...line.cells][0] ?? [];
    findingAt(context, line.row, col, 'REGISTER_ROW_IGNORED', { found: cell === undefined ? '' : plainText(cell) });
    return null;
  }
  for (const { col, trouble } of troubles) findingAt(context, line.row, col, trouble.code, trouble.details);
  return { values, filled, isBad: troubles.length > 0 };
}

/** Looked at first, because every row without a key is asked. */
const MAY_BE_TOTAL = /^[tc\P{L}]/iu;

/** "Tổng cộng", "Cộng (12 dòng)", "Tổng số": a line of sums, not the "Tổng công ty" of an enterprise. */
function isTotal({ cells }: Line): boolean {
  for (const cell of cells.values())
    if (
      cell.kind === 'text' &&
      MAY_BE_TOTAL.test(cell.text) &&
      /^(tổng cộng|tổng số|cộng)(?!\p{L})/iu.test(plainText(cell))
    )
      return true;
  return false;
}

/** A line that numbers the columns: 1, 2, 3 or (1), (2), (3). */
export function isColumnNumbering({ cells }: Line): boolean {
  const numbers = [...cells.values()].map((cell) => Number(cell.text.replace(/^\((.*)\)$/, '$1')));
  return (
    numbers.length >= 3 && numbers.every((n, i) => Number.isInteger(n) && (i === 0 || n === (numbers[i - 1] ?? 0) + 1))
  );
}
