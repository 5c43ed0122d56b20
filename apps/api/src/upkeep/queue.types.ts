import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { BoundedList } from '../graphql/bounded.js';
import { DateTimeScalar } from '../graphql/scalars.js';
import { UserError } from '../graphql/user-error.js';
import type { ValueOf } from '../graphql/value-of.js';

export const QueueNameEnum = {
  WORKBOOKS: 'workbooks',
  REGIME: 'regime',
  REMINDERS: 'reminders',
  EXCHANGE: 'exchange',
  UPKEEP: 'upkeep',
} as const;
registerEnumType(QueueNameEnum, {
  name: 'QueueName',
  description: 'A queue of background jobs (hàng đợi).',
  valuesMap: {
    WORKBOOKS: { description: 'Reading uploaded workbooks (đọc tệp Excel).' },
    REGIME: { description: 'Opening periods and their obligations (mở kỳ báo cáo).' },
    REMINDERS: { description: 'Planning and sending reminders (nhắc việc).' },
    EXCHANGE: { description: 'Exports and register workbooks (xuất dữ liệu, sổ đăng ký).' },
    UPKEEP: { description: 'The sweep that hands out the others (quét việc).' },
  },
});

export const QueueBackendEnum = { POSTGRESQL: 'postgres', REDIS: 'redis' } as const;
registerEnumType(QueueBackendEnum, {
  name: 'QueueBackend',
  description: 'Where the queues live (nơi giữ hàng đợi).',
  valuesMap: {
    POSTGRESQL: { description: 'In the database.' },
    REDIS: { description: 'In Redis, as REDIS_URL says.' },
  },
});

@ObjectType({ description: 'A job that used up its attempts (việc lỗi).' })
export class FailedJob {
  @Field(() => ID, { description: 'Identity of the job within its queue.' })
  id!: string;

  @Field(() => String, { description: 'Name of the job (tên việc), such as export.run.' })
  job!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it failed (lúc lỗi); null when not known.' })
  failedAt!: Date | null;

  @Field(() => Int, { description: 'How often it was tried (số lần thử).' })
  attempts!: number;

  @Field(() => String, { description: "Why, in plain words and the caller's language (nguyên nhân)." })
  why!: string;
}

@ObjectType({ description: 'How a queue stands now (tình trạng hàng đợi).' })
export class QueueState {
  @Field(() => QueueNameEnum, { description: 'Which queue (hàng đợi).' })
  queue!: ValueOf<typeof QueueNameEnum>;

  @Field(() => Int, { description: 'Jobs that wait for a worker (đang chờ); count.' })
  waiting!: number;

  @Field(() => Int, { description: 'Jobs a worker is at (đang chạy); count.' })
  active!: number;

  @Field(() => Int, {
    description: 'Jobs that wait for their time: a schedule, or another attempt (hẹn giờ); count.',
  })
  delayed!: number;

  @Field(() => Int, { description: 'Jobs that used up their attempts (lỗi); count, of the last seven days.' })
  failed!: number;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Since when the longest waiting one waits (chờ lâu nhất từ); null when none does.',
  })
  oldestWaitingSince!: Date | null;

  @BoundedList(10, () => [FailedJob], { description: 'The last failures (lỗi gần nhất), the newest first.' })
  failures!: FailedJob[];
}

@ObjectType({ description: 'How the background work stands now (tình trạng công việc nền).' })
export class QueueReport {
  @Field(() => QueueBackendEnum, { description: 'Where the queues live (nơi giữ).' })
  backend!: ValueOf<typeof QueueBackendEnum>;

  @Field(() => DateTimeScalar, { description: 'When this was so (thời điểm).' })
  at!: Date;

  @BoundedList(10, () => [QueueState], { description: 'Every queue (các hàng đợi).' })
  queues!: QueueState[];
}

@InputType({ description: 'Runs a failed job again (chạy lại).' })
export class RetryJobInput {
  @Field(() => QueueNameEnum, { description: 'Its queue.' })
  queue!: ValueOf<typeof QueueNameEnum>;

  @Field(() => ID, { description: 'The job, as in FailedJob.id.' })
  id!: string;
}

@ObjectType({ description: 'Result of retryJob.' })
export class RetryJobPayload {
  @Field(() => Boolean, { description: 'It waits for a worker again.' })
  retried!: boolean;

  @BoundedList(100, () => [UserError], { description: 'Why it was refused; empty when it was done.' })
  errors!: UserError[];
}
