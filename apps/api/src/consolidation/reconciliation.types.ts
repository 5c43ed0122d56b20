import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { BoundedList } from '../graphql/bounded.js';
import { DecimalScalar } from '../graphql/scalars.js';
import type { ValueOf } from '../graphql/value-of.js';
import { Coverage } from './consolidation.types.js';

const decimal = (what: string) => ({
  nullable: true,
  description: `${what}, in the unit of the row; null when not known.`,
});

export const ReconciliationLevelEnum = { PROVINCES: 'province', COMMUNES: 'commune', CLUSTERS: 'cluster' } as const;
registerEnumType(ReconciliationLevelEnum, {
  name: 'ReconciliationLevel',
  description: 'What a form is put beside (cấp được đối chiếu).',
  valuesMap: {
    PROVINCES: { description: 'Forms 04 of the provinces (tỉnh).' },
    COMMUNES: { description: 'Forms 03 of the communes (xã).' },
    CLUSTERS: { description: 'Forms 01 and 02 of the clusters (cụm công nghiệp).' },
  },
});

export const ReconciledWhyEnum = {
  DIFFERS: 'differs',
  NOT_FILED: 'not_filed',
  NOT_IN_REGISTER: 'not_in_register',
} as const;
registerEnumType(ReconciledWhyEnum, {
  name: 'ReconciledWhy',
  description: 'Why a unit is listed (nguyên nhân chênh lệch).',
  valuesMap: {
    DIFFERS: { description: 'It filed another value than is derived of it (số báo cáo khác số tổng hợp).' },
    NOT_FILED: { description: 'It filed no accepted value of the row (chưa có số đã tiếp nhận).' },
    NOT_IN_REGISTER: { description: 'It filed a value, and nothing can be derived (sổ đăng ký chưa có số liệu).' },
  },
});

@ObjectType({ description: 'A unit below, and what it adds to the difference (đơn vị tạo chênh lệch).' })
export class ReconciledChild {
  @Field(() => String, { description: 'Unit (đơn vị): province or commune code, or the public code of a cluster.' })
  unit!: string;

  @Field(() => String, { description: 'Name of the unit (tên đơn vị).' })
  unitName!: string;

  @Field(() => DecimalScalar, decimal('Derived value (số tổng hợp)'))
  derived!: string | null;

  @Field(() => DecimalScalar, decimal('Accepted value (số đã tiếp nhận)'))
  filed!: string | null;

  @Field(() => DecimalScalar, decimal('Filed less derived (chênh lệch)'))
  difference!: string | null;

  @Field(() => ReconciledWhyEnum, { description: 'Why it is listed (nguyên nhân).' })
  why!: ValueOf<typeof ReconciledWhyEnum>;

  @BoundedList(500, () => [ID], { description: 'Accepted filings its value was filed in (báo cáo).' })
  filings!: string[];
}

@ObjectType({
  description: 'A row in its three values (đối chiếu một chỉ tiêu): derived, filed, summed over the units below.',
})
export class ReconciledRow {
  @Field(() => String, { description: 'Indicator (khóa chỉ tiêu).' })
  key!: string;

  @Field(() => String, { description: 'Printed row number (TT).' })
  tt!: string;

  @Field(() => String, { description: 'Label as printed (chỉ tiêu).' })
  label!: string;

  @Field(() => String, { description: 'Unit as printed (đơn vị tính).' })
  unit!: string;

  @Field(() => DecimalScalar, decimal('Derived from the register (số tổng hợp)'))
  derived!: string | null;

  @Field(() => DecimalScalar, decimal('Filed and accepted (số đã tiếp nhận)'))
  filed!: string | null;

  @Field(() => ID, { nullable: true, description: 'The accepted filing (báo cáo); null where there is none.' })
  filingId!: string | null;

  @Field(() => DecimalScalar, decimal('Sum of what the units below filed (tổng cấp dưới), never of rates'))
  childrenFiled!: string | null;

  @Field(() => DecimalScalar, decimal('Filed less derived (chênh lệch với số tổng hợp)'))
  filedLessDerived!: string | null;

  @Field(() => DecimalScalar, decimal('Filed less the sum of the units below (chênh lệch với cấp dưới)'))
  filedLessChildren!: string | null;

  @Field(
    () => DecimalScalar,
    decimal('Part of the sum below less derived that no listed unit explains (chưa giải thích)'),
  )
  unexplained!: string | null;

  @Field(() => Coverage, { description: 'How much stands behind the derived value (mức độ đầy đủ).' })
  coverage!: Coverage;

  @Field(() => Int, { description: 'Units below (số đơn vị cấp dưới).' })
  childrenExpected!: number;

  @Field(() => Int, { description: 'Of these with an accepted value of the row (đã có số liệu).' })
  childrenReported!: number;

  @BoundedList(500, () => [ReconciledChild], {
    description: 'Units that make a difference, the largest first (đơn vị chênh lệch).',
  })
  children!: ReconciledChild[];
}

@ObjectType({ description: 'A form beside the forms of the units below it (đối chiếu số liệu).' })
export class Reconciliation {
  @Field(() => String, { description: 'Form (biểu): 03 or 04.' })
  form!: string;

  @Field(() => String, { description: 'Period (kỳ báo cáo).' })
  period!: string;

  @Field(() => ReconciliationLevelEnum, { description: 'What stands below (cấp dưới).' })
  level!: ValueOf<typeof ReconciliationLevelEnum>;

  @Field(() => String, { description: 'Unit (đơn vị): commune code (03), province code (04) or VN.' })
  unit!: string;

  @Field(() => String, { description: 'Name of the unit (tên đơn vị).' })
  unitName!: string;

  @BoundedList(100, () => [ReconciledRow], { description: 'Rows in printed order (chỉ tiêu).' })
  rows!: ReconciledRow[];
}
