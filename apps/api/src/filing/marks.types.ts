import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { BoundedList } from '../graphql/bounded.js';
import { DateTimeScalar, DecimalScalar } from '../graphql/scalars.js';
import type { ValueOf } from '../graphql/value-of.js';
import { AnswerStateEnum } from '../regime/regime.enums.js';
import { FilingSideEnum, InputChangeEnum, MarkAnswerEnum, StatementKindEnum } from './marks.enums.js';

const UNSEEN = 'null when the caller may not see that person.';

@ObjectType({ description: 'A doubted cell of a returned revision (ô bị đánh dấu) and its answer.' })
export class FilingMark {
  @Field(() => ID, { description: 'Identity of the mark.' })
  id!: string;

  @Field(() => Int, { description: 'Revision that was returned (phiên bản bị trả lại).' })
  revision!: number;

  @Field(() => String, { description: 'Indicator (khóa chỉ tiêu).' })
  key!: string;

  @Field(() => String, { description: 'What is in doubt (nhận xét).' })
  comment!: string;

  @Field(() => DateTimeScalar, { description: 'When it was marked (thời điểm đánh dấu).' })
  at!: Date;

  @Field(() => String, { nullable: true, description: `Who marked it (người đánh dấu); ${UNSEEN}` })
  authorName!: string | null;

  @Field(() => Boolean, {
    description: 'It waits for a new value or an explanation (chưa trả lời); until then the filing is not resubmitted.',
  })
  open!: boolean;

  @Field(() => MarkAnswerEnum, { nullable: true, description: 'How it was answered (cách trả lời); null while open.' })
  answer!: ValueOf<typeof MarkAnswerEnum> | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Value filed in the returned revision (số liệu đã gửi); null when it was not answered there.',
  })
  filed!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Value in the revision after it (số liệu mới); null before there is one, or when not answered there.',
  })
  now!: string | null;

  @Field(() => String, { nullable: true, description: 'Explanation (giải trình); null when there is none.' })
  explanation!: string | null;

  @Field(() => String, { nullable: true, description: `Who answered (người trả lời); null before, and ${UNSEEN}` })
  answeredByName!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was answered; null while open.' })
  answeredAt!: Date | null;
}

@ObjectType({ description: 'Something said about a filing or one of its cells (ý kiến); kept for ever.' })
export class FilingStatement {
  @Field(() => StatementKindEnum, { description: 'What it is (loại ý kiến).' })
  kind!: ValueOf<typeof StatementKindEnum>;

  @Field(() => FilingSideEnum, { description: 'Who says it (bên nêu).' })
  side!: ValueOf<typeof FilingSideEnum>;

  @Field(() => Int, { description: 'Revision it is about (phiên bản).' })
  revision!: number;

  @Field(() => String, {
    nullable: true,
    description: 'Indicator (khóa chỉ tiêu); null when it is about the whole filing.',
  })
  key!: string | null;

  @Field(() => String, { description: 'What was said (nội dung).' })
  text!: string;

  @Field(() => DateTimeScalar, { description: 'When (thời điểm).' })
  at!: Date;

  @Field(() => String, { nullable: true, description: `Who (người nêu); ${UNSEEN}` })
  authorName!: string | null;
}

@ObjectType({ description: 'The return that a filing has still to answer (lần trả lại đang chờ xử lý).' })
export class FilingReturn {
  @Field(() => Int, { description: 'Revision that was returned (phiên bản).' })
  revision!: number;

  @Field(() => String, { description: 'Why (lý do trả lại).' })
  reason!: string;

  @Field(() => DateTimeScalar, { description: 'When (thời điểm trả lại).' })
  at!: Date;

  @Field(() => String, { nullable: true, description: `Who returned it (người trả lại); ${UNSEEN}` })
  byName!: string | null;

  @Field(() => Int, {
    description: 'Cells that were marked (số ô bị đánh dấu); only these may change. 0: the whole filing is open.',
  })
  marked!: number;
}

@ObjectType({ description: 'A filing from below that has not arrived (báo cáo cấp dưới còn thiếu).' })
export class MissingChild {
  @Field(() => String, { description: 'Form (biểu): 01, 02 or 03.' })
  form!: string;

  @Field(() => String, { description: 'Unit (đơn vị) that owes it.' })
  unit!: string;

  @Field(() => String, { description: 'Name of the unit (tên đơn vị).' })
  unitName!: string;

  @Field(() => DateTimeScalar, { description: 'It is due strictly before this instant (gửi trước ngày).' })
  dueBefore!: Date;

  @Field(() => AnswerStateEnum, { description: 'How far it has come (tình trạng): none, draft or returned.' })
  answer!: ValueOf<typeof AnswerStateEnum>;

  @Field(() => Boolean, { description: 'The law is not clear about this duty (còn vướng mắc).' })
  doubtful!: boolean;
}

@ObjectType({ description: 'What has and has not come from below (báo cáo cấp dưới) for a form 03 or 04.' })
export class MissingChildren {
  @Field(() => Int, { description: 'Filings from below that are owed (phải nhận).' })
  expected!: number;

  @Field(() => Int, { description: 'Of these submitted or accepted (đã nhận).' })
  received!: number;

  @BoundedList(100, () => [MissingChild], { description: 'Those that have not arrived (còn thiếu), by form and name.' })
  nodes!: MissingChild[];
}

@ObjectType({ description: 'A filing from below that was missing at submission (báo cáo còn thiếu khi gửi).' })
export class MissingThen {
  @Field(() => String, { description: 'Form (biểu).' })
  form!: string;

  @Field(() => String, { description: 'Unit (đơn vị).' })
  unit!: string;

  @Field(() => String, { description: 'Name of the unit (tên đơn vị).' })
  unitName!: string;
}

@ObjectType({
  description: 'A filing from below that is no longer what this one was built on (số liệu đầu vào đã thay đổi).',
})
export class ChangedInput {
  @Field(() => Int, { description: 'Revision that is new, or was sent back (phiên bản).' })
  revision!: number;

  @Field(() => InputChangeEnum, { description: 'What happened (thay đổi).' })
  change!: ValueOf<typeof InputChangeEnum>;

  @Field(() => DateTimeScalar, { description: 'When (thời điểm).' })
  at!: Date;

  /** For the loader. Not in the schema. */
  readonly filingId!: string;
}

@ObjectType({
  description: 'Signed receipt of one submission (giấy biên nhận); GET /api/receipts/NUMBER gives its file.',
})
export class FilingReceipt {
  @Field(() => String, { description: 'Running number (số biên nhận).' })
  number!: string;

  @Field(() => Int, { description: 'Revision it is about (phiên bản).' })
  revision!: number;

  @Field(() => String, { description: 'SHA-256 over all that it proves, 64 hexadecimal digits.' })
  sha256!: string;

  @Field(() => String, { description: 'Fingerprint of the key that signed it (dấu vân tay khóa ký).' })
  fingerprint!: string;

  @Field(() => String, { nullable: true, description: 'Number of the receipt it replaces; null for the first.' })
  supersedes!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Number of the receipt that took its place (bị thay thế bởi); null while it is the latest.',
  })
  supersededBy!: string | null;

  @Field(() => String, {
    description: 'Address where anybody who holds the printed receipt can check it (địa chỉ kiểm tra).',
  })
  checkAddress!: string;

  /** For the loader. Not in the schema. */
  readonly filingId!: string;
}
