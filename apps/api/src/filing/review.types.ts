import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { BoundedList } from '../graphql/bounded.js';
import { UserError } from '../graphql/user-error.js';
import type { ValueOf } from '../graphql/value-of.js';
import { FilingStateEnum } from './filing.enums.js';
import { Filing } from './filing.types.js';

export const FilingAttentionEnum = {
  FINDINGS: 'findings',
  REASONS: 'reasons',
  ANSWERS: 'answers',
  MISSING_CHILDREN: 'missing_children',
  NIL: 'nil',
} as const;
registerEnumType(FilingAttentionEnum, {
  name: 'FilingAttention',
  description: 'Why a person should read a submitted filing before it is accepted (điều cần đọc).',
  valuesMap: {
    FINDINGS: { description: 'Warnings of the checks (cảnh báo).' },
    REASONS: { description: 'Doubts closed by reasons of this filing (giải trình cảnh báo).' },
    ANSWERS: { description: 'Answers to the marks of a return (ô bị đánh dấu đã trả lời).' },
    MISSING_CHILDREN: { description: 'Sent without filings from below (thiếu báo cáo cấp dưới).' },
    NIL: { description: 'A nil filing (báo cáo không phát sinh).' },
  },
});

/** Filings that one bulk acceptance may name. */
export const MOST_AT_ONCE = 100;

@InputType({ description: 'Which received filings to list; conditions are joined by "and".' })
export class ReviewQueueFilter {
  @Field(() => String, { nullable: true, description: 'Form (biểu): 01, 02, 03 or 04.' })
  form?: string | null;

  @Field(() => String, { nullable: true, description: 'Period (kỳ báo cáo): 2026-H1 or 2026-Y.' })
  period?: string | null;

  @Field(() => FilingStateEnum, {
    nullable: true,
    description: 'State of the latest revision (trạng thái): submitted, returned or accepted.',
  })
  state?: ValueOf<typeof FilingStateEnum> | null;

  @Field(() => Boolean, { nullable: true, description: 'First submitted after the last on-time instant (quá hạn).' })
  late?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Nothing asks for attention (không có điều cần đọc).' })
  clean?: boolean | null;

  @Field(() => String, { nullable: true, description: "Text in the unit's name (tên đơn vị), without tone marks too." })
  search?: string | null;
}

@InputType({ description: 'One filing of a bulk acceptance, as it was looked at.' })
export class AcceptOneInput {
  @Field(() => ID, { description: 'The filing.' })
  id!: string;

  @Field(() => Int, { description: 'Revision that was looked at.' })
  revision!: number;

  @Field(() => Int, { description: 'Version that was looked at; a stale one is refused.' })
  version!: number;
}

@InputType({ description: 'Accepts several submitted filings (tiếp nhận hàng loạt), each by itself.' })
export class AcceptFilingsInput {
  @BoundedList(MOST_AT_ONCE, () => [AcceptOneInput], { description: 'The filings, at most 100.' })
  filings!: AcceptOneInput[];
}

@ObjectType({ description: 'What became of one filing of a bulk acceptance.' })
export class AcceptOneResult {
  @Field(() => ID, { description: 'The filing asked for.' })
  id!: string;

  @Field(() => Filing, { nullable: true, description: 'The filing after acceptance; null when it was refused.' })
  filing!: Filing | null;

  @BoundedList(100, () => [UserError], { description: 'Why it was refused; empty when it was accepted.' })
  errors!: UserError[];
}

@ObjectType({ description: 'Result of acceptFilings.' })
export class AcceptFilingsPayload {
  @BoundedList(MOST_AT_ONCE, () => [AcceptOneResult], {
    description: 'One result for each filing, in the order given.',
  })
  results!: AcceptOneResult[];

  @BoundedList(100, () => [UserError], { description: 'Why nothing was done at all; empty otherwise.' })
  errors!: UserError[];
}
