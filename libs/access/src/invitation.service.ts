import { audit } from '#lib/audit';
import { type Clock, DomainError } from '#lib/kernel';
import { type Database, instantOf, newId, systemScope, type UnitOfWork } from '#lib/persistence';
import type { AccountService, NewAccount } from './account.service.js';
import type { AccountView } from './account-list.js';
import { systemFor } from './acting-system.js';
import { countAttempt } from './attempts.js';
import type { Caller } from './caller.js';
import { CALLER_ALIVE } from './load-caller.js';
import { hashPassword } from './password.js';
import { MOST_PER_ADDRESS } from './rules/throttle.js';
import { hashSecret, newSecret } from './secrets.js';

const DAYS = 7;

/** An account that waits for its owner, and the secret of the address that lets him choose his password. */
export interface Invitation {
  readonly account: AccountView;
  /** Kept as a hash only. */
  readonly secret: string;
  readonly expiresAt: Date;
}

/** For whom an invitation is, as its page shows it. */
export interface InvitationView {
  readonly name: string;
  readonly email: string;
  readonly officeName: string;
  readonly expiresAt: Date;
}

/** Invitations: an administrator names a person; the person chooses his password behind a secret address, once. */
export class InvitationService {
  private readonly db: Database;
  private readonly clock: Clock;
  private readonly accounts: AccountService;

  constructor(settings: { readonly db: Database; readonly clock: Clock; readonly accounts: AccountService }) {
    this.db = settings.db;
    this.clock = settings.clock;
    this.accounts = settings.accounts;
  }

  /** Makes the account and its invitation. @throws DomainError as AccountService.createAccount */
  async invite(caller: Caller, wanted: NewAccount): Promise<Invitation> {
    const { account } = await this.accounts.createAccount(caller, wanted);
    return await this.secretFor(caller, account);
  }

  /**
   * A new address for an account: earlier ones, its password, sessions and tokens end.
   * @throws DomainError as AccountService.resetPassword
   */
  async inviteAgain(caller: Caller, accountId: string): Promise<Invitation> {
    const { account } = await this.accounts.resetPassword(caller, accountId);
    return await this.secretFor(caller, account);
  }

  /** For whom a secret is. @throws DomainError INVITATION_BROKEN, SIGN_IN_THROTTLED */
  async open(secret: string, address: string | null): Promise<InvitationView> {
    const now = this.clock.now();
    await this.count(address, now);
    const found = await this.db.transact(systemScope, (uow) => standing(uow, secret, now));
    return {
      name: found.name,
      email: found.email,
      officeName: found.office_name,
      expiresAt: instantOf(found.expires_at),
    };
  }

  /**
   * The invited person's password; the invitation is used up with it.
   * @returns the e-mail to sign in with
   * @throws DomainError INVITATION_BROKEN, SIGN_IN_THROTTLED, PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG
   */
  async accept(secret: string, password: string, address: string | null): Promise<string> {
    const now = this.clock.now();
    await this.count(address, now);
    await this.db.transact(systemScope, (uow) => standing(uow, secret, now));
    const passwordHash = await hashPassword(password);
    return await this.db.transact(systemScope, async (uow) => {
      const found = await standing(uow, secret, now);
      // Of two at the same moment one takes the row; the other finds it used.
      const taken = await uow.em.execute<object[]>(
        'update invitation set used_at = ?::timestamptz where id = ? and used_at is null returning 1',
        [now, found.id],
      );
      if (taken.length === 0) throw broken();
      await uow.em.execute('update account set password_hash = ?, must_change_password = false where id = ?', [
        passwordHash,
        found.account_id,
      ]);
      const subject = { subjectKind: 'account', subjectId: found.account_id, provinceCode: found.province_code };
      await audit(uow, { action: 'account.accept_invitation', ...subject }, now);
      return found.email;
    });
  }

  private async secretFor(caller: Caller, account: AccountView): Promise<Invitation> {
    const now = this.clock.now();
    const secret = newSecret();
    const expiresAt = new Date(now.getTime() + DAYS * 86_400_000);
    await this.db.transact(systemFor(caller), async (uow) => {
      await uow.em.execute(
        'update invitation set revoked_at = ?::timestamptz where account_id = ? and used_at is null and revoked_at is null',
        [now, account.id],
      );
      await uow.em.execute(
        `insert into invitation (id, account_id, secret_hash, created_by, created_at, expires_at)
         values (?, ?, ?, ?, ?::timestamptz, ?::timestamptz)`,
        [newId(), account.id, hashSecret(secret), caller.accountId, now, expiresAt],
      );
      const subject = { subjectKind: 'account', subjectId: account.id, provinceCode: account.office.provinceCode };
      await audit(uow, { action: 'account.invite', ...subject, detail: { expiresAt } }, now);
    });
    return { account, secret, expiresAt };
  }

  private async count(address: string | null, now: Date): Promise<void> {
    const key = `invitation:${(address ?? '').slice(0, 100)}`;
    await this.db.transact(systemScope, (uow) => countAttempt(uow, [{ key, most: MOST_PER_ADDRESS }], now));
  }
}

interface Standing {
  readonly id: string;
  readonly account_id: string;
  readonly name: string;
  readonly email: string;
  readonly office_name: string;
  readonly province_code: string | null;
  readonly expires_at: string;
}

/** @throws DomainError INVITATION_BROKEN: unknown, used, withdrawn, too old, or its account shut; none is told apart */
async function standing(uow: UnitOfWork, secret: string, now: Date): Promise<Standing> {
  const rows = await uow.em.execute<Standing[]>(
    `select i.id, i.account_id, a.name, a.email, o.name as office_name, o.province_code, i.expires_at
     from invitation i join account a on a.id = i.account_id join office o on o.id = a.office_id
     where i.secret_hash = ? and i.used_at is null and i.revoked_at is null and i.expires_at > ?::timestamptz
       and ${CALLER_ALIVE}`,
    [hashSecret(secret), now],
  );
  if (rows[0] === undefined) throw broken();
  return rows[0];
}

function broken(): DomainError {
  return new DomainError({
    code: 'INVITATION_BROKEN',
    message: 'Đường dẫn mời không đúng, đã dùng hoặc đã hết hạn. Hãy nhờ người quản trị gửi lại lời mời.',
    messageEn: 'The invitation is wrong, used or expired. Ask the administrator for a new one.',
  });
}
