import { Args, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Access } from '../access/access.decorator.js';
import { BoundedListField } from '../graphql/bounded.js';
import { PageArgs } from '../graphql/connection.js';
import { DateScalar } from '../graphql/scalars.js';
import type { ValueOf } from '../graphql/value-of.js';
import { Commune, Province } from '../territory/territory.types.js';
import {
  Cluster,
  ClusterConnection,
  DataProblem,
  Decision,
  InfrastructureProject,
  ObservationConnection,
  PlanEntry,
} from './cluster.types.js';
import { ClusterOrderEnum } from './register.enums.js';
import { ClusterFilter } from './register.inputs.js';
import { TenantProjectConnection } from './tenant.types.js';

@Resolver(() => Cluster)
export class ClusterResolver {
  @Query(() => ClusterConnection, { description: 'Clusters (cụm công nghiệp) the caller may see.' })
  @Access('register.read')
  async clusters(
    @Args() page: PageArgs,
    @Args('filter', { type: () => ClusterFilter, nullable: true, description: 'Which clusters; all when left out.' })
    filter: ClusterFilter | null,
    @Args('orderBy', {
      type: () => ClusterOrderEnum,
      defaultValue: ClusterOrderEnum.PROVINCE_NAME,
      description: 'Order of the list.',
    })
    orderBy: ValueOf<typeof ClusterOrderEnum>,
    @Args('asOf', {
      type: () => DateScalar,
      nullable: true,
      description: 'State on this day (ngày); today when left out.',
    })
    asOf: string | null,
  ): Promise<ClusterConnection> {
    throw new Error('x');
  }

  @Query(() => Cluster, {
    nullable: true,
    description:
      'One cluster by identity or public code; null when there is none the caller may see. Give exactly one of both.',
  })
  @Access('register.read')
  async cluster(
    @Args('id', { type: () => ID, nullable: true, description: 'Identity.' }) id: string | null,
    @Args('code', { type: () => String, nullable: true, description: 'Public code (mã cụm).' }) code: string | null,
    @Args('asOf', {
      type: () => DateScalar,
      nullable: true,
      description: 'State on this day (ngày); today when left out.',
    })
    asOf: string | null,
  ): Promise<Cluster | null> {
    throw new Error('x');
  }

  @ResolveField(() => Province, { description: 'Province it lies in (tỉnh).' })
  province(@Parent() cluster: Cluster): Promise<Province> {
    throw new Error('x');
  }

  @ResolveField(() => Commune, { description: 'Lead commune (xã đầu mối), which reports a cluster lying in several.' })
  leadCommune(@Parent() cluster: Cluster): Promise<Commune> {
    throw new Error('x');
  }

  @BoundedListField(20, () => [Commune], { description: 'All communes it lies in (các xã).' })
  communes(@Parent() cluster: Cluster): Promise<Commune[]> {
    throw new Error('x');
  }

  @ResolveField(() => Boolean, {
    description: 'Has an establishment decision in force (đã thành lập), Decree 32/2024 Art. 2.9.',
  })
  established(@Parent() cluster: Cluster): Promise<boolean> {
    throw new Error('x');
  }

  @BoundedListField(50, () => [PlanEntry], {
    description: 'Entries in the development plan (phương án phát triển), newest first.',
  })
  planEntries(@Parent() cluster: Cluster): Promise<PlanEntry[]> {
    throw new Error('x');
  }

  @BoundedListField(200, () => [Decision], { description: 'Legal acts about it (quyết định), oldest first.' })
  decisions(@Parent() cluster: Cluster): Promise<Decision[]> {
    throw new Error('x');
  }

  @BoundedListField(50, () => [InfrastructureProject], {
    description: 'Its infrastructure projects (dự án hạ tầng) and their investors.',
  })
  infrastructureProjects(@Parent() cluster: Cluster): Promise<InfrastructureProject[]> {
    throw new Error('x');
  }

  @ResolveField(() => TenantProjectConnection, {
    description: 'Its tenant projects (dự án thứ cấp) the caller may see.',
  })
  tenants(@Parent() cluster: Cluster, @Args() page: PageArgs): Promise<TenantProjectConnection> {
    throw new Error('x');
  }

  @ResolveField(() => ObservationConnection, {
    description: 'What sources said about it (số liệu ghi nhận), newest first.',
  })
  observations(
    @Parent() cluster: Cluster,
    @Args() page: PageArgs,
    @Args('fact', { type: () => String, nullable: true, description: 'Only this fact, such as leased_land.' }) fact:
      | string
      | null,
  ): Promise<ObservationConnection> {
    throw new Error('x');
  }

  @BoundedListField(200, () => [DataProblem], { description: 'Known defects of its data (vấn đề số liệu).' })
  dataProblems(@Parent() cluster: Cluster): Promise<DataProblem[]> {
    throw new Error('x');
  }
}
