import { audit } from '#lib/audit';
import { type Clock, DomainError } from '#lib/kernel';
import { type Database, instantOf, type UnitOfWork } from '#lib/persistence';
import { passwordWrong } from './account-input.js';
import { systemFor } from './acting-system.js';
import { countAttempt, forgetAttempts } from './attempts.js';
import type { Caller } from './caller.js';
import { passwordMatches } from './password.js';
import { newTotpSecret, stepOfCode, totpAddress, typedCode } from './rules/one-time-code.js';
import { MOST_PER_EMAIL } from './rules/throttle.js';
import { hashSecret, newPassword } from './secrets.js';

const RECOVERY_CODES = 8;

/** How a person's second factor stands. */
export interface SecondFactorView {
  /** Null: sign-in asks for the password alone. */
  readonly since: Date | null;
  readonly recoveryCodesLeft: number;
}

/** What an authenticator app is given, this once. */
export interface Enrolment {
  /** Base32, to be typed where no camera is at hand. */
  readonly secret: string;
  /** otpauth: address, for a QR code drawn in the browser. */
  readonly address: string;
}

interface Row {
  readonly secret: string;
  readonly confirmed_at: string | null;
}

/** One's own second factor: codes of an authenticator app (RFC 6238), with recovery codes for a lost telephone. */
export class SecondFactorService {
  private readonly db: Database;
  private readonly clock: Clock;

  constructor(settings: { readonly db: Database; readonly clock: Clock }) {
    this.db = settings.db;
    this.clock = settings.clock;
  }

  async status(caller: Caller): Promise<SecondFactorView> {
    return await this.db.transact(systemFor(caller), async (uow) => {
      const factor = await factorOf(uow, caller.accountId);
      const [left] = await uow.em.execute<{ n: number }[]>(
        'select count(*)::int as n from recovery_code where account_id = ? and used_at is null',
        [caller.accountId],
      );
      const since = factor?.confirmed_at ?? null;
      return { since: since === null ? null : instantOf(since), recoveryCodesLeft: left?.n ?? 0 };
    });
  }

  /** A fresh secret, not asked for until a code of it was right. @throws DomainError FORBIDDEN, SECOND_FACTOR_ON */
  async begin(caller: Caller): Promise<Enrolment> {
    inSession(caller);
    const secret = newTotpSecret();
    await this.db.transact(systemFor(caller), async (uow) => {
      const rows = await uow.em.execute<object[]>(
        `insert into second_factor (account_id, secret, created_at) values (?, ?, ?::timestamptz)
         on conflict (account_id) do update set secret = excluded.secret, created_at = excluded.created_at
         where second_factor.confirmed_at is null returning 1`,
        [caller.accountId, secret, this.clock.now()],
      );
      if (rows.length === 0) throw alreadyOn();
    });
    return { secret, address: totpAddress(secret, caller.email) };
  }

  /**
   * The first right code turns the factor on. @returns recovery codes, shown this once
   * @throws DomainError FORBIDDEN, SECOND_FACTOR_ON, SECOND_FACTOR_NOT_BEGUN, SECOND_FACTOR_WRONG, SIGN_IN_THROTTLED
   */
  async confirm(caller: Caller, code: string): Promise<readonly string[]> {
    inSession(caller);
    const now = this.clock.now();
    await this.count(caller, now);
    return await this.db.transact(systemFor(caller), async (uow) => {
      const factor = await factorOf(uow, caller.accountId);
      if (factor === null) throw notBegun();
      if (factor.confirmed_at !== null) throw alreadyOn();
      const step = stepOfCode(factor.secret, typedCode(code), now);
      if (step === null) throw wrongCode();
      await uow.em.execute(
        'update second_factor set confirmed_at = ?::timestamptz, last_step = ? where account_id = ?',
        [now, step, caller.accountId],
      );
      const codes = await freshRecoveryCodes(uow, caller.accountId);
      await forgetAttempts(uow, attemptKey(caller));
      await audit(uow, about(caller, 'account.second_factor_on'), now);
      return codes;
    });
  }

  /** Turns the factor off. @throws DomainError FORBIDDEN, PASSWORD_WRONG, SIGN_IN_THROTTLED */
  async remove(caller: Caller, password: string): Promise<void> {
    inSession(caller);
    const now = this.clock.now();
    await this.count(caller, now);
    const stored = await this.db.transact(systemFor(caller), async (uow) => {
      const rows = await uow.em.execute<{ password_hash: string }[]>('select password_hash from account where id = ?', [
        caller.accountId,
      ]);
      return rows[0]?.password_hash ?? null;
    });
    if (!(await passwordMatches(password, stored))) throw passwordWrong();
    await this.db.transact(systemFor(caller), async (uow) => {
      await forgetAttempts(uow, attemptKey(caller));
      if (await dropSecondFactor(uow, caller.accountId))
        await audit(uow, about(caller, 'account.second_factor_off'), now);
    });
  }

  /** Counted in a transaction of its own: a wrong guess undoes what follows, not that it was made. */
  private async count(caller: Caller, now: Date): Promise<void> {
    await this.db.transact(systemFor(caller), (uow) =>
      countAttempt(uow, [{ key: attemptKey(caller), most: MOST_PER_EMAIL }], now),
    );
  }
}

/** What sign-in finds about the second step. */
export type SecondStep = 'off' | 'needed' | 'wrong' | 'right';

/** Judges the second step of a sign-in; a code, of either kind, is good once. Needs scope system. */
export async function secondStep(
  uow: UnitOfWork,
  accountId: string,
  code: string | null,
  now: Date,
): Promise<SecondStep> {
  const factor = await factorOf(uow, accountId);
  if (factor === null || factor.confirmed_at === null) return 'off';
  const given = typedCode(code ?? '');
  if (given === '') return 'needed';
  const step = stepOfCode(factor.secret, given, now);
  const taken =
    step === null
      ? await uow.em.execute<object[]>(
          `update recovery_code set used_at = ?::timestamptz
           where account_id = ? and code_hash = ? and used_at is null returning 1`,
          [now, accountId, recoveryHash(accountId, given)],
        )
      : await uow.em.execute<object[]>(
          'update second_factor set last_step = ? where account_id = ? and last_step < ? returning 1',
          [step, accountId, step],
        );
  return taken.length === 0 ? 'wrong' : 'right';
}

/** Which of these accounts are asked for a code at sign-in. Needs scope system. */
export async function withSecondFactor(uow: UnitOfWork, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await uow.em.execute<{ id: string }[]>(
    'select account_id as id from second_factor where account_id in (?) and confirmed_at is not null',
    [[...ids]],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Takes a second factor away; true when there was one that was asked for. Needs scope system. */
export async function dropSecondFactor(uow: UnitOfWork, accountId: string): Promise<boolean> {
  await uow.em.execute('delete from recovery_code where account_id = ?', [accountId]);
  const gone = await uow.em.execute<{ on: boolean }[]>(
    'delete from second_factor where account_id = ? returning confirmed_at is not null as on',
    [accountId],
  );
  return gone[0]?.on === true;
}

async function freshRecoveryCodes(uow: UnitOfWork, accountId: string): Promise<readonly string[]> {
  await uow.em.execute('delete from recovery_code where account_id = ?', [accountId]);
  // Two groups of five of the letters that nobody mistakes: 49 bits, against ten guesses in a quarter of an hour.
  const codes = Array.from({ length: RECOVERY_CODES }, () => newPassword().slice(0, 11));
  for (const code of codes)
    await uow.em.execute('insert into recovery_code (code_hash, account_id) values (?, ?)', [
      recoveryHash(accountId, typedCode(code)),
      accountId,
    ]);
  return codes;
}

function recoveryHash(accountId: string, code: string): string {
  return hashSecret(`${accountId} ${code}`);
}

async function factorOf(uow: UnitOfWork, accountId: string): Promise<Row | null> {
  const rows = await uow.em.execute<Row[]>('select secret, confirmed_at from second_factor where account_id = ?', [
    accountId,
  ]);
  return rows[0] ?? null;
}

const attemptKey = (caller: Caller): string => `second_factor:${caller.accountId}`;

function about(caller: Caller, action: string) {
  return { action, subjectKind: 'account', subjectId: caller.accountId, provinceCode: caller.provinceCode };
}

/** A leaked token must not be able to lock its owner out, or to let itself in. @throws DomainError FORBIDDEN */
function inSession(caller: Caller): void {
  if (caller.via === 'session') return;
  throw new DomainError({
    code: 'FORBIDDEN',
    message: 'Không thể đổi xác thực hai bước bằng mã truy cập. Hãy đăng nhập rồi làm lại.',
    messageEn: 'A second factor is changed in a signed-in session, not with a token.',
  });
}

export function wrongCode(): DomainError {
  return new DomainError({
    code: 'SECOND_FACTOR_WRONG',
    message: 'Mã xác thực không đúng hoặc đã dùng. Hãy chờ mã mới trong ứng dụng rồi nhập lại, hoặc dùng mã dự phòng.',
    messageEn: 'The code is wrong or was used before. Wait for the next one in the app, or use a recovery code.',
    path: 'code',
  });
}

function alreadyOn(): DomainError {
  return new DomainError({
    code: 'SECOND_FACTOR_ON',
    message: 'Tài khoản đã bật xác thực hai bước. Muốn đổi điện thoại, hãy tắt rồi bật lại.',
    messageEn: 'The second factor is on already. To change the telephone turn it off, then on again.',
  });
}

function notBegun(): DomainError {
  return new DomainError({
    code: 'SECOND_FACTOR_NOT_BEGUN',
    message: 'Chưa có mã QR nào được tạo. Hãy chọn Bật xác thực hai bước, quét mã QR rồi nhập mã.',
    messageEn: 'There is nothing to confirm yet. Begin anew and scan the QR code.',
  });
}
