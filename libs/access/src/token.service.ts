import { audit } from '#lib/audit';
import { type Clock, DomainError } from '#lib/kernel';
import { announce, type Database, newId, type Statement, systemScope } from '#lib/persistence';
import { systemFor } from './acting-system.js';
import { type Caller, requirePermission } from './caller.js';
import { type AccessToken, AccessTokenEntity } from './entities/index.js';
import { type KnownCaller, KnownCallers } from './known-callers.js';
import { CALLER_ALIVE, CALLER_COLUMNS, type CallerRow, callerFrom } from './load-caller.js';
import { isPermission, type Permission } from './rules/permissions.js';
import { hashSecret, newSecret, TOKEN_PREFIX } from './secrets.js';

export interface NewToken {
  /** What it is for, in its owner's words. */
  readonly name: string;
  /** Permissions it carries, each one of the caller's own. */
  readonly scopes: readonly string[];
  /** Days until it ends, 1 to 366. */
  readonly days: number;
}

const LONGEST_DAYS = 366;
const MOST_TOKENS = 50;
/** Used again within this time, a token's row is not rewritten. */
const USED_EVERY_MS = 5 * 60_000;

/** What a key of the explorer's page carries, as far as its owner has it: reading, and nothing that is sent or kept. */
export const EXPLORER_SCOPES: readonly Permission[] = [
  'register.read',
  'obligation.read',
  'filing.read',
  'filing.review',
  'consolidated.read',
];
const EXPLORER_NAME = 'Trang truy vấn';
const EXPLORER_MS = 60 * 60_000;
const MOST_EXPLORERS = 5;

/** Personal access tokens, for programs. Runs its own transactions, like sign-in. */
export class TokenService {
  private readonly db: Database;
  private readonly clock: Clock;
  private readonly callers: KnownCallers<CallerRow & { readonly token_id: string; readonly scopes: string[] }>;

  constructor(settings: { readonly db: Database; readonly clock: Clock }) {
    this.db = settings.db;
    this.clock = settings.clock;
    this.callers = new KnownCallers(
      this.db,
      (hash) => this.statementOf(hash),
      (row) => ({ ...callerFrom(row, 'token', row.scopes), tokenId: row.token_id }),
    );
  }

  /**
   * Makes a token. Its secret is returned here and nowhere else again.
   * @throws DomainError FORBIDDEN, TOKEN_NAME_INVALID, TOKEN_SCOPES_INVALID, TOKEN_DAYS_INVALID, TOKEN_TOO_MANY
   */
  async create(caller: Caller, wanted: NewToken): Promise<{ readonly token: AccessToken; readonly secret: string }> {
    mayManage(caller);
    const scopes = checkScopes(caller, wanted.scopes);
    const name = checkName(wanted.name);
    if (!Number.isInteger(wanted.days) || wanted.days < 1 || wanted.days > LONGEST_DAYS)
      throw new DomainError({
        code: 'TOKEN_DAYS_INVALID',
        message: `Thời hạn của mã truy cập phải từ 1 đến ${LONGEST_DAYS} ngày (đang ghi ${wanted.days}).`,
        messageEn: `A token lasts 1 to ${LONGEST_DAYS} days.`,
        path: 'days',
      });
    const now = this.clock.now();
    const secret = TOKEN_PREFIX + newSecret();
    const token = await this.db.transact(systemFor(caller), async (uow) => {
      const alive = await uow.em.count(AccessTokenEntity, {
        accountId: caller.accountId,
        sessionId: null,
        revokedAt: null,
        expiresAt: { $gt: now },
      });
      if (alive >= MOST_TOKENS) throw tooMany();
      const made = uow.em.create(AccessTokenEntity, {
        id: newId(),
        accountId: caller.accountId,
        sessionId: null,
        name,
        tokenHash: hashSecret(secret),
        scopes: [...scopes],
        createdAt: now,
        expiresAt: new Date(now.getTime() + wanted.days * 86_400_000),
        lastUsedAt: null,
        revokedAt: null,
      });
      await uow.em.persist(made).flush();
      await audit(uow, event('token.create', made, caller, { name, scopes, expiresAt: made.expiresAt }), now);
      return made;
    });
    return { token, secret };
  }

  /**
   * Makes the key with which the explorer's page asks questions of its own: for reading, for an hour, and no longer than
   * the session that asks for it. Of one session only the newest few hold; pages left behind do not gather keys.
   * @throws DomainError FORBIDDEN, TOKEN_SCOPES_INVALID for an account that reads nothing
   */
  async openExplorer(caller: Caller, sessionToken: string | null): Promise<{ expiresAt: Date; secret: string }> {
    mayManage(caller);
    const scopes = checkScopes(
      caller,
      EXPLORER_SCOPES.filter((scope) => caller.permissions.has(scope)),
    );
    const now = this.clock.now();
    const secret = TOKEN_PREFIX + newSecret();
    const expiresAt = new Date(now.getTime() + EXPLORER_MS);
    await this.db.transact(systemFor(caller), async (uow) => {
      const [session] = await uow.em.execute<{ id: string }[]>(
        'select id from session where token_hash = ? and account_id = ?',
        [hashSecret(sessionToken ?? ''), caller.accountId],
      );
      if (session === undefined) throw sessionNeeded();
      await uow.em.execute(
        `update access_token set revoked_at = ?::timestamptz where revoked_at is null and id in (
           select id from access_token where session_id = ? and revoked_at is null order by created_at desc, id desc offset ?)`,
        [now, session.id, MOST_EXPLORERS - 1],
      );
      const made = uow.em.create(AccessTokenEntity, {
        id: newId(),
        accountId: caller.accountId,
        sessionId: session.id,
        name: EXPLORER_NAME,
        tokenHash: hashSecret(secret),
        scopes: [...scopes],
        createdAt: now,
        expiresAt,
        lastUsedAt: null,
        revokedAt: null,
      });
      await uow.em.persist(made).flush();
      await audit(uow, event('token.create', made, caller, { name: EXPLORER_NAME, scopes, expiresAt }), now);
    });
    return { secret, expiresAt };
  }

  /** The caller's own tokens of programs, newest first, revoked and ended ones too. */
  async list(caller: Caller): Promise<AccessToken[]> {
    return await this.db.transact(caller.scope, (uow) =>
      uow.em.find(
        AccessTokenEntity,
        { accountId: caller.accountId, sessionId: null },
        { orderBy: { createdAt: 'desc', id: 'desc' } },
      ),
    );
  }

  /** Ends a token of the caller's own, at once. Revoking twice is harmless. @throws DomainError FORBIDDEN, TOKEN_UNKNOWN */
  async revoke(caller: Caller, id: string): Promise<AccessToken> {
    mayManage(caller);
    const now = this.clock.now();
    return await this.db.transact(systemFor(caller), async (uow) => {
      const token = await uow.em.findOne(AccessTokenEntity, { id, accountId: caller.accountId });
      if (token === null)
        throw new DomainError({
          code: 'TOKEN_UNKNOWN',
          message: 'Không có mã truy cập này trong tài khoản của bạn. Hãy tải lại danh sách.',
          messageEn: 'You have no such token.',
          path: 'id',
        });
      if (token.revokedAt !== null) return token;
      token.revokedAt = now;
      await uow.em.flush();
      announce(uow, { kind: 'account', id: caller.accountId });
      await audit(uow, event('token.revoke', token, caller, { name: token.name }), now);
      return token;
    });
  }

  /** The caller of a bearer token; null when it is unknown, ended, revoked, or its account disabled. */
  async callerOfToken(secret: string): Promise<Caller | null> {
    if (!secret.startsWith(TOKEN_PREFIX)) return null;
    const found = await this.callers.find(hashSecret(secret));
    if (found === null) return null;
    if (found.row.stale)
      await this.db.transact(systemScope, (uow) =>
        uow.em.execute('update access_token set last_used_at = ?::timestamptz where id = ?', [
          this.clock.now(),
          found.row.token_id,
        ]),
      );
    return found.caller;
  }

  /** The caller this token made last time, to be looked at again beside what he asks; null when it is not known. */
  knownCaller(secret: string): KnownCaller | null {
    return this.callers.known(hashSecret(secret));
  }

  private statementOf(hash: string): Statement {
    const now = this.clock.now();
    return {
      sql: `select row_to_json(x)::text from (select ${CALLER_COLUMNS}, t.id as token_id, t.scopes,
          coalesce(t.last_used_at < $1::timestamptz, true) as stale
        from access_token t join account a on a.id = t.account_id join office o on o.id = a.office_id
          left join session s on s.id = t.session_id
        where t.token_hash = $2 and t.revoked_at is null and t.expires_at > $3::timestamptz and ${CALLER_ALIVE}
          and (t.session_id is null or (s.revoked_at is null and s.expires_at > $3::timestamptz))) x`,
      params: [new Date(now.getTime() - USED_EVERY_MS).toISOString(), hash, now.toISOString()],
    };
  }
}

/** A leaked token must not be able to make itself successors. */
function mayManage(caller: Caller): void {
  requirePermission(caller, 'token.manage');
  if (caller.via === 'token')
    throw new DomainError({
      code: 'FORBIDDEN',
      message: 'Không thể tạo hoặc thu hồi mã truy cập bằng một mã truy cập khác. Hãy đăng nhập rồi làm lại.',
      messageEn: 'Tokens are made and revoked in a signed-in session, not with another token.',
    });
}

function checkScopes(caller: Caller, scopes: readonly string[]): readonly Permission[] {
  const wanted = [...new Set(scopes)];
  const wrong = wanted.filter((s) => !isPermission(s) || !caller.permissions.has(s));
  if (wanted.length > 0 && wrong.length === 0) return wanted.filter(isPermission);
  throw new DomainError({
    code: 'TOKEN_SCOPES_INVALID',
    message:
      wrong.length === 0
        ? 'Mã truy cập phải có ít nhất một quyền. Hãy chọn quyền cần dùng.'
        : `Mã truy cập không thể có quyền mà tài khoản của bạn không có: ${wrong.slice(0, 5).join(', ')}. Hãy bỏ các quyền này.`,
    messageEn: 'A token carries at least one permission, and only permissions of your own.',
    path: 'scopes',
  });
}

function sessionNeeded(): DomainError {
  return new DomainError({
    code: 'FORBIDDEN',
    message: 'Trang truy vấn chỉ mở được trong phiên đăng nhập trên trình duyệt. Hãy đăng nhập rồi mở lại.',
    messageEn: "The explorer opens in a browser's session only. Sign in and open it again.",
  });
}

function checkName(name: string): string {
  const text = name.normalize('NFC').trim();
  if (text.length >= 1 && text.length <= 100) return text;
  throw new DomainError({
    code: 'TOKEN_NAME_INVALID',
    message: 'Tên mã truy cập phải có từ 1 đến 100 ký tự. Hãy ghi mã này dùng để làm gì.',
    messageEn: 'The name of a token has 1 to 100 characters.',
    path: 'name',
  });
}

function tooMany(): DomainError {
  return new DomainError({
    code: 'TOKEN_TOO_MANY',
    message: `Tài khoản đã có ${MOST_TOKENS} mã truy cập còn hiệu lực. Hãy thu hồi những mã không dùng nữa rồi tạo mã mới.`,
    messageEn: `The account already has ${MOST_TOKENS} live tokens.`,
  });
}

function event(action: string, token: AccessToken, caller: Caller, detail: Readonly<Record<string, unknown>>) {
  return { action, subjectKind: 'access_token', subjectId: token.id, provinceCode: caller.provinceCode, detail };
}
