/** Views of a season: lateness of every obligation, who blocks whom, punctuality by province and form. Counted by hand. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '#lib/access';
import { type Database, systemScope, type UnitOfWork } from '#lib/persistence';
import { type ChainTier, ExceptionService, LATENESSES, type Lateness } from '#lib/regime';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { type Desk, openDesk } from '../support/filing-desk.js';
import { addPerson } from '../support/people.js';
import { addCluster, LAO_CAI, LEAD_COMMUNE, OTHER_COMMUNE, openSeason } from '../support/season.js';

const PERIOD = '2026-Y';

let database: TestDatabase;
let db: Database;
let desk: Desk;
let investor: Caller;
let enterprise: Caller;
let lead: Caller;
let other: Caller;

const at = (instant: string) => new Date(instant);
const moveTo = (instant: string) => desk.clock.moveTo(at(instant));
const chain = (unit: string, scope = systemScope) =>
  db.transact(scope, (uow) => desk.regime.deadlineChain(uow, unit, PERIOD));
const timeliness = (by: 'province' | 'form', scope = systemScope) =>
  db.transact(scope, (uow) => desk.regime.timeliness(uow, PERIOD, by));
const listed = async (lateness: Lateness, scope = systemScope) =>
  (
    await db.transact(scope, (uow) =>
      desk.regime.obligations(uow, { period: PERIOD, province: LAO_CAI, lateness }, { first: 200 }),
    )
  ).edges.map((e) => `${e.node.form}/${e.node.filerRef}`);
const draft = (by: Caller, form: string, unit: string, key: string) =>
  desk.as(by, (uow) => desk.filings.saveDraft(uow, by, { form, period: PERIOD, unit, figures: [{ key, raw: '1' }] }));
const send = async (by: Caller, form: string, unit: string, key: string) => {
  const made = await draft(by, form, unit, key);
  return await desk.as(by, (uow) => desk.filings.submit(uow, by, { ...made, reason: 'chưa đủ cấp dưới' }));
};
const counts = (tier: ChainTier | undefined) => {
  const { expected, received, onTime, late, returned, accepted, outstanding, overdue } = tier as ChainTier;
  return { expected, received, onTime, late, returned, accepted, outstanding, overdue };
};

/** How many SQL statements a piece of work takes. */
async function statements(work: (uow: UnitOfWork) => Promise<unknown>): Promise<number> {
  return await db.transact(systemScope, async (uow) => {
    let n = 0;
    const connection = uow.em.getConnection();
    const execute = connection.execute.bind(connection);
    connection.execute = ((...args: Parameters<typeof execute>) => {
      n += 1;
      return execute(...args);
    }) as typeof connection.execute;
    try {
      await work(uow);
    } finally {
      connection.execute = execute;
    }
    return n;
  });
}

beforeAll(async () => {
  database = await createTestDatabase();
  db = await openSeason(database.appUrl);
  desk = await openDesk(db);
  const { clusterA, projects } = desk.register;
  investor = await addPerson(db, { kind: 'investor', provinceCode: LAO_CAI, clusterIds: [clusterA] }, 'officer');
  enterprise = await addPerson(
    db,
    { kind: 'enterprise', provinceCode: LAO_CAI, clusterIds: [clusterA], projectIds: [projects['P-1']] },
    'officer',
  );
  lead = await addPerson(db, { kind: 'commune', provinceCode: LAO_CAI, communeCode: LEAD_COMMUNE }, 'officer');
  other = await addPerson(db, { kind: 'commune', provinceCode: LAO_CAI, communeCode: OTHER_COMMUNE }, 'officer');
});
afterAll(async () => {
  await db?.close();
  await database?.drop();
});

describe('before anything is sent', () => {
  it('every tier is outstanding, with the days left and the slack of the tier above', async () => {
    moveTo('2026-12-10T09:00:00+07:00');
    const { own, ownDaysLeft, tiers } = await chain(LAO_CAI);
    expect([own?.form, ownDaysLeft]).toEqual(['04', 20]);
    // Forms 03, 02, 01 of Lào Cai: two lead communes, one investor, two projects.
    expect(
      tiers.map((t) => [t.form, t.filer, t.waitedForBy, t.expected, t.outstanding, t.daysLeft, t.slackDays]),
    ).toEqual([
      ['03', 'commune', ['04'], 2, 2, 14, 6],
      ['02', 'investor', ['03', '04'], 1, 1, 9, 5],
      ['01', 'enterprise', ['03'], 2, 2, 9, 5],
    ]);
    expect(tiers[1]?.blockers).toEqual([
      {
        obligationId: expect.any(String),
        unit: 'CCN-A',
        unitName: 'Cụm A',
        answer: 'none',
        dueBefore: at('2026-12-20T00:00:00+07:00'),
        daysLeft: 9,
        blocks: [
          { form: '03', unit: LEAD_COMMUNE, unitName: 'Phường Lào Cai' },
          { form: '04', unit: LAO_CAI, unitName: 'Tỉnh Lào Cai' },
        ],
      },
    ]);
  });

  it('puts every obligation into exactly one lateness, at any instant', async () => {
    for (const instant of ['2026-12-10', '2026-12-22', '2027-02-20', '2027-04-01']) {
      moveTo(`${instant}T00:00:00+07:00`);
      const found = await Promise.all(LATENESSES.map((lateness) => listed(lateness)));
      expect(found.flat().sort()).toEqual(
        ['01/P-1', '01/P-2', '02/CCN-A', `03/${LEAD_COMMUNE}`, `03/${OTHER_COMMUNE}`, '04/15'].sort(),
      );
    }
    // The lock of forms 01 and 02 falls on 18 February 2027, of form 03 on the 23rd, of form 04 on 1 March.
    moveTo('2027-02-20T00:00:00+07:00');
    expect(await listed('missed')).toEqual(['01/P-1', '01/P-2', '02/CCN-A']);
    expect(await listed('overdue')).toEqual([`03/${LEAD_COMMUNE}`, `03/${OTHER_COMMUNE}`, '04/15']);
  });
});

describe('in the middle of the season', () => {
  beforeAll(async () => {
    moveTo('2026-12-19T23:59:59.999+07:00');
    await send(enterprise, '01', 'P-1', 'project_revenue');
    moveTo('2026-12-20T00:00:00+07:00');
    const cluster = await send(investor, '02', 'CCN-A', 'projects_total');
    await send(lead, '03', LEAD_COMMUNE, 'planned_count');
    await draft(other, '03', OTHER_COMMUNE, 'planned_count');
    moveTo('2026-12-21T08:00:00+07:00');
    await desk.as(desk.officer, (uow) =>
      desk.filings.return(uow, desk.officer, { ...cluster, reason: 'Dòng 6 chưa khớp' }),
    );
    moveTo('2026-12-26T08:00:00+07:00');
  });

  it('the last millisecond is on time and the next late, and a return sends nothing back in time', async () => {
    const found = await Promise.all(
      (['on_time', 'late', 'overdue', 'not_yet_due'] as const).map((lateness) => listed(lateness)),
    );
    expect(found).toEqual([
      ['01/P-1', `03/${LEAD_COMMUNE}`],
      ['02/CCN-A'],
      ['01/P-2', `03/${OTHER_COMMUNE}`],
      ['04/15'],
    ]);
  });

  it('the chain of the department tells what has come, what is back with its sender, and who holds it up', async () => {
    const { tiers } = await chain(LAO_CAI, desk.officer.scope);
    const none = { expected: 0, received: 0, onTime: 0, late: 0, returned: 0, accepted: 0, outstanding: 0, overdue: 0 };
    expect(tiers.map((t) => t.form)).toEqual(['03', '02', '01']);
    expect(counts(tiers[0])).toEqual({ ...none, expected: 2, received: 1, onTime: 1, outstanding: 1, overdue: 1 });
    expect(counts(tiers[1])).toEqual({
      ...none,
      expected: 1,
      received: 1,
      late: 1,
      returned: 1,
      outstanding: 1,
      overdue: 1,
    });
    expect(counts(tiers[2])).toEqual({ ...none, expected: 2, received: 1, onTime: 1, outstanding: 1, overdue: 1 });
    expect(tiers.map((t) => t.blockers.map((b) => [b.unit, b.answer, b.daysLeft]))).toEqual([
      [[OTHER_COMMUNE, 'draft', -2]],
      [['CCN-A', 'returned', -7]],
      [['P-2', 'none', -7]],
    ]);
    expect(tiers[2]?.firstReceivedAt).toEqual(at('2026-12-19T23:59:59.999+07:00'));
  });

  it('the chain of a commune holds its own clusters and projects and nobody else’s', async () => {
    const { own, tiers } = await chain(LEAD_COMMUNE, lead.scope);
    expect([own?.filerRef, own?.answer]).toEqual([LEAD_COMMUNE, 'submitted']);
    expect(tiers.map((t) => [t.form, t.expected, t.blockers.map((b) => b.unit)])).toEqual([
      ['02', 1, ['CCN-A']],
      ['01', 2, ['P-2']],
    ]);
    // Another's unit: its chain is empty, whatever is asked for.
    const foreign = await chain(LEAD_COMMUNE, other.scope);
    expect([foreign.own, foreign.tiers.map((t) => t.expected)]).toEqual([null, [0, 0]]);
    expect((await chain('VN', other.scope)).tiers.map((t) => [t.form, t.expected])).toEqual([
      ['04', 0],
      ['03', 1],
      ['02', 0],
      ['01', 0],
    ]);
  });

  it('the nation’s chain begins with the departments', async () => {
    const { unitName, own, tiers } = await chain('VN', desk.ministry.scope);
    expect([unitName, own]).toEqual(['Bộ Công Thương', null]);
    expect(tiers.map((t) => [t.form, t.expected, t.slackDays])).toEqual([
      ['04', 34, null],
      ['03', 2, 6],
      ['02', 1, 5],
      ['01', 2, 5],
    ]);
    expect(tiers[0]?.blockers[0]?.blocks).toEqual([]);
  });

  it('of an investor or an enterprise shows its own duty and nothing below', async () => {
    expect(await chain('CCN-A', investor.scope)).toMatchObject({ own: { form: '02', answer: 'returned' }, tiers: [] });
    expect(await chain('P-1', enterprise.scope)).toMatchObject({ own: { form: '01' }, tiers: [] });
    await expect(chain('CCN-A', enterprise.scope)).rejects.toMatchObject({ code: 'OBLIGATION_UNKNOWN' });
  });

  it('refuses a period that is none, or not open', async () => {
    const of = (period: string) => db.transact(systemScope, (uow) => desk.regime.deadlineChain(uow, LAO_CAI, period));
    await expect(of('2026-H2')).rejects.toMatchObject({ code: 'PERIOD_INVALID' });
    await expect(of('2027-H1')).rejects.toMatchObject({ code: 'PERIOD_UNOPENED' });
    await expect(
      db.transact(systemScope, (uow) => desk.regime.timeliness(uow, 'nonsense', 'form')),
    ).rejects.toMatchObject({ code: 'PERIOD_INVALID' });
  });

  it('punctuality counts every expected filing once: on time, late or missing', async () => {
    const byForm = await timeliness('form');
    expect(byForm.map((r) => [r.key, r.expected, r.onTime, r.late, r.missing, r.returned, r.overdue])).toEqual([
      ['01', 2, 1, 0, 1, 0, 1],
      ['02', 1, 0, 1, 0, 1, 0],
      ['03', 2, 1, 0, 1, 0, 1],
      ['04', 34, 0, 0, 34, 0, 0],
    ]);
    const byProvince = await timeliness('province');
    expect(byProvince).toHaveLength(34);
    expect(byProvince.find((r) => r.key === LAO_CAI)).toEqual({
      key: LAO_CAI,
      name: 'Tỉnh Lào Cai',
      expected: 6,
      received: 3,
      onTime: 2,
      late: 1,
      accepted: 0,
      returned: 1,
      missing: 3,
      overdue: 2,
    });
    expect((await timeliness('province', lead.scope)).map((r) => [r.key, r.expected])).toEqual([[LAO_CAI, 4]]);
  });

  it('an acceptance counts, and an amendment being drafted neither blocks nor makes late', async () => {
    const [filing] = await desk.rows<{ id: string; version: number }>(
      `select f.id, r.version from filing f join filing_revision r on r.filing_id = f.id where f.filer_ref = ? and f.period = ?`,
      [LEAD_COMMUNE, PERIOD],
    );
    const seen = { filingId: filing?.id ?? '', version: filing?.version ?? 0 };
    const accepted = await desk.as(desk.officer, (uow) => desk.filings.accept(uow, desk.officer, seen));
    await desk.as(lead, (uow) =>
      desk.filings.amend(uow, lead, { filingId: accepted.filingId, version: accepted.version, reason: 'Sửa dòng 1' }),
    );
    const { tiers } = await chain(LAO_CAI);
    expect(counts(tiers[0])).toMatchObject({ received: 1, accepted: 1, returned: 0, outstanding: 1 });
    expect(await listed('on_time')).toContain(`03/${LEAD_COMMUNE}`);
  });

  it('an extension moves the slack: nothing is left for the department', async () => {
    const exceptions = new ExceptionService({ clock: desk.clock });
    const { id: obligationId } = await db.transact(systemScope, (uow) =>
      desk.regime.obligationOf(uow, '03', PERIOD, OTHER_COMMUNE),
    );
    const wanted = { obligationId, reason: 'Lũ quét', dueBefore: at('2027-01-04T00:00:00+07:00'), lockAt: null };
    await desk.as(desk.officer, (uow) => exceptions.extend(uow, desk.officer, wanted));
    const [communes] = (await chain(LAO_CAI)).tiers;
    expect([communes?.firstDueBefore, communes?.lastDueBefore, communes?.slackDays, communes?.overdue]).toEqual([
      at('2026-12-25T00:00:00+07:00'),
      at('2027-01-04T00:00:00+07:00'),
      -4,
      0,
    ]);
  });
});

describe('the cost', () => {
  it('of a chain and of punctuality does not depend on the number of units', async () => {
    const cost = async () => [
      await statements((uow) => desk.regime.deadlineChain(uow, LAO_CAI, PERIOD)),
      await statements((uow) => desk.regime.timeliness(uow, PERIOD, 'province')),
      await statements((uow) => desk.regime.obligations(uow, { period: PERIOD, lateness: 'overdue' }, { first: 100 })),
    ];
    const before = await cost();
    // The period, the unit's own duty, the counts, the blockers; one for punctuality; the page and its total.
    expect(before).toEqual([4, 1, 2]);
    await db.transact(systemScope, async (uow) => {
      for (let n = 0; n < 60; n++) await addCluster(uow, `CCN-${100 + n}`, `Cụm ${n}`, [`0${2700 + n}`]);
    });
    await db.transact(systemScope, (uow) => desk.regime.openPeriod(uow, PERIOD));
    expect(await cost()).toEqual(before);
    const [communes] = (await chain(LAO_CAI)).tiers;
    expect([communes?.expected, communes?.blockers.length]).toEqual([62, 50]);
  });
});
