import { Inject } from '@nestjs/common';
import { Args, Query, Resolver } from '@nestjs/graphql';
import { type IsoDate, vietnamDate } from '#lib/kernel';
import { SignedIn } from '../access/access.decorator.js';
import { connectionOfPage, PageArgs, pageOfRows, pageRequest } from '../graphql/connection.js';
import { Context, type GraphContext } from '../graphql/context.js';
import { DateScalar } from '../graphql/scalars.js';
import { SERVICES, type Services } from '../services.js';
import { CommuneConnection, ProvinceConnection, UnitHistory } from './territory.types.js';

/** The argument asOf; made anew each time, because the decorator consumes its options. */
const asOfDay = () => ({ type: () => DateScalar, nullable: true, description: 'Day (ngày); today when left out.' });

@Resolver()
export class TerritoryResolver {
  constructor(@Inject(SERVICES) private readonly services: Services) {}

  @Query(() => ProvinceConnection, { description: 'Provinces (tỉnh) as they stood on a day.' })
  @SignedIn()
  async provinces(
    @Args() page: PageArgs,
    @Args('asOf', asOfDay()) asOf: IsoDate | null | undefined,
    @Context() { caller }: GraphContext,
  ): Promise<ProvinceConnection> {
    const { db, territory } = this.services;
    const rows = await db.transact(caller.scope, (uow) => territory.provinces(uow, { asOf: this.day(asOf) }));
    return pageOfRows(rows, (p) => p.code, page);
  }

  @Query(() => CommuneConnection, { description: 'Communes (xã) as they stood on a day.' })
  @SignedIn()
  async communes(
    @Args() page: PageArgs,
    @Args('province', { type: () => String, nullable: true, description: 'Province code (mã tỉnh).' }) province:
      | string
      | null,
    @Args('search', {
      type: () => String,
      nullable: true,
      description: 'Text in the name (tìm theo tên); tone marks and case do not matter.',
    })
    search: string | null | undefined,
    @Args('asOf', asOfDay()) asOf: IsoDate | null | undefined,
    @Context() { caller }: GraphContext,
  ): Promise<CommuneConnection> {
    const { db, territory } = this.services;
    const filter = { asOf: this.day(asOf), ...(province ? { province } : {}), ...(search ? { search } : {}) };
    return connectionOfPage(
      await db.transact(caller.scope, (uow) => territory.communes(uow, filter, pageRequest(page))),
      page,
    );
  }

  @Query(() => UnitHistory, {
    description: 'Where a province or commune came from and what became of it (quá trình sắp xếp).',
  })
  @SignedIn()
  async unitHistory(
    @Args('unit', {
      type: () => String,
      description: 'Unit (đơn vị): province code (two digits) or commune code (five).',
    })
    unit: string,
    @Args('asOf', { ...asOfDay(), description: 'Day on which the code is meant (ngày); today when left out.' })
    asOf: IsoDate | null | undefined,
    @Context() { caller }: GraphContext,
  ): Promise<UnitHistory> {
    const { db, territory } = this.services;
    const level = unit.length === 2 ? 'province' : 'commune';
    const found = await db.transact(caller.scope, (uow) => territory.lineageOf(uow, level, unit, this.day(asOf)));
    return { predecessors: [...found.predecessors], successors: [...found.successors] };
  }

  private day(asOf: IsoDate | null | undefined): IsoDate {
    return asOf ?? vietnamDate(this.services.clock.now());
  }
}
