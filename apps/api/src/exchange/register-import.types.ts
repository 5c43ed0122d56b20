import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { BoundedList } from '../graphql/bounded.js';
import { connectionType } from '../graphql/connection.js';
import { DateScalar, DateTimeScalar } from '../graphql/scalars.js';
import { UserError } from '../graphql/user-error.js';
import type { ValueOf } from '../graphql/value-of.js';
import { NumberWritingEnum, RegisterChangeKindEnum, RegisterOutcomeEnum, WorkStateEnum } from './exchange.enums.js';

@ObjectType({ description: 'How many rows of each kind a register workbook would change (số thay đổi).' })
export class RegisterChangeCounts {
  @Field(() => Int, { description: 'New rows (thêm).' })
  insert!: number;

  @Field(() => Int, { description: 'Rows with other values (sửa).' })
  change!: number;

  @Field(() => Int, { description: 'Rows that end (kết thúc).' })
  end!: number;

  @Field(() => Int, { description: 'Rows taken out (gỡ bỏ).' })
  retract!: number;

  @Field(() => Int, { description: 'Rows that say what the register says (không đổi).' })
  same!: number;
}

@ObjectType({ description: 'One value of a difference (giá trị thay đổi).' })
export class RegisterChangedValue {
  @Field(() => String, { description: 'Name for programs.' })
  key!: string;

  @Field(() => String, { description: 'Heading in the workbook, with its unit (tiêu đề cột).' })
  label!: string;

  @Field(() => String, { nullable: true, description: 'What the register says (trước); null: nothing.' })
  before!: string | null;

  @Field(() => String, { nullable: true, description: 'What the workbook says (sau); null: nothing.' })
  after!: string | null;
}

@ObjectType({ description: 'One difference between a workbook and the register (thay đổi).' })
export class RegisterChange {
  @Field(() => Int, { description: 'Place in the list, from 1.' })
  position!: number;

  @Field(() => String, { description: 'Table of the register (bảng): clusters, plan_entries, decisions, …' })
  table!: string;

  @Field(() => String, { description: 'Name of the table (tên bảng).' })
  tableLabel!: string;

  @Field(() => RegisterChangeKindEnum, { description: 'What becomes of the row (loại thay đổi).' })
  kind!: ValueOf<typeof RegisterChangeKindEnum>;

  @Field(() => String, {
    nullable: true,
    description: 'Code of the row in the register (mã dòng); null for a new one.',
  })
  rowKey!: string | null;

  @Field(() => String, { description: 'What a person calls the row.' })
  label!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Sheet of the workbook (trang); null for a row that stands in none.',
  })
  sheet!: string | null;

  @Field(() => String, { nullable: true, description: 'Cell, A1 writing (ô); null for a row that stands in none.' })
  cell!: string | null;

  @BoundedList(40, () => [RegisterChangedValue], { description: 'The values that differ, or those of a new row.' })
  values!: readonly RegisterChangedValue[];
}

@ObjectType({ description: 'Something wrong or left out in a register workbook (vấn đề).' })
export class RegisterProblem {
  @Field(() => Int, { description: 'Place in the list, from 1.' })
  position!: number;

  @Field(() => String, { description: 'Stable code (mã).' })
  code!: string;

  @Field(() => Boolean, { description: 'It keeps the workbook from being applied (lỗi); otherwise it is only said.' })
  isError!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Sheet of the workbook (trang); null when it is about the whole workbook.',
  })
  sheet!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Cell, A1 writing (ô); null when it is about a whole sheet or workbook.',
  })
  cell!: string | null;

  @Field(() => String, { description: 'Where, what, and what to do; in the language of the request.' })
  message!: string;
}

@ObjectType({ description: 'Differences (thay đổi).' })
export class RegisterChangeConnection extends connectionType(
  RegisterChange,
  'RegisterChange',
  'differences (thay đổi)',
) {}

@ObjectType({ description: 'Problems (vấn đề).' })
export class RegisterProblemConnection extends connectionType(
  RegisterProblem,
  'RegisterProblem',
  'problems of a register workbook (vấn đề)',
) {}

@ObjectType({
  description: 'Reading of a register workbook (lần nhập sổ đăng ký): a dry run first, then exactly its differences.',
})
export class RegisterImport {
  @Field(() => ID, { description: 'Identity of the import.' })
  id!: string;

  @Field(() => ID, { description: 'The workbook, for GET /api/files/:id.' })
  fileId!: string;

  @Field(() => String, { description: 'Name of the workbook (tên tệp).' })
  fileName!: string;

  @Field(() => String, { description: 'Province whose register it is (mã tỉnh).' })
  provinceCode!: string;

  @Field(() => WorkStateEnum, { description: 'Where it stands (trạng thái).' })
  state!: ValueOf<typeof WorkStateEnum>;

  @Field(() => Int, { description: 'Progress, per cent (tiến độ).' })
  percent!: number;

  @Field(() => RegisterOutcomeEnum, { nullable: true, description: 'What it came to (kết quả); null until done.' })
  outcome!: ValueOf<typeof RegisterOutcomeEnum> | null;

  @Field(() => RegisterChangeCounts, { nullable: true, description: 'How much it changes; null until done.' })
  counts!: RegisterChangeCounts | null;

  @Field(() => String, {
    nullable: true,
    description: 'Names the list of differences, for applyRegisterImport; null until done.',
  })
  digest!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it failed or nothing was written (mã lỗi); null otherwise.',
  })
  errorCode!: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was asked for (thời điểm yêu cầu).' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ended (thời điểm xong); null until then.' })
  finishedAt!: Date | null;
}

@ObjectType({ description: 'Imports of register workbooks (lần nhập sổ đăng ký).' })
export class RegisterImportConnection extends connectionType(
  RegisterImport,
  'RegisterImport',
  'imports of register workbooks (lần nhập sổ đăng ký)',
) {}

@InputType({ description: 'A register workbook to be read (tệp sổ đăng ký cần nhập).' })
export class ImportRegisterInput {
  @Field(() => ID, { description: 'The uploaded workbook or CSV, from POST /api/files.' })
  fileId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Cluster (mã hoặc tên cụm) of tables that name none, such as a list of projects of one cluster.',
  })
  cluster?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'Day of the figures (ngày số liệu); what stands above the table, else the day of upload, when left out.',
  })
  observedOn?: string | null;

  @Field(() => NumberWritingEnum, {
    nullable: true,
    description: 'How typed numbers are written (cách viết số); when left out, an ambiguous number is a problem.',
  })
  numberWriting?: ValueOf<typeof NumberWritingEnum> | null;
}

@InputType({ description: 'What is to be written into the register (ghi thay đổi).' })
export class ApplyRegisterImportInput {
  @Field(() => ID, { description: 'The import whose dry run is ready.' })
  id!: string;

  @Field(() => String, { description: 'Digest of the differences that were looked at.' })
  digest!: string;

  @Field(() => String, { description: 'Why the register changes (lý do), 3 to 1,000 characters; kept in the audit.' })
  reason!: string;
}

@ObjectType({ description: 'Result of importRegister and applyRegisterImport.' })
export class RegisterImportPayload {
  @Field(() => RegisterImport, { nullable: true, description: 'The import; null when it was refused.' })
  registerImport!: RegisterImport | null;

  @BoundedList(100, () => [UserError], { description: 'Why it was refused; empty when it was taken.' })
  errors!: UserError[];
}
