import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assemble, connect, type Services, seed } from '#lib/assembly';
import { loadConfig } from '#lib/config';
import { ManualClock } from '#lib/kernel';
import { loadLaw } from '#lib/law';
import { newId, type RowScope, systemScope } from '#lib/persistence';
import { changeLeadCommune } from '#lib/register';
import { withClient } from '../../scripts/embedded/roles.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { postFiling } from '../support/post-filing.js';

let database: TestDatabase;
let services: Services;
const START = new Date('2026-12-21T08:00:00+07:00');
const clock = new ManualClock(START);
const nation: RowScope = { ...systemScope, level: 'nation', canWrite: false };
const period = '2026-Y';
const deep = process.env['CCN_DEEP'] !== undefined;

beforeAll(async () => {
  database = await createTestDatabase();
  const config = loadConfig({ CCN_APP_URL: database.appUrl }, ['CCN_APP_URL']);
  services = assemble({ orm: await connect(config, 4), clock, law: loadLaw(), config });
  await seed(services);
});
afterAll(async () => {
  await services?.db.close();
  await database?.drop();
});

const execute = (sql: string, params: readonly unknown[] = []): Promise<Record<string, unknown>[]> =>
  services.db.transact(systemScope, (uow) => uow.em.execute(sql, [...params]));

/** What the system says at this moment, or said at one: forms of three levels and the list of clusters. */
async function answers(asKnown: Date | null): Promise<string> {
  return await services.db.transact(nation, async (uow) => {
    const ask = (form: string, unit: string) =>
      services.consolidation.consolidatedForm(uow, { form, unit, period, asKnown });
    const time = { asOf: '2026-12-14', ...(asKnown === null ? {} : { knownAt: asKnown }) };
    const clusters = await services.register.clusters(uow, {}, { first: 500 }, time, 'code');
    return JSON.stringify([await ask('04', '15'), await ask('04', 'VN'), await ask('03', '04714'), clusters.edges]);
  });
}

/** One row of a table by a number that may be larger than the table. */
async function rowOf(table: string, pick: number, where = 'true'): Promise<string> {
  const rows = await execute(`select id from ${table} where ${where} order by id`);
  return String(rows[pick % rows.length]?.['id']);
}

/** Corrections that a register sees; each happens at an instant of its own. */
const corrections: readonly ((pick: number, at: Date) => Promise<unknown>)[] = [
  async (n, at) =>
    execute(`update decision set area_ha = ?, recorded_at = ?::timestamptz where id = ?`, [
      `${n % 90}.5`,
      at,
      await rowOf('decision', n),
    ]),
  async (n, at) =>
    execute(`update decision set retracted_at = ?::timestamptz where id = ? and retracted_at is null`, [
      at,
      await rowOf('decision', n),
    ]),
  async (n, at) =>
    execute(`update observation set value = ?, recorded_at = ?::timestamptz where id = ?`, [
      n,
      at,
      await rowOf('observation', n),
    ]),
  async (n, at) =>
    execute(`update tenant_project set state = ?, recorded_at = ?::timestamptz where id = ?`, [
      ['operating', 'suspended', 'ended'][n % 3],
      at,
      await rowOf('tenant_project', n),
    ]),
  async (n, at) =>
    execute(`update plan_entry set valid_to = '2026-11-30', recorded_at = ?::timestamptz where id = ?`, [
      at,
      await rowOf('plan_entry', n),
    ]),
  async (n, at) =>
    execute(`update investor set name = ?, recorded_at = ?::timestamptz where id = ?`, [
      `Nhà đầu tư ${n}`,
      at,
      await rowOf('investor', n),
    ]),
  async (n, at) =>
    execute(`update cluster_state set name = ?, recorded_at = ?::timestamptz where id = ?`, [
      `Cụm ${n}`,
      at,
      await rowOf('cluster_state', n),
    ]),
  async (n, at) =>
    execute(
      `insert into observation (id, cluster_id, province_code, fact, value, unit, observed_on, recorded_at)
       select ?::uuid, id, province_code, 'leased_land', ?, 'ha', '2026-12-01', ?::timestamptz from cluster where id = ?::uuid`,
      [newId(), n, at, await rowOf('cluster', n)],
    ),
  async (n, at) => {
    const [cluster] = await execute(
      `select id, commune_codes from cluster where cardinality(commune_codes) > 1 order by id limit 1`,
    );
    const communes = cluster?.['commune_codes'] as string[];
    await services.db.transact(systemScope, (uow) =>
      changeLeadCommune(uow, {
        clusterId: String(cluster?.['id']),
        communeCode: communes[n % communes.length] ?? '',
        from: '2026-06-01',
        note: 'x',
        today: '2026-12-21',
        at,
      }),
    );
  },
  async (n, at) =>
    postFiling(services.db, {
      form: '04',
      period,
      unit: '15',
      figures: { planned_count: String(n) },
      at: at.toISOString(),
    }),
  async (n, at) =>
    postFiling(services.db, {
      form: '01',
      period,
      unit: 'P00001',
      figures: { project_revenue: String(n) },
      at: at.toISOString(),
    }),
];

describe('as known', () => {
  let hour = 0;
  const nextHour = () => new Date(START.getTime() + ++hour * 3_600_000);

  it('a later correction never changes an earlier answer: what was said then is said again, for every kind of correction', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(
          corrections.map((_, i) => i),
          { minLength: deep ? 8 : corrections.length },
        ),
        fc.array(fc.nat(1000), { minLength: corrections.length, maxLength: corrections.length }),
        async (order, picks) => {
          const said: { at: Date; text: string }[] = [{ at: nextHour(), text: await answers(null) }];
          for (const [i, kind] of order.entries()) {
            await corrections[kind]?.(picks[i] ?? 0, nextHour());
            said.push({ at: nextHour(), text: await answers(null) });
          }
          expect(new Set(said.map((s) => s.text)).size).toBeGreaterThan(3);
          for (const { at, text } of said) expect(await answers(at)).toBe(text);
        },
      ),
      { numRuns: deep ? 20 : 1, seed: 20_261_122, endOnFailure: true },
    );
  });

  it('a writer who forgets to say when he knew it loses nothing either', async () => {
    const id = await rowOf('tenant_project', 3);
    const [before] = await execute('select recorded_at as at, note from tenant_project where id = ?', [id]);
    await execute(`update tenant_project set note = 'một' where id = ?`, [id]);
    await execute(`update tenant_project set note = 'hai' where id = ?`, [id]);
    const noteAt = async (at: unknown) =>
      (await execute('select note from tenant_project_known_at(?::timestamptz) where id = ?', [at, id])).map(
        (r) => r['note'],
      );
    expect(await noteAt(before?.['at'])).toEqual([before?.['note']]);
    expect(await noteAt('infinity')).toEqual(['hai']);
    const kept = await execute(`select image->>'note' as note from fact_history where row_id = ? order by known_to`, [
      id,
    ]);
    expect(kept.slice(-2).map((r) => r['note'])).toEqual([before?.['note'], 'một']);
  });

  it('another place on today’s map is no new knowledge', async () => {
    const [cluster] = await execute('select id from cluster order by id limit 1');
    const count = async () => Number((await execute('select count(*) as n from fact_history'))[0]?.['n']);
    const had = await count();
    const at = nextHour();
    const text = await answers(null);
    await withClient(database.superUrl, (c) =>
      c.query(`update cluster set province_code = '80' where id = $1`, [cluster?.['id']]),
    );
    expect(await count()).toBe(had);
    const [moved] = await execute('select distinct province_code as p from cluster_state where cluster_id = ?', [
      cluster?.['id'],
    ]);
    expect(moved?.['p']).toBe('80');
    await withClient(database.superUrl, (c) =>
      c.query(`update cluster set province_code = '15' where id = $1`, [cluster?.['id']]),
    );
    expect(await answers(at)).toBe(text);
  });

  it('what was known is never changed, by anybody', async () => {
    await withClient(database.superUrl, async (c) => {
      for (const sql of [`update fact_history set image = '{}'`, 'delete from fact_history', 'truncate fact_history'])
        await expect(c.query(sql), sql).rejects.toThrow(/never changed/);
    });
  });
});
