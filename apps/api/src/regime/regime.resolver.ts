import { Args, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Access } from '../access/access.decorator.js';
import { Filing } from '../filing/filing.types.js';
import { PageArgs } from '../graphql/connection.js';
import { Obligation, ObligationConnection, ObligationFilter } from './regime.types.js';

@Resolver(() => Obligation)
export class ObligationResolver {
  @Query(() => ObligationConnection, { description: 'Obligations (nghĩa vụ báo cáo) the caller may see.' })
  @Access('filing.read')
  async obligations(
    @Args() page: PageArgs,
    @Args('filter', {
      type: () => ObligationFilter,
      nullable: true,
      description: 'Which obligations; all when left out.',
    })
    filter: ObligationFilter | null,
  ): Promise<ObligationConnection> {
    throw new Error('x');
  }

  @ResolveField(() => Filing, {
    nullable: true,
    description: 'The filing that answers it (báo cáo); null when none has been begun, or the caller may not see it.',
  })
  filing(@Parent() obligation: Obligation): Promise<Filing | null> {
    throw new Error('x');
  }
}
