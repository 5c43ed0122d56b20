import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { BoundedList } from '../graphql/bounded.js';
import { connectionType } from '../graphql/connection.js';
import { DateTimeScalar, DecimalScalar } from '../graphql/scalars.js';
import { UserError } from '../graphql/user-error.js';
import type { ValueOf } from '../graphql/value-of.js';
import { Coverage } from './consolidation.types.js';

@ObjectType({
  description:
    'What was published of a period, frozen (ấn bản số liệu): forms 03 and 04 of every unit and the nation. It never changes; a later correction makes the next revision.',
})
export class Edition {
  @Field(() => ID, { description: 'Name (mã ấn bản): "2026-H1-r1".' })
  id!: string;

  @Field(() => String, { description: 'Period (kỳ báo cáo): 2026-H1 or 2026-Y.' })
  period!: string;

  @Field(() => Int, { description: 'Revision (lần chốt), from 1.' })
  revision!: number;

  @Field(() => String, { nullable: true, description: 'The edition before it (ấn bản trước); null for the first.' })
  previousId!: string | null;

  @Field(() => DateTimeScalar, {
    description: 'Instant of knowledge (thời điểm số liệu): what was accepted or recorded later is not in it.',
  })
  knownAt!: Date;

  @Field(() => DateTimeScalar, { description: 'When it was closed (thời điểm chốt).' })
  closedAt!: Date;

  @Field(() => String, { description: 'Who closed it (người chốt): an approver of the ministry.' })
  closedByName!: string;

  @Field(() => String, { description: 'Why it was closed (lý do).' })
  reason!: string;

  @Field(() => String, {
    description: 'SHA-256 of its list of contents (mã băm): the same for ever, so it serves as an ETag.',
  })
  sha256!: string;

  @Field(() => Int, { description: 'Forms in it (số biểu), also those the caller may not read.' })
  formCount!: number;

  @Field(() => Int, { description: 'Rows that it says otherwise than the edition before (số chỉ tiêu thay đổi).' })
  changeCount!: number;
}

@ObjectType({ description: 'One form of an edition (biểu trong ấn bản); ask for it by consolidatedForm(edition:).' })
export class EditionForm {
  @Field(() => String, { description: 'Form (biểu): 03 or 04.' })
  form!: string;

  @Field(() => String, { description: 'Unit (đơn vị): commune code (03), province code (04) or VN (the nation).' })
  unit!: string;

  @Field(() => String, { description: 'Name of the unit (tên đơn vị) as published.' })
  unitName!: string;

  @Field(() => ID, { description: 'Definition of the form used (mẫu biểu).' })
  definitionId!: string;

  @Field(() => String, { description: 'SHA-256 of its frozen text (mã băm), hexadecimal.' })
  sha256!: string;

  @Field(() => Int, { description: 'Size of the text in bytes (dung lượng).' })
  sizeBytes!: number;
}

@ObjectType({ description: 'Why a published figure is another than before (nguyên nhân thay đổi).' })
export class EditionChangeCause {
  @Field(() => String, {
    description: 'What changed (loại nguồn): kind of source in lower case, such as filing or decision, or "rule".',
  })
  kind!: string;

  @Field(() => ID, { nullable: true, description: 'Identity of the row, filing or unit; null for a rule.' })
  id!: string | null;

  @Field(() => String, { description: 'Name to show (tên).' })
  label!: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'What it stated before (số cũ), in the unit of the row; null when not known or not there.',
  })
  oldValue!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'What it states now (số mới), in the unit of the row; null when not known or gone.',
  })
  newValue!: string | null;

  @Field(() => String, { nullable: true, description: 'Document (văn bản), as written; null where there is none.' })
  document!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Receipt of the amended filing (số biên nhận); null where it is no filing.',
  })
  receiptNumber!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it was amended (lý do đính chính); null where none is kept.',
  })
  reason!: string | null;
}

@ObjectType({ description: 'One row that an edition says otherwise than the one before (chỉ tiêu thay đổi).' })
export class EditionChange {
  @Field(() => String, { description: 'Form (biểu): 03 or 04.' })
  form!: string;

  @Field(() => String, { description: 'Unit (đơn vị): commune code, province code or VN.' })
  unit!: string;

  @Field(() => String, { description: 'Name of the unit (tên đơn vị).' })
  unitName!: string;

  @Field(() => String, { description: 'Indicator (khóa chỉ tiêu).' })
  key!: string;

  @Field(() => String, { description: 'Printed row number (TT).' })
  tt!: string;

  @Field(() => String, { description: 'Label as printed (chỉ tiêu).' })
  label!: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Value before (số cũ), in the unit of the row; null when missing.',
  })
  oldValue!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Value now (số mới), in the unit of the row; null when missing.',
  })
  newValue!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Derived value before (số tổng hợp cũ), in the unit of the row; null when missing.',
  })
  oldDerived!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Derived value now (số tổng hợp mới), in the unit of the row; null when missing.',
  })
  newDerived!: string | null;

  @BoundedList(50, () => [EditionChangeCause], { description: 'Why (nguyên nhân).' })
  causes!: EditionChangeCause[];
}

@ObjectType({ description: 'A page of editions (ấn bản), the newest first.' })
export class EditionConnection extends connectionType(Edition, 'Edition', 'editions (ấn bản)') {}

@ObjectType({ description: 'A page of the forms of an edition (biểu trong ấn bản), by form and code.' })
export class EditionFormConnection extends connectionType(EditionForm, 'EditionForm', 'forms (biểu) of an edition') {}

@ObjectType({ description: 'A page of the changes of an edition (thay đổi), the nation first.' })
export class EditionChangeConnection extends connectionType(EditionChange, 'EditionChange', 'changes (thay đổi)') {}

@InputType({ description: 'Closes a period (chốt kỳ).' })
export class ClosePeriodInput {
  @Field(() => String, { description: 'Period (kỳ báo cáo): 2026-H1 or 2026-Y.' })
  period!: string;

  @Field(() => String, { description: 'Reason (lý do), kept and shown with the edition.' })
  reason!: string;
}

@ObjectType({ description: 'Result of closePeriod.' })
export class ClosePeriodPayload {
  @Field(() => Edition, { nullable: true, description: 'The edition; null when the closing was refused.' })
  edition!: Edition | null;

  @Field(() => Boolean, {
    description: 'A new edition was made. False: nothing has changed since the edition shown, or it was refused.',
  })
  created!: boolean;

  @BoundedList(100, () => [UserError], { description: 'Why it was refused; empty when it was not.' })
  errors!: UserError[];
}

export const SuppressionEnum = { FEW_FIRMS: 'few_firms', PROTECTS: 'protects' } as const;
registerEnumType(SuppressionEnum, {
  name: 'Suppression',
  description: 'Why a published figure is hidden (lý do ẩn số liệu).',
  valuesMap: {
    FEW_FIRMS: { description: 'It is made of the figures of fewer than three firms (dưới ba doanh nghiệp).' },
    PROTECTS: { description: 'Shown, it would give such a figure away by subtraction (để không suy ra được số khác).' },
  },
});

@ObjectType({
  description: 'A figure in a table that leaves the circle of those entitled to single firms (số công bố).',
})
export class PublishedTotal {
  @Field(() => String, { description: 'Indicator (khóa chỉ tiêu).' })
  key!: string;

  @Field(() => String, { description: 'Printed row number (TT).' })
  tt!: string;

  @Field(() => String, { description: 'Label as printed (chỉ tiêu).' })
  label!: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Value in `unit` (giá trị); null when not known, or hidden: see `suppressed`.',
  })
  value!: string | null;

  @Field(() => String, { description: 'Unit as printed (đơn vị tính).' })
  unit!: string;

  @Field(() => SuppressionEnum, { nullable: true, description: 'Why it is hidden (lý do ẩn); null when it is not.' })
  suppressed!: ValueOf<typeof SuppressionEnum> | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Firms behind it (số doanh nghiệp); null where it is made of no firm’s figures, or hidden.',
  })
  firms!: number | null;

  @Field(() => Coverage, { description: 'How much stands behind it (mức độ đầy đủ).' })
  coverage!: Coverage;
}

@ObjectType({ description: 'Form 04 of one province, or of the nation, as open to all (số công bố của một đơn vị).' })
export class PublishedUnit {
  @Field(() => String, { description: 'Unit (đơn vị): province code or VN.' })
  unit!: string;

  @Field(() => String, { description: 'Name of the unit (tên đơn vị) as published.' })
  unitName!: string;

  @BoundedList(100, () => [PublishedTotal], { description: 'Figures in printed order (số liệu).' })
  figures!: PublishedTotal[];
}
