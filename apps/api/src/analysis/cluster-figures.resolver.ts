import { Inject } from '@nestjs/common';
import { Args, Info, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import {
  type ClusterFiguresKey,
  clusterHistory,
  conditionSql,
  type ClusterFigures as Figures,
  listClusterFigures,
} from '#lib/analysis';
import { type IsoDate, vietnamDate } from '#lib/kernel';
import { Access } from '../access/access.decorator.js';
import { BoundedListQuery } from '../graphql/bounded.js';
import { connectionOfPage, PageArgs, pageRequest } from '../graphql/connection.js';
import { Context, type GraphContext } from '../graphql/context.js';
import { given } from '../graphql/given.js';
import { DateScalar } from '../graphql/scalars.js';
import { SERVICES, type Services } from '../services.js';
import { asksFor, rowsAskFor } from './asks-for.js';
import {
  ClusterFigures,
  ClusterFiguresConnection,
  ClusterFiguresFilterInput,
  ClusterFiguresOrderEnum,
} from './cluster-figures.types.js';
import { conditionOf, FIGURES } from './conditions.types.js';

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
      defaultValue: 'name',
      description: 'Order of the list.',
    })
    by: ClusterFiguresKey,
    @Args('descending', { type: () => Boolean, defaultValue: false, description: 'Largest first (giảm dần).' })
    descending: boolean,
    @Args('asOf', {
      type: () => DateScalar,
      nullable: true,
      description: 'Day of type and status (ngày), in answer and filter; today when left out.',
    })
    asOf: IsoDate | null | undefined,
    @Context() { caller }: GraphContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ClusterFiguresConnection> {
    const today = vietnamDate(this.services.clock.now());
    const { period } = given(filter);
    const condition = conditionOf(filter, today);
    conditionSql(condition, { cluster: 'c', figures: 'f' });
    const wanted = {
      ...pageRequest(page),
      asOf: asOf ?? today,
      count: asksFor(info, 'totalCount'),
      state: rowsAskFor(info, 'clusterType') || rowsAskFor(info, 'status'),
    };
    const found = await this.services.db.transact(caller.scope, (uow) =>
      listClusterFigures(uow, { ...condition, ...given({ period }) }, { by, descending }, wanted),
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

function shown({
  clusterId,
  code,
  name,
  province,
  provinceName,
  period,
  type,
  status,
  ...row
}: Figures): ClusterFigures {
  const figures = Object.fromEntries(FIGURES.map(([field, key]) => [field, row[key]]));
  const known = { clusterId, code, name, province, provinceName, period, clusterType: type, status };
  return { ...known, ...(figures as Record<(typeof FIGURES)[number][0], string | null>) };
}
