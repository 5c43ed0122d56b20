import { AccessTokenEntity } from './access-token.entity.js';
import { AccountEntity } from './account.entity.js';
import { OfficeEntity } from './office.entity.js';
import { SessionEntity } from './session.entity.js';

export * from './access-token.entity.js';
export * from './account.entity.js';
export * from './office.entity.js';
export * from './session.entity.js';

/** Entities of this room, for createOrm. */
export const accessEntities = [OfficeEntity, AccountEntity, SessionEntity, AccessTokenEntity] as const;
