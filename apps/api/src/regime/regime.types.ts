import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { OfficeKindEnum } from '../access/access.types.js';
import { FilerKindEnum } from '../forms/forms.enums.js';
import { connectionType } from '../graphql/connection.js';
import { DateScalar, DateTimeScalar } from '../graphql/scalars.js';
import type { ValueOf } from '../graphql/value-of.js';
import {
  AnswerStateEnum,
  LatenessEnum,
  ObligationChangeKindEnum,
  ObligationSideEnum,
  ObligationStateEnum,
} from './regime.enums.js';

@ObjectType({ description: 'Reporting period that has been opened (kỳ báo cáo). Circular 14/2024/TT-BCT Art. 3.2.' })
export class ReportingPeriod {
  @Field(() => ID, { description: 'Code (mã kỳ): 2026-H1 or 2026-Y.' })
  code!: string;

  @Field(() => String, { description: 'As written for people (tên kỳ): "6 tháng năm 2026".' })
  label!: string;

  @Field(() => DateScalar, { description: 'First day counted (từ ngày).' })
  windowFrom!: string;

  @Field(() => DateScalar, { description: 'Last day counted (đến ngày).' })
  windowTo!: string;

  @Field(() => DateTimeScalar, { description: 'When it was opened in the system (thời điểm mở kỳ).' })
  openedAt!: Date;
}

@ObjectType({
  description: 'Duty to file one form for one unit and period (nghĩa vụ báo cáo). Circular 14/2024/TT-BCT Art. 3.',
})
export class Obligation {
  @Field(() => ID, { description: 'Identity of the obligation.' })
  id!: string;

  @Field(() => String, { description: 'Form (biểu): 01, 02, 03 or 04.' })
  form!: string;

  @Field(() => String, { description: 'Period (kỳ báo cáo): 2026-H1 or 2026-Y.' })
  period!: string;

  @Field(() => FilerKindEnum, { description: 'Whom the filing speaks for (đối tượng báo cáo).' })
  filerKind!: ValueOf<typeof FilerKindEnum>;

  @Field(() => String, {
    description: 'Unit (đơn vị): province code (04), commune code (03), cluster code (02) or project code (01).',
  })
  unit!: string;

  @Field(() => String, { description: 'Name of the unit (tên đơn vị).' })
  unitName!: string;

  @Field(() => String, { description: 'Province code (mã tỉnh).' })
  provinceCode!: string;

  @Field(() => DateScalar, { description: 'First day of the data it counts (số liệu từ ngày).' })
  windowFrom!: string;

  @Field(() => DateScalar, { description: 'Last day of the data it counts (số liệu đến ngày).' })
  windowTo!: string;

  @Field(() => DateTimeScalar, {
    description:
      'Due strictly before this instant (gửi trước ngày), extensions included. Circular 14/2024/TT-BCT Art. 3.',
  })
  dueBefore!: Date;

  @Field(() => DateTimeScalar, { description: 'The statutory due instant (hạn theo quy định), without extensions.' })
  lawDueBefore!: Date;

  @Field(() => DateTimeScalar, {
    description: 'Last instant that is still on time (hạn cuối), one millisecond earlier.',
  })
  lastOnTimeInstant!: Date;

  @Field(() => DateTimeScalar, {
    description: 'From this instant on there is no first sending (khóa số liệu), extensions included.',
  })
  lockAt!: Date;

  @Field(() => DateTimeScalar, { description: 'The lock instant that the regime sets (thời điểm khóa theo cài đặt).' })
  lawLockAt!: Date;

  @Field(() => Boolean, { description: 'Due or locked later than the regime says, by an extension (được gia hạn).' })
  extended!: boolean;

  @Field(() => Boolean, {
    description: 'Not owed: opened because the unit wants to send a nil filing (tự nguyện).',
  })
  voluntary!: boolean;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When a filing for it was first sent (gửi lần đầu); null while none was.',
  })
  receivedAt!: Date | null;

  @Field(() => ObligationStateEnum, { description: 'Whether the duty stands (trạng thái).' })
  state!: ValueOf<typeof ObligationStateEnum>;

  @Field(() => String, {
    nullable: true,
    description:
      'Why it is closed, exempt, opened again or was added late (lý do); null for one that stands since the period was opened.',
  })
  stateReason!: string | null;

  @Field(() => Boolean, { description: 'The law is not clear about this duty (còn vướng mắc).' })
  doubtful!: boolean;

  @Field(() => String, { nullable: true, description: 'What is not clear (nội dung vướng mắc); null when nothing is.' })
  doubt!: string | null;

  @Field(() => AnswerStateEnum, { description: 'How far it has been answered (tình trạng thực hiện).' })
  answer!: ValueOf<typeof AnswerStateEnum>;

  /** The filing that answers it, for the loader. Not in the schema. */
  readonly filingId!: string | null;
}

@ObjectType({ description: 'One thing that happened to a duty after its period was opened (thay đổi của nghĩa vụ).' })
export class ObligationChange {
  @Field(() => ObligationChangeKindEnum, { description: 'What happened (nội dung).' })
  kind!: ValueOf<typeof ObligationChangeKindEnum>;

  @Field(() => DateTimeScalar, { description: 'When (thời điểm).' })
  at!: Date;

  @Field(() => String, { description: 'Why (lý do).' })
  reason!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Due instant from then on (hạn gửi mới); null for anything but an extension.',
  })
  dueBefore!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Lock instant from then on (thời điểm khóa mới); null for anything but an extension.',
  })
  lockAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Who decided (người quyết định); null where the register was the cause.',
  })
  authorName!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Office of who decided (cơ quan quyết định); null where the register was the cause.',
  })
  officeName!: string | null;
}

@ObjectType({ description: 'A page of obligations (nghĩa vụ báo cáo), the soonest due first.' })
export class ObligationConnection extends connectionType(Obligation, 'Obligation', 'obligations (nghĩa vụ báo cáo)') {}

@InputType({ description: 'Which obligations to list; conditions are joined by "and".' })
export class ObligationFilter {
  @Field(() => String, { nullable: true, description: 'Form (biểu): 01, 02, 03 or 04.' })
  form?: string | null;

  @Field(() => String, { nullable: true, description: 'Period (kỳ báo cáo): 2026-H1 or 2026-Y.' })
  period?: string | null;

  @Field(() => String, { nullable: true, description: 'Province code (mã tỉnh).' })
  province?: string | null;

  @Field(() => String, { nullable: true, description: 'Commune code (mã xã).' })
  commune?: string | null;

  @Field(() => String, { nullable: true, description: 'Unit (đơn vị) that owes the filing.' })
  unit?: string | null;

  @Field(() => ObligationStateEnum, { nullable: true, description: 'Whether the duty stands (trạng thái).' })
  state?: ValueOf<typeof ObligationStateEnum> | null;

  @Field(() => AnswerStateEnum, { nullable: true, description: 'How far it has been answered (tình trạng thực hiện).' })
  answer?: ValueOf<typeof AnswerStateEnum> | null;

  @Field(() => LatenessEnum, { nullable: true, description: 'How it stands to its time now (đúng hạn hay muộn).' })
  lateness?: ValueOf<typeof LatenessEnum> | null;

  @Field(() => OfficeKindEnum, { nullable: true, description: 'Kind of office that owes it (cấp phải gửi).' })
  filer?: ValueOf<typeof OfficeKindEnum> | null;

  @Field(() => ObligationSideEnum, { nullable: true, description: "Side of the caller's office (vai trò của đơn vị)." })
  side?: ValueOf<typeof ObligationSideEnum> | null;
}
