import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AccountService, type Caller, csrfMatches, requirePermission, SignInService, TokenService } from '#lib/access';
import { verifyAudit } from '#lib/audit';
import { ManualClock } from '#lib/kernel';
import { type Database, systemScope } from '#lib/persistence';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { addPerson, openDatabase, PASSWORD } from '../support/people.js';

const MORNING = new Date('2026-06-01T08:00:00+07:00');

let test: TestDatabase;
let db: Database;
const clock = new ManualClock(MORNING);
let signIn: SignInService;
let tokens: TokenService;
let accounts: AccountService;

beforeAll(async () => {
  test = await createTestDatabase();
  db = await openDatabase(test.appUrl);
  signIn = new SignInService({ db, clock, sessionHours: 12, idleMinutes: 120 });
  tokens = new TokenService({ db, clock });
  accounts = new AccountService({ db, clock });
});
afterAll(async () => {
  await db?.close();
  await test?.drop();
});

const later = (minutes: number) => new Date(MORNING.getTime() + minutes * 60_000);
const enter = (email: string, password = PASSWORD, address: string | null = null) =>
  signIn.signIn({ email, password, address, userAgent: 'spec' });
const rows = <T>(sql: string, params: unknown[] = []) =>
  db.transact(systemScope, (uow) => uow.em.execute<T[]>(sql, params));

describe('signing in', () => {
  let officer: Caller;
  beforeAll(async () => {
    officer = await addPerson(db, { kind: 'department', provinceCode: '15' }, 'officer');
  });

  it('opens a session that speaks for the account, and signing out ends it', async () => {
    clock.moveTo(MORNING);
    const opened = await enter(` ${officer.email.toUpperCase()} `);
    expect(opened.expiresAt).toEqual(new Date('2026-06-01T20:00:00+07:00'));
    expect(csrfMatches(opened.sessionToken, opened.csrfToken)).toBe(true);
    const caller = await signIn.callerOfSession(opened.sessionToken);
    expect(caller).toMatchObject({
      accountId: officer.accountId,
      officeKind: 'department',
      role: 'officer',
      via: 'session',
    });
    expect(caller?.scope).toMatchObject({ level: 'province', units: ['15'], canWrite: true });
    await signIn.signOut(opened.sessionToken);
    expect(await signIn.callerOfSession(opened.sessionToken)).toBeNull();
  });

  it('keeps no token in the database, only hashes', async () => {
    const { sessionToken, csrfToken } = await enter(officer.email);
    const made = await tokens.create(await sessionCaller(sessionToken), {
      name: 'kiểm tra',
      scopes: ['filing.read'],
      days: 1,
    });
    const all = JSON.stringify(
      await rows(`select to_jsonb(s) from session s union all select to_jsonb(t) from access_token t
        union all select to_jsonb(e) from audit_entry e union all select to_jsonb(n) from sign_in_attempt n`),
    );
    for (const secret of [sessionToken, csrfToken, made.secret, made.secret.slice(4), PASSWORD])
      expect(all.includes(secret)).toBe(false);
  });

  it('ends when idle, and at the latest after its whole time', async () => {
    clock.moveTo(MORNING);
    const idle = await enter(officer.email);
    clock.moveTo(later(121));
    expect(await signIn.callerOfSession(idle.sessionToken)).toBeNull();

    clock.moveTo(MORNING);
    const busy = await enter(officer.email);
    for (let minute = 100; minute < 12 * 60; minute += 100) {
      clock.moveTo(later(minute));
      expect(await signIn.callerOfSession(busy.sessionToken), `minute ${minute}`).not.toBeNull();
    }
    clock.moveTo(later(12 * 60));
    expect(await signIn.callerOfSession(busy.sessionToken)).toBeNull();
    clock.moveTo(MORNING);
  });

  it('gives one and the same answer to unknown, wrong and disabled', async () => {
    const gone = await addPerson(db, { kind: 'department', provinceCode: '15' }, 'officer');
    await rows('update account set disabled_at = now() where id = ? returning 1', [gone.accountId]);
    const answers = await Promise.all(
      [enter('khong.co@demo.ccn.invalid'), enter(officer.email, 'sai mật khẩu rồi'), enter(gone.email)].map((attempt) =>
        attempt.then(
          () => 'in',
          (error: Error & { code?: string }) => `${error.code} ${error.message}`,
        ),
      ),
    );
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('SIGN_IN_REFUSED');
  });

  it('a disabled account loses its open sessions and tokens', async () => {
    const person = await addPerson(db, { kind: 'commune', provinceCode: '15', communeCode: '04303' }, 'officer');
    const { sessionToken } = await enter(person.email);
    const { secret } = await tokens.create(await sessionCaller(sessionToken), {
      name: 'x',
      scopes: ['filing.read'],
      days: 9,
    });
    expect(await tokens.callerOfToken(secret)).not.toBeNull();
    await rows('update account set disabled_at = now() where id = ? returning 1', [person.accountId]);
    expect(await signIn.callerOfSession(sessionToken)).toBeNull();
    expect(await tokens.callerOfToken(secret)).toBeNull();
  });

  it('is throttled for one e-mail after ten attempts, even sent at once, until the quarter is over', async () => {
    clock.moveTo(new Date('2026-06-02T08:03:00+07:00'));
    const target = await addPerson(db, { kind: 'department', provinceCode: '15' }, 'officer');
    const tries = await Promise.allSettled(Array.from({ length: 14 }, () => enter(target.email, 'đoán mò mật khẩu')));
    const codes = tries.map((t) => (t.status === 'rejected' ? (t.reason as { code: string }).code : 'in'));
    expect(codes.filter((c) => c === 'SIGN_IN_REFUSED')).toHaveLength(10);
    expect(codes.filter((c) => c === 'SIGN_IN_THROTTLED')).toHaveLength(4);
    await expect(enter(target.email)).rejects.toMatchObject({
      code: 'SIGN_IN_THROTTLED',
      message: expect.stringContaining('08:15 ngày 02/06/2026'),
    });
    await expect(enter(officer.email)).resolves.toBeDefined();
    clock.moveTo(new Date('2026-06-02T08:15:00+07:00'));
    await expect(enter(target.email)).resolves.toBeDefined();
    clock.moveTo(MORNING);
  });

  it('is throttled for one address over many e-mails', async () => {
    clock.moveTo(new Date('2026-06-03T08:00:00+07:00'));
    await rows(`insert into sign_in_attempt values ('address:192.0.2.7', ?::timestamptz, 99) returning 1`, [
      clock.now(),
    ]);
    await expect(enter('ai.do.1@demo.ccn.invalid', 'x', '192.0.2.7')).rejects.toMatchObject({
      code: 'SIGN_IN_REFUSED',
    });
    await expect(enter('ai.do.2@demo.ccn.invalid', 'x', '192.0.2.7')).rejects.toMatchObject({
      code: 'SIGN_IN_THROTTLED',
    });
    await expect(enter('ai.do.2@demo.ccn.invalid', 'x', '192.0.2.8')).rejects.toMatchObject({
      code: 'SIGN_IN_REFUSED',
    });
    clock.moveTo(MORNING);
  });
});

async function sessionCaller(token: string): Promise<Caller> {
  const caller = await signIn.callerOfSession(token);
  if (caller === null) throw new Error('no session');
  return caller;
}

describe('access tokens', () => {
  let analyst: Caller;
  beforeAll(async () => {
    analyst = await addPerson(db, { kind: 'ministry' }, 'analyst');
  });

  it('carry no more than their scopes, and cannot write when these do not', async () => {
    const officer = await addPerson(db, { kind: 'commune', provinceCode: '15', communeCode: '04303' }, 'officer');
    const { secret } = await tokens.create(officer, {
      name: 'đọc số liệu',
      scopes: ['filing.read', 'register.read'],
      days: 30,
    });
    expect(secret).toMatch(/^ccn_[\w-]{43}$/);
    const caller = await tokens.callerOfToken(secret);
    expect([...(caller?.permissions ?? [])].sort()).toEqual(['filing.read', 'register.read']);
    expect(caller?.scope).toMatchObject({ level: 'commune', units: ['04303'], canWrite: false });
    expect(() => requirePermission(caller as Caller, 'filing.prepare')).toThrow(/không có quyền/);
  });

  it('cannot carry a permission that their owner lacks', async () => {
    await expect(tokens.create(analyst, { name: 'x', scopes: ['filing.decide'], days: 1 })).rejects.toMatchObject({
      code: 'TOKEN_SCOPES_INVALID',
    });
    await expect(tokens.create(analyst, { name: 'x', scopes: [], days: 1 })).rejects.toMatchObject({
      code: 'TOKEN_SCOPES_INVALID',
    });
  });

  it('end on their day and when revoked', async () => {
    const { secret, token } = await tokens.create(analyst, { name: 'x', scopes: ['filing.read'], days: 2 });
    clock.moveTo(later(2 * 24 * 60 - 1));
    expect(await tokens.callerOfToken(secret)).not.toBeNull();
    clock.moveTo(later(2 * 24 * 60));
    expect(await tokens.callerOfToken(secret)).toBeNull();
    clock.moveTo(MORNING);
    expect(await tokens.callerOfToken(secret)).not.toBeNull();
    await tokens.revoke(analyst, token.id);
    expect(await tokens.callerOfToken(secret)).toBeNull();
    expect((await tokens.list(analyst)).find((t) => t.id === token.id)?.revokedAt).toEqual(MORNING);
  });

  it('of the explorer read only, for an hour, no longer than the session, and the newest five of it', async () => {
    clock.moveTo(MORNING);
    const { email } = await addPerson(db, { kind: 'department', provinceCode: '15' }, 'officer');
    const { sessionToken } = await enter(email);
    const caller = await sessionCaller(sessionToken);
    const { secret, expiresAt } = await tokens.openExplorer(caller, sessionToken);
    expect(expiresAt).toEqual(later(60));
    const reader = await tokens.callerOfToken(secret);
    expect([...(reader?.permissions ?? [])].sort()).toEqual([
      'consolidated.read',
      'filing.read',
      'filing.review',
      'obligation.read',
      'register.read',
    ]);
    expect(reader?.scope).toMatchObject({ level: 'province', units: ['15'], canWrite: false });
    expect(await tokens.list(caller), 'it is no token of a program').toEqual([]);
    await expect(tokens.openExplorer(reader as Caller, sessionToken)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(tokens.openExplorer(caller, null)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const more: string[] = [];
    for (let i = 1; i <= 5; i++) {
      clock.moveTo(later(i));
      more.push((await tokens.openExplorer(caller, sessionToken)).secret);
    }
    expect(await tokens.callerOfToken(secret)).toBeNull();
    const [second = ''] = more;
    clock.moveTo(later(60));
    expect(await tokens.callerOfToken(second)).not.toBeNull();
    clock.moveTo(later(61));
    expect(await tokens.callerOfToken(second)).toBeNull();
    clock.moveTo(later(30));
    expect(await tokens.callerOfToken(second)).not.toBeNull();
    await signIn.signOut(sessionToken);
    expect(await tokens.callerOfToken(second)).toBeNull();
    clock.moveTo(MORNING);
  });

  it('are their owner’s: nobody else revokes or lists them, and no token makes another', async () => {
    const other = await addPerson(db, { kind: 'ministry' }, 'analyst');
    const { secret, token } = await tokens.create(analyst, {
      name: 'x',
      scopes: ['token.manage', 'filing.read'],
      days: 2,
    });
    await expect(tokens.revoke(other, token.id)).rejects.toMatchObject({ code: 'TOKEN_UNKNOWN' });
    expect(await tokens.list(other)).toEqual([]);
    const program = await tokens.callerOfToken(secret);
    await expect(
      tokens.create(program as Caller, { name: 'y', scopes: ['filing.read'], days: 300 }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('an administrator', () => {
  let laoCai: Caller;
  let tayNinh: Caller;
  beforeAll(async () => {
    laoCai = await addPerson(db, { kind: 'department', provinceCode: '15' }, 'administrator');
    tayNinh = await addPerson(db, { kind: 'department', provinceCode: '80' }, 'administrator');
    await rows(`insert into commune (code, valid_from, name, type, province_code)
      values ('04303', '2025-07-01', 'Lục Yên', 'xã', '15') returning 1`);
  });

  it('opens an office and an account of the province, whose password works once changed', async () => {
    const office = await accounts.createOffice(laoCai, {
      kind: 'commune',
      name: 'UBND xã Lục Yên',
      provinceCode: '15',
      communeCode: '04303',
    });
    const { account, password } = await accounts.createAccount(laoCai, {
      officeId: office.id,
      email: 'Can.Bo.LucYen@demo.ccn.invalid',
      name: 'Cán bộ UBND xã Lục Yên',
      role: 'officer',
    });
    const { caller, sessionToken } = await enter('can.bo.lucyen@demo.ccn.invalid', password);
    expect(caller).toMatchObject({ accountId: account.id, mustChangePassword: true, communeCode: '04303' });
    await accounts.changeOwnPassword(caller, password, 'một mật khẩu của riêng tôi');
    expect(await signIn.callerOfSession(sessionToken)).toBeNull();
    const again = await enter('can.bo.lucyen@demo.ccn.invalid', 'một mật khẩu của riêng tôi');
    expect(again.caller.mustChangePassword).toBe(false);
    await expect(accounts.changeOwnPassword(again.caller, 'sai', 'một mật khẩu khác nữa')).rejects.toMatchObject({
      code: 'PASSWORD_WRONG',
    });

    await accounts.disableAccount(laoCai, account.id, 'chuyển công tác');
    expect(await signIn.callerOfSession(again.sessionToken)).toBeNull();
    await accounts.enableAccount(laoCai, account.id);
    const reset = await accounts.resetPassword(laoCai, account.id);
    expect((await enter('can.bo.lucyen@demo.ccn.invalid', reset.password)).caller.mustChangePassword).toBe(true);
  });

  it('does not reach into another province, its department or the ministry', async () => {
    const ministry = await addPerson(db, { kind: 'ministry' }, 'administrator');
    for (const foreign of [tayNinh, ministry]) {
      await expect(
        accounts.createAccount(laoCai, { officeId: foreign.officeId, email: 'a@b.vn', name: 'x', role: 'officer' }),
      ).rejects.toMatchObject({ code: 'OFFICE_UNKNOWN' });
      await expect(accounts.disableAccount(laoCai, foreign.accountId, 'x')).rejects.toMatchObject({
        code: 'ACCOUNT_UNKNOWN',
      });
      await expect(accounts.resetPassword(laoCai, foreign.accountId)).rejects.toMatchObject({
        code: 'ACCOUNT_UNKNOWN',
      });
    }
    for (const place of [
      { kind: 'commune', provinceCode: '80', communeCode: '04303' },
      { kind: 'department', provinceCode: '15' },
      { kind: 'ministry', provinceCode: null },
    ] as const)
      await expect(accounts.createOffice(laoCai, { name: 'x', ...place })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(
      accounts.createOffice(tayNinh, { kind: 'commune', name: 'x', provinceCode: '80', communeCode: '04303' }),
    ).rejects.toMatchObject({ code: 'OFFICE_INVALID' });
    const seen = await accounts.offices(laoCai, {}, { first: 200 });
    expect(seen.edges.length).toBeGreaterThan(0);
    expect(seen.edges.every(({ node }) => node.provinceCode === '15')).toBe(true);
  });

  it('cannot lock himself out, nor give a role an office does not have', async () => {
    await expect(accounts.disableAccount(laoCai, laoCai.accountId, 'x')).rejects.toMatchObject({ code: 'ACCOUNT_OWN' });
    const commune = (await accounts.offices(laoCai, { kind: 'commune' }, { first: 1 })).edges[0]?.node;
    await expect(
      accounts.createAccount(laoCai, {
        officeId: commune?.id ?? '',
        email: 'q@b.vn',
        name: 'x',
        role: 'administrator',
      }),
    ).rejects.toMatchObject({ code: 'ROLE_INVALID' });
  });

  it('is needed: nobody else manages accounts', async () => {
    const officer = await addPerson(db, { kind: 'department', provinceCode: '15' }, 'officer');
    await expect(accounts.offices(officer, {}, { first: 10 })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(accounts.disableAccount(officer, laoCai.accountId, 'x')).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('the audit of access', () => {
  it('holds every step with its actor, and is whole', async () => {
    const actions = await rows<{ action: string }>('select distinct action from audit_entry order by action');
    expect(actions.map((a) => a.action)).toEqual([
      'account.change_password',
      'account.create',
      'account.disable',
      'account.enable',
      'account.reset_password',
      'office.create',
      'session.close',
      'session.open',
      'session.refuse',
      'token.create',
      'token.revoke',
    ]);
    const nobody = await rows(`select 1 from audit_entry where actor_id is null and action <> 'session.refuse'`);
    expect(nobody).toEqual([]);
    expect((await verifyAudit(test.ownerUrl)).ok).toBe(true);
  });
});
