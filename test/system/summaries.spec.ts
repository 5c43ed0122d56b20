/** cluster_figure and province_figure say what the figures in force say, whatever is posted, superseded or posted at once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allEntities, assemble, generateCountry, type Services } from '#lib/assembly';
import { loadConfig } from '#lib/config';
import { systemClock } from '#lib/kernel';
import { loadLaw } from '#lib/law';
import { createOrm, type RowScope, systemScope } from '#lib/persistence';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let services: Services;
const ask = <T>(sql: string, params: readonly unknown[] = [], scope: RowScope = systemScope): Promise<T[]> =>
  services.db.transact(scope, (uow) => uow.em.execute<T[]>(sql, [...params]));

beforeAll(async () => {
  database = await createTestDatabase('migrated');
  const orm = await createOrm({ connectionString: database.appUrl, entities: allEntities, poolMax: 4 });
  const config = loadConfig({ CCN_APP_URL: database.appUrl }, []);
  services = assemble({ orm, clock: systemClock, law: loadLaw(), config });
  await generateCountry(services, { clusters: 80, periods: 3, seed: 3 });
});
afterAll(async () => {
  await services.db.close();
  await database.drop();
});

/** Figures in force that the summaries do not show, or show otherwise; clusters with another newest period; wrong sums. */
async function differences(): Promise<number[]> {
  const [found] = await ask<Record<'cells' | 'rows' | 'latest' | 'sums', number>>(
    `select
      (select count(*)::int from reported_figure r left join cluster_figure f using (cluster_id, period)
        where r.form = '02' and r.superseded_at is null and (to_jsonb(f) ->> r.key)::numeric is distinct from r.value) as cells,
      (select count(*)::int from cluster_figure f where not exists (select 1 from reported_figure r
        where r.cluster_id = f.cluster_id and r.period = f.period and r.form = '02' and r.superseded_at is null)) as rows,
      (select count(*)::int from (select cluster_id, max(period) as newest from cluster_figure group by 1) x
        where x.newest is distinct from (select period from cluster_figure f where f.cluster_id = x.cluster_id and f.latest)) as latest,
      (select count(*)::int from (select province_code, period, sum(value) filter (where key = 'projects_total') as projects,
          count(value) filter (where key = 'projects_total') as known, count(distinct cluster_id) as clusters
          from reported_figure where form = '02' and superseded_at is null group by 1, 2) x
        full join province_figure s using (province_code, period)
        where (s.projects_total, s.projects_total_known, s.clusters) is distinct from (x.projects, x.known, x.clusters)) as sums`,
  );
  return [found?.cells ?? -1, found?.rows ?? -1, found?.latest ?? -1, found?.sums ?? -1];
}

describe('the summaries', () => {
  it('hold what was posted', async () => {
    expect((await ask<{ n: number }>('select count(*)::int as n from cluster_figure'))[0]?.n).toBeGreaterThan(60);
    expect(await differences()).toEqual([0, 0, 0, 0]);
  });

  it('keep missing apart from zero: a sum of nothing is null', async () => {
    const [row] = await ask<{ cluster: string; province: string }>(
      `select cluster_id as cluster, province_code as province from cluster_figure f where latest
         and (select count(*) from cluster_figure g where g.province_code = f.province_code and g.period = f.period) = 1
         and infra_labour is null limit 1`,
    );
    if (row !== undefined) {
      const [sum] = await ask<{ s: string | null; n: number }>(
        `select infra_labour::text as s, infra_labour_known as n from province_figure where province_code = ? and period = '2026-H1'`,
        [row.province],
      );
      expect(sum).toEqual({ s: null, n: 0 });
    }
    const zeroes = await ask(
      'select 1 from province_figure where projects_total_known = 0 and projects_total is not null',
    );
    expect(zeroes).toEqual([]);
  });

  it('follow an acceptance that is taken back: the newest period goes back to the one before', async () => {
    const [one] = await ask<{ id: string }>(
      `select cluster_id as id from cluster_figure where latest and period = '2026-H1'
         and cluster_id in (select cluster_id from cluster_figure where period = '2025-Y') order by 1 limit 1`,
    );
    await ask(
      `update reported_figure set superseded_at = now() where form = '02' and period = '2026-H1' and cluster_id = ?`,
      [one?.id],
    );
    const latest = await ask<{ period: string }>('select period from cluster_figure where cluster_id = ? and latest', [
      one?.id,
    ]);
    expect(latest).toEqual([{ period: '2025-Y' }]);
    expect(await differences()).toEqual([0, 0, 0, 0]);
  });

  it('lose nothing when several are taken back at the same time in one province', async () => {
    const some = await ask<{ id: string }>(
      `select cluster_id as id from cluster_figure where period = '2025-Y'
         and province_code = (select province_code from cluster_figure where period = '2025-Y' group by 1 order by count(*) desc, 1 limit 1)`,
    );
    expect(some.length).toBeGreaterThan(2);
    await Promise.all(
      some.map(({ id }) =>
        ask(
          `update reported_figure set superseded_at = now() where form = '02' and period = '2025-Y' and cluster_id = ?`,
          [id],
        ),
      ),
    );
    expect(await differences()).toEqual([0, 0, 0, 0]);
  });

  it('are read within the scope of the reader only', async () => {
    const [{ p } = { p: '' }] = await ask<{ p: string }>('select min(province_code) as p from cluster_figure');
    const scope: RowScope = { ...systemScope, level: 'province', units: [p], canWrite: false };
    for (const table of ['cluster_figure', 'province_figure']) {
      const seen = await ask<{ p: string }>(`select distinct province_code as p from ${table}`, [], scope);
      expect(seen).toEqual([{ p }]);
    }
    const [own] = await ask<{ id: string }>('select cluster_id as id from cluster_figure order by 1 limit 1');
    const investor: RowScope = { ...scope, level: 'cluster', units: [own?.id ?? ''] };
    expect(await ask('select distinct cluster_id as id from cluster_figure', [], investor)).toEqual([own]);
    expect(await ask('select 1 from province_figure', [], investor)).toEqual([]);
  });

  it('are written by nobody', async () => {
    for (const sql of [
      'update cluster_figure set projects_total = 1',
      'delete from province_figure',
      `select figures_summarise('{}', '{}', '{}')`,
    ])
      await expect(ask(sql)).rejects.toMatchObject({ code: '42501' });
  });
});
