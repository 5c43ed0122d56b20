import { Field, ID, ObjectType } from '@nestjs/graphql';
import { connectionType } from '../graphql/connection.js';
import { DateScalar, DecimalScalar } from '../graphql/scalars.js';
import type { ValueOf } from '../graphql/value-of.js';
import { ClusterTypeEnum, DataProblemSeverityEnum, DecisionKindEnum, InvestorLegalTypeEnum } from './register.enums.js';

@ObjectType({ description: 'Where a fact of the register comes from (nguồn số liệu).' })
export class Source {
  @Field(() => ID, { description: 'Identity of the source.' })
  id!: string;

  @Field(() => String, { description: 'Stable code of the source (mã nguồn).' })
  code!: string;

  @Field(() => String, { description: 'Title of the document or table (tên tài liệu).' })
  title!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Day the source speaks of (số liệu tính đến ngày); null where it does not say.',
  })
  asOf!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'File it was taken from (tệp); null for sources that are not files.',
  })
  fileName!: string | null;
}

@ObjectType({
  description:
    'Entry of a cluster in the provincial development plan (phương án phát triển cụm công nghiệp), Decree 32/2024 Art. 4-5.',
})
export class PlanEntry {
  @Field(() => ID, { description: 'Identity of the entry.' })
  id!: string;

  @Field(() => String, { description: 'Plan decision the entry belongs to (quyết định phê duyệt quy hoạch).' })
  planDecision!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Group of the plan (nhóm): I.1 to VI; null where the plan has none.',
  })
  planGroup!: string | null;

  @Field(() => Boolean, {
    description:
      'On the list (có trong danh mục). False: withdrawn or postponed; row 1 of form 04 counts listed entries only.',
  })
  listed!: boolean;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'The plan words it as established (ghi là đã thành lập); null where the plan is silent. Only an establishment decision establishes (Decree 32/2024 Art. 2.9).',
  })
  listedAsEstablished!: boolean | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Planned area (diện tích quy hoạch), ha; null when not known.',
  })
  plannedAreaHa!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Area before this plan (diện tích trước điều chỉnh), ha; null when not known.',
  })
  areaBeforeHa!: string | null;

  @Field(() => DateScalar, { description: 'First day of the entry (hiệu lực từ).' })
  validFrom!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day it no longer holds (hết hiệu lực từ); null while it holds.',
  })
  validTo!: string | null;

  @Field(() => String, { nullable: true, description: 'Note of the source (ghi chú); null when there is none.' })
  note!: string | null;

  @Field(() => Source, {
    nullable: true,
    description: 'Where the entry comes from (nguồn); null when entered by hand.',
  })
  source!: Source | null;
}

@ObjectType({ description: 'Legal act about a cluster (quyết định). Former issuers keep their names as written.' })
export class Decision {
  @Field(() => ID, { description: 'Identity of the decision.' })
  id!: string;

  @Field(() => DecisionKindEnum, { description: 'What it decides (loại).' })
  kind!: ValueOf<typeof DecisionKindEnum>;

  @Field(() => String, {
    nullable: true,
    description: 'Number as written (số, ký hiệu); null when the source does not give it.',
  })
  number!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Issuer as written (cơ quan ban hành); null when the source does not give it.',
  })
  issuer!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day of signature (ngày ký); null when not known.' })
  signedOn!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day of effect (ngày có hiệu lực); null when not known.' })
  effectiveOn!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Area it states (diện tích), ha; null when it states none.',
  })
  areaHa!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'Industrial land it fixes (diện tích đất công nghiệp), ha, Decree 32/2024 Art. 2.6; null when it fixes none.',
  })
  industrialLandHa!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Investment it states (tổng mức đầu tư), tỷ đồng (billion VND); null when it states none.',
  })
  investmentBvnd!: string | null;

  @Field(() => ClusterTypeEnum, { nullable: true, description: 'Type it states (loại cụm); null when it states none.' })
  clusterType!: ValueOf<typeof ClusterTypeEnum> | null;

  @Field(() => ID, {
    nullable: true,
    description: 'File with the text, for GET /api/files/:id; null when none is kept.',
  })
  fileId!: string | null;

  @Field(() => String, { nullable: true, description: 'Note (ghi chú); null when there is none.' })
  note!: string | null;

  @Field(() => Source, { nullable: true, description: 'Where the fact comes from (nguồn); null when entered by hand.' })
  source!: Source | null;
}

@ObjectType({ description: 'Infrastructure investor (chủ đầu tư hạ tầng), Decree 32/2024 Art. 2.3.' })
export class Investor {
  @Field(() => ID, { description: 'Identity of the investor.' })
  id!: string;

  @Field(() => String, { description: 'Name as registered (tên).' })
  name!: string;

  @Field(() => InvestorLegalTypeEnum, { description: 'Legal form (loại hình).' })
  legalType!: ValueOf<typeof InvestorLegalTypeEnum>;

  @Field(() => String, { nullable: true, description: 'Tax code (mã số thuế); null when not known.' })
  taxCode!: string | null;
}

@ObjectType({ description: 'Infrastructure project of a cluster (dự án đầu tư xây dựng hạ tầng kỹ thuật).' })
export class InfrastructureProject {
  @Field(() => ID, { description: 'Identity of the project.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'Name (tên dự án); null when not known.' })
  name!: string | null;

  @Field(() => Investor, { nullable: true, description: 'Who builds it (chủ đầu tư); null when not known.' })
  investor!: Investor | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Total investment (tổng mức đầu tư), tỷ đồng (billion VND); null when not known.',
  })
  totalInvestmentBvnd!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'First day (từ ngày); null when not known.' })
  validFrom!: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day it no longer holds (đến ngày); null while it holds.',
  })
  validTo!: string | null;

  @Field(() => String, { nullable: true, description: 'Note (ghi chú); null when there is none.' })
  note!: string | null;

  @Field(() => Source, { nullable: true, description: 'Where the fact comes from (nguồn); null when entered by hand.' })
  source!: Source | null;
}

@ObjectType({
  description:
    'One statement of one fact by one source on one day (số liệu ghi nhận). Several stand side by side; none is cleaned away.',
})
export class Observation {
  @Field(() => ID, { description: 'Identity of the observation.' })
  id!: string;

  @Field(() => String, {
    description: 'Code of the fact (mã chỉ tiêu ghi nhận), such as leased_land or occupancy_rate.',
  })
  fact!: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Value in `unit` (giá trị); null when the source has no number.',
  })
  value!: string | null;

  @Field(() => String, { description: 'Unit of the value (đơn vị tính).' })
  unit!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What the number was measured against (cơ sở tính), such as industrial_land; null when not said.',
  })
  basis!: string | null;

  @Field(() => String, { nullable: true, description: "The source's own words (nguyên văn); null when not kept." })
  asWritten!: string | null;

  @Field(() => DateScalar, { description: 'Day the statement speaks of (ngày ghi nhận).' })
  observedOn!: string;

  @Field(() => Source, { nullable: true, description: 'Where it comes from (nguồn); null when entered by hand.' })
  source!: Source | null;
}

@ObjectType({
  description: "Known defect of the register's data (vấn đề số liệu), shown beside the figures it touches.",
})
export class DataProblem {
  @Field(() => ID, { description: 'Identity of the problem.' })
  id!: string;

  @Field(() => String, { description: 'Stable code (mã).' })
  code!: string;

  @Field(() => DataProblemSeverityEnum, { description: 'How much it matters (mức độ).' })
  severity!: ValueOf<typeof DataProblemSeverityEnum>;

  @Field(() => String, { description: 'What is wrong, in Vietnamese (nội dung).' })
  message!: string;
}

@ObjectType({
  description: 'Dated step of an establishment dossier (bước của hồ sơ thành lập), Decree 32/2024 Art. 10.',
})
export class ProcedureStep {
  @Field(() => ID, { description: 'Identity of the step.' })
  id!: string;

  @Field(() => String, { description: 'Code of the step (bước), such as commune_submission.' })
  step!: string;

  @Field(() => String, { nullable: true, description: 'Document as written (văn bản); null when there is none.' })
  document!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day (ngày); null when not known.' })
  happenedOn!: string | null;

  @Field(() => String, { nullable: true, description: 'Note (ghi chú); null when there is none.' })
  note!: string | null;

  @Field(() => Source, { nullable: true, description: 'Where the fact comes from (nguồn); null when entered by hand.' })
  source!: Source | null;
}

@ObjectType({ description: 'A page of observations (số liệu ghi nhận), newest first.' })
export class ObservationConnection extends connectionType(
  Observation,
  'Observation',
  'observations (số liệu ghi nhận)',
) {}
