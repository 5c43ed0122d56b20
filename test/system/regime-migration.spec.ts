/** Migration 0007 on a database that holds obligations already: rows before, run, rows after. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scopeSql } from '../../libs/persistence/src/migrations/0001-scope.js';
import { tablesSql } from '../../libs/persistence/src/migrations/0002-tables.js';
import { auditSql } from '../../libs/persistence/src/migrations/0003-audit.js';
import { securitySql } from '../../libs/persistence/src/migrations/0004-security.js';
import { frozenSql } from '../../libs/persistence/src/migrations/0005-frozen.js';
import { remindersSql } from '../../libs/persistence/src/migrations/0006-reminders.js';
import { regimeSql } from '../../libs/persistence/src/migrations/0007-regime.js';
import { withClient } from '../../scripts/embedded/roles.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase('empty');
  await withClient(database.ownerUrl, async (c) => {
    for (const sql of [scopeSql, tablesSql, auditSql, securitySql, frozenSql, remindersSql]) await c.query(sql);
  });
});
afterAll(async () => await database?.drop());

const obligation = (id: string, ref: string, state: string) =>
  `insert into obligation (id, form, period, filer_kind, filer_ref, filer_name, province_code, commune_code, due_before, lock_at, state, created_at)
   values ('00000000-0000-7000-8000-00000000000${id}', '03', '2026-H1', 'commune', '${ref}', 'x', '15', '${ref}',
     '2026-06-25T00:00:00+07:00', '2026-08-24T00:00:00+07:00', '${state}', now())`;

describe('an obligation from before', () => {
  it('has the window of its period and the instants it was due at, whatever its state', async () => {
    await withClient(database.superUrl, async (c) => {
      await c.query(
        `insert into reporting_period values ('2026-H1', 'regime@2025-07-01', '2025-12-15', '2026-06-14', now())`,
      );
      for (const [id, ref, state] of [
        ['1', '04303', 'open'],
        ['2', '04543', 'closed'],
        ['3', '02647', 'exempt'],
      ] as const)
        await c.query(obligation(id, ref, state));
    });
    await withClient(database.ownerUrl, (c) => c.query(regimeSql));
    const after = await withClient(database.superUrl, (c) =>
      c.query(
        `select state, window_from::text as from, window_to::text as to, law_due_before = due_before as due, law_lock_at = lock_at as lock,
           voluntary from obligation order by id`,
      ),
    );
    const settings = { from: '2025-12-15', to: '2026-06-14', due: true, lock: true, voluntary: false };
    expect(after.rows).toEqual(['open', 'closed', 'exempt'].map((state) => ({ state, ...settings })));
  });

  it('and a new one that names neither get the same', async () => {
    await withClient(database.superUrl, (c) => c.query(obligation('4', '02671', 'open')));
    const [row] = (
      await withClient(database.superUrl, (c) =>
        c.query<{ to: string; due: boolean }>(
          `select window_to::text as to, law_due_before = due_before as due from obligation where filer_ref = '02671'`,
        ),
      )
    ).rows;
    expect(row).toEqual({ to: '2026-06-14', due: true });
  });
});
