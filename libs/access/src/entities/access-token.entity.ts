import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { Permission } from '../rules/permissions.js';

/** A personal access token: lets a program act for an account, with at most that account's permissions. */
export const AccessTokenEntity = defineEntity({
  name: 'AccessToken',
  tableName: 'access_token',
  properties: {
    id: p.uuid().primary(),
    accountId: p.uuid().name('account_id'),
    /** The session a key of the explorer was made for, and ends with; null for a program's token. */
    sessionId: p.uuid().nullable().name('session_id'),
    name: p.text(),
    tokenHash: p.text().name('token_hash').hidden(),
    scopes: p.array().columnType('text[]').$type<Permission[]>(),
    createdAt: p.datetime().name('created_at'),
    expiresAt: p.datetime().name('expires_at'),
    lastUsedAt: p.datetime().nullable().name('last_used_at'),
    revokedAt: p.datetime().nullable().name('revoked_at'),
  },
});

export type AccessToken = InferEntity<typeof AccessTokenEntity>;
