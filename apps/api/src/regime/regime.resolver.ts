import { Inject } from '@nestjs/common';
import { Args, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { FormCode } from '#lib/forms';
import { parsePeriod, periodLabel } from '#lib/kernel';
import { nilOffered, type ObligationView } from '#lib/regime';
import { Access, SignedIn } from '../access/access.decorator.js';
import { filingShown } from '../filing/filing.mapper.js';
import { Filing } from '../filing/filing.types.js';
import { BoundedListField, BoundedListQuery } from '../graphql/bounded.js';
import { connectionOfPage, PageArgs, pageRequest } from '../graphql/connection.js';
import { Context, type GraphContext } from '../graphql/context.js';
import { given } from '../graphql/given.js';
import type { ValueOf } from '../graphql/value-of.js';
import { SERVICES, type Services } from '../services.js';
import { LatenessEnum } from './regime.enums.js';
import {
  Obligation,
  ObligationChange,
  ObligationConnection,
  ObligationFilter,
  ReportingPeriod,
} from './regime.types.js';

@Resolver(() => Obligation)
export class ObligationResolver {
  constructor(@Inject(SERVICES) private readonly services: Services) {}

  @Query(() => ObligationConnection, {
    description: 'Obligations (nghĩa vụ báo cáo) the caller may see, the soonest due first.',
  })
  @Access('obligation.read')
  async obligations(
    @Args() page: PageArgs,
    @Args('filter', {
      type: () => ObligationFilter,
      nullable: true,
      description: 'Which obligations; all when left out.',
    })
    filter: ObligationFilter | null | undefined,
    @Context() { caller }: GraphContext,
  ): Promise<ObligationConnection> {
    const { form, side, ...rest } = given(filter);
    const wanted = {
      ...rest,
      ...(form === undefined ? {} : { form: form as FormCode }),
      ...(side === undefined ? {} : { tier: { office: caller.officeKind, side } }),
    };
    const { db, regime } = this.services;
    const found = await db.transact(caller.scope, (uow) => regime.obligations(uow, wanted, pageRequest(page)));
    return connectionOfPage(found, page, obligationShown);
  }

  @BoundedListQuery(40, () => [ReportingPeriod], {
    description: 'Reporting periods (kỳ báo cáo) that have been opened, newest first.',
  })
  @SignedIn()
  async reportingPeriods(@Context() { caller }: GraphContext): Promise<ReportingPeriod[]> {
    const { db, regime } = this.services;
    const periods = await db.transact(caller.scope, (uow) => regime.periods(uow));
    return periods.slice(0, 40).map(({ code, windowFrom, windowTo, openedAt }) => {
      const period = parsePeriod(code);
      return { code, label: period === null ? code : periodLabel(period), windowFrom, windowTo, openedAt };
    });
  }

  @ResolveField(() => LatenessEnum, { description: 'How it stands to its time now (đúng hạn hay muộn).' })
  lateness(@Parent() obligation: Obligation): ValueOf<typeof LatenessEnum> {
    return this.services.regime.lateness(obligation);
  }

  @ResolveField(() => Boolean, {
    description:
      'It may be answered with a nil filing (được gửi báo cáo không phát sinh), because the duty is in doubt.',
  })
  nilOffered(@Parent() obligation: Obligation): boolean {
    return nilOffered(obligation);
  }

  @BoundedListField(100, () => [ObligationChange], {
    description: 'What happened to it since the period was opened, oldest first: extensions, exemptions, the register.',
  })
  async changes(@Parent() { id }: Obligation, @Context() { loaders }: GraphContext): Promise<ObligationChange[]> {
    return (await loaders.obligationChanges(id)).slice(-100);
  }

  @ResolveField(() => Filing, {
    nullable: true,
    description: 'The filing that answers it (báo cáo); null when none has been begun, or the caller may not see it.',
  })
  async filing(@Parent() { filingId }: Obligation, @Context() { loaders }: GraphContext): Promise<Filing | null> {
    const view = filingId === null ? null : await loaders.filing(filingId);
    return view && filingShown(view);
  }
}

/** An obligation in the API's words. The last on-time instant is one millisecond before it is due ("trước ngày"). */
export function obligationShown(row: ObligationView): Obligation {
  const { filerRef: unit, filerName: unitName, ...rest } = row;
  const extended = row.dueBefore > row.lawDueBefore || row.lockAt > row.lawLockAt;
  return { ...rest, unit, unitName, extended, lastOnTimeInstant: new Date(row.dueBefore.getTime() - 1) };
}
