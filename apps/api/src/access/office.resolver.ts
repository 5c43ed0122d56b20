import { Inject } from '@nestjs/common';
import { Args, Int, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { BoundedListField } from '../graphql/bounded.js';
import { Context, type GraphContext } from '../graphql/context.js';
import { expected } from '../graphql/errors.js';
import { asUuid } from '../graphql/uuid.js';
import { SERVICES, type Services } from '../services.js';
import { Access } from './access.decorator.js';
import { ChangeOfficeInput, ChangeOfficePayload, LastFiling, ManagedOffice } from './account.types.js';

const MOST_NAMED = 20;

/** What an administrator keeps and sees of an office, beside its accounts. */
@Resolver(() => ManagedOffice)
export class OfficeResolver {
  constructor(@Inject(SERVICES) private readonly services: Services) {}

  @ResolveField(() => Int, { description: 'Open accounts (số tài khoản đang dùng); count.' })
  async people(@Parent() { id }: ManagedOffice, @Context() { loaders }: GraphContext): Promise<number> {
    return (await loaders.officePeople(id))?.people ?? 0;
  }

  @BoundedListField(MOST_NAMED, () => [String], {
    description: 'Names of those who answer for its filings (người phụ trách): who submit, in the ministry who decide.',
  })
  async responsible(@Parent() { id }: ManagedOffice, @Context() { loaders }: GraphContext): Promise<string[]> {
    return ((await loaders.officePeople(id))?.responsible ?? []).slice(0, MOST_NAMED);
  }

  @ResolveField(() => LastFiling, { nullable: true, description: 'What it submitted last; null: nothing yet.' })
  lastFiling(@Parent() { id }: ManagedOffice, @Context() { loaders }: GraphContext): Promise<LastFiling | null> {
    return loaders.lastFiling(id);
  }

  @Mutation(() => ChangeOfficePayload, {
    description: 'Changes name, address, telephone and e-mail of an office (sửa thông tin đơn vị); audited.',
  })
  @Access('account.manage')
  async changeOffice(
    @Args('input', { type: () => ChangeOfficeInput, description: 'Which office, and what it is from now on.' })
    { id, ...details }: ChangeOfficeInput,
    @Context() context: GraphContext,
  ): Promise<ChangeOfficePayload> {
    const { value, errors } = await expected(context, () =>
      this.services.offices.change(context.caller, asUuid(id), details),
    );
    return { office: value, errors };
  }
}
