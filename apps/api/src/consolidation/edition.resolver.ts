import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import {
  editionById,
  editionChanges,
  editionForms,
  editionPage,
  type FigureChange,
  totalsOfEdition,
} from '#lib/consolidation';
import { systemScope } from '#lib/persistence';
import { Access, SignedIn } from '../access/access.decorator.js';
import { BoundedListField } from '../graphql/bounded.js';
import { connectionOfPage, PageArgs, pageRequest } from '../graphql/connection.js';
import { Context, type GraphContext } from '../graphql/context.js';
import { expected } from '../graphql/errors.js';
import { SERVICES, type Services } from '../services.js';
import { coverageShown } from './consolidation.resolver.js';
import {
  ClosePeriodInput,
  ClosePeriodPayload,
  Edition,
  type EditionChange,
  EditionChangeConnection,
  EditionConnection,
  EditionFormConnection,
  PublishedUnit,
} from './edition.types.js';

/** Editions: what was published, and the closing that publishes it. */
@Resolver(() => Edition)
export class EditionResolver {
  constructor(@Inject(SERVICES) private readonly services: Services) {}

  @Query(() => EditionConnection, { description: 'Editions (ấn bản số liệu), the newest period and revision first.' })
  @SignedIn()
  async editions(
    @Args() page: PageArgs,
    @Args('period', { type: () => String, nullable: true, description: 'Of this period only (kỳ báo cáo).' })
    period: string | null | undefined,
    @Context() { caller }: GraphContext,
  ): Promise<EditionConnection> {
    const filter = period ? { period } : {};
    return connectionOfPage(
      await this.services.db.transact(caller.scope, (uow) => editionPage(uow, filter, pageRequest(page))),
      page,
    );
  }

  @Query(() => Edition, { nullable: true, description: 'One edition (ấn bản); null where there is none of this name.' })
  @SignedIn()
  edition(
    @Args('id', { type: () => ID, description: 'Name (mã ấn bản): "2026-H1-r1".' }) id: string,
    @Context() { caller }: GraphContext,
  ): Promise<Edition | null> {
    return this.services.db.transact(caller.scope, (uow) => editionById(uow, id));
  }

  @BoundedListField(100, () => [PublishedUnit], {
    description:
      'Form 04 of the nation and of every province side by side, for everyone signed in: figures of fewer than three firms are hidden, and those that would give them away (số công bố).',
  })
  @SignedIn()
  async totals(@Parent() { id }: Edition): Promise<PublishedUnit[]> {
    const units = await this.services.db.transact({ ...systemScope, canWrite: false }, (uow) =>
      totalsOfEdition(uow, id),
    );
    return units.map((u) => ({ ...u, figures: u.figures.map((f) => ({ ...f, coverage: coverageShown(f.coverage) })) }));
  }

  @ResolveField(() => EditionFormConnection, { description: 'Its forms (biểu) that the caller may read.' })
  @Access('consolidated.read')
  async forms(
    @Parent() { id }: Edition,
    @Args() page: PageArgs,
    @Context() { caller }: GraphContext,
  ): Promise<EditionFormConnection> {
    return connectionOfPage(
      await this.services.db.transact(caller.scope, (uow) => editionForms(uow, id, pageRequest(page))),
      page,
    );
  }

  @ResolveField(() => EditionChangeConnection, {
    description: 'Rows it says otherwise than the edition before, with the reasons (danh mục thay đổi).',
  })
  @Access('consolidated.read')
  async changes(
    @Parent() { id }: Edition,
    @Args() page: PageArgs,
    @Context() { caller }: GraphContext,
  ): Promise<EditionChangeConnection> {
    return connectionOfPage(
      await this.services.db.transact(caller.scope, (uow) => editionChanges(uow, id, pageRequest(page))),
      page,
      changeShown,
    );
  }

  @Mutation(() => ClosePeriodPayload, {
    description:
      'Freezes the figures of a period as its next edition (chốt kỳ): every form of every unit, and the nation. While nothing has changed, the edition there is stays the last.',
  })
  @Access('period.close')
  async closePeriod(
    @Args('input', { type: () => ClosePeriodInput, description: 'Which period, and why.' }) input: ClosePeriodInput,
    @Context() context: GraphContext,
  ): Promise<ClosePeriodPayload> {
    const { value, errors } = await expected(context, () =>
      this.services.editions.closePeriod(context.caller, { period: input.period, reason: input.reason }),
    );
    return { edition: value?.edition ?? null, created: value?.created ?? false, errors };
  }
}

const changeShown = (change: FigureChange): EditionChange => ({ ...change, causes: [...change.causes] });
