/** A database of throw-away data with the demo register, for measurements that write. */
import { join } from 'node:path';
import { filingEntities } from '#lib/filing';
import { createOrm, Database, systemScope } from '#lib/persistence';
import { makeScratch } from '../embedded/scratch.ts';
import { openDatabase } from './database.ts';
import { homeAt, PROJECT, prepareHome } from './home.ts';
import { runCommand } from './step.ts';

export interface ScratchRegister {
  /** Address for the application. */
  readonly appUrl: string;
  /** Codes of some clusters of Lào Cai. */
  readonly clusters: readonly string[];
  remove(): Promise<void>;
}

/** An own embedded server, migrated and seeded; never a database that is in use. */
export async function scratchRegister(): Promise<ScratchRegister> {
  const scratch = await makeScratch(PROJECT);
  const home = homeAt(join(scratch.folder, 'data'));
  try {
    prepareHome(home);
    const { DATABASE_URL: _, DATABASE_OWNER_URL: __, REDIS_URL: ___, ...rest } = process.env;
    const database = await openDatabase(home, rest);
    const env = {
      ...rest,
      CCN_MODE: 'embedded',
      CCN_DATA: home.folder,
      CCN_OWNER_URL: database.ownerUrl,
      CCN_APP_URL: database.appUrl,
      CCN_DEMO_FILE: home.accounts,
    };
    await runCommand(['migrate'], env);
    await runCommand(['seed', '--demo'], env);
    const db = new Database(
      await createOrm({ connectionString: database.appUrl, entities: filingEntities, poolMax: 2 }),
    );
    // The owner sees no rows either: row-level security holds for it too.
    const rows = await db
      .transact(systemScope, ({ em }) =>
        em.execute<{ code: string }[]>(`select code from cluster where province_code = '15' order by code limit 9`),
      )
      .finally(() => db.close());
    return {
      appUrl: database.appUrl,
      clusters: rows.map((row) => row.code),
      remove: async () => {
        await database.close();
        await scratch.remove();
      },
    };
  } catch (error) {
    await scratch.remove();
    throw error;
  }
}
