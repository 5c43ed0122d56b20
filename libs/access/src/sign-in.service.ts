import { audit } from '#lib/audit';
import { type Clock, DomainError } from '#lib/kernel';
import { announce, type Database, newId, type Statement, systemScope, type UnitOfWork } from '#lib/persistence';
import { systemFor } from './acting-system.js';
import { type AttemptKey, countAttempt, forgetAttempts } from './attempts.js';
import type { Caller } from './caller.js';
import { type KnownCaller, KnownCallers } from './known-callers.js';
import { CALLER_ALIVE, CALLER_COLUMNS, type CallerRow, callerFrom } from './load-caller.js';
import { passwordMatches } from './password.js';
import { MOST_PER_ADDRESS, MOST_PER_EMAIL } from './rules/throttle.js';
import { secondStep, wrongCode } from './second-factor.service.js';
import { csrfTokenOf, hashSecret, newSecret } from './secrets.js';

export interface SignInRequest {
  readonly email: string;
  readonly password: string;
  /** Code of the second factor, or a recovery code; null when none was typed. */
  readonly code?: string | null;
  /** Network address the request came from; null when unknown. */
  readonly address: string | null;
  readonly userAgent: string | null;
}

export interface SignedIn {
  /** For the HttpOnly cookie only. */
  readonly sessionToken: string;
  /** The portal sends it back as a header with every request that changes something. */
  readonly csrfToken: string;
  readonly expiresAt: Date;
  readonly caller: Caller;
}

interface Settings {
  readonly db: Database;
  readonly clock: Clock;
  /** A session ends after this, used or not. */
  readonly sessionHours: number;
  /** A session ends when it was not used for this long. Default two hours. */
  readonly idleMinutes?: number;
}

/** Seen again within this time, a session's row is not rewritten. */
const SEEN_EVERY_MS = 60_000;

/**
 * Sign-in with e-mail and password, and the sessions that follow. Runs its own transactions in scope system, because
 * nobody is known yet, and because a refused attempt must be counted although the request fails.
 */
export class SignInService {
  private readonly db: Database;
  private readonly clock: Clock;
  private readonly lifetimeMs: number;
  private readonly idleMs: number;
  private readonly callers: KnownCallers<CallerRow & { readonly session_id: string }>;

  constructor(settings: Settings) {
    this.db = settings.db;
    this.clock = settings.clock;
    this.lifetimeMs = settings.sessionHours * 3_600_000;
    this.idleMs = (settings.idleMinutes ?? 120) * 60_000;
    this.callers = new KnownCallers(
      this.db,
      (hash) => this.statementOf(hash),
      (row) => callerFrom(row, 'session', null),
    );
  }

  /**
   * Opens a session. Unknown e-mail, wrong password and disabled account get the same answer after the same work.
   * Where the account has a second factor, a right password alone is answered by SECOND_FACTOR_NEEDED.
   * @throws DomainError SIGN_IN_REFUSED, SIGN_IN_THROTTLED, SECOND_FACTOR_NEEDED, SECOND_FACTOR_WRONG
   */
  async signIn(request: SignInRequest): Promise<SignedIn> {
    const email = request.email.normalize('NFC').trim().toLowerCase();
    const keys = throttleKeys(email, request.address);
    const found = await this.db.transact(systemScope, async (uow) => {
      await countAttempt(uow, keys, this.clock.now());
      return await accountByEmail(uow, email);
    });
    const right = await passwordMatches(request.password, found?.password_hash ?? null);
    const alive = found?.alive === true;
    if (found === null || !right || !alive) {
      await this.note(found, request);
      throw refused();
    }
    const step = await this.db.transact(systemScope, (uow) =>
      secondStep(uow, found.account_id, request.code ?? null, this.clock.now()),
    );
    if (step === 'needed') throw secondFactorNeeded();
    if (step === 'wrong') {
      await this.note(found, request, 'second_factor');
      throw wrongCode();
    }
    return await this.open(callerFrom(found, 'session', null), request, keys);
  }

  /**
   * The caller of a session's token; null when it is unknown, ended, revoked, or its account disabled.
   * @param using false only asks whether it still stands: a page that waits in the background is no use of the session
   */
  async callerOfSession(sessionToken: string, using = true): Promise<Caller | null> {
    const found = await this.callers.find(hashSecret(sessionToken));
    if (found === null) return null;
    if (found.row.stale && using)
      await this.db.transact(systemScope, (uow) =>
        uow.em.execute('update session set last_seen_at = ?::timestamptz where id = ?', [
          this.clock.now(),
          found.row.session_id,
        ]),
      );
    return found.caller;
  }

  /** The caller this session made last time, to be looked at again beside what he asks; null when it is not known. */
  knownCaller(sessionToken: string): KnownCaller | null {
    return this.callers.known(hashSecret(sessionToken));
  }

  private statementOf(hash: string): Statement {
    const now = this.clock.now();
    const before = (ms: number): string => new Date(now.getTime() - ms).toISOString();
    return {
      sql: `select row_to_json(x)::text from (select ${CALLER_COLUMNS}, s.id as session_id, s.last_seen_at < $1::timestamptz as stale
        from session s join account a on a.id = s.account_id join office o on o.id = a.office_id
        where s.token_hash = $2 and s.revoked_at is null and s.expires_at > $3::timestamptz
          and s.last_seen_at > $4::timestamptz and ${CALLER_ALIVE}) x`,
      params: [before(SEEN_EVERY_MS), hash, now.toISOString(), before(this.idleMs)],
    };
  }

  /** Ends a session. Nothing happens when there is none. */
  async signOut(sessionToken: string): Promise<void> {
    const now = this.clock.now();
    const caller = await this.callerOfSession(sessionToken);
    if (caller === null) return;
    await this.db.transact(systemFor(caller), async (uow) => {
      await uow.em.execute(
        'update session set revoked_at = ?::timestamptz where token_hash = ? and revoked_at is null',
        [now, hashSecret(sessionToken)],
      );
      announce(uow, { kind: 'account', id: caller.accountId });
      await audit(uow, sessionEvent('session.close', caller), now);
    });
  }

  /** A refused attempt, in the audit. */
  private async note(found: AccountRow | null, request: SignInRequest, step = 'password'): Promise<void> {
    const subject = {
      subjectKind: 'account',
      subjectId: found?.account_id ?? 'unknown',
      provinceCode: found?.province_code ?? null,
    };
    const detail = { address: request.address, step };
    await this.db.transact(systemScope, (uow) =>
      audit(uow, { action: 'session.refuse', ...subject, detail }, this.clock.now()),
    );
  }

  private async open(caller: Caller, request: SignInRequest, keys: readonly AttemptKey[]): Promise<SignedIn> {
    const now = this.clock.now();
    const sessionToken = newSecret();
    const expiresAt = new Date(now.getTime() + this.lifetimeMs);
    await this.db.transact(systemFor(caller), async (uow) => {
      await this.forgetAttempt(uow, keys);
      await uow.em.execute(
        `insert into session (id, token_hash, account_id, created_at, last_seen_at, expires_at, user_agent, address)
         values (?, ?, ?, ?::timestamptz, ?::timestamptz, ?::timestamptz, ?, ?)`,
        [
          newId(),
          hashSecret(sessionToken),
          caller.accountId,
          now,
          now,
          expiresAt,
          request.userAgent?.slice(0, 300) ?? null,
          request.address,
        ],
      );
      await audit(uow, sessionEvent('session.open', caller, { address: request.address }), now);
    });
    return { sessionToken, csrfToken: csrfTokenOf(sessionToken), expiresAt, caller };
  }

  /** A right password clears the e-mail's count and takes this attempt off the address's. */
  private async forgetAttempt(uow: UnitOfWork, [email, address]: readonly AttemptKey[]): Promise<void> {
    if (email !== undefined) await forgetAttempts(uow, email.key);
    if (address !== undefined)
      await uow.em.execute('update sign_in_attempt set attempts = greatest(attempts - 1, 0) where key = ?', [
        address.key,
      ]);
  }
}

/** The e-mail's key first, then the address's, when it is known. Hashed: what people type here may be a password. */
function throttleKeys(email: string, address: string | null): AttemptKey[] {
  const byEmail = { key: `email:${hashSecret(email)}`, most: MOST_PER_EMAIL };
  if (address === null) return [byEmail];
  return [byEmail, { key: `address:${address.slice(0, 100)}`, most: MOST_PER_ADDRESS }];
}

type AccountRow = CallerRow & { readonly password_hash: string; readonly alive: boolean };

async function accountByEmail(uow: UnitOfWork, email: string): Promise<AccountRow | null> {
  const rows = await uow.em.execute<AccountRow[]>(
    `select ${CALLER_COLUMNS}, a.password_hash, (${CALLER_ALIVE}) as alive
       from account a join office o on o.id = a.office_id where lower(a.email) = ?`,
    [email],
  );
  return rows[0] ?? null;
}

function sessionEvent(action: string, caller: Caller, detail: Readonly<Record<string, unknown>> = {}) {
  return { action, subjectKind: 'account', subjectId: caller.accountId, provinceCode: caller.provinceCode, detail };
}

function secondFactorNeeded(): DomainError {
  return new DomainError({
    code: 'SECOND_FACTOR_NEEDED',
    message: 'Tài khoản này bật xác thực hai bước. Hãy nhập mã 6 số trong ứng dụng xác thực, hoặc một mã dự phòng.',
    messageEn: 'This account has a second factor. Enter the 6 digits of the app, or a recovery code.',
    path: 'code',
  });
}

function refused(): DomainError {
  return new DomainError({
    code: 'SIGN_IN_REFUSED',
    message:
      'Thư điện tử hoặc mật khẩu không đúng. Hãy kiểm tra lại, hoặc nhờ người quản trị của đơn vị đặt lại mật khẩu.',
    messageEn: 'The e-mail or the password is wrong.',
  });
}
