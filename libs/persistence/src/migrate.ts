import { MikroORM } from '@mikro-orm/core';
import { PostgreSqlDriver } from '@mikro-orm/postgresql';
import pg from 'pg';

/** Any number that nobody else uses as an advisory lock of this database. */
const MIGRATION_LOCK = 14_2024_01;

/**
 * Brings the tables up to date, as the owner. Safe to call at every start and from several processes at once: an
 * advisory lock lets one work and the others find nothing left to do. All pending steps commit together or not at all.
 * @param ownerUrl connection of the role that owns the tables; the role `ccn_app` must exist already.
 */
export async function migrate(ownerUrl: string): Promise<void> {
  // Whoever uses the tables need not hold what made them.
  const { Migrator } = await import('@mikro-orm/migrations');
  const { migrationClasses } = await import('./migrations/index.js');
  const guard = new pg.Client({ connectionString: ownerUrl });
  await guard.connect();
  try {
    await guard.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const orm = await MikroORM.init<PostgreSqlDriver>({
      driver: PostgreSqlDriver,
      clientUrl: ownerUrl,
      entities: [],
      discovery: { warnWhenNoEntities: false },
      extensions: [Migrator],
      migrations: { migrationsList: [...migrationClasses], snapshot: false, allOrNothing: true, silent: true },
      pool: { min: 0, max: 2 },
      ensureDatabase: false,
    });
    try {
      await orm.migrator.up();
    } finally {
      await orm.close(true);
    }
  } finally {
    await guard.end();
  }
}
