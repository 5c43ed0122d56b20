import { DomainError } from '#lib/kernel';
import type { RowScope } from '#lib/persistence';
import type { Language, OfficeKind, Permission, Role } from './rules/permissions.js';

/** Who speaks, and what he may do. Made by a session, a token or the system itself; nothing else makes one. */
export interface Caller {
  readonly accountId: string;
  readonly officeId: string;
  readonly officeKind: OfficeKind;
  readonly officeName: string;
  /** Units of the office; null where it has none (ministry). */
  readonly provinceCode: string | null;
  readonly communeCode: string | null;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly language: Language;
  /** Which rows he reaches; given to Database.transact. */
  readonly scope: RowScope;
  readonly permissions: ReadonlySet<Permission>;
  /** `link`: through the address in a mail, for one filing only. */
  readonly via: 'session' | 'token' | 'link' | 'system';
  /** The token he came with, for the audit; absent without one. */
  readonly tokenId?: string;
  /** He signs in with a password that somebody else knew, and must choose his own first. */
  readonly mustChangePassword: boolean;
}

/** @throws DomainError FORBIDDEN when the caller lacks the permission. */
export function requirePermission(caller: Caller, permission: Permission): void {
  if (caller.permissions.has(permission)) return;
  throw new DomainError({
    code: 'FORBIDDEN',
    message:
      `Tài khoản ${caller.email} (${caller.officeName}) không có quyền làm việc này (${permission}). ` +
      'Nếu cần, hãy đề nghị người quản trị của đơn vị cấp quyền.',
    messageEn: `The account ${caller.email} lacks the permission ${permission}. Ask your administrator.`,
  });
}

/** A password that somebody else knew opens one door only: the one to choose one's own. @throws DomainError PASSWORD_CHANGE_NEEDED */
export function requireOwnPassword(caller: Caller): void {
  if (!caller.mustChangePassword) return;
  throw new DomainError({
    code: 'PASSWORD_CHANGE_NEEDED',
    message:
      'Tài khoản đang dùng mật khẩu tạm do người quản trị cấp. Hãy đổi sang mật khẩu của riêng bạn, rồi đăng nhập lại để tiếp tục.',
    messageEn:
      'The account uses a temporary password given by an administrator. Change it to one of your own, then sign in again.',
  });
}
