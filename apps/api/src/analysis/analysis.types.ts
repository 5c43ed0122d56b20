import { ArgsType, Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Coverage } from '../consolidation/consolidation.types.js';
import { DecimalScalar } from '../graphql/scalars.js';
import type { ValueOf } from '../graphql/value-of.js';
import { ClusterTypeEnum } from '../register/register.enums.js';

export const DimensionEnum = {
  PROVINCE: 'province',
  REGION: 'region',
  CLUSTER_TYPE: 'type',
  STATUS: 'status',
  PERIOD: 'period',
} as const;
registerEnumType(DimensionEnum, {
  name: 'AggregateDimension',
  description: 'What an aggregate is grouped by (nhóm theo): one, or a pair of two.',
  valuesMap: {
    PROVINCE: { description: 'Province of today’s map (tỉnh).' },
    REGION: { description: 'Socio-economic region (vùng kinh tế - xã hội) of the province.' },
    CLUSTER_TYPE: { description: 'Type of cluster (loại cụm) on the last day of the period’s data window.' },
    STATUS: { description: 'Status group as the source wrote it (nhóm tình trạng) on that day.' },
    PERIOD: { description: 'Reporting period (kỳ báo cáo).' },
  },
});

export const OccupancyDefinitionEnum = {
  LEASED_OVER_READY: 'leased_over_ready',
  LEASED_OVER_INDUSTRIAL: 'leased_over_industrial',
} as const;
registerEnumType(OccupancyDefinitionEnum, {
  name: 'OccupancyDefinition',
  description:
    'Which occupancy rate (tỷ lệ lấp đầy) is meant; the law leaves it open, so it has to be said. The statutory rate of Decree 32/2024 Art. 2.7 is a row of `consolidatedForm`.',
  valuesMap: {
    LEASED_OVER_READY: {
      description: 'Leased land over industrial land with infrastructure ready (form 02 rows 4 and 3).',
    },
    LEASED_OVER_INDUSTRIAL: {
      description:
        'Leased land (form 02 row 4) over industrial land of the approved detailed plan, Decree 32/2024 Art. 2.6.',
    },
  },
});

@ArgsType()
export class AggregateArgs {
  @Field(() => DimensionEnum, { description: 'How to group (nhóm theo).' })
  by!: ValueOf<typeof DimensionEnum>;

  @Field(() => DimensionEnum, {
    nullable: true,
    description: 'Second grouping, for pairs such as province and period.',
  })
  andBy?: ValueOf<typeof DimensionEnum> | null;

  @Field(() => String, { description: 'First period (từ kỳ): 2026-H1 or 2026-Y.' })
  from!: string;

  @Field(() => String, { description: 'Last period (đến kỳ), included; at most 40 periods.' })
  to!: string;

  @Field(() => String, {
    nullable: true,
    description: 'One province only (mã tỉnh); all the caller sees when left out.',
  })
  province?: string | null;
}

@ObjectType({ description: 'A sum over clusters that keeps missing apart from zero (tổng).' })
export class KnownSum {
  @Field(() => DecimalScalar, { nullable: true, description: 'The sum; null when no cluster gave the figure.' })
  value!: string | null;

  @Field(() => Int, { description: 'Clusters that gave the figure (số cụm có số liệu).' })
  known!: number;
}

/** What every aggregate says of its group. */
@ObjectType({ isAbstract: true })
export abstract class AggregateGroup {
  @Field(() => String, { nullable: true, description: 'Province code (mã tỉnh); null unless grouped by it.' })
  province!: string | null;

  @Field(() => String, { nullable: true, description: 'Name of the province (tên tỉnh); null unless grouped by it.' })
  provinceName!: string | null;

  @Field(() => String, { nullable: true, description: 'Region code (mã vùng); null unless grouped by it.' })
  region!: string | null;

  @Field(() => String, { nullable: true, description: 'Name of the region (tên vùng); null unless grouped by it.' })
  regionName!: string | null;

  @Field(() => ClusterTypeEnum, {
    nullable: true,
    description: 'Type of cluster (loại cụm); null unless grouped by it, and where no decision states one.',
  })
  clusterType!: ValueOf<typeof ClusterTypeEnum> | null;

  @Field(() => String, {
    nullable: true,
    description: 'Status group (tình trạng); null unless grouped by it, and where no source says one.',
  })
  status!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Period (kỳ báo cáo); null unless grouped by it: then figures of several periods are added.',
  })
  period!: string | null;

  @Field(() => Int, { description: 'Clusters and periods with an accepted form 02 behind the figures.' })
  clusters!: number;

  @Field(() => Coverage, {
    nullable: true,
    description: 'Forms 02 expected, sent and accepted in the group (mức độ đầy đủ); never null when asked for.',
  })
  coverage!: Coverage | null;
}

@ObjectType({ description: 'Occupancy of a group (tỷ lệ lấp đầy), recomputed from its parts, never averaged.' })
export class OccupancyAggregate extends AggregateGroup {
  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Per cent, two decimals; null when no cluster gave both parts or the land is zero.',
  })
  rate!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Leased land in ha (đất đã cho thuê) of clusters that gave both parts; null when none did.',
  })
  leased!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Land in ha that it is divided by; null when no cluster gave both parts.',
  })
  land!: string | null;

  @Field(() => Int, { description: 'Clusters that gave both parts.' })
  known!: number;
}

const sum = (what: string) => ({ description: `${what}` });

@ObjectType({ description: 'Industrial land of a group (đất công nghiệp), in ha.' })
export class LandAggregate extends AggregateGroup {
  @Field(() => KnownSum, sum('Land with infrastructure ready for lease, ha (form 02 row 3).'))
  ready!: KnownSum;
  @Field(() => KnownSum, sum('Land leased, ha (form 02 row 4).'))
  leased!: KnownSum;
}

@ObjectType({ description: 'Capital of the infrastructure projects of a group (vốn), in billion VND.' })
export class CapitalAggregate extends AggregateGroup {
  @Field(() => KnownSum, sum('Total investment, billion VND (form 02 row 1).'))
  invested!: KnownSum;
  @Field(() => KnownSum, sum('Paid in so far, billion VND (lũy kế, form 02 row 2).'))
  paid!: KnownSum;
  @Field(() => KnownSum, sum('Revenue in the period, billion VND (form 02 row 9).'))
  revenue!: KnownSum;
  @Field(() => KnownSum, sum('Paid to the budget in the period, billion VND (nộp ngân sách, form 02 row 10).'))
  budget!: KnownSum;
}

@ObjectType({ description: 'Tenant projects of a group (dự án thứ cấp).' })
export class ProjectsAggregate extends AggregateGroup {
  @Field(() => KnownSum, sum('Projects (form 02 row 6).'))
  total!: KnownSum;
  @Field(() => KnownSum, sum('Of these with foreign capital (form 02 row 7).'))
  foreign!: KnownSum;
  @Field(() => KnownSum, sum('Of these in operation (form 02 row 8).'))
  operating!: KnownSum;
}

@ObjectType({ description: 'Labour of the infrastructure projects of a group (lao động), in persons.' })
export class LabourAggregate extends AggregateGroup {
  @Field(() => KnownSum, sum('Persons (form 02 row 11).'))
  persons!: KnownSum;
}

@ObjectType({ description: 'Waste-water treatment of a group (xử lý nước thải tập trung), in clusters.' })
export class WastewaterAggregate extends AggregateGroup {
  @Field(() => KnownSum, sum('Clusters with a plant built or under way (form 02 row 13).'))
  invested!: KnownSum;
  @Field(() => KnownSum, sum('Clusters whose plant meets the standard (form 02 row 14).'))
  compliant!: KnownSum;
}
