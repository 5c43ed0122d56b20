import { type Database, type Statement, systemScope, type TextRows } from '#lib/persistence';
import type { Caller } from './caller.js';

/** A caller who showed this key before. He counts only once `holds` has seen what the statement says now. */
export interface KnownCaller {
  readonly caller: Caller;
  /** Asks for the key, its account and its office, with the scope of the system. */
  readonly statement: Statement;
  /** True when the rows of the statement are what they were: neither ended, nor changed, nor to be written down as used. */
  holds(rows: TextRows): boolean;
}

/** Keys remembered at once; beyond it the one longest not shown goes. */
const MOST_KEYS = 5_000;

/** What a statement about a key gives. */
type Row<R> = R & { readonly stale: boolean };

/**
 * Callers by their keys. Nothing is believed of what is remembered: the key is looked up at every request, in one row of
 * JSON; what is saved is reading the row and working out the permissions again.
 */
export class KnownCallers<R extends object> {
  private readonly byHash = new Map<string, { readonly text: string; readonly caller: Caller }>();

  constructor(
    private readonly db: Database,
    /** The one row of a key as JSON, with `stale`: its use is to be written down again. */
    private readonly statementOf: (hash: string) => Statement,
    private readonly callerOf: (row: R) => Caller,
  ) {}

  /** Looks the key up. @returns null when there is none that stands */
  async find(hash: string): Promise<{ readonly caller: Caller; readonly row: Row<R> } | null> {
    const [rows] = await this.db.ask([{ scope: systemScope, statements: [this.statementOf(hash)] }]);
    const text = rows?.[0]?.[0];
    if (text === null || text === undefined) {
      this.byHash.delete(hash);
      return null;
    }
    const row = JSON.parse(text) as Row<R>;
    const known = this.byHash.get(hash);
    const caller = known?.text === text ? known.caller : this.callerOf(row);
    this.byHash.delete(hash);
    if (!row.stale) this.byHash.set(hash, { text, caller });
    for (const oldest of this.byHash.keys()) {
      if (this.byHash.size <= MOST_KEYS) break;
      this.byHash.delete(oldest);
    }
    return { caller, row };
  }

  /** What was found when the key was last shown; null when it was not, or not long ago enough to be in use. */
  known(hash: string): KnownCaller | null {
    const found = this.byHash.get(hash);
    if (found === undefined) return null;
    const { text, caller } = found;
    return { caller, statement: this.statementOf(hash), holds: (rows) => rows[0]?.[0] === text };
  }
}
