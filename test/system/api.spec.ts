/** The api's doors: sessions, CSRF, tokens, limits, errors, files. One running api on a seeded database; no worker. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../../scripts/embedded/roles.ts';
import { type Client, clientOf, demoAccount, signIn, withToken } from '../support/client.js';
import { startSystem, type TestSystem } from '../support/system.js';

const EXAMPLES = join(import.meta.dirname, '../../schemas/forms/2025-07-01/examples');
const CAP = 65_536;

let system: TestSystem;
let officer: Client;
let analyst: Client;
let stranger: Client;

beforeAll(async () => {
  system = await startSystem({ worker: false, env: { CCN_UPLOAD_MAX_BYTES: String(CAP) } });
  officer = await signIn(system, 'department', 'officer', '15');
  analyst = await signIn(system, 'ministry', 'analyst');
  stranger = clientOf(system.url);
});
afterAll(async () => await system?.stop());

const ME = '{ me { email role office { kind name } permissions via } }';
const json = (body: unknown) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

describe('health', () => {
  it('is told to anyone', async () => {
    const response = await stranger.fetch('/health');
    expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }]);
  });
});

describe('sessions', () => {
  it('open with e-mail and password; the cookie is out of reach of scripts and other sites', async () => {
    const { email, password } = demoAccount(system, 'department', 'officer', '15');
    const response = await stranger.fetch('/api/session', json({ email: ` ${email.toUpperCase()} `, password }));
    expect(response.status).toBe(200);
    const cookie = response.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^ccn_session=[\w-]{43};/);
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Strict');
    expect(await response.json()).toMatchObject({ email, role: 'officer', officeKind: 'department', unit: '15' });
  });

  it('refuse a wrong password and an unknown e-mail in the same words', async () => {
    const { email } = demoAccount(system, 'department', 'planner', '15');
    const wrong = await stranger.fetch('/api/session', json({ email, password: 'sai' }));
    const unknown = await stranger.fetch('/api/session', json({ email: 'khong.co@demo.ccn.invalid', password: 'sai' }));
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    const told = await wrong.json();
    expect(told).toEqual(await unknown.json());
    expect(told).toMatchObject({ code: 'SIGN_IN_REFUSED', message: expect.stringContaining('mật khẩu không đúng') });
  });

  it('answer in English to a page in English', async () => {
    const response = await stranger.fetch('/api/session', {
      ...json({ email: 'nobody@demo.ccn.invalid', password: 'wrong' }),
      headers: { 'content-type': 'application/json', 'accept-language': 'en' },
    });
    expect(await response.json()).toMatchObject({ message: 'The e-mail or the password is wrong.' });
  });

  it('are throttled after ten wrong passwords', async () => {
    const attempt = () =>
      stranger.fetch('/api/session', json({ email: 'throttled@demo.ccn.invalid', password: 'wrong' }));
    for (let i = 0; i < 10; i++) expect((await attempt()).status).toBe(401);
    const eleventh = await attempt();
    expect([eleventh.status, (await eleventh.json()) as object]).toEqual([
      429,
      expect.objectContaining({ code: 'SIGN_IN_THROTTLED' }),
    ]);
  });

  it('say who is signed in, and end', async () => {
    const person = await signIn(system, 'department', 'planner', '15');
    const before = await person.fetch('/api/session');
    expect(await before.json()).toMatchObject({ role: 'planner', csrfToken: person.headers['x-ccn-csrf'] });
    expect((await person.fetch('/api/session', { method: 'DELETE' })).status).toBe(204);
    const after = await person.fetch('/api/session');
    expect([after.status, await after.json()]).toEqual([401, expect.objectContaining({ code: 'UNAUTHENTICATED' })]);
  });

  it('need both e-mail and password as text', async () => {
    for (const body of [{}, { email: 1, password: 2 }, { email: 'a@b.vn' }, []]) {
      const response = await stranger.fetch('/api/session', json(body));
      expect([response.status, await response.json()]).toEqual([
        422,
        expect.objectContaining({ code: 'SIGN_IN_INCOMPLETE' }),
      ]);
    }
  });

  it('take no broken JSON', async () => {
    const response = await stranger.fetch('/api/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"email":',
    });
    expect([response.status, await response.json()]).toEqual([400, expect.objectContaining({ code: 'BAD_REQUEST' })]);
  });
});

describe('other sites', () => {
  const me = { query: ME };

  it('cannot act through a session without its CSRF token', async () => {
    const cookie = { cookie: officer.headers['cookie'] ?? '' };
    for (const headers of [cookie, { ...cookie, 'x-ccn-csrf': 'guessed' }]) {
      const answer = await clientOf(system.url, headers).ask(ME);
      expect([answer.status, answer.errors[0]?.extensions.code]).toEqual([403, 'CSRF']);
      const file = await clientOf(system.url, headers).upload('a.xlsx', new Uint8Array([1]));
      expect([file.status, await file.json()]).toEqual([403, expect.objectContaining({ code: 'CSRF' })]);
    }
  });

  it('are refused by their origin, even with everything else right', async () => {
    const response = await officer.fetch('/graphql', {
      ...json(me),
      headers: { ...json(me).headers, origin: 'https://evil.example' },
    });
    expect([response.status, await response.json()]).toMatchObject([
      403,
      { errors: [{ extensions: { code: 'ORIGIN_REFUSED' } }] },
    ]);
  });

  it('is not what our own origin is', async () => {
    const response = await officer.fetch('/graphql', {
      ...json(me),
      headers: { ...json(me).headers, origin: system.url },
    });
    expect(response.status).toBe(200);
  });

  it('may not frame or script the portal', async () => {
    const headers = (await stranger.fetch('/health')).headers;
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('x-powered-by')).toBeNull();
  });
});

describe('tokens', () => {
  it('carry the permissions they were given and no more', async () => {
    const program = await withToken(system, analyst, ['consolidated.read']);
    const { me } = await program.data<{ me: { permissions: string[]; via: string } }>(ME);
    expect(me).toMatchObject({ permissions: ['consolidated.read'], via: 'TOKEN' });
    const answer = await program.ask('{ clusters { totalCount } }');
    expect(answer.errors).toMatchObject([
      { extensions: { code: 'FORBIDDEN' }, message: expect.stringContaining('register.read') },
    ]);
  });

  it('cannot be given permissions of others', async () => {
    const { createToken } = await analyst.data<{ createToken: object }>(
      'mutation { createToken(input: { name: "x", scopes: ["filing.decide"], days: 1 }) { secret token { id } errors { code path message } } }',
    );
    expect(createToken).toMatchObject({
      secret: null,
      token: null,
      errors: [{ code: 'TOKEN_SCOPES_INVALID', path: 'scopes' }],
    });
  });

  it('end when revoked', async () => {
    const program = await withToken(system, analyst, ['register.read']);
    const { me } = await analyst.data<{ me: { tokens: { id: string; name: string }[] } }>(
      '{ me { tokens { id name } } }',
    );
    await analyst.data('mutation ($id: ID!) { revokeToken(input: { id: $id }) { errors { code } } }', {
      id: me.tokens[0]?.id,
    });
    const answer = await program.ask(ME);
    expect([answer.status, answer.errors[0]?.extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
  });

  it('are refused when made up', async () => {
    const answer = await clientOf(system.url, { authorization: 'Bearer ccn_made-up' }).ask(ME);
    expect([answer.status, answer.errors[0]?.extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
  });
});

describe('GraphQL', () => {
  it('answers no stranger, not even about its schema', async () => {
    for (const query of [ME, '{ __schema { types { name } } }']) {
      const answer = await stranger.ask(query);
      expect([answer.status, answer.data, answer.errors[0]?.extensions.code]).toEqual([401, null, 'UNAUTHENTICATED']);
    }
  });

  it('shows its schema to those signed in', async () => {
    const { __schema } = await analyst.data<{ __schema: { queryType: { name: string } } }>(
      '{ __schema { queryType { name } } }',
    );
    expect(__schema.queryType.name).toBe('Query');
  });

  it('is asked by POST, one query at a time', async () => {
    const get = await analyst.fetch(`/graphql?query=${encodeURIComponent(ME)}`);
    expect([get.status, get.headers.get('allow'), await get.json()]).toMatchObject([
      405,
      'POST',
      { errors: [{ extensions: { code: 'METHOD_NOT_ALLOWED' } }] },
    ]);
    const batch = await analyst.fetch('/graphql', json([{ query: ME }, { query: ME }]));
    expect([batch.status, await batch.json()]).toMatchObject([
      400,
      { errors: [{ extensions: { code: 'BATCH_REFUSED' } }] },
    ]);
  });

  it.each([
    [
      'depth',
      `{ obligations { nodes ${'{ filing { obligation '.repeat(6)} { id } ${'} }'.repeat(6)} } }`,
      'QUERY_TOO_DEEP',
    ],
    [
      'aliases',
      `{ me { ${Array.from({ length: 31 }, (_, i) => `a${i}: name`).join(' ')} } }`,
      'QUERY_TOO_MANY_ALIASES',
    ],
    ['width', `{ ${Array.from({ length: 21 }, (_, i) => `a${i}: me { name }`).join(' ')} }`, 'QUERY_TOO_WIDE'],
    ['rows', '{ clusters(first: 200) { nodes { tenants(first: 200) { nodes { code } } } } }', 'QUERY_TOO_COSTLY'],
    ['a page too long', '{ clusters(first: 201) { totalCount } }', 'PAGE_SIZE_INVALID'],
    ['a made-up cursor', '{ clusters(after: "x") { totalCount } }', 'CURSOR_INVALID'],
    ['words without end', `{ me { ${'name '.repeat(3000)} } }`, 'GRAPHQL_PARSE_FAILED'],
    ['cyclic fragments', '{ me { ...A } } fragment A on Me { ...B } fragment B on Me { ...A }', 'QUERY_FRAGMENT_CYCLE'],
    ['an unknown field', '{ me { password } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a day that is none', '{ provinces(asOf: "2026-02-30") { totalCount } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a character no text keeps', '{ clusters(filter: { search: "a\\u0000" }) { totalCount } }', 'CONTROL_CHARACTER'],
    ['two keys for one cluster', '{ cluster(id: "x", code: "C00001") { id } }', 'ONE_KEY_NEEDED'],
  ])('refuses %s with a code', async (_what, query, code) => {
    const answer = await analyst.ask(query);
    expect(answer.errors.map((e) => e.extensions.code)).toEqual([code]);
    expect(JSON.stringify(answer)).not.toMatch(/node_modules|stacktrace|\.ts:|\.js:/);
  });

  it('refuses a body without end', async () => {
    const response = await analyst.fetch('/graphql', json({ query: ME, variables: { x: 'x'.repeat(300_000) } }));
    expect([response.status, await response.json()]).toMatchObject([
      413,
      { errors: [{ extensions: { code: 'BODY_TOO_LARGE' } }] },
    ]);
  });

  it('says the same in English to a caller who reads English', async () => {
    const english = clientOf(system.url, { ...analyst.headers, 'accept-language': 'en' });
    const answer = await english.ask('{ clusters(first: 0) { totalCount } }');
    expect(answer.errors[0]?.message).toContain('must be 1 to 200');
    expect(answer.errors[0]?.extensions).toEqual({ code: 'PAGE_SIZE_INVALID', input: 'first' });
  });

  it('shows of a surprise its id only, and logs the rest under it', async () => {
    const answer = await withTable('plan_entry', 'plan_entry_away', () =>
      officer.ask('{ clusters(first: 1) { nodes { planEntries { id } } } }'),
    );
    expect(answer.errors).toMatchObject([{ extensions: { code: 'INTERNAL_ERROR', errorId: expect.any(String) } }]);
    const { errorId } = answer.errors[0]?.extensions ?? {};
    expect(answer.errors[0]?.message).toContain(errorId);
    expect(Object.keys(answer.errors[0]?.extensions ?? {}).sort()).toEqual(['code', 'errorId']);
    await expect.poll(() => system.api.output).toContain(errorId);
  });
});

describe('a caller who asks without end', () => {
  it('is refused with a code and the time to wait, whichever token he uses', async () => {
    const limited = await startSystem({
      database: system.database,
      worker: false,
      env: { CCN_REQUESTS_PER_MINUTE: '30' },
    });
    try {
      const caller = clientOf(limited.url, analyst.headers);
      const answers = await Promise.all(
        Array.from({ length: 40 }, () => caller.fetch('/graphql', json({ query: ME }))),
      );
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(30);
      const refused = answers.find(({ status }) => status === 429);
      expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await refused?.json()).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED' } }] });
    } finally {
      await limited.stop();
    }
  });
});

/** Runs something while a table is not there: a failure nobody expects. */
async function withTable<T>(table: string, away: string, work: () => Promise<T>): Promise<T> {
  return await withClient(system.database.superUrl, async (db) => {
    await db.query(`alter table ${table} rename to ${away}`);
    try {
      return await work();
    } finally {
      await db.query(`alter table ${away} rename to ${table}`);
    }
  });
}

describe('files', () => {
  const workbook = readFileSync(join(EXAMPLES, 'ok-form-04.xlsx'));
  const digest = createHash('sha256').update(workbook).digest('hex');

  it('are kept to the byte, from a form or as the bare body', async () => {
    const form = await officer.upload('Biểu 04 Lào Cai.xlsx', workbook);
    const bare = await officer.fetch('/api/files', {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent('Biểu 04 khác.xlsx') },
      body: workbook,
    });
    for (const [response, name] of [
      [form, 'Biểu 04 Lào Cai.xlsx'],
      [bare, 'Biểu 04 khác.xlsx'],
    ] as const) {
      expect(response.status).toBe(201);
      const file = (await response.json()) as { id: string };
      expect(file).toEqual({
        id: expect.any(String),
        sha256: digest,
        name,
        sizeBytes: workbook.length,
        format: 'xlsx',
      });
      const back = await officer.fetch(`/api/files/${file.id}`);
      expect(back.headers.get('content-disposition')).toContain(`filename*=UTF-8''${encodeURIComponent(name)}`);
      expect(
        createHash('sha256')
          .update(new Uint8Array(await back.arrayBuffer()))
          .digest('hex'),
      ).toBe(digest);
    }
  });

  it('are not kept when too large, empty or absent', async () => {
    const large = await officer.upload('to.xlsx', new Uint8Array(CAP + 1));
    expect([large.status, await large.json()]).toEqual([
      413,
      expect.objectContaining({ code: 'FILE_TOO_LARGE', message: expect.stringContaining('lớn hơn mức cho phép') }),
    ]);
    const empty = await officer.upload('rong.xlsx', new Uint8Array());
    expect([empty.status, await empty.json()]).toEqual([422, expect.objectContaining({ code: 'FILE_EMPTY' })]);
    const absent = await officer.fetch('/api/files', { method: 'POST', body: new FormData() });
    expect([absent.status, await absent.json()]).toEqual([422, expect.objectContaining({ code: 'FILE_MISSING' })]);
  });

  it('of another province are not there', async () => {
    const { id } = (await (await officer.upload('cua-lao-cai.xlsx', workbook)).json()) as { id: string };
    const neighbour = await signIn(system, 'department', 'officer', '80');
    for (const wanted of [id, 'not-an-id', '019ab000-0000-7000-8000-000000000000']) {
      const response = await neighbour.fetch(`/api/files/${wanted}`);
      expect([response.status, await response.json()]).toEqual([
        404,
        expect.objectContaining({ code: 'FILE_UNKNOWN' }),
      ]);
    }
  });

  it('are taken only from those who may file', async () => {
    expect((await stranger.upload('a.xlsx', workbook)).status).toBe(401);
    const refused = await analyst.upload('a.xlsx', workbook);
    expect([refused.status, await refused.json()]).toEqual([403, expect.objectContaining({ code: 'FORBIDDEN' })]);
  });
});

describe('paths', () => {
  it('that do not exist are said so, as JSON under /api', async () => {
    const response = await analyst.fetch('/api/nothing');
    expect([response.status, await response.json()]).toEqual([404, expect.objectContaining({ code: 'NOT_FOUND' })]);
  });
});
