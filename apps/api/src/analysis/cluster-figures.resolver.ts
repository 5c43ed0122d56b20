import { Inject } from '@nestjs/common';
import { Args, Info, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { clusterHistory, type ClusterFigures as Figures, listClusterFigures } from '#lib/analysis';
import { Access } from '../access/access.decorator.js';
import { BoundedListQuery } from '../graphql/bounded.js';
import { connectionOfPage, PageArgs, pageRequest } from '../graphql/connection.js';
import { Context, type GraphContext } from '../graphql/context.js';
import { given } from '../graphql/given.js';
import type { ValueOf } from '../graphql/value-of.js';
import { SERVICES, type Services } from '../services.js';
import { asksFor } from './asks-for.js';
import {
  ClusterFigures,
  ClusterFiguresConnection,
  ClusterFiguresFilterInput,
  ClusterFiguresOrderEnum,
} from './cluster-figures.types.js';

/** The hot list of the analysts: clusters with figures and province, one statement. */
@Resolver()
export class ClusterFiguresResolver {
  constructor(@Inject(SERVICES) private readonly services: Services) {}

  @Query(() => ClusterFiguresConnection, {
    description:
      'Clusters with their accepted figures and province (cụm công nghiệp và số liệu), for lists and rankings.',
  })
  @Access('filing.read')
  async clusterFigures(
    @Args() page: PageArgs,
    @Args('filter', {
      type: () => ClusterFiguresFilterInput,
      nullable: true,
      description: 'Which clusters; all when left out.',
    })
    filter: ClusterFiguresFilterInput | null | undefined,
    @Args('orderBy', {
      type: () => ClusterFiguresOrderEnum,
      defaultValue: ClusterFiguresOrderEnum.NAME,
      description: 'Order of the list.',
    })
    by: ValueOf<typeof ClusterFiguresOrderEnum>,
    @Args('descending', { type: () => Boolean, defaultValue: false, description: 'Largest first (giảm dần).' })
    descending: boolean,
    @Context() { caller }: GraphContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ClusterFiguresConnection> {
    const wanted = { ...pageRequest(page), count: asksFor(info, 'totalCount') };
    const found = await this.services.db.transact(caller.scope, (uow) =>
      listClusterFigures(uow, given(filter), { by, descending }, wanted),
    );
    return connectionOfPage(found, page, shown);
  }

  @BoundedListQuery(100, () => [ClusterFigures], {
    description: 'All periods of one cluster with its accepted figures (chuỗi số liệu), oldest first.',
  })
  @Access('filing.read')
  async clusterHistory(
    @Args('code', { type: () => String, description: 'Public code (mã cụm).' }) code: string,
    @Context() { caller }: GraphContext,
  ): Promise<ClusterFigures[]> {
    return (await this.services.db.transact(caller.scope, (uow) => clusterHistory(uow, code))).map(shown);
  }
}

function shown(row: Figures): ClusterFigures {
  const { clusterId, code, name, province, provinceName, period } = row;
  return {
    clusterId,
    code,
    name,
    province,
    provinceName,
    period,
    totalInvestment: row.infra_total_investment,
    paidCumulative: row.infra_paid_cumulative,
    landReady: row.industrial_land_infra_ready,
    landLeased: row.industrial_land_leased,
    occupancyRate: row.occupancy_rate,
    projects: row.projects_total,
    projectsForeign: row.projects_fdi,
    projectsOperating: row.projects_operating,
    revenue: row.infra_revenue,
    budgetPayment: row.infra_budget_payment,
    labour: row.infra_labour,
    averageIncome: row.infra_avg_income,
    wastewaterInvested: row.wastewater_invested,
    wastewaterCompliant: row.wastewater_compliant,
  };
}
