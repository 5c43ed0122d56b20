import type { UnitOfWork } from '#lib/persistence';
import type { Caller } from './caller.js';
import {
  type Language,
  mayWrite,
  type OfficeKind,
  type Permission,
  permissionsOf,
  type Role,
} from './rules/permissions.js';
import { scopeOf } from './rules/scope.js';

/** Columns of `account a join office o` that make a caller. */
export const CALLER_COLUMNS = `a.id as account_id, a.email, a.name, a.role, a.language, a.must_change_password,
  o.id as office_id, o.kind as office_kind, o.name as office_name, o.province_code, o.commune_code,
  o.cluster_ids, o.project_ids`;

/** Only these are let in: a closed office or a disabled account makes no caller, whatever key is shown. */
export const CALLER_ALIVE = 'a.disabled_at is null and o.closed_at is null';

export interface CallerRow {
  readonly account_id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly language: Language;
  readonly must_change_password: boolean;
  readonly office_id: string;
  readonly office_kind: OfficeKind;
  readonly office_name: string;
  readonly province_code: string | null;
  readonly commune_code: string | null;
  readonly cluster_ids: readonly string[];
  readonly project_ids: readonly string[];
}

/**
 * The caller behind a row of account and office.
 * @param within permissions of a token: the caller has those of his role that are among them. Null: all of his role.
 */
export function callerFrom(row: CallerRow, via: Caller['via'], within: readonly string[] | null): Caller {
  const ofRole = permissionsOf(row.office_kind, row.role);
  const permissions: ReadonlySet<Permission> =
    within === null ? ofRole : new Set([...ofRole].filter((p) => within.includes(p)));
  const office = {
    id: row.office_id,
    kind: row.office_kind,
    provinceCode: row.province_code,
    communeCode: row.commune_code,
    clusterIds: row.cluster_ids,
    projectIds: row.project_ids,
  };
  return {
    accountId: row.account_id,
    officeId: row.office_id,
    officeKind: row.office_kind,
    officeName: row.office_name,
    provinceCode: row.province_code,
    communeCode: row.commune_code,
    name: row.name,
    email: row.email,
    role: row.role,
    language: row.language,
    scope: scopeOf(office, { id: row.account_id, name: row.name, mayWrite: mayWrite(permissions) }),
    permissions,
    via,
    mustChangePassword: row.must_change_password,
  };
}

/**
 * The caller an account makes when the system acts for it: a job doing what the account asked for earlier, a command
 * of the embedded default. Null when it is disabled or its office closed by now. Needs scope system.
 */
export async function callerOf(uow: UnitOfWork, accountId: string): Promise<Caller | null> {
  const rows = await uow.em.execute<CallerRow[]>(
    `select ${CALLER_COLUMNS} from account a join office o on o.id = a.office_id where a.id = ? and ${CALLER_ALIVE}`,
    [accountId],
  );
  return rows[0] === undefined ? null : callerFrom(rows[0], 'system', null);
}
