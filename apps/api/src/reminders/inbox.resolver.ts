import { Inject } from '@nestjs/common';
import { Args, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { SignedIn } from '../access/access.decorator.js';
import { connectionOfPage, PageArgs, pageRequest } from '../graphql/connection.js';
import { Context, type GraphContext } from '../graphql/context.js';
import { expected } from '../graphql/errors.js';
import { asUuid } from '../graphql/uuid.js';
import { SERVICES, type Services } from '../services.js';
import { InboxMessage, InboxMessageConnection, MarkReadInput, MarkReadPayload } from './reminders.types.js';

@Resolver(() => InboxMessage)
export class InboxResolver {
  constructor(@Inject(SERVICES) private readonly services: Services) {}

  @Query(() => InboxMessageConnection, { description: "Messages to the caller's office (hộp tin), the newest first." })
  @SignedIn()
  async inbox(
    @Args() page: PageArgs,
    @Args('unreadOnly', {
      type: () => Boolean,
      defaultValue: false,
      description: 'Only what nobody has read (chưa đọc).',
    })
    unreadOnly: boolean,
    @Context() { caller }: GraphContext,
  ): Promise<InboxMessageConnection> {
    const { db, inbox } = this.services;
    const found = await db.transact(caller.scope, (uow) =>
      inbox.messages(uow, caller, { unreadOnly }, pageRequest(page)),
    );
    return connectionOfPage(found, page);
  }

  @Query(() => Int, { description: "Messages to the caller's office that nobody has read (số tin chưa đọc)." })
  @SignedIn()
  async unreadMessages(@Context() { caller }: GraphContext): Promise<number> {
    const { db, inbox } = this.services;
    return await db.transact(caller.scope, (uow) => inbox.unread(uow, caller));
  }

  @Mutation(() => MarkReadPayload, {
    description: "Marks one message of the caller's office, or all, as read (đã đọc).",
  })
  @SignedIn()
  async markRead(
    @Args('input', { type: () => MarkReadInput, description: 'Which messages.' }) input: MarkReadInput,
    @Context() context: GraphContext,
  ): Promise<MarkReadPayload> {
    const { db, inbox } = this.services;
    const id = input.messageId ?? null;
    const { value, errors } = await expected(context, () =>
      db.transact(context.caller.scope, (uow) => inbox.markRead(uow, context.caller, id === null ? null : asUuid(id))),
    );
    return { unread: value, errors };
  }
}
