import { Inject } from '@nestjs/common';
import { Args, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { reasonSentence } from '#lib/reminders';
import { Access } from '../access/access.decorator.js';
import { connectionOfPage, PageArgs, pageRequest } from '../graphql/connection.js';
import { Context, type GraphContext } from '../graphql/context.js';
import type { ValueOf } from '../graphql/value-of.js';
import { languageOf } from '../http/language.js';
import { SERVICES, type Services } from '../services.js';
import { OutboundMailStateEnum } from './reminders.enums.js';
import { OutboundMail, OutboundMailConnection } from './reminders.types.js';

@Resolver(() => OutboundMail)
export class OutboxResolver {
  constructor(@Inject(SERVICES) private readonly services: Services) {}

  @Query(() => OutboundMailConnection, {
    description:
      'The outbox (hộp thư đi) as far as the administrator may see its reminders; the newest first. Without a mail server these mails are files in the installation’s outbox folder.',
  })
  @Access('account.manage')
  async outbox(
    @Args() page: PageArgs,
    @Args('state', {
      type: () => OutboundMailStateEnum,
      nullable: true,
      description: 'Only mails in this state; all when left out.',
    })
    state: ValueOf<typeof OutboundMailStateEnum> | null | undefined,
    @Context() { caller }: GraphContext,
  ): Promise<OutboundMailConnection> {
    const { db, outbox } = this.services;
    const found = await db.transact(caller.scope, (uow) =>
      outbox.mails(uow, state == null ? {} : { state }, pageRequest(page)),
    );
    const edges = found.edges.map((edge) => ({ ...edge, node: { ...edge.node, to: [...edge.node.to] } }));
    return connectionOfPage({ ...found, edges }, page);
  }

  @ResolveField(() => String, {
    nullable: true,
    description: "The reason as a sentence in the caller's language (lý do); null where there is none.",
  })
  reasonText(@Parent() { reason }: OutboundMail, @Context() { req }: GraphContext): string | null {
    return reason === null ? null : reasonSentence(reason, languageOf(req));
  }
}
