import { Inject } from '@nestjs/common';
import { Args, Mutation, Resolver } from '@nestjs/graphql';
import type { Invitation } from '#lib/access';
import { Context, type GraphContext } from '../graphql/context.js';
import { expected } from '../graphql/errors.js';
import { asUuid } from '../graphql/uuid.js';
import { SERVICES, type Services } from '../services.js';
import { Access } from './access.decorator.js';
import {
  InvitationPayload,
  InviteAccountInput,
  InviteAgainInput,
  ResetSecondFactorInput,
  ResetSecondFactorPayload,
} from './invitation.types.js';

/** Invitations, and the way back for somebody who lost his second factor. */
@Resolver()
export class InvitationResolver {
  constructor(@Inject(SERVICES) private readonly services: Services) {}

  @Mutation(() => InvitationPayload, {
    description:
      'Invites a person (mời người dùng): makes the account and mails an address where he chooses his password.',
  })
  @Access('account.manage')
  inviteAccount(
    @Args('input', { type: () => InviteAccountInput, description: 'Whom.' }) input: InviteAccountInput,
    @Context() context: GraphContext,
  ): Promise<InvitationPayload> {
    const wanted = { ...input, officeId: asUuid(input.officeId) };
    return this.sent(context, () => this.services.invitations.invite(context.caller, wanted));
  }

  @Mutation(() => InvitationPayload, {
    description: 'Invites the owner of an account again (mời lại); earlier invitations, sessions and tokens end.',
  })
  @Access('account.manage')
  inviteAgain(
    @Args('input', { type: () => InviteAgainInput, description: 'Which account.' }) input: InviteAgainInput,
    @Context() context: GraphContext,
  ): Promise<InvitationPayload> {
    return this.sent(context, () => this.services.invitations.inviteAgain(context.caller, asUuid(input.id)));
  }

  @Mutation(() => ResetSecondFactorPayload, {
    description: "Takes an account's second factor away (gỡ xác thực hai bước); its sessions and tokens end.",
  })
  @Access('account.manage')
  async resetSecondFactor(
    @Args('input', { type: () => ResetSecondFactorInput, description: 'Which account, and why.' })
    input: ResetSecondFactorInput,
    @Context() context: GraphContext,
  ): Promise<ResetSecondFactorPayload> {
    const { value, errors } = await expected(context, () =>
      this.services.accounts.removeSecondFactor(context.caller, asUuid(input.id), input.reason),
    );
    return { account: value, errors };
  }

  private async sent(context: GraphContext, make: () => Promise<Invitation>): Promise<InvitationPayload> {
    const { value, errors } = await expected(context, async () => {
      const invitation = await make();
      return { ...invitation, ...(await this.services.invitationMail.send(invitation)) };
    });
    return {
      account: value?.account ?? null,
      address: value?.address ?? null,
      mailed: value?.mailed ?? false,
      expiresAt: value?.expiresAt ?? null,
      errors,
    };
  }
}
