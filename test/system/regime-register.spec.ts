/** The obligations of an open period follow the register: who reports a cluster, moves to another commune, daily runs, a new law. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '#lib/access';
import { findSchemasDir, loadLaw } from '#lib/law';
import { type Database, systemScope } from '#lib/persistence';
import { type ObligationFilter, RegimeService, ReporterService, SCOPE_FOLLOWERS } from '#lib/regime';
import { withClient } from '../../scripts/embedded/roles.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { type Desk, openDesk } from '../support/filing-desk.js';
import { addPerson } from '../support/people.js';
import { addCluster, LAO_CAI, LEAD_COMMUNE, OTHER_COMMUNE, openSeason } from '../support/season.js';
import { testServer } from '../support/worker.js';

const THIRD_COMMUNE = '02680';

let database: TestDatabase;
let db: Database;
let desk: Desk;
let reporters: ReporterService;

const system = <T>(work: Parameters<typeof db.transact<T>>[1]) => db.transact(systemScope, work);
const list = async (filter: ObligationFilter, scope = systemScope) =>
  (await db.transact(scope, (uow) => desk.regime.obligations(uow, filter, { first: 100 }))).edges.map((e) => e.node);
const open = async (filter: ObligationFilter) =>
  (await list({ period: '2026-Y', state: 'open', ...filter })).map((o) => `${o.form}/${o.filerRef}`);
const run = (period = '2026-Y') => system((uow) => desk.regime.openPeriod(uow, period));
const assign = (reporter: 'commune' | 'department' | 'nobody', by: Caller = desk.officer, cluster = 'CCN-B') =>
  desk.as(by, (uow) => reporters.assignReporter(uow, by, { cluster, reporter, reason: 'Cụm chưa có chủ đầu tư' }));
const lead = (commune: string, by: Caller = desk.officer, cluster = 'CCN-A', from: string | null = null) =>
  desk.as(by, (uow) =>
    reporters.setLeadCommune(uow, by, { cluster, commune, from, reason: 'Xã có diện tích lớn hơn' }),
  );
const promised = async () =>
  (
    await desk.rows<{ period: string }>(
      `select payload ->> 'period' as period from outbox where job = 'period.open' and dispatched_at is null order by 1`,
    )
  ).map((r) => r.period);
const clearOutbox = () => desk.rows('delete from outbox');

beforeAll(async () => {
  database = await createTestDatabase();
  db = await openSeason(database.appUrl);
  desk = await openDesk(db);
  reporters = new ReporterService({ clock: desk.clock });
});
afterAll(async () => {
  await db?.close();
  await database?.drop();
});

describe('who reports a cluster', () => {
  it('is shown with its default as long as nobody decided', async () => {
    const { clusterA, clusterB } = desk.register;
    const found = await desk.as(desk.officer, (uow) => reporters.reporting(uow, [clusterA, clusterB]));
    expect(found.get(clusterA)).toMatchObject({
      clusterCode: 'CCN-A',
      communeCodes: [LEAD_COMMUNE, OTHER_COMMUNE],
      leadCommuneCode: LEAD_COMMUNE,
      leadDecision: null,
      hasInvestor: true,
    });
    expect(found.get(clusterB)).toMatchObject({
      hasInvestor: false,
      withoutInvestor: 'commune',
      withoutInvestorDecision: null,
    });
  });

  it('without an investor is changed by the department; open periods follow, with a reason, and back again', async () => {
    await clearOutbox();
    const after = await assign('department');
    expect(after).toMatchObject({
      withoutInvestor: 'department',
      withoutInvestorDecision: {
        from: '2026-12-10',
        to: null,
        reason: 'Cụm chưa có chủ đầu tư',
        authorName: desk.officer.name,
        officeName: desk.officer.officeName,
      },
    });
    // The six months are locked since August; the year still takes filings.
    expect(await promised()).toEqual(['2026-Y']);
    expect(await run()).toMatchObject({ added: 0, closed: 1 });
    expect(await open({ form: '03' })).toEqual([`03/${LEAD_COMMUNE}`]);
    const [closed] = await list({ period: '2026-Y', unit: OTHER_COMMUNE });
    expect(closed).toMatchObject({ state: 'closed', stateReason: expect.stringContaining('không còn là đầu mối') });

    await assign('commune');
    expect(await run()).toMatchObject({ reopened: 1 });
    const [reopened] = await list({ period: '2026-Y', unit: OTHER_COMMUNE });
    // Somebody decided, so the doubt is gone.
    expect(reopened).toMatchObject({ state: 'open', doubt: null, doubtful: false });
    const history = (await system((uow) => desk.regime.changesOf(uow, [reopened?.id ?? '']))).get(reopened?.id ?? '');
    expect(history?.map((c) => [c.kind, c.authorName])).toEqual([
      ['closed', null],
      ['reopened', null],
    ]);
    const rows = await desk.rows<{ reporter: string; kept: boolean }>(
      'select reporter, retracted_at is null as kept from cluster_reporter order by recorded_at, kept',
    );
    expect(rows).toEqual([
      { reporter: 'department', kept: false },
      { reporter: 'commune', kept: true },
    ]);
  });

  it('takes effect from its day on: a period whose data were closed before keeps its reporter', async () => {
    desk.clock.moveTo(new Date('2026-12-20T09:00:00+07:00'));
    await assign('nobody');
    await run();
    expect(await open({ form: '03' })).toEqual([`03/${LEAD_COMMUNE}`, `03/${OTHER_COMMUNE}`]);
    const next = await system((uow) => reporters.reporting(uow, [desk.register.clusterB], '2026-12-20'));
    expect(next.get(desk.register.clusterB)?.withoutInvestor).toBe('nobody');
    desk.clock.moveTo(new Date('2026-12-10T09:00:00+07:00'));
  });

  it('is refused for one with an investor, by anybody but the department, and for a commune it does not lie in', async () => {
    const commune = await addPerson(
      db,
      { kind: 'commune', provinceCode: LAO_CAI, communeCode: OTHER_COMMUNE },
      'officer',
    );
    const neighbour = await addPerson(db, { kind: 'department', provinceCode: '80' }, 'officer');
    await expect(assign('nobody', desk.officer, 'CCN-A')).rejects.toMatchObject({ code: 'REPORTER_UNNEEDED' });
    await expect(assign('nobody', commune)).rejects.toMatchObject({ code: 'NOT_REPORTER_OFFICE' });
    await expect(assign('nobody', desk.ministry)).rejects.toMatchObject({ code: 'NOT_REPORTER_OFFICE' });
    await expect(assign('nobody', neighbour)).rejects.toMatchObject({ code: 'CLUSTER_UNKNOWN' });
    await expect(lead(THIRD_COMMUNE)).rejects.toMatchObject({
      code: 'LEAD_COMMUNE_ELSEWHERE',
      message: expect.stringContaining(`${LEAD_COMMUNE}, ${OTHER_COMMUNE}`),
    });
  });
});

describe('another lead commune', () => {
  it('moves the duties, and with form 02 what was filed for it, to the sight of the new commune', async () => {
    const investor = await addPerson(
      db,
      { kind: 'investor', provinceCode: LAO_CAI, clusterIds: [desk.register.clusterA] },
      'officer',
    );
    const [former, next] = await Promise.all(
      [LEAD_COMMUNE, OTHER_COMMUNE].map((communeCode) =>
        addPerson(db, { kind: 'commune', provinceCode: LAO_CAI, communeCode }, 'officer'),
      ),
    );
    const target = { form: '02', period: '2026-Y', unit: 'CCN-A' };
    const figures = [{ key: 'projects_total', raw: '3' }];
    const draft = await desk.as(investor, (uow) => desk.filings.saveDraft(uow, investor, { ...target, figures }));
    const submitted = await desk.as(investor, (uow) => desk.filings.submit(uow, investor, draft));
    const seen = async (by: Caller | undefined) =>
      (
        await db.transact(by?.scope ?? systemScope, (uow) =>
          uow.em.execute<{ n: number }[]>('select count(*)::int as n from filing_figure where filing_id = ?', [
            submitted.filingId,
          ]),
        )
      )[0]?.n ?? 0;
    expect([(await seen(former)) > 0, await seen(next)]).toEqual([true, 0]);

    const after = await lead(OTHER_COMMUNE);
    expect(after).toMatchObject({
      leadCommuneCode: OTHER_COMMUNE,
      leadDecision: { reason: 'Xã có diện tích lớn hơn' },
    });
    expect(await run()).toMatchObject({ closed: 1, updated: expect.any(Number) });
    expect(await open({ form: '03' })).toEqual([`03/${OTHER_COMMUNE}`]);
    expect((await list({ period: '2026-Y', unit: 'CCN-A' }))[0]?.communeCode).toBe(OTHER_COMMUNE);
    expect([await seen(former), (await seen(next)) > 0]).toEqual([0, true]);
    const [moved] = await list({ period: '2026-Y', unit: 'CCN-A' });
    const kinds = (await system((uow) => desk.regime.changesOf(uow, [moved?.id ?? '']))).get(moved?.id ?? '');
    expect(kinds?.map((c) => c.kind)).toEqual(['moved']);

    // The new commune decides on what the investor sent before the move.
    const accepted = await desk.as(next as Caller, (uow) => desk.filings.accept(uow, next as Caller, submitted));
    expect(accepted.version).toBe(submitted.version + 1);
  });

  it('is in the register from its day on, and what was known before can still be asked for', async () => {
    const states = await desk.rows<{ from: string; to: string | null; lead: string; kept: boolean }>(
      `select valid_from::text as from, valid_to::text as to, lead_commune_code as lead, retracted_at is null as kept
       from cluster_state where cluster_id = ? order by kept, valid_from`,
      [desk.register.clusterA],
    );
    expect(states).toEqual([
      { from: '2025-07-01', to: null, lead: LEAD_COMMUNE, kept: false },
      { from: '2025-07-01', to: '2026-12-10', lead: LEAD_COMMUNE, kept: true },
      { from: '2026-12-10', to: null, lead: OTHER_COMMUNE, kept: true },
    ]);
    // The six months, whose data were closed in June, keep the lead commune of their time.
    await run('2026-H1');
    const half = await list({ period: '2026-H1', form: '03', state: 'open' });
    expect(half.map((o) => o.filerRef)).toEqual([LEAD_COMMUNE, OTHER_COMMUNE]);
  });

  it('is followed by every table that carries the units of a filing', async () => {
    const carrying = await withClient(database.ownerUrl, async (c) => {
      const found = await c.query<{ t: string }>(
        `select distinct a.table_name as t from information_schema.columns a
           join information_schema.columns b using (table_schema, table_name)
         where a.table_schema = 'public' and b.column_name = 'province_code'
           and a.column_name in ('filing_id', 'obligation_id', 'child_filing_id', 'import_id')
           and a.table_name <> 'observation' and a.table_name not like 'register_import%' order by 1`,
      );
      return found.rows.map((row) => row.t);
    });
    expect(
      SCOPE_FOLLOWERS.map((f) => f.table).sort(),
      'add the table to SCOPE_FOLLOWERS in libs/regime/src/scope-followers.ts',
    ).toEqual(carrying);
  });
});

describe('the register changing while a period is open', () => {
  it('adds an obligation with its reason and keeps it in the history', async () => {
    await system((uow) => addCluster(uow, 'CCN-D', 'Cụm D', [THIRD_COMMUNE]));
    expect(await run()).toMatchObject({ added: 1 });
    const [added] = await list({ period: '2026-Y', unit: THIRD_COMMUNE });
    expect(added).toMatchObject({
      state: 'open',
      stateReason: expect.stringContaining('Bổ sung sau khi mở kỳ'),
      lawDueBefore: new Date('2026-12-25T00:00:00+07:00'),
    });
    const history = (await system((uow) => desk.regime.changesOf(uow, [added?.id ?? '']))).get(added?.id ?? '');
    expect(history?.map((c) => [c.kind, c.at])).toEqual([['added', desk.clock.now()]]);
  });

  it('ends in the same open set as opening the period at once, whatever the order of changes', async () => {
    const changes = [
      () => lead(LEAD_COMMUNE, desk.officer, 'CCN-A', '2026-12-11'),
      () => assign('department'),
      () => assign('nobody', desk.officer, 'CCN-D'),
      () => desk.rows(`update tenant_project set state = 'ended' where code = 'P-1'`),
      () => desk.rows(`update tenant_project set state = 'operating' where code = 'P-3'`),
    ];
    for (const [i, change] of changes.entries()) {
      await change();
      if (i % 2 === 1) await run();
    }
    await run();
    const grown = await list({ period: '2026-Y', state: 'open' });
    const facts = (o: (typeof grown)[number]) => `${o.form}/${o.filerRef}/${o.communeCode}/${o.doubt}`;
    // The next year begins with the same register and has never seen another.
    await system((uow) => desk.regime.openPeriod(uow, '2027-Y'));
    const atOnce = await list({ period: '2027-Y', state: 'open' });
    expect(grown.map(facts).sort()).toEqual(atOnce.map(facts).sort());
    expect(grown.map((o) => o.filerRef)).toEqual(expect.arrayContaining(['P-3', 'P-2', LEAD_COMMUNE, LAO_CAI]));
    expect(grown.map((o) => o.filerRef)).not.toEqual(expect.arrayContaining(['P-1']));
  });
});

describe('the daily run', () => {
  const daily = (instant: string) => {
    desk.clock.moveTo(new Date(instant));
    return system((uow) => desk.regime.promiseDailyRuns(uow));
  };

  it('is promised once a day for each period that stands open, whoever asks and however often', async () => {
    await clearOutbox();
    desk.clock.moveTo(new Date('2027-01-04T06:00:00+07:00'));
    const all = await Promise.all([1, 2, 3].map(() => system((uow) => desk.regime.promiseDailyRuns(uow))));
    expect(all.flat()).toEqual(['2026-Y']);
    expect(await promised()).toEqual(['2026-Y']);
    expect(await daily('2027-01-04T23:59:59.999+07:00')).toEqual([]);
    expect(await daily('2027-01-05T00:00:00+07:00')).toEqual(['2026-Y']);
  });

  it('opens the next period sixty days before its first due date', async () => {
    expect(await daily('2027-04-20T12:00:00+07:00')).toEqual([]);
    expect(await daily('2027-04-21T00:00:00+07:00')).toEqual(['2027-H1']);
  });
});

describe('a new dated rule', () => {
  /** schemas/ with a made-up regime in force from 1 March 2027: form 04 due five days later, opened ninety days before. */
  function lawWithAmendment() {
    const dir = mkdtempSync(join(testServer().scratch, 'schemas-'));
    cpSync(findSchemasDir(), dir, { recursive: true });
    const regime = JSON.parse(readFileSync(join(dir, 'regime/2025-07-01.json'), 'utf8')) as {
      due: { form: string; kind: string; dueBefore: string }[];
      opening: { daysBeforeFirstDue: number };
    };
    regime.due = regime.due.map((rule) =>
      rule.form === '04' && rule.kind === 'six_month' ? { ...rule, dueBefore: '07-05' } : rule,
    );
    regime.opening = { ...regime.opening, daysBeforeFirstDue: 90 };
    mkdirSync(join(dir, 'regime'), { recursive: true });
    writeFileSync(join(dir, 'regime/2027-03-01.json'), JSON.stringify(regime));
    return loadLaw(dir);
  }

  it('holds for periods opened after it, while a period already open keeps its own', async () => {
    desk.clock.moveTo(new Date('2027-04-21T08:00:00+07:00'));
    await run('2027-H1');
    const due = async (period: string) => (await list({ period, unit: LAO_CAI, form: '04' }))[0]?.dueBefore;
    expect(await due('2027-H1')).toEqual(new Date('2027-06-30T00:00:00+07:00'));

    const amended = new RegimeService({ clock: desk.clock, law: lawWithAmendment() });
    await system((uow) => addCluster(uow, 'CCN-E', 'Cụm E', ['02683']));
    const again = await system((uow) => amended.openPeriod(uow, '2027-H1'));
    expect(again).toMatchObject({ regimeId: 'regime@2025-07-01', added: 1, updated: 0 });
    expect(await due('2027-H1')).toEqual(new Date('2027-06-30T00:00:00+07:00'));

    const next = await system((uow) => amended.openPeriod(uow, '2028-H1'));
    expect(next.regimeId).toBe('regime@2027-03-01');
    expect(await due('2028-H1')).toEqual(new Date('2028-07-05T00:00:00+07:00'));
    // Ninety days before 20 June 2028 is 22 March.
    desk.clock.moveTo(new Date('2028-03-22T00:00:00+07:00'));
    expect(await system((uow) => amended.promiseDailyRuns(uow))).toEqual(['2028-H1']);
  });
});
