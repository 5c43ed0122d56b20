import pg from 'pg';
import { type RowScope, settingsOf } from './scope.js';

/** A statement with its values ($1, $2, …), each sent as its text beside it. */
export interface Statement {
  readonly sql: string;
  readonly params: readonly (string | null)[];
}

/** Statements that are to be run under one scope. */
export interface ScopedStatements {
  readonly scope: RowScope;
  readonly statements: readonly Statement[];
}

/** Rows of one statement, each column as PostgreSQL writes it; null is null. */
export type TextRows = readonly (readonly (string | null)[])[];

/** Statements that one connection keeps prepared; further ones are planned at each call. */
const MOST_PREPARED = 300;
const SET_SCOPE =
  "select set_config('app.scope', $1, true), set_config('app.units', $2, true), set_config('app.clusters', $3, true), set_config('app.write', $4, true), set_config('app.actor', $5, true), set_config('app.office', $6, true)";

interface Step extends Statement {
  /** False for what only tells PostgreSQL for whom the next ones speak. */
  readonly isAsked: boolean;
}

/** Names of the statements that a connection has prepared, by their text. */
const prepared = new WeakMap<pg.Connection, Map<string, string>>();

/**
 * Several statements sent as one message and answered as one: one way to the server and back. Until the closing Sync they
 * are one transaction of PostgreSQL, so the scope that is set in it ends with it. Speaks through the door that pg keeps for
 * query classes of others (as its cursor does).
 */
class Batch implements pg.Submittable {
  readonly result: Promise<TextRows[]>;
  private readonly rows: (string | null)[][][];
  private readonly fresh: (readonly [text: string, name: string])[] = [];
  private at = 0;
  private failure: unknown = null;
  private done: (rows: TextRows[]) => void = () => undefined;
  private fail: (error: unknown) => void = () => undefined;

  constructor(private readonly steps: readonly Step[]) {
    this.rows = steps.map(() => []);
    this.result = new Promise((done, fail) => {
      this.done = done;
      this.fail = fail;
    });
  }

  /** What is asked, for those who count statements. */
  get texts(): string[] {
    return this.steps.filter(({ isAsked }) => isAsked).map(({ sql }) => sql);
  }

  submit(connection: pg.Connection): void {
    const known = prepared.get(connection) ?? new Map<string, string>();
    prepared.set(connection, known);
    connection.stream.cork();
    for (const { sql, params } of this.steps) {
      const name = known.get(sql) ?? this.prepare(connection, known, sql);
      connection.bind({ portal: '', statement: name, values: [...params] }, true);
      connection.execute({ portal: '', rows: '0' }, true);
    }
    connection.sync();
    process.nextTick(() => connection.stream.uncork());
  }

  private prepare(connection: pg.Connection, known: Map<string, string>, text: string): string {
    const already = this.fresh.find(([sql, name]) => sql === text && name !== '');
    if (already !== undefined) return already[1];
    const name = known.size + this.fresh.length < MOST_PREPARED ? `p${known.size + this.fresh.length}` : '';
    connection.parse({ name, text, types: [] }, true);
    this.fresh.push([text, name]);
    return name;
  }

  handleRowDescription(): void {
    // Columns are known by their place.
  }

  handleDataRow({ fields }: { readonly fields: (string | null)[] }): void {
    this.rows[this.at]?.push(fields);
  }

  handleCommandComplete(): void {
    this.at += 1;
  }

  handleEmptyQuery(): void {
    this.at += 1;
  }

  handlePortalSuspended(): void {
    // Portals are read to their end.
  }

  /** The server skips the rest up to the Sync, and rolls back. */
  handleError(error: unknown): void {
    this.failure ??= error;
    this.fail(error);
  }

  handleReadyForQuery(connection: pg.Connection): void {
    if (this.failure !== null) return;
    const known = prepared.get(connection);
    for (const [text, name] of this.fresh) if (name !== '') known?.set(text, name);
    this.done(this.rows.filter((_, i) => this.steps[i]?.isAsked === true));
  }
}

/** Connections for reading: each call is one way to the server, whatever it asks. */
export class Pipeline {
  private readonly pool: pg.Pool;

  constructor(options: { readonly connectionString: string; readonly max: number; readonly settings: string }) {
    this.pool = new pg.Pool({
      connectionString: options.connectionString,
      max: options.max,
      options: options.settings,
      connectionTimeoutMillis: 15_000,
    });
    // An idle connection that falls is replaced at the next call, which tells its own failure.
    this.pool.on('error', () => undefined);
  }

  /** Runs the statements in order, each under its scope. @returns the rows of each */
  async run(parts: readonly ScopedStatements[]): Promise<TextRows[]> {
    const steps = parts.flatMap(({ scope, statements }): Step[] => [
      { sql: SET_SCOPE, params: settingsOf(scope), isAsked: false },
      ...statements.map((each) => ({ ...each, isAsked: true })),
    ]);
    const client = await this.pool.connect();
    const batch = new Batch(steps);
    try {
      client.query(batch);
      const rows = await batch.result;
      client.release();
      return rows;
    } catch (error) {
      // What was prepared before the fault is not known for sure: a new connection begins anew.
      client.release(true);
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}
