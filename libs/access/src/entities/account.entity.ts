import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { Language, Role } from '../rules/permissions.js';

/** A person's way in: one e-mail address, one office, one role. */
export const AccountEntity = defineEntity({
  name: 'Account',
  tableName: 'account',
  properties: {
    id: p.uuid().primary(),
    officeId: p.uuid().name('office_id'),
    email: p.text(),
    name: p.text(),
    role: p.text().$type<Role>(),
    /** argon2id; read only where a password is checked. */
    passwordHash: p.text().name('password_hash').lazy().hidden(),
    language: p.text().$type<Language>(),
    createdAt: p.datetime().name('created_at'),
    disabledAt: p.datetime().nullable().name('disabled_at'),
    mustChangePassword: p.boolean().name('must_change_password'),
  },
});

export type Account = InferEntity<typeof AccountEntity>;
