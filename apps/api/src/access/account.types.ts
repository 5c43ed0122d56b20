import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { BoundedList } from '../graphql/bounded.js';
import { connectionType } from '../graphql/connection.js';
import { DateTimeScalar } from '../graphql/scalars.js';
import { UserError } from '../graphql/user-error.js';
import type { ValueOf } from '../graphql/value-of.js';
import { LanguageEnum, OfficeKindEnum, RoleEnum } from './access.types.js';

@ObjectType({ description: 'An office as its administrator sees it (cơ quan, đơn vị).' })
export class ManagedOffice {
  @Field(() => ID, { description: 'Identity of the office.' })
  id!: string;

  @Field(() => OfficeKindEnum, { description: 'Kind (loại).' })
  kind!: ValueOf<typeof OfficeKindEnum>;

  @Field(() => String, { description: 'Name (tên).' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Province code (mã tỉnh); null for the ministry.' })
  provinceCode!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Commune code (mã xã); null where the office is not a commune committee.',
  })
  communeCode!: string | null;

  @Field(() => String, { nullable: true, description: 'Postal address (địa chỉ); null where nobody has said.' })
  address!: string | null;

  @Field(() => String, { nullable: true, description: 'Telephone (điện thoại); null where nobody has said.' })
  phone!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'E-mail of the office itself (thư điện tử); null where nobody has said. Reminders go to its people.',
  })
  email!: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was opened (thời điểm mở).' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was closed (thời điểm đóng); null while it is open.',
  })
  closedAt!: Date | null;
}

@ObjectType({ description: 'The filing an office sent last (báo cáo gửi gần nhất).' })
export class LastFiling {
  @Field(() => String, { description: 'Form (biểu): 01 to 04.' })
  form!: string;

  @Field(() => String, { description: 'Period (kỳ báo cáo), such as 2026-H1.' })
  period!: string;

  @Field(() => DateTimeScalar, { description: 'When it was submitted (nộp lúc).' })
  submittedAt!: Date;
}

@ObjectType({ description: 'An account as its administrator sees it (tài khoản); never its password.' })
export class Account {
  @Field(() => ID, { description: 'Identity of the account.' })
  id!: string;

  @Field(() => String, { description: 'E-mail address used to sign in (thư điện tử).' })
  email!: string;

  @Field(() => String, { description: "Shown to others (tên hiển thị): a person's name or a post." })
  name!: string;

  @Field(() => RoleEnum, { description: 'Role (vai trò).' })
  role!: ValueOf<typeof RoleEnum>;

  @Field(() => LanguageEnum, { description: 'Language of messages (ngôn ngữ).' })
  language!: ValueOf<typeof LanguageEnum>;

  @Field(() => DateTimeScalar, { description: 'When it was made (thời điểm tạo).' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was shut (thời điểm khóa); null while it is open.',
  })
  disabledAt!: Date | null;

  @Field(() => Boolean, {
    description: 'Its password is temporary and must be changed before anything else (phải đổi mật khẩu).',
  })
  mustChangePassword!: boolean;

  @Field(() => Boolean, {
    description: 'Sign-in asks for a code of an authenticator app beside the password (đã bật xác thực hai bước).',
  })
  hasSecondFactor!: boolean;

  @Field(() => ManagedOffice, { description: 'Its office (cơ quan, đơn vị).' })
  office!: ManagedOffice;
}

@ObjectType({ description: 'A page of accounts (tài khoản), by e-mail.' })
export class AccountConnection extends connectionType(Account, 'Account', 'accounts (tài khoản)') {}

@ObjectType({ description: 'A page of offices (cơ quan, đơn vị), by kind and name.' })
export class ManagedOfficeConnection extends connectionType(
  ManagedOffice,
  'ManagedOffice',
  'offices (cơ quan, đơn vị)',
) {}

@InputType({ description: 'Which accounts to list; conditions are joined by "and".' })
export class AccountFilter {
  @Field(() => String, {
    nullable: true,
    description: 'Text in name, e-mail or office (tìm); tone marks and case do not matter.',
  })
  search?: string | null;

  @Field(() => ID, { nullable: true, description: 'Accounts of this office (đơn vị).' })
  officeId?: string | null;

  @Field(() => RoleEnum, { nullable: true, description: 'Role (vai trò).' })
  role?: ValueOf<typeof RoleEnum> | null;

  @Field(() => Boolean, { nullable: true, description: 'Shut (true) or open (false); both when left out.' })
  disabled?: boolean | null;
}

@InputType({ description: 'Which offices to list; conditions are joined by "and".' })
export class OfficeFilter {
  @Field(() => String, { nullable: true, description: 'Text in the name (tìm); tone marks and case do not matter.' })
  search?: string | null;

  @Field(() => OfficeKindEnum, { nullable: true, description: 'Kind (loại).' })
  kind?: ValueOf<typeof OfficeKindEnum> | null;

  @Field(() => String, { nullable: true, description: 'Province code (mã tỉnh), two digits.' })
  province?: string | null;
}

@InputType({ description: 'Changes name and ways to reach an office (sửa thông tin đơn vị).' })
export class ChangeOfficeInput {
  @Field(() => ID, { description: 'The office, one that the caller manages.' })
  id!: string;

  @Field(() => String, { description: 'Name (tên), 1 to 200 characters.' })
  name!: string;

  @Field(() => String, {
    defaultValue: '',
    description: 'Postal address (địa chỉ), at most 300 characters; empty: not known.',
  })
  address!: string;

  @Field(() => String, { defaultValue: '', description: 'Telephone (điện thoại); empty: not known.' })
  phone!: string;

  @Field(() => String, { defaultValue: '', description: 'E-mail (thư điện tử); empty: not known.' })
  email!: string;
}

@ObjectType({ description: 'Result of changeOffice.' })
export class ChangeOfficePayload {
  @Field(() => ManagedOffice, { nullable: true, description: 'The office after the change; null when it was refused.' })
  office!: ManagedOffice | null;

  @BoundedList(100, () => [UserError], { description: 'Why it was refused; empty when it was done.' })
  errors!: UserError[];
}

@InputType({ description: 'Makes an account (tạo tài khoản).' })
export class CreateAccountInput {
  @Field(() => ID, { description: 'Its office (đơn vị), one that the caller manages.' })
  officeId!: string;

  @Field(() => String, { description: 'E-mail address to sign in with (thư điện tử), used by no other account.' })
  email!: string;

  @Field(() => String, { description: 'Name shown to others (tên hiển thị), 1 to 200 characters.' })
  name!: string;

  @Field(() => RoleEnum, { description: "Role (vai trò), one that exists in the office's kind." })
  role!: ValueOf<typeof RoleEnum>;

  @Field(() => LanguageEnum, { defaultValue: LanguageEnum.VI, description: 'Language of messages (ngôn ngữ).' })
  language!: ValueOf<typeof LanguageEnum>;
}

@InputType({ description: 'Shuts an account (khóa tài khoản).' })
export class DisableAccountInput {
  @Field(() => ID, { description: 'The account.' })
  id!: string;

  @Field(() => String, { description: 'Why (lý do), 1 to 500 characters; kept in the audit.' })
  reason!: string;
}

@InputType({ description: 'Opens a shut account again (mở lại tài khoản).' })
export class EnableAccountInput {
  @Field(() => ID, { description: 'The account.' })
  id!: string;
}

@InputType({ description: 'Gives an account a new temporary password (đặt lại mật khẩu).' })
export class ResetPasswordInput {
  @Field(() => ID, { description: 'The account.' })
  id!: string;
}

@InputType({ description: "Changes the caller's own password (đổi mật khẩu)." })
export class ChangeOwnPasswordInput {
  @Field(() => String, { description: 'The present password (mật khẩu hiện tại).' })
  present!: string;

  @Field(() => String, { description: 'The new password (mật khẩu mới), 12 to 200 characters, not the present one.' })
  next!: string;
}

@ObjectType({ description: 'Result of createAccount.' })
export class CreateAccountPayload {
  @Field(() => Account, { nullable: true, description: 'The account; null when it was refused.' })
  account!: Account | null;

  @Field(() => String, {
    nullable: true,
    description: 'Temporary password (mật khẩu tạm), shown this once; null when it was refused.',
  })
  temporaryPassword!: string | null;

  @BoundedList(100, () => [UserError], { description: 'Why it was refused; empty when it was made.' })
  errors!: UserError[];
}

@ObjectType({ description: 'Result of disableAccount.' })
export class DisableAccountPayload {
  @Field(() => Account, { nullable: true, description: 'The account, now shut; null when that was refused.' })
  account!: Account | null;

  @BoundedList(100, () => [UserError], { description: 'Why it was refused; empty when it was done.' })
  errors!: UserError[];
}

@ObjectType({ description: 'Result of enableAccount.' })
export class EnableAccountPayload {
  @Field(() => Account, { nullable: true, description: 'The account, open again; null when that was refused.' })
  account!: Account | null;

  @BoundedList(100, () => [UserError], { description: 'Why it was refused; empty when it was done.' })
  errors!: UserError[];
}

@ObjectType({ description: 'Result of resetPassword.' })
export class ResetPasswordPayload {
  @Field(() => Account, { nullable: true, description: 'The account; null when it was refused.' })
  account!: Account | null;

  @Field(() => String, {
    nullable: true,
    description: 'Temporary password (mật khẩu tạm), shown this once; null when it was refused.',
  })
  temporaryPassword!: string | null;

  @BoundedList(100, () => [UserError], { description: 'Why it was refused; empty when it was done.' })
  errors!: UserError[];
}

@ObjectType({ description: 'Result of changeOwnPassword.' })
export class ChangeOwnPasswordPayload {
  @Field(() => Boolean, {
    description: "Done: all the caller's sessions and tokens have ended, and he signs in with the new password.",
  })
  changed!: boolean;

  @BoundedList(100, () => [UserError], { description: 'Why it was refused; empty when it was done.' })
  errors!: UserError[];
}
