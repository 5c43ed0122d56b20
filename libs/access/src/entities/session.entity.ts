import { defineEntity, type InferEntity, p } from '@mikro-orm/core';

/** A browser signed in. Only the hash of its token is kept. */
export const SessionEntity = defineEntity({
  name: 'Session',
  tableName: 'session',
  properties: {
    id: p.uuid().primary(),
    tokenHash: p.text().name('token_hash').hidden(),
    accountId: p.uuid().name('account_id'),
    createdAt: p.datetime().name('created_at'),
    lastSeenAt: p.datetime().name('last_seen_at'),
    expiresAt: p.datetime().name('expires_at'),
    revokedAt: p.datetime().nullable().name('revoked_at'),
    userAgent: p.text().nullable().name('user_agent'),
    address: p.text().nullable(),
  },
});

export type Session = InferEntity<typeof SessionEntity>;
