import { IsolationLevel, type MikroORM } from '@mikro-orm/core';
import type { EntityManager, PostgreSqlDriver } from '@mikro-orm/postgresql';
import type { Change } from './changes.js';
import { Pipeline, type ScopedStatements, type TextRows } from './pipeline.js';
import { type RowScope, settingsOf } from './scope.js';

/** One transaction, already scoped: everything a service does, it does through this. */
export interface UnitOfWork {
  readonly em: EntityManager;
  readonly scope: RowScope;
  /** What to tell after the commit, by what it is about; filled by `announce`. */
  readonly changes: Map<string, Change>;
}

/** The only way to rows. Each call is one transaction that first tells PostgreSQL for whom it speaks. */
export class Database {
  private reading: Pipeline | null = null;

  /** `onCommit` is given what a transaction announced, once it is committed; it must not throw and is not waited for. */
  constructor(
    readonly orm: MikroORM<PostgreSqlDriver>,
    private readonly onCommit: (changes: readonly Change[]) => void = () => undefined,
  ) {}

  /**
   * Runs `work` in a transaction under `scope`; commits when it resolves, rolls back when it throws.
   * Row-level security sees the scope from the first statement on.
   * @param one `one_snapshot`: every statement sees the same state of all tables, as a report over many of them needs
   */
  async transact<T>(scope: RowScope, work: (uow: UnitOfWork) => Promise<T>, one?: 'one_snapshot'): Promise<T> {
    const em = this.orm.em.fork() as EntityManager;
    const changes = new Map<string, Change>();
    const options = one === undefined ? {} : { isolationLevel: IsolationLevel.REPEATABLE_READ };
    const result = await em.transactional(async (tx) => {
      const inner = tx as EntityManager;
      await inner.execute(
        `select set_config('app.scope', ?, true), set_config('app.units', ?, true), set_config('app.clusters', ?, true),
                set_config('app.write', ?, true), set_config('app.actor', ?, true), set_config('app.office', ?, true)`,
        settingsOf(scope),
      );
      return await work({ em: inner, scope, changes });
    }, options);
    if (changes.size > 0) this.onCommit([...changes.values()]);
    return result;
  }

  /**
   * Runs statements in one way to the server and back, in one transaction, each under its own scope: for what is asked often
   * and changes nothing of note. Rows come as texts. On connections of their own, so that reading does not wait for writing.
   */
  async ask(parts: readonly ScopedStatements[]): Promise<TextRows[]> {
    this.reading ??= pipelineOf(this.orm);
    return await this.reading.run(parts);
  }

  /** Ends all connections. */
  async close(): Promise<void> {
    await this.reading?.close();
    this.reading = null;
    await this.orm.close(true);
  }
}

/** The same server, settings and number of connections as the mapper's. */
function pipelineOf(orm: MikroORM<PostgreSqlDriver>): Pipeline {
  const options = orm.config.get('driverOptions') as { readonly options?: string };
  return new Pipeline({
    connectionString: orm.config.get('clientUrl') ?? '',
    max: orm.config.get('pool')?.max ?? 10,
    settings: options.options ?? '',
  });
}
