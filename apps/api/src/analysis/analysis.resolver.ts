import { Inject } from '@nestjs/common';
import { Args, Info, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import {
  type AggregateQuestion,
  type AggregateRow,
  aggregate,
  type KnownSum,
  MOST_GROUPS,
  type SummedFigure,
} from '#lib/analysis';
import { percentOf } from '#lib/kernel';
import { Access } from '../access/access.decorator.js';
import { BoundedListQuery } from '../graphql/bounded.js';
import { Context, type GraphContext } from '../graphql/context.js';
import { given } from '../graphql/given.js';
import type { ValueOf } from '../graphql/value-of.js';
import { ClusterTypeEnum } from '../register/register.enums.js';
import { SERVICES, type Services } from '../services.js';
import {
  AggregateArgs,
  type AggregateGroup,
  CapitalAggregate,
  LabourAggregate,
  LandAggregate,
  OccupancyAggregate,
  OccupancyDefinitionEnum,
  ProjectsAggregate,
  WastewaterAggregate,
} from './analysis.types.js';
import { asksFor } from './asks-for.js';

const NOTHING: KnownSum = { value: null, known: 0 };

/** The named aggregates over accepted forms 02: each one statement, coverage only when it is asked for. */
@Resolver()
export class AnalysisResolver {
  constructor(@Inject(SERVICES) private readonly services: Services) {}

  @BoundedListQuery(MOST_GROUPS, () => [OccupancyAggregate], {
    description: 'Occupancy (tỷ lệ lấp đầy) by group, over what the caller may see.',
  })
  @Access('filing.read')
  async occupancy(
    @Args() args: AggregateArgs,
    @Args('definition', { type: () => OccupancyDefinitionEnum, description: 'Which rate is meant (định nghĩa).' })
    definition: ValueOf<typeof OccupancyDefinitionEnum>,
    @Context() context: GraphContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<OccupancyAggregate[]> {
    const rows = await this.ask(args, { figures: [], occupancy: definition }, context, info);
    return rows.map((row) => {
      const { leased, land, known } = row.occupancy ?? { leased: null, land: null, known: 0 };
      return { ...groupOf(row), leased, land, known, rate: percentOf(leased, land) };
    });
  }

  @BoundedListQuery(MOST_GROUPS, () => [LandAggregate], { description: 'Industrial land (đất công nghiệp) by group.' })
  @Access('filing.read')
  async land(
    @Args() args: AggregateArgs,
    @Context() context: GraphContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<LandAggregate[]> {
    return await this.sums(
      args,
      { ready: 'industrial_land_infra_ready', leased: 'industrial_land_leased' },
      context,
      info,
    );
  }

  @BoundedListQuery(MOST_GROUPS, () => [CapitalAggregate], {
    description: 'Capital of infrastructure projects (vốn hạ tầng) by group.',
  })
  @Access('filing.read')
  async capital(
    @Args() args: AggregateArgs,
    @Context() context: GraphContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<CapitalAggregate[]> {
    const figures = {
      invested: 'infra_total_investment',
      paid: 'infra_paid_cumulative',
      revenue: 'infra_revenue',
      budget: 'infra_budget_payment',
    } as const;
    return await this.sums(args, figures, context, info);
  }

  @BoundedListQuery(MOST_GROUPS, () => [ProjectsAggregate], {
    description: 'Tenant projects (dự án thứ cấp) by group.',
  })
  @Access('filing.read')
  async projects(
    @Args() args: AggregateArgs,
    @Context() context: GraphContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ProjectsAggregate[]> {
    return await this.sums(
      args,
      { total: 'projects_total', foreign: 'projects_fdi', operating: 'projects_operating' },
      context,
      info,
    );
  }

  @BoundedListQuery(MOST_GROUPS, () => [LabourAggregate], {
    description: 'Labour of infrastructure projects (lao động) by group.',
  })
  @Access('filing.read')
  async labour(
    @Args() args: AggregateArgs,
    @Context() context: GraphContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<LabourAggregate[]> {
    return await this.sums(args, { persons: 'infra_labour' }, context, info);
  }

  @BoundedListQuery(MOST_GROUPS, () => [WastewaterAggregate], {
    description: 'Waste-water treatment (xử lý nước thải) by group.',
  })
  @Access('filing.read')
  async wastewater(
    @Args() args: AggregateArgs,
    @Context() context: GraphContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<WastewaterAggregate[]> {
    return await this.sums(args, { invested: 'wastewater_invested', compliant: 'wastewater_compliant' }, context, info);
  }

  private async sums<N extends string>(
    args: AggregateArgs,
    figures: Readonly<Record<N, SummedFigure>>,
    context: GraphContext,
    info: GraphQLResolveInfo,
  ): Promise<(AggregateGroup & Record<N, KnownSum>)[]> {
    const named = Object.entries<SummedFigure>(figures);
    const rows = await this.ask(args, { figures: named.map(([, figure]) => figure) }, context, info);
    return rows.map((row) => {
      const values = Object.fromEntries(named.map(([name, figure]) => [name, row.sums[figure] ?? NOTHING]));
      return { ...groupOf(row), ...(values as Record<N, KnownSum>) };
    });
  }

  private async ask(
    { by, from, to, ...rest }: AggregateArgs,
    what: Pick<AggregateQuestion, 'figures' | 'occupancy'>,
    { caller }: GraphContext,
    info: GraphQLResolveInfo,
  ): Promise<AggregateRow[]> {
    const question = { by, from, to, ...given(rest), ...what, coverage: asksFor(info, 'coverage') };
    return await this.services.db.transact(caller.scope, (uow) => aggregate(uow, question));
  }
}

function groupOf(row: AggregateRow): AggregateGroup {
  const { type, ...group } = row.group;
  const known = Object.values(ClusterTypeEnum).find((value) => value === type) ?? null;
  const { clusters, coverage, provinceName, regionName } = row;
  return { ...group, clusterType: known, clusters, coverage, provinceName, regionName };
}
