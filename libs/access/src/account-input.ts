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

const LONGEST_REASON = 500;

/** Why an account is shut, or its second factor taken away; the audit keeps it. */
export function checkReason(text: string): string {
  const reason = tidy(text);
  if (reason.length >= 1 && reason.length <= LONGEST_REASON) return reason;
  const empty = reason === '';
  throw new DomainError({
    code: empty ? 'REASON_REQUIRED' : 'REASON_TOO_LONG',
    message: empty
      ? 'Chưa ghi lý do. Hãy ghi ngắn gọn để lưu trong nhật ký, ví dụ: chuyển công tác, mất điện thoại.'
      : `Lý do dài quá ${LONGEST_REASON} ký tự. Hãy ghi ngắn gọn hơn.`,
    messageEn: empty
      ? 'The reason is missing. Write it briefly.'
      : `The reason has more than ${LONGEST_REASON} characters.`,
    path: 'reason',
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
    message:
      'Không thể tự khóa tài khoản hoặc tự đặt lại mật khẩu của mình ở đây. Hãy nhờ một người quản trị khác; ' +
      'muốn đổi mật khẩu của mình, hãy dùng mục Đổi mật khẩu.',
    messageEn:
      'You cannot disable your own account or reset its password here. Ask another administrator, or change your own password.',
    path: 'accountId',
  });
}

export function passwordWrong(): DomainError {
  return new DomainError({
    code: 'PASSWORD_WRONG',
    message: 'Mật khẩu hiện tại không đúng. Hãy nhập lại.',
    messageEn: 'The present password is wrong. Enter it again.',
    path: 'present',
  });
}

export function passwordSame(): DomainError {
  return new DomainError({
    code: 'PASSWORD_SAME',
    message: 'Mật khẩu mới trùng với mật khẩu hiện tại. Hãy chọn một mật khẩu khác.',
    messageEn: 'The new password is the present one. Choose another.',
    path: 'next',
  });
}

/** A leaked token must not be able to take the account over. */
export function withToken(): DomainError {
  return new DomainError({
    code: 'FORBIDDEN',
    message: 'Không thể đổi mật khẩu bằng mã truy cập. Hãy đăng nhập rồi làm lại.',
    messageEn: 'A password is changed in a signed-in session, not with a token.',
  });
}
