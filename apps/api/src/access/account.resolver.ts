import { Inject } from '@nestjs/common';
import { Args, Mutation, Parent, Query, Resolver } from '@nestjs/graphql';
import { rolesOf } from '#lib/access';
import { BoundedListField } from '../graphql/bounded.js';
import { connectionOfPage, PageArgs, pageRequest } from '../graphql/connection.js';
import { Context, type GraphContext } from '../graphql/context.js';
import { expected } from '../graphql/errors.js';
import { given } from '../graphql/given.js';
import { asUuid } from '../graphql/uuid.js';
import type { ValueOf } from '../graphql/value-of.js';
import { SERVICES, type Services } from '../services.js';
import { Access, ChoosingPassword } from './access.decorator.js';
import { RoleEnum } from './access.types.js';
import {
  AccountConnection,
  AccountFilter,
  ChangeOwnPasswordInput,
  ChangeOwnPasswordPayload,
  CreateAccountInput,
  CreateAccountPayload,
  DisableAccountInput,
  DisableAccountPayload,
  EnableAccountInput,
  EnableAccountPayload,
  ManagedOffice,
  ManagedOfficeConnection,
  OfficeFilter,
  ResetPasswordInput,
  ResetPasswordPayload,
} from './account.types.js';

/** Administration of people: an administrator's accounts, and everybody's own password. */
@Resolver(() => ManagedOffice)
export class AccountResolver {
  constructor(@Inject(SERVICES) private readonly services: Services) {}

  @Query(() => AccountConnection, {
    description: 'Accounts (tài khoản) of the offices the caller administers, shut ones too, by e-mail.',
  })
  @Access('account.manage')
  async accounts(
    @Args() page: PageArgs,
    @Args('filter', { type: () => AccountFilter, nullable: true, description: 'Which accounts; all when left out.' })
    filter: AccountFilter | null | undefined,
    @Context() { caller }: GraphContext,
  ): Promise<AccountConnection> {
    const { officeId, ...rest } = given(filter);
    const wanted = officeId === undefined ? rest : { ...rest, officeId: asUuid(officeId) };
    return connectionOfPage(await this.services.accounts.accounts(caller, wanted, pageRequest(page)), page);
  }

  @Query(() => ManagedOfficeConnection, {
    description: 'Offices (cơ quan, đơn vị) the caller administers, closed ones too, by kind and name.',
  })
  @Access('account.manage')
  async offices(
    @Args() page: PageArgs,
    @Args('filter', { type: () => OfficeFilter, nullable: true, description: 'Which offices; all when left out.' })
    filter: OfficeFilter | null | undefined,
    @Context() { caller }: GraphContext,
  ): Promise<ManagedOfficeConnection> {
    return connectionOfPage(await this.services.accounts.offices(caller, given(filter), pageRequest(page)), page);
  }

  @BoundedListField(10, () => [RoleEnum], { description: 'Roles that exist in an office of its kind (vai trò).' })
  roles(@Parent() office: ManagedOffice): ValueOf<typeof RoleEnum>[] {
    return [...rolesOf(office.kind)];
  }

  @Mutation(() => CreateAccountPayload, {
    description: 'Makes an account (tạo tài khoản); its temporary password is shown this once and must be changed.',
  })
  @Access('account.manage')
  async createAccount(
    @Args('input', { type: () => CreateAccountInput, description: 'Whose account.' }) input: CreateAccountInput,
    @Context() context: GraphContext,
  ): Promise<CreateAccountPayload> {
    const wanted = { ...input, officeId: asUuid(input.officeId) };
    const { value, errors } = await expected(context, () =>
      this.services.accounts.createAccount(context.caller, wanted),
    );
    return { account: value?.account ?? null, temporaryPassword: value?.password ?? null, errors };
  }

  @Mutation(() => DisableAccountPayload, {
    description: 'Shuts an account (khóa tài khoản); its sessions and tokens end at once.',
  })
  @Access('account.manage')
  async disableAccount(
    @Args('input', { type: () => DisableAccountInput, description: 'Which account, and why.' })
    input: DisableAccountInput,
    @Context() context: GraphContext,
  ): Promise<DisableAccountPayload> {
    const { value, errors } = await expected(context, () =>
      this.services.accounts.disableAccount(context.caller, asUuid(input.id), input.reason),
    );
    return { account: value, errors };
  }

  @Mutation(() => EnableAccountPayload, { description: 'Opens a shut account again (mở lại tài khoản).' })
  @Access('account.manage')
  async enableAccount(
    @Args('input', { type: () => EnableAccountInput, description: 'Which account.' }) input: EnableAccountInput,
    @Context() context: GraphContext,
  ): Promise<EnableAccountPayload> {
    const { value, errors } = await expected(context, () =>
      this.services.accounts.enableAccount(context.caller, asUuid(input.id)),
    );
    return { account: value, errors };
  }

  @Mutation(() => ResetPasswordPayload, {
    description:
      'Gives an account a new temporary password (đặt lại mật khẩu), shown this once; its sessions and tokens end.',
  })
  @Access('account.manage')
  async resetPassword(
    @Args('input', { type: () => ResetPasswordInput, description: 'Which account.' }) input: ResetPasswordInput,
    @Context() context: GraphContext,
  ): Promise<ResetPasswordPayload> {
    const { value, errors } = await expected(context, () =>
      this.services.accounts.resetPassword(context.caller, asUuid(input.id)),
    );
    return { account: value?.account ?? null, temporaryPassword: value?.password ?? null, errors };
  }

  @Mutation(() => ChangeOwnPasswordPayload, {
    description:
      "Changes the caller's own password (đổi mật khẩu) in a signed-in session; the only door open to a temporary password.",
  })
  @ChoosingPassword()
  async changeOwnPassword(
    @Args('input', { type: () => ChangeOwnPasswordInput, description: 'Present and new password.' })
    input: ChangeOwnPasswordInput,
    @Context() context: GraphContext,
  ): Promise<ChangeOwnPasswordPayload> {
    const { errors } = await expected(context, () =>
      this.services.accounts.changeOwnPassword(context.caller, input.present, input.next),
    );
    return { changed: errors.length === 0, errors };
  }
}
