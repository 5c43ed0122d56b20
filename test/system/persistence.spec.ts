import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addToOutbox, createOrm, Database, migrate, newId, systemScope } from '#lib/persistence';
import { withClient } from '../../scripts/embedded/roles.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

describe('migrate', () => {
  it('two at once are harmless, and a third finds nothing to do', async () => {
    const db = await createTestDatabase('empty');
    try {
      await Promise.all([migrate(db.ownerUrl), migrate(db.ownerUrl)]);
      await migrate(db.ownerUrl);
      const rows = await withClient(db.ownerUrl, (c) => c.query('select name from mikro_orm_migrations order by name'));
      const files = readdirSync(join(import.meta.dirname, '../../libs/persistence/src/migrations'))
        .filter((name) => /^\d{4}-/.test(name))
        .map((name) => name.replace('.ts', ''));
      expect(files.slice(0, 2)).toEqual(['0001-scope', '0002-tables']);
      expect(rows.rows.map((r: { name: string }) => r.name)).toEqual(files.sort());
    } finally {
      await db.drop();
    }
  });
});

describe('a unit of work', () => {
  let db: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    db = await createTestDatabase();
    database = new Database(await createOrm({ connectionString: db.appUrl, entities: [], poolMax: 4 }));
  });
  afterAll(async () => {
    await database?.close();
    await db?.drop();
  });

  it('keeps a promised job only when it commits', async () => {
    await expect(
      database.transact(systemScope, async (uow) => {
        await addToOutbox(uow, 'import', { importId: 'a' });
        throw new Error('something later fails');
      }),
    ).rejects.toThrow('something later fails');
    const id = await database.transact(systemScope, (uow) => addToOutbox(uow, 'import', { importId: 'b' }));
    const rows = await database.transact(systemScope, (uow) =>
      uow.em.execute<{ id: string; payload: unknown }[]>('select id, payload from outbox'),
    );
    expect(rows).toEqual([{ id, payload: { importId: 'b' } }]);
  });

  it('reads decimals as text with every digit', async () => {
    const rows = await database.transact(systemScope, (uow) =>
      uow.em.execute<{ n: string }[]>('select 12345678901234567890.123456789::numeric as n'),
    );
    expect(rows[0]?.n).toBe('12345678901234567890.123456789');
  });

  it('makes ids that sort by time', () => {
    const ids = Array.from({ length: 50 }, () => newId());
    expect([...ids].sort()).toEqual(ids);
  });
});
