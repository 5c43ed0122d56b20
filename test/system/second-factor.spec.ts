/** Second factor, sessions and invitations: whom they let in, once, and whom not. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  AccountService,
  type Caller,
  codeAt,
  InvitationService,
  SecondFactorService,
  SessionService,
  SignInService,
} from '#lib/access';
import { verifyAudit } from '#lib/audit';
import { ManualClock } from '#lib/kernel';
import { type Database, systemScope } from '#lib/persistence';
import { InvitationMail, type Mail, MailFailure } from '#lib/reminders';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { addPerson, openDatabase, PASSWORD } from '../support/people.js';

const MORNING = new Date('2026-06-01T08:00:00+07:00');
const later = (seconds: number) => new Date(MORNING.getTime() + seconds * 1000);
const OWN = 'mật khẩu tự chọn của tôi';

let test: TestDatabase;
let db: Database;
const clock = new ManualClock(MORNING);
let signIn: SignInService;
let accounts: AccountService;
let factors: SecondFactorService;
let sessions: SessionService;
let invitations: InvitationService;

beforeAll(async () => {
  test = await createTestDatabase();
  db = await openDatabase(test.appUrl);
  signIn = new SignInService({ db, clock, sessionHours: 12 });
  accounts = new AccountService({ db, clock });
  factors = new SecondFactorService({ db, clock });
  sessions = new SessionService({ db, clock });
  invitations = new InvitationService({ db, clock, accounts });
});
afterAll(async () => {
  await db?.close();
  await test?.drop();
});

const enter = (email: string, code: string | null = null, password = PASSWORD) =>
  signIn.signIn({ email, password, code, address: null, userAgent: 'spec' });
const inSession = async (email: string, code: string | null = null): Promise<Caller> =>
  (await enter(email, code)).caller;
const rows = <T>(sql: string) => db.transact(systemScope, (uow) => uow.em.execute<T[]>(sql));

describe('a second factor', () => {
  let person: Caller;
  let caller: Caller;
  let secret: string;
  let recovery: readonly string[];

  beforeAll(async () => {
    person = await addPerson(db, { kind: 'department', provinceCode: '15' }, 'officer');
    caller = await inSession(person.email);
  });

  it('is asked for only after its first right code, and no token may touch it', async () => {
    secret = (await factors.begin(caller)).secret;
    expect(await factors.status(caller)).toEqual({ since: null, recoveryCodesLeft: 0 });
    await enter(person.email);
    await expect(factors.confirm(caller, '000000')).rejects.toMatchObject({ code: 'SECOND_FACTOR_WRONG' });
    await expect(factors.begin({ ...caller, via: 'token' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    recovery = await factors.confirm(caller, ` ${codeAt(secret, MORNING).replace(/(...)/, '$1 ')}`);
    expect(new Set(recovery).size).toBe(8);
    expect(await factors.status(caller)).toEqual({ since: MORNING, recoveryCodesLeft: 8 });
    await expect(factors.begin(caller)).rejects.toMatchObject({ code: 'SECOND_FACTOR_ON' });
  });

  it('then stands between the password and the session; each code is good once', async () => {
    clock.moveTo(later(60));
    await expect(enter(person.email)).rejects.toMatchObject({ code: 'SECOND_FACTOR_NEEDED' });
    await expect(enter(person.email, '123')).rejects.toMatchObject({ code: 'SECOND_FACTOR_WRONG' });
    // Without the password nothing is told of it.
    await expect(enter(person.email, codeAt(secret, later(60)), 'sai')).rejects.toMatchObject({
      code: 'SIGN_IN_REFUSED',
    });
    await enter(person.email, codeAt(secret, later(60)));
    await expect(enter(person.email, codeAt(secret, later(60)))).rejects.toMatchObject({ code: 'SECOND_FACTOR_WRONG' });
    // The code that turned it on is used up as well, though its step is still near.
    clock.moveTo(later(25));
    await expect(enter(person.email, codeAt(secret, MORNING))).rejects.toMatchObject({ code: 'SECOND_FACTOR_WRONG' });
    clock.moveTo(later(120));
    const both = await Promise.allSettled([1, 2].map(() => enter(person.email, codeAt(secret, later(120)))));
    expect(both.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('yields to a recovery code, once, however it is written', async () => {
    clock.moveTo(later(3600));
    const code = recovery[0] ?? '';
    expect(code).toMatch(/^[a-z2-9]{5}-[a-z2-9]{5}$/);
    await enter(person.email, code.toUpperCase().replace('-', ' '));
    await expect(enter(person.email, code)).rejects.toMatchObject({ code: 'SECOND_FACTOR_WRONG' });
    expect((await factors.status(caller)).recoveryCodesLeft).toBe(7);
    // Another person's codes are of no use.
    const other = await inSession((await addPerson(db, { kind: 'department', provinceCode: '15' }, 'approver')).email);
    await factors.confirm(other, codeAt((await factors.begin(other)).secret, clock.now()));
    await expect(enter(other.email, recovery[1] ?? '')).rejects.toMatchObject({ code: 'SECOND_FACTOR_WRONG' });
  });

  it('is guessed ten times in a quarter of an hour and no more', async () => {
    clock.moveTo(later(2 * 3600));
    for (let guess = 0; guess < 10; guess++)
      await expect(enter(person.email, '000000')).rejects.toMatchObject({ code: 'SECOND_FACTOR_WRONG' });
    await expect(enter(person.email, codeAt(secret, clock.now()))).rejects.toMatchObject({ code: 'SIGN_IN_THROTTLED' });
    clock.moveTo(later(3 * 3600));
    await enter(person.email, codeAt(secret, clock.now()));
  });

  it('goes by its owner’s password, or by an administrator’s hand with a reason that ends every session', async () => {
    await expect(factors.remove(caller, 'sai')).rejects.toMatchObject({ code: 'PASSWORD_WRONG' });
    await factors.remove(caller, PASSWORD);
    const again = await enter(person.email);
    secret = (await factors.begin(again.caller)).secret;
    await factors.confirm(again.caller, codeAt(secret, clock.now()));
    const administrator = await addPerson(db, { kind: 'ministry' }, 'administrator');
    await expect(accounts.removeSecondFactor(administrator, person.accountId, ' ')).rejects.toMatchObject({
      code: 'REASON_REQUIRED',
    });
    await accounts.removeSecondFactor(administrator, person.accountId, 'mất điện thoại');
    expect(await signIn.callerOfSession(again.sessionToken)).toBeNull();
    await enter(person.email);
    expect(await verifyAudit(test.ownerUrl)).toMatchObject({ ok: true });
  });

  it('is out of reach of every statement of a person, his own too', async () => {
    await factors.begin(caller);
    for (const table of ['second_factor', 'recovery_code', 'invitation'])
      expect(await db.transact(caller.scope, (uow) => uow.em.execute(`select 1 from ${table}`))).toEqual([]);
  });
});

describe('sessions', () => {
  it('are listed to their owner alone, and end one by one or all the others', async () => {
    const person = await addPerson(db, { kind: 'commune', provinceCode: '15', communeCode: '04303' }, 'officer');
    const stranger = await inSession((await addPerson(db, { kind: 'ministry' }, 'officer')).email);
    const [first, second, third] = [await enter(person.email), await enter(person.email), await enter(person.email)];
    const { caller, sessionToken } = first;
    const seen = await sessions.list(caller, sessionToken);
    expect(seen.map((s) => s.current).sort()).toEqual([false, false, true]);
    expect(seen[0]).toMatchObject({ userAgent: 'spec', address: null, expiresAt: first.expiresAt });
    const own = seen.find((s) => s.current)?.id ?? '';
    await expect(sessions.end(stranger, own)).rejects.toMatchObject({ code: 'SESSION_UNKNOWN' });
    expect(await sessions.endOthers(caller, sessionToken)).toBe(2);
    expect(await signIn.callerOfSession(second.sessionToken)).toBeNull();
    expect(await signIn.callerOfSession(third.sessionToken)).toBeNull();
    await sessions.end(caller, own);
    expect(await signIn.callerOfSession(sessionToken)).toBeNull();
  });
});

describe('an invitation', () => {
  let administrator: Caller;
  let officeId: string;
  const mails: Mail[] = [];
  let refuses = false;
  const post = new InvitationMail({
    clock,
    publicUrl: 'https://ccn.example.vn',
    transport: {
      concurrency: 1,
      send: async (mail) => {
        if (refuses) throw new MailFailure('MAIL_REFUSED', 'x', { permanent: true });
        mails.push(mail);
        return { response: 'ok', refused: [] };
      },
      close: async () => undefined,
    },
  });
  const wanted = (email: string) => ({ officeId, email, name: 'Cán bộ mới', role: 'officer' as const });

  beforeAll(async () => {
    administrator = await addPerson(db, { kind: 'department', provinceCode: '15' }, 'administrator');
    officeId = (await addPerson(db, { kind: 'commune', provinceCode: '15', communeCode: '04543' }, 'officer')).officeId;
  });

  it('lets the invited choose his password once; its secret lies nowhere', async () => {
    const made = await invitations.invite(administrator, wanted('moi@xa.gov.vn'));
    const sent = await post.send(made);
    expect(sent).toEqual({ address: `https://ccn.example.vn/moi#${made.secret}`, mailed: true });
    expect(mails[0]).toMatchObject({ to: ['moi@xa.gov.vn'], body: expect.stringContaining(`\n\n${sent.address}\n\n`) });
    const all = JSON.stringify(
      await rows('select to_jsonb(i) from invitation i union all select to_jsonb(e) from audit_entry e'),
    );
    expect(all.includes(made.secret)).toBe(false);

    await expect(enter('moi@xa.gov.vn', null, OWN)).rejects.toMatchObject({ code: 'SIGN_IN_REFUSED' });
    expect(await invitations.open(made.secret, null)).toMatchObject({ name: 'Cán bộ mới', email: 'moi@xa.gov.vn' });
    await expect(invitations.accept(made.secret, 'ngắn', null)).rejects.toMatchObject({ code: 'PASSWORD_TOO_SHORT' });
    const both = await Promise.allSettled(
      [OWN, OWN].map((password) => invitations.accept(made.secret, password, null)),
    );
    expect(both.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await enter('moi@xa.gov.vn', null, OWN)).caller.mustChangePassword).toBe(false);
    await expect(invitations.open(made.secret, null)).rejects.toMatchObject({ code: 'INVITATION_BROKEN' });
  });

  it('ends after seven days, with a newer one, and with its account', async () => {
    const first = await invitations.invite(administrator, wanted('hai@xa.gov.vn'));
    const { id } = first.account;
    const second = await invitations.inviteAgain(administrator, id);
    await expect(invitations.open(first.secret, null)).rejects.toMatchObject({ code: 'INVITATION_BROKEN' });
    const start = clock.now();
    clock.moveTo(new Date(start.getTime() + 7 * 86_400_000));
    await expect(invitations.open(second.secret, null)).rejects.toMatchObject({ code: 'INVITATION_BROKEN' });
    clock.moveTo(new Date(start.getTime() + 7 * 86_400_000 - 1));
    await invitations.open(second.secret, null);
    await accounts.disableAccount(administrator, id, 'chuyển công tác');
    await accounts.enableAccount(administrator, id);
    await expect(invitations.open(second.secret, null)).rejects.toMatchObject({ code: 'INVITATION_BROKEN' });
  });

  it('is for the administrator’s own branch; a mail that is not taken leaves the address to be handed on', async () => {
    const foreign = await addPerson(db, { kind: 'department', provinceCode: '80' }, 'administrator');
    await expect(invitations.invite(foreign, wanted('ba@xa.gov.vn'))).rejects.toMatchObject({ code: 'OFFICE_UNKNOWN' });
    refuses = true;
    const made = await invitations.invite(administrator, wanted('ba@xa.gov.vn'));
    expect(await post.send(made)).toMatchObject({ mailed: false, address: expect.stringContaining(made.secret) });
  });
});
