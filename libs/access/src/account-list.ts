import { searchKey } from '#lib/kernel';
import {
  decodeCursor,
  instantOf,
  type Page,
  type PageRequest,
  pageSize,
  toPage,
  type UnitOfWork,
} from '#lib/persistence';
import { MANAGED_BY_DEPARTMENT } from './rules/office-tree.js';
import type { Language, OfficeKind, Role } from './rules/permissions.js';

/** Where an administrator stands: what he manages follows from it (rules/office-tree.ts). */
export interface ManagingOffice {
  readonly id: string;
  readonly kind: OfficeKind;
  readonly provinceCode: string | null;
}

/** An office as an administrator sees it. */
export interface OfficeView {
  readonly id: string;
  readonly kind: OfficeKind;
  readonly name: string;
  /** Null for the ministry only. */
  readonly provinceCode: string | null;
  readonly communeCode: string | null;
  /** How it is reached; null where nobody has said. */
  readonly address: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly createdAt: Date;
  /** Null while it is open. */
  readonly closedAt: Date | null;
}

export interface OfficeFilter {
  /** Text in the name; tone marks and case do not matter. */
  readonly search?: string;
  readonly kind?: OfficeKind;
  readonly province?: string;
}

/** An account as an administrator sees it: everything but its password. */
export interface AccountView {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly language: Language;
  readonly createdAt: Date;
  /** Null while it is open. */
  readonly disabledAt: Date | null;
  readonly mustChangePassword: boolean;
  /** Sign-in asks for a code beside the password. */
  readonly hasSecondFactor: boolean;
  readonly office: OfficeView;
}

export interface AccountFilter {
  /** Text in name, e-mail or office; tone marks and case do not matter. */
  readonly search?: string;
  readonly officeId?: string;
  readonly role?: Role;
  readonly disabled?: boolean;
}

interface OfficeRow {
  readonly office_id: string;
  readonly kind: OfficeKind;
  readonly office_name: string;
  readonly province_code: string | null;
  readonly commune_code: string | null;
  readonly address: string | null;
  readonly phone: string | null;
  readonly office_email: string | null;
  readonly office_created_at: string;
  readonly closed_at: string | null;
}

interface AccountRow extends OfficeRow {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly language: Language;
  readonly created_at: string;
  readonly disabled_at: string | null;
  readonly must_change_password: boolean;
}

/** What is known of an account under its reader's own eyes; its keys are not. */
export type AccountRead = Omit<AccountView, 'hasSecondFactor'>;

const OFFICE_COLUMNS = `o.id as office_id, o.kind, o.name as office_name, o.province_code, o.commune_code,
  o.address, o.phone, o.email as office_email, o.created_at as office_created_at, o.closed_at`;
const ACCOUNT_COLUMNS = `a.id, a.email, a.name, a.role, a.language, a.created_at, a.disabled_at, a.must_change_password`;

type Conditions = { readonly parts: string[]; readonly params: (string | boolean)[] };

/** Offices of the branch, by kind and name. @throws DomainError PAGE_SIZE_INVALID, CURSOR_INVALID */
export async function listOffices(
  uow: UnitOfWork,
  own: ManagingOffice,
  filter: OfficeFilter,
  page: PageRequest,
): Promise<Page<OfficeView>> {
  const { parts, params } = branchOf(own);
  if (filter.kind !== undefined) add({ parts, params }, 'o.kind = ?', filter.kind);
  if (filter.province !== undefined) add({ parts, params }, 'o.province_code = ?', filter.province);
  if (filter.search !== undefined) add({ parts, params }, `fold_vi(o.name) like ?`, pattern(filter.search));
  const rows = await read<OfficeRow>(uow, {
    columns: OFFICE_COLUMNS,
    from: 'office o',
    where: { parts, params },
    order: ['o.kind', 'o.name', 'o.id::text'],
    page,
  });
  return toPage(rows.found.map(officeOf), rows.first, rows.total, (o) => [o.kind, o.name, o.id]);
}

/** The offices of these ids as the caller sees them, whatever his branch. */
export async function officesByIds(uow: UnitOfWork, ids: readonly string[]): Promise<ReadonlyMap<string, OfficeView>> {
  const rows = await uow.em.execute<OfficeRow[]>(`select ${OFFICE_COLUMNS} from office o where o.id in (?)`, [
    [...ids],
  ]);
  return new Map(rows.map((row) => [row.office_id, officeOf(row)]));
}

/** Accounts of the branch, disabled ones too, by e-mail. @throws DomainError PAGE_SIZE_INVALID, CURSOR_INVALID */
export async function listAccounts(
  uow: UnitOfWork,
  own: ManagingOffice,
  filter: AccountFilter,
  page: PageRequest,
): Promise<Page<AccountRead>> {
  const { parts, params } = branchOf(own);
  if (filter.officeId !== undefined) add({ parts, params }, 'o.id = ?::uuid', filter.officeId);
  if (filter.role !== undefined) add({ parts, params }, 'a.role = ?', filter.role);
  if (filter.disabled !== undefined) add({ parts, params }, '(a.disabled_at is not null) = ?', filter.disabled);
  if (filter.search !== undefined)
    add({ parts, params }, `fold_vi(a.name || ' ' || a.email || ' ' || o.name) like ?`, pattern(filter.search));
  const rows = await read<AccountRow>(uow, {
    columns: `${ACCOUNT_COLUMNS}, ${OFFICE_COLUMNS}`,
    from: 'account a join office o on o.id = a.office_id',
    where: { parts, params },
    order: ['lower(a.email)'],
    page,
  });
  return toPage(rows.found.map(accountOf), rows.first, rows.total, (a) => [a.email.toLowerCase()]);
}

/** The accounts of these ids as the caller sees them, whatever his branch. */
export async function accountsByIds(
  uow: UnitOfWork,
  ids: readonly string[],
): Promise<ReadonlyMap<string, AccountRead>> {
  const rows = await uow.em.execute<AccountRow[]>(
    `select ${ACCOUNT_COLUMNS}, ${OFFICE_COLUMNS} from account a join office o on o.id = a.office_id where a.id in (?)`,
    [[...ids]],
  );
  return new Map(rows.map((row) => [row.id, accountOf(row)]));
}

/** The twin of managesOffice in SQL; beside it stands what the caller's own eyes see. */
function branchOf(own: ManagingOffice): Conditions {
  if (own.kind === 'ministry') return { parts: ['true'], params: [] };
  if (own.kind !== 'department' || own.provinceCode === null) return { parts: ['o.id = ?::uuid'], params: [own.id] };
  const kinds = MANAGED_BY_DEPARTMENT.map(() => '?').join(', ');
  return {
    parts: [`(o.id = ?::uuid or (o.province_code = ? and o.kind in (${kinds})))`],
    params: [own.id, own.provinceCode, ...MANAGED_BY_DEPARTMENT],
  };
}

function add({ parts, params }: Conditions, part: string, param: string | boolean): void {
  parts.push(part);
  params.push(param);
}

/** Text to look for, so that no sign of it means anything to LIKE. */
function pattern(text: string): string {
  return `%${searchKey(text).replace(/[\\%_]/g, '\\$&')}%`;
}

async function read<R>(
  uow: UnitOfWork,
  asked: { columns: string; from: string; where: Conditions; order: readonly string[]; page: PageRequest },
): Promise<{ found: R[]; first: number; total: number }> {
  const { columns, from, order, page } = asked;
  const first = pageSize(page);
  const after = decodeCursor(page.after, order.length);
  const { params } = asked.where;
  const where = asked.where.parts.join(' and ');
  const counted = await uow.em.execute<{ n: number }[]>(
    `select count(*)::int as n from ${from} where ${where}`,
    params,
  );
  // Compared byte by byte, so that the order of the page and of its cursor are one.
  const key = order.map((column) => `${column} collate "C"`).join(', ');
  const beyond = after === null ? '' : `and (${key}) > (${after.map(() => '?').join(', ')})`;
  const found = (await uow.em.execute(
    `select ${columns} from ${from} where ${where} ${beyond} order by ${key} limit ${first + 1}`,
    [...params, ...(after ?? [])],
  )) as R[];
  return { found, first, total: counted[0]?.n ?? 0 };
}

function officeOf(row: OfficeRow): OfficeView {
  return {
    id: row.office_id,
    kind: row.kind,
    name: row.office_name,
    provinceCode: row.province_code,
    communeCode: row.commune_code,
    address: row.address,
    phone: row.phone,
    email: row.office_email,
    createdAt: instantOf(row.office_created_at),
    closedAt: row.closed_at === null ? null : instantOf(row.closed_at),
  };
}

function accountOf(row: AccountRow): AccountRead {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role,
    language: row.language,
    createdAt: instantOf(row.created_at),
    disabledAt: row.disabled_at === null ? null : instantOf(row.disabled_at),
    mustChangePassword: row.must_change_password,
    office: officeOf(row),
  };
}
