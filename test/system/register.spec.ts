import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ManualClock, sumKnown } from '#lib/kernel';
import { loadTerritory } from '#lib/law';
import { createOrm, Database, type RowScope, systemScope, type UnitOfWork } from '#lib/persistence';
import {
  ClusterEntity,
  establishedSql,
  establishmentInForce,
  loadSamples,
  ObservationEntity,
  RegisterService,
  registerEntities,
  type SnapshotQuery,
  seedRegister,
} from '#lib/register';
import { loadTerritoryRows, TerritoryService, territoryEntities } from '#lib/territory';
import { withClient } from '../../scripts/embedded/roles.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

const TODAY = '2026-11-22';
const SEEDED_AT = new Date('2026-11-20T03:00:00Z');
const scoped = (level: RowScope['level'], ...units: string[]): RowScope => ({
  ...systemScope,
  level,
  units,
  canWrite: false,
});
const ministry = scoped('nation');

let db: TestDatabase;
let database: Database;
const clock = new ManualClock(SEEDED_AT);
const territory = new TerritoryService();
const register = new RegisterService({ clock: new ManualClock(new Date(`${TODAY}T02:00:00Z`)) });
const seed = (uow: UnitOfWork) => seedRegister(uow, { samples: loadSamples(), territory, clock });
const ask = <T>(work: (uow: UnitOfWork) => Promise<T>, scope = ministry) => database.transact(scope, work);
const snapshot = (query: SnapshotQuery, scope = ministry) => ask((uow) => register.snapshot(uow, query), scope);
const laoCai = (asOf = TODAY): SnapshotQuery => ({ scope: { level: 'province', code: '15' }, asOf });

beforeAll(async () => {
  db = await createTestDatabase();
  const entities = [...territoryEntities, ...registerEntities];
  database = new Database(await createOrm({ connectionString: db.appUrl, entities, poolMax: 4 }));
});
afterAll(async () => {
  await database?.close();
  await db?.drop();
});

describe('seeding', () => {
  it('says plainly that the territory has to come first', async () => {
    await expect(database.transact(systemScope, seed)).rejects.toThrow('nạp danh mục hành chính trước');
  });

  it('loads everything once; a second time changes nothing', async () => {
    await database.transact(systemScope, (uow) => loadTerritoryRows(uow, loadTerritory()));
    const first = await database.transact(systemScope, seed);
    expect(first).toMatchObject({
      cluster: 66,
      plan_entry: 66,
      decision: 13,
      tenant_project: 15,
      lease: 5,
      investment_paper: 7,
    });
    const dump = () =>
      withClient(db.superUrl, async (c) => {
        const tables = Object.keys(first);
        const hashes: (string | undefined)[] = [];
        for (const t of tables) {
          const sql = `select md5(string_agg(r::text, '|' order by r.id)) as h from ${t} r`;
          hashes.push((await c.query<{ h: string }>(sql)).rows[0]?.h);
        }
        return hashes;
      });
    const before = await dump();
    clock.moveTo(new Date('2026-11-21T03:00:00Z'));
    const second = await database.transact(systemScope, seed);
    expect(Object.values(second).every((n) => n === 0)).toBe(true);
    expect(await dump()).toEqual(before);
  });

  it('every commune code of the samples is on the map', async () => {
    const { problems } = await snapshot(laoCai());
    expect(problems.filter((p) => p.code === 'COMMUNE_NOT_ON_MAP')).toEqual([]);
    expect(problems.filter((p) => p.code === 'LISTED_ESTABLISHED_WITHOUT_DECISION')).toHaveLength(8);
    expect(problems.find((p) => p.code === 'LEAD_COMMUNE_ASSUMED')?.message).toContain('tạm lấy');
  });
});

describe('the list of clusters', () => {
  const list = (
    filter: Parameters<RegisterService['clusters']>[1],
    first = 100,
    asOf = TODAY,
    after: string | null = null,
  ) => ask((uow) => register.clusters(uow, filter, { first, after }, { asOf }));
  const names = async (...args: Parameters<typeof list>) => (await list(...args)).edges.map((e) => e.node.name);

  it('pages cover everything once, in one order', async () => {
    const whole = await list({ province: '15' });
    expect(whole.totalCount).toBe(66);
    for (const size of [1, 7, 65, 66]) {
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof list>> = await list({ province: '15' }, size, TODAY, after);
        seen.push(...page.edges.map((e) => e.node.id));
        after = page.hasNextPage ? (page.edges.at(-1)?.cursor ?? null) : null;
      } while (after !== null);
      expect(seen, `pages of ${size}`).toEqual(whole.edges.map((e) => e.node.id));
    }
    await expect(list({}, 10, TODAY, 'not-a-cursor')).rejects.toThrow('con trỏ');
  });

  it('finds names typed without tone marks, former names too', async () => {
    expect(await names({ search: 'dong an' })).toEqual(['Đông An']);
    expect(await names({ search: 'PHÚ thinh' })).toEqual([1, 2, 3, 4, 5, 6].map((n) => `Phú Thịnh ${n}`));
    expect(await names({ search: 'mu cang chai' })).toEqual(['Púng Luông']);
    expect(await names({ search: '%' })).toEqual([]);
    expect(await names({ search: '   ' })).toHaveLength(66);
  });

  it('filters by commune: a cluster in two communes is found from both, and stands once in each', async () => {
    const vanPhu = await names({ commune: '04279' });
    expect(vanPhu).toEqual(['Đầm Hồng', ...[1, 2, 3, 4, 5, 6].map((n) => `Phú Thịnh ${n}`)]);
    expect(await names({ commune: '04714', search: 'phu thinh' })).toEqual([1, 2, 3, 4].map((n) => `Phú Thịnh ${n}`));
  });

  it('established in SQL and by the rule: the same for every history of decisions', async () => {
    const day = fc.constantFrom('2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04', null);
    const event = fc.record({ kind: fc.constantFrom('establishment', 'revocation', 'expansion'), signedOn: day });
    const histories = fc.sample(fc.array(event, { maxLength: 6 }), 400);
    const rows = histories.flatMap((events, id) => events.map((e) => ({ ...e, id })));
    const { sql, params } = establishedSql({ asOf: '2026-01-03' });
    const found = await ask((uow) =>
      uow.em.execute<{ id: number; yes: boolean }[]>(
        `with decision as (select x.id as cluster_id, x.kind, x."signedOn" as signed_on, null::timestamptz as retracted_at
           from jsonb_to_recordset(?::jsonb) as x (id integer, kind text, "signedOn" date))
         select c.id, ${sql} as yes from generate_series(0, ?::integer) c (id) order by c.id`,
        [JSON.stringify(rows), ...params, histories.length - 1],
      ),
    );
    const byRule = histories.map((events) => establishmentInForce(events, '2026-01-03') !== null);
    expect(found.map((row) => row.yes)).toEqual(byRule);
    expect(new Set(byRule)).toEqual(new Set([true, false]));
  });

  it('established means an establishment decision in force on the day', async () => {
    expect(await names({ established: true }, 100, '2026-09-22')).not.toContain('Mông Sơn');
    expect(await names({ established: true }, 100, '2026-09-23')).toContain('Mông Sơn');
    expect((await list({ established: true })).totalCount).toBe(9);
    expect((await list({ established: false })).totalCount).toBe(57);
    expect((await list({ established: true }, 100, '2025-12-14')).totalCount).toBe(6);
  });

  it('one cluster by id or code, as of a day', async () => {
    const byCode = await ask((uow) => register.cluster(uow, { code: 'C00001' }));
    expect(byCode).toMatchObject({
      name: 'Phú Thịnh 1',
      leadCommuneCode: '04714',
      communeCodes: ['04714', '04279'],
      established: true,
    });
    const id = byCode?.id ?? '';
    expect((await ask((uow) => register.cluster(uow, { id })))?.code).toBe('C00001');
    expect(await ask((uow) => register.cluster(uow, { id: 'no-uuid' }))).toBeNull();
    // The plan of 2026 added Mông Sơn; before it there was no such cluster.
    const mongSon = (asOf: string) =>
      ask((uow) => register.clusters(uow, { search: 'mong son' }, { first: 5 }, { asOf }));
    expect((await mongSon('2026-02-24')).totalCount).toBe(0);
    expect((await mongSon('2026-02-25')).totalCount).toBe(1);
  });
});

describe('facts of many clusters at once', () => {
  it('are keyed by cluster, and read as of a day', async () => {
    const page = await ask((uow) => register.clusters(uow, { search: 'phu thinh' }, { first: 10 }));
    const ids = page.edges.map((e) => e.node.id);
    const [first = ''] = ids;
    const numbers = (asOf: string) =>
      ask(async (uow) => (await register.decisions(uow, ids, { asOf })).get(first)?.map((d) => d.number));
    expect(await numbers('2026-10-08')).toEqual(['1689/QĐ-UBND', '544/QĐ-UBND']);
    expect(await numbers('2026-10-09')).toEqual(['1689/QĐ-UBND', '544/QĐ-UBND', '3725/QĐ-UBND']);
    const projects = await ask((uow) => register.infrastructureProjects(uow, ids));
    expect(projects.get(first)?.map((p) => p.investor?.legalType)).toEqual(['consortium']);
    expect(projects.size).toBe(3);
    const steps = await ask((uow) => register.procedureSteps(uow, ids));
    expect([...steps.values()].flat().map((s) => s.step)).toContain('council_dissolution_proposed');
    expect(await ask((uow) => register.leases(uow, []))).toEqual(new Map());
  });

  it('of whole provinces', async () => {
    const observed = await ask((uow) => register.provinceObservations(uow, ['15', '80']));
    const rates = observed.get('15')?.filter((o) => o.fact === 'occupancy_rate');
    expect(rates?.map((o) => [o.value, o.observedOn])).toEqual([
      ['26.96', '2026-10-05'],
      ['30.49', '2026-10-01'],
      ['29.02', '2026-09-28'],
    ]);
    const problems = await ask((uow) => register.provinceProblems(uow, ['80']));
    expect(problems.get('80')?.map((p) => p.code)).toContain('OCCUPANCY_BASES_DISAGREE');
  });
});

describe('the snapshot', () => {
  it('holds what the plan, the decisions and the statements say on the day', async () => {
    const s = await snapshot(laoCai('2026-12-14'));
    expect(s.clusters).toHaveLength(66);
    const listed = s.planEntries.filter((e) => e.listed);
    expect(listed).toHaveLength(54);
    expect(sumKnown(listed.map((e) => e.plannedAreaHa))).toBe('2927.81');
    const established = s.clusters.filter(
      (c) =>
        establishmentInForce(
          s.decisions.filter((d) => d.clusterId === c.id),
          s.asOf,
        ) !== null,
    );
    expect(established).toHaveLength(9);
    expect(sumKnown(s.leases.map((l) => l.areaHa))).toBe('23.78');
    expect(
      s.observations.filter((o) => o.fact === 'leased_land' && o.clusterId !== null && o.value !== '0'),
    ).toHaveLength(16);
    expect(s.decisions.every((d) => d.source?.title.startsWith('Sở Công Thương Lào Cai'))).toBe(true);
  });

  it('leaves out what came later: nothing planned before the plan, fewer statements at mid-year', async () => {
    const early = await snapshot(laoCai('2025-12-14'));
    expect(early.planEntries).toEqual([]);
    expect(early.decisions.filter((d) => d.kind === 'establishment')).toHaveLength(6);
    const midYear = await snapshot(laoCai('2026-06-14'));
    expect(midYear.planEntries).toHaveLength(66);
    expect(
      midYear.observations.filter((o) => o.fact === 'leased_land').every((o) => o.observedOn <= '2026-06-14'),
    ).toBe(true);
    expect(midYear.observations.filter((o) => o.fact === 'leased_land')).toHaveLength(12);
  });

  it('of a commune holds the clusters it leads; the two-commune ones once', async () => {
    const led = (code: string) =>
      snapshot({ scope: { level: 'commune', code }, asOf: TODAY }).then((s) => s.clusters.map((c) => c.name));
    expect(await led('04714')).toEqual(['Phú Thịnh 1', 'Phú Thịnh 2', 'Phú Thịnh 3', 'Phú Thịnh 4', 'Thịnh Hưng']);
    expect(await led('04279')).toEqual(['Phú Thịnh 5', 'Phú Thịnh 6']);
    const yenThe = await snapshot({ scope: { level: 'commune', code: '04303' }, asOf: TODAY });
    expect(yenThe.tenantProjects).toHaveLength(15);
    expect(yenThe.observations.every((o) => o.clusterId !== null)).toBe(true);
  });

  it('a code of before a merger is not the same province: 15 was Yên Bái', async () => {
    expect((await snapshot(laoCai('2025-06-30'))).clusters).toEqual([]);
    const today = await snapshot({ ...laoCai('2025-06-30'), map: 'today' });
    expect(today.clusters).toHaveLength(66);
    expect(today.decisions.filter((d) => d.kind === 'establishment')).toHaveLength(6);
  });

  it('as known before anything was recorded is empty, and a retracted fact stays in what was known', async () => {
    const before = await snapshot({ ...laoCai(), knownAt: new Date('2026-11-19T00:00:00Z') });
    expect([before.clusters, before.decisions, before.observations]).toEqual([[], [], []]);
    await withClient(db.superUrl, (c) =>
      c.query(`update decision set retracted_at = '2026-11-21T00:00:00Z' where number = '3426/QĐ-UBND'`),
    );
    const numbers = (s: Awaited<ReturnType<typeof snapshot>>) => s.decisions.map((d) => d.number);
    expect(numbers(await snapshot(laoCai()))).not.toContain('3426/QĐ-UBND');
    expect(numbers(await snapshot({ ...laoCai(), knownAt: new Date('2026-11-20T12:00:00Z') }))).toContain(
      '3426/QĐ-UBND',
    );
    await withClient(db.superUrl, (c) =>
      c.query(`update decision set retracted_at = null where number = '3426/QĐ-UBND'`),
    );
  });

  it('takes the same number of statements for one province and for the nation', async () => {
    const count = (query: SnapshotQuery) =>
      ask(async (uow) => {
        let statements = 0;
        const execute = uow.em.execute.bind(uow.em);
        const counting = new Proxy(uow.em, {
          get: (target, key: string | symbol) =>
            key === 'execute'
              ? (...args: Parameters<typeof execute>) => {
                  statements += 1;
                  return execute(...args);
                }
              : Reflect.get(target, key),
        });
        await register.snapshot({ ...uow, em: counting }, query);
        return statements;
      });
    expect(await count(laoCai())).toBe(10);
    expect(await count({ scope: { level: 'nation' }, asOf: TODAY })).toBe(10);
  });
});

describe('what others may see', () => {
  it('another province sees no cluster, a commune only its own', async () => {
    expect((await snapshot({ scope: { level: 'nation' }, asOf: TODAY }, scoped('province', '80'))).clusters).toEqual(
      [],
    );
    const own = await snapshot({ scope: { level: 'nation' }, asOf: TODAY }, scoped('commune', '04303'));
    expect(own.clusters.map((c) => c.name)).toEqual(['Yên Thế']);
    expect(own.tenantProjects).toHaveLength(15);
  });

  it('a province that may only read cannot write the register', async () => {
    const writes = ask((uow) => uow.em.execute(`update cluster set name = 'x' returning id`), scoped('province', '15'));
    expect(await writes).toEqual([]);
  });

  it('the entities read the same rows', async () => {
    const found = await ask(async ({ em }) => {
      const cluster = await em.findOneOrFail(ClusterEntity, { code: 'C00005' });
      return { cluster, leased: await em.findOne(ObservationEntity, { clusterId: cluster.id, fact: 'leased_land' }) };
    });
    expect(found.cluster.name).toBe('Yên Thế');
    expect(found.cluster.communeCodes).toEqual(['04303']);
    expect(found.leased?.value).toBe('23.78');
  });
});
