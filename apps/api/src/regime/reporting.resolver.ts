import { Inject } from '@nestjs/common';
import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { UnitOfWork } from '#lib/persistence';
import { decideOnRecord, type ClusterReporting as Reporting } from '#lib/regime';
import { Access } from '../access/access.decorator.js';
import { Context, type GraphContext } from '../graphql/context.js';
import { expected } from '../graphql/errors.js';
import { Cluster } from '../register/cluster.types.js';
import { KICK, SERVICES, type Services } from '../services.js';
import {
  AssignReporterInput,
  AssignReporterPayload,
  ClusterReporting,
  type ReportingPayload,
  SetLeadCommuneInput,
  SetLeadCommunePayload,
} from './reporting.types.js';

/** Who reports a cluster: shown with the cluster, changed by its department. */
@Resolver(() => Cluster)
export class ClusterReportingResolver {
  constructor(
    @Inject(SERVICES) private readonly services: Services,
    @Inject(KICK) private readonly kick: () => void,
  ) {}

  @ResolveField(() => ClusterReporting, {
    nullable: true,
    description:
      'Who reports it, by decision or by default (đơn vị báo cáo); null when the caller may not see the cluster.',
  })
  reporting(@Parent() { id, asOf }: Cluster, @Context() { loaders }: GraphContext): Promise<ClusterReporting | null> {
    return loaders.clusterReporting(id, asOf ?? null);
  }

  @Mutation(() => SetLeadCommunePayload, {
    description: 'Names the lead commune of a cluster (xã đầu mối); the duties of open periods follow.',
  })
  @Access('filing.decide')
  setLeadCommune(
    @Args('input', { type: () => SetLeadCommuneInput, description: 'Which cluster, which commune, and why.' })
    input: SetLeadCommuneInput,
    @Context() context: GraphContext,
  ): Promise<ReportingPayload> {
    return this.decide(context, 'cluster.lead_commune', input.cluster, (uow) =>
      this.services.reporters.setLeadCommune(uow, context.caller, input),
    );
  }

  @Mutation(() => AssignReporterPayload, {
    description:
      'Names who reports a cluster without an infrastructure investor (đơn vị báo cáo thay); the duties of open periods follow.',
  })
  @Access('filing.decide')
  assignReporter(
    @Args('input', { type: () => AssignReporterInput, description: 'Which cluster, who, and why.' })
    input: AssignReporterInput,
    @Context() context: GraphContext,
  ): Promise<ReportingPayload> {
    return this.decide(context, 'cluster.reporter', input.cluster, (uow) =>
      this.services.reporters.assignReporter(uow, context.caller, input),
    );
  }

  private async decide(
    context: GraphContext,
    action: string,
    cluster: string,
    work: (uow: UnitOfWork) => Promise<Reporting>,
  ): Promise<ReportingPayload> {
    const attempt = { action, subjectKind: 'cluster', subjectId: cluster.slice(0, 100) } as const;
    const { value, errors } = await expected(context, () =>
      decideOnRecord(this.services, context.caller, attempt, work),
    );
    if (value !== null) this.kick();
    return { reporting: value, errors };
  }
}
