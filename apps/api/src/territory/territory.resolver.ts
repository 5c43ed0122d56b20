import { Args, Query, Resolver } from '@nestjs/graphql';
import { SignedIn } from '../access/access.decorator.js';
import { PageArgs } from '../graphql/connection.js';
import { DateScalar } from '../graphql/scalars.js';
import { CommuneConnection, ProvinceConnection } from './territory.types.js';

@Resolver()
export class TerritoryResolver {
  @Query(() => ProvinceConnection, { description: 'Provinces (tỉnh) as they stood on a day.' })
  @SignedIn()
  async provinces(
    @Args() page: PageArgs,
    @Args('asOf', { type: () => DateScalar, nullable: true, description: 'Day (ngày); today when left out.' }) asOf:
      | string
      | null,
  ): Promise<ProvinceConnection> {
    throw new Error('x');
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
    search: string | null,
    @Args('asOf', { type: () => DateScalar, nullable: true, description: 'Day (ngày); today when left out.' }) asOf:
      | string
      | null,
  ): Promise<CommuneConnection> {
    throw new Error('x');
  }
}
