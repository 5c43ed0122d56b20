import { IsolationLevel, type MikroORM } from '@mikro-orm/core';
import type { EntityManager, PostgreSqlDriver } from '@mikro-orm/postgresql';
import type { Change } from './changes.js';
import type { RowScope } from './scope.js';

/** One transaction, already scoped: everything a service does, it does through this. */
export interface UnitOfWork {
  readonly em: EntityManager;
  readonly scope: RowScope;
  /** What to tell after the commit, by what it is about; filled by `announce`. */
  readonly changes: Map<string, Change>;
}

/** The only way to rows. Each call is one transaction that first tells PostgreSQL for whom it speaks. */
export class Database {
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
        [
          scope.level,
          scope.units.join(','),
          scope.clusters.join(','),
          scope.canWrite ? 'on' : 'off',
          scope.actorId ?? '',
          scope.officeId ?? '',
        ],
      );
      return await work({ em: inner, scope, changes });
    }, options);
    if (changes.size > 0) this.onCommit([...changes.values()]);
    return result;
  }

  /** Ends all connections. */
  async close(): Promise<void> {
    await this.orm.close(true);
  }
}
