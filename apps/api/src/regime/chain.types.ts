import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { MOST_BLOCKERS } from '#lib/regime';
import { OfficeKindEnum } from '../access/access.types.js';
import { BoundedList } from '../graphql/bounded.js';
import { DateTimeScalar } from '../graphql/scalars.js';
import type { ValueOf } from '../graphql/value-of.js';
import { AnswerStateEnum } from './regime.enums.js';
import { Obligation } from './regime.types.js';

@ObjectType({ description: 'A filing above that waits for one below (báo cáo cấp trên đang chờ).' })
export class BlockedFiling {
  @Field(() => String, { description: 'Form (biểu) that waits.' })
  form!: string;

  @Field(() => String, { description: 'Unit (đơn vị) that owes it.' })
  unit!: string;

  @Field(() => String, { description: 'Name of that unit (tên đơn vị).' })
  unitName!: string;
}

@ObjectType({ description: 'A unit below that holds up what is above it (đơn vị chưa gửi).' })
export class ChainBlocker {
  @Field(() => ID, { description: 'Its obligation.' })
  obligationId!: string;

  @Field(() => String, { description: 'Unit (đơn vị).' })
  unit!: string;

  @Field(() => String, { description: 'Name of the unit (tên đơn vị).' })
  unitName!: string;

  @Field(() => AnswerStateEnum, { description: 'How far it has come (tình trạng thực hiện).' })
  answer!: ValueOf<typeof AnswerStateEnum>;

  @Field(() => DateTimeScalar, { description: 'Due strictly before (gửi trước ngày), extensions included.' })
  dueBefore!: Date;

  @Field(() => Int, {
    description: 'Days left to its last day on time (số ngày còn lại); 0: today, negative: overdue.',
  })
  daysLeft!: number;

  @BoundedList(4, () => [BlockedFiling], { description: 'What waits for it (báo cáo đang chờ).' })
  blocks!: BlockedFiling[];
}

@ObjectType({ description: 'One tier of the chain below a unit (một cấp trong chuỗi báo cáo).' })
export class ChainTier {
  @Field(() => String, { description: 'Form (biểu) that the tier files.' })
  form!: string;

  @Field(() => OfficeKindEnum, { description: 'Kind of office that files it (cấp gửi).' })
  filer!: ValueOf<typeof OfficeKindEnum>;

  @BoundedList(4, () => [String], { description: 'Forms above that wait for it (biểu đang chờ).' })
  waitedForBy!: string[];

  @Field(() => Int, { description: 'Filings expected (phải gửi).' })
  expected!: number;

  @Field(() => Int, { description: 'Sent at least once (đã gửi); those on time and late together.' })
  received!: number;

  @Field(() => Int, { description: 'First sent on time (đúng hạn).' })
  onTime!: number;

  @Field(() => Int, { description: 'First sent late (gửi muộn).' })
  late!: number;

  @Field(() => Int, { description: 'Sent, and now back with the sender (đang bị trả lại).' })
  returned!: number;

  @Field(() => Int, { description: 'Accepted (đã tiếp nhận).' })
  accepted!: number;

  @Field(() => Int, {
    description: 'Not with the receiver now: never sent, or returned (còn thiếu). These hold up what is above.',
  })
  outstanding!: number;

  @Field(() => Int, { description: 'Outstanding, and the due instant has come (quá hạn).' })
  overdue!: number;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Earliest due instant in force (hạn sớm nhất); null when nothing is expected.',
  })
  firstDueBefore!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Latest due instant in force (hạn muộn nhất); null when nothing is expected.',
  })
  lastDueBefore!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the first filing came (gửi sớm nhất); null while none came.',
  })
  firstReceivedAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the latest first filing came (gửi muộn nhất); null while none came.',
  })
  lastReceivedAt!: Date | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Days left to the last day on time of the latest due; negative: past. Null when nothing is expected.',
  })
  daysLeft!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Days that the tier above has for its own work (số ngày dự phòng), from the latest last day here to its own earliest. Null where nothing waits.',
  })
  slackDays!: number | null;

  @BoundedList(MOST_BLOCKERS, () => [ChainBlocker], { description: 'Outstanding units, the soonest due first.' })
  blockers!: ChainBlocker[];
}

@ObjectType({ description: 'Who blocks whom below a unit (chuỗi thời hạn).' })
export class DeadlineChain {
  @Field(() => String, { description: 'The unit (đơn vị); VN: the ministry.' })
  unit!: string;

  @Field(() => String, { description: 'Name of the unit (tên đơn vị).' })
  unitName!: string;

  @Field(() => String, { description: 'Period (kỳ báo cáo).' })
  period!: string;

  @Field(() => Obligation, {
    nullable: true,
    description: 'What the unit owes itself; null for the ministry, and for a unit that owes nothing.',
  })
  own!: Obligation | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Days left to its own last day on time; negative: past. Null where it owes nothing.',
  })
  ownDaysLeft!: number | null;

  @BoundedList(4, () => [ChainTier], { description: 'Tiers below, nearest first (các cấp dưới).' })
  tiers!: ChainTier[];
}

@ObjectType({
  description:
    'Punctuality of a province or of the filers of a form (tình hình chấp hành thời hạn). Every expected filing is counted once: on time, late or missing.',
})
export class Timeliness {
  @Field(() => String, { description: 'Province code (mã tỉnh), or form (biểu).' })
  key!: string;

  @Field(() => String, { description: 'Name (tên).' })
  name!: string;

  @Field(() => Int, { description: 'Filings expected (phải gửi).' })
  expected!: number;

  @Field(() => Int, { description: 'Sent at least once (đã gửi).' })
  received!: number;

  @Field(() => Int, { description: 'First sent on time (đúng hạn).' })
  onTime!: number;

  @Field(() => Int, { description: 'First sent late (gửi muộn).' })
  late!: number;

  @Field(() => Int, { description: 'Accepted (đã tiếp nhận).' })
  accepted!: number;

  @Field(() => Int, { description: 'Sent, and now back with the sender (đang bị trả lại).' })
  returned!: number;

  @Field(() => Int, { description: 'Never sent (chưa gửi).' })
  missing!: number;

  @Field(() => Int, { description: 'Never sent, and the due instant has come (quá hạn).' })
  overdue!: number;
}
