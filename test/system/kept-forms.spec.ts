/**
 * The national form from what is kept of its provinces against the same form reckoned afresh. Whoever names a definition,
 * be it the default one, asks a question that is never kept: the plain reckoning is the oracle of every case here.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Caller } from '#lib/access';
import { allEntities, assemble, generateCountry, type Services } from '#lib/assembly';
import { loadConfig } from '#lib/config';
import type { ConsolidatedForm } from '#lib/consolidation';
import { systemClock } from '#lib/kernel';
import { loadLaw } from '#lib/law';
import { createOrm, newId, type RowScope, systemScope, type UnitOfWork } from '#lib/persistence';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { addPerson } from '../support/people.js';

const PERIODS = ['2025-H1', '2025-Y', '2026-H1'];
const nation: RowScope = { ...systemScope, level: 'nation', canWrite: false };
let database: TestDatabase;
let services: Services;
let officer: Caller;
/** Ids to choose from. */
let clusters: { id: string; province: string }[];

const change = <T>(work: (uow: UnitOfWork) => Promise<T>) => services.db.transact(systemScope, work);
const run = (sql: string, params: readonly unknown[] = []) => change((uow) => uow.em.execute(sql, [...params]));
const kept = (scope = nation): Promise<ConsolidatedForm[]> =>
  services.db.transact(scope, (uow) => services.consolidation.nationalForms(uow, PERIODS));
const afresh = (): Promise<ConsolidatedForm[]> =>
  services.db.transact(nation, async (uow) => {
    const forms: ConsolidatedForm[] = [];
    for (const period of PERIODS) {
      const query = { form: '04', unit: 'VN', period, definitions: { plan_scope: 'listed_in_force' } };
      forms.push(await services.consolidation.consolidatedForm(uow, query));
    }
    return forms;
  });
const rows = async (): Promise<string[]> =>
  (
    await change((uow) =>
      uow.em.execute<{ of: string }[]>("select unit || ' ' || period || ' ' || id as of from kept_form"),
    )
  ).map((r) => r.of);

beforeAll(async () => {
  database = await createTestDatabase();
  const orm = await createOrm({ connectionString: database.appUrl, entities: allEntities, poolMax: 4 });
  const config = loadConfig({ CCN_APP_URL: database.appUrl }, ['CCN_APP_URL']);
  services = assemble({ orm, clock: systemClock, law: loadLaw(), config });
  await generateCountry(services, { clusters: 45, periods: 3, seed: 8 });
  officer = await addPerson(services.db, { kind: 'department', provinceCode: '15' }, 'officer');
  clusters = await change((uow) => uow.em.execute('select id, province_code as province from cluster order by code'));
});
afterAll(async () => {
  await services?.db.close();
  await database?.drop();
});

/** One figure of a form and period is accepted with another value. */
const post = (uow: UnitOfWork, form: string, period: string, nth: number, by: number) =>
  uow.em.execute(
    `with one as (update reported_figure set superseded_at = now() where id = (select id from reported_figure
         where form = ? and period = ? and value is not null and superseded_at is null
           and key in ('infra_paid_cumulative', 'industrial_land_leased', 'planned_area') order by filer_ref, key offset ? limit 1) returning *)
     insert into reported_figure (id, form, period, filer_kind, filer_ref, key, value, note, filing_id, revision, definition_id, posted_at,
       province_code, commune_code, cluster_id, project_id)
     select gen_random_uuid(), form, period, filer_kind, filer_ref, key, value + ?, note, filing_id, revision, definition_id, now(),
       province_code, commune_code, cluster_id, project_id from one`,
    [form, period, nth, by],
  );

type Step = (nth: number, period: string) => Promise<unknown>;
const clusterAt = (nth: number) => clusters[nth % clusters.length]!;
const one = (table: string, nth: number) => `id = (select id from ${table} order by id offset ${nth % 40} limit 1)`;

/** Everything figures rest on, changed in every way it is changed in. */
const STEPS: Readonly<Record<string, Step>> = {
  'form 02 posted': (nth, period) => change((uow) => post(uow, '02', period, nth, 7)),
  'form 04 posted': (nth, period) => change((uow) => post(uow, '04', period, nth, 3)),
  'a filing taken out': (nth, period) =>
    run(
      `update reported_figure set superseded_at = now() where superseded_at is null and (form, period, filer_ref) =
        (select form, period, filer_ref from reported_figure where superseded_at is null and period = ? order by filer_ref offset ? limit 1)`,
      [period, nth],
    ),
  'override set': (nth, period) =>
    services.db.transact(officer.scope, (uow) =>
      services.overrides.set(uow, officer, {
        form: '04',
        unit: '15',
        period,
        key: 'planned_area',
        value: String(nth),
        reason: 'Đo lại',
      }),
    ),
  'override withdrawn': () =>
    run(
      `update figure_override set withdrawn_at = now(), withdrawn_by_name = 'x', withdrawal_reason = 'x' where withdrawn_at is null`,
    ),
  'lease ended': (nth) => run(`update lease set valid_to = '2024-02-01' where ${one('lease', nth)}`),
  'lease signed': (nth) =>
    run(
      `insert into lease (id, project_id, cluster_id, province_code, area_ha, signed_on, recorded_at)
       select ?, id, cluster_id, province_code, 1.25, '2024-03-01', now() from tenant_project where ${one('tenant_project', nth)}`,
      [newId()],
    ),
  'decision signed': (nth) =>
    run(
      `insert into decision (id, cluster_id, province_code, kind, signed_on, area_ha, recorded_at)
       values (?, ?, ?, 'establishment', '2025-03-01', 12.5, now())`,
      [newId(), clusterAt(nth).id, clusterAt(nth).province],
    ),
  'plan entry withdrawn': (nth) => run(`update plan_entry set listed = not listed where ${one('plan_entry', nth)}`),
  'paper retracted': (nth) =>
    run(`update investment_paper set retracted_at = now() where ${one('investment_paper', nth)}`),
  'project stopped': (nth) => run(`update tenant_project set state = 'suspended' where ${one('tenant_project', nth)}`),
  'investor of another kind': (nth) =>
    run(`update investor set legal_type = 'public_body' where ${one('investor', nth)}`),
  'infrastructure project ended': (nth) =>
    run(`update infrastructure_project set valid_to = '2025-01-15' where ${one('infrastructure_project', nth)}`),
  'statement made': (nth) =>
    run(
      `insert into observation (id, cluster_id, province_code, fact, value, unit, observed_on, recorded_at)
       values (?, ?, ?, 'industrial_land', 33.5, 'ha', '2024-06-01', now())`,
      [newId(), clusterAt(nth).id, clusterAt(nth).province],
    ),
  'a cluster corrected into another province': (nth) =>
    run(
      `update cluster_state s set lead_commune_code = o.lead_commune_code from cluster_state o
       where o.cluster_id = ? and s.cluster_id = ? and s.retracted_at is null`,
      [clusterAt(nth + 1).id, clusterAt(nth).id],
    ),
  'a cluster moved on today’s map': (nth) =>
    run('update cluster set province_code = ? where id = ?', [clusterAt(nth + 7).province, clusterAt(nth).id]),
  'a state retracted': (nth) => run(`update cluster_state set retracted_at = now() where ${one('cluster_state', nth)}`),
  'communes go over to another province': (nth) =>
    run(
      `update commune set province_code = '80' where valid_to is null and province_code =
        (select code from province where valid_to is null order by code offset ? limit 1)`,
      [nth % 30],
    ),
  'a province is renamed': (nth) =>
    run(
      `update province set name = name || ' x' where valid_to is null and code =
        (select code from province where valid_to is null order by code offset ? limit 1)`,
      [nth % 30],
    ),
  'a change undone': (nth, period) =>
    change(async (uow) => {
      await post(uow, '02', period, nth, 5);
      await services.consolidation.nationalForms(uow, PERIODS);
      throw new Error('undone');
    }).catch((error: Error) => expect(error.message).toBe('undone')),
  'changed twice and asked between': (nth, period) =>
    change(async (uow) => {
      await post(uow, '02', period, nth, 5);
      await services.consolidation.nationalForms(uow, PERIODS);
      await post(uow, '02', period, nth, 6);
    }),
};

it('what is kept is given again unchanged, and is what is reckoned afresh', async () => {
  const first = await kept();
  expect(first).toEqual(await afresh());
  const there = await rows();
  expect(there.length).toBeGreaterThan(34 * 3);
  expect(await kept()).toEqual(first);
  expect(await rows()).toEqual(there);
});

it('one filing changed, one province is reckoned anew', async () => {
  const before = new Set(await rows());
  await change((uow) => post(uow, '02', '2026-H1', 3, 11));
  expect(await kept()).toEqual(await afresh());
  expect((await rows()).filter((r) => !before.has(r)).map((r) => r.split(' ')[1])).toEqual(['2026-H1']);
});

it('a change that is not yet committed is seen by nobody else, and by everybody once it is', async () => {
  const before = await kept();
  await change(async (uow) => {
    await post(uow, '02', '2026-H1', 2, 13);
    expect(await kept()).toEqual(before);
    expect(await services.consolidation.nationalForms(uow, PERIODS)).not.toEqual(before);
  });
  expect(await kept()).not.toEqual(before);
  expect(await kept()).toEqual(await afresh());
});

for (const [name, step] of Object.entries(STEPS))
  it(`after a change it is what is reckoned afresh: ${name}`, async () => {
    await step(5, '2025-H1');
    expect(await kept()).toEqual(await afresh());
  });

it('after any changes in any order it is what is reckoned afresh', async () => {
  const some = fc.array(fc.tuple(fc.constantFrom(...Object.keys(STEPS)), fc.nat(39), fc.constantFrom(...PERIODS)), {
    minLength: 1,
    maxLength: 4,
  });
  await fc.assert(
    fc.asyncProperty(some, async (steps) => {
      for (const [name, nth, period] of steps) await STEPS[name]!(nth, period);
      expect(await kept()).toEqual(await afresh());
    }),
    { numRuns: process.env['CCN_DEEP'] ? 60 : 4, seed: 20, endOnFailure: true },
  );
});

it('changes and questions at the same time leave nothing out of date', async () => {
  const names = ['form 02 posted', 'lease signed', 'decision signed', 'form 04 posted', 'a change undone'];
  for (let round = 0; round < 2; round++) {
    await Promise.all(names.flatMap((name, i) => [STEPS[name]!(round * 7 + i, PERIODS[i % 3]!), kept()]));
    expect(await kept()).toEqual(await afresh());
  }
});

it('writers of one province do not wait for each other’s marks', async () => {
  const [first, second] = [...Map.groupBy(clusters, (c) => c.province).values()].find((own) => own.length > 1) ?? [];
  const decide = (uow: UnitOfWork, cluster: string) =>
    uow.em.execute(
      `insert into decision (id, cluster_id, province_code, kind, signed_on, recorded_at)
       select ?, id, province_code, 'adjustment', '2025-04-01', now() from cluster where id = ?`,
      [newId(), cluster],
    );
  await change(async (uow) => {
    await decide(uow, first!.id);
    await change(async (other) => {
      await other.em.execute("set local lock_timeout = '5s'");
      await decide(other, second!.id);
    });
  });
  expect(await kept()).toEqual(await afresh());
});

it('is kept and read by who sees the whole nation alone', async () => {
  await kept();
  const seen = (scope: RowScope, table: string) =>
    services.db.transact(scope, async (uow) => (await uow.em.execute(`select 1 from ${table} limit 1`)).length);
  for (const table of ['kept_form', 'figure_mark']) {
    expect(await seen(nation, table)).toBe(1);
    expect(await seen(officer.scope, table)).toBe(0);
    for (const scope of [nation, officer.scope])
      await expect(services.db.transact(scope, (uow) => uow.em.execute(`delete from ${table}`))).rejects.toThrow(
        /permission denied/,
      );
  }
  const keep = services.db.transact(officer.scope, (uow) => uow.em.execute("select keep_forms('[]')"));
  await expect(keep).rejects.toThrow(/whole nation/);
});
