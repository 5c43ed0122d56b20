import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { BoundedList } from '../graphql/bounded.js';
import { DateTimeScalar } from '../graphql/scalars.js';
import type { ValueOf } from '../graphql/value-of.js';
import { ImportStateEnum, OutcomeEnum } from './filing.enums.js';
import type { FilingProblem } from './filing.types.js';
import { AppliedReading, ImportQuestion, TemplateMerge } from './import-questions.types.js';

@ObjectType({
  description:
    'The workbook of an import with a comment and fill on each problem cell and a sheet that lists them (tệp đánh dấu lỗi). With 0 marks: the workbook cleared of the marks it came with.',
})
export class MarkedFile {
  @Field(() => String, { description: 'Path to download it from, for whoever may read the import.' })
  path!: string;

  @Field(() => String, { description: 'File name (tên tệp).' })
  name!: string;

  @Field(() => Int, { description: 'Size, bytes (dung lượng).' })
  sizeBytes!: number;

  @Field(() => String, { description: 'SHA-256 of the bytes, hexadecimal.' })
  sha256!: string;

  @Field(() => Int, { description: 'Cells with a mark, a count (số ô được đánh dấu).' })
  marks!: number;

  @Field(() => Int, { description: 'Findings its list names, a count (số phát hiện).' })
  findings!: number;
}

@ObjectType({ description: 'Reading of one uploaded workbook (lần nhập tệp) by the worker: state, outcome, findings.' })
export class WorkbookImport {
  @Field(() => ID, { description: 'Identity of the import.' })
  id!: string;

  @Field(() => ID, { description: 'The workbook, for GET /api/files/:id.' })
  fileId!: string;

  @Field(() => String, { description: 'Form it was sent as (biểu).' })
  form!: string;

  @Field(() => String, { description: 'Period it was sent for (kỳ báo cáo).' })
  period!: string;

  @Field(() => String, { description: 'Unit it was sent for (đơn vị).' })
  unit!: string;

  @Field(() => ImportStateEnum, { description: 'Where the reading stands (trạng thái).' })
  state!: ValueOf<typeof ImportStateEnum>;

  @Field(() => Int, { description: 'Progress, per cent (tiến độ).' })
  percent!: number;

  @Field(() => OutcomeEnum, {
    nullable: true,
    description: 'What the checks said (kết quả kiểm tra); null until read.',
  })
  outcome!: ValueOf<typeof OutcomeEnum> | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'Filing whose draft now holds the figures; null until read, and for a rejected workbook, which makes none.',
  })
  filingId!: string | null;

  @Field(() => Int, { nullable: true, description: 'Revision of that filing; null when there is none.' })
  revision!: number | null;

  @Field(() => String, { nullable: true, description: 'Code of a failure of ours (mã lỗi); null unless failed.' })
  errorCode!: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was asked for (thời điểm yêu cầu).' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When reading ended (thời điểm xong); null until then.' })
  finishedAt!: Date | null;

  @BoundedList(400, () => [ImportQuestion], {
    description: 'What only the sender can say (câu hỏi); empty unless the state is ASKING.',
  })
  questions!: ImportQuestion[];

  @BoundedList(50, () => [AppliedReading], { description: 'On whose word doubtful figures were read (cách đọc).' })
  readings!: AppliedReading[];

  @Field(() => TemplateMerge, {
    nullable: true,
    description: 'What was merged; null when the file is no template of this system for this duty.',
  })
  template!: TemplateMerge | null;

  /** Findings as the worker left them, for the resolver. Not in the schema. */
  readonly found!: readonly FilingProblem[];
}
