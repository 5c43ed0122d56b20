import { Field, ID, ObjectType } from '@nestjs/graphql';
import { connectionType } from '../graphql/connection.js';
import { DateScalar, DecimalScalar } from '../graphql/scalars.js';
import type { ValueOf } from '../graphql/value-of.js';
import { Source } from './fact.types.js';
import { InvestmentPaperKindEnum, ProjectStateEnum } from './register.enums.js';

@ObjectType({
  description:
    'Lease of industrial land to a tenant (hợp đồng thuê đất), one part of the occupancy numerator (Decree 32/2024 Art. 2.7).',
})
export class Lease {
  @Field(() => ID, { description: 'Identity of the lease.' })
  id!: string;

  @Field(() => DecimalScalar, { nullable: true, description: 'Leased area (diện tích thuê), ha; null when not known.' })
  areaHa!: string | null;

  @Field(() => String, { nullable: true, description: 'Contract as written (số hợp đồng); null when not known.' })
  document!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day of signature (ngày ký); null when not known.' })
  signedOn!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'First day (từ ngày); null when not known.' })
  validFrom!: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day it no longer holds (đến ngày); null while it holds.',
  })
  validTo!: string | null;

  @Field(() => Source, { nullable: true, description: 'Where the fact comes from (nguồn); null when entered by hand.' })
  source!: Source | null;
}

@ObjectType({
  description:
    'Investment approval, certificate or licence of a tenant project (giấy tờ đầu tư), Decree 32/2024 Art. 2.7.',
})
export class InvestmentPaper {
  @Field(() => ID, { description: 'Identity of the paper.' })
  id!: string;

  @Field(() => InvestmentPaperKindEnum, { description: 'Kind (loại).' })
  kind!: ValueOf<typeof InvestmentPaperKindEnum>;

  @Field(() => String, { nullable: true, description: 'Number (số); null when not known.' })
  number!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day of issue (ngày cấp); null when not known.' })
  issuedOn!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Industrial land it covers (diện tích), ha; null when it does not say.',
  })
  areaHa!: string | null;

  @Field(() => String, { nullable: true, description: "The source's own words (nguyên văn); null when not kept." })
  asWritten!: string | null;

  @Field(() => Source, { nullable: true, description: 'Where the fact comes from (nguồn); null when entered by hand.' })
  source!: Source | null;
}

@ObjectType({ description: 'Tenant project (dự án thứ cấp) in a cluster; files form 01.' })
export class TenantProject {
  @Field(() => ID, { description: 'Identity of the project.' })
  id!: string;

  @Field(() => String, { description: 'Public code (mã dự án) such as P00001; the unit of form 01.' })
  code!: string;

  /** Cluster and day it was read for. Not in the schema. */
  readonly clusterId!: string;
  readonly asOf?: string | null;

  /** The instant of knowledge the row was asked for; not part of the schema. */
  readonly asKnown?: Date | null;

  @Field(() => String, { description: 'Enterprise (doanh nghiệp).' })
  enterpriseName!: string;

  @Field(() => String, { nullable: true, description: 'Name of the project (tên dự án); null when not known.' })
  projectName!: string | null;

  @Field(() => String, { nullable: true, description: 'Industry (ngành nghề); null when not known.' })
  industry!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Foreign capital (có vốn đầu tư nước ngoài); null when not known, which is not "no".',
  })
  foreignCapital!: boolean | null;

  @Field(() => ProjectStateEnum, { description: 'State (tình trạng).' })
  state!: ValueOf<typeof ProjectStateEnum>;

  @Field(() => String, {
    nullable: true,
    description: "State in the source's words (nguyên văn); null when not written.",
  })
  stateAsWritten!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Land it asks for by its own papers (nhu cầu đất), ha, not a lease; null when not known.',
  })
  landRequestedHa!: string | null;

  @Field(() => Source, { nullable: true, description: 'Where the fact comes from (nguồn); null when entered by hand.' })
  source!: Source | null;
}

@ObjectType({ description: 'A page of tenant projects (dự án thứ cấp).' })
export class TenantProjectConnection extends connectionType(
  TenantProject,
  'TenantProject',
  'tenant projects (dự án thứ cấp)',
) {}
