/** The analysts' door under random valid queries and every mutation with wrong input: one api in this process. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { type GraphQLSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller, Role } from '#lib/access';
import { buildSchema } from '../../apps/api/src/graphql/schema.js';
import { withClient } from '../../scripts/embedded/roles.ts';
import { type ApiHere, placesIn, startApiHere } from '../support/api-here.js';
import { type Client, clientOf } from '../support/client.js';
import { forbiddenTo } from '../support/forbidden.js';
import { addPerson, type Place } from '../support/people.js';
import { QueryFuzz, tellingTexts, type Words } from '../support/query-fuzz.js';
import { KINDS, mutationsOf, PLAUSIBLE, type Wrong, wrongValue } from '../support/wrong-input.js';

const PROJECT = join(import.meta.dirname, '..', '..');
const DEEP = process.env['CCN_DEEP'] !== undefined;
const RUNS = DEEP ? 5_000 : 120;
const SEED = Number(process.env['CCN_FUZZ_SEED'] ?? 20_260_901);
const SCALE = { numRuns: RUNS, seed: SEED, endOnFailure: true };

/** What a superuser sees. */
const rows = async <T extends object>(sql: string): Promise<T[]> =>
  await withClient(api.database.superUrl, async (db) => (await db.query<T>(sql)).rows);
const texts = async (sql: string) => (await rows<{ t: string }>(sql)).map(({ t }) => t);

interface Asker {
  readonly name: string;
  readonly client: Client;
  readonly forbidden: ReadonlySet<string>;
}

let api: ApiHere;
let schema: GraphQLSchema;
let words: Words;
/** Identities of clusters, filings and duties, whoever they belong to. */
let known: ReadonlySet<string>;
const askers: Asker[] = [];

beforeAll(async () => {
  [api, schema] = await Promise.all([
    startApiHere({ clusters: 80, periods: 2, seed: 7, besideOthers: true }, { CCN_SESSION_QUERIES: 'any' }),
    buildSchema(),
  ]);
  const [firm] = await rows<{ province: string; commune: string; cluster: string; project: string }>(
    `select t.province_code as province, t.commune_code as commune, t.cluster_id as cluster, t.id as project
     from tenant_project t where t.province_code = '15' order by t.code limit 1`,
  );
  if (firm === undefined) throw new Error('the demonstration has no tenant');
  const places = placesIn({ ...firm, clusterId: firm.cluster, projectId: firm.project });
  words = {
    periods: ['2025-Y', '2026-H1'],
    forms: ['01', '02', '03', '04'],
    units: ['15', '80', '01', ...(await texts(`select distinct province_code as t from cluster order by 1 limit 8`))],
    communes: await texts(
      `select distinct commune_code as t from cluster where commune_code is not null order by 1 limit 12`,
    ),
    clusterCodes: await texts(`select code as t from cluster order by md5(code) limit 40`),
    ids: await texts(
      [
        'cluster',
        'filing',
        'obligation',
        'tenant_project',
        'workbook_import',
        'edition',
        'export_job',
        'office',
        'account',
      ]
        .map((table) => `(select id::text as t from ${table} order by md5(id::text) limit 12)`)
        .join(' union all '),
    ),
    regions: await texts(`select distinct region as t from province where region is not null order by 1`),
  };
  const filed = await texts('select id::text as t from filing union all select id::text from obligation');
  known = new Set([...filed, ...(await texts('select id::text as t from cluster union all select code from cluster'))]);
  const add = async (name: string, person: { caller: Caller; client: Client }, more: readonly string[] = []) =>
    askers.push({
      name,
      client: person.client,
      forbidden: new Set([...(await forbiddenTo(api.database.superUrl, person.caller)), ...more]),
    });
  await add('ministry officer', await api.program(places.ministry, 'officer'));
  await add('ministry analyst', await api.program(places.ministry, 'analyst'));
  await add('ministry administrator', await api.program(places.ministry, 'administrator'));
  await add('department officer', await api.program(places.department, 'officer'));
  await add('another department', await api.program({ kind: 'department', provinceCode: '80' }, 'planner'));
  await add('commune', await api.program(places.commune, 'officer'));
  await add('investor', await api.program(places.investor, 'officer'));
  await add('enterprise', await api.program(places.enterprise, 'officer'));
  await add('a token for the register', await api.program(places.ministry, 'analyst', ['register.read']), filed);
});
afterAll(async () => await api?.stop());

/** Refusals that a query valid by the schema may meet. Anything else is a fault of ours. */
const REFUSED = /^(FORBIDDEN|[A-Z]+(_[A-Z]+)*)$/;
const NEVER =
  /^(INTERNAL_ERROR|QUERY_TOO_SLOW|GRAPHQL_VALIDATION_FAILED|GRAPHQL_PARSE_FAILED|BAD_USER_INPUT|QUERY_TOO_MANY_ALIASES|QUERY_TOO_DEEP|RATE_LIMITED)$/;

describe('random valid queries', () => {
  it('show nobody a row from outside of his sight, and break nothing', async () => {
    const fuzz = new QueryFuzz(schema, words);
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 2 ** 31 }), fc.nat({ max: askers.length - 1 }), async (seed, who) => {
        const asker = askers[who];
        if (asker === undefined) throw new Error('nobody asks');
        const query = fuzz.query(seed);
        const { status, data, errors } = await asker.client.ask<object>(query);
        const codes = errors.map(({ extensions }) => extensions.code);
        expect([asker.name, query, codes.filter((code) => NEVER.test(code) || !REFUSED.test(code))]).toEqual([
          asker.name,
          query,
          [],
        ]);
        expect(status).toBeLessThan(500);
        const found = tellingTexts(data);
        seen += found.filter((text) => known.has(text)).length;
        expect([asker.name, query, found.filter((id) => asker.forbidden.has(id))]).toEqual([asker.name, query, []]);
      }),
      SCALE,
    );
    expect(api.surprises).toEqual([]);
    // The dice reach rows: a fuzz that is always refused would prove nothing.
    expect(seen).toBeGreaterThan(RUNS / 4);
  });

  it('would be caught at it: what the ministry is shown of elsewhere is out of a department’s sight', async () => {
    const of = (name: string) => askers.find((asker) => asker.name === name);
    const shown = await of('ministry analyst')?.client.ask(
      '{ clusters(first: 100) { nodes { id code province { code } } } }',
    );
    const caught = tellingTexts(shown?.data).filter((text) => of('department officer')?.forbidden.has(text));
    expect(caught.length).toBeGreaterThan(50);
  });

  it('of aggregates give a department what the ministry is given of that province', async () => {
    const AGGREGATES = ['occupancy', 'land', 'capital', 'projects', 'labour', 'wastewater', 'clusterCounts'];
    const fuzz = new QueryFuzz(schema, words);
    const [ministry, department] = ['ministry analyst', 'department officer'].map(
      (name) => askers.find((asker) => asker.name === name)?.client,
    );
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 2 ** 31 }), async (seed) => {
        const query = fuzz.query(seed, AGGREGATES);
        if (/province: "|edition:/.test(query)) return;
        const within = query.replace(/(q\d: \w+\()/g, '$1province: "15", ');
        const [own, whole] = await Promise.all([department?.ask(query), ministry?.ask(within)]);
        expect([query, own?.data, own?.errors.map((e) => e.extensions.code)]).toEqual([
          query,
          whole?.data,
          whole?.errors.map((e) => e.extensions.code),
        ]);
      }),
      { ...SCALE, numRuns: RUNS / 4 },
    );
  });

  it('tell a stranger nothing', async () => {
    const fuzz = new QueryFuzz(schema, words);
    const strangers = [clientOf(api.url), clientOf(api.url, { authorization: 'Bearer ccn_khong-co' })];
    for (const [i, stranger] of strangers.entries()) {
      const { data, errors } = await stranger.ask(fuzz.query(SEED + i));
      expect([data, errors[0]?.extensions.code]).toEqual([null, 'UNAUTHENTICATED']);
    }
  });
});

describe('every mutation', () => {
  /** Nothing is wrong with these when they are asked with the input of a kind: they change nothing or only their caller's own. */
  const HARMLESS = new Set([
    'markRead',
    'createCalendarFeed',
    'revokeCalendarFeed',
    'endOtherSessions',
    'beginSecondFactor',
    'openExplorer',
  ]);
  /** Refused before the mutation runs: what is no value of the type, or longer than anything may be. */
  const BEFORE = /^(FORBIDDEN|BAD_USER_INPUT|LIST_TOO_LONG|PAYLOAD_TOO_LARGE)$/;
  interface Told {
    readonly code: string;
    readonly path: string | null;
    readonly message: string;
  }
  let people: readonly { readonly caller: Caller; readonly client: Client }[];
  let foreign: Readonly<Record<string, Wrong>>;
  let mutations: ReturnType<typeof mutationsOf>;
  const codes = knownCodes();

  beforeAll(async () => {
    mutations = mutationsOf(schema);
    const posts: readonly (readonly [Place, Role])[] = [
      [{ kind: 'department', provinceCode: '15' }, 'officer'],
      [{ kind: 'department', provinceCode: '15' }, 'approver'],
      [{ kind: 'department', provinceCode: '15' }, 'administrator'],
      [{ kind: 'ministry' }, 'approver'],
      [{ kind: 'ministry' }, 'administrator'],
    ];
    people = await Promise.all(
      posts.map(async ([place, role]) => {
        const caller = await addPerson(api.services.db, place, role);
        return { caller, client: await api.browser(caller, { 'accept-language': 'en' }) };
      }),
    );
    const stranger = await addPerson(api.services.db, { kind: 'department', provinceCode: '80' }, 'officer');
    await api.browser(stranger);
    const tables = [
      'filing',
      'obligation',
      'cluster',
      'decision',
      'source_file',
      'workbook_import',
      'register_import',
      'export_job',
      'figure_override',
      'office',
      'account',
      'session',
    ];
    foreign = Object.fromEntries(
      await Promise.all(
        tables.map(async (table) => {
          const where =
            table === 'account'
              ? `id = '${stranger.accountId}'`
              : table === 'session'
                ? `account_id = '${stranger.accountId}'`
                : table === 'export_job'
                  ? 'true'
                  : `province_code = '80'`;
          const [id = PLAUSIBLE.id] = await texts(`select id::text as t from ${table} where ${where} limit 1`);
          const [cluster = ''] = await texts(`select code as t from cluster where province_code = '80' limit 1`);
          return [`another province's ${table}`, { ...PLAUSIBLE, id, cluster, unit: '80' }] as const;
        }),
      ),
    );
  });

  it('answers wrong input with a code that is known and a sentence in the caller’s language, as a part of its result', async () => {
    const faults: string[] = [];
    const silent = new Map<string, number>();
    for (const [at, { name, input, document }] of mutations.entries()) {
      const shut = new Set<Client>();
      const kinds = Object.entries({ ...KINDS, ...foreign });
      // Every day each of them by the first who may ask it, and of the foreign rows each third; all by everybody at length.
      const daily = kinds.filter(([kind], i) => kind in KINDS || (i + at) % 3 === 0);
      for (const [kind, wrong] of input === null ? kinds.slice(0, 1) : DEEP ? kinds : daily) {
        for (const { caller, client } of people) {
          if (!(kind in KINDS) && caller.officeKind !== 'department') continue;
          // Who may not ask it at all, is asked once.
          if (shut.has(client)) continue;
          // Closing a season that may be closed would be nothing wrong.
          const period = name === 'closePeriod' ? '2031-H1' : wrong.period;
          const variables = input === null ? {} : { input: wrongValue(input, name, { ...wrong, period }) };
          const answer = await client.ask<Record<string, { errors: Told[]; results?: { errors: Told[] }[] }>>(
            document,
            variables,
          );
          const place = `${name}, ${kind}, ${caller.officeKind} ${caller.role}`;
          if (answer.errors[0]?.extensions.code === 'FORBIDDEN') shut.add(client);
          const thrown = answer.errors.map(({ extensions }) => extensions.code);
          for (const code of thrown)
            if (!BEFORE.test(code)) faults.push(`${place}: thrown ${code} ${answer.errors[0]?.message}`);
          const payload = answer.data?.[name];
          const told = [...(payload?.errors ?? []), ...(payload?.results ?? []).flatMap(({ errors }) => errors)];
          for (const { code, message } of told) {
            if (!codes.has(code)) faults.push(`${place}: unknown code ${code}`);
            if (message.trim().length < 10) faults.push(`${place}: says nothing (${code})`);
            // What is quoted are the caller's own words.
            if (/[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽềểễệịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/i.test(message.replace(/["“][^"”]*["”]/g, '')))
              faults.push(`${place}: no English of ${code}: ${message.slice(0, 80)}`);
          }
          if (thrown.length + told.length === 0 && !HARMLESS.has(name))
            faults.push(`${place}: nothing is wrong with it`);
          silent.set(name, (silent.get(name) ?? 0) + told.length);
          if (!DEEP && !shut.has(client)) break;
        }
      }
    }
    expect([...new Set(faults)]).toEqual([]);
    expect(api.surprises).toEqual([]);
    const never = [...silent].filter(([name, told]) => told === 0 && !HARMLESS.has(name)).map(([name]) => name);
    expect(never, 'nobody of these posts may ask it, or it never fails').toEqual([]);
  });
});

describe('figures of single firms', () => {
  interface Entry {
    readonly actor_name: string;
    readonly subject_id: string;
    readonly detail: { facts: string[]; count: number; firms: string[]; query: string };
  }
  const written = async (work: () => Promise<unknown>): Promise<Entry[]> => {
    const [last] = await rows<{ seq: string }>('select max(seq)::text as seq from audit_entry');
    await work();
    return await rows<Entry>(
      `select actor_name, subject_id, detail from audit_entry where action = 'firm.read' and seq > ${last?.seq ?? 0} order by seq`,
    );
  };
  const TENANTS =
    '{ clusters(first: 50, filter: { province: "15" }) { nodes { tenants(first: 20) { totalCount nodes { code leases { areaHa } } } } } }';
  type Tenants = { clusters: { nodes: { tenants: { nodes: { code: string }[] } }[] } };

  it('that a program is given are in the audit: who, by which token, which firms; the same once an hour', async () => {
    const { caller, client } = await api.program({ kind: 'ministry' }, 'analyst');
    const [token] = await rows<{ id: string }>(`select id from access_token where account_id = '${caller.accountId}'`);
    let given: string[] = [];
    const entries = await written(async () => {
      const { clusters } = await client.data<Tenants>(TENANTS);
      given = clusters.nodes.flatMap(({ tenants }) => tenants.nodes.map(({ code }) => code)).sort();
      await client.data(TENANTS);
    });
    expect(given.length).toBeGreaterThan(10);
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({
      actor_name: caller.name,
      subject_id: token?.id,
      detail: { facts: ['tenant'], count: new Set(given).size, firms: given.slice(0, 20) },
    });
    // Another question, the same firms: another entry. No firm named: none.
    expect(await written(() => client.data(TENANTS.replace('areaHa', 'document')))).toHaveLength(1);
    expect(
      await written(() => client.data('{ clusters(first: 9) { nodes { name tenants { totalCount } } } }')),
    ).toEqual([]);
  });

  it('are form 01 and the sources of a consolidated figure as well; a firm that reads itself is not written down', async () => {
    const [firm] = await rows<{ code: string; cluster: string; commune: string; project: string }>(
      `select t.code, t.cluster_id as cluster, t.commune_code as commune, t.id as project
       from tenant_project t where t.province_code = '15' order by t.code limit 1`,
    );
    if (firm === undefined) throw new Error('the demonstration has no tenant');
    const { enterprise } = placesIn({ ...firm, province: '15', clusterId: firm.cluster, projectId: firm.project });
    const owner = (await api.program(enterprise, 'officer')).client;
    const { saveDraft } = await owner.data<{ saveDraft: { filing: { id: string } | null; errors: object[] } }>(
      'mutation ($unit: String!) { saveDraft(input: { form: "01", period: "2026-H1", unit: $unit, figures: [] }) { filing { id } errors { code message } } }',
      { unit: firm.code },
    );
    expect(saveDraft.errors).toEqual([]);
    const ask = `{ filing(id: "${saveDraft.filing?.id}") { figures { key value } } }`;
    expect(await written(() => owner.data(ask))).toEqual([]);
    const department = (await api.program({ kind: 'department', provinceCode: '15' }, 'officer')).client;
    const [entry, ...others] = await written(() => department.data(ask));
    expect([entry?.detail.facts, entry?.detail.count, others]).toEqual([['form01'], 1, []]);
    const [form] = await written(() =>
      department.data(
        '{ consolidatedForm(form: "04", unit: "15", period: "2026-H1") { figures { sources { kind id value } } } }',
      ),
    );
    expect(form?.detail.facts).toEqual(['source']);
    expect(form?.detail.firms).toHaveLength(20);
  });
});

/** Codes of expected failures as the code of the rooms writes them. */
function knownCodes(): ReadonlySet<string> {
  const files = globSync('{libs,apps/api}/**/*.ts', { cwd: PROJECT, exclude: (name) => name.endsWith('.spec.ts') });
  return new Set(
    files.flatMap(
      (file) =>
        readFileSync(join(PROJECT, file), 'utf8').match(/(?<=['"])[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*(?=['"])/g) ?? [],
    ),
  );
}
