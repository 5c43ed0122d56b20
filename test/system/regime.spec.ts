import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ManualClock } from '#lib/kernel';
import { loadLaw } from '#lib/law';
import { type Database, systemScope } from '#lib/persistence';
import { type ObligationFilter, RegimeService } from '#lib/regime';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { addPerson } from '../support/people.js';
import { addCluster, fillSeason, LAO_CAI, LEAD_COMMUNE, OTHER_COMMUNE, openSeason } from '../support/season.js';

let database: TestDatabase;
let db: Database;
const clock = new ManualClock(new Date('2026-06-01T08:00:00+07:00'));
const regime = new RegimeService({ clock, law: loadLaw() });
const open = (period: string) => db.transact(systemScope, (uow) => regime.openPeriod(uow, period));
const list = async (filter: ObligationFilter, scope = systemScope) =>
  (await db.transact(scope, (uow) => regime.obligations(uow, filter, { first: 100 }))).edges.map(
    (e) => `${e.node.form}/${e.node.filerRef}/${e.node.state}`,
  );

beforeAll(async () => {
  database = await createTestDatabase();
  db = await openSeason(database.appUrl);
  await fillSeason(db);
});
afterAll(async () => {
  await db?.close();
  await database?.drop();
});

describe('opening a period', () => {
  it('asks 34 departments, lead communes, investors and operating or leased projects, once', async () => {
    const first = await open('2026-H1');
    expect(first).toMatchObject({
      regimeId: 'regime@2025-07-01',
      windowFrom: '2025-12-15',
      windowTo: '2026-06-14',
      added: 34 + 2 + 1 + 2,
      closed: 0,
    });
    const again = await open('2026-H1');
    expect(again).toMatchObject({ added: 0, closed: 0, reopened: 0, updated: 0, owed: 39 });
    expect(await list({ province: LAO_CAI })).toEqual([
      '01/P-1/open',
      '01/P-2/open',
      '02/CCN-A/open',
      `03/${LEAD_COMMUNE}/open`,
      `03/${OTHER_COMMUNE}/open`,
      '04/15/open',
    ]);
  });

  it('keeps the due and lock instants of the Circular, strictly before the named day', async () => {
    const o = await db.transact(systemScope, (uow) => regime.obligationOf(uow, '04', '2026-H1', LAO_CAI));
    expect(o.dueBefore.toISOString()).toBe('2026-06-29T17:00:00.000Z');
    expect(o.lockAt.toISOString()).toBe('2026-08-28T17:00:00.000Z');
    expect(o.filerName).toBe('Tỉnh Lào Cai');
  });

  it('says what the law leaves open', async () => {
    const doubt = async (form: '01' | '03', ref: string) =>
      (await db.transact(systemScope, (uow) => regime.obligationOf(uow, form, '2026-H1', ref))).doubt;
    expect(await doubt('01', 'P-1')).toBeNull();
    expect(await doubt('01', 'P-2')).toContain('chưa ghi nhận hoạt động');
    expect(await doubt('03', LEAD_COMMUNE)).toContain('Cụm A nằm trên nhiều xã');
    expect(await doubt('03', OTHER_COMMUNE)).toContain('Cụm B chưa có chủ đầu tư hạ tầng');
  });

  it('follows the register while the period is open: closes with a reason, adds, reopens, loses nothing', async () => {
    const end = (to: string | null) =>
      db.transact(systemScope, (uow) =>
        uow.em.execute(
          'update infrastructure_project set valid_to = ? where cluster_id in (select id from cluster where code = ?)',
          [to, 'CCN-A'],
        ),
      );
    await end('2026-05-01');
    await db.transact(systemScope, (uow) => addCluster(uow, 'CCN-C', 'Cụm C', ['02680']));
    expect(await open('2026-H1')).toMatchObject({ added: 1, closed: 1, reopened: 0, owed: 39 });
    expect(await list({ unit: 'CCN-A' })).toEqual(['02/CCN-A/closed']);
    const closed = await db.transact(systemScope, (uow) => regime.obligationOf(uow, '02', '2026-H1', 'CCN-A'));
    expect(closed.stateReason).toContain('không còn thuộc diện');
    await end(null);
    expect(await open('2026-H1')).toMatchObject({ added: 0, closed: 0, reopened: 1, owed: 40 });
    expect(await list({ unit: 'CCN-A' })).toEqual(['02/CCN-A/open']);
  });

  it('gives each period its own obligations, and refuses one of the time of districts', async () => {
    expect(await open('2026-Y')).toMatchObject({ windowTo: '2026-12-14', owed: 40 });
    await expect(open('2025-H1')).rejects.toMatchObject({ code: 'PERIOD_BEFORE_COMMUNES' });
    await expect(open('2026-H2')).rejects.toMatchObject({ code: 'PERIOD_INVALID' });
  });

  it('is opened by one run when two begin at once', async () => {
    const [a, b] = await Promise.all([open('2027-H1'), open('2027-H1')]);
    expect([a.added, b.added].sort()).toEqual([0, 40]);
  });
});

describe('the list of obligations', () => {
  it('tells what an office owes from what comes to it', async () => {
    const department = await addPerson(db, { kind: 'department', provinceCode: LAO_CAI }, 'officer');
    const tier = (side: 'own' | 'below') =>
      list({ period: '2026-H1', tier: { office: 'department', side } }, department.scope);
    expect(await tier('own')).toEqual(['04/15/open']);
    expect(await tier('below')).toEqual(
      ['02/CCN-A/open', `03/${LEAD_COMMUNE}/open`, `03/${OTHER_COMMUNE}/open`, '03/02680/open'].sort(),
    );
  });

  it('goes through pages without a gap or a double', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page = await db.transact(systemScope, (uow) =>
        regime.obligations(uow, { period: '2026-H1' }, { first: 7, after }),
      );
      seen.push(...page.edges.map((e) => e.node.id));
      expect(page.totalCount).toBe(40);
      after = page.hasNextPage ? (page.edges.at(-1)?.cursor ?? null) : null;
    } while (after !== null);
    expect(seen.length).toBe(40);
    expect(new Set(seen).size).toBe(40);
  });

  it('finds those nobody has begun to answer', async () => {
    expect((await list({ period: '2026-H1', answer: 'none', form: '02' })).length).toBe(1);
    expect(await list({ period: '2026-H1', answer: 'draft' })).toEqual([]);
  });
});
