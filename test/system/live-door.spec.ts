/** The door for subscriptions: who gets in, what is refused before anything runs, and when a connection is ended. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { withClient } from '../../scripts/embedded/roles.ts';
import { type Client, signIn, withToken } from '../support/client.js';
import { eventually, type LiveClient, openLive, openPage } from '../support/live.js';
import { startSystem, type TestSystem } from '../support/system.js';

let system: TestSystem;
let officer: Client;
const opened: LiveClient[] = [];
const kept = (live: LiveClient): LiveClient => {
  opened.push(live);
  return live;
};
const FOLLOW = 'subscription { filingChanged { refetch } }';

beforeAll(async () => {
  system = await startSystem({ worker: false });
  officer = await signIn(system, 'department', 'officer', '15');
});
afterAll(async () => {
  for (const live of opened) await live.close();
  await system?.stop();
});

/** Status with which an upgrade is answered; 101 when it is accepted. */
async function handshake(headers: Record<string, string>, path = '/graphql', protocol = 'graphql-transport-ws') {
  const socket = new WebSocket(`${system.url.replace('http', 'ws')}${path}`, protocol, { headers });
  return await new Promise<number>((done, fail) => {
    socket.once('open', () => done(101));
    socket.once('unexpected-response', (_request, response) => done(response.statusCode ?? 0));
    socket.once('error', fail);
  }).finally(() => socket.terminate());
}

describe('the handshake', () => {
  it('is refused to a page of another site, even with the cookie of a signed-in browser', async () => {
    const cookie = officer.headers['cookie'] ?? '';
    expect(await handshake({ cookie, origin: 'https://attacker.example' })).toBe(403);
    expect(await handshake({ cookie, origin: 'null' })).toBe(403);
    expect(await handshake({ cookie })).toBe(403);
    expect(await handshake({ origin: 'https://attacker.example' })).toBe(403);
    expect(await handshake({ cookie, origin: system.url })).toBe(101);
  });

  it('is refused at another address and in another language', async () => {
    expect(await handshake({ origin: system.url }, '/api/session')).toBe(404);
    expect(await handshake({ origin: system.url }, '/graphql', 'graphql-ws')).toBe(400);
  });
});

describe('who asks', () => {
  it('must show a session or a token; an unknown one is closed with a code that is not tried again', async () => {
    const nobody = kept(openLive(system.url, {}));
    const wrong = kept(openLive(system.url, { cookie: 'ccn_session=wrong', origin: system.url }));
    const forged = kept(openLive(system.url, {}, { params: { authorization: 'Bearer ccn_wrong' } }));
    for (const live of [nobody, wrong, forged])
      expect(await eventually('the closing', () => live.closed)).toMatchObject({
        code: 4401,
        reason: 'UNAUTHENTICATED',
      });
  });

  it('may be a program that gives its token when the connection begins; it follows what the token allows, no more', async () => {
    const token = await withToken(system, officer, ['obligation.read']);
    const live = kept(openLive(system.url, {}, { params: { authorization: token.headers['authorization'] } }));
    const allowed = live.follow<{ refetch: boolean }>(
      'obligationChanged',
      'subscription { obligationChanged(period: "2026-Y") { refetch } }',
    );
    const refused = live.follow('filingChanged', FOLLOW);
    await allowed.until((e) => e.refetch);
    await eventually('the refusal', () => (refused.ended ? true : null));
    expect(refused.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  it('is cut off when the token is revoked, and when the account is shut', async () => {
    const owner = await signIn(system, 'ministry', 'analyst');
    const program = await withToken(system, owner, ['filing.read']);
    const byToken = kept(openLive(system.url, program.headers));
    const byAccount = kept(openPage(system.url, owner));
    await Promise.all([byToken.connected, byAccount.connected]);
    const { me: own } = await owner.data<{ me: { tokens: { id: string; revokedAt: string | null }[] } }>(
      '{ me { tokens { id revokedAt } } }',
    );
    const { revokeToken } = await owner.data<{ revokeToken: { errors: unknown[] } }>(
      'mutation ($id: ID!) { revokeToken(input: { id: $id }) { errors { code } } }',
      { id: own.tokens.find((t) => t.revokedAt === null)?.id },
    );
    expect(revokeToken.errors).toEqual([]);
    expect(await eventually('the closing', () => byToken.closed)).toMatchObject({ reason: 'SESSION_ENDED' });
    expect(byAccount.closed).toBeNull();

    const administrator = await signIn(system, 'ministry', 'administrator');
    const { me } = await owner.data<{ me: { id: string } }>('{ me { id } }');
    const { disableAccount } = await administrator.data<{ disableAccount: { errors: unknown[] } }>(
      'mutation ($id: ID!) { disableAccount(input: { id: $id, reason: "Thôi việc" }) { errors { code } } }',
      { id: me.id },
    );
    expect(disableAccount.errors).toEqual([]);
    expect(await eventually('the closing', () => byAccount.closed)).toMatchObject({
      code: 4401,
      reason: 'SESSION_ENDED',
    });
  });

  it('is looked up again by itself: a session that runs out ends the connection within its round', async () => {
    const leaving = await signIn(system, 'commune', 'officer', '04303');
    const live = kept(openPage(system.url, leaving));
    await live.connected;
    // Nobody tells of time running out.
    await withClient(system.database.superUrl, (db) =>
      db.query(`update session set expires_at = now() where account_id in
        (select a.id from account a join office o on o.id = a.office_id where o.commune_code = '04303' and a.role = 'officer')`),
    );
    expect(await eventually('the closing', () => live.closed)).toMatchObject({ code: 4401, reason: 'SESSION_ENDED' });
  });
});

describe('what is refused', () => {
  it('everything but a subscription, and one beyond the limits of a query', async () => {
    const live = kept(openPage(system.url, officer));
    const deep = `subscription { filingChanged { filing ${'{ obligation { filing '.repeat(7)} { id } ${'} }'.repeat(7)} } }`;
    const cases = [
      ['{ me { id } }', 'ONLY_SUBSCRIPTIONS'],
      ['mutation { revokeToken(input: { id: "x" }) { errors { code } } }', 'ONLY_SUBSCRIPTIONS'],
      ['subscription { filingChanged { nothing } }', 'GRAPHQL_VALIDATION_FAILED'],
      ['subscription { a: filingChanged { refetch } b: filingChanged { refetch } }', 'GRAPHQL_VALIDATION_FAILED'],
      ['subscription { filingChanged {', 'GRAPHQL_PARSE_FAILED'],
      [deep, 'QUERY_TOO_DEEP'],
    ] as const;
    for (const [query, code] of cases) {
      const refused = live.follow('none', query);
      await eventually(code, () => (refused.ended ? true : null));
      expect(refused.errors[0]?.extensions?.code, query).toBe(code);
      expect(refused.events).toEqual([]);
    }
    expect(live.closed).toBeNull();
  });

  it('the twenty-first subscription of a connection and the eleventh connection of an account', async () => {
    const investor = await signIn(system, 'investor', 'officer');
    const live = kept(openPage(system.url, investor));
    const many = Array.from({ length: 21 }, () => live.follow<{ refetch: boolean }>('filingChanged', FOLLOW));
    await eventually('one refusal', () => (many.some((f) => f.ended) ? true : null));
    for (const each of many.slice(0, 20)) await each.until((e) => e.refetch);
    expect(many[20]?.errors).toMatchObject([{ extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } }]);

    const further = Array.from({ length: 9 }, () => kept(openPage(system.url, investor)));
    await Promise.all(further.map((each) => each.connected));
    const eleventh = kept(openPage(system.url, investor));
    expect(await eventually('the closing', () => eleventh.closed)).toMatchObject({ code: 4429 });
    expect(further.every((each) => each.closed === null)).toBe(true);
  });

  it('a flood of messages and a message of a megabyte', async () => {
    const enterprise = await signIn(system, 'enterprise', 'officer');
    const headers = { cookie: enterprise.headers['cookie'] ?? '', origin: system.url };
    const shout = async (say: (socket: WebSocket) => void) => {
      const socket = new WebSocket(`${system.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers });
      socket.on('error', () => undefined);
      const closed = new Promise<number>((done) => socket.once('close', done));
      await new Promise((done) => socket.once('open', done));
      say(socket);
      return await closed;
    };
    const init = JSON.stringify({ type: 'connection_init' });
    expect(
      await shout((socket) => {
        socket.send(init);
        for (let i = 0; i < 200; i++) socket.send(JSON.stringify({ type: 'ping' }));
      }),
    ).toBe(4429);
    expect(await shout((socket) => socket.send('x'.repeat(1024 * 1024)))).toBe(1009);
    expect((await fetch(`${system.url}/health`)).status).toBe(200);
  });
});

it('the api stops in order while connections are open, and tells them to come back', async () => {
  const live = kept(openPage(system.url, await signIn(system, 'department', 'approver', '15')));
  await live.connected;
  await system.api.stop();
  expect(await eventually('the closing', () => live.closed)).toMatchObject({ code: 1001 });
  expect(system.api.output).toContain('api stopped');
});
