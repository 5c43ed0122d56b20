/** What is lawful stays as it is: PostgreSQL refuses to change what was submitted or accepted, whoever asks. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '#lib/access';
import { type Database, newId, type RowScope, systemScope } from '#lib/persistence';
import { attemptWrite, countRows } from '../support/attempts.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { addPerson, openDatabase } from '../support/people.js';
import { fillTwoProvinces } from '../support/two-provinces.js';

let test: TestDatabase;
let db: Database;
/** Form 03 of a commune: revision 1 is accepted, revision 2 a draft. */
let filing: string;
let officer: Caller;

beforeAll(async () => {
  test = await createTestDatabase();
  db = await openDatabase(test.appUrl, 4);
  const clerkOfB = await addPerson(db, { kind: 'department', provinceCode: '80' }, 'officer');
  const { a } = await fillTwoProvinces(db, clerkOfB);
  const { province, commune, filings } = a[0];
  filing = filings['03'] ?? '';
  officer = await addPerson(db, { kind: 'commune', provinceCode: province, communeCode: commune }, 'officer');
});
afterAll(async () => {
  await db?.close();
  await test?.drop();
});

const count = (scope: RowScope, table: string, where: string) => countRows(db, scope, table, where);
const attempt = (scope: RowScope, sql: string, params: readonly unknown[] = []) => attemptWrite(db, scope, sql, params);

describe('what was submitted or accepted is frozen', () => {
  const figures = (revision: number) => `filing_id = '${filing}' and revision = ${revision}`;

  it('figures and findings of an accepted revision, even for the system and the owner', async () => {
    for (const table of ['filing_figure', 'filing_problem'])
      for (const sql of [
        `update ${table} set key = 'y' where ${figures(1)}`,
        `delete from ${table} where ${figures(1)}`,
      ])
        expect(['23000', '0'], sql).toContain(String(await attempt(systemScope, sql)));
    expect(await count(systemScope, 'filing_figure', `${figures(1)} and key = 'x'`)).toBe(1);
    expect(await count(systemScope, 'filing_problem', `${figures(1)} and key is null`)).toBe(1);
    expect(
      await attempt(
        systemScope,
        `insert into filing_figure (filing_id, revision, key, province_code, commune_code) values (?, 1, 'z', '15', '04303')`,
        [filing],
      ),
    ).toBe('23000');
  });

  it('figures of a draft may be replaced', async () => {
    expect(await attempt(officer.scope, `update filing_figure set value = 2 where ${figures(2)}`)).toBe(1);
    expect(await attempt(officer.scope, `delete from filing_figure where ${figures(2)}`)).toBe(1);
  });

  it('a revision takes no step back and skips none', async () => {
    const step = (revision: number, state: string) =>
      attempt(systemScope, `update filing_revision set state = '${state}' where ${figures(revision)}`);
    expect(await step(1, 'draft')).toBe('23000');
    expect(await step(1, 'submitted')).toBe('23000');
    expect(await step(2, 'accepted')).toBe('23000');
    expect(await attempt(systemScope, `update filing_revision set outcome = 'rejected' where ${figures(1)}`)).toBe(
      '23000',
    );
    expect(
      await attempt(
        systemScope,
        `insert into filing_revision (filing_id, revision, state, definition_id, outcome, province_code, commune_code, created_by, created_at)
         select filing_id, 9, 'accepted', definition_id, outcome, province_code, commune_code, created_by, created_at
           from filing_revision where ${figures(1)}`,
      ),
    ).toBe('23000');
  });

  it('an accepted number is superseded once and never changed', async () => {
    const where = `filing_id = '${filing}'`;
    expect(await attempt(systemScope, `update reported_figure set value = 9 where ${where}`)).toBe('23000');
    expect(await attempt(systemScope, `update reported_figure set superseded_at = now() where ${where}`)).toBe(1);
    expect(await attempt(systemScope, `update reported_figure set superseded_at = null where ${where}`)).toBe('23000');
    expect(await attempt(systemScope, `delete from reported_figure where ${where}`)).toBe('42501');
  });

  it('a number of a revision that nobody accepted is not posted', async () => {
    expect(
      await attempt(
        systemScope,
        `insert into reported_figure (id, form, period, filer_kind, filer_ref, key, value, filing_id, revision, definition_id, posted_at, province_code, commune_code)
         values (?, '03', '2026-H1', 'commune', '04303', 'y', 1, ?, 2, 'x', now(), '15', '04303')`,
        [newId(), filing],
      ),
    ).toBe('23000');
  });
});
