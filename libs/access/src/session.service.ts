import { audit } from '#lib/audit';
import { type Clock, DomainError } from '#lib/kernel';
import { announce, type Database, instantOf, type UnitOfWork } from '#lib/persistence';
import { systemFor } from './acting-system.js';
import type { Caller } from './caller.js';
import { hashSecret } from './secrets.js';

/** A browser that is signed in to the caller's account. */
export interface SessionView {
  readonly id: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly userAgent: string | null;
  readonly address: string | null;
  /** The one that asks. */
  readonly current: boolean;
}

/** One's own sessions: which browsers are signed in, and their end. */
export class SessionService {
  private readonly db: Database;
  private readonly clock: Clock;

  constructor(settings: { readonly db: Database; readonly clock: Clock }) {
    this.db = settings.db;
    this.clock = settings.clock;
  }

  /** Sessions that still stand, the last used first, at most 100. @param sessionToken of the request; null with a token */
  async list(caller: Caller, sessionToken: string | null): Promise<SessionView[]> {
    const rows = await this.db.transact(systemFor(caller), (uow) =>
      uow.em.execute<Record<'id' | 'created_at' | 'last_seen_at' | 'expires_at' | 'token_hash', string>[]>(
        `select id, created_at, last_seen_at, expires_at, user_agent, address, token_hash from session
         where account_id = ? and revoked_at is null and expires_at > ?::timestamptz
         order by last_seen_at desc, id limit 100`,
        [caller.accountId, this.clock.now()],
      ),
    );
    const own = sessionToken === null ? null : hashSecret(sessionToken);
    return rows.map((row) => ({
      id: row.id,
      createdAt: instantOf(row.created_at),
      lastSeenAt: instantOf(row.last_seen_at),
      expiresAt: instantOf(row.expires_at),
      userAgent: 'user_agent' in row ? (row.user_agent as string | null) : null,
      address: 'address' in row ? (row.address as string | null) : null,
      current: row.token_hash === own,
    }));
  }

  /** Ends one session of the caller's own, at once. Twice is harmless. @throws DomainError SESSION_UNKNOWN */
  async end(caller: Caller, id: string): Promise<void> {
    await this.db.transact(systemFor(caller), async (uow) => {
      const found = await uow.em.execute<object[]>('select 1 from session where id = ? and account_id = ?', [
        id,
        caller.accountId,
      ]);
      if (found.length === 0)
        throw new DomainError({
          code: 'SESSION_UNKNOWN',
          message: 'Không có phiên đăng nhập này trong tài khoản của bạn. Hãy tải lại danh sách.',
          messageEn: 'You have no such session.',
          path: 'id',
        });
      await this.close(uow, caller, 'id = ?', id);
    });
  }

  /** Ends all but the session that asks. @returns how many */
  async endOthers(caller: Caller, sessionToken: string | null): Promise<number> {
    const own = sessionToken === null ? '' : hashSecret(sessionToken);
    return await this.db.transact(systemFor(caller), (uow) => this.close(uow, caller, 'token_hash <> ?', own));
  }

  private async close(uow: UnitOfWork, caller: Caller, which: string, param: string): Promise<number> {
    const now = this.clock.now();
    const ended = await uow.em.execute<object[]>(
      `update session set revoked_at = ?::timestamptz where account_id = ? and revoked_at is null and ${which} returning 1`,
      [now, caller.accountId, param],
    );
    if (ended.length === 0) return 0;
    announce(uow, { kind: 'account', id: caller.accountId });
    const subject = { subjectKind: 'account', subjectId: caller.accountId, provinceCode: caller.provinceCode };
    await audit(uow, { action: 'session.end', ...subject, detail: { count: ended.length } }, now);
    return ended.length;
  }
}
