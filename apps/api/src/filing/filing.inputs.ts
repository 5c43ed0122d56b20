import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { BoundedList } from '../graphql/bounded.js';
import type { ValueOf } from '../graphql/value-of.js';
import { FilingStateEnum } from './filing.enums.js';

@InputType({ description: 'Which filings to list; conditions are joined by "and".' })
export class FilingFilter {
  @Field(() => String, { nullable: true, description: 'Form (biểu): 01, 02, 03 or 04.' })
  form?: string | null;

  @Field(() => String, { nullable: true, description: 'Period (kỳ báo cáo): 2026-H1 or 2026-Y.' })
  period?: string | null;

  @Field(() => String, { nullable: true, description: 'Province code (mã tỉnh).' })
  province?: string | null;

  @Field(() => String, { nullable: true, description: 'Unit (đơn vị) it speaks for.' })
  unit?: string | null;

  @Field(() => FilingStateEnum, { nullable: true, description: 'State of the latest revision (trạng thái).' })
  state?: ValueOf<typeof FilingStateEnum> | null;
}

@InputType({ description: 'Asks that an uploaded workbook be read as a filing.' })
export class ImportWorkbookInput {
  @Field(() => ID, { description: 'File from POST /api/files.' })
  fileId!: string;

  @Field(() => String, { description: 'Form (biểu): 01, 02, 03 or 04.' })
  form!: string;

  @Field(() => String, { description: 'Period (kỳ báo cáo): 2026-H1 or 2026-Y.' })
  period!: string;

  @Field(() => String, {
    description: 'Unit (đơn vị): province code (04), commune code (03), cluster code (02) or project code (01).',
  })
  unit!: string;
}

@InputType({ description: 'Answers one question of an import (trả lời).' })
export class ImportAnswerInput {
  @Field(() => String, { description: 'Question, as in ImportQuestion.id.' })
  question!: string;

  @Field(() => String, {
    nullable: true,
    description: 'One of the choices; for a conflict also "value", together with a value of its own.',
  })
  choice?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'With the choice "value": a decimal number in the unit of the form, or the remark; null: no answer.',
  })
  value?: string | null;
}

@InputType({ description: 'Answers questions of an import; it is read again with them.' })
export class AnswerImportInput {
  @Field(() => ID, { description: 'Import.' })
  id!: string;

  @BoundedList(400, () => [ImportAnswerInput], {
    description: 'Answers; those of one kind that agree hold for every such cell of the file.',
  })
  answers!: ImportAnswerInput[];

  @Field(() => Boolean, {
    defaultValue: true,
    description: 'Keep the readings for the next files of this office and form (ghi nhớ).',
  })
  remember!: boolean;
}

@InputType({ description: 'Drops a remembered reading.' })
export class DropReadingInput {
  @Field(() => ID, { description: 'The choice, as in SenderReading.id.' })
  id!: string;
}

@InputType({ description: 'One figure as typed in the portal (số liệu).' })
export class FigureInput {
  @Field(() => String, { description: 'Indicator (khóa chỉ tiêu).' })
  key!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Text as typed (nguyên văn), Vietnamese or plain writing of numbers; null or empty: not answered.',
  })
  raw?: string | null;

  @Field(() => String, { nullable: true, description: 'Note (ghi chú).' })
  note?: string | null;
}

@InputType({ description: 'Explains a marked cell (giải trình).' })
export class MarkAnswerInput {
  @Field(() => String, { description: 'Indicator (khóa chỉ tiêu) that was marked.' })
  key!: string;

  @Field(() => String, { nullable: true, description: 'Explanation (giải trình); null or empty takes it back.' })
  explanation?: string | null;
}

@InputType({
  description:
    'Saves the draft of a filing (lưu bản nháp); makes it when there is none yet. Figures that are left out become unanswered; after a return of marked cells they stay as they were, and only the marked ones may change.',
})
export class SaveDraftInput {
  @Field(() => String, { description: 'Form (biểu): 01, 02, 03 or 04.' })
  form!: string;

  @Field(() => String, { description: 'Period (kỳ báo cáo): 2026-H1 or 2026-Y.' })
  period!: string;

  @Field(() => String, { description: 'Unit (đơn vị) it speaks for.' })
  unit!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Version of the draft that was edited; leave out when there is no draft yet.',
  })
  version?: number | null;

  @BoundedList(100, () => [FigureInput], { description: 'Figures of the form.' })
  figures!: FigureInput[];

  @BoundedList(100, () => [MarkAnswerInput], {
    nullable: true,
    description: 'Explanations of marked cells; a cell with a new value needs none.',
  })
  answers?: MarkAnswerInput[] | null;
}

@InputType({ description: 'Submits the draft of a filing (gửi báo cáo).' })
export class SubmitFilingInput {
  @Field(() => ID, { description: 'The filing.' })
  id!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Revision that was looked at; when given and no longer the latest, the submission is refused.',
  })
  revision?: number | null;

  @Field(() => Int, { description: 'Version that was looked at; a stale one is refused.' })
  version!: number;

  @Field(() => String, {
    nullable: true,
    description:
      'Reason or remark (lý do, ghi chú); needed while filings from below are missing, and then seen by the receiver.',
  })
  reason?: string | null;
}

@InputType({ description: 'A doubt about one cell (đánh dấu ô).' })
export class CellMarkInput {
  @Field(() => String, { description: 'Indicator (khóa chỉ tiêu).' })
  key!: string;

  @Field(() => String, { description: 'What is in doubt (nhận xét).' })
  comment!: string;
}

@InputType({ description: 'Returns a submitted filing to its sender (trả lại), whole or only the marked cells.' })
export class ReturnFilingInput {
  @Field(() => ID, { description: 'The filing.' })
  id!: string;

  @Field(() => Int, { nullable: true, description: 'Revision that was looked at.' })
  revision?: number | null;

  @Field(() => Int, { description: 'Version that was looked at; a stale one is refused.' })
  version!: number;

  @Field(() => String, { description: 'Reason, so that the sender knows what to mend (lý do).' })
  reason!: string;

  @BoundedList(100, () => [CellMarkInput], {
    nullable: true,
    description: 'Doubtful cells (ô cần xem lại): only these open. Left out or empty: the whole filing is returned.',
  })
  marks?: CellMarkInput[] | null;
}

@InputType({
  description:
    'Takes an acceptance back (hủy tiếp nhận) and returns the filing; while nothing above built on it still stands.',
})
export class ReopenFilingInput {
  @Field(() => ID, { description: 'The filing.' })
  id!: string;

  @Field(() => Int, { nullable: true, description: 'Revision that was looked at.' })
  revision?: number | null;

  @Field(() => Int, { description: 'Version that was looked at; a stale one is refused.' })
  version!: number;

  @Field(() => String, { description: 'Reason (lý do hủy tiếp nhận).' })
  reason!: string;

  @BoundedList(100, () => [CellMarkInput], {
    nullable: true,
    description: 'Doubtful cells (ô cần xem lại): only these open. Left out or empty: the whole filing is returned.',
  })
  marks?: CellMarkInput[] | null;
}

@InputType({ description: 'Adds to the thread of a filing (trao đổi).' })
export class AddFilingCommentInput {
  @Field(() => ID, { description: 'The filing.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'Indicator (khóa chỉ tiêu); left out: about the whole filing.' })
  key?: string | null;

  @Field(() => String, { description: 'What is said (nội dung).' })
  comment!: string;
}

@InputType({ description: 'Accepts a submitted filing (tiếp nhận): its figures become the lawful ones.' })
export class AcceptFilingInput {
  @Field(() => ID, { description: 'The filing.' })
  id!: string;

  @Field(() => Int, { nullable: true, description: 'Revision that was looked at.' })
  revision?: number | null;

  @Field(() => Int, { description: 'Version that was looked at; a stale one is refused.' })
  version!: number;

  @Field(() => String, { nullable: true, description: 'Remark (ghi chú).' })
  reason?: string | null;
}

@InputType({
  description:
    'Opens a new revision of a returned or accepted filing (đính chính, sửa lại); the earlier one stays as it was.',
})
export class AmendFilingInput {
  @Field(() => ID, { description: 'The filing.' })
  id!: string;

  @Field(() => Int, { description: 'Version that was looked at; a stale one is refused.' })
  version!: number;

  @Field(() => String, { description: 'Reason of the amendment (lý do đính chính).' })
  reason!: string;
}
