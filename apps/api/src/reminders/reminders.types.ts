import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { OfficeKindEnum } from '../access/access.types.js';
import { BoundedList } from '../graphql/bounded.js';
import { connectionType } from '../graphql/connection.js';
import { DateTimeScalar } from '../graphql/scalars.js';
import { UserError } from '../graphql/user-error.js';
import type { ValueOf } from '../graphql/value-of.js';
import { OutboundMailStateEnum, ReminderChannelEnum, ReminderKindEnum, ReminderStateEnum } from './reminders.enums.js';

@ObjectType({
  description: 'A mail of the outbox (thư đi), as it was or will be sent. A repeat after a crash is this very mail.',
})
export class OutboundMail {
  @Field(() => ID, { description: 'Identity of the mail; GET /api/outbox/ID.eml gives it as a file.' })
  id!: string;

  @Field(() => String, { description: 'Message-ID; the same however often it is sent.' })
  messageId!: string;

  @BoundedList(50, () => [String], { description: 'Addresses (người nhận).' })
  to!: string[];

  @Field(() => String, { description: 'Subject (tiêu đề).' })
  subject!: string;

  @Field(() => String, { description: 'Plain text (nội dung).' })
  body!: string;

  @Field(() => OutboundMailStateEnum, { description: 'State (trạng thái).' })
  state!: ValueOf<typeof OutboundMailStateEnum>;

  @Field(() => String, {
    nullable: true,
    description: "The mail server's answer (trả lời của máy chủ thư); null before the first try.",
  })
  response!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Stable code of why it failed or is being tried again (mã lý do); null otherwise.',
  })
  reason!: string | null;

  @Field(() => Int, { description: 'Tries so far (số lần thử).' })
  attempts!: number;

  @Field(() => DateTimeScalar, { description: 'When it was written (thời điểm lập).' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was sent (thời điểm gửi); null until then.' })
  sentAt!: Date | null;
}

@ObjectType({ description: 'A page of the outbox (hộp thư đi), the newest first.' })
export class OutboundMailConnection extends connectionType(OutboundMail, 'OutboundMail', 'mails (thư đi)') {}

@ObjectType({
  description: 'One step of the plan of reminders (lần nhắc), with its outcome: obligation, step and channel.',
})
export class Reminder {
  @Field(() => ID, { description: 'Identity of the step; the same in every plan.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'Period (kỳ báo cáo): 2026-H1 or 2026-Y; null for a digest.' })
  period!: string | null;

  @Field(() => String, { nullable: true, description: 'Form (biểu): 01, 02, 03 or 04; null for a digest.' })
  form!: string | null;

  @Field(() => String, { nullable: true, description: 'Unit that owes (đơn vị phải gửi); null for a digest.' })
  unitName!: string | null;

  @Field(() => String, { description: 'Step of the policy (bước nhắc): "2026-06-19/before-14", "manual/2026-06-26".' })
  stepKey!: string;

  @Field(() => ReminderKindEnum, { description: 'What is reminded of (nội dung).' })
  kind!: ValueOf<typeof ReminderKindEnum>;

  @Field(() => ReminderChannelEnum, { description: 'How it is told (hình thức).' })
  channel!: ValueOf<typeof ReminderChannelEnum>;

  @Field(() => OfficeKindEnum, { description: 'Kind of office that is told (cấp được nhắc).' })
  recipientTier!: ValueOf<typeof OfficeKindEnum>;

  @Field(() => String, { nullable: true, description: 'Office that was told (đơn vị được nhắc); null until then.' })
  recipientName!: string | null;

  @Field(() => DateTimeScalar, { description: 'First instant it may be sent (từ).' })
  sendNotBefore!: Date;

  @Field(() => DateTimeScalar, { description: 'From this instant on it is not sent any more (đến trước).' })
  sendNotAfter!: Date;

  @Field(() => ReminderStateEnum, { description: 'Outcome (kết quả).' })
  state!: ValueOf<typeof ReminderStateEnum>;

  @Field(() => String, {
    nullable: true,
    description: 'Stable code of why it failed, was superseded, or is being tried again (mã lý do); null otherwise.',
  })
  reason!: string | null;

  @Field(() => Int, { description: 'Tries so far (số lần thử).' })
  attempts!: number;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was sent (thời điểm gửi); null until then.' })
  sentAt!: Date | null;

  /** For the loaders. Not in the schema. */
  readonly obligationId!: string | null;
}

@ObjectType({ description: 'A page of reminders (các lần nhắc), the soonest first.' })
export class ReminderConnection extends connectionType(Reminder, 'Reminder', 'reminders (các lần nhắc)') {}

@InputType({ description: 'Which reminders to list; conditions are joined by "and".' })
export class ReminderFilter {
  @Field(() => String, { nullable: true, description: 'Period (kỳ báo cáo): 2026-H1 or 2026-Y.' })
  period?: string | null;

  @Field(() => String, { nullable: true, description: 'Form (biểu): 01, 02, 03 or 04.' })
  form?: string | null;

  @Field(() => String, { nullable: true, description: 'Province code (mã tỉnh).' })
  province?: string | null;

  @Field(() => String, { nullable: true, description: 'Unit (đơn vị) that owes the filing.' })
  unit?: string | null;

  @Field(() => ID, { nullable: true, description: 'One obligation (nghĩa vụ báo cáo).' })
  obligationId?: string | null;

  @Field(() => ReminderStateEnum, { nullable: true, description: 'Outcome (kết quả).' })
  state?: ValueOf<typeof ReminderStateEnum> | null;

  @Field(() => ReminderKindEnum, { nullable: true, description: 'What is reminded of (nội dung).' })
  kind?: ValueOf<typeof ReminderKindEnum> | null;

  @Field(() => ReminderChannelEnum, { nullable: true, description: 'How it is told (hình thức).' })
  channel?: ValueOf<typeof ReminderChannelEnum> | null;
}

@InputType({ description: 'Which obligation to remind of at once.' })
export class RemindNowInput {
  @Field(() => ID, { description: 'The obligation (nghĩa vụ báo cáo).' })
  obligationId!: string;
}

@ObjectType({ description: 'Result of remindNow.' })
export class RemindNowPayload {
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'It goes out from this instant on (gửi từ): at once, or in the next working hours; null when refused.',
  })
  sendNotBefore!: Date | null;

  @BoundedList(100, () => [UserError], { description: 'Why the change was refused; empty when it was made.' })
  errors!: UserError[];
}

@ObjectType({ description: "A message in the inbox of the caller's office (tin trong hộp tin)." })
export class InboxMessage {
  @Field(() => ID, { description: 'Identity of the message.' })
  id!: string;

  @Field(() => String, { description: 'Subject (tiêu đề).' })
  subject!: string;

  @Field(() => String, { description: 'Plain text (nội dung).' })
  body!: string;

  @Field(() => String, { nullable: true, description: 'Page it is about (liên kết); null where there is none.' })
  link!: string | null;

  @Field(() => DateTimeScalar, { description: 'When it came (thời điểm nhận).' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When somebody of the office read it (thời điểm đọc); null while it is new.',
  })
  readAt!: Date | null;
}

@ObjectType({ description: 'A page of messages (hộp tin), the newest first.' })
export class InboxMessageConnection extends connectionType(InboxMessage, 'InboxMessage', 'messages (hộp tin)') {}

@InputType({ description: 'Which messages were read.' })
export class MarkReadInput {
  @Field(() => ID, { nullable: true, description: 'One message (tin); all of the office when left out.' })
  messageId?: string | null;
}

@ObjectType({ description: 'Result of markRead.' })
export class MarkReadPayload {
  @Field(() => Int, { nullable: true, description: 'Messages still unread (số tin chưa đọc); null when refused.' })
  unread!: number | null;

  @BoundedList(100, () => [UserError], { description: 'Why the change was refused; empty when it was made.' })
  errors!: UserError[];
}

@ObjectType({ description: "The iCalendar feed of the caller's office (lịch hạn báo cáo), read at a secret address." })
export class CalendarFeed {
  @Field(() => ID, { description: 'Identity of the feed.' })
  id!: string;

  @Field(() => DateTimeScalar, { description: 'When the address was made (thời điểm tạo).' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When a program last read it (lần đọc gần nhất); null before the first.',
  })
  lastReadAt!: Date | null;
}

@ObjectType({ description: 'Result of createCalendarFeed.' })
export class CreateCalendarFeedPayload {
  @Field(() => CalendarFeed, { nullable: true, description: 'The feed; null when refused.' })
  feed!: CalendarFeed | null;

  @Field(() => String, {
    nullable: true,
    description: 'The secret address (địa chỉ bí mật), shown this once; null when refused.',
  })
  url!: string | null;

  @BoundedList(100, () => [UserError], { description: 'Why the change was refused; empty when it was made.' })
  errors!: UserError[];
}

@ObjectType({ description: 'Result of revokeCalendarFeed.' })
export class RevokeCalendarFeedPayload {
  @Field(() => Boolean, { description: 'True when there was an address to end.' })
  revoked!: boolean;

  @BoundedList(100, () => [UserError], { description: 'Why the change was refused; empty when it was made.' })
  errors!: UserError[];
}
