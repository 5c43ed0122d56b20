import { Inject } from '@nestjs/common';
import { Args, Mutation, Resolver } from '@nestjs/graphql';
import type { UnitOfWork } from '#lib/persistence';
import { Access } from '../access/access.decorator.js';
import { Context, type GraphContext } from '../graphql/context.js';
import { expected } from '../graphql/errors.js';
import { asUuid } from '../graphql/uuid.js';
import { SERVICES, type Services } from '../services.js';
import {
  ChangeClusterInput,
  RecordDecisionInput,
  RecordObservationInput,
  RegisterEditPayload,
  RetractFactInput,
} from './edit.types.js';

/** The register by an officer's hand: one cluster, a reason, and what was known before stays. */
@Resolver()
export class RegisterEditResolver {
  constructor(@Inject(SERVICES) private readonly services: Services) {}

  @Mutation(() => RegisterEditPayload, {
    description: 'Changes name, type, status or note of a cluster from a day on (sửa thông tin cụm).',
  })
  @Access('register.import')
  changeCluster(
    @Args('input', { type: () => ChangeClusterInput, description: 'What changes.' }) input: ChangeClusterInput,
    @Context() context: GraphContext,
  ): Promise<RegisterEditPayload> {
    const { name, otherNames, ...rest } = input;
    const edit = { ...rest, ...(name ? { name } : {}), ...(otherNames ? { otherNames } : {}) };
    return this.done(context, input.cluster, (uow) =>
      this.services.registerEdits.changeCluster(uow, context.caller, edit),
    );
  }

  @Mutation(() => RegisterEditPayload, {
    description: 'Records a decision about a cluster, or corrects one (ghi quyết định).',
  })
  @Access('register.import')
  recordDecision(
    @Args('input', { type: () => RecordDecisionInput, description: 'The decision.' }) input: RecordDecisionInput,
    @Context() context: GraphContext,
  ): Promise<RegisterEditPayload> {
    const { cluster, reason, kind } = input;
    const edit = {
      cluster,
      reason,
      kind,
      id: input.id ? asUuid(input.id) : null,
      number: input.number ?? null,
      issuer: input.issuer ?? null,
      signedOn: input.signedOn ?? null,
      effectiveOn: input.effectiveOn ?? null,
      areaHa: input.areaHa ?? null,
      industrialLandHa: input.industrialLandHa ?? null,
      investmentBvnd: input.investmentBvnd ?? null,
      clusterType: input.clusterType ?? null,
      note: input.note ?? null,
    };
    return this.done(context, cluster, (uow) => this.services.registerEdits.recordDecision(uow, context.caller, edit));
  }

  @Mutation(() => RegisterEditPayload, {
    description: 'Records what was seen or measured on a day (ghi số liệu thực tế).',
  })
  @Access('register.import')
  recordObservation(
    @Args('input', { type: () => RecordObservationInput, description: 'The statement.' }) input: RecordObservationInput,
    @Context() context: GraphContext,
  ): Promise<RegisterEditPayload> {
    const edit = { ...input, asWritten: input.asWritten ?? null };
    return this.done(context, input.cluster, (uow) =>
      this.services.registerEdits.recordObservation(uow, context.caller, edit),
    );
  }

  @Mutation(() => RegisterEditPayload, {
    description: 'Takes out a fact that was recorded wrongly (gỡ bỏ); nothing is deleted.',
  })
  @Access('register.import')
  retractFact(
    @Args('input', { type: () => RetractFactInput, description: 'The fact.' }) input: RetractFactInput,
    @Context() context: GraphContext,
  ): Promise<RegisterEditPayload> {
    const { cluster, reason, kind } = input;
    const edit = { cluster, reason, table: kind, id: asUuid(input.id) };
    return this.done(context, cluster, (uow) => this.services.registerEdits.retractFact(uow, context.caller, edit));
  }

  private async done(
    context: GraphContext,
    code: string,
    work: (uow: UnitOfWork) => Promise<unknown>,
  ): Promise<RegisterEditPayload> {
    const { db, register } = this.services;
    const { value, errors } = await expected(context, () =>
      db.transact(context.caller.scope, async (uow) => {
        await work(uow);
        return await register.cluster(uow, { code });
      }),
    );
    if (value === null) return { cluster: null, errors };
    return {
      cluster: { ...value, communeCodes: [...value.communeCodes], otherNames: [...value.otherNames], asOf: null },
      errors,
    };
  }
}
