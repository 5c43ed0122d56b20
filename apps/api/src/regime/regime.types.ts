import { Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { FilerKindEnum } from '../forms/forms.enums.js';
import { connectionType } from '../graphql/connection.js';
import { DateTimeScalar } from '../graphql/scalars.js';
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
}
