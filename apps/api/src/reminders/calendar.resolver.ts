import { Inject } from '@nestjs/common';
import { Mutation, Query, Resolver } from '@nestjs/graphql';
import { Access } from '../access/access.decorator.js';
import { Context, type GraphContext } from '../graphql/context.js';
import { expected } from '../graphql/errors.js';
import { SERVICES, type Services } from '../services.js';
import { CalendarFeed, CreateCalendarFeedPayload, RevokeCalendarFeedPayload } from './reminders.types.js';

/** The secret address of an office's calendar is a key like a token, and asks for the same permission. */
@Resolver(() => CalendarFeed)
export class CalendarFeedResolver {
  constructor(@Inject(SERVICES) private readonly services: Services) {}

  @Query(() => CalendarFeed, {
    nullable: true,
    description: "The calendar of the caller's office (lịch hạn báo cáo); null when it has none.",
  })
  @Access('token.manage')
  async calendarFeed(@Context() { caller }: GraphContext): Promise<CalendarFeed | null> {
    const { db, calendars } = this.services;
    return await db.transact(caller.scope, (uow) => calendars.current(uow, caller));
  }

  @Mutation(() => CreateCalendarFeedPayload, {
    description: "Makes the secret address of the office's calendar (tạo địa chỉ lịch); one made before ends.",
  })
  @Access('token.manage')
  async createCalendarFeed(@Context() context: GraphContext): Promise<CreateCalendarFeedPayload> {
    const { db, calendars } = this.services;
    const { value, errors } = await expected(context, () =>
      db.transact(context.caller.scope, (uow) => calendars.create(uow, context.caller)),
    );
    return { feed: value?.feed ?? null, url: value?.url ?? null, errors };
  }

  @Mutation(() => RevokeCalendarFeedPayload, {
    description: "Ends the secret address of the office's calendar (thu hồi địa chỉ lịch).",
  })
  @Access('token.manage')
  async revokeCalendarFeed(@Context() context: GraphContext): Promise<RevokeCalendarFeedPayload> {
    const { db, calendars } = this.services;
    const { value, errors } = await expected(context, () =>
      db.transact(context.caller.scope, (uow) => calendars.revoke(uow, context.caller)),
    );
    return { revoked: value ?? false, errors };
  }
}
