import { audit } from '#lib/audit';
import { type Clock, DomainError, tidy } from '#lib/kernel';
import { announce, type Database, newId, type Page, type PageRequest, type UnitOfWork } from '#lib/persistence';
import {
  accountUnknown,
  checkEmail,
  checkName,
  checkReason,
  emailTaken,
  notYours,
  ownAccount,
  passwordSame,
  passwordWrong,
  roleInvalid,
  withToken,
} from './account-input.js';
import {
  type AccountFilter,
  type AccountView,
  accountsByIds,
  listAccounts,
  listOffices,
  type OfficeFilter,
  type OfficeView,
} from './account-list.js';
import { systemFor } from './acting-system.js';
import { countAttempt, forgetAttempts } from './attempts.js';
import { type Caller, requirePermission } from './caller.js';
import { type Account, AccountEntity, type Office, OfficeEntity } from './entities/index.js';
import { checkPlace, type NewOffice } from './office-place.js';
import { hashPassword, passwordMatches } from './password.js';
import { managesOffice } from './rules/office-tree.js';
import { type Language, type Role, rolesOf } from './rules/permissions.js';
import { MOST_PER_EMAIL } from './rules/throttle.js';
import { dropSecondFactor, withSecondFactor } from './second-factor.service.js';
import { newPassword } from './secrets.js';

export interface NewAccount {
  readonly officeId: string;
  readonly email: string;
  /** Shown to others: a person's name or a post. */
  readonly name: string;
  readonly role: Role;
  readonly language?: Language;
}

/** A fresh account and the password its owner must change at first sign-in; the password is nowhere else. */
export interface AccountWithPassword {
  readonly account: AccountView;
  readonly password: string;
}

/**
 * What an administrator does with the people of his branch of offices (rules/office-tree.ts). Reads with the
 * caller's own eyes, so another province's office is not even found; writes by the system's hand, in the caller's name.
 */
export class AccountService {
  private readonly db: Database;
  private readonly clock: Clock;

  constructor(settings: { readonly db: Database; readonly clock: Clock }) {
    this.db = settings.db;
    this.clock = settings.clock;
  }

  /** Offices the caller manages, by kind and name. @throws DomainError FORBIDDEN, PAGE_SIZE_INVALID, CURSOR_INVALID */
  async offices(caller: Caller, filter: OfficeFilter, page: PageRequest): Promise<Page<OfficeView>> {
    requirePermission(caller, 'account.manage');
    return await this.db.transact(caller.scope, (uow) => listOffices(uow, ownBranch(caller), filter, page));
  }

  /**
   * Accounts of the offices the caller manages, disabled ones too, by e-mail.
   * @throws DomainError FORBIDDEN, PAGE_SIZE_INVALID, CURSOR_INVALID
   */
  async accounts(caller: Caller, filter: AccountFilter, page: PageRequest): Promise<Page<AccountView>> {
    requirePermission(caller, 'account.manage');
    const found = await this.db.transact(caller.scope, (uow) => listAccounts(uow, ownBranch(caller), filter, page));
    const ids = found.edges.map(({ node }) => node.id);
    const guarded = await this.db.transact(systemFor(caller), (uow) => withSecondFactor(uow, ids));
    const edges = found.edges.map(({ node, cursor }) => ({
      node: { ...node, hasSecondFactor: guarded.has(node.id) },
      cursor,
    }));
    return { ...found, edges };
  }

  /**
   * Opens an office in the caller's branch. Clusters and projects must be such as the caller sees.
   * @throws DomainError FORBIDDEN, OFFICE_INVALID
   */
  async createOffice(caller: Caller, wanted: NewOffice): Promise<Office> {
    requirePermission(caller, 'account.manage');
    const branch = { id: '', kind: wanted.kind, provinceCode: wanted.provinceCode };
    if (!managesOffice(ownBranch(caller), branch)) throw notYours();
    await this.db.transact(caller.scope, (uow) => checkPlace(uow, wanted));
    const now = this.clock.now();
    return await this.db.transact(systemFor(caller), async (uow) => {
      const office = uow.em.create(OfficeEntity, {
        id: newId(),
        kind: wanted.kind,
        name: tidy(wanted.name),
        provinceCode: wanted.provinceCode,
        communeCode: wanted.communeCode ?? null,
        clusterIds: [...(wanted.clusterIds ?? [])],
        projectIds: [...(wanted.projectIds ?? [])],
        createdAt: now,
        closedAt: null,
      });
      await uow.em.persist(office).flush();
      const detail = { kind: office.kind, name: office.name, commune: office.communeCode };
      await audit(uow, { ...about('office', office.id, office), action: 'office.create', detail }, now);
      return office;
    });
  }

  /**
   * An account whose password is shown this once; its owner must choose his own at the first sign-in.
   * @throws DomainError FORBIDDEN, OFFICE_UNKNOWN, ROLE_INVALID, EMAIL_INVALID, EMAIL_TAKEN, ACCOUNT_NAME_INVALID
   */
  async createAccount(caller: Caller, wanted: NewAccount): Promise<AccountWithPassword> {
    const office = await managedOffice(this.db, caller, wanted.officeId);
    if (!rolesOf(office.kind).includes(wanted.role)) throw roleInvalid(office, wanted.role);
    const email = checkEmail(wanted.email);
    const name = checkName(wanted.name);
    const password = newPassword();
    const passwordHash = await hashPassword(password);
    const now = this.clock.now();
    const account = await this.db.transact(systemFor(caller), async (uow) => {
      const id = newId();
      // The index on the folded address decides, also between two administrators at the same moment.
      const made = await uow.em.execute(
        `insert into account (id, office_id, email, name, role, password_hash, language, created_at, must_change_password)
         values (?, ?, ?, ?, ?, ?, ?, ?::timestamptz, true) on conflict (lower(email)) do nothing returning 1`,
        [id, office.id, email, name, wanted.role, passwordHash, wanted.language ?? 'vi', now],
      );
      if (made.length === 0) throw emailTaken(email);
      const detail = { role: wanted.role, office: office.name };
      await audit(uow, { ...about('account', id, office), action: 'account.create', detail }, now);
      return await viewOf(uow, id);
    });
    return { account, password };
  }

  /**
   * Shuts an account: its sessions and tokens end at once. Twice is harmless.
   * @throws DomainError FORBIDDEN, ACCOUNT_UNKNOWN, ACCOUNT_OWN, REASON_REQUIRED, REASON_TOO_LONG
   */
  async disableAccount(caller: Caller, accountId: string, reason: string): Promise<AccountView> {
    const detail = { reason: checkReason(reason) };
    return await this.change(caller, accountId, 'account.disable', detail, async (uow, account, now) => {
      if (account.id === caller.accountId) throw ownAccount();
      account.disabledAt ??= now;
      await endKeys(uow, account.id, now);
    });
  }

  /** Opens a shut account again; its old sessions and tokens stay ended. @throws DomainError FORBIDDEN, ACCOUNT_UNKNOWN */
  async enableAccount(caller: Caller, accountId: string): Promise<AccountView> {
    return await this.change(caller, accountId, 'account.enable', {}, async (_, account) => {
      account.disabledAt = null;
    });
  }

  /**
   * A new password, shown this once, to be changed at the next sign-in; sessions and tokens of the account end.
   * @throws DomainError FORBIDDEN, ACCOUNT_UNKNOWN, ACCOUNT_OWN
   */
  async resetPassword(caller: Caller, accountId: string): Promise<AccountWithPassword> {
    const password = newPassword();
    const passwordHash = await hashPassword(password);
    const account = await this.change(caller, accountId, 'account.reset_password', {}, async (uow, found, now) => {
      if (found.id === caller.accountId) throw ownAccount();
      found.passwordHash = passwordHash;
      found.mustChangePassword = true;
      await endKeys(uow, found.id, now);
    });
    return { account, password };
  }

  /**
   * Takes the second factor of somebody who lost telephone and recovery codes away; his sessions and tokens end.
   * @throws DomainError FORBIDDEN, ACCOUNT_UNKNOWN, ACCOUNT_OWN, REASON_REQUIRED, REASON_TOO_LONG
   */
  async removeSecondFactor(caller: Caller, accountId: string, reason: string): Promise<AccountView> {
    const detail = { reason: checkReason(reason) };
    return await this.change(caller, accountId, 'account.second_factor_reset', detail, async (uow, found, now) => {
      if (found.id === caller.accountId) throw ownAccount();
      await dropSecondFactor(uow, found.id);
      await endKeys(uow, found.id, now);
    });
  }

  /**
   * The caller's own password. All his sessions and tokens end, this one too: he signs in with the new one.
   * @throws DomainError FORBIDDEN (with a token), PASSWORD_WRONG, PASSWORD_SAME, PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG,
   *   SIGN_IN_THROTTLED
   */
  async changeOwnPassword(caller: Caller, present: string, next: string): Promise<void> {
    if (caller.via === 'token') throw withToken();
    const attempts = `password:${caller.accountId}`;
    const stored = await this.db.transact(systemFor(caller), async (uow) => {
      await countAttempt(uow, [{ key: attempts, most: MOST_PER_EMAIL }], this.clock.now());
      const found = await uow.em.execute<{ password_hash: string }[]>(
        'select password_hash from account where id = ?',
        [caller.accountId],
      );
      return found[0]?.password_hash ?? null;
    });
    if (!(await passwordMatches(present, stored))) throw passwordWrong();
    if (await passwordMatches(next, stored)) throw passwordSame();
    const passwordHash = await hashPassword(next, 'next');
    const now = this.clock.now();
    await this.db.transact(systemFor(caller), async (uow) => {
      await uow.em.execute('update account set password_hash = ?, must_change_password = false where id = ?', [
        passwordHash,
        caller.accountId,
      ]);
      await forgetAttempts(uow, attempts);
      await endKeys(uow, caller.accountId, now);
      await audit(uow, { ...about('account', caller.accountId, caller), action: 'account.change_password' }, now);
    });
  }

  private async change(
    caller: Caller,
    accountId: string,
    action: string,
    detail: Readonly<Record<string, unknown>>,
    work: (uow: UnitOfWork, account: Account, now: Date) => Promise<void>,
  ): Promise<AccountView> {
    requirePermission(caller, 'account.manage');
    const seen = await this.db.transact(caller.scope, (uow) => uow.em.findOne(AccountEntity, { id: accountId }));
    if (seen === null) throw accountUnknown();
    const office = await managedOffice(this.db, caller, seen.officeId);
    const now = this.clock.now();
    return await this.db.transact(systemFor(caller), async (uow) => {
      const account = await uow.em.findOneOrFail(AccountEntity, { id: accountId });
      await work(uow, account, now);
      await uow.em.flush();
      await audit(uow, { ...about('account', account.id, office), action, detail }, now);
      return await viewOf(uow, accountId);
    });
  }
}

/** An open office the caller administers. @throws DomainError FORBIDDEN, OFFICE_UNKNOWN */
export async function managedOffice(db: Database, caller: Caller, officeId: string): Promise<Office> {
  requirePermission(caller, 'account.manage');
  const office = await db.transact(caller.scope, (uow) => uow.em.findOne(OfficeEntity, { id: officeId }));
  if (office === null || office.closedAt !== null)
    throw new DomainError({
      code: 'OFFICE_UNKNOWN',
      message: 'Không tìm thấy đơn vị này trong phạm vi bạn quản trị. Hãy chọn lại đơn vị trong danh sách.',
      messageEn: 'There is no such office in your branch.',
      path: 'officeId',
    });
  if (!managesOffice(ownBranch(caller), office)) throw notYours();
  return office;
}

async function viewOf(uow: UnitOfWork, id: string): Promise<AccountView> {
  const found = (await accountsByIds(uow, [id])).get(id);
  if (found === undefined) throw new Error(`account ${id} is gone`);
  return { ...found, hasSecondFactor: (await withSecondFactor(uow, [id])).has(id) };
}

async function endKeys(uow: UnitOfWork, accountId: string, now: Date): Promise<void> {
  for (const table of ['session', 'access_token', 'invitation'])
    await uow.em.execute(
      `update ${table} set revoked_at = ?::timestamptz where account_id = ? and revoked_at is null`,
      [now, accountId],
    );
  announce(uow, { kind: 'account', id: accountId });
}

function ownBranch(caller: Caller) {
  return { id: caller.officeId, kind: caller.officeKind, provinceCode: caller.provinceCode };
}

function about(subjectKind: string, subjectId: string, place: { readonly provinceCode?: string | null | undefined }) {
  return { subjectKind, subjectId, provinceCode: place.provinceCode ?? null };
}
