import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { BoundedList } from '../graphql/bounded.js';
import { DateTimeScalar } from '../graphql/scalars.js';
import { UserError } from '../graphql/user-error.js';

const ERRORS = 'Why it was refused; empty when it was done.';

@ObjectType({ description: "A browser signed in to the caller's account (phiên đăng nhập)." })
export class BrowserSession {
  @Field(() => ID, { description: 'Identity of the session.' })
  id!: string;

  @Field(() => DateTimeScalar, { description: 'When it was opened (đăng nhập lúc).' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, { description: 'When it was last used, to the minute (dùng lần cuối).' })
  lastSeenAt!: Date;

  @Field(() => DateTimeScalar, { description: 'When it ends at the latest (hết hạn).' })
  expiresAt!: Date;

  @Field(() => String, {
    nullable: true,
    description: 'Browser as it names itself (trình duyệt); null when it did not.',
  })
  userAgent!: string | null;

  @Field(() => String, { nullable: true, description: 'Network address (địa chỉ mạng); null when unknown.' })
  address!: string | null;

  @Field(() => Boolean, { description: 'The session that asks (phiên này).' })
  current!: boolean;
}

@ObjectType({ description: "The caller's second factor (xác thực hai bước): codes of an authenticator app, RFC 6238." })
export class SecondFactor {
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Since when sign-in asks for a code (bật từ); null: it does not.',
  })
  since!: Date | null;

  @Field(() => Int, { description: 'Recovery codes not used yet (mã dự phòng còn lại); count.' })
  recoveryCodesLeft!: number;
}

@InputType({ description: 'Ends one session.' })
export class EndSessionInput {
  @Field(() => ID, { description: 'The session, as in BrowserSession.id.' })
  id!: string;
}

@InputType({ description: 'Confirms a second factor by its first code.' })
export class ConfirmSecondFactorInput {
  @Field(() => String, { description: 'Six digits shown by the app (mã xác thực).' })
  code!: string;
}

@InputType({ description: 'Turns the second factor off.' })
export class RemoveSecondFactorInput {
  @Field(() => String, { description: 'Present password (mật khẩu hiện tại).' })
  password!: string;
}

@ObjectType({ description: 'Result of endOtherSessions.' })
export class EndOtherSessionsPayload {
  @Field(() => Int, { description: 'Sessions that were ended (số phiên).' })
  count!: number;

  @BoundedList(100, () => [UserError], { description: ERRORS })
  errors!: UserError[];
}

@ObjectType({ description: 'Result of endSession.' })
export class EndSessionPayload {
  @Field(() => Boolean, { description: 'It was done.' })
  ended!: boolean;

  @BoundedList(100, () => [UserError], { description: ERRORS })
  errors!: UserError[];
}

@ObjectType({ description: 'Result of beginSecondFactor; the secret is shown this once.' })
export class BeginSecondFactorPayload {
  @Field(() => String, { nullable: true, description: 'Secret in base32 (khóa), to be typed by hand; null: refused.' })
  secret!: string | null;

  @Field(() => String, { nullable: true, description: 'otpauth address for a QR code (mã QR); null: refused.' })
  address!: string | null;

  @BoundedList(100, () => [UserError], { description: ERRORS })
  errors!: UserError[];
}

@ObjectType({ description: 'Result of confirmSecondFactor; the codes are shown this once.' })
export class ConfirmSecondFactorPayload {
  @BoundedList(20, () => [String], { description: 'Recovery codes (mã dự phòng), each good once; empty: refused.' })
  recoveryCodes!: string[];

  @BoundedList(100, () => [UserError], { description: ERRORS })
  errors!: UserError[];
}

@ObjectType({ description: 'Result of removeSecondFactor.' })
export class RemoveSecondFactorPayload {
  @Field(() => Boolean, { description: 'It is off.' })
  removed!: boolean;

  @BoundedList(100, () => [UserError], { description: ERRORS })
  errors!: UserError[];
}
