import { Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { FilerKindEnum } from '../forms/forms.enums.js';
import { connectionType } from '../graphql/connection.js';
import { DateScalar, DateTimeScalar } from '../graphql/scalars.js';
import type { ValueOf } from '../graphql/value-of.js';

export const ObligationStateEnum = { OPEN: 'open', CLOSED: 'closed', EXEMPT: 'exempt' } as const;
registerEnumType(ObligationStateEnum, {
  name: 'ObligationState',
  description: 'Whether the duty stands (trạng thái nghĩa vụ báo cáo).',
  valuesMap: {
    OPEN: { description: 'The duty stands (đang hiệu lực).' },
    CLOSED: { description: 'The duty fell away, with a reason (đã đóng).' },
    EXEMPT: { description: 'Exempted, with a reason (được miễn).' },
  },
});

export const AnswerStateEnum = {
  NONE: 'none',
  DRAFT: 'draft',
  SUBMITTED: 'submitted',
  RETURNED: 'returned',
  ACCEPTED: 'accepted',
} as const;
registerEnumType(AnswerStateEnum, {
  name: 'AnswerState',
  description: 'How far a duty has been answered (tình trạng thực hiện nghĩa vụ).',
  valuesMap: {
    NONE: { description: 'Nobody has begun (chưa lập).' },
    DRAFT: { description: 'Being prepared (bản nháp).' },
    SUBMITTED: { description: 'Sent, not yet looked through (đã gửi).' },
    RETURNED: { description: 'Sent back with reasons (bị trả lại).' },
    ACCEPTED: { description: 'Taken into the database (đã tiếp nhận).' },
  },
});

export const ObligationSideEnum = { OWN: 'own', BELOW: 'below' } as const;
registerEnumType(ObligationSideEnum, {
  name: 'ObligationSide',
  description: "Side of the caller's office in a duty (vai trò của đơn vị).",
  valuesMap: {
    OWN: { description: 'What the office owes itself (đơn vị phải gửi).' },
    BELOW: { description: 'What comes to the office from below (cấp dưới gửi lên).' },
  },
});

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

  @Field(() => DateTimeScalar, {
    description: 'Due strictly before this instant (gửi trước ngày). Circular 14/2024/TT-BCT Art. 3.',
  })
  dueBefore!: Date;

  @Field(() => DateTimeScalar, {
    description: 'Last instant that is still on time (hạn cuối), one millisecond earlier.',
  })
  lastOnTimeInstant!: Date;

  @Field(() => DateTimeScalar, {
    description: 'From this instant on a filing changes by amendment only (khóa số liệu).',
  })
  lockAt!: Date;

  @Field(() => ObligationStateEnum, { description: 'Whether the duty stands (trạng thái).' })
  state!: ValueOf<typeof ObligationStateEnum>;

  @Field(() => String, { nullable: true, description: 'Why it is closed or exempt (lý do); null while it stands.' })
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

  @Field(() => ObligationSideEnum, { nullable: true, description: "Side of the caller's office (vai trò của đơn vị)." })
  side?: ValueOf<typeof ObligationSideEnum> | null;
}
