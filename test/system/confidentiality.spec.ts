/**
 * What one firm filed in form 01, walked through every door: who is entitled finds it, nobody else finds it or anything it
 * follows from. The figure is one no other row has, so that it can be looked for in whole answers.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '#lib/access';
import { AGGREGATES, type AggregateName, askAggregate, clusterHistory, listClusterFigures } from '#lib/analysis';
import { assemble, connect, type Services, seed } from '#lib/assembly';
import { loadConfig } from '#lib/config';
import { editionChanges, totalsOfEdition } from '#lib/consolidation';
import { type DomainError, ManualClock } from '#lib/kernel';
import { loadLaw } from '#lib/law';
import { systemScope, type UnitOfWork } from '#lib/persistence';
import { loadPlace } from '../support/confidential.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { addPerson } from '../support/people.js';
import { postFiling } from '../support/post-filing.js';

const SECRET = '777.13';
const PERIOD = '2026-H1';
let database: TestDatabase;
let services: Services;
let firm: Awaited<ReturnType<typeof loadPlace>>;
let edition: string;
let second: string;
const readers = {} as Record<Reader, Caller>;

type Reader =
  | 'ministry'
  | 'department'
  | 'commune'
  | 'firm'
  | 'investor'
  | 'otherFirm'
  | 'otherCommune'
  | 'otherDepartment';
/** Form 01 goes to the commune (Circular 14/2024 Art. 3); the department and the ministry consolidate. */
const ENTITLED: readonly Reader[] = ['ministry', 'department', 'commune', 'firm'];
const OTHERS: readonly Reader[] = ['investor', 'otherFirm', 'otherCommune', 'otherDepartment'];

beforeAll(async () => {
  database = await createTestDatabase();
  const config = loadConfig({ CCN_APP_URL: database.appUrl }, ['CCN_APP_URL']);
  const clock = new ManualClock(new Date('2026-12-21T08:00:00+07:00'));
  services = assemble({ orm: await connect(config, 4), clock, law: loadLaw(), config });
  await seed(services);
  const { db } = services;
  firm = await loadPlace(db, 'P00001');
  const other = await loadPlace(db, 'P00003');
  const place = { provinceCode: '15', communeCode: firm.commune } as const;
  readers.ministry = await addPerson(db, { kind: 'ministry' }, 'officer');
  readers.department = await addPerson(db, { kind: 'department', provinceCode: '15' }, 'officer');
  readers.commune = await addPerson(db, { kind: 'commune', ...place }, 'officer');
  readers.firm = await addPerson(db, { kind: 'enterprise', ...place, projectIds: [firm.project] }, 'officer');
  readers.investor = await addPerson(db, { kind: 'investor', ...place, clusterIds: [firm.cluster] }, 'officer');
  readers.otherFirm = await addPerson(db, { kind: 'enterprise', ...place, projectIds: [other.project] }, 'officer');
  const elsewhere = { kind: 'commune', provinceCode: '15', communeCode: firm.otherCommune } as const;
  readers.otherCommune = await addPerson(db, elsewhere, 'officer');
  readers.otherDepartment = await addPerson(db, { kind: 'department', provinceCode: '80' }, 'officer');
  const approver = await addPerson(db, { kind: 'ministry' }, 'approver');
  const post = (revenue: string) =>
    postFiling(db, {
      form: '01',
      period: PERIOD,
      unit: 'P00001',
      figures: { project_revenue: revenue },
      reason: 'sửa',
    });
  await post('12');
  edition = (await services.editions.closePeriod(approver, { period: PERIOD, reason: 'Chốt' })).edition.id;
  await post(SECRET);
  second = (await services.editions.closePeriod(approver, { period: PERIOD, reason: 'Chốt lại' })).edition.id;
});
afterAll(async () => {
  await services?.db.close();
  await database?.drop();
});

const form = (unit: string, more: object = {}) => ({
  form: unit.length === 5 ? '03' : '04',
  unit,
  period: PERIOD,
  ...more,
});
const consolidated =
  (unit: () => string, more: () => object = () => ({})) =>
  (uow: UnitOfWork) =>
    services.consolidation.consolidatedForm(uow, form(unit(), more()));
const aggregated =
  (name: AggregateName, more: () => object = () => ({})) =>
  (uow: UnitOfWork) =>
    askAggregate(uow, { name, by: 'province', from: PERIOD, to: PERIOD, coverage: true, ...more() }, new Date());

/** Every way out of the system, by name. What answers in a file answers here as the rows the file is made of. */
const DOORS: Readonly<Record<string, (uow: UnitOfWork) => Promise<unknown>>> = {
  'form 03 of the commune': consolidated(() => firm.commune),
  'form 04 of the province': consolidated(() => '15'),
  'form 04 of the nation': consolidated(() => 'VN'),
  'form 04 by another definition': consolidated(
    () => '15',
    () => ({ definitions: { infra_project_flows: 'included' } }),
  ),
  'form 04 on a former map': consolidated(
    () => '15',
    () => ({ map: 'as_of', mapDay: '2025-06-30' }),
  ),
  'form 04 as known now': consolidated(
    () => '15',
    () => ({ asKnown: new Date('2027-01-01T00:00:00+07:00') }),
  ),
  'form 04 of an edition': consolidated(
    () => '15',
    () => ({ edition: second }),
  ),
  'national form of an edition': consolidated(
    () => 'VN',
    () => ({ edition: second }),
  ),
  'changes of an edition': (uow) => editionChanges(uow, second, { first: 500 }),
  'reconciliation by clusters': (uow) =>
    services.consolidation.reconciliation(uow, { ...form('15'), byClusters: true }),
  'reconciliation of the commune': (uow) => services.consolidation.reconciliation(uow, form(firm.commune)),
  'reconciliation of the nation': (uow) => services.consolidation.reconciliation(uow, form('VN')),
  'the statutory workbook': async (uow) => Buffer.from(await services.consolidation.exportForm(uow, form('15'))).length,
  'list of clusters with figures': (uow) =>
    listClusterFigures(
      uow,
      { period: PERIOD },
      { by: 'name', descending: false },
      { first: 500, count: false, asOf: '2026-12-21' },
    ),
  'series of a cluster': (uow) => clusterHistory(uow, firm.clusterCode),
  // Tables for planners and exports are statements over these rows, under the same eyes.
  'posted figures': (uow) => uow.em.execute('select trim_scale(value)::text as value from reported_figure'),
  'filed figures': (uow) => uow.em.execute('select value::text as value, raw from filing_figure'),
  'frozen forms': (uow) => uow.em.execute('select body from edition_form where edition_id = ?', [second]),
  ...Object.fromEntries(
    (Object.keys(AGGREGATES) as AggregateName[]).flatMap((name) => [
      [`aggregate ${name}`, aggregated(name)],
      ...(name === 'timeliness'
        ? []
        : [[`aggregate ${name} of a past day`, aggregated(name, () => ({ asKnown: new Date('2027-01-01') }))]]),
    ]),
  ),
};

const answer = async (door: string, by: Caller): Promise<string> => {
  const open = DOORS[door];
  if (open === undefined) throw new Error(`no door ${door}`);
  try {
    return JSON.stringify(await services.db.transact({ ...by.scope, canWrite: false }, open));
  } catch (error) {
    return (error as DomainError).code ?? String(error);
  }
};

describe('a figure of one firm', () => {
  it.each(Object.keys(DOORS))('does not leave by: %s', async (door) => {
    for (const reader of OTHERS) {
      const said = await answer(door, readers[reader]);
      expect([reader, said.includes(SECRET), said.includes('765.13')]).toEqual([reader, false, false]);
    }
  });

  it('has every door open to the ministry: none refuses because the question was wrong', async () => {
    for (const door of Object.keys(DOORS))
      expect([door, (await answer(door, readers.ministry)).slice(0, 1)]).toEqual([
        door,
        expect.stringMatching(/[[{\d]/),
      ]);
  });

  it('is found by those entitled, so the doors above were open at all', async () => {
    const found = async (door: string) => {
      const said = await Promise.all(ENTITLED.map((r) => answer(door, readers[r])));
      return ENTITLED.filter((_, i) => said[i]?.includes(SECRET));
    };
    expect(await found('posted figures')).toEqual(ENTITLED);
    expect(await found('form 03 of the commune')).toEqual(['ministry', 'department', 'commune']);
    expect(await found('form 04 of the province')).toEqual(['ministry', 'department']);
    expect(await found('form 04 of the nation')).toEqual(['ministry']);
    expect(await found('reconciliation by clusters')).toEqual(['ministry', 'department']);
    expect(await found('changes of an edition')).toEqual(['ministry', 'department', 'commune']);
    expect(await found('frozen forms')).toEqual(['ministry', 'department', 'commune']);
  });

  it('is not in the totals for everyone signed in, nor what it follows from, in either edition', async () => {
    for (const id of [edition, second]) {
      const totals = await services.db.transact({ ...systemScope, canWrite: false }, (uow) => totalsOfEdition(uow, id));
      const shown = totals.flatMap((u) => u.figures.filter((f) => f.key === 'projects_revenue' && f.value !== null));
      expect(shown).toEqual([]);
      expect(JSON.stringify(totals)).not.toContain(SECRET);
    }
  });
});
