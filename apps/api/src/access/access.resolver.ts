import { Args, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { BoundedListField } from '../graphql/bounded.js';
import { Access, SignedIn } from './access.decorator.js';
import {
  AccessToken,
  CreateTokenInput,
  CreateTokenPayload,
  Me,
  RevokeTokenInput,
  RevokeTokenPayload,
} from './access.types.js';

@Resolver(() => Me)
export class AccessResolver {
  @Query(() => Me, { description: 'The caller (người đang truy cập).' })
  @SignedIn()
  me(): Me {
    throw new Error('x');
  }

  @BoundedListField(100, () => [AccessToken], {
    description: 'Access tokens of the caller (mã truy cập), newest first.',
  })
  tokens(): Promise<AccessToken[]> {
    throw new Error('x');
  }

  @Mutation(() => CreateTokenPayload, {
    description: 'Makes a personal access token (tạo mã truy cập); its secret is shown this once.',
  })
  @Access('token.manage')
  async createToken(
    @Args('input', { type: () => CreateTokenInput, description: 'Which token.' }) input: CreateTokenInput,
  ): Promise<CreateTokenPayload> {
    throw new Error('x');
  }

  @Mutation(() => RevokeTokenPayload, {
    description: 'Revokes a personal access token of the caller (thu hồi mã truy cập).',
  })
  @Access('token.manage')
  async revokeToken(
    @Args('input', { type: () => RevokeTokenInput, description: 'Which token.' }) input: RevokeTokenInput,
  ): Promise<RevokeTokenPayload> {
    throw new Error('x');
  }
}
