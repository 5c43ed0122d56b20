import { Inject } from '@nestjs/common';
import { Args, ID, Info, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { mustFindEdition } from '#lib/consolidation';
import { DomainError, type IsoDate, vietnamDate } from '#lib/kernel';
import type { UnitOfWork } from '#lib/persistence';
import {
  type ClusterView,
  clusterConditions,
  isObservationFact,
  observationFacts,
  type RegisterTime,
} from '#lib/register';
import { Access } from '../access/access.decorator.js';
import { asksFor, rowsAskFor } from '../analysis/asks-for.js';
import { BoundedListField } from '../graphql/bounded.js';
import { connectionOfPage, PageArgs, pageOfRows, pageRequest } from '../graphql/connection.js';
import { Context, type GraphContext } from '../graphql/context.js';
import { given } from '../graphql/given.js';
import { DateScalar, DateTimeScalar } from '../graphql/scalars.js';
import type { ValueOf } from '../graphql/value-of.js';
import { SERVICES, type Services } from '../services.js';
import { Commune, Province } from '../territory/territory.types.js';
import { Cluster, ClusterConnection } from './cluster.types.js';
import {
  DataProblem,
  Decision,
  InfrastructureProject,
  Observation,
  ObservationConnection,
  PlanEntry,
  ProcedureStep,
} from './fact.types.js';
import { ClusterOrderEnum, RegisterMapEnum } from './register.enums.js';
import { ClusterFilter, clusterFilterOf } from './register.inputs.js';
import { TenantProjectConnection } from './tenant.types.js';

/** The argument asOf; made anew each time, because the decorator consumes its options. */
const asOfDay = () => ({
  type: () => DateScalar,
  nullable: true,
  description:
    'State and facts on this day (ngày), on its map; when left out, today with all that is known, or the day of asKnown.',
});

/** The argument asKnown, likewise. */
const asKnownAt = () => ({
  type: () => DateTimeScalar,
  nullable: true,
  description:
    'As it was known at this instant (thời điểm biết): what was recorded later is not there, what was corrected later stands as it was.',
});

/** The argument map, likewise. */
const onMap = () => ({
  type: () => RegisterMapEnum,
  defaultValue: RegisterMapEnum.AS_OF,
  description: 'On which map places are named and filtered (bản đồ đơn vị hành chính).',
});

/** The argument edition, likewise. */
const ofEdition = () => ({
  type: () => ID,
  nullable: true,
  description:
    'As this edition (ấn bản) knew it, such as "2026-H1-r1": the last day of its period. Stands in the place of asOf and asKnown.',
});

@Resolver(() => Cluster)
export class ClusterResolver {
  constructor(@Inject(SERVICES) private readonly services: Services) {}

  @Query(() => ClusterConnection, { description: 'Clusters (cụm công nghiệp) the caller may see.' })
  @Access('register.read')
  async clusters(
    @Args() page: PageArgs,
    @Args('filter', { type: () => ClusterFilter, nullable: true, description: 'Which clusters; all when left out.' })
    filter: ClusterFilter | null | undefined,
    @Args('orderBy', {
      type: () => ClusterOrderEnum,
      defaultValue: ClusterOrderEnum.NAME,
      description: 'Order of the list.',
    })
    orderBy: ValueOf<typeof ClusterOrderEnum>,
    @Args('asOf', asOfDay()) asOf: IsoDate | null | undefined,
    @Args('asKnown', asKnownAt()) asKnown: Date | null | undefined,
    @Args('map', onMap()) map: ValueOf<typeof RegisterMapEnum>,
    @Args('edition', ofEdition()) edition: string | null | undefined,
    @Context() { caller }: GraphContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ClusterConnection> {
    const { db, register, clock } = this.services;
    const today = vietnamDate(clock.now());
    const wanted = clusterFilterOf(filter, today);
    clusterConditions(wanted, { asOf: today });
    const units = rowsAskFor(info, 'province') || rowsAskFor(info, 'leadCommune');
    return await db.transact(caller.scope, async (uow) => {
      const moment = edition ? await this.pinned(uow, edition, map) : momentOf(asOf, asKnown, map);
      const beside = { count: asksFor(info, 'totalCount'), unitsOn: units ? (dayOfMap(moment) ?? today) : null };
      const found = await register.clusters(uow, wanted, pageRequest(page), timeOf(moment), orderBy, beside);
      return connectionOfPage(found, page, ({ units: read, ...row }) => ({
        ...shown(row, moment),
        ...(read ? { units: read } : {}),
      }));
    });
  }

  @Query(() => Cluster, {
    nullable: true,
    description:
      'One cluster by identity or public code; null when there is none the caller may see. Give exactly one of both.',
  })
  @Access('register.read')
  async cluster(
    @Args('id', { type: () => ID, nullable: true, description: 'Identity.' }) id: string | null | undefined,
    @Args('code', { type: () => String, nullable: true, description: 'Public code (mã cụm).' }) code:
      | string
      | null
      | undefined,
    @Args('asOf', asOfDay()) asOf: IsoDate | null | undefined,
    @Args('asKnown', asKnownAt()) asKnown: Date | null | undefined,
    @Args('map', onMap()) map: ValueOf<typeof RegisterMapEnum>,
    @Args('edition', ofEdition()) edition: string | null | undefined,
    @Context() { caller }: GraphContext,
  ): Promise<Cluster | null> {
    const { db, register } = this.services;
    const key = oneOf(id ?? null, code ?? null);
    return await db.transact(caller.scope, async (uow) => {
      const moment = edition ? await this.pinned(uow, edition, map) : momentOf(asOf, asKnown, map);
      const row = await register.cluster(uow, key, timeOf(moment));
      return row && shown(row, moment);
    });
  }

  /** The last day of an edition's period, as the edition knew it. @throws DomainError EDITION_UNKNOWN */
  private async pinned(uow: UnitOfWork, id: string, map: ValueOf<typeof RegisterMapEnum>): Promise<Moment> {
    const { period, knownAt } = await mustFindEdition(uow, id);
    return momentOf(this.services.law.dataWindow(period)?.to, knownAt, map);
  }

  @ResolveField(() => Province, {
    nullable: true,
    description: 'Province it lies in (tỉnh) on that day; null where the list of units has no such code then.',
  })
  province(@Parent() cluster: Cluster, @Context() { loaders }: GraphContext): Promise<Province | null> {
    return cluster.units === undefined
      ? loaders.province(cluster.provinceCode, dayOfMap(cluster))
      : Promise.resolve(cluster.units.province);
  }

  @ResolveField(() => Commune, {
    nullable: true,
    description:
      'Lead commune (xã đầu mối), which reports a cluster lying in several; null where the list of units has no such code then.',
  })
  leadCommune(@Parent() cluster: Cluster, @Context() { loaders }: GraphContext): Promise<Commune | null> {
    return cluster.units === undefined
      ? loaders.commune(cluster.leadCommuneCode, dayOfMap(cluster))
      : Promise.resolve(cluster.units.leadCommune);
  }

  @BoundedListField(20, () => [Commune], {
    description: 'All communes it lies in (các xã) that the list of units has on that day.',
  })
  async communes(@Parent() cluster: Cluster, @Context() { loaders }: GraphContext): Promise<Commune[]> {
    const found = await Promise.all(cluster.communeCodes.map((code) => loaders.commune(code, dayOfMap(cluster))));
    return found.filter((commune) => commune !== null);
  }

  @BoundedListField(50, () => [PlanEntry], { description: 'Entries in the development plan (phương án phát triển).' })
  planEntries(@Parent() cluster: Cluster, @Context() { loaders }: GraphContext): Promise<PlanEntry[]> {
    return loaders.planEntries(cluster.id, cluster.asOf, cluster.asKnown);
  }

  @BoundedListField(200, () => [Decision], { description: 'Legal acts about it (quyết định), oldest first.' })
  decisions(@Parent() cluster: Cluster, @Context() { loaders }: GraphContext): Promise<Decision[]> {
    return loaders.decisions(cluster.id, cluster.asOf, cluster.asKnown);
  }

  @BoundedListField(50, () => [InfrastructureProject], {
    description: 'Its infrastructure projects (dự án hạ tầng) and their investors.',
  })
  infrastructureProjects(
    @Parent() cluster: Cluster,
    @Context() { loaders }: GraphContext,
  ): Promise<InfrastructureProject[]> {
    return loaders.infrastructureProjects(cluster.id, cluster.asOf, cluster.asKnown);
  }

  @BoundedListField(200, () => [ProcedureStep], {
    description: 'Dated steps of its establishment dossier (bước của hồ sơ thành lập), oldest first.',
  })
  procedureSteps(@Parent() cluster: Cluster, @Context() { loaders }: GraphContext): Promise<ProcedureStep[]> {
    return loaders.procedureSteps(cluster.id, cluster.asOf, cluster.asKnown);
  }

  @ResolveField(() => TenantProjectConnection, {
    description: 'Its tenant projects (dự án thứ cấp) the caller may see.',
  })
  async tenants(
    @Parent() { id, asOf, asKnown }: Cluster,
    @Args() page: PageArgs,
    @Info() info: GraphQLResolveInfo,
    @Context() { loaders, firms }: GraphContext,
  ): Promise<TenantProjectConnection> {
    const rows = await loaders.tenantProjects(id, asOf, asKnown);
    const shown = pageOfRows(
      rows.map((row) => ({ ...row, asOf: asOf ?? null, asKnown: asKnown ?? null })),
      (row) => row.id,
      page,
    );
    if (asksFor(info, 'nodes') || asksFor(info, 'edges'))
      firms.note(
        'tenant',
        shown.nodes.map(({ code }) => code),
      );
    return shown;
  }

  @ResolveField(() => ObservationConnection, {
    description: 'What sources said about it (số liệu ghi nhận), newest first.',
  })
  async observations(
    @Parent() { id, asOf, asKnown }: Cluster,
    @Args() page: PageArgs,
    @Args('fact', { type: () => String, nullable: true, description: 'Only this fact, such as leased_land.' }) fact:
      | string
      | null,
    @Context() { loaders }: GraphContext,
  ): Promise<ObservationConnection> {
    const rows = await loaders.observations(id, asOf, asKnown);
    return pageOfRows(fact ? rows.filter((row) => row.fact === fact) : rows, (row) => row.id, page);
  }

  @BoundedListField(200, () => [DataProblem], { description: 'Known defects of its data (vấn đề số liệu).' })
  dataProblems(@Parent() cluster: Cluster, @Context() { loaders }: GraphContext): Promise<DataProblem[]> {
    return loaders.dataProblems(cluster.id, cluster.asOf, cluster.asKnown);
  }
}

/** What a fact's code means, in words. */
@Resolver(() => Observation)
export class ObservationResolver {
  @ResolveField(() => String, { description: 'What the fact is, in Vietnamese (chỉ tiêu ghi nhận).' })
  label(@Parent() { fact }: Observation): string {
    return isObservationFact(fact) ? observationFacts[fact].label : fact;
  }

  @ResolveField(() => String, { description: 'The same in English.' })
  labelEn(@Parent() { fact }: Observation): string {
    return isObservationFact(fact) ? observationFacts[fact].labelEn : fact;
  }
}

/** Day of validity, instant of knowledge and map that were asked for; null where none was. */
interface Moment {
  readonly asOf: IsoDate | null;
  readonly asKnown: Date | null;
  readonly map: ValueOf<typeof RegisterMapEnum>;
}

/** What was known at an instant is asked of the day of that instant, unless another is named. */
function momentOf(
  asOf: IsoDate | null | undefined,
  asKnown: Date | null | undefined,
  map: ValueOf<typeof RegisterMapEnum>,
): Moment {
  return { asOf: asOf ?? (asKnown ? vietnamDate(asKnown) : null), asKnown: asKnown ?? null, map };
}

const timeOf = ({ asOf, asKnown, map }: Moment): RegisterTime => ({ ...given({ asOf, knownAt: asKnown }), map });

/** The day whose list of units a cluster's codes belong to; null is today. */
const dayOfMap = ({ asOf, map }: Pick<Cluster, 'asOf' | 'map'>): IsoDate | null =>
  map === RegisterMapEnum.TODAY ? null : (asOf ?? null);

function shown(row: ClusterView, moment: Moment): Cluster {
  return { ...row, communeCodes: [...row.communeCodes], otherNames: [...row.otherNames], ...moment };
}

function oneOf(id: string | null, code: string | null): { id: string } | { code: string } {
  if (id !== null && code === null) return { id };
  if (code !== null && id === null) return { code };
  throw new DomainError({
    code: 'ONE_KEY_NEEDED',
    message: 'Hãy cho đúng một trong hai tham số id (định danh) hoặc code (mã cụm).',
    messageEn: 'Give exactly one of the arguments id and code.',
  });
}
