import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { FilerKindEnum, SeverityEnum } from '../forms/forms.enums.js';
import { BoundedList } from '../graphql/bounded.js';
import { connectionType } from '../graphql/connection.js';
import { DateTimeScalar, DecimalScalar } from '../graphql/scalars.js';
import type { ValueOf } from '../graphql/value-of.js';
import { DoubtClosing } from './doubts.types.js';
import { FilingStateEnum, OutcomeEnum } from './filing.enums.js';
import { MissingThen } from './marks.types.js';

@ObjectType({
  description: 'An uploaded file (tệp nguồn); the original bytes are kept and downloadable at GET /api/files/:id.',
})
export class SourceFile {
  @Field(() => ID, { description: 'Identity of the file.' })
  id!: string;

  @Field(() => String, { description: 'Name as uploaded (tên tệp).' })
  name!: string;

  @Field(() => String, { description: 'SHA-256 of the bytes, 64 hexadecimal digits.' })
  sha256!: string;

  @Field(() => Int, { description: 'Size in bytes (dung lượng).' })
  sizeBytes!: number;

  @Field(() => String, { description: 'Format found in the bytes (định dạng): xlsx, xls, ods, csv, unknown.' })
  format!: string;

  @Field(() => DateTimeScalar, { description: 'When it was uploaded (thời điểm tải lên).' })
  uploadedAt!: Date;
}

@ObjectType({ description: 'One finding about an input (phát hiện): where, what, what to do.' })
export class FilingProblem {
  @Field(() => String, { description: 'Stable code (mã).' })
  code!: string;

  @Field(() => SeverityEnum, { description: 'How it weighs (mức độ).' })
  severity!: ValueOf<typeof SeverityEnum>;

  @Field(() => String, {
    nullable: true,
    description: 'Sheet as the user sees it (trang tính); null when it is about the file or was typed in the portal.',
  })
  sheet!: string | null;

  @Field(() => String, { nullable: true, description: 'Cell (ô) in A1 writing; null when it is about no single cell.' })
  cell!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Indicator (khóa chỉ tiêu); null when it is about no single row.',
  })
  key!: string | null;

  @Field(() => String, { description: 'Sentence in Vietnamese that says where, what and what to do.' })
  message!: string;

  @Field(() => Boolean, {
    description:
      'A doubt that a reason has to close before the filing is sent (cần lý do); false for every finding of an import.',
  })
  needsReason!: boolean;

  @Field(() => DoubtClosing, {
    nullable: true,
    description: 'The reason that closes it (lý do), given here or in an earlier period; null while none does.',
  })
  closing!: DoubtClosing | null;
}

@ObjectType({ description: 'One figure of a revision (số liệu), as read and as understood.' })
export class FilingFigure {
  @Field(() => String, { description: 'Indicator (khóa chỉ tiêu).' })
  key!: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Value in the statutory unit (giá trị); null means not answered, never zero.',
  })
  value!: string | null;

  @Field(() => String, { nullable: true, description: 'Text as typed (nguyên văn); null when nothing was typed.' })
  raw!: string | null;

  @Field(() => String, { nullable: true, description: 'Note of the sender (ghi chú); null when there is none.' })
  note!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'How the text was understood where that is not obvious (cách đọc); null when it is.',
  })
  readAs!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Sheet it stood on (trang tính); null when typed in the portal.',
  })
  sheet!: string | null;

  @Field(() => String, { nullable: true, description: 'Cell it stood in (ô); null when typed in the portal.' })
  cell!: string | null;
}

@ObjectType({ description: 'One step in the life of a filing (chuyển trạng thái).' })
export class FilingTransition {
  @Field(() => Int, { description: 'Revision it is about (phiên bản).' })
  revision!: number;

  @Field(() => FilingStateEnum, { nullable: true, description: 'State before (từ); null when the revision was made.' })
  from!: ValueOf<typeof FilingStateEnum> | null;

  @Field(() => FilingStateEnum, { description: 'State after (đến).' })
  to!: ValueOf<typeof FilingStateEnum>;

  @Field(() => DateTimeScalar, { description: 'When (thời điểm).' })
  at!: Date;

  @Field(() => String, {
    nullable: true,
    description: 'Name of who did it (người thực hiện); null when the caller may not see that person.',
  })
  actorName!: string | null;

  @Field(() => String, { nullable: true, description: 'Reason given (lý do); null when none was asked for.' })
  reason!: string | null;
}

@ObjectType({ description: 'One revision of a filing (phiên bản báo cáo), frozen once submitted.' })
export class FilingRevision {
  @Field(() => Int, { description: 'Number from 1 on (số phiên bản).' })
  revision!: number;

  @Field(() => FilingStateEnum, { description: 'State (trạng thái).' })
  state!: ValueOf<typeof FilingStateEnum>;

  @Field(() => Int, {
    description: 'Version for optimistic locking: give it back with a change, a stale one is refused.',
  })
  version!: number;

  @Field(() => ID, { description: 'Definition of the form it was made against (mẫu biểu), for ever.' })
  definitionId!: string;

  @Field(() => OutcomeEnum, { description: 'What the checks said (kết quả kiểm tra).' })
  outcome!: ValueOf<typeof OutcomeEnum>;

  @Field(() => String, {
    nullable: true,
    description: 'Reason of the revision (lý do lập phiên bản); null for the first.',
  })
  reason!: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was made (thời điểm lập).' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was submitted (thời điểm gửi); null before.' })
  submittedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Receipt number (số biên nhận); null before submission.' })
  receiptNumber!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was returned or accepted (thời điểm xử lý); null before.',
  })
  decidedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Reason of return or acceptance (lý do xử lý); null before, or when none was given.',
  })
  decisionReason!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it was submitted without filings from below (lý do gửi khi chưa đủ); null when none was missing.',
  })
  missingReason!: string | null;

  /** For the loader. Not in the schema. */
  readonly filingId!: string;
}

@ObjectType({ description: 'A filing (báo cáo): what one unit sent, or is preparing, for one form and period.' })
export class Filing {
  @Field(() => ID, { description: 'Identity of the filing; the same through all revisions.' })
  id!: string;

  @Field(() => String, { description: 'Form (biểu): 01, 02, 03 or 04.' })
  form!: string;

  @Field(() => String, { description: 'Period (kỳ báo cáo): 2026-H1 or 2026-Y.' })
  period!: string;

  @Field(() => FilerKindEnum, { description: 'Whom it speaks for (đối tượng báo cáo).' })
  filerKind!: ValueOf<typeof FilerKindEnum>;

  @Field(() => String, {
    description: 'Unit (đơn vị): province code (04), commune code (03), cluster code (02) or project code (01).',
  })
  unit!: string;

  @Field(() => String, { description: 'Name of the unit (tên đơn vị).' })
  unitName!: string;

  @Field(() => String, { description: 'Province code (mã tỉnh).' })
  provinceCode!: string;

  @Field(() => Int, { description: 'Number of the latest revision (phiên bản hiện tại).' })
  revision!: number;

  @Field(() => FilingStateEnum, { description: 'State of the latest revision (trạng thái).' })
  state!: ValueOf<typeof FilingStateEnum>;

  @Field(() => Int, {
    description: 'Version of the latest revision for optimistic locking: give it back with a change.',
  })
  version!: number;

  @Field(() => ID, { description: 'Definition of the form the latest revision was made against (mẫu biểu).' })
  definitionId!: string;

  @Field(() => OutcomeEnum, { description: 'What the checks said of the latest revision (kết quả kiểm tra).' })
  outcome!: ValueOf<typeof OutcomeEnum>;

  @Field(() => String, {
    nullable: true,
    description: 'Receipt number of the latest revision (số biên nhận); null before submission.',
  })
  receiptNumber!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the latest revision was submitted (thời điểm gửi); null before.',
  })
  submittedAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was returned or accepted (thời điểm xử lý); null before.',
  })
  decidedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Reason of return or acceptance (lý do xử lý); null before, or when none was given.',
  })
  decisionReason!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Workbook the latest revision was read from, for GET /api/files/:id; null when typed in the portal.',
  })
  fileId!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'First submitted after the last on-time instant (gửi quá hạn), Circular 14/2024/TT-BCT Art. 3; what is sent again after a return or as an amendment changes nothing in it. Null before submission.',
  })
  late!: boolean | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Why the latest revision was submitted without filings from below (lý do gửi khi chưa đủ); null when none was missing.',
  })
  missingReason!: string | null;

  @BoundedList(100, () => [MissingThen], {
    description: 'Filings from below that were missing when the latest revision was submitted (còn thiếu khi gửi).',
  })
  missingThen!: readonly MissingThen[];

  /** Duty it answers, for the loader. Not in the schema. */
  readonly obligationId!: string;
}

@ObjectType({ description: 'A page of findings (phát hiện), in the order of the form.' })
export class FilingProblemConnection extends connectionType(FilingProblem, 'FilingProblem', 'findings (phát hiện)') {}

@ObjectType({ description: 'A page of filings (báo cáo), newest first.' })
export class FilingConnection extends connectionType(Filing, 'Filing', 'filings (báo cáo)') {}
