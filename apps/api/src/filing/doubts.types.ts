import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateTimeScalar } from '../graphql/scalars.js';
import type { ValueOf } from '../graphql/value-of.js';

export const ClosingReasonEnum = {
  CHECKED_CORRECT: 'CHECKED_CORRECT',
  REAL_CHANGE: 'REAL_CHANGE',
  EARLIER_WRONG: 'EARLIER_WRONG',
  SCOPE_CHANGED: 'SCOPE_CHANGED',
  STANDING_SITUATION: 'STANDING_SITUATION',
  OTHER: 'OTHER',
} as const;
registerEnumType(ClosingReasonEnum, {
  name: 'ClosingReason',
  description: 'Why a doubtful figure stands as it is (lý do số liệu đúng).',
  valuesMap: {
    CHECKED_CORRECT: { description: 'Checked against the documents (đã đối chiếu hồ sơ gốc).' },
    REAL_CHANGE: { description: 'A real change in the period (thay đổi thực tế trong kỳ).' },
    EARLIER_WRONG: { description: 'The earlier figure was wrong (số kỳ trước chưa đúng).' },
    SCOPE_CHANGED: { description: 'Territory, scope or method changed (thay đổi địa giới, phạm vi, cách tính).' },
    STANDING_SITUATION: { description: 'It has stood so for long (hiện trạng có từ trước).' },
    OTHER: { description: 'Another reason, in the words beside it (lý do khác).' },
  },
});

@ObjectType({ description: 'The reason that closes a doubt about a figure (giải trình cảnh báo).' })
export class DoubtClosing {
  @Field(() => ClosingReasonEnum, { description: 'Reason of the list (lý do).' })
  reason!: ValueOf<typeof ClosingReasonEnum>;

  @Field(() => String, { description: 'Words beside it (giải thích).' })
  text!: string;

  @Field(() => DateTimeScalar, { description: 'When it was closed (thời điểm).' })
  at!: Date;

  @Field(() => String, {
    nullable: true,
    description: 'Who closed it (người ghi); null when the caller may not see that person.',
  })
  authorName!: string | null;
}

@InputType({ description: 'Closes a doubt about a figure of a draft with a reason (giải trình cảnh báo).' })
export class CloseDoubtInput {
  @Field(() => ID, { description: 'The filing.' })
  id!: string;

  @Field(() => Int, { description: 'Version that was looked at; a stale one is refused.' })
  version!: number;

  @Field(() => String, { description: 'Code of the finding (mã cảnh báo).' })
  code!: string;

  @Field(() => String, { description: 'Indicator it is about (khóa chỉ tiêu).' })
  key!: string;

  @Field(() => ClosingReasonEnum, { description: 'Reason of the list (lý do).' })
  reason!: ValueOf<typeof ClosingReasonEnum>;

  @Field(() => String, { description: 'Words beside it (giải thích), at least five characters.' })
  text!: string;
}
