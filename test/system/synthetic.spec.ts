import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allEntities, assemble, generateCountry, type Services, type SyntheticPlan } from '#lib/assembly';
import { loadConfig } from '#lib/config';
import { systemClock } from '#lib/kernel';
import { loadLaw } from '#lib/law';
import { createOrm, systemScope } from '#lib/persistence';
import { withClient } from '../../scripts/embedded/roles.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

const PLAN: SyntheticPlan = { clusters: 150, periods: 4, seed: 7 };
const law = loadLaw();
const opened: { database: TestDatabase; services: Services }[] = [];

async function open(content: 'migrated' | 'seeded' = 'migrated') {
  const database = await createTestDatabase(content);
  const orm = await createOrm({ connectionString: database.appUrl, entities: allEntities, poolMax: 2 });
  const config = loadConfig({ CCN_APP_URL: database.appUrl }, []);
  const it = { database, services: assemble({ orm, clock: systemClock, law, config }) };
  opened.push(it);
  return it;
}

/** One sum over every row of every table, and the rows of each table, seen by a superuser. */
async function contentOf(url: string): Promise<{ sum: string; rows: Record<string, number> }> {
  return await withClient(url, async (db) => {
    const tables = await db.query<{ name: string }>(
      `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
         and c.relname <> 'mikro_orm_migrations' order by 1`,
    );
    const sums: string[] = [];
    const rows: Record<string, number> = {};
    for (const { name } of tables.rows) {
      const found = await db.query<{ n: number; sum: string }>(
        `select count(*)::int as n, md5(coalesce(string_agg(md5(t::text), '' order by md5(t::text)), '')) as sum from ${db.escapeIdentifier(name)} t`,
      );
      sums.push(`${name} ${found.rows[0]?.sum}`);
      rows[name] = found.rows[0]?.n ?? 0;
    }
    return { sum: sums.join('\n'), rows };
  });
}

describe('the synthetic country', () => {
  let first: Awaited<ReturnType<typeof open>>;
  const ask = <T>(sql: string): Promise<T[]> =>
    first.services.db.transact(systemScope, (uow) => uow.em.execute<T[]>(sql));

  beforeAll(async () => {
    first = await open();
    await generateCountry(first.services, PLAN);
  });
  afterAll(async () => {
    for (const { services, database } of opened) {
      await services.db.close();
      await database.drop();
    }
  });

  it('is the same to the last row for the same seed, and another for another', async () => {
    const [second, other] = [await open(), await open()];
    await generateCountry(second.services, PLAN);
    await generateCountry(other.services, { ...PLAN, seed: 8 });
    const [a, b, c] = await Promise.all([first, second, other].map((x) => contentOf(x.database.superUrl)));
    expect(b?.sum).toBe(a?.sum);
    expect(c?.sum).not.toBe(a?.sum);
    expect(a?.rows['cluster']).toBe(150);
    expect(a?.rows['reported_figure']).toBeGreaterThan(1500);
  });

  it('marks every row: no cluster, fact, filing or figure without the sign', async () => {
    const unmarked = await ask<{ what: string; n: number }>(
      [
        'cluster_state',
        'plan_entry',
        'decision',
        'investor',
        'infrastructure_project',
        'tenant_project',
        'lease',
        'investment_paper',
      ]
        .map(
          (t) =>
            `select '${t}' as what, count(*)::int as n from ${t} where source_id not in (select id from source where code = 'SYNTHETIC-7') or source_id is null`,
        )
        .concat(
          `select 'cluster', count(*)::int from cluster where code not like 'TH%' or name not like '%(dữ liệu tổng hợp)'`,
          `select 'obligation', count(*)::int from obligation where filer_name not like '%(dữ liệu tổng hợp)'`,
          `select 'filing', count(*)::int from filing where filer_name not like '%(dữ liệu tổng hợp)'`,
          `select 'filing_revision', count(*)::int from filing_revision where reason <> 'dữ liệu tổng hợp'`,
          `select 'reported_figure', count(*)::int from reported_figure where note <> 'dữ liệu tổng hợp'`,
        )
        .join(' union all '),
    );
    expect(unmarked.filter(({ n }) => n > 0)).toEqual([]);
  });

  it('looks like a country: all 34 provinces, communes merged on 2025-07-01, late, missing and waiting filings, blank cells', async () => {
    const [seen] = await ask<Record<string, number>>(
      `select (select count(distinct province_code)::int from cluster) as provinces,
         (select count(*)::int from cluster_state s join commune c on c.code = s.lead_commune_code and c.valid_to = '2025-07-01'
           where s.valid_to = '2025-07-01') as merged,
         (select count(*)::int from filing_revision r join filing f on f.id = r.filing_id join obligation o on o.id = f.obligation_id
           where r.submitted_at >= o.due_before) as late,
         (select count(*)::int from obligation o where not exists (select 1 from filing f where f.obligation_id = o.id)) as missing,
         (select count(*)::int from filing_revision where state = 'submitted') as waiting,
         (select count(*)::int from reported_figure where value is null) as blank,
         (select count(*)::int from commune c where c.code in (select commune_code from cluster) and c.valid_to is null) as real_communes,
         (select count(distinct commune_code)::int from cluster) as communes`,
    );
    expect(seen?.['provinces']).toBe(34);
    for (const what of ['merged', 'late', 'missing', 'waiting', 'blank']) expect(seen?.[what], what).toBeGreaterThan(3);
    expect(seen?.['real_communes']).toBe(seen?.['communes']);
  });

  it('keeps the arithmetic of form 02: leased within ready, projects operating within all, the rate from its parts', async () => {
    const wrong = await ask<{ filing_id: string }>(
      `select filing_id from (select filing_id,
           max(value) filter (where key = 'industrial_land_infra_ready') as ready, max(value) filter (where key = 'industrial_land_leased') as leased,
           max(value) filter (where key = 'occupancy_rate') as rate,
           max(value) filter (where key = 'projects_total') as projects, max(value) filter (where key = 'projects_operating') as operating
         from reported_figure where form = '02' group by filing_id) x
       where leased > ready or operating > projects or rate <> round(100 * leased / nullif(ready, 0), 2)`,
    );
    expect(wrong).toEqual([]);
  });

  it('lets nobody sign in as the hands under its filings', async () => {
    expect(await ask(`select id from account where disabled_at is null`)).toEqual([]);
  });

  it('is refused a second time, and beside real data, until that is asked for', async () => {
    await expect(generateCountry(first.services, PLAN)).rejects.toMatchObject({ code: 'SYNTHETIC_THERE' });
    const real = await open('seeded');
    await expect(generateCountry(real.services, PLAN)).rejects.toMatchObject({ code: 'SYNTHETIC_BESIDE_OTHERS' });
    const done = await generateCountry(real.services, { ...PLAN, clusters: 40, periods: 1, besideOthers: true });
    expect(done.clusters).toBe(40);
  });

  it('refuses numbers out of bounds', async () => {
    for (const wrong of [{ clusters: 0 }, { clusters: 50_001 }, { periods: 51 }, { until: '2026-Q1' }])
      await expect(generateCountry(first.services, { ...PLAN, ...wrong })).rejects.toMatchObject({
        code: 'SYNTHETIC_PLAN_INVALID',
      });
  });
});
