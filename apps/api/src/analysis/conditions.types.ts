import { Field, InputType, registerEnumType } from '@nestjs/graphql';
import { type ClusterCondition, type ClusterFigure, type FigureRange, MOST_CONDITIONS } from '#lib/analysis';
import type { IsoDate } from '#lib/kernel';
import { BoundedList } from '../graphql/bounded.js';
import { given } from '../graphql/given.js';
import { DateScalar, DecimalScalar } from '../graphql/scalars.js';
import type { ValueOf } from '../graphql/value-of.js';
import { ClusterTypeEnum } from '../register/register.enums.js';

/** Name in the API, key of form 02, and what it says; in printed order. */
export const FIGURES = [
  [
    'totalInvestment',
    'infra_total_investment',
    'Total investment of the infrastructure project in billion VND (form 02 row 1)',
  ],
  ['paidCumulative', 'infra_paid_cumulative', 'Paid in so far in billion VND (lũy kế, form 02 row 2)'],
  ['landReady', 'industrial_land_infra_ready', 'Industrial land with infrastructure ready in ha (form 02 row 3)'],
  ['landLeased', 'industrial_land_leased', 'Industrial land leased in ha (form 02 row 4)'],
  ['occupancyRate', 'occupancy_rate', 'Occupancy rate in per cent as filed (tỷ lệ lấp đầy, form 02 row 5)'],
  ['projects', 'projects_total', 'Tenant projects (dự án thứ cấp, form 02 row 6)'],
  ['projectsForeign', 'projects_fdi', 'Tenant projects with foreign capital (form 02 row 7)'],
  ['projectsOperating', 'projects_operating', 'Tenant projects in operation (form 02 row 8)'],
  ['revenue', 'infra_revenue', 'Revenue of the infrastructure project in the period in billion VND (form 02 row 9)'],
  ['budgetPayment', 'infra_budget_payment', 'Paid to the budget in the period in billion VND (form 02 row 10)'],
  ['labour', 'infra_labour', 'Persons employed by the infrastructure project (lao động, form 02 row 11)'],
  ['averageIncome', 'infra_avg_income', 'Average income in million VND a month (form 02 row 12)'],
  [
    'wastewaterInvested',
    'wastewater_invested',
    '1 when waste-water treatment is built or under way, else 0 (form 02 row 13)',
  ],
  [
    'wastewaterCompliant',
    'wastewater_compliant',
    '1 when waste-water treatment meets the standard, else 0 (form 02 row 14)',
  ],
] as const satisfies readonly (readonly [string, ClusterFigure, string])[];
export type FigureField = (typeof FIGURES)[number][0];

@InputType({
  description: 'Bounds of a number (khoảng giá trị), joined by "and". What is not known is outside of any.',
})
export class DecimalRange {
  @Field(() => DecimalScalar, { nullable: true, description: 'At least this (từ), included.' })
  atLeast?: string | null;
  @Field(() => DecimalScalar, { nullable: true, description: 'More than this (trên).' })
  above?: string | null;
  @Field(() => DecimalScalar, { nullable: true, description: 'At most this (đến), included.' })
  atMost?: string | null;
  @Field(() => DecimalScalar, { nullable: true, description: 'Less than this (dưới).' })
  below?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Known at all (đã có số liệu), or not known.' })
  known?: boolean | null;
}

@InputType({
  description:
    'A province or commune (đơn vị hành chính) by its code on a day; what it has become since is followed through the mergers.',
})
export class TerritoryInput {
  @Field(() => String, { description: 'Province code (two digits) or commune code (five).' })
  unit!: string;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Day on which the code is meant (ngày); today when left out. 15 is Yên Bái until 2025-06-30.',
  })
  on?: string | null;
}

@InputType({
  description: `Which clusters (bộ lọc cụm). What stands beside each other is joined by "and"; at most ${MOST_CONDITIONS} conditions.`,
})
export class ClusterConditionInput {
  @BoundedList(20, () => [ClusterConditionInput], { nullable: true, description: 'All of these hold (và).' })
  and?: ClusterConditionInput[] | null;
  @BoundedList(20, () => [ClusterConditionInput], {
    nullable: true,
    description: 'At least one of these holds (hoặc).',
  })
  or?: ClusterConditionInput[] | null;
  @Field(() => ClusterConditionInput, { nullable: true, description: 'This does not hold (không).' })
  not?: ClusterConditionInput | null;
  @Field(() => String, { nullable: true, description: 'Province code (mã tỉnh), two digits.' })
  province?: string | null;
  @Field(() => String, { nullable: true, description: 'Region code (mã vùng kinh tế - xã hội) of the province.' })
  region?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Commune code (mã xã): clusters that lie in it, wholly or in part.',
  })
  commune?: string | null;
  @Field(() => TerritoryInput, { nullable: true, description: 'In a unit of any time (theo đơn vị cũ, qua sáp nhập).' })
  territory?: TerritoryInput | null;
  @BoundedList(5, () => [ClusterTypeEnum], { nullable: true, description: 'One of these types (loại cụm).' })
  types?: ValueOf<typeof ClusterTypeEnum>[] | null;
  @BoundedList(20, () => [String], {
    nullable: true,
    description: 'One of these status groups as the source wrote it (nhóm tình trạng).',
  })
  statuses?: string[] | null;
  @Field(() => String, {
    nullable: true,
    description: 'Text in the name, at most 100 characters; tone marks and case do not matter (tìm theo tên).',
  })
  search?: string | null;
}
for (const [name, , what] of FIGURES)
  Field(() => DecimalRange, { nullable: true, description: `${what}.` })(ClusterConditionInput.prototype, name);

/** The fields made above, typed. */
export type ClusterConditionGiven = ClusterConditionInput & Partial<Record<FigureField, DecimalRange | null>>;

/** A filter in the rooms' words. @param today day meant where a territory names none */
export function conditionOf(input: ClusterConditionInput | null | undefined, today: IsoDate): ClusterCondition {
  const { and, or, not, territory, types, statuses, ...rest } = (input ?? {}) as ClusterConditionGiven;
  const { province, region, commune, search } = rest;
  const figures = Object.fromEntries(
    FIGURES.flatMap(([name, key]) => (rest[name] ? [[key, given(rest[name]) as FigureRange]] : [])),
  );
  return {
    ...given({ province, region, commune, search }),
    ...(and ? { and: and.map((each) => conditionOf(each, today)) } : {}),
    ...(or ? { or: or.map((each) => conditionOf(each, today)) } : {}),
    ...(not ? { not: conditionOf(not, today) } : {}),
    ...(territory ? { territory: { unit: territory.unit, on: territory.on ?? today } } : {}),
    ...(types ? { types } : {}),
    ...(statuses ? { statuses } : {}),
    ...(Object.keys(figures).length > 0 ? { figures } : {}),
  };
}

/** landReady -> LAND_READY. */
export const enumName = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

/** A documented enum of names, made of a list. @param values name in the API, value behind it, what it says */
export function documentedEnum<const V extends string>(
  name: string,
  description: string,
  values: readonly (readonly [field: string, value: V, what: string])[],
): Readonly<Record<string, V>> {
  const made: Readonly<Record<string, V>> = Object.fromEntries(
    values.map(([field, value]) => [enumName(field), value]),
  );
  registerEnumType(made, {
    name,
    description,
    valuesMap: Object.fromEntries(values.map(([field, , what]) => [enumName(field), { description: `${what}.` }])),
  });
  return made;
}
