import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { BoundedList } from '../graphql/bounded.js';
import { DateTimeScalar } from '../graphql/scalars.js';
import { UserError } from '../graphql/user-error.js';
import { Account, CreateAccountInput } from './account.types.js';

@InputType({ description: 'Invites a person (mời người dùng): makes the account and mails the address to begin.' })
export class InviteAccountInput extends CreateAccountInput {}

@InputType({ description: 'Sends a new invitation for an account; the earlier one, its password and sessions end.' })
export class InviteAgainInput {
  @Field(() => ID, { description: 'The account.' })
  id!: string;
}

@InputType({ description: 'Takes the second factor of somebody who lost telephone and recovery codes away.' })
export class ResetSecondFactorInput {
  @Field(() => ID, { description: 'The account.' })
  id!: string;

  @Field(() => String, { description: 'Why (lý do); the audit keeps it.' })
  reason!: string;
}

@ObjectType({ description: 'Result of inviteAccount and inviteAgain.' })
export class InvitationPayload {
  @Field(() => Account, { nullable: true, description: 'The invited account; null when it was refused.' })
  account!: Account | null;

  @Field(() => String, {
    nullable: true,
    description: 'Address to begin at (đường dẫn mời), good once, shown this once; null when it was refused.',
  })
  address!: string | null;

  @Field(() => Boolean, {
    description: 'The mail was taken by the mail server (đã gửi thư); false: hand the address on.',
  })
  mailed!: boolean;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Until when it is good (hết hạn); null: refused.' })
  expiresAt!: Date | null;

  @BoundedList(100, () => [UserError], { description: 'Why it was refused; empty when it was done.' })
  errors!: UserError[];
}

@ObjectType({ description: 'Result of resetSecondFactor.' })
export class ResetSecondFactorPayload {
  @Field(() => Account, { nullable: true, description: 'The account; null when it was refused.' })
  account!: Account | null;

  @BoundedList(100, () => [UserError], { description: 'Why it was refused; empty when it was done.' })
  errors!: UserError[];
}
