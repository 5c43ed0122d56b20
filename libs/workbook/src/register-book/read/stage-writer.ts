import { columnName } from '../../rules/address.js';
import { matchedKey } from '../columns.js';
import { type ImportTableName, importColumns } from '../import-tables.js';
import { isRegisterError, type RegisterFinding } from '../problems.js';
import { matchVi } from './match-vi.js';
import { BooleanArray, IntegerArray, TextArray } from './pg-arrays.js';
import type { RegisterMessage } from './staged.js';

/** Rows sent at once: enough that a statement is worth it, few enough that they fit anywhere. */
const BATCH = 400;
const MOST_FINDINGS = 1_000;

interface OpenSource {
  readonly keys: readonly string[];
  readonly columns: readonly TextArray[];
  /** Keys for equality of the columns that have them. */
  readonly matched: readonly { readonly key: string; readonly list: TextArray }[];
  readonly rows: IntegerArray;
  readonly bad: BooleanArray;
  /** Rows since the last batch. */
  waiting: number;
}

/** Gathers rows and sends them in batches; sends the findings up to a number that a person can read. */
export class StageWriter {
  private readonly open: OpenSource[] = [];
  private findings = 0;
  rows = 0;

  constructor(private readonly send: (message: RegisterMessage) => void) {}

  /** A new place rows come from. @param at columns of the sheet by key @returns its number */
  source(table: ImportTableName, sheet: string, at: ReadonlyMap<string, number>): number {
    const source = this.open.length;
    const given = importColumns(table).filter((c) => c.role !== 'info' && at.has(c.key));
    const letters = Object.fromEntries(given.map((c) => [c.key, columnName(at.get(c.key) ?? 1)]));
    this.open.push({
      keys: given.map((c) => c.key),
      columns: given.map(() => new TextArray()),
      matched: given.filter((c) => c.matched === true).map((c) => ({ key: c.key, list: new TextArray() })),
      rows: new IntegerArray(),
      bad: new BooleanArray(),
      waiting: 0,
    });
    this.send({ kind: 'source', source: { source, table, sheet, letters } });
    return source;
  }

  /** Adds a row; keys that the source does not have are left out. */
  put(source: number, row: number, values: Readonly<Record<string, string | null>>, isBad: boolean): void {
    const open = this.open[source];
    if (open === undefined) throw new RangeError(`no source ${source}`);
    open.rows.push(row);
    open.bad.push(isBad);
    for (const [i, key] of open.keys.entries()) open.columns[i]?.push(values[key] ?? null);
    for (const { key, list } of open.matched) {
      const value = values[key] ?? null;
      list.push(value === null ? null : matchVi(value));
    }
    this.rows++;
    if (++open.waiting >= BATCH) this.flush(source);
  }

  finding(finding: RegisterFinding): void {
    this.findings++;
    // An error must be known of even when there are too many of them to show.
    if (this.findings <= MOST_FINDINGS || (isRegisterError(finding.code) && this.findings === MOST_FINDINGS + 1))
      this.send({ kind: 'finding', finding });
  }

  end(): void {
    for (const source of this.open.keys()) this.flush(source);
    this.send({ kind: 'end', rows: this.rows, more: Math.max(0, this.findings - MOST_FINDINGS) });
  }

  private flush(source: number): void {
    const open = this.open[source];
    if (open === undefined || open.waiting === 0) return;
    const columns = Object.fromEntries([
      ...open.keys.map((key, i) => [key, open.columns[i]?.take() ?? Buffer.alloc(0)]),
      ...open.matched.map(({ key, list }) => [matchedKey(key), list.take()]),
    ]);
    open.waiting = 0;
    this.send({ kind: 'rows', rows: { source, rows: open.rows.take(), bad: open.bad.take(), columns } });
  }
}
