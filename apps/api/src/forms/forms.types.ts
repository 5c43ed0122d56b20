import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { BoundedList } from '../graphql/bounded.js';
import { DateScalar } from '../graphql/scalars.js';
import type { ValueOf } from '../graphql/value-of.js';
import { AccumulationEnum, CheckRuleEnum, FilerKindEnum, SeverityEnum, ValueTypeEnum } from './forms.enums.js';

@ObjectType({ description: 'One row of a statutory form (chỉ tiêu). Labels are verbatim from the Circular.' })
export class Indicator {
  @Field(() => String, { description: 'Stable key, unique in the form (khóa chỉ tiêu).' })
  key!: string;

  @Field(() => String, { description: 'Printed row number (TT): "15.1".' })
  tt!: string;

  @Field(() => String, { nullable: true, description: 'Code of its section (mục); null in forms without sections.' })
  section!: string | null;

  @Field(() => String, { description: 'Label as printed (chỉ tiêu).' })
  labelVi!: string;

  @Field(() => String, { description: 'Label in English.' })
  labelEn!: string;

  @Field(() => String, { description: 'Unit as printed (đơn vị tính): "ha", "Tỷ đồng".' })
  unitVi!: string;

  @Field(() => ValueTypeEnum, { description: 'What the figure is (kiểu số liệu).' })
  valueType!: ValueOf<typeof ValueTypeEnum>;

  @Field(() => Int, { description: 'Decimals printed (số chữ số thập phân).' })
  decimals!: number;

  @Field(() => AccumulationEnum, { description: 'Cumulative or in the period (lũy kế hay trong kỳ).' })
  accumulation!: ValueOf<typeof AccumulationEnum>;

  @Field(() => String, {
    nullable: true,
    description:
      'How the figure is derived from the register and lower forms (cách tổng hợp); null when it is only reported.',
  })
  derivation!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Point the law leaves open about this row (điểm chưa rõ); null when none is known.',
  })
  openPoint!: string | null;

  @BoundedList(10, () => [String], {
    nullable: true,
    description: 'Keys whose sum the row is by its own label (15 = 15.1 + 15.2); null when it is no sum.',
  })
  formulaKeys!: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Printed number of the row above it (dòng cha); null on the first level.',
  })
  parent!: string | null;
}

@ObjectType({ description: 'Section of a form (mục).' })
export class FormSection {
  @Field(() => String, { description: 'Printed code (số mục): "II".' })
  code!: string;

  @Field(() => String, { description: 'Label as printed (tên mục).' })
  labelVi!: string;

  @Field(() => String, { description: 'Label in English.' })
  labelEn!: string;
}

@ObjectType({ description: 'Column of a form (cột).' })
export class FormColumn {
  @Field(() => String, { description: 'Printed number (số cột): "(4)".' })
  no!: string;

  @Field(() => String, { description: 'Heading as printed (tên cột).' })
  labelVi!: string;
}

@ObjectType({ description: 'Field in the head of a form (phần đầu biểu).' })
export class FormHeaderField {
  @Field(() => String, { description: 'Stable key.' })
  key!: string;

  @Field(() => String, { description: 'Label as printed (nhãn).' })
  labelVi!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Text the form prints there (nội dung in sẵn); null when it is left blank.',
  })
  printedValue!: string | null;

  @Field(() => Boolean, { description: 'The sender fills it in (người gửi điền).' })
  input!: boolean;
}

@ObjectType({ description: 'Receiver of a form (nơi nhận).' })
export class FormReceiver {
  @Field(() => String, { description: 'Role: commune, department, province, ministry, statistics.' })
  role!: string;

  @Field(() => String, { description: 'Name as printed (tên).' })
  labelVi!: string;
}

@ObjectType({ description: 'Rule between rows of a form (quy tắc kiểm tra). The code is what findings carry.' })
export class FormCheckRule {
  @Field(() => String, { description: 'Stable code: "F04_SUM_15".' })
  code!: string;

  @Field(() => SeverityEnum, { description: 'How a breach weighs (mức độ).' })
  severity!: ValueOf<typeof SeverityEnum>;

  @Field(() => CheckRuleEnum, { description: 'Kind of rule (loại).' })
  rule!: ValueOf<typeof CheckRuleEnum>;

  @BoundedList(12, () => [String], {
    description: 'Keys it compares: for a sum the total and then its parts, else the lesser and then the greater.',
  })
  keys!: string[];

  @Field(() => String, { description: 'Where the rule comes from (căn cứ).' })
  basis!: string;
}

@ObjectType({
  description: 'A statutory form (Biểu) as it stood in law from a day on. Circular 14/2024/TT-BCT Appendix I.',
})
export class FormDefinition {
  @Field(() => ID, { description: 'Identity kept by each filing: "form-04@2025-07-01".' })
  id!: string;

  @Field(() => String, { description: 'Form (biểu): 01, 02, 03 or 04.' })
  code!: string;

  @Field(() => DateScalar, { description: 'First day in force (có hiệu lực từ).' })
  inForceFrom!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day no longer in force (hết hiệu lực từ); null while in force.',
  })
  inForceTo!: string | null;

  @Field(() => String, { description: 'Legal basis (căn cứ pháp lý).' })
  legalBasis!: string;

  @Field(() => String, { description: 'Code as printed (ký hiệu biểu): "Biểu số 04".' })
  printedCode!: string;

  @Field(() => String, { description: 'Title as printed (tên biểu).' })
  titleVi!: string;

  @Field(() => String, { description: 'Title in English.' })
  titleEn!: string;

  @Field(() => FilerKindEnum, { description: 'Whom one filing speaks for (đối tượng).' })
  filerKind!: ValueOf<typeof FilerKindEnum>;

  @Field(() => String, { description: 'Sender as printed (đơn vị gửi).' })
  senderVi!: string;

  @BoundedList(10, () => [FormReceiver], { description: 'Receivers (đơn vị nhận).' })
  receivers!: FormReceiver[];

  @BoundedList(20, () => [FormHeaderField], { description: 'Fields of the head (phần đầu biểu).' })
  headerFields!: FormHeaderField[];

  @BoundedList(12, () => [FormColumn], { description: 'Columns (cột).' })
  columns!: FormColumn[];

  @BoundedList(12, () => [FormSection], { description: 'Sections (mục).' })
  sections!: FormSection[];

  @BoundedList(100, () => [Indicator], { description: 'Rows in printed order (chỉ tiêu).' })
  rows!: Indicator[];

  @BoundedList(20, () => [String], { description: 'Notes below the form as printed (ghi chú).' })
  notesVi!: string[];

  @BoundedList(100, () => [FormCheckRule], { description: 'Rules between rows (quy tắc kiểm tra).' })
  checks!: FormCheckRule[];
}
