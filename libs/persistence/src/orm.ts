import { type EntitySchema, MikroORM } from '@mikro-orm/core';
import { PostgreSqlDriver } from '@mikro-orm/postgresql';

/** What is needed to speak to a database. */
export interface OrmOptions {
  /** postgres://user:password@host:port/database, of the application role (never the owner or a superuser). */
  readonly connectionString: string;
  /** Entities of every room this process uses; each room exports its own list. */
  readonly entities: readonly EntitySchema[];
  /** Most connections held at once. */
  readonly poolMax?: number;
  /** Longest time one statement may take, waiting for locks included; no end when absent. Milliseconds. */
  readonly statementTimeoutMs?: number;
}

/**
 * One MikroORM for a process. Connects on first use. The time zone of the session is UTC, so that an instant read
 * as text by raw SQL is never ambiguous.
 */
export async function createOrm(options: OrmOptions): Promise<MikroORM<PostgreSqlDriver>> {
  return await MikroORM.init<PostgreSqlDriver>({
    driver: PostgreSqlDriver,
    clientUrl: options.connectionString,
    entities: [...options.entities],
    // Rooms that only use SQL have no entities yet; that is no mistake.
    discovery: { warnWhenNoEntities: false },
    pool: { min: 0, max: options.poolMax ?? 10 },
    driverOptions: {
      // Rows of an import lie beside the register's in temporary tables; some ten thousand of them stay in memory.
      options: `-c timezone=UTC -c temp_buffers=32MB${options.statementTimeoutMs === undefined ? '' : ` -c statement_timeout=${options.statementTimeoutMs}`}`,
      connectionTimeoutMillis: 15_000,
    },
    ensureDatabase: false,
    // Errors carry the SQL, and SQL may carry a person's data: nothing is printed from here.
    debug: false,
  });
}
