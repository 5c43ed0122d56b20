import { DomainError, tidy } from '#lib/kernel';
import type { Office } from './entities/index.js';
import { type Role, rolesOf } from './rules/permissions.js';

const EMAIL = /^[^\s@<>"']{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+$/;

export function checkEmail(text: string): string {
  const email = text.normalize('NFC').trim().toLowerCase();
  if (email.length <= 254 && EMAIL.test(email)) return email;
  throw new DomainError({
    code: 'EMAIL_INVALID',
    message: 'Địa chỉ thư điện tử không đúng dạng. Hãy ghi như canbo@donvi.gov.vn.',
    messageEn: 'The e-mail address is not valid.',
    path: 'email',
  });
}

export function checkName(text: string): string {
  const name = tidy(text);
  if (name.length >= 1 && name.length <= 200) return name;
  throw new DomainError({
    code: 'ACCOUNT_NAME_INVALID',
    message: 'Tên hiển thị phải có từ 1 đến 200 ký tự. Hãy ghi họ tên hoặc chức danh.',
    messageEn: 'The name has 1 to 200 characters.',
    path: 'name',
  });
}

export function emailTaken(email: string): DomainError {
  return new DomainError({
    code: 'EMAIL_TAKEN',
    message: `Thư điện tử ${email} đã có tài khoản. Hãy dùng địa chỉ khác, hoặc mở lại tài khoản cũ.`,
    messageEn: `There is an account with ${email} already.`,
    path: 'email',
  });
}

export function roleInvalid(office: Office, role: Role): DomainError {
  return new DomainError({
    code: 'ROLE_INVALID',
    message: `${office.name} không có vai trò "${role}". Hãy chọn một trong: ${rolesOf(office.kind).join(', ')}.`,
    messageEn: `There is no role "${role}" in an office of kind ${office.kind}.`,
    path: 'role',
  });
}

export function notYours(): DomainError {
  return new DomainError({
    code: 'FORBIDDEN',
    message: 'Đơn vị này không thuộc phạm vi bạn quản trị. Hãy liên hệ người quản trị của đơn vị đó.',
    messageEn: 'This office is not in your branch.',
  });
}

export function accountUnknown(): DomainError {
  return new DomainError({
    code: 'ACCOUNT_UNKNOWN',
    message: 'Không tìm thấy tài khoản này trong phạm vi bạn quản trị. Hãy tải lại danh sách.',
    messageEn: 'There is no such account in your branch.',
    path: 'accountId',
  });
}

export function ownAccount(): DomainError {
  return new DomainError({
    code: 'ACCOUNT_OWN',
    message: 'Không thể tự khóa tài khoản của mình. Hãy nhờ một người quản trị khác.',
    messageEn: 'You cannot disable your own account.',
    path: 'accountId',
  });
}
