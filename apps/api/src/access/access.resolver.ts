import { Inject } from '@nestjs/common';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { Caller, AccessToken as TokenRow } from '#lib/access';
import { BoundedListField } from '../graphql/bounded.js';
import { Context, CurrentCaller, type GraphContext } from '../graphql/context.js';
import { expected } from '../graphql/errors.js';
import { asUuid } from '../graphql/uuid.js';
import { sessionTokenOf } from '../http/caller.js';
import { SERVICES, type Services } from '../services.js';
import { Access, SignedIn } from './access.decorator.js';
import {
  AccessToken,
  CreateTokenInput,
  CreateTokenPayload,
  Me,
  OpenExplorerPayload,
  RevokeTokenInput,
  RevokeTokenPayload,
} from './access.types.js';

@Resolver(() => Me)
export class AccessResolver {
  constructor(@Inject(SERVICES) private readonly services: Services) {}

  @Query(() => Me, { description: 'The caller (người đang truy cập).' })
  @SignedIn()
  me(@CurrentCaller() caller: Caller): Me {
    const { accountId: id, name, email, role, language, officeId, officeKind, officeName, scope } = caller;
    const office = { id: officeId, kind: officeKind, name: officeName };
    const via = caller.via === 'token' ? 'token' : 'session';
    return {
      id,
      name,
      email,
      role,
      language,
      office,
      permissions: [...caller.permissions].sort(),
      units: [...scope.units],
      via,
    };
  }

  @BoundedListField(100, () => [AccessToken], {
    description: 'The 100 newest access tokens of the caller (mã truy cập), newest first.',
  })
  async tokens(@CurrentCaller() caller: Caller): Promise<AccessToken[]> {
    return (await this.services.tokens.list(caller)).slice(0, 100).map(shown);
  }

  @Mutation(() => CreateTokenPayload, {
    description: 'Makes a personal access token (tạo mã truy cập); its secret is shown this once.',
  })
  @Access('token.manage')
  async createToken(
    @Args('input', { type: () => CreateTokenInput, description: 'Which token.' }) input: CreateTokenInput,
    @Context() context: GraphContext,
  ): Promise<CreateTokenPayload> {
    const { value, errors } = await expected(context, () => this.services.tokens.create(context.caller, input));
    return { token: value && shown(value.token), secret: value?.secret ?? null, errors };
  }

  @Mutation(() => OpenExplorerPayload, {
    description:
      "Makes the key with which the explorer's page asks questions of its own (mở trang truy vấn): for reading only, for an hour, ending with the session that asks for it.",
  })
  @Access('token.manage')
  async openExplorer(@Context() context: GraphContext): Promise<OpenExplorerPayload> {
    const { value, errors } = await expected(context, () =>
      this.services.tokens.openExplorer(context.caller, sessionTokenOf(context.req)),
    );
    return { secret: value?.secret ?? null, expiresAt: value?.expiresAt ?? null, errors };
  }

  @Mutation(() => RevokeTokenPayload, {
    description: 'Revokes a personal access token of the caller (thu hồi mã truy cập).',
  })
  @Access('token.manage')
  async revokeToken(
    @Args('input', { type: () => RevokeTokenInput, description: 'Which token.' }) input: RevokeTokenInput,
    @Context() context: GraphContext,
  ): Promise<RevokeTokenPayload> {
    const { value, errors } = await expected(context, () =>
      this.services.tokens.revoke(context.caller, asUuid(input.id)),
    );
    return { token: value && shown(value), errors };
  }
}

/** Everything of a token but its hash. */
function shown({ id, name, scopes, createdAt, expiresAt, lastUsedAt, revokedAt }: TokenRow): AccessToken {
  return {
    id,
    name,
    scopes: [...scopes],
    createdAt,
    expiresAt,
    lastUsedAt: lastUsedAt ?? null,
    revokedAt: revokedAt ?? null,
  };
}
