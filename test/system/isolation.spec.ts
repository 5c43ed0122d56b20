/**
 * The last wall: PostgreSQL itself shows nobody another's rows, whatever the code above it forgets.
 * The tables are asked from the catalog, so a new one that nobody thought of fails here, with the statement to add.
 */
import type { QueryResult } from '@mikro-orm/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, rolesOf } from '#lib/access';
import { audit } from '#lib/audit';
import { type Database, newId, type RowScope, systemScope } from '#lib/persistence';
import { withClient } from '../../scripts/embedded/roles.ts';
import { attemptWrite, countRows } from '../support/attempts.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { addPerson, openDatabase, type Place } from '../support/people.js';
import { fillTwoProvinces, type Unit } from '../support/two-provinces.js';

/** Belongs to a province in the sense of geography only: reference data for everyone signed in. */
const REFERENCE = ['commune'];

let test: TestDatabase;
let db: Database;
let a: [Unit, Unit];
let b: [Unit, Unit];
/** Tables with a column province_code. */
let scoped: string[];
let columnsOf: Map<string, string[]>;
/** Every office kind and role of province A, and nobody else. */
const peopleOfA: Caller[] = [];
let ministry: Caller[];

beforeAll(async () => {
  test = await createTestDatabase();
  db = await openDatabase(test.appUrl, 4);
  const clerkOfB = await addPerson(db, { kind: 'department', provinceCode: '80' }, 'officer');
  ({ a, b } = await fillTwoProvinces(db, clerkOfB));
  for (const place of placesOf(a[0]))
    for (const role of rolesOf(place.kind)) peopleOfA.push(await addPerson(db, place, role));
  ministry = await Promise.all(rolesOf('ministry').map((role) => addPerson(db, { kind: 'ministry' }, role)));
  await db.transact(systemScope, async (uow) => {
    for (const provinceCode of ['15', '80'])
      await audit(uow, { action: 'x', subjectKind: 'x', subjectId: 'x', provinceCode }, new Date(0));
  });
  const columns = await asOwner<{ t: string; c: string }>(
    `select c.table_name as t, c.column_name as c from information_schema.columns c
       join information_schema.tables t using (table_schema, table_name)
      where table_schema = 'public' and t.table_type = 'BASE TABLE' order by 1, c.ordinal_position`,
  );
  columnsOf = new Map([...Map.groupBy(columns, (row) => row.t)].map(([t, rows]) => [t, rows.map((row) => row.c)]));
  scoped = [...columnsOf].filter(([t, cs]) => cs.includes('province_code') && !REFERENCE.includes(t)).map(([t]) => t);
});
afterAll(async () => {
  await db?.close();
  await test?.drop();
});

function placesOf(unit: Unit): Place[] {
  const provinceCode = unit.province;
  return [
    { kind: 'department', provinceCode },
    { kind: 'commune', provinceCode, communeCode: unit.commune },
    { kind: 'investor', provinceCode, clusterIds: [unit.cluster] },
    { kind: 'enterprise', provinceCode, clusterIds: [unit.cluster], projectIds: [unit.project] },
  ];
}

async function asOwner<T extends object>(sql: string): Promise<T[]> {
  return await withClient(test.ownerUrl, async (c) => (await c.query<T>(sql)).rows);
}

const count = (scope: RowScope, table: string, where: string) => countRows(db, scope, table, where);
const attempt = (scope: RowScope, sql: string, params: readonly unknown[] = []) => attemptWrite(db, scope, sql, params);

/** Refused by a policy or a missing grant; refused by a trigger or key of ours that guards whose row it is. */
const REFUSED = ['42501', '23000'];

/** Every way to write the rows that `where` finds; each must come to nothing. */
async function writesOf(scope: RowScope, table: string, where: string): Promise<string[]> {
  const wrong: string[] = [];
  const say = (what: string, result: number | string) => {
    if (result !== 0 && !REFUSED.includes(String(result))) wrong.push(`${what} ${table} where ${where}: ${result}`);
  };
  const column = columnsOf.get(table)?.[0] ?? 'id';
  say('update', await attempt(scope, `update ${table} set ${column} = ${column} where ${where}`));
  say('delete', await attempt(scope, `delete from ${table} where ${where}`));
  const rows = await db.transact(systemScope, (uow) =>
    uow.em.execute<{ row: Record<string, unknown> }[]>(
      `select to_jsonb(t) as row from ${table} t where ${where} limit 1`,
    ),
  );
  if (rows[0] === undefined) return [...wrong, `no row of ${table} where ${where} to try with`];
  say('insert', await insertCopy(scope, table, rows[0].row, {}));
  return wrong;
}

async function insertCopy(
  scope: RowScope,
  table: string,
  row: Record<string, unknown>,
  change: Record<string, unknown>,
): Promise<number | string> {
  const fresh = { ...('id' in row ? { id: newId() } : {}), ...('code' in row ? { code: newId() } : {}) };
  return await attempt(scope, `insert into ${table} select * from jsonb_populate_record(null::${table}, ?::jsonb)`, [
    JSON.stringify({ ...row, ...fresh, ...change }),
  ]);
}

describe('a connection that says for whom it speaks', () => {
  it('to nobody, sees not one row of any table', async () => {
    const seen: string[] = [];
    await withClient(test.appUrl, async (c) => {
      for (const table of columnsOf.keys()) {
        const rows = await c.query(`select 1 from ${table} limit 1`).catch((error: { code: string }) => error.code);
        if (rows !== '42501' && typeof rows !== 'string' && rows.rowCount !== 0) seen.push(table);
      }
    });
    expect(seen).toEqual([]);
  });

  it('with an unknown word or an empty list of units, sees nothing either', async () => {
    for (const level of ['', 'everything', 'Nation', 'province', 'commune', 'cluster', 'project']) {
      const scope = { ...systemScope, level: level as RowScope['level'] };
      for (const table of scoped) expect(await count(scope, table, 'true'), `${level} ${table}`).toBe(0);
    }
  });
});

describe('province A and province B', () => {
  it('each have a row in every table, so that the matrix below leaves nothing out', async () => {
    const empty: string[] = [];
    for (const table of scoped)
      for (const province of ['15', '80'])
        if ((await count(systemScope, table, `province_code = '${province}'`)) === 0)
          empty.push(`${table}: add a row of province ${province} in test/support/two-provinces.ts`);
    expect(empty).toEqual([]);
  });

  it('no kind of office and no role of A reads one row of B', async () => {
    const seen: string[] = [];
    for (const person of peopleOfA)
      for (const table of scoped) {
        const n = await count(person.scope, table, `province_code is distinct from '15'`);
        if (n !== 0) seen.push(`${person.name} sees ${n} rows of ${table}`);
      }
    expect(peopleOfA.length).toBe(11);
    expect(seen).toEqual([]);
  });

  it('no kind of office and no role of A inserts, updates or deletes one row of B', async () => {
    const wrong: string[] = [];
    for (const person of peopleOfA)
      for (const table of scoped)
        for (const line of await writesOf({ ...person.scope, canWrite: true }, table, `province_code = '80'`))
          wrong.push(`${person.name}: ${line}`);
    expect(wrong).toEqual([]);
  });

  it('nobody of A hangs a row of his own on something of B', async () => {
    const wrong: string[] = [];
    for (const table of scoped.filter(
      (t) => !['cluster', 'investor', 'office', 'audit_entry', 'source_file', 'obligation'].includes(t),
    )) {
      const [found] = await db.transact(systemScope, (uow) =>
        uow.em.execute<{ row: Record<string, unknown> }[]>(
          `select to_jsonb(t) as row from ${table} t where province_code = '80' order by 1 limit 1`,
        ),
      );
      for (const person of peopleOfA.filter((p) => p.officeKind === 'department')) {
        const change = {
          province_code: '15',
          // Another place in the list, so that only the foreign parent is what is wrong with it.
          ...('position' in (found?.row ?? {}) ? { position: 99 } : {}),
          ...(['filing_figure', 'reported_figure'].includes(table) ? { key: 'another' } : {}),
          ...(found?.row['filing_id'] || found?.row['filer_ref']
            ? { commune_code: null, cluster_id: null, project_id: null }
            : {}),
        };
        const result = await insertCopy({ ...person.scope, canWrite: true }, table, found?.row ?? {}, change);
        if (![...REFUSED, '23503'].includes(String(result))) wrong.push(`${person.name}: ${table} ${result}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('nobody of A moves a row of his own over to B', async () => {
    const writer = peopleOfA.find((p) => p.officeKind === 'department' && p.role === 'officer')!;
    for (const table of scoped) {
      // Without "where": an update that reads no column is held by its own policy alone, not by that for reading.
      const moved = await attempt(writer.scope, `update ${table} set province_code = '80'`);
      expect([...REFUSED, '0'], table).toContain(String(moved));
    }
  });

  it('a row of a filing cannot claim other units than the filing', async () => {
    const writer = peopleOfA.find((p) => p.officeKind === 'department' && p.role === 'officer')!;
    const draft = { filing_id: a[0].filings['03'], revision: 2, key: 'z', province_code: '15' };
    const put = (commune: string) => insertCopy(writer.scope, 'filing_figure', draft, { commune_code: commune });
    expect(await put(a[1].commune)).toBe('23000');
    expect(await put(a[0].commune)).toBe(1);
    expect(await attempt(writer.scope, `delete from filing_figure where key = 'z'`)).toBe(1);
  });

  it('who keeps the register of A can write it, so that the refusals above mean something', async () => {
    const officer = peopleOfA.find((p) => p.officeKind === 'department' && p.role === 'officer')!;
    for (const table of ['cluster', 'decision', 'tenant_project', 'lease', 'observation', 'investor']) {
      const [found] = await db.transact(systemScope, (uow) =>
        uow.em.execute<{ row: Record<string, unknown> }[]>(
          `select to_jsonb(t) as row from ${table} t where province_code = '15' order by 1 limit 1`,
        ),
      );
      // Undone at once: the specs below count rows.
      const written = await db
        .transact(officer.scope, async (uow) => {
          const row = { ...found?.row, id: newId(), ...('code' in (found?.row ?? {}) ? { code: newId() } : {}) };
          const sql = `insert into ${table} select * from jsonb_populate_record(null::${table}, ?::jsonb)`;
          const result = await uow.em.execute<QueryResult>(sql, [JSON.stringify(row)], 'run');
          throw new Error(`written ${result.affectedRows}`);
        })
        .catch((error: Error) => error.message);
      expect(written, table).toBe('written 1');
    }
  });

  it('roles that only read write nothing of their own province either', async () => {
    const readers = peopleOfA.filter((p) => ['analyst', 'planner', 'administrator'].includes(p.role));
    const wrong: string[] = [];
    for (const person of readers)
      for (const table of scoped)
        for (const line of await writesOf(person.scope, table, `province_code = '15'`))
          wrong.push(`${person.name}: ${line}`);
    expect(wrong).toEqual([]);
  });
});

describe('the ministry', () => {
  it('reads every province', async () => {
    for (const person of ministry)
      for (const province of ['15', '80'])
        for (const table of ['cluster', 'lease', 'filing', 'filing_figure', 'reported_figure', 'office', 'audit_entry'])
          expect(await count(person.scope, table, `province_code = '${province}'`), table).toBeGreaterThan(0);
  });

  it('decides on filings, but changes neither the register nor the figures of a province', async () => {
    const officer = ministry.find((p) => p.role === 'officer')!;
    const register = scoped.filter(
      (t) => !columnsOf.get(t)?.includes('filing_id') && !['filing', 'filing_revision'].includes(t),
    );
    const wrong: string[] = [];
    for (const table of [...register, 'filing_figure', 'filing_problem'])
      wrong.push(...(await writesOf(officer.scope, table, `province_code = '80'`)));
    expect(wrong).toEqual([]);
    const filing = b[0].filings['04'];
    const submitted = `update filing_revision set state = 'submitted' where filing_id = '${filing}' and revision = 2`;
    expect(await attempt(systemScope, submitted)).toBe(1);
    expect(await attempt(officer.scope, submitted.replace(`'submitted'`, `'returned'`))).toBe(1);
  });
});

describe('within a province', () => {
  /** Rows of the other unit: its commune, its cluster, its project. */
  function othersOf(table: string, unit: Unit): string[] {
    const columns = columnsOf.get(table) ?? [];
    const conditions = table === 'cluster' ? [`id = '${unit.cluster}'`] : [];
    if (table === 'tenant_project') conditions.push(`id = '${unit.project}'`);
    if (columns.includes('commune_code') && table !== 'office') conditions.push(`commune_code = '${unit.commune}'`);
    if (columns.includes('cluster_id')) conditions.push(`cluster_id = '${unit.cluster}'`);
    if (columns.includes('project_id')) conditions.push(`project_id = '${unit.project}'`);
    return conditions;
  }

  it('communes, investors and enterprises neither read nor write what is their neighbour’s', async () => {
    const wrong: string[] = [];
    for (const person of peopleOfA.filter((p) => p.officeKind !== 'department'))
      for (const table of scoped)
        for (const where of othersOf(table, a[1])) {
          const n = await count(person.scope, table, where);
          if (n !== 0) wrong.push(`${person.name} sees ${n} rows of ${table} where ${where}`);
          if ((await count(systemScope, table, where)) > 0)
            for (const line of await writesOf({ ...person.scope, canWrite: true }, table, where))
              wrong.push(`${person.name}: ${line}`);
        }
    expect(wrong).toEqual([]);
  });

  it('each sees the filings that concern it and no others', async () => {
    const formsSeen = async (kind: Place['kind']) => {
      const person = peopleOfA.find((p) => p.officeKind === kind && p.role === 'officer')!;
      const rows = await db.transact(person.scope, (uow) =>
        uow.em.execute<{ form: string }[]>('select form from filing order by form'),
      );
      return rows.map((r) => r.form);
    };
    expect(await formsSeen('department')).toEqual(['01', '01', '02', '02', '03', '03', '04', '04']);
    expect(await formsSeen('commune')).toEqual(['01', '02', '03']);
    // What the enterprises of its cluster file is their business data: the investor is no receiver of form 01.
    expect(await formsSeen('investor')).toEqual(['02']);
    expect(await formsSeen('enterprise')).toEqual(['01']);
  });

  it('each sees the part of the register that concerns it', async () => {
    const seen = async (kind: Place['kind'], table: string) => {
      const person = peopleOfA.find((p) => p.officeKind === kind && p.role === 'officer')!;
      return await count(person.scope, table, 'true');
    };
    for (const kind of ['commune', 'investor', 'enterprise'] as const)
      for (const table of [
        'cluster',
        'decision',
        'plan_entry',
        'infrastructure_project',
        'investor',
        'tenant_project',
        'lease',
      ])
        expect(await seen(kind, table), `${kind} ${table}`).toBe(1);
    for (const table of ['cluster', 'decision', 'tenant_project', 'lease', 'investor'])
      expect(await seen('department', table), table).toBe(2);
  });

  it('an enterprise does not see the other enterprises of its cluster', async () => {
    const neighbour = newId();
    await attempt(
      systemScope,
      `insert into tenant_project (id, code, cluster_id, province_code, commune_code, enterprise_name, state, recorded_at)
       values (?, 'DA-2', ?, '15', '04303', 'y', 'operating', now())`,
      [neighbour, a[0].cluster],
    );
    const enterprise = peopleOfA.find((p) => p.officeKind === 'enterprise')!;
    const investor = peopleOfA.find((p) => p.officeKind === 'investor')!;
    expect(await count(enterprise.scope, 'tenant_project', `id = '${neighbour}'`)).toBe(0);
    expect(await count(investor.scope, 'tenant_project', `id = '${neighbour}'`)).toBe(1);
  });
});

describe('many at once on one pool', () => {
  it('200 interleaved transactions, some failing, never see through another’s eyes', async () => {
    const scopes: [string, RowScope][] = [
      ['15', peopleOfA[0]!.scope],
      ['80', { ...peopleOfA[0]!.scope, units: ['80'] }],
      ['15,80', ministry[0]!.scope],
      ['', { ...peopleOfA[0]!.scope, units: [] }],
    ];
    const look = `select coalesce(string_agg(distinct province_code, ',' order by province_code), '') as seen from filing`;
    const runs = Array.from({ length: 200 }, async (_, i) => {
      const [expected, scope] = scopes[i % scopes.length]!;
      const seen: string[] = [];
      await db
        .transact(scope, async (uow) => {
          for (let step = 0; step < 3; step++) {
            const rows = await uow.em.execute<{ seen: string }[]>(look);
            seen.push(rows[0]?.seen ?? '?');
            await uow.em.execute('select pg_sleep(random() / 200)');
          }
          if (i % 5 === 0) throw new Error('rolled back');
        })
        .catch((error: Error) => expect(error.message).toBe('rolled back'));
      // The same pool, without a scope: whatever the connection did before has left no trace.
      const after = await db.orm.em.fork().execute<{ seen: string }[]>(look);
      expect(after[0]?.seen).toBe('');
      expect(seen).toEqual([expected, expected, expected]);
    });
    await Promise.all(runs);
  });
});
