import { Field, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { OfficeKindEnum } from '../access/access.types.js';
import { BoundedList } from '../graphql/bounded.js';
import { DateScalar } from '../graphql/scalars.js';
import { UserError } from '../graphql/user-error.js';
import type { ValueOf } from '../graphql/value-of.js';
import { ReminderChannelEnum } from './reminders.enums.js';

export const StepToEnum = { FILER: 'filer', SUPERIOR: 'superior' } as const;
registerEnumType(StepToEnum, {
  name: 'ReminderStepTo',
  description: 'Whom a step of the reminder policy tells (người được nhắc).',
  valuesMap: {
    FILER: { description: 'The unit that owes the filing (đơn vị phải nộp).' },
    SUPERIOR: { description: 'The office above it (cấp trên).' },
  },
});

@ObjectType({ description: 'A step of the reminder policy (lần nhắc).' })
export class PolicyStep {
  @Field(() => Int, {
    description: 'Days from the last on-time day; negative before it, 0 that day (ngày so với hạn).',
  })
  days!: number;

  @Field(() => StepToEnum, { description: 'Whom it tells (người được nhắc).' })
  to!: ValueOf<typeof StepToEnum>;
}

@ObjectType({
  description: 'When offices are reminded (chính sách nhắc việc). A choice of this system, not of the law.',
})
export class ReminderPolicy {
  @Field(() => DateScalar, { description: 'First day it holds (có hiệu lực từ); a period keeps that of its last day.' })
  inForceFrom!: string;

  @Field(() => DateScalar, { nullable: true, description: 'First day it no longer holds; null while none follows.' })
  inForceTo!: string | null;

  @Field(() => String, { description: 'Hour of the day from which is sent on working days (giờ gửi từ), HH:MM.' })
  sendingFrom!: string;

  @Field(() => String, { description: 'Hour from which nothing is sent (giờ gửi đến), HH:MM.' })
  sendingTo!: string;

  @BoundedList(2, () => [ReminderChannelEnum], { description: 'How the filer is told (hình thức nhắc).' })
  channels!: ValueOf<typeof ReminderChannelEnum>[];

  @BoundedList(12, () => [PolicyStep], { description: 'Steps around the deadline (nhắc theo hạn), by day.' })
  deadlineSteps!: PolicyStep[];

  @BoundedList(12, () => [Int], { description: 'Days after a return (nhắc sau khi trả lại); 0 at once.' })
  returnedDays!: number[];

  @Field(() => Int, { description: 'Working days the last step may still be sent late (ngày làm việc).' })
  lastStepWorkingDays!: number;

  @Field(() => Int, { description: 'Days after the deadline when the daily digest to the office above begins.' })
  digestFromDays!: number;

  @Field(() => Int, { description: 'Working days the daily digest is sent (số ngày làm việc).' })
  digestWorkingDays!: number;

  @Field(() => String, {
    nullable: true,
    description: 'Who set it (người đặt); null for the one that came with the system.',
  })
  setBy!: string | null;

  @Field(() => String, { nullable: true, description: 'Why (lý do); null for the one that came with the system.' })
  reason!: string | null;
}

@InputType({ description: 'A step of a wanted policy.' })
export class PolicyStepInput {
  @Field(() => Int, { description: 'Days from the last on-time day, -60 to 60.' })
  days!: number;

  @Field(() => StepToEnum, { description: 'Whom it tells; the office above only after the deadline.' })
  to!: ValueOf<typeof StepToEnum>;
}

@InputType({ description: 'What may be chosen of a reminder policy (chính sách nhắc việc).' })
export class PolicyInput {
  @Field(() => String, { description: 'Sending begins (giờ gửi từ), HH:MM.' })
  sendingFrom!: string;

  @Field(() => String, { description: 'Sending ends (giờ gửi đến), HH:MM.' })
  sendingTo!: string;

  @BoundedList(2, () => [ReminderChannelEnum], { description: 'EMAIL, INBOX or both.' })
  channels!: ValueOf<typeof ReminderChannelEnum>[];

  @BoundedList(12, () => [PolicyStepInput], { description: 'Steps around the deadline, each on a day of its own.' })
  deadlineSteps!: PolicyStepInput[];

  @BoundedList(12, () => [Int], { description: 'Days after a return, 0 to 60.' })
  returnedDays!: number[];

  @Field(() => Int, { description: 'Working days the last step may be sent late, 1 to 30.' })
  lastStepWorkingDays!: number;

  @Field(() => Int, { description: 'Days after the deadline when the digest begins, 1 to 30.' })
  digestFromDays!: number;

  @Field(() => Int, { description: 'Working days of the digest, 1 to 30.' })
  digestWorkingDays!: number;
}

@InputType({ description: 'Sets the reminder policy from a day on (đặt chính sách nhắc việc).' })
export class SetReminderPolicyInput {
  @Field(() => PolicyInput, { description: 'The policy.' })
  policy!: PolicyInput;

  @Field(() => DateScalar, { description: 'First day it holds (có hiệu lực từ); not before tomorrow.' })
  inForceFrom!: string;

  @Field(() => String, { description: 'Why (lý do); kept with it and in the audit.' })
  reason!: string;
}

@ObjectType({ description: 'Result of setReminderPolicy.' })
export class SetReminderPolicyPayload {
  @Field(() => ReminderPolicy, { nullable: true, description: 'The policy; null when it was refused.' })
  policy!: ReminderPolicy | null;

  @BoundedList(100, () => [UserError], { description: 'Why it was refused; empty when it was set.' })
  errors!: UserError[];
}

@ObjectType({ description: 'A day on which a policy would remind of one form (ngày nhắc).' })
export class PreviewedReminder {
  @Field(() => DateScalar, { description: 'The day (ngày), a working day.' })
  day!: string;

  @Field(() => String, { description: 'Form (biểu): 01 to 04.' })
  form!: string;

  @Field(() => OfficeKindEnum, { description: 'Kind of office that is told (đơn vị được nhắc).' })
  recipientTier!: ValueOf<typeof OfficeKindEnum>;

  @BoundedList(3, () => [ReminderChannelEnum], { description: 'How (hình thức).' })
  channels!: ValueOf<typeof ReminderChannelEnum>[];

  @Field(() => Int, { description: 'Duties it is about, if nobody answered until then (số báo cáo còn thiếu).' })
  duties!: number;
}
