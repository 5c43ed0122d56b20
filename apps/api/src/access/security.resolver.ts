import { Inject } from '@nestjs/common';
import { Args, Mutation, ResolveField, Resolver } from '@nestjs/graphql';
import type { Caller } from '#lib/access';
import { BoundedListField } from '../graphql/bounded.js';
import { Context, CurrentCaller, type GraphContext } from '../graphql/context.js';
import { expected } from '../graphql/errors.js';
import { asUuid } from '../graphql/uuid.js';
import { sessionTokenOf } from '../http/caller.js';
import { SERVICES, type Services } from '../services.js';
import { SignedIn } from './access.decorator.js';
import { Me } from './access.types.js';
import {
  BeginSecondFactorPayload,
  BrowserSession,
  ConfirmSecondFactorInput,
  ConfirmSecondFactorPayload,
  EndOtherSessionsPayload,
  EndSessionInput,
  EndSessionPayload,
  RemoveSecondFactorInput,
  RemoveSecondFactorPayload,
  SecondFactor,
} from './security.types.js';

/** The keys to one's own account: signed-in browsers and the second factor. */
@Resolver(() => Me)
export class SecurityResolver {
  constructor(@Inject(SERVICES) private readonly services: Services) {}

  @BoundedListField(100, () => [BrowserSession], {
    description: "Browsers signed in to the caller's account (phiên đăng nhập), the last used first.",
  })
  sessions(@Context() { caller, req }: GraphContext): Promise<BrowserSession[]> {
    return this.services.sessions.list(caller, sessionTokenOf(req));
  }

  @ResolveField(() => SecondFactor, { description: "The caller's second factor (xác thực hai bước)." })
  secondFactor(@CurrentCaller() caller: Caller): Promise<SecondFactor> {
    return this.services.secondFactors.status(caller);
  }

  @Mutation(() => EndSessionPayload, { description: "Ends one of the caller's sessions at once (kết thúc phiên)." })
  @SignedIn()
  async endSession(
    @Args('input', { type: () => EndSessionInput, description: 'Which session.' }) input: EndSessionInput,
    @Context() context: GraphContext,
  ): Promise<EndSessionPayload> {
    const { errors } = await expected(context, () => this.services.sessions.end(context.caller, asUuid(input.id)));
    return { ended: errors.length === 0, errors };
  }

  @Mutation(() => EndOtherSessionsPayload, {
    description: "Ends all of the caller's sessions but the one that asks (kết thúc các phiên khác).",
  })
  @SignedIn()
  async endOtherSessions(@Context() context: GraphContext): Promise<EndOtherSessionsPayload> {
    const { value, errors } = await expected(context, () =>
      this.services.sessions.endOthers(context.caller, sessionTokenOf(context.req)),
    );
    return { count: value ?? 0, errors };
  }

  @Mutation(() => BeginSecondFactorPayload, {
    description: 'Makes a secret for an authenticator app (bật xác thực hai bước), not asked for until confirmed.',
  })
  @SignedIn()
  async beginSecondFactor(@Context() context: GraphContext): Promise<BeginSecondFactorPayload> {
    const { value, errors } = await expected(context, () => this.services.secondFactors.begin(context.caller));
    return { secret: value?.secret ?? null, address: value?.address ?? null, errors };
  }

  @Mutation(() => ConfirmSecondFactorPayload, {
    description: 'Turns the second factor on by its first right code (xác nhận); answers with recovery codes, once.',
  })
  @SignedIn()
  async confirmSecondFactor(
    @Args('input', { type: () => ConfirmSecondFactorInput, description: 'The code.' }) input: ConfirmSecondFactorInput,
    @Context() context: GraphContext,
  ): Promise<ConfirmSecondFactorPayload> {
    const { value, errors } = await expected(context, () =>
      this.services.secondFactors.confirm(context.caller, input.code),
    );
    return { recoveryCodes: [...(value ?? [])], errors };
  }

  @Mutation(() => RemoveSecondFactorPayload, {
    description: 'Turns the second factor off with the present password (tắt xác thực hai bước).',
  })
  @SignedIn()
  async removeSecondFactor(
    @Args('input', { type: () => RemoveSecondFactorInput, description: 'Present password.' })
    input: RemoveSecondFactorInput,
    @Context() context: GraphContext,
  ): Promise<RemoveSecondFactorPayload> {
    const { errors } = await expected(context, () =>
      this.services.secondFactors.remove(context.caller, input.password),
    );
    return { removed: errors.length === 0, errors };
  }
}
