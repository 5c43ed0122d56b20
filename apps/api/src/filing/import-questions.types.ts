import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { BoundedList } from '../graphql/bounded.js';
import { DateTimeScalar } from '../graphql/scalars.js';

@ObjectType({ description: 'One way to answer a question about an imported file (lựa chọn).' })
export class ImportChoice {
  @Field(() => String, {
    description:
      'Name of the choice: vi or en (which mark groups thousands), zero or missing, one or missing, percent or share, shown or typed; mine or server for a conflict.',
  })
  choice!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What the cell would mean: a decimal number, or a remark; null for no figure (chưa có số liệu).',
  })
  value!: string | null;
}

@ObjectType({ description: 'Something about an imported file that only its sender can say (câu hỏi).' })
export class ImportQuestion {
  @Field(() => String, { description: 'Identity within the import, for answerImport.' })
  id!: string;

  @Field(() => String, {
    description:
      'What is asked: writing ("1.250"), none ("không"), percent (0.29), percent_sign, cross ("x"), or conflict (changed in the template and on the server).',
  })
  kind!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Sheet (trang tính); null for a figure without a place in the file.',
  })
  sheet!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Cell in A1 writing (ô); null for a figure without a place in the file.',
  })
  cell!: string | null;

  @Field(() => String, { description: 'Indicator it is about (chỉ tiêu).' })
  key!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Its number in the form (TT); null when the form has no such row.',
  })
  tt!: string | null;

  @Field(() => String, { description: 'Its label in the form (tên chỉ tiêu), Vietnamese.' })
  label!: string;

  @Field(() => String, { description: 'Whether the figure or the remark beside it is meant: value or note.' })
  of!: string;

  @Field(() => String, {
    nullable: true,
    description: 'As typed; for a conflict what the template showed; null when that was empty.',
  })
  raw!: string | null;

  @BoundedList(4, () => [ImportChoice], { description: 'What there is to choose (các lựa chọn).' })
  choices!: ImportChoice[];
}

@ObjectType({ description: 'How doubtful figures of a file were read, and on whose word (cách đọc đã chọn).' })
export class AppliedReading {
  @Field(() => String, { description: 'What was in doubt; as in ImportQuestion.kind.' })
  kind!: string;

  @Field(() => String, { description: 'What was chosen; as in ImportChoice.choice.' })
  choice!: string;

  @BoundedList(200, () => [String], { description: 'Cells read so: "Biểu 04!D12".' })
  cells!: string[];

  @Field(() => String, { description: 'Who chose it (người chọn).' })
  chosenByName!: string;

  @Field(() => DateTimeScalar, { description: 'When it was chosen (thời điểm chọn).' })
  chosenAt!: Date;

  @Field(() => Boolean, { description: 'True when it was remembered from an earlier file of the office.' })
  remembered!: boolean;

  @Field(() => String, { description: 'The same as a Vietnamese sentence.' })
  sentence!: string;
}

@ObjectType({ description: 'One answer that a template changed (ô đã sửa trong mẫu).' })
export class TemplateChange {
  @Field(() => String, { description: 'Indicator; with ".note" behind it for the remark.' })
  key!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Its number in the form (TT); null when the form has no such row.',
  })
  tt!: string | null;

  @Field(() => String, { description: 'Its label in the form (tên chỉ tiêu), Vietnamese.' })
  label!: string;

  @Field(() => String, { description: 'Whether the figure or the remark beside it was changed: value or note.' })
  of!: string;

  @Field(() => String, { nullable: true, description: 'What the server had before; null: nothing.' })
  from!: string | null;

  @Field(() => String, { nullable: true, description: 'What the file says; null: taken away.' })
  to!: string | null;
}

@ObjectType({ description: 'What was merged from a template downloaded from this system (mẫu điền sẵn).' })
export class TemplateMerge {
  @Field(() => Int, { description: 'Revision of the filing the template was made from; 0 when there was none.' })
  baseRevision!: number;

  @BoundedList(200, () => [TemplateChange], { description: 'Answers that differ from what the server had.' })
  changed!: TemplateChange[];
}

@ObjectType({ description: 'How an office writes doubtful figures in a form, until dropped (cách đọc đã ghi nhớ).' })
export class SenderReading {
  @Field(() => ID, { description: 'Identity, for dropReading.' })
  id!: string;

  @Field(() => String, { description: 'Form it holds for (biểu).' })
  form!: string;

  @Field(() => String, { description: 'What was in doubt; as in ImportQuestion.kind.' })
  kind!: string;

  @Field(() => String, { description: 'What was chosen; as in ImportChoice.choice.' })
  choice!: string;

  @Field(() => String, { description: 'Who chose it (người chọn).' })
  chosenByName!: string;

  @Field(() => DateTimeScalar, { description: 'When it was chosen (thời điểm chọn).' })
  chosenAt!: Date;

  @Field(() => String, { description: 'The same as a Vietnamese sentence.' })
  sentence!: string;
}
