import { Inject } from '@nestjs/common';
import { Args, Mutation, Parent, Query, Resolver } from '@nestjs/graphql';
import { acceptClean, filingsByIds, onRecord, type QueueFilter, reviewQueue } from '#lib/filing';
import { DomainError } from '#lib/kernel';
import { Access } from '../access/access.decorator.js';
import { BoundedListField } from '../graphql/bounded.js';
import { connectionOfPage, PageArgs, pageRequest } from '../graphql/connection.js';
import { Context, type GraphContext } from '../graphql/context.js';
import { expected } from '../graphql/errors.js';
import { given } from '../graphql/given.js';
import { asUuid } from '../graphql/uuid.js';
import type { ValueOf } from '../graphql/value-of.js';
import { SERVICES, type Services } from '../services.js';
import { filingShown } from './filing.mapper.js';
import { Filing, FilingConnection } from './filing.types.js';
import {
  AcceptFilingsInput,
  AcceptFilingsPayload,
  type AcceptOneInput,
  type AcceptOneResult,
  FilingAttentionEnum,
  MOST_AT_ONCE,
  ReviewQueueFilter,
} from './review.types.js';

/** A receiving office's queue, and the acceptance of several filings in which nothing is left to be read. */
@Resolver(() => Filing)
export class ReviewResolver {
  constructor(@Inject(SERVICES) private readonly services: Services) {}

  @Query(() => FilingConnection, {
    description: "Filings that came to the caller's office (báo cáo nhận được), the longest waiting first.",
  })
  @Access('filing.review')
  async reviewQueue(
    @Args() page: PageArgs,
    @Args('filter', { type: () => ReviewQueueFilter, nullable: true, description: 'Which filings; all when left out.' })
    filter: ReviewQueueFilter | null | undefined,
    @Context() { caller }: GraphContext,
  ): Promise<FilingConnection> {
    const wanted = given(filter) as QueueFilter;
    const found = await this.services.db.transact(caller.scope, (uow) =>
      reviewQueue(uow, caller, wanted, pageRequest(page)),
    );
    return connectionOfPage(found, page, filingShown);
  }

  @BoundedListField(10, () => [FilingAttentionEnum], {
    description: 'Why a person should read it before it is accepted (điều cần đọc); empty: may be accepted in bulk.',
  })
  attention(
    @Parent() { id }: Filing,
    @Context() { loaders }: GraphContext,
  ): Promise<ValueOf<typeof FilingAttentionEnum>[]> {
    return loaders.attention(id);
  }

  @Mutation(() => AcceptFilingsPayload, {
    description:
      'Accepts several submitted filings (tiếp nhận hàng loạt), each in its own transaction; one that holds something to be read is refused by itself.',
  })
  @Access('filing.decide')
  async acceptFilings(
    @Args('input', { type: () => AcceptFilingsInput, description: 'Which filings.' }) input: AcceptFilingsInput,
    @Context() context: GraphContext,
  ): Promise<AcceptFilingsPayload> {
    const { value, errors } = await expected(context, async () => {
      if (input.filings.length > MOST_AT_ONCE) throw tooMany(input.filings.length);
      const results: AcceptOneResult[] = [];
      for (const one of input.filings) results.push(await this.acceptOne(context, one));
      return results;
    });
    return { results: value ?? [], errors };
  }

  private async acceptOne(context: GraphContext, one: AcceptOneInput): Promise<AcceptOneResult> {
    const { caller } = context;
    const { value, errors } = await expected(context, async () => {
      const filingId = asUuid(one.id);
      const decision = { filingId, revision: one.revision, version: one.version };
      return await onRecord(this.services, caller, { action: 'filing.accept', filingId }, async (uow) => {
        await acceptClean(this.services.filings, uow, caller, decision);
        return (await filingsByIds(uow, [filingId])).get(filingId) ?? null;
      });
    });
    return { id: one.id, filing: value && filingShown(value), errors };
  }
}

function tooMany(count: number): DomainError {
  return new DomainError({
    code: 'TOO_MANY_AT_ONCE',
    message: `Mỗi lần tiếp nhận hàng loạt nhiều nhất ${MOST_AT_ONCE} báo cáo (đang chọn ${count}). Hãy chọn ít hơn.`,
    messageEn: `At most ${MOST_AT_ONCE} filings at once; ${count} were given.`,
    path: 'filings',
  });
}
