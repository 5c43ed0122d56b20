import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { BoundedList } from '../graphql/bounded.js';
import { DateTimeScalar } from '../graphql/scalars.js';
import { UserError } from '../graphql/user-error.js';
import type { ValueOf } from '../graphql/value-of.js';

export const OfficeKindEnum = {
  MINISTRY: 'ministry',
  DEPARTMENT: 'department',
  COMMUNE: 'commune',
  INVESTOR: 'investor',
  ENTERPRISE: 'enterprise',
} as const;
registerEnumType(OfficeKindEnum, {
  name: 'OfficeKind',
  description: 'Kind of office (loại cơ quan, đơn vị).',
  valuesMap: {
    MINISTRY: { description: 'Ministry of Industry and Trade (Bộ Công Thương).' },
    DEPARTMENT: { description: 'Provincial department (Sở Công Thương).' },
    COMMUNE: { description: 'Commune committee (UBND cấp xã).' },
    INVESTOR: { description: 'Infrastructure investor (chủ đầu tư hạ tầng).' },
    ENTERPRISE: { description: 'Enterprise with a tenant project (doanh nghiệp thứ cấp).' },
  },
});

export const RoleEnum = {
  OFFICER: 'officer',
  APPROVER: 'approver',
  ANALYST: 'analyst',
  PLANNER: 'planner',
  ADMINISTRATOR: 'administrator',
} as const;
registerEnumType(RoleEnum, {
  name: 'Role',
  description: 'Role of a person in an office (vai trò).',
  valuesMap: {
    OFFICER: { description: 'Prepares filings (chuyên viên); in small offices submits them too.' },
    APPROVER: { description: 'Approves and submits (lãnh đạo duyệt).' },
    ANALYST: { description: 'Reads and analyses (chuyên viên phân tích).' },
    PLANNER: { description: 'Reads and exports (chuyên viên kế hoạch).' },
    ADMINISTRATOR: { description: "Manages the office's people and reads the audit (quản trị)." },
  },
});

export const LanguageEnum = { VI: 'vi', EN: 'en' } as const;
registerEnumType(LanguageEnum, {
  name: 'Language',
  description: 'Language of messages (ngôn ngữ).',
  valuesMap: { VI: { description: 'Vietnamese (tiếng Việt).' }, EN: { description: 'English (tiếng Anh).' } },
});

export const CallerViaEnum = { SESSION: 'session', TOKEN: 'token' } as const;
registerEnumType(CallerViaEnum, {
  name: 'CallerVia',
  description: 'How a caller proves who he is (cách xác thực).',
  valuesMap: {
    SESSION: { description: 'Session of a browser (phiên đăng nhập).' },
    TOKEN: { description: 'Personal access token of a program (mã truy cập).' },
  },
});

@ObjectType({ description: 'Office of the caller (cơ quan, đơn vị).' })
export class Office {
  @Field(() => ID, { description: 'Identity of the office.' })
  id!: string;

  @Field(() => OfficeKindEnum, { description: 'Kind (loại).' })
  kind!: ValueOf<typeof OfficeKindEnum>;

  @Field(() => String, { description: 'Name (tên).' })
  name!: string;
}

@ObjectType({
  description: 'Personal access token for a program (mã truy cập cá nhân); the secret itself is kept as a hash only.',
})
export class AccessToken {
  @Field(() => ID, { description: 'Identity of the token.' })
  id!: string;

  @Field(() => String, { description: 'Name given by its owner (tên).' })
  name!: string;

  @BoundedList(40, () => [String], { description: 'Permissions it carries (quyền), never more than its owner has.' })
  scopes!: string[];

  @Field(() => DateTimeScalar, { description: 'When it was made (thời điểm tạo).' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, { description: 'When it ends (hết hạn).' })
  expiresAt!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was last used (lần dùng cuối); null when never.',
  })
  lastUsedAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was revoked (thời điểm thu hồi); null when it was not.',
  })
  revokedAt!: Date | null;
}

@ObjectType({ description: 'The caller (người đang truy cập).' })
export class Me {
  @Field(() => ID, { description: 'Identity of the account.' })
  id!: string;

  @Field(() => String, { description: 'Name (họ tên).' })
  name!: string;

  @Field(() => String, { description: 'E-mail address used to sign in (thư điện tử).' })
  email!: string;

  @Field(() => RoleEnum, { description: 'Role (vai trò).' })
  role!: ValueOf<typeof RoleEnum>;

  @Field(() => LanguageEnum, { description: 'Language of messages (ngôn ngữ).' })
  language!: ValueOf<typeof LanguageEnum>;

  @Field(() => Office, { description: 'Office (cơ quan, đơn vị).' })
  office!: Office;

  @BoundedList(40, () => [String], { description: 'Permissions (quyền), such as filing.submit.' })
  permissions!: string[];

  @BoundedList(500, () => [String], {
    description:
      'Units whose rows are visible (phạm vi): province or commune codes, cluster or project identities; empty for the nation.',
  })
  units!: string[];

  @Field(() => CallerViaEnum, { description: 'How the caller proved who he is (cách xác thực).' })
  via!: ValueOf<typeof CallerViaEnum>;
}

@InputType({ description: 'Makes a personal access token (tạo mã truy cập).' })
export class CreateTokenInput {
  @Field(() => String, { description: 'Name to recognise it by (tên), 1 to 100 characters.' })
  name!: string;

  @BoundedList(40, () => [String], { description: "Permissions it shall carry (quyền), a part of the caller's own." })
  scopes!: string[];

  @Field(() => Int, { defaultValue: 90, description: 'Days until it ends (số ngày hiệu lực), 1 to 366.' })
  days!: number;
}

@ObjectType({ description: 'Result of createToken.' })
export class CreateTokenPayload {
  @Field(() => AccessToken, { nullable: true, description: 'The token; null when it was refused.' })
  token!: AccessToken | null;

  @Field(() => String, {
    nullable: true,
    description: 'The secret (mã bí mật), shown this once; null when it was refused.',
  })
  secret!: string | null;

  @BoundedList(100, () => [UserError], { description: 'Why it was refused; empty when it was made.' })
  errors!: UserError[];
}

@ObjectType({ description: 'Result of openExplorer.' })
export class OpenExplorerPayload {
  @Field(() => String, {
    nullable: true,
    description: 'The key (mã truy cập), to be sent as a bearer token and kept nowhere; null when it was refused.',
  })
  secret!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it ends at the latest (hết hạn); null when it was refused.',
  })
  expiresAt!: Date | null;

  @BoundedList(100, () => [UserError], { description: 'Why it was refused; empty when it was made.' })
  errors!: UserError[];
}

@InputType({ description: 'Revokes a personal access token of the caller (thu hồi mã truy cập).' })
export class RevokeTokenInput {
  @Field(() => ID, { description: 'The token.' })
  id!: string;
}

@ObjectType({ description: 'Result of revokeToken.' })
export class RevokeTokenPayload {
  @Field(() => AccessToken, { nullable: true, description: 'The token, now revoked; null when that was refused.' })
  token!: AccessToken | null;

  @BoundedList(100, () => [UserError], { description: 'Why it was refused; empty when it was done.' })
  errors!: UserError[];
}
