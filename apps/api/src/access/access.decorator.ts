import { SetMetadata } from '@nestjs/common';
import type { Permission } from '#lib/access';

/** What a resolver or REST handler asks of its caller. */
export type AccessRule =
  | { readonly kind: 'permission'; readonly permission: Permission }
  | { readonly kind: 'signed_in' }
  | { readonly kind: 'choosing_password' }
  | { readonly kind: 'public' };

/** Key of the rule in a handler's metadata. */
export const ACCESS_RULE = 'ccn:access';

/** The caller needs this permission. Rows are then narrowed by his scope, in PostgreSQL. */
export const Access = (permission: Permission) =>
  SetMetadata(ACCESS_RULE, { kind: 'permission', permission } satisfies AccessRule);

/** Anyone signed in (reference data everyone may read, and what is about the caller himself). */
export const SignedIn = () => SetMetadata(ACCESS_RULE, { kind: 'signed_in' } satisfies AccessRule);

/** Anyone signed in, also with a temporary password: the one door that is open before it is changed. */
export const ChoosingPassword = () => SetMetadata(ACCESS_RULE, { kind: 'choosing_password' } satisfies AccessRule);

/** Anyone at all: health, sign-in, the check of a receipt, a calendar at its secret address and a filing behind its link only. */
export const Public = () => SetMetadata(ACCESS_RULE, { kind: 'public' } satisfies AccessRule);
