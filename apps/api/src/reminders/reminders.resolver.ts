import { Inject } from '@nestjs/common';
import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { type ReminderFilter as Filter, reasonSentence } from '#lib/reminders';
import { Access } from '../access/access.decorator.js';
import { connectionOfPage, PageArgs, pageRequest } from '../graphql/connection.js';
import { Context, type GraphContext } from '../graphql/context.js';
import { expected } from '../graphql/errors.js';
import { given } from '../graphql/given.js';
import { asUuid } from '../graphql/uuid.js';
import { languageOf } from '../http/language.js';
import { obligationShown } from '../regime/regime.resolver.js';
import { Obligation } from '../regime/regime.types.js';
import { KICK, SERVICES, type Services } from '../services.js';
import {
  OutboundMail,
  Reminder,
  ReminderConnection,
  ReminderFilter,
  RemindNowInput,
  RemindNowPayload,
} from './reminders.types.js';

@Resolver(() => Reminder)
export class ReminderResolver {
  constructor(
    @Inject(SERVICES) private readonly services: Services,
    @Inject(KICK) private readonly kick: () => void,
  ) {}

  @Query(() => ReminderConnection, {
    description:
      'Reminders (các lần nhắc) of the duties the caller may see, and those to his office; the soonest first.',
  })
  @Access('obligation.read')
  async reminders(
    @Args() page: PageArgs,
    @Args('filter', { type: () => ReminderFilter, nullable: true, description: 'Which reminders; all when left out.' })
    filter: ReminderFilter | null | undefined,
    @Context() { caller }: GraphContext,
  ): Promise<ReminderConnection> {
    const { obligationId, ...rest } = given(filter);
    const wanted = { ...rest, ...(obligationId === undefined ? {} : { obligationId: asUuid(obligationId) }) } as Filter;
    const { db, reminders } = this.services;
    const found = await db.transact(caller.scope, (uow) => reminders.reminders(uow, wanted, pageRequest(page)));
    return connectionOfPage(found, page);
  }

  @Mutation(() => RemindNowPayload, {
    description: 'Reminds of one duty at a click of the office that receives it (nhắc ngay), once a day.',
  })
  @Access('filing.decide')
  async remindNow(
    @Args('input', { type: () => RemindNowInput, description: 'Which duty.' }) input: RemindNowInput,
    @Context() context: GraphContext,
  ): Promise<RemindNowPayload> {
    const { db, reminders } = this.services;
    const { value, errors } = await expected(context, () =>
      db.transact(context.caller.scope, (uow) => reminders.remindNow(uow, context.caller, asUuid(input.obligationId))),
    );
    if (value !== null) this.kick();
    return { sendNotBefore: value?.sendNotBefore ?? null, errors };
  }

  @ResolveField(() => String, {
    nullable: true,
    description: "The reason as a sentence in the caller's language (lý do); null where there is none.",
  })
  reasonText(@Parent() { reason }: Reminder, @Context() { req }: GraphContext): string | null {
    return reason === null ? null : reasonSentence(reason, languageOf(req));
  }

  @ResolveField(() => Obligation, {
    nullable: true,
    description: 'The duty it is about (nghĩa vụ báo cáo); null for a digest, or when the caller may not see it.',
  })
  async obligation(
    @Parent() { obligationId }: Reminder,
    @Context() { loaders }: GraphContext,
  ): Promise<Obligation | null> {
    const view = obligationId === null ? null : await loaders.obligation(obligationId);
    return view && obligationShown(view);
  }

  @ResolveField(() => OutboundMail, {
    nullable: true,
    description: 'The mail in the outbox (thư đi); null in the other channels and before the first try.',
  })
  async mail(@Parent() { id, channel }: Reminder, @Context() { loaders }: GraphContext): Promise<OutboundMail | null> {
    const mail = channel === 'email' ? await loaders.mailOfReminder(id) : null;
    return mail && { ...mail, to: [...mail.to] };
  }
}
