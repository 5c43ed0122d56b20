import { audit } from '#lib/audit';
import { type Clock, DomainError, tidy } from '#lib/kernel';
import { type Database, newId, type UnitOfWork } from '#lib/persistence';
import {
  accountUnknown,
  checkEmail,
  checkName,
  emailTaken,
  notYours,
  ownAccount,
  roleInvalid,
} from './account-input.js';
import { systemFor } from './acting-system.js';
import { type Caller, requirePermission } from './caller.js';
import { type Account, AccountEntity, type Office, OfficeEntity } from './entities/index.js';
import { checkPlace, type NewOffice } from './office-place.js';
import { hashPassword, passwordMatches } from './password.js';
import { managesOffice } from './rules/office-tree.js';
import { type Language, type Role, rolesOf } from './rules/permissions.js';
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
  readonly account: Account;
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

  /** Offices the caller manages, by kind and name. */
  async offices(caller: Caller): Promise<Office[]> {
    requirePermission(caller, 'account.manage');
    const found = await this.db.transact(caller.scope, (uow) =>
      uow.em.find(OfficeEntity, {}, { orderBy: { kind: 'asc', name: 'asc', id: 'asc' } }),
    );
    return found.filter((office) => managesOffice(ownBranch(caller), office));
  }

  /** Accounts of an office, disabled ones too. @throws DomainError FORBIDDEN, OFFICE_UNKNOWN */
  async accounts(caller: Caller, officeId: string): Promise<Account[]> {
    await this.managedOffice(caller, officeId);
    return await this.db.transact(caller.scope, (uow) =>
      uow.em.find(AccountEntity, { officeId }, { orderBy: { email: 'asc' } }),
    );
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

  /** @throws DomainError FORBIDDEN, OFFICE_UNKNOWN, ROLE_INVALID, EMAIL_INVALID, EMAIL_TAKEN, ACCOUNT_NAME_INVALID */
  async createAccount(caller: Caller, wanted: NewAccount): Promise<AccountWithPassword> {
    const office = await this.managedOffice(caller, wanted.officeId);
    if (!rolesOf(office.kind).includes(wanted.role)) throw roleInvalid(office, wanted.role);
    const email = checkEmail(wanted.email);
    const name = checkName(wanted.name);
    const password = newPassword();
    const passwordHash = await hashPassword(password);
    const now = this.clock.now();
    return await this.db.transact(systemFor(caller), async (uow) => {
      if ((await uow.em.execute('select 1 from account where lower(email) = ?', [email])).length > 0)
        throw emailTaken(email);
      const account = uow.em.create(AccountEntity, {
        id: newId(),
        officeId: office.id,
        email,
        name,
        role: wanted.role,
        passwordHash,
        language: wanted.language ?? 'vi',
        createdAt: now,
        disabledAt: null,
        mustChangePassword: true,
      });
      await uow.em.persist(account).flush();
      const detail = { role: account.role, office: office.name };
      await audit(uow, { ...about('account', account.id, office), action: 'account.create', detail }, now);
      return { account, password };
    });
  }

  /** Shuts an account: its sessions and tokens end at once. Twice is harmless. @throws DomainError FORBIDDEN, ACCOUNT_UNKNOWN, ACCOUNT_OWN */
  async disableAccount(caller: Caller, accountId: string, reason: string): Promise<Account> {
    return await this.change(
      caller,
      accountId,
      'account.disable',
      { reason: tidy(reason) },
      async (uow, account, now) => {
        if (account.id === caller.accountId) throw ownAccount();
        account.disabledAt ??= now;
        await endKeys(uow, account.id, now);
      },
    );
  }

  /** Opens a shut account again; its old sessions and tokens stay ended. */
  async enableAccount(caller: Caller, accountId: string): Promise<Account> {
    return await this.change(caller, accountId, 'account.enable', {}, async (_, account) => {
      account.disabledAt = null;
    });
  }

  /** A new password to be changed at the next sign-in; sessions and tokens of the account end. */
  async resetPassword(caller: Caller, accountId: string): Promise<AccountWithPassword> {
    const password = newPassword();
    const passwordHash = await hashPassword(password);
    const account = await this.change(caller, accountId, 'account.reset_password', {}, async (uow, found, now) => {
      found.passwordHash = passwordHash;
      found.mustChangePassword = true;
      await endKeys(uow, found.id, now);
    });
    return { account, password };
  }

  /** The caller's own password. His other sessions and his tokens end. @throws DomainError PASSWORD_WRONG, PASSWORD_TOO_SHORT, … */
  async changeOwnPassword(caller: Caller, present: string, next: string): Promise<void> {
    const found = await this.db.transact(systemFor(caller), (uow) =>
      uow.em.execute<{ password_hash: string }[]>('select password_hash from account where id = ?', [caller.accountId]),
    );
    if (!(await passwordMatches(present, found[0]?.password_hash ?? null)))
      throw new DomainError({
        code: 'PASSWORD_WRONG',
        message: 'Mật khẩu hiện tại không đúng. Hãy nhập lại.',
        messageEn: 'The present password is wrong.',
        path: 'present',
      });
    const passwordHash = await hashPassword(next);
    const now = this.clock.now();
    await this.db.transact(systemFor(caller), async (uow) => {
      await uow.em.execute('update account set password_hash = ?, must_change_password = false where id = ?', [
        passwordHash,
        caller.accountId,
      ]);
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
  ): Promise<Account> {
    requirePermission(caller, 'account.manage');
    const seen = await this.db.transact(caller.scope, (uow) => uow.em.findOne(AccountEntity, { id: accountId }));
    if (seen === null) throw accountUnknown();
    const office = await this.managedOffice(caller, seen.officeId);
    const now = this.clock.now();
    return await this.db.transact(systemFor(caller), async (uow) => {
      const account = await uow.em.findOneOrFail(AccountEntity, { id: accountId });
      await work(uow, account, now);
      await uow.em.flush();
      await audit(uow, { ...about('account', account.id, office), action, detail }, now);
      return account;
    });
  }

  private async managedOffice(caller: Caller, officeId: string): Promise<Office> {
    requirePermission(caller, 'account.manage');
    const office = await this.db.transact(caller.scope, (uow) => uow.em.findOne(OfficeEntity, { id: officeId }));
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
}

async function endKeys(uow: UnitOfWork, accountId: string, now: Date): Promise<void> {
  for (const table of ['session', 'access_token'])
    await uow.em.execute(
      `update ${table} set revoked_at = ?::timestamptz where account_id = ? and revoked_at is null`,
      [now, accountId],
    );
}

function ownBranch(caller: Caller) {
  return { id: caller.officeId, kind: caller.officeKind, provinceCode: caller.provinceCode };
}

function about(subjectKind: string, subjectId: string, place: { readonly provinceCode?: string | null | undefined }) {
  return { subjectKind, subjectId, provinceCode: place.provinceCode ?? null };
}
