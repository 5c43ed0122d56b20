import { Inject } from '@nestjs/common';
import { Args, Query, Resolver } from '@nestjs/graphql';
import { FORM_CODES } from '#lib/forms';
import type { ChainTier as TierView } from '#lib/regime';
import { Access } from '../access/access.decorator.js';
import { BoundedListQuery } from '../graphql/bounded.js';
import { Context, type GraphContext } from '../graphql/context.js';
import type { ValueOf } from '../graphql/value-of.js';
import { SERVICES, type Services } from '../services.js';
import { ChainTier, DeadlineChain, Timeliness } from './chain.types.js';
import { TimelinessByEnum } from './regime.enums.js';
import { obligationShown } from './regime.resolver.js';

/** How a season stands: who holds up whom, and who was punctual. */
@Resolver()
export class ChainResolver {
  constructor(@Inject(SERVICES) private readonly services: Services) {}

  @Query(() => DeadlineChain, {
    description:
      'Who blocks whom below a unit in a period (chuỗi thời hạn): for each tier what is expected and received, days left and days of slack.',
  })
  @Access('obligation.read')
  async deadlineChain(
    @Args('unit', {
      type: () => String,
      description: 'Unit (đơn vị): VN (the ministry), province, commune, cluster or project code.',
    })
    unit: string,
    @Args('period', { type: () => String, description: 'Period (kỳ báo cáo): 2026-H1 or 2026-Y.' }) period: string,
    @Context() { caller }: GraphContext,
  ): Promise<DeadlineChain> {
    const { db, regime } = this.services;
    const { own, tiers, ...rest } = await db.transact(caller.scope, (uow) => regime.deadlineChain(uow, unit, period));
    return { ...rest, own: own && obligationShown(own), tiers: tiers.map(tierShown) };
  }

  @BoundedListQuery(63, () => [Timeliness], {
    description:
      'Punctuality of one season (tình hình một kỳ) by province or by form, over the duties the caller may see; `timeliness` groups and compares.',
  })
  @Access('obligation.read')
  async seasonTimeliness(
    @Args('period', { type: () => String, description: 'Period (kỳ báo cáo): 2026-H1 or 2026-Y.' }) period: string,
    @Args('by', { type: () => TimelinessByEnum, description: 'How to group (nhóm theo).' })
    by: ValueOf<typeof TimelinessByEnum>,
    @Args('form', { type: () => String, nullable: true, description: 'One form only (biểu); all when left out.' })
    form: string | null | undefined,
    @Context() { caller }: GraphContext,
  ): Promise<Timeliness[]> {
    const { db, regime } = this.services;
    const forms = FORM_CODES.filter((code) => form === null || form === undefined || code === form);
    return [...(await db.transact(caller.scope, (uow) => regime.timeliness(uow, period, by, forms)))];
  }
}

function tierShown(tier: TierView): ChainTier {
  const blockers = tier.blockers.map((blocker) => ({ ...blocker, blocks: [...blocker.blocks] }));
  return { ...tier, waitedForBy: [...tier.waitedForBy], blockers };
}
