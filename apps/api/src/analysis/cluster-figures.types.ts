import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { connectionType } from '../graphql/connection.js';
import { DecimalScalar } from '../graphql/scalars.js';
import type { ValueOf } from '../graphql/value-of.js';
import { ClusterTypeEnum } from '../register/register.enums.js';
import { ClusterConditionInput, documentedEnum, FIGURES } from './conditions.types.js';

export const ClusterFiguresOrderEnum = documentedEnum(
  'ClusterFiguresOrder',
  'What the list is sorted by (sắp xếp theo); blank ones come last, equal ones by identity.',
  [
    ['name', 'name', 'Name, tone marks ignored (tên)'],
    ['code', 'code', 'Public code (mã cụm)'],
    ['province', 'province', 'Province code (mã tỉnh)'],
    ['period', 'period', 'Period of the figures (kỳ báo cáo)'],
    ['clusterType', 'type', 'Type of cluster (loại cụm)'],
    ['status', 'status', 'Status group (tình trạng)'],
    ...FIGURES,
  ],
);

@InputType({ description: 'Which clusters, and of which period; conditions are joined by "and".' })
export class ClusterFiguresFilterInput extends ClusterConditionInput {
  @Field(() => String, {
    nullable: true,
    description: 'Figures of this period (kỳ); each cluster’s newest when left out.',
  })
  period?: string | null;
}

const cell = (index: number) => ({
  nullable: true,
  description: `${FIGURES[index]?.[2]}; null when the cell was left blank.`,
});

@ObjectType({ description: 'A cluster with the accepted figures of one period (số liệu đã tiếp nhận của cụm).' })
export class ClusterFigures {
  @Field(() => ID, { description: 'Identity of the cluster.' })
  clusterId!: string;
  @Field(() => String, { description: 'Public code (mã cụm).' })
  code!: string;
  @Field(() => String, { description: 'Name on today’s map (tên cụm).' })
  name!: string;
  @Field(() => String, { description: 'Province code (mã tỉnh).' })
  province!: string;
  @Field(() => String, {
    nullable: true,
    description: 'Name of the province; null where the list of units has none today.',
  })
  provinceName!: string | null;
  @Field(() => ClusterTypeEnum, {
    nullable: true,
    description: 'Type (loại cụm) on the day asked for; null where no decision states one, and in `clusterHistory`.',
  })
  clusterType!: ValueOf<typeof ClusterTypeEnum> | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Status group (tình trạng) on the day asked for; null where no source says one, and in `clusterHistory`.',
  })
  status!: string | null;
  @Field(() => String, { description: 'Period of the figures (kỳ báo cáo).' })
  period!: string;
  @Field(() => DecimalScalar, cell(0)) totalInvestment!: string | null;
  @Field(() => DecimalScalar, cell(1)) paidCumulative!: string | null;
  @Field(() => DecimalScalar, cell(2)) landReady!: string | null;
  @Field(() => DecimalScalar, cell(3)) landLeased!: string | null;
  @Field(() => DecimalScalar, cell(4)) occupancyRate!: string | null;
  @Field(() => DecimalScalar, cell(5)) projects!: string | null;
  @Field(() => DecimalScalar, cell(6)) projectsForeign!: string | null;
  @Field(() => DecimalScalar, cell(7)) projectsOperating!: string | null;
  @Field(() => DecimalScalar, cell(8)) revenue!: string | null;
  @Field(() => DecimalScalar, cell(9)) budgetPayment!: string | null;
  @Field(() => DecimalScalar, cell(10)) labour!: string | null;
  @Field(() => DecimalScalar, cell(11)) averageIncome!: string | null;
  @Field(() => DecimalScalar, cell(12)) wastewaterInvested!: string | null;
  @Field(() => DecimalScalar, cell(13)) wastewaterCompliant!: string | null;
}

@ObjectType({ description: 'A page of clusters with their figures, in stable order.' })
export class ClusterFiguresConnection extends connectionType(
  ClusterFigures,
  'ClusterFigures',
  'clusters with their figures (cụm và số liệu)',
) {}
