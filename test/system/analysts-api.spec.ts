/** The analysts' door: what is refused before the database is touched. One api in this process, over a synthetic country. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPortalQueries } from '../../apps/api/src/http/persisted.js';
import { EXAMPLES } from '../../apps/web/src/explorer/examples.js';
import { documentedQueries, printedAnswer, writeAnswers } from '../support/api-book.js';
import { type ApiHere, startApiHere } from '../support/api-here.js';
import type { Client } from '../support/client.js';

let api: ApiHere;
let analyst: Client;
let browser: Client;

beforeAll(async () => {
  api = await startApiHere({ clusters: 400, periods: 4, seed: 1 });
  const ministry = await api.program({ kind: 'ministry' }, 'analyst');
  analyst = ministry.client;
  browser = await api.browser(ministry.caller);
});
afterAll(async () => await api?.stop());

const post = (client: Client, body: unknown) =>
  client.fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const codeOf = async (response: Response) =>
  ((await response.json()) as { errors?: { extensions: { code: string } }[] }).errors?.[0]?.extensions.code ?? 'ok';

describe('abuse is refused before the database is touched, each kind with its code', () => {
  const nested = (levels: number): string => (levels === 0 ? 'id' : `filing { obligation { ${nested(levels - 1)} } }`);
  const ABUSES: readonly (readonly [what: string, body: object, code: string])[] = [
    ['depth', { query: `{ obligations { nodes { ${nested(6)} } } }` }, 'QUERY_TOO_DEEP'],
    [
      'width',
      { query: `{ ${Array.from({ length: 21 }, (_, i) => `a${i}: me { name }`).join(' ')} }` },
      'QUERY_TOO_WIDE',
    ],
    [
      'aliases',
      { query: `{ me { ${Array.from({ length: 31 }, (_, i) => `a${i}: name`).join(' ')} } }` },
      'QUERY_TOO_MANY_ALIASES',
    ],
    [
      'aliases behind fragments that double',
      {
        query: `{ me { ...F5 } } ${Array.from({ length: 6 }, (_, i) =>
          i === 0
            ? 'fragment F0 on Me { a: name b: name }'
            : `fragment F${i} on Me { ...F${i - 1} office { id } x${i}: name ...F${i - 1} }`,
        ).join(' ')}`,
      },
      'QUERY_TOO_MANY_ALIASES',
    ],
    [
      'a circle of fragments',
      { query: '{ me { ...A } } fragment A on Me { ...B } fragment B on Me { ...A }' },
      'QUERY_FRAGMENT_CYCLE',
    ],
    [
      'pages in pages',
      { query: '{ clusters(first: 200) { nodes { tenants(first: 200) { nodes { code } } } } }' },
      'QUERY_TOO_COSTLY',
    ],
    ['a huge page', { query: '{ clusters(first: 100000) { nodes { code } } }' }, 'QUERY_TOO_COSTLY'],
    [
      'a page too long',
      { query: 'query ($n: Int!) { clusters(first: $n) { totalCount } }', variables: { n: 201 } },
      'PAGE_SIZE_INVALID',
    ],
    ['a page of nothing', { query: '{ clusters(first: 0) { totalCount } }' }, 'PAGE_SIZE_INVALID'],
    [
      'a huge list in a variable',
      {
        query: 'query ($f: ClusterFiguresFilterInput) { clusterFigures(filter: $f) { totalCount } }',
        variables: { f: { statuses: Array.from({ length: 5000 }, () => 'x') } },
      },
      'LIST_TOO_LONG',
    ],
    [
      'a huge list in the document',
      { query: `{ clusterFigures(filter: { or: [${'{ province: "15" } '.repeat(21)}] }) { totalCount } }` },
      'LIST_TOO_LONG',
    ],
    [
      'a search text made to be slow',
      { query: `{ clusterFigures(filter: { search: "${'(a+)+'.repeat(30)}$" }) { totalCount } }` },
      'SEARCH_TOO_LONG',
    ],
    [
      'the same in a variable',
      {
        query: 'query ($s: String) { clusters(filter: { search: $s }) { totalCount } }',
        variables: { s: '%_'.repeat(400) },
      },
      'SEARCH_TOO_LONG',
    ],
    [
      'conditions in conditions, in a variable',
      {
        query: 'query ($f: ClusterFiguresFilterInput) { clusterFigures(filter: $f) { nodes { code } } }',
        variables: { f: Array.from({ length: 9 }).reduce<object>((inner) => ({ not: inner }), { province: '15' }) },
      },
      'FILTER_TOO_LARGE',
    ],
    [
      'the same in the document',
      { query: `{ clusterFigures(filter: ${'{ not: '.repeat(9)}{ province: "15" }${' }'.repeat(9)}) { totalCount } }` },
      'FILTER_TOO_LARGE',
    ],
    [
      'conditions without number',
      {
        query: 'query ($f: ClusterFiguresFilterInput) { clusterFigures(filter: $f) { nodes { code } } }',
        variables: {
          f: { or: Array.from({ length: 5 }, () => ({ or: Array.from({ length: 8 }, () => ({ province: '15' })) })) },
        },
      },
      'FILTER_TOO_LARGE',
    ],
    ['words without end', { query: `{ me { ${'name '.repeat(2600)} } }` }, 'GRAPHQL_PARSE_FAILED'],
    ['what is no GraphQL', { query: '{ me { ' }, 'GRAPHQL_PARSE_FAILED'],
    ['a batch', [{ query: '{ me { name } }' }, { query: '{ me { name } }' }], 'BATCH_REFUSED'],
    [
      'a control character',
      { query: '{ clusters(filter: { search: "a\u0000b" }) { totalCount } }' },
      'CONTROL_CHARACTER',
    ],
    [
      'a query unknown to the portal',
      { extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } },
      'PERSISTED_QUERY_UNKNOWN',
    ],
  ];

  it.each(ABUSES)('%s', async (_what, body, code) => {
    const { result, sql } = await api.statements(async () => codeOf(await post(analyst, body)));
    expect(result).toBe(code);
    expect(sql).toEqual([]);
  });

  it('strangers, and questions in an address', async () => {
    const stranger = { fetch: (path: string, init?: RequestInit) => fetch(`${api.url}${path}`, init) } as Client;
    const { sql } = await api.statements(async () => {
      expect(await codeOf(await post(stranger, { query: '{ __schema { types { name } } }' }))).toBe('UNAUTHENTICATED');
      const address = `/graphql?query=${encodeURIComponent('{ me { name } }')}`;
      expect(await codeOf(await analyst.fetch(address))).toBe('METHOD_NOT_ALLOWED');
    });
    expect(sql).toEqual([]);
  });
});

describe('a browser', () => {
  const manifest = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../schemas/portal-queries.json'), 'utf8'),
  ) as Record<string, string>;
  const hashOf = (name: string) =>
    Object.entries(manifest).find(([, text]) => new RegExp(`^\\w+ ${name}\\b`).test(text))?.[0] ?? '';
  const persisted = (name: string) => ({ persistedQuery: { version: 1, sha256Hash: hashOf(name) } });

  it('asks the portal’s own questions by their hash, and no others', async () => {
    const own = await post(browser, { extensions: persisted('ProvinceChoices') });
    expect(await own.json()).toMatchObject({ data: { provinces: { nodes: expect.any(Array) } } });
    expect(await codeOf(await post(browser, { query: '{ me { name } }' }))).toBe('QUERY_NOT_PERSISTED');
    expect(await codeOf(await post(browser, { query: '{ __schema { types { name } } }' }))).toBe('QUERY_NOT_PERSISTED');
    expect(
      await codeOf(await post(browser, { query: '{ me { name } }', extensions: persisted('ProvinceChoices') })),
    ).toBe('ok');
  });

  it('may read them by GET, and change nothing by it', async () => {
    const address = (name: string, variables: object) =>
      `/graphql?extensions=${encodeURIComponent(JSON.stringify(persisted(name)))}&variables=${encodeURIComponent(JSON.stringify(variables))}`;
    const read = await browser.fetch(address('ProvinceChoices', {}));
    expect(await read.json()).toMatchObject({ data: { provinces: { nodes: expect.any(Array) } } });
    const write = await browser.fetch(address('SubmitFiling', { input: { id: 'x', version: 1 } }));
    expect([write.status, await codeOf(write)]).toEqual([405, 'METHOD_NOT_ALLOWED']);
  });

  it('of another site is kept out: no CORS, no forged request', async () => {
    const foreign = { headers: { origin: 'https://elsewhere.invalid' } };
    const read = await browser.fetch('/api/session', foreign);
    expect(read.headers.get('access-control-allow-origin')).toBeNull();
    const preflight = await fetch(`${api.url}/graphql`, {
      method: 'OPTIONS',
      headers: { origin: 'https://elsewhere.invalid', 'access-control-request-method': 'POST' },
    });
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
    const body = JSON.stringify({ extensions: persisted('MarkRead'), variables: { input: { ids: [] } } });
    const forged = await browser.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://elsewhere.invalid' },
      body,
    });
    expect(await codeOf(forged)).toBe('ORIGIN_REFUSED');
    const { 'x-ccn-csrf': _, ...cookieOnly } = browser.headers;
    const bare = await fetch(`${api.url}/graphql`, {
      method: 'POST',
      headers: { ...cookieOnly, 'content-type': 'application/json' },
      body,
    });
    expect(await codeOf(bare)).toBe('CSRF');
  });

  it('finds every query of the portal in the manifest', () => {
    const queries = loadPortalQueries();
    expect(Object.keys(manifest).length).toBeGreaterThan(30);
    for (const [hash, text] of Object.entries(manifest))
      expect(queries.documentOf({ persistedQuery: { version: 1, sha256Hash: hash } })).toBe(text);
  });
});

describe('docs/api.md', () => {
  const documented = documentedQueries();
  const asked = async (query: string) => {
    await analyst.data('{ me { id } }');
    const { result, sql } = await api.statements(() => analyst.data(query));
    // The look at the token comes with every request.
    return { answer: result, sql: sql.filter((text) => !/access_token/.test(text)) };
  };

  it('holds every example of the explorer', () => {
    expect(EXAMPLES).toHaveLength(10);
    for (const { title, query } of EXAMPLES)
      expect(documented).toContainEqual(expect.objectContaining({ title, query }));
  });

  /** Set by scripts/answers: what is found is written into the page instead of being held against it. */
  const renewed = process.env['CCN_WRITE_ANSWERS'] === undefined ? null : new Map<string, string>();
  afterAll(() => {
    if (renewed !== null) writeAnswers(renewed);
  });

  it.each(documented.map((each) => [each.title, each] as const))('%s', async (title, { query, answer }) => {
    const found = await asked(query);
    const printed = printedAnswer(found.answer);
    renewed?.set(title, printed);
    if (renewed === null) expect(printed, 'scripts/answers writes the page anew').toBe(answer);
    // An answer of nothing teaches nothing, but that it is an empty list.
    if (title !== EXAMPLES[0]?.title) expect(printed).toMatch(/"\w+": ("|\d)/);
    // One statement for each field of the first level, whatever hangs below it.
    expect(found.sql).toHaveLength(Object.keys(found.answer as object).length);
  });
});

describe('a query as a file', () => {
  const MUTATION = `mutation ($input: RequestExportInput!) { requestExport(input: $input) { exportJob { id kind } errors { code path message } } }`;
  type Requested = {
    requestExport: { exportJob: { id: string; kind: string } | null; errors: { code: string; message: string }[] };
  };
  let planner: Client;
  beforeAll(async () => {
    planner = (await api.program({ kind: 'ministry' }, 'planner')).client;
  });
  const fileOf = async (query: object): Promise<{ bytes: Buffer; rows: string }> => {
    const { requestExport } = await planner.data<Requested>(MUTATION, { input: { query } });
    expect(requestExport.errors).toEqual([]);
    const id = requestExport.exportJob?.id ?? '';
    expect(await api.services.exportProcessor.process(id)).toBe(true);
    const { exportJob } = await planner.data<{
      exportJob: { state: string; rowCount: string; errorMessage: string | null };
    }>('query ($id: ID!) { exportJob(id: $id) { state rowCount errorMessage } }', { id });
    expect(exportJob).toMatchObject({ state: 'DONE', errorMessage: null });
    return {
      bytes: Buffer.from(await (await planner.fetch(`/api/exports/${id}`)).arrayBuffer()),
      rows: exportJob.rowCount,
    };
  };

  it('holds the very numbers of the answer, and says in its head what was asked, of which edition and when', async () => {
    const document =
      'query ($p: String!) { land(by: REGION, from: $p, to: $p, filter: { projects: { atLeast: "1" } }) { region leased { value } coverage { expected } } }';
    const variables = '{"p":"2026-H1"}';
    const { land } = await planner.data<{ land: { region: string; leased: { value: string } }[] }>(document, {
      p: '2026-H1',
    });
    const { bytes, rows } = await fileOf({ document, variables, format: 'CSV' });
    const lines = bytes.toString('utf8').replace('\ufeff', '').trim().split(/\r?\n/);
    const head = lines.filter((line) => /^"?#/.test(line)).join('\n');
    for (const said of [
      '6 tháng năm 2026',
      'chưa chốt thành ấn bản',
      'Độ phủ',
      'projects_total',
      'land(by: REGION',
      '01/09/2026',
    ])
      expect(head).toContain(said);
    const cells = lines
      .filter((line) => !/^"?#/.test(line))
      .slice(1)
      .map((line) => line.split(','));
    expect(cells.map(([region]) => region)).toEqual(land.map((row) => row.region));
    expect(Number(rows)).toBe(land.length);
    for (const [i, row] of land.entries()) expect(cells[i]).toContain(row.leased.value);
  });

  it('of occupancy names its definition; of a list goes on beyond a page; in each format', async () => {
    const occupancy = await fileOf({
      document:
        '{ occupancy(by: PROVINCE, from: "2025-H1", to: "2026-H1", definition: LEASED_OVER_INDUSTRIAL) { rate } }',
      format: 'CSV',
    });
    expect(occupancy.bytes.toString('utf8')).toContain('khoản 6 Điều 2');
    const list = await fileOf({
      document: '{ clusterFigures(first: 1, orderBy: CODE) { nodes { landLeased } } }',
      format: 'XLSX',
    });
    const { clusterFigures } = await planner.data<{ clusterFigures: { totalCount: number } }>(
      '{ clusterFigures(first: 1) { totalCount } }',
    );
    expect(Number(list.rows)).toBe(clusterFigures.totalCount);
    expect(list.bytes.subarray(0, 2).toString()).toBe('PK');
    const parquet = await fileOf({
      document:
        '{ timeliness(by: REGION, from: "2026-H1", to: "2026-H1", rankBy: ON_TIME_RATE) { onTimeRate { value } expected { value } } }',
      format: 'PARQUET',
    });
    expect(parquet.bytes.subarray(0, 4).toString()).toBe('PAR1');
  });

  it('is refused with a code where it makes none, or where the field itself would be', async () => {
    for (const document of [
      '{ me { name } }',
      '{ land(by: REGION) { region } }',
      '{ a',
      '{ me { name } provinces { totalCount } }',
    ])
      expect(
        (await planner.data<Requested>(MUTATION, { input: { query: { document } } })).requestExport.errors,
      ).toMatchObject([{ code: 'QUERY_NOT_EXPORTABLE' }]);
    const span = '{ land(by: REGION, from: "2001-H1", to: "2026-H1") { region } }';
    expect(
      (await planner.data<Requested>(MUTATION, { input: { query: { document: span } } })).requestExport.errors,
    ).toMatchObject([{ code: 'PERIOD_RANGE_INVALID' }]);
  });
});
