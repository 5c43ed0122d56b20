import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { ValueTypeEnum } from '../forms/forms.enums.js';
import { BoundedList } from '../graphql/bounded.js';
import { DateScalar, DecimalScalar } from '../graphql/scalars.js';
import type { ValueOf } from '../graphql/value-of.js';

export const FigureBasisEnum = {
  ACCEPTED: 'accepted',
  OVERRIDDEN: 'overridden',
  DERIVED: 'derived',
  MISSING: 'missing',
} as const;
registerEnumType(FigureBasisEnum, {
  name: 'FigureBasis',
  description: 'What a consolidated figure rests on (cơ sở của số liệu).',
  valuesMap: {
    ACCEPTED: {
      description: 'An accepted filing of this very form, unit and period (số đã tiếp nhận): the lawful number.',
    },
    OVERRIDDEN: { description: 'Set by an officer of the department in place of the derived value (số do Sở thay).' },
    DERIVED: { description: 'Derived from the register and accepted lower forms (số tổng hợp).' },
    MISSING: { description: 'Not known (chưa có số liệu); never zero.' },
  },
});

export const FigureSourceKindEnum = {
  UNIT: 'unit',
  CLUSTER: 'cluster',
  FILING: 'filing',
  DECISION: 'decision',
  OBSERVATION: 'observation',
  PLAN_ENTRY: 'plan_entry',
  INFRASTRUCTURE_PROJECT: 'infrastructure_project',
  TENANT_PROJECT: 'tenant_project',
  LEASE: 'lease',
  INVESTMENT_PAPER: 'investment_paper',
} as const;
registerEnumType(FigureSourceKindEnum, {
  name: 'FigureSourceKind',
  description: 'Kind of row a figure comes from (loại nguồn).',
  valuesMap: {
    UNIT: { description: "A province's own figure within the national form (số của một tỉnh)." },
    CLUSTER: { description: 'A cluster (cụm công nghiệp).' },
    FILING: { description: 'An accepted filing (báo cáo đã tiếp nhận).' },
    DECISION: { description: 'A decision (quyết định).' },
    OBSERVATION: { description: 'An observation (số liệu ghi nhận).' },
    PLAN_ENTRY: { description: 'An entry of the development plan (phương án phát triển).' },
    INFRASTRUCTURE_PROJECT: { description: 'An infrastructure project (dự án hạ tầng).' },
    TENANT_PROJECT: { description: 'A tenant project (dự án thứ cấp).' },
    LEASE: { description: 'A lease (hợp đồng thuê đất).' },
    INVESTMENT_PAPER: { description: 'An investment paper (giấy tờ đầu tư).' },
  },
});

export const RatePartEnum = { NUMERATOR: 'numerator', DENOMINATOR: 'denominator' } as const;
registerEnumType(RatePartEnum, {
  name: 'RatePart',
  description: 'Side of a rate (vế của tỷ lệ).',
  valuesMap: { NUMERATOR: { description: 'Above (tử số).' }, DENOMINATOR: { description: 'Below (mẫu số).' } },
});

export const TerritoryMapEnum = { AS_FILED: 'as_filed', AS_OF: 'as_of', TODAY: 'today' } as const;
registerEnumType(TerritoryMapEnum, {
  name: 'TerritoryMap',
  description: 'On which day’s map a unit is meant (bản đồ đơn vị hành chính).',
  valuesMap: {
    AS_FILED: { description: 'The map of the period’s cut-off, whose units filed (như khi báo cáo).' },
    AS_OF: { description: 'The map of a named day (theo ngày).' },
    TODAY: { description: 'Today’s map (bản đồ hiện nay).' },
  },
});

@ObjectType({ description: 'One row, or file, sheet and cell, that a figure comes from (nguồn của số liệu).' })
export class FigureSource {
  @Field(() => FigureSourceKindEnum, { description: 'Kind of row (loại).' })
  kind!: ValueOf<typeof FigureSourceKindEnum>;

  @Field(() => ID, { description: 'Identity of the row.' })
  id!: string;

  @Field(() => String, { description: 'Name to show (tên).' })
  label!: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Its part of the figure (giá trị); null when it is counted, or not known.',
  })
  value!: string | null;

  @Field(() => String, { nullable: true, description: 'Unit of its part (đơn vị tính); null where it has none.' })
  unit!: string | null;

  @Field(() => Boolean, {
    description: 'It is counted (được tính). False: another statement of the same fact, shown beside the one taken.',
  })
  counted!: boolean;

  @Field(() => RatePartEnum, {
    nullable: true,
    description: 'Side of the rate it belongs to (vế); null where the figure is no rate.',
  })
  part!: ValueOf<typeof RatePartEnum> | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Cluster it is about (cụm công nghiệp); null where it is about none.',
  })
  clusterId!: string | null;

  @Field(() => String, { nullable: true, description: 'File (tệp); null where it is no file.' })
  file!: string | null;

  @Field(() => String, { nullable: true, description: 'Sheet (trang tính); null where it is no workbook.' })
  sheet!: string | null;

  @Field(() => String, { nullable: true, description: 'Cell (ô); null where it is no workbook.' })
  cell!: string | null;

  @Field(() => String, { nullable: true, description: 'Document (văn bản), as written; null where there is none.' })
  document!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day it speaks of (ngày); null when not known.' })
  date!: string | null;
}

@ObjectType({
  description:
    'Industrial land (đất công nghiệp) behind a figure, in ha: by the detailed plan, else by statement. Decree 32/2024 Art. 2.6.',
})
export class LandCoverage {
  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Of all clusters the figure expects, in ha (phải có); null where the land of none is known.',
  })
  expected!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Of the clusters whose part is known, in ha (đã phủ); null where the land of none is known.',
  })
  covered!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Share in per cent, two decimals (tỷ lệ phủ); null where no land is known.',
  })
  share!: string | null;

  @Field(() => Int, { description: 'Clusters expected whose industrial land nobody states (chưa rõ).' })
  unknown!: number;
}

@ObjectType({ description: 'How much of what was expected stands behind a figure (mức độ đầy đủ).' })
export class Coverage {
  @Field(() => Int, { description: 'Rows or filings expected (phải có).' })
  expected!: number;

  @Field(() => Int, { description: 'Of these reported (đã có).' })
  reported!: number;

  @Field(() => Int, { description: 'Of these accepted (đã tiếp nhận).' })
  accepted!: number;

  @Field(() => LandCoverage, {
    nullable: true,
    description: 'Share of industrial land covered (phủ đất công nghiệp); null where only filings are counted.',
  })
  land?: LandCoverage | null;
}

@ObjectType({ description: 'A remark to be read beside a figure (lưu ý).' })
export class FigureNote {
  @Field(() => String, { description: 'Stable code (mã).' })
  code!: string;

  @Field(() => String, { description: 'The remark in Vietnamese (nội dung).' })
  message!: string;
}

@ObjectType({ description: 'The definition a figure was made under, for one point the law leaves open (định nghĩa).' })
export class ChosenDefinition {
  @Field(() => String, { description: 'The open point (điểm chưa rõ), by code.' })
  point!: string;

  @Field(() => String, { description: 'The point as a question, in Vietnamese (câu hỏi).' })
  questionVi!: string;

  @Field(() => String, { description: 'Name of the definition (định nghĩa).' })
  name!: string;

  @Field(() => String, { description: 'What it says, in Vietnamese (diễn giải).' })
  labelVi!: string;

  @Field(() => String, {
    description: 'How far the law supports it (cơ sở pháp lý): statutory, recommended, alternative or informal.',
  })
  legalStatus!: string;

  @Field(() => String, { description: 'Where the law leaves it open, or words it (căn cứ).' })
  basis!: string;

  @Field(() => DateScalar, { description: 'First day it holds (có hiệu lực từ).' })
  validFrom!: string;

  @Field(() => DateScalar, { nullable: true, description: 'First day it no longer holds; null while it does.' })
  validTo!: string | null;

  @Field(() => Boolean, { description: 'It is the default of the statutory form (mặc định).' })
  isDefault!: boolean;
}

@ObjectType({ description: 'The same row under another answer to a point the law leaves open (cách tính khác).' })
export class AlternativeValue {
  @Field(() => String, { description: 'The open point (điểm chưa rõ), by code.' })
  point!: string;

  @Field(() => String, { description: 'Name of the other definition (định nghĩa).' })
  definition!: string;

  @Field(() => String, { description: 'What it says, in Vietnamese (diễn giải).' })
  labelVi!: string;

  @Field(() => String, { description: 'How far the law supports it (cơ sở pháp lý).' })
  legalStatus!: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Value under it, in the unit of the row (giá trị); null when not known.',
  })
  value!: string | null;
}

@ObjectType({ description: 'Both sides of a rate (tử số, mẫu số), so that totals are recomputed and never averaged.' })
export class RateParts {
  @Field(() => DecimalScalar, { nullable: true, description: 'Above (tử số); null when not known.' })
  numerator!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Below (mẫu số); null when not known.' })
  denominator!: string | null;
}

@ObjectType({ description: "An officer's value in place of a derived one (giá trị thay thế); both stay visible." })
export class FigureOverride {
  @Field(() => ID, { description: 'Identity of the override.' })
  id!: string;

  @Field(() => DecimalScalar, { description: 'The value set (giá trị), in the unit of the row.' })
  value!: string;

  @Field(() => String, { description: 'Why (lý do).' })
  reason!: string;

  @Field(() => String, { description: 'Who set it (người thay).' })
  authorName!: string;

  @Field(() => String, { description: 'Office of who set it (đơn vị).' })
  officeName!: string;

  @Field(() => DateScalar, { description: 'Day it was set (ngày).' })
  on!: string;
}

@ObjectType({ description: 'One row of a consolidated form (số liệu tổng hợp), with everything needed to explain it.' })
export class ConsolidatedFigure {
  @Field(() => String, { description: 'Indicator (khóa chỉ tiêu).' })
  key!: string;

  @Field(() => String, { description: 'Printed row number (TT).' })
  tt!: string;

  @Field(() => String, { description: 'Label as printed (chỉ tiêu).' })
  label!: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Value in `unit` (giá trị): the accepted one, else the derived one; null means not known, never zero.',
  })
  value!: string | null;

  @Field(() => String, { description: 'Unit as printed (đơn vị tính).' })
  unit!: string;

  @Field(() => ValueTypeEnum, { description: 'What the figure is (kiểu số liệu).' })
  valueType!: ValueOf<typeof ValueTypeEnum>;

  @Field(() => FigureBasisEnum, { description: 'What the value rests on (cơ sở).' })
  basis!: ValueOf<typeof FigureBasisEnum>;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Value derived from the register and lower forms (số tổng hợp); null when it cannot be derived.',
  })
  derivedValue!: string | null;

  @Field(() => FigureOverride, {
    nullable: true,
    description: "An officer's value in place of the derived one (giá trị thay thế); null where there is none.",
  })
  override?: FigureOverride | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Value of the accepted filing (số đã tiếp nhận); null when there is none.',
  })
  acceptedValue!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Name of the definition chosen where the law leaves a choice (định nghĩa áp dụng); null where it leaves none.',
  })
  definition!: string | null;

  @BoundedList(20, () => [ChosenDefinition], {
    description: 'The same, one for each open point, with legal status and validity (định nghĩa áp dụng).',
  })
  definitions!: ChosenDefinition[];

  @Field(() => String, {
    nullable: true,
    description: 'Point the law leaves open about this row (điểm chưa rõ); null when none is known.',
  })
  openPoint!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'How the row is derived (cách tổng hợp); null when it is only reported.',
  })
  derivation!: string | null;

  @BoundedList(20, () => [AlternativeValue], {
    description: 'The row under other answers to open points (cách tính khác).',
  })
  alternatives!: AlternativeValue[];

  @Field(() => RateParts, {
    nullable: true,
    description: 'Both sides of a rate (tử số, mẫu số); null where the row is no rate.',
  })
  parts!: RateParts | null;

  @BoundedList(20, () => [FigureNote], { description: 'Remarks to be read beside the number (lưu ý).' })
  notes!: FigureNote[];

  @BoundedList(5000, () => [FigureSource], { description: 'Rows the figure comes from (nguồn).' })
  sources!: FigureSource[];

  @Field(() => Coverage, { description: 'How much stands behind it (mức độ đầy đủ).' })
  coverage!: Coverage;
}

@ObjectType({
  description:
    'A form consolidated for a unit and period (biểu tổng hợp): forms 03 and 04, and the nation in the layout of form 04.',
})
export class ConsolidatedForm {
  @Field(() => String, { description: 'Form (biểu): 03 or 04.' })
  form!: string;

  @Field(() => String, { description: 'Unit (đơn vị): commune code (03), province code (04) or VN (the nation).' })
  unit!: string;

  @Field(() => String, { description: 'Name of the unit (tên đơn vị).' })
  unitName!: string;

  @Field(() => String, { description: 'Period (kỳ báo cáo): 2026-H1 or 2026-Y.' })
  period!: string;

  @Field(() => ID, { description: 'Definition of the form used (mẫu biểu).' })
  definitionId!: string;

  @Field(() => DateScalar, { description: 'First day counted (từ ngày). Circular 14/2024/TT-BCT Art. 3.2.' })
  windowFrom!: string;

  @Field(() => DateScalar, { description: 'Last day counted (đến ngày): the cut-off.' })
  windowTo!: string;

  @Field(() => ID, { nullable: true, description: 'Edition (ấn bản) that published it; null for the present state.' })
  edition!: string | null;

  @Field(() => String, {
    description: 'SHA-256 of the whole answer as canonical JSON (mã băm): the same as long as nothing in it changes.',
  })
  sha256!: string;

  @BoundedList(100, () => [ConsolidatedFigure], { description: 'Figures in printed order (số liệu).' })
  figures!: ConsolidatedFigure[];
}
