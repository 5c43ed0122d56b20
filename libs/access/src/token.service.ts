import { audit } from '#lib/audit';
import { type Clock, DomainError } from '#lib/kernel';
import { announce, type Database, newId, systemScope } from '#lib/persistence';
import { systemFor } from './acting-system.js';
import { type Caller, requirePermission } from './caller.js';
import { type AccessToken, AccessTokenEntity } from './entities/index.js';
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

/** Personal access tokens, for programs. Runs its own transactions, like sign-in. */
export class TokenService {
  private readonly db: Database;
  private readonly clock: Clock;

  constructor(settings: { readonly db: Database; readonly clock: Clock }) {
    this.db = settings.db;
    this.clock = settings.clock;
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
        revokedAt: null,
        expiresAt: { $gt: now },
      });
      if (alive >= MOST_TOKENS) throw tooMany();
      const made = uow.em.create(AccessTokenEntity, {
        id: newId(),
        accountId: caller.accountId,
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

  /** The caller's own tokens, newest first, revoked and ended ones too. */
  async list(caller: Caller): Promise<AccessToken[]> {
    return await this.db.transact(caller.scope, (uow) =>
      uow.em.find(AccessTokenEntity, { accountId: caller.accountId }, { orderBy: { createdAt: 'desc', id: 'desc' } }),
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
    const now = this.clock.now();
    return await this.db.transact(systemScope, async (uow) => {
      const rows = await uow.em.execute<(CallerRow & { token_id: string; scopes: string[]; stale: boolean })[]>(
        `select ${CALLER_COLUMNS}, t.id as token_id, t.scopes,
                coalesce(t.last_used_at < ?::timestamptz, true) as stale
           from access_token t join account a on a.id = t.account_id join office o on o.id = a.office_id
          where t.token_hash = ? and t.revoked_at is null and t.expires_at > ?::timestamptz and ${CALLER_ALIVE}`,
        [new Date(now.getTime() - USED_EVERY_MS), hashSecret(secret), now],
      );
      const row = rows[0];
      if (row === undefined) return null;
      if (row.stale)
        await uow.em.execute('update access_token set last_used_at = ?::timestamptz where id = ?', [now, row.token_id]);
      return callerFrom(row, 'token', row.scopes);
    });
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
