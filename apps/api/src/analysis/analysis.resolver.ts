import { Inject } from '@nestjs/common';
import { Args, Info, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { type AggregateName, type AnsweredGroup, askAggregate, checkNamed, MOST_GROUPS } from '#lib/analysis';
import { consolidationError, mustFindEdition } from '#lib/consolidation';
import { FORM_CODES } from '#lib/forms';
import { vietnamDate } from '#lib/kernel';
import { Access } from '../access/access.decorator.js';
import { BoundedListQuery } from '../graphql/bounded.js';
import { Context, type GraphContext } from '../graphql/context.js';
import type { ValueOf } from '../graphql/value-of.js';
import { SERVICES, type Services } from '../services.js';
import {
  AggregateArgs,
  CapitalAggregate,
  ClusterCounts,
  LabourAggregate,
  LandAggregate,
  OccupancyAggregate,
  OccupancyDefinitionEnum,
  ProjectsAggregate,
  TimelinessAggregate,
  WastewaterAggregate,
} from './analysis.types.js';
import { countsOf, groupOf, namedQuestion, type Particular, sumsOf } from './named-question.js';
import { HAVING_INPUTS, type HavingInput, MEASURE_ENUMS } from './ranking.types.js';

const measureOf = (name: AggregateName) => ({
  type: () => MEASURE_ENUMS[name],
  nullable: true,
  description: 'Rank the groups by this number (xếp hạng theo); in order of the groups when left out.',
});
const havingOf = (name: AggregateName) => ({
  type: () => HAVING_INPUTS[name],
  nullable: true,
  description: 'Only groups whose numbers lie within these bounds; all when left out.',
});

/** The named aggregates: each one statement, what is not asked for is not read. */
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
    @Args('having', havingOf('occupancy')) having: HavingInput | null | undefined,
    @Args('rankBy', measureOf('occupancy')) rankBy: string | null | undefined,
    @Context() context: GraphContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<OccupancyAggregate[]> {
    const rows = await this.ask('occupancy', args, { having, rankBy, definition }, context, info);
    return rows.map((row) => {
      const { rate, leased, land, unleased } = sumsOf(row, ['rate', 'leased', 'land', 'unleased']);
      return {
        ...groupOf(row),
        clusters: row.clusters,
        known: rate.known,
        rate: rate.value,
        leased: leased.value,
        land: land.value,
        unleased: unleased.value,
        rateBefore: rate.before,
        rateChange: rate.change,
      };
    });
  }

  @BoundedListQuery(MOST_GROUPS, () => [ClusterCounts], {
    description:
      'Clusters of the register (số cụm công nghiệp) by group, on the last day of each period’s data window.',
  })
  @Access('register.read')
  async clusterCounts(
    @Args() args: AggregateArgs,
    @Args('having', havingOf('clusterCounts')) having: HavingInput | null | undefined,
    @Args('rankBy', measureOf('clusterCounts')) rankBy: string | null | undefined,
    @Context() context: GraphContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ClusterCounts[]> {
    const rows = await this.ask('clusterCounts', args, { having, rankBy }, context, info);
    const names = ['clusters', 'planned', 'established', 'detailed', 'invested'] as const;
    return rows.map((row) => ({ ...groupOf(row), ...countsOf(row, names) }));
  }

  @BoundedListQuery(MOST_GROUPS, () => [LandAggregate], {
    description: 'Industrial land (đất công nghiệp) by group.',
  })
  @Access('filing.read')
  async land(
    @Args() args: AggregateArgs,
    @Args('having', havingOf('land')) having: HavingInput | null | undefined,
    @Args('rankBy', measureOf('land')) rankBy: string | null | undefined,
    @Context() context: GraphContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<LandAggregate[]> {
    const rows = await this.ask('land', args, { having, rankBy }, context, info);
    return rows.map((row) => ({ ...groupOf(row), clusters: row.clusters, ...sumsOf(row, ['ready', 'leased']) }));
  }

  @BoundedListQuery(MOST_GROUPS, () => [CapitalAggregate], {
    description: 'Capital of infrastructure projects (vốn hạ tầng) by group.',
  })
  @Access('filing.read')
  async capital(
    @Args() args: AggregateArgs,
    @Args('having', havingOf('capital')) having: HavingInput | null | undefined,
    @Args('rankBy', measureOf('capital')) rankBy: string | null | undefined,
    @Context() context: GraphContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<CapitalAggregate[]> {
    const rows = await this.ask('capital', args, { having, rankBy }, context, info);
    return rows.map((row) => ({
      ...groupOf(row),
      clusters: row.clusters,
      ...sumsOf(row, ['invested', 'paid', 'revenue', 'budget']),
    }));
  }

  @BoundedListQuery(MOST_GROUPS, () => [ProjectsAggregate], {
    description: 'Tenant projects (dự án thứ cấp) by group.',
  })
  @Access('filing.read')
  async projects(
    @Args() args: AggregateArgs,
    @Args('having', havingOf('projects')) having: HavingInput | null | undefined,
    @Args('rankBy', measureOf('projects')) rankBy: string | null | undefined,
    @Context() context: GraphContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ProjectsAggregate[]> {
    const rows = await this.ask('projects', args, { having, rankBy }, context, info);
    return rows.map((row) => ({
      ...groupOf(row),
      clusters: row.clusters,
      ...sumsOf(row, ['total', 'foreign', 'operating']),
    }));
  }

  @BoundedListQuery(MOST_GROUPS, () => [LabourAggregate], {
    description: 'Labour of infrastructure projects (lao động) by group.',
  })
  @Access('filing.read')
  async labour(
    @Args() args: AggregateArgs,
    @Args('having', havingOf('labour')) having: HavingInput | null | undefined,
    @Args('rankBy', measureOf('labour')) rankBy: string | null | undefined,
    @Context() context: GraphContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<LabourAggregate[]> {
    const rows = await this.ask('labour', args, { having, rankBy }, context, info);
    return rows.map((row) => ({ ...groupOf(row), clusters: row.clusters, ...sumsOf(row, ['persons']) }));
  }

  @BoundedListQuery(MOST_GROUPS, () => [WastewaterAggregate], {
    description: 'Waste-water treatment (xử lý nước thải) by group.',
  })
  @Access('filing.read')
  async wastewater(
    @Args() args: AggregateArgs,
    @Args('having', havingOf('wastewater')) having: HavingInput | null | undefined,
    @Args('rankBy', measureOf('wastewater')) rankBy: string | null | undefined,
    @Context() context: GraphContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<WastewaterAggregate[]> {
    const rows = await this.ask('wastewater', args, { having, rankBy }, context, info);
    return rows.map((row) => ({ ...groupOf(row), clusters: row.clusters, ...sumsOf(row, ['invested', 'compliant']) }));
  }

  @BoundedListQuery(MOST_GROUPS, () => [TimelinessAggregate], {
    description:
      'Punctuality of filings (tình hình gửi báo cáo) by group, over the duties the caller may see, as it stands now.',
  })
  @Access('obligation.read')
  async timeliness(
    @Args() args: AggregateArgs,
    @Args('form', {
      type: () => String,
      nullable: true,
      description: 'One form only (biểu): 01 to 04; all when left out.',
    })
    form: string | null | undefined,
    @Args('having', havingOf('timeliness')) having: HavingInput | null | undefined,
    @Args('rankBy', measureOf('timeliness')) rankBy: string | null | undefined,
    @Context() context: GraphContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<TimelinessAggregate[]> {
    const rows = await this.ask(
      'timeliness',
      args,
      { having, rankBy, forms: FORM_CODES.filter((code) => !form || code === form) },
      context,
      info,
    );
    const names = ['expected', 'received', 'onTime', 'late', 'accepted', 'returned', 'missing', 'overdue'] as const;
    return rows.map((row) => ({ ...groupOf(row), ...countsOf(row, [...names, 'onTimeRate']) }));
  }

  /** What has no answer is refused before the database is asked. */
  private async ask(
    name: AggregateName,
    args: AggregateArgs,
    particular: Particular,
    { caller }: GraphContext,
    info: GraphQLResolveInfo,
  ): Promise<AnsweredGroup[]> {
    const { db, clock } = this.services;
    const now = clock.now();
    const question = namedQuestion(name, args, particular, info, vietnamDate(now));
    checkNamed(question);
    return await db.transact(caller.scope, async (uow) => {
      if (!args.edition) return await askAggregate(uow, question, now);
      const { period, knownAt } = await mustFindEdition(uow, args.edition);
      if (args.from !== period || args.map === 'today')
        throw consolidationError(
          'EDITION_OTHER_PERIOD',
          { edition: args.edition, period: args.from, own: period },
          'from',
        );
      return await askAggregate(uow, { ...question, asKnown: knownAt }, now);
    });
  }
}
