/** The named aggregates: right by a plain reading of the figures in force, one statement each, within the caller's sight. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type AggregateQuestion,
  aggregate,
  askAggregate,
  type ClusterCondition,
  type ClusterFiguresFilter,
  type ClusterFiguresOrder,
  clusterHistory,
  listClusterFigures,
  type NamedQuestion,
} from '#lib/analysis';
import { allEntities, assemble, generateCountry, type Services } from '#lib/assembly';
import { loadConfig } from '#lib/config';
import { exact, systemClock } from '#lib/kernel';
import { loadLaw } from '#lib/law';
import { createOrm, type RowScope, systemScope } from '#lib/persistence';
import { withClient } from '../../scripts/embedded/roles.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

const NATION: RowScope = { ...systemScope, level: 'nation', canWrite: false };
const SPAN = { from: '2025-H1', to: '2026-H1' } as const;
let database: TestDatabase;
let services: Services;

beforeAll(async () => {
  database = await createTestDatabase('migrated');
  const orm = await createOrm({ connectionString: database.appUrl, entities: allEntities, poolMax: 3 });
  const config = loadConfig({ CCN_APP_URL: database.appUrl }, []);
  services = assemble({ orm, clock: systemClock, law: loadLaw(), config });
  await generateCountry(services, { clusters: 90, periods: 3, seed: 5 });
});
afterAll(async () => {
  await services.db.close();
  await database.drop();
});

const ask = (question: Partial<AggregateQuestion>, scope = NATION) =>
  services.db.transact(scope, (uow) =>
    aggregate(uow, { by: 'period', ...SPAN, figures: [], coverage: false, ...question }),
  );
const read = <T>(sql: string): Promise<T[]> => services.db.transact(systemScope, (uow) => uow.em.execute<T[]>(sql));

describe('an aggregate', () => {
  it('is the sum of the figures in force, with how many clusters gave it', async () => {
    const plain = await read<{ p: string; s: string; n: number }>(
      `select period as p, sum(value)::text as s, count(value)::int as n from reported_figure
       where form = '02' and key = 'industrial_land_leased' and superseded_at is null group by 1 order by 1`,
    );
    const rows = await ask({ figures: ['industrial_land_leased'] });
    expect(
      rows.map((r) => [
        r.group.period,
        exact(r.sums.industrial_land_leased?.value ?? '0').toFixed(),
        r.sums.industrial_land_leased?.known,
      ]),
    ).toEqual(plain.map(({ p, s, n }) => [p, exact(s).toFixed(), n]));
  });

  it('is the same from the kept sums of provinces and from the clusters themselves', async () => {
    for (const pair of [{ by: 'province', andBy: 'period' }, { by: 'region' }] as const) {
      const kept = await ask({ ...pair, figures: ['projects_total'], occupancy: 'leased_over_ready' });
      const byType = await ask({
        by: pair.by,
        andBy: 'type',
        figures: ['projects_total'],
        occupancy: 'leased_over_ready',
      });
      const sum = (values: (string | null | undefined)[]) =>
        values.reduce((s, v) => s.plus(v ?? '0'), exact('0')).toFixed();
      expect(kept.length).toBeGreaterThan(3);
      expect(sum(kept.map((r) => r.occupancy?.leased))).toBe(sum(byType.map((r) => r.occupancy?.leased)));
      expect(sum(kept.map((r) => r.sums.projects_total?.value))).toBe(
        sum(byType.map((r) => r.sums.projects_total?.value)),
      );
      expect(kept.reduce((n, r) => n + r.clusters, 0)).toBe(byType.reduce((n, r) => n + r.clusters, 0));
    }
  });

  it('says how much of what was expected stands behind it', async () => {
    const [plain] = await read<{ expected: number; reported: number; accepted: number }>(
      `select count(*)::int as expected, (count(*) filter (where r.state in ('submitted', 'accepted')))::int as reported,
         (count(*) filter (where r.state = 'accepted'))::int as accepted
       from obligation o left join filing f on f.obligation_id = o.id left join filing_revision r on r.filing_id = f.id
       where o.form = '02' and o.period = '2026-H1'`,
    );
    const [row] = await ask({ from: '2026-H1', coverage: true });
    expect(row?.coverage).toEqual(plain);
    expect(row?.coverage?.expected).toBeGreaterThan(row?.coverage?.reported ?? 0);
    expect(row?.coverage?.reported).toBeGreaterThan(row?.coverage?.accepted ?? 0);
    expect(row?.clusters).toBe(plain?.accepted);
  });

  it('answers another definition with another denominator', async () => {
    const [ready] = await ask({ from: '2026-H1', occupancy: 'leased_over_ready' });
    const [industrial] = await ask({ from: '2026-H1', occupancy: 'leased_over_industrial' });
    expect(industrial?.occupancy?.land).not.toBe(ready?.occupancy?.land);
    expect(industrial?.occupancy?.known).toBeGreaterThan(0);
  });

  it('is one statement, whatever is asked', async () => {
    for (const question of [
      { by: 'province', andBy: 'period', coverage: true },
      { by: 'type', andBy: 'status', coverage: true },
    ] as const) {
      let statements = 0;
      await services.db.transact(NATION, async (uow) => {
        const em = new Proxy(uow.em, {
          get: (target, name) => {
            if (name === 'execute') statements += 1;
            const value: unknown = Reflect.get(target, name);
            return typeof value === 'function' ? value.bind(target) : value;
          },
        });
        return await aggregate(
          { ...uow, em },
          { ...SPAN, figures: ['projects_total'], occupancy: 'leased_over_industrial', ...question },
        );
      });
      expect(statements).toBe(1);
    }
  });

  it('holds nothing outside the caller’s sight', async () => {
    const all = await ask({ by: 'province', figures: ['projects_total'] });
    const one = all[0]?.group.province ?? '';
    const scope: RowScope = { ...NATION, level: 'province', units: [one] };
    expect(await ask({ by: 'province', figures: ['projects_total'], coverage: true }, scope)).toMatchObject([
      { ...all[0], coverage: {} },
    ]);
    expect(
      await ask({ by: 'type', figures: [], coverage: true }, { ...scope, level: 'commune', units: ['99999'] }),
    ).toEqual([]);
    const [own] = await read<{ id: string; n: number }>(
      `select cluster_id as id, count(*)::int as n from cluster_figure where province_code <> '${one}' group by 1 order by 1 limit 1`,
    );
    const investor: RowScope = { ...NATION, level: 'cluster', units: [own?.id ?? ''] };
    expect((await ask({ by: 'province' }, investor)).map((r) => r.clusters)).toEqual([own?.n]);
  });

  it('refuses periods that are none, run backwards or are too many, and a group twice', async () => {
    await expect(ask({ from: '2025' })).rejects.toMatchObject({ code: 'PERIOD_INVALID' });
    await expect(ask({ from: '2026-H1', to: '2025-Y' })).rejects.toMatchObject({ code: 'PERIOD_RANGE_INVALID' });
    await expect(ask({ from: '2001-H1' })).rejects.toMatchObject({ code: 'PERIOD_RANGE_INVALID' });
    await expect(ask({ andBy: 'period' })).rejects.toMatchObject({ code: 'GROUP_TWICE' });
  });
});

describe('the list of clusters with figures', () => {
  const list = (filter: ClusterFiguresFilter, order: Partial<ClusterFiguresOrder> = {}, page = {}, scope = NATION) =>
    services.db.transact(scope, (uow) =>
      listClusterFigures(
        uow,
        filter,
        { by: 'name', descending: false, ...order },
        { first: 500, count: false, asOf: '2026-09-01', ...page },
      ),
    );

  it('holds each cluster once with its newest figures, as they are in force', async () => {
    const plain = await read<{ id: string; period: string; leased: string | null }>(
      `select distinct on (cluster_id) cluster_id as id, period, trim_scale(value)::text as leased from reported_figure
       where form = '02' and key = 'industrial_land_leased' and superseded_at is null order by cluster_id, period desc`,
    );
    const rows = (await list({})).edges.map(({ node }) => node);
    expect(rows).toHaveLength(plain.length);
    const found = new Map(rows.map((r) => [r.clusterId, [r.period, r.industrial_land_leased]]));
    for (const { id, period, leased } of plain) expect(found.get(id)).toEqual([period, leased]);
  });

  it('goes on from page to page without a gap or a repeat, also where cells are blank', async () => {
    for (const order of [
      { by: 'name' },
      { by: 'projects_total', descending: true },
      { by: 'infra_avg_income' },
      { by: 'wastewater_invested', descending: true },
    ] as const) {
      const whole = (await list({}, order)).edges.map(({ node }) => node.clusterId);
      const paged: string[] = [];
      let after: string | null = null;
      for (let more = true; more; ) {
        const page = await list({}, order, { first: 7, after });
        paged.push(...page.edges.map(({ node }) => node.clusterId));
        after = page.edges.at(-1)?.cursor ?? null;
        more = page.hasNextPage;
      }
      expect(paged).toEqual(whole);
      expect(new Set(paged).size).toBe(paged.length);
    }
  });

  it('ranks by a figure, blank ones last', async () => {
    const values = (await list({}, { by: 'industrial_land_leased', descending: true })).edges.map(
      ({ node }) => node.industrial_land_leased,
    );
    const known = values.filter((v) => v !== null).map((v) => exact(v));
    expect(known.every((v, i) => i === 0 || v.lte(known[i - 1] ?? v))).toBe(true);
    expect(values.slice(known.length).every((v) => v === null)).toBe(true);
  });

  it('finds names typed without marks, and figures within bounds', async () => {
    const [one] = (await list({})).edges;
    const bare =
      (one?.node.name ?? '').normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').split(' (')[0] ?? '';
    expect((await list({ search: bare })).edges.map(({ node }) => node.clusterId)).toContain(one?.node.clusterId);
    expect((await list({ search: '%' })).edges).toEqual([]);
    const some = await list({ figures: { occupancy_rate: { atLeast: '50', atMost: '90' } } }, {}, { count: true });
    expect(some.totalCount).toBe(some.edges.length);
    expect(some.edges.length).toBeGreaterThan(0);
    for (const { node } of some.edges)
      expect(exact(node.occupancy_rate ?? '0').gte(50) && exact(node.occupancy_rate ?? '0').lte(90)).toBe(true);
  });

  it('takes no cursor it did not make', async () => {
    for (const key of [
      ['1', 'x'],
      ['1; drop table', '01a20383-0000-7000-8000-000000000000'],
    ])
      await expect(
        list({}, { by: 'projects_total' }, { after: Buffer.from(JSON.stringify(key)).toString('base64url') }),
      ).rejects.toMatchObject({
        code: 'CURSOR_INVALID',
      });
  });

  it('shows a province its own clusters alone, and a cluster its whole history', async () => {
    const [one] = (await list({})).edges;
    const province = one?.node.province ?? '';
    const own = await list({}, {}, {}, { ...NATION, level: 'province', units: [province] });
    expect(new Set(own.edges.map(({ node }) => node.province))).toEqual(new Set([province]));
    const history = (scope: RowScope) =>
      services.db.transact(scope, (uow) => clusterHistory(uow, one?.node.code ?? ''));
    const periods = await read<{ p: string }>(
      `select period as p from cluster_figure where cluster_id = '${one?.node.clusterId}' order by 1`,
    );
    expect((await history(NATION)).map((r) => r.period)).toEqual(periods.map(({ p }) => p));
    expect(await history({ ...NATION, level: 'province', units: [province === '15' ? '80' : '15'] })).toEqual([]);
  });
});

describe('a filter', () => {
  const codes = async (filter: ClusterCondition, page = {}) =>
    (
      await services.db.transact(NATION, (uow) =>
        listClusterFigures(
          uow,
          filter,
          { by: 'code', descending: false },
          { first: 500, count: true, asOf: '2026-09-01', ...page },
        ),
      )
    ).edges.map(({ node }) => node.code);
  const plain = async (where: string) =>
    (
      await read<{ code: string }>(
        `select c.code from cluster c join cluster_figure f on f.cluster_id = c.id and f.latest
           left join cluster_state s on s.cluster_id = c.id and s.valid_from <= '2026-09-01' and (s.valid_to is null or s.valid_to > '2026-09-01')
         where ${where} order by c.code collate "C"`,
      )
    ).map(({ code }) => code);

  it('joins its parts by and, or, not, as plain SQL does; a blank cell is neither below nor above', async () => {
    const few = await codes({
      or: [{ figures: { industrial_land_leased: { below: '5' } } }, { figures: { projects_total: { above: '40' } } }],
      not: { types: ['craft_village'] },
      and: [{ figures: { occupancy_rate: { known: true } } }],
    });
    expect(few).toEqual(
      await plain(
        `(coalesce(industrial_land_leased < 5, false) or coalesce(projects_total > 40, false))
           and not coalesce(s.type = 'craft_village', false) and occupancy_rate is not null`,
      ),
    );
    expect(few.length).toBeGreaterThan(0);
    expect(await codes({ or: [] })).toEqual([]);
    const blank = await codes({ figures: { infra_avg_income: { known: false } } });
    expect(blank).toEqual(await plain('infra_avg_income is null'));
    expect(await codes({ and: [{ figures: { infra_avg_income: { known: false, below: '999' } } }] })).toEqual([]);
  });

  it('follows a former unit to what it has become', async () => {
    // Yên Bái was 15 until 2025-06-30 and went over into Lào Cai, which is 15 since: two questions, two answers.
    const former = await read<{ code: string }>(
      `select distinct l.to_code as code from unit_lineage l join commune m on m.code = l.from_code
       where l.level = 'commune' and m.province_code = '15' and m.valid_to = '2025-07-01'`,
    );
    const list = former.map(({ code }) => `'${code}'`).join(',');
    const yenBai = await codes({ territory: { unit: '15', on: '2025-06-30' } });
    expect(yenBai).toEqual(await plain(`c.commune_codes && array[${list}]::text[]`));
    const laoCai = await codes({ territory: { unit: '15', on: '2026-09-01' } });
    expect(laoCai).toEqual(await plain("c.province_code = '15'"));
    expect(laoCai).toEqual(expect.arrayContaining(yenBai));
    expect(await codes({ territory: { unit: 'x', on: '2026-09-01' } })).toEqual([]);
  });

  it('takes no text as a pattern, and none without end', async () => {
    for (const search of ['%', '_', '(a+)+$', '\\', `${'a'.repeat(99)}!`]) expect(await codes({ search })).toEqual([]);
    await expect(codes({ search: 'a'.repeat(101) })).rejects.toMatchObject({ code: 'SEARCH_TOO_LONG' });
    const deep = Array.from({ length: 9 }).reduce<ClusterCondition>((inner) => ({ not: inner }), { province: '15' });
    await expect(codes(deep)).rejects.toMatchObject({ code: 'FILTER_TOO_LARGE' });
    const wide = { or: Array.from({ length: 41 }, () => ({ province: '15' })) };
    await expect(codes(wide)).rejects.toMatchObject({ code: 'FILTER_TOO_LARGE' });
  });

  it('is found by the index of names through the owner’s function, since LIKE under row-level security may use none', async () => {
    const explained = (url: string) =>
      withClient(url, async (db) => {
        await db.query("begin; select set_config('app.scope', 'nation', true); set local enable_seqscan = off");
        // On a table this small walking another index whole is cheapest: only the one in question is left.
        if (url === database.ownerUrl) await db.query('drop index cluster_name_order');
        const { rows } = await db.query("explain select id from cluster where name_key like '%dong an%'");
        await db.query('rollback');
        return JSON.stringify(rows);
      });
    expect(await explained(database.ownerUrl)).toContain('Bitmap Index Scan on cluster_name_key');
    expect(await explained(database.appUrl)).not.toContain('cluster_name_key');
  });
});

describe('a named aggregate', () => {
  const NOW = new Date('2026-09-01T08:00:00+07:00');
  const named = (question: Partial<NamedQuestion>, scope = NATION) =>
    services.db.transact(scope, (uow) =>
      askAggregate(
        uow,
        { name: 'land', by: 'province', from: '2026-H1', to: '2026-H1', coverage: false, ...question },
        NOW,
      ),
    );

  it('counts the register on the last day of each window', async () => {
    const rows = await named({ name: 'clusterCounts', by: 'period', from: '2025-H1' });
    const plainly = await read<{ p: string; n: number; e: number; i: number }>(
      `select rp.code as p, count(*)::int as n,
         (count(*) filter (where exists (select 1 from decision d where d.cluster_id = c.id and d.kind = 'establishment' and d.signed_on <= rp.window_to
            and not exists (select 1 from decision v where v.cluster_id = c.id and v.kind = 'revocation' and v.signed_on <= rp.window_to))))::int as e,
         (count(*) filter (where exists (select 1 from infrastructure_project i where i.cluster_id = c.id and i.investor_id is not null
            and coalesce(i.valid_from, '-infinity') <= rp.window_to and coalesce(i.valid_to, 'infinity') > rp.window_to)))::int as i
       from reporting_period rp join cluster c on exists (select 1 from cluster_state s where s.cluster_id = c.id
         and s.valid_from <= rp.window_to and coalesce(s.valid_to, 'infinity') > rp.window_to) group by 1 order by 1`,
    );
    expect(
      rows.map(({ group, values: v }) => [
        group.period,
        v['clusters']?.value,
        v['established']?.value,
        v['invested']?.value,
      ]),
    ).toEqual(plainly.map(({ p, n, e, i }) => [p, String(n), String(e), String(i)]));
  });

  it('counts each expected filing once as on time, late or missing', async () => {
    const rows = await named({
      name: 'timeliness',
      by: 'province',
      andBy: 'type',
      from: '2025-H1',
      forms: ['02'],
      coverage: true,
    });
    const number = (name: string) => rows.reduce((n, { values }) => n + Number(values[name]?.value), 0);
    const [plainly] = await read<{ n: number; sent: number }>(
      `select count(*)::int as n, (count(*) filter (where exists (select 1 from filing_revision r join filing f on f.id = r.filing_id
         where f.obligation_id = o.id and r.submitted_at is not null)))::int as sent
       from obligation o where form = '02' and state = 'open' and not voluntary`,
    );
    expect(number('expected')).toBe(plainly?.n);
    expect(number('received')).toBe(plainly?.sent);
    expect(number('onTime') + number('late') + number('missing')).toBe(number('expected'));
    expect(number('late')).toBeGreaterThan(0);
    expect(rows.reduce((n, r) => n + (r.coverage?.accepted ?? 0), 0)).toBe(number('accepted'));
  });

  it('stands beside another period, and ranks by what changed', async () => {
    const [now, before] = [await named({}), await named({ from: '2025-Y', to: '2025-Y' })];
    const compared = await named({ compareWith: '2025-Y', rankBy: 'leased', byChange: true, descending: true, top: 5 });
    expect(compared.map((r) => r.rank)).toEqual([1, 2, 3, 4, 5]);
    for (const { group, values } of compared) {
      const of = (rows: typeof now) => rows.find((r) => r.group.province === group.province)?.values['leased']?.value;
      expect([values['leased']?.value, values['leased']?.before]).toEqual([of(now), of(before)]);
      expect(
        exact(of(now) ?? '0')
          .minus(of(before) ?? '0')
          .eq(values['leased']?.change ?? '0'),
      ).toBe(true);
    }
    await expect(named({ compareWith: '2025-Y', from: '2025-H1' })).rejects.toMatchObject({
      code: 'COMPARISON_PERIODS',
    });
  });

  it('keeps groups within bounds on its numbers', async () => {
    const all = await named({ name: 'occupancy', definition: 'leased_over_ready' });
    const some = await named({
      name: 'occupancy',
      definition: 'leased_over_ready',
      having: { rate: { below: '70' }, unleased: { above: '20' } },
    });
    const within = all.filter(({ values: v }) => {
      const [rate, unleased] = [v['rate']?.value ?? null, v['unleased']?.value ?? null];
      return rate !== null && exact(rate).lt(70) && unleased !== null && exact(unleased).gt(20);
    });
    expect(some.map((r) => r.group.province)).toEqual(within.map((r) => r.group.province));
    expect(some.length).toBeGreaterThan(0);
    expect(some.length).toBeLessThan(all.length);
  });

  it('of filtered clusters is the sum of those clusters', async () => {
    const filter = { types: ['specialised'], figures: { projects_total: { atLeast: '5' } } } as const;
    const rows = await named({ filter, by: 'region', coverage: true });
    const [plainly] = await read<{ s: string }>(
      `select sum(f.industrial_land_leased)::text as s from cluster_figure f join cluster_state s on s.cluster_id = f.cluster_id and s.valid_to is null
       where f.period = '2026-H1' and s.type = 'specialised' and f.projects_total >= 5`,
    );
    const total = rows.reduce((sum, { values }) => sum.plus(values['leased']?.value ?? '0'), exact('0'));
    expect(total.toFixed()).toBe(exact(plainly?.s ?? '0').toFixed());
    expect(rows.every((r) => r.coverage !== null && r.coverage.accepted === r.clusters)).toBe(true);
  });
});

describe('an aggregate by another map, or as it was known', () => {
  const at = { from: '2025-H1', to: '2025-H1', by: 'province', coverage: true } as const;
  const figures = ['industrial_land_leased', 'projects_total'] as const;
  const sums = (rows: Awaited<ReturnType<typeof ask>>) =>
    figures.map((f) => rows.reduce((s, r) => s.plus(r.sums[f]?.value ?? '0'), exact('0')).toFixed());
  const expected = (rows: Awaited<ReturnType<typeof ask>>) => rows.reduce((n, r) => n + (r.coverage?.expected ?? 0), 0);

  it('groups by the provinces of the cut-off: more of them before the merger, named as then, the same sums', async () => {
    const [today, filed] = [await ask({ ...at, figures }), await ask({ ...at, figures, map: 'as_filed' })];
    expect(sums(filed)).toEqual(sums(today));
    expect(expected(filed)).toBe(expected(today));
    expect(filed.length).toBeGreaterThan(today.length);
    expect(filed.every((r) => r.provinceName !== null)).toBe(true);
    const names = await read<{ name: string }>(
      `select full_name as name from province where valid_from <= '2025-06-14' and valid_to > '2025-06-14'`,
    );
    const former = new Set(names.map((n) => n.name));
    expect(filed.filter((r) => !former.has(r.provinceName ?? ''))).toEqual([]);
    await expect(ask({ ...at, to: '2025-Y', figures, map: 'as_filed' })).rejects.toMatchObject({
      code: 'MAP_NEEDS_ONE_PERIOD',
    });
  });

  it('as known at an instant it is byte for byte the same whatever is filed, changed or moved afterwards', async () => {
    const asKnown = new Date();
    const questions = [
      { ...at, figures, asKnown },
      { ...at, by: 'type', figures, occupancy: 'leased_over_industrial', asKnown },
      { ...at, by: 'status', register: ['clusters', 'established', 'planned', 'detailed', 'invested'], asKnown },
    ] as const;
    const all = async () => JSON.stringify(await Promise.all(questions.map((q) => ask(q))));
    const before = await all();
    expect(sums(await ask({ ...at, figures, asKnown }))).toEqual(sums(await ask({ ...at, figures })));
    // The synthetic country writes no steps of its filings, by which what was sent is known: the figures alone.
    const plain = { ...at, figures, coverage: false } as const;
    expect(await ask({ ...plain, asKnown })).toEqual(await ask({ ...plain, map: 'as_filed' }));
    await services.db.transact(systemScope, async (uow) => {
      await uow.em.execute(
        `update reported_figure set superseded_at = ?::timestamptz where form = '02' and period = '2025-H1' and superseded_at is null`,
        [new Date(asKnown.getTime() + 1000)],
      );
      await uow.em.execute(`update cluster_state set type = 'eco', status = 'khác'`);
      await uow.em.execute(`update decision set industrial_land_ha = 1 where kind = 'detailed_plan'`);
    });
    expect(await all()).toBe(before);
    expect(sums(await ask({ ...at, figures }))).toEqual(['0', '0']);
  });
});
