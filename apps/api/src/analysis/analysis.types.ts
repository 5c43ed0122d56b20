import { ArgsType, Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Coverage } from '../consolidation/consolidation.types.js';
import { DecimalScalar } from '../graphql/scalars.js';
import type { ValueOf } from '../graphql/value-of.js';
import { ClusterTypeEnum } from '../register/register.enums.js';
import { ClusterConditionInput } from './conditions.types.js';

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

export const AggregateMapEnum = { AS_FILED: 'as_filed', TODAY: 'today' } as const;
registerEnumType(AggregateMapEnum, {
  name: 'AggregateMap',
  description: 'By which provinces an aggregate is grouped (bản đồ đơn vị hành chính).',
  valuesMap: {
    AS_FILED: { description: 'The provinces of the period’s cut-off (như khi báo cáo).' },
    TODAY: { description: 'Today’s provinces (bản đồ hiện nay).' },
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

  @Field(() => String, { nullable: true, description: 'One region only (mã vùng); all when left out.' })
  region?: string | null;

  @Field(() => ClusterConditionInput, {
    nullable: true,
    description:
      'Only these clusters (bộ lọc); type, status and figures are those of each period. All the caller sees when left out.',
  })
  filter?: ClusterConditionInput | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Period to compare with (so với kỳ): each number then has its `before` and `change`. Needs `from` = `to` and no grouping by period.',
  })
  compareWith?: string | null;

  @Field(() => Int, { nullable: true, description: 'So many groups from the first on, 1 to 2000; all when left out.' })
  top?: number | null;

  @Field(() => Boolean, { defaultValue: false, description: 'Largest first (giảm dần) by `rankBy`.' })
  descending!: boolean;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Rank by the change against `compareWith` instead of by the number itself.',
  })
  byChange!: boolean;

  @Field(() => AggregateMapEnum, {
    nullable: true,
    description:
      'By which provinces (bản đồ đơn vị hành chính): today’s when left out. AS_FILED takes one period: codes change owner between periods.',
  })
  map?: ValueOf<typeof AggregateMapEnum> | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'As this edition (ấn bản) knew it, such as "2026-H1-r1": its period alone, by the provinces of its cut-off, without `filter` and `region`. The answer never changes.',
  })
  edition?: string | null;
}

const BEFORE = {
  nullable: true,
  description:
    'The same in the period compared with (kỳ trước); null without `compareWith`, and where it is not known.',
};
const CHANGE = {
  nullable: true,
  description: 'Number minus `before` (tăng, giảm); null where one of both is not known.',
};

@ObjectType({ description: 'A sum over clusters that keeps missing apart from zero (tổng).' })
export class KnownSum {
  @Field(() => DecimalScalar, { nullable: true, description: 'The sum; null when no cluster gave the figure.' })
  value!: string | null;

  @Field(() => Int, { description: 'Clusters that gave the figure (số cụm có số liệu).' })
  known!: number;

  @Field(() => DecimalScalar, BEFORE)
  before!: string | null;

  @Field(() => DecimalScalar, CHANGE)
  change!: string | null;
}

@ObjectType({ description: 'A number of clusters or filings (số lượng).' })
export class Count {
  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The number; null when the group is in the other period only.',
  })
  value!: string | null;

  @Field(() => DecimalScalar, BEFORE)
  before!: string | null;

  @Field(() => DecimalScalar, CHANGE)
  change!: string | null;
}

const sum = (description: string) => ({ description });

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

  @Field(() => Int, {
    nullable: true,
    description:
      'Place by `rankBy` (thứ hạng), equal ones share it; null without `rankBy`, and where its number is not known.',
  })
  rank!: number | null;

  @Field(() => Coverage, {
    nullable: true,
    description: 'Forms 02 expected, sent and accepted in the group (mức độ đầy đủ); never null when asked for.',
  })
  coverage!: Coverage | null;
}

/** Groups of sums of form 02. */
@ObjectType({ isAbstract: true })
export abstract class FigureGroup extends AggregateGroup {
  @Field(() => Int, { description: 'Clusters and periods with an accepted form 02 behind the figures.' })
  clusters!: number;
}

@ObjectType({ description: 'Occupancy of a group (tỷ lệ lấp đầy), recomputed from its parts, never averaged.' })
export class OccupancyAggregate extends FigureGroup {
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

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'Land not leased in ha (đất chưa cho thuê): `land` minus `leased`; null when no cluster gave both parts.',
  })
  unleased!: string | null;

  @Field(() => Int, { description: 'Clusters that gave both parts.' })
  known!: number;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Rate in the period compared with, per cent; null without `compareWith`, and where it is not known.',
  })
  rateBefore!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Change of the rate in percentage points (điểm phần trăm); null where one of both is not known.',
  })
  rateChange!: string | null;
}

@ObjectType({
  description:
    'Clusters in the register (số cụm công nghiệp) on the last day of the data window of each period, as known now.',
})
export class ClusterCounts extends AggregateGroup {
  @Field(() => Count, sum('Clusters with a state on that day (có trong sổ đăng ký).'))
  clusters!: Count;
  @Field(() => Count, sum('On the list of a development plan (trong phương án phát triển), Decree 32/2024 Art. 4.'))
  planned!: Count;
  @Field(() => Count, sum('With an establishment decision in force (đã thành lập), Decree 32/2024 Art. 2.9.'))
  established!: Count;
  @Field(() => Count, sum('With an approved detailed plan (có quy hoạch chi tiết), Decree 32/2024 Art. 15.'))
  detailed!: Count;
  @Field(() => Count, sum('With an infrastructure investor (có chủ đầu tư hạ tầng), Decree 32/2024 Art. 2.3.'))
  invested!: Count;
}

@ObjectType({ description: 'Punctuality of filings of a group (tình hình gửi báo cáo), Circular 14/2024 Art. 5.' })
export class TimelinessAggregate extends AggregateGroup {
  @Field(() => Count, sum('Filings expected (phải gửi).'))
  expected!: Count;
  @Field(() => Count, sum('Sent at least once (đã gửi).'))
  received!: Count;
  @Field(() => Count, sum('First sent before the due instant (đúng hạn).'))
  onTime!: Count;
  @Field(() => Count, sum('First sent at it or later (gửi muộn).'))
  late!: Count;
  @Field(() => Count, sum('Accepted (đã tiếp nhận).'))
  accepted!: Count;
  @Field(() => Count, sum('Sent, and now back with the sender (đang bị trả lại).'))
  returned!: Count;
  @Field(() => Count, sum('Never sent (chưa gửi).'))
  missing!: Count;
  @Field(() => Count, sum('Never sent, and the due instant has come (quá hạn).'))
  overdue!: Count;
  @Field(() => Count, sum('On time of those expected, per cent (tỷ lệ đúng hạn); null of none.'))
  onTimeRate!: Count;
}

@ObjectType({ description: 'Industrial land of a group (đất công nghiệp), in ha.' })
export class LandAggregate extends FigureGroup {
  @Field(() => KnownSum, sum('Land with infrastructure ready for lease, ha (form 02 row 3).'))
  ready!: KnownSum;
  @Field(() => KnownSum, sum('Land leased, ha (form 02 row 4).'))
  leased!: KnownSum;
}

@ObjectType({ description: 'Capital of the infrastructure projects of a group (vốn), in billion VND.' })
export class CapitalAggregate extends FigureGroup {
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
export class ProjectsAggregate extends FigureGroup {
  @Field(() => KnownSum, sum('Projects (form 02 row 6).'))
  total!: KnownSum;
  @Field(() => KnownSum, sum('Of these with foreign capital (form 02 row 7).'))
  foreign!: KnownSum;
  @Field(() => KnownSum, sum('Of these in operation (form 02 row 8).'))
  operating!: KnownSum;
}

@ObjectType({ description: 'Labour of the infrastructure projects of a group (lao động), in persons.' })
export class LabourAggregate extends FigureGroup {
  @Field(() => KnownSum, sum('Persons (form 02 row 11).'))
  persons!: KnownSum;
}

@ObjectType({ description: 'Waste-water treatment of a group (xử lý nước thải tập trung), in clusters.' })
export class WastewaterAggregate extends FigureGroup {
  @Field(() => KnownSum, sum('Clusters with a plant built or under way (form 02 row 13).'))
  invested!: KnownSum;
  @Field(() => KnownSum, sum('Clusters whose plant meets the standard (form 02 row 14).'))
  compliant!: KnownSum;
}
