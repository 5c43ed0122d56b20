import { Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { connectionType } from '../graphql/connection.js';
import { DecimalScalar } from '../graphql/scalars.js';
import type { ValueOf } from '../graphql/value-of.js';

/** GraphQL name, key of form 02, and what it says. */
const FIGURES = [
  [
    'TOTAL_INVESTMENT',
    'infra_total_investment',
    'Total investment of the infrastructure project in billion VND (form 02 row 1)',
  ],
  ['PAID_CUMULATIVE', 'infra_paid_cumulative', 'Paid in so far in billion VND (lũy kế, form 02 row 2)'],
  ['LAND_READY', 'industrial_land_infra_ready', 'Industrial land with infrastructure ready in ha (form 02 row 3)'],
  ['LAND_LEASED', 'industrial_land_leased', 'Industrial land leased in ha (form 02 row 4)'],
  ['OCCUPANCY_RATE', 'occupancy_rate', 'Occupancy rate in per cent as filed (tỷ lệ lấp đầy, form 02 row 5)'],
  ['PROJECTS', 'projects_total', 'Tenant projects (dự án thứ cấp, form 02 row 6)'],
  ['PROJECTS_FOREIGN', 'projects_fdi', 'Tenant projects with foreign capital (form 02 row 7)'],
  ['PROJECTS_OPERATING', 'projects_operating', 'Tenant projects in operation (form 02 row 8)'],
  ['REVENUE', 'infra_revenue', 'Revenue of the infrastructure project in the period in billion VND (form 02 row 9)'],
  ['BUDGET_PAYMENT', 'infra_budget_payment', 'Paid to the budget in the period in billion VND (form 02 row 10)'],
  ['LABOUR', 'infra_labour', 'Persons employed by the infrastructure project (lao động, form 02 row 11)'],
  ['AVERAGE_INCOME', 'infra_avg_income', 'Average income in million VND a month (form 02 row 12)'],
  [
    'WASTEWATER_INVESTED',
    'wastewater_invested',
    '1 when waste-water treatment is built or under way, else 0 (form 02 row 13)',
  ],
  [
    'WASTEWATER_COMPLIANT',
    'wastewater_compliant',
    '1 when waste-water treatment meets the standard, else 0 (form 02 row 14)',
  ],
] as const;

type Names = { readonly [F in (typeof FIGURES)[number] as F[0]]: F[1] };
export const ClusterFigureEnum = Object.fromEntries(FIGURES.map(([name, key]) => [name, key])) as Names;
const figureDocs = Object.fromEntries(FIGURES.map(([name, , what]) => [name, { description: `${what}.` }]));
registerEnumType(ClusterFigureEnum, {
  name: 'ClusterFigure',
  description: 'A figure of form 02 (chỉ tiêu Biểu số 02), Circular 14/2024 Appendix I.',
  valuesMap: figureDocs as Record<keyof Names, { description: string }>,
});

export const ClusterFiguresOrderEnum = { NAME: 'name', CODE: 'code', ...ClusterFigureEnum } as const;
registerEnumType(ClusterFiguresOrderEnum, {
  name: 'ClusterFiguresOrder',
  description: 'What the list is sorted by (sắp xếp theo); blank figures come last, equal ones by identity.',
  valuesMap: {
    ...(figureDocs as Record<keyof Names, { description: string }>),
    NAME: { description: 'Name, tone marks ignored (tên).' },
    CODE: { description: 'Public code (mã cụm).' },
  },
});

@InputType({ description: 'Which clusters; conditions are joined by "and".' })
export class ClusterFiguresFilterInput {
  @Field(() => String, { nullable: true, description: 'Province code (mã tỉnh), two digits.' })
  province?: string | null;
  @Field(() => String, { nullable: true, description: 'Text in the name; tone marks and case do not matter.' })
  search?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Figures of this period (kỳ); each cluster’s newest when left out.',
  })
  period?: string | null;
  @Field(() => ClusterFigureEnum, {
    nullable: true,
    description: 'Figure with bounds; give at least one bound with it. A blank cell is outside of any.',
  })
  figure?: ValueOf<Names> | null;
  @Field(() => DecimalScalar, { nullable: true, description: 'Lower bound of the figure, included.' })
  atLeast?: string | null;
  @Field(() => DecimalScalar, { nullable: true, description: 'Upper bound of the figure, included.' })
  atMost?: string | null;
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
