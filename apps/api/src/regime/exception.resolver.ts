import { Inject } from '@nestjs/common';
import { Args, Mutation, Resolver } from '@nestjs/graphql';
import type { UnitOfWork } from '#lib/persistence';
import { decideOnRecord, type ObligationView } from '#lib/regime';
import { Access } from '../access/access.decorator.js';
import { Context, type GraphContext } from '../graphql/context.js';
import { expected } from '../graphql/errors.js';
import { asUuid } from '../graphql/uuid.js';
import { SERVICES, type Services } from '../services.js';
import {
  ExemptObligationInput,
  ExemptObligationPayload,
  ExtendObligationInput,
  ExtendObligationPayload,
  type ObligationPayload,
  ReinstateObligationPayload,
} from './exception.types.js';
import { obligationShown } from './regime.resolver.js';

/** Extensions and exemptions of duties. */
@Resolver()
export class ExceptionResolver {
  constructor(@Inject(SERVICES) private readonly services: Services) {}

  @Mutation(() => ExtendObligationPayload, { description: 'Gives one unit more time for one filing (gia hạn).' })
  @Access('filing.decide')
  extendObligation(
    @Args('input', { type: () => ExtendObligationInput, description: 'Which duty, until when, and why.' })
    { id, dueBefore, lockAt, reason }: ExtendObligationInput,
    @Context() context: GraphContext,
  ): Promise<ObligationPayload> {
    const decision = { obligationId: asUuid(id), reason, dueBefore: dueBefore ?? null, lockAt: lockAt ?? null };
    return this.decide(context, 'obligation.extension', decision.obligationId, (uow) =>
      this.services.exceptions.extend(uow, context.caller, decision),
    );
  }

  @Mutation(() => ExemptObligationPayload, { description: 'Frees one unit of one filing (miễn báo cáo).' })
  @Access('filing.decide')
  exemptObligation(
    @Args('input', { type: () => ExemptObligationInput, description: 'Which duty, and why.' })
    { id, reason }: ExemptObligationInput,
    @Context() context: GraphContext,
  ): Promise<ObligationPayload> {
    const obligationId = asUuid(id);
    return this.decide(context, 'obligation.exemption', obligationId, (uow) =>
      this.services.exceptions.exempt(uow, context.caller, { obligationId, reason }),
    );
  }

  @Mutation(() => ReinstateObligationPayload, { description: 'Takes an exemption back (hủy miễn báo cáo).' })
  @Access('filing.decide')
  reinstateObligation(
    @Args('input', { type: () => ExemptObligationInput, description: 'Which duty, and why.' })
    { id, reason }: ExemptObligationInput,
    @Context() context: GraphContext,
  ): Promise<ObligationPayload> {
    const obligationId = asUuid(id);
    return this.decide(context, 'obligation.reinstatement', obligationId, (uow) =>
      this.services.exceptions.reinstate(uow, context.caller, { obligationId, reason }),
    );
  }

  private async decide(
    context: GraphContext,
    action: string,
    obligationId: string,
    work: (uow: UnitOfWork) => Promise<ObligationView>,
  ): Promise<ObligationPayload> {
    const attempt = { action, subjectKind: 'obligation', subjectId: obligationId } as const;
    const { value, errors } = await expected(context, () =>
      decideOnRecord(this.services, context.caller, attempt, work),
    );
    return { obligation: value && obligationShown(value), errors };
  }
}
