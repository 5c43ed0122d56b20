/** The short way of hot questions, and answers that are kept: the same as the ordinary way's, for nobody else, and ended with the key. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemScope } from '#lib/persistence';
import { type ApiHere, startApiHere } from '../support/api-here.js';
import type { Client } from '../support/client.js';

let api: ApiHere;
let analyst: Client;
let provinces: readonly string[];
let edition: string;

beforeAll(async () => {
  api = await startApiHere({ clusters: 90, periods: 3, seed: 3 });
  analyst = (await api.program({ kind: 'ministry' }, 'analyst')).client;
  const rows = await api.services.db.transact(systemScope, ({ em }) =>
    em.execute<{ code: string }[]>(
      'select province_code as code from cluster_figure group by 1 order by count(distinct cluster_id) desc, 1 limit 2',
    ),
  );
  provinces = rows.map(({ code }) => code);
  const approver = await api.program({ kind: 'ministry' }, 'approver');
  edition = (await api.services.editions.closePeriod(approver.caller, { period: '2025-Y', reason: 'Chốt' })).edition.id;
});
afterAll(async () => await api?.stop());

const post = (client: Client, query: string, variables: object = {}, headers: Record<string, string> = {}) =>
  client.fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
/** The newer media type is answered by the ordinary way alone. */
const ORDINARY = { accept: 'application/graphql-response+json' };
const known = async (client: Client): Promise<void> => {
  await client.data('{ me { id } }');
  await client.data('{ me { id } }');
};

const ROWS =
  'clusterId code name province provinceName period totalInvestment landReady landLeased occupancyRate labour projects wastewaterInvested __typename';
const QUESTIONS: readonly (readonly [string, object])[] = [
  [`{ clusterFigures(first: 7) { nodes { ${ROWS} } } }`, {}],
  ['{ clusterFigures(first: 200) { totalCount nodes { c: code name } pageInfo { hasNextPage endCursor } } }', {}],
  [
    'query ($n: Int!) { clusterFigures(first: $n) { page: pageInfo { hasNextPage hasPreviousPage startCursor endCursor } nodes { code } } }',
    { n: 3 },
  ],
  [
    '{ clusterFigures(first: 9, orderBy: LAND_LEASED, descending: true) { nodes { code landLeased } pageInfo { endCursor } } }',
    {},
  ],
  ['{ clusterFigures(first: 9, orderBy: NAME, descending: true) { nodes { name } } }', {}],
  ['{ clusterFigures(first: 9, orderBy: PROVINCE) { nodes { province code } } }', {}],
  [
    'query ($f: ClusterFiguresFilterInput) { clusterFigures(filter: $f) { totalCount nodes { code period } } }',
    { f: { period: '2025-Y', types: ['SPECIALISED'], not: { search: 'Phú' } } },
  ],
  [
    '{ clusterFigures(first: 5, filter: { search: "son", landReady: { atLeast: "1" } }) { ...N } } fragment N on ClusterFiguresConnection { nodes { code name } totalCount }',
    {},
  ],
  ['{ clusterFigures(filter: { search: "không đâu có" }) { nodes { code } totalCount pageInfo { startCursor } } }', {}],
  [
    '{ occupancy(by: PROVINCE, andBy: PERIOD, from: "2024-Y", to: "2026-H1", definition: LEASED_OVER_READY) { province provinceName period rate leased land unleased known clusters __typename } }',
    {},
  ],
  [
    '{ occupancy(by: PERIOD, from: "2024-Y", to: "2026-H1", definition: LEASED_OVER_INDUSTRIAL) { province period rate land } }',
    {},
  ],
  [
    '{ a: land(by: PROVINCE, from: "2025-Y", to: "2025-Y") { province leased { value known } ready { k: known } } labour(by: PERIOD, from: "2025-Y", to: "2026-H1", filter: { projects: { atLeast: "1" } }) { period clusters persons { value } } }',
    {},
  ],
];

describe('the short way', () => {
  it('gives the ordinary answer, to every office', async () => {
    const [provinceCode = ''] = provinces;
    const officer = (await api.program({ kind: 'department', provinceCode }, 'officer')).client;
    for (const client of [analyst, officer]) {
      await known(client);
      for (const [query, variables] of QUESTIONS) {
        const short = await post(client, query, variables);
        const ordinary = await post(client, query, variables, ORDINARY);
        const answer: unknown = await short.json();
        expect(answer, query).toEqual(await ordinary.json());
        expect(answer, query).toHaveProperty('data');
        expect(short.headers.get('cache-control')).toBe('no-store');
      }
    }
  });

  it('is one statement beside the look at the key, and takes pages one after the other', async () => {
    await known(analyst);
    const codes: string[] = [];
    let after: string | null = null;
    type Page = {
      clusterFigures: { nodes: { code: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
    };
    do {
      const { result, sql } = await api.statements(() =>
        analyst.data<Page>(
          'query ($after: String) { clusterFigures(first: 17, after: $after) { nodes { code } pageInfo { hasNextPage endCursor } } }',
          { after },
        ),
      );
      expect(sql.map((text) => /access_token/.test(text))).toEqual([true, false]);
      codes.push(...result.clusterFigures.nodes.map(({ code }) => code));
      const { hasNextPage, endCursor }: Page['clusterFigures']['pageInfo'] = result.clusterFigures.pageInfo;
      after = hasNextPage ? endCursor : null;
    } while (after !== null);
    const { clusterFigures } = await analyst.data<{ clusterFigures: { totalCount: number } }>(
      '{ clusterFigures { totalCount } }',
    );
    expect(codes).toHaveLength(clusterFigures.totalCount);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('gives sums again while nothing has changed, and new ones in the very next answer when something has', async () => {
    await known(analyst);
    const query = `{ occupancy(by: PERIOD, from: "2025-Y", to: "2025-Y", definition: LEASED_OVER_READY) { leased known } }`;
    const leased = async () =>
      (await analyst.data<{ occupancy: { leased: string; known: number }[] }>(query)).occupancy[0]?.leased;
    const before = await leased();
    const { result, sql } = await api.statements(leased);
    expect(result).toBe(before);
    expect(sql).toEqual([expect.stringContaining('access_token'), expect.stringContaining('figure_version')]);
    // One cluster has leased a hectare more: superseded and posted anew, as every correction is.
    await api.services.db.transact(systemScope, ({ em }) =>
      em.execute(
        `with one as (update reported_figure set superseded_at = now() where id = (select r.id from reported_figure r
             join cluster_figure f on f.cluster_id = r.cluster_id and f.period = r.period
             where r.form = '02' and r.period = '2025-Y' and r.key = 'industrial_land_leased' and r.superseded_at is null
               and f.industrial_land_infra_ready is not null limit 1) returning *)
         insert into reported_figure (id, form, period, filer_kind, filer_ref, key, value, note, filing_id, revision, definition_id,
           posted_at, province_code, commune_code, cluster_id)
         select gen_random_uuid(), form, period, filer_kind, filer_ref, key, value + 1, note, filing_id, revision, definition_id,
           now(), province_code, commune_code, cluster_id from one`,
      ),
    );
    expect(Number(await leased())).toBeCloseTo(Number(before) + 1, 9);
    const ordinary = (await (await post(analyst, query, {}, ORDINARY)).json()) as { data: unknown };
    expect(await analyst.data(query)).toEqual(ordinary.data);
    // A province's own answer is not the nation's.
    const [provinceCode = ''] = provinces;
    const officer = (await api.program({ kind: 'department', provinceCode }, 'officer')).client;
    await known(officer);
    for (let round = 0; round < 2; round++) expect(await officer.data(query)).not.toEqual(ordinary.data);
  });

  it('finds a short word on its way through the names as well as through the index, as part of each', async () => {
    type Found = { clusterFigures: { totalCount: number; nodes: { code: string; name: string }[] } };
    const found = async (orderBy: string) =>
      (
        await analyst.data<Found>(
          `{ clusterFigures(first: 200, filter: { search: "SƠN" }, orderBy: ${orderBy}) { totalCount nodes { code name } } }`,
        )
      ).clusterFigures;
    const [walked, sorted] = [await found('NAME'), await found('LAND_READY')];
    expect(walked.nodes.length).toBeGreaterThan(0);
    expect(walked.totalCount).toBe(walked.nodes.length);
    expect(walked.nodes.map(({ code }) => code).sort()).toEqual(sorted.nodes.map(({ code }) => code).sort());
    expect(walked.nodes.every(({ name }) => /sơn|son/i.test(name))).toBe(true);
  });

  it('refuses as the ordinary way does', async () => {
    await known(analyst);
    const codeOf = async (response: Response): Promise<string | undefined> =>
      ((await response.json()) as { errors?: { extensions: { code: string } }[] }).errors?.[0]?.extensions.code;
    expect(await codeOf(await post(analyst, '{ clusterFigures(after: "x") { nodes { code } } }'))).toBe(
      'CURSOR_INVALID',
    );
    expect(await codeOf(await post(analyst, '{ clusterFigures(filter: { period: "2025" }) { nodes { code } } }'))).toBe(
      'PERIOD_INVALID',
    );
    expect(await codeOf(await post(analyst, '{ clusterHistory(code: 1) { period } }'))).toBe(
      'GRAPHQL_VALIDATION_FAILED',
    );
  });

  it('ends with the key, at once, for fresh answers and kept ones', async () => {
    const { caller, client } = await api.program({ kind: 'ministry' }, 'analyst');
    const pinned = pinnedOf('province rate');
    await known(client);
    for (const query of ['{ clusterFigures(first: 1) { nodes { code } } }', pinned, pinned])
      expect((await post(client, query)).status).toBe(200);
    const owner = { ...caller, via: 'session' } as const;
    const [token] = await api.services.tokens.list(owner);
    await api.services.tokens.revoke(owner, token?.id ?? '');
    for (const query of ['{ clusterFigures(first: 1) { nodes { code } } }', pinned])
      expect((await post(client, query)).status).toBe(401);
  });
});

const pinnedOf = (fields: string): string =>
  `{ occupancy(by: PROVINCE, from: "2025-Y", to: "2025-Y", definition: LEASED_OVER_READY, edition: "${edition}") { ${fields} } }`;

describe('an answer of a frozen edition', () => {
  it('is kept: the same bytes under the same name, without a question to the figures', async () => {
    await known(analyst);
    const query = pinnedOf('province rate leased land known clusters');
    const first = await post(analyst, query);
    const bytes = await first.text();
    expect(first.headers.get('etag')).toMatch(/^"[\w-]{43}"$/);
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    const { result: again, sql } = await api.statements(() => post(analyst, query));
    expect(sql).toEqual([expect.stringContaining('access_token')]);
    expect([again.headers.get('etag'), await again.text()]).toEqual([first.headers.get('etag'), bytes]);
    expect(await (await post(analyst, query, {}, ORDINARY)).json()).toEqual(JSON.parse(bytes));
  });

  it('is never given to another province, nor to somebody who moved there', async () => {
    const query = pinnedOf('province leased clusters');
    const seen = async (client: Client): Promise<string[]> => {
      const answer = (await (await post(client, query)).json()) as { data: { occupancy: { province: string }[] } };
      return answer.data.occupancy.map(({ province }) => province);
    };
    const programs = [];
    for (const provinceCode of provinces) {
      const program = await api.program({ kind: 'department', provinceCode }, 'officer');
      await known(program.client);
      programs.push(program);
    }
    const [one, other] = programs;
    if (one === undefined || other === undefined) throw new Error('two provinces are needed');
    for (let round = 0; round < 3; round++) {
      expect(await seen(one.client)).toEqual([provinces[0]]);
      expect(await seen(other.client)).toEqual([provinces[1]]);
    }
    // The account changes its office; its token stays.
    await api.services.db.transact(systemScope, ({ em }) =>
      em.execute('update account set office_id = ? where id = ?', [other.caller.officeId, one.caller.accountId]),
    );
    for (let round = 0; round < 3; round++) expect(await seen(one.client)).toEqual([provinces[1]]);
    expect(await seen(other.client)).toEqual([provinces[1]]);
  });

  it('is not kept when it is refused, nor mixed with what is not of an edition', async () => {
    await known(analyst);
    const unknown = pinnedOf('rate').replace(edition, '2025-Y-r9');
    for (let round = 0; round < 2; round++) {
      const refused = await post(analyst, unknown);
      expect(await refused.text()).toContain('EDITION_UNKNOWN');
      expect(refused.headers.get('etag')).toBeNull();
    }
    const mixed = await post(analyst, `{ me { name } ${pinnedOf('rate').slice(1)}`);
    expect(mixed.headers.get('etag')).toBeNull();
  });
});
