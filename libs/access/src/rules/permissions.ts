/** Kinds of office, widest first. */
export const OFFICE_KINDS = ['ministry', 'department', 'commune', 'investor', 'enterprise'] as const;
export type OfficeKind = (typeof OFFICE_KINDS)[number];

export const ROLES = ['officer', 'approver', 'analyst', 'planner', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

export type Language = 'vi' | 'en';

/** What a person may ask for. WHICH rows it then reaches is the row scope's affair (rules/scope.ts). */
export const PERMISSIONS = [
  'register.read',
  'obligation.read',
  'filing.read',
  /** Fill in a draft. */
  'filing.prepare',
  /** Send a draft off; from then on it is frozen. */
  'filing.submit',
  /** Look through filings that were received. */
  'filing.review',
  /** Accept or return a filing that one's office receives. */
  'filing.decide',
  'file.upload',
  'file.read',
  'consolidated.read',
  /** Freeze the figures of a period as an edition. */
  'period.close',
  'export.create',
  /** Read a register workbook into the register of one's province. */
  'register.import',
  'account.manage',
  'audit.read',
  /** Watch the queues, and set when offices are reminded: the ministry's administrator. */
  'system.manage',
  'token.manage',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const READ = ['register.read', 'obligation.read', 'filing.read', 'file.read', 'token.manage'] as const;
const READ_ALL = [...READ, 'consolidated.read'] as const;
const RECEIVE = ['filing.review', 'filing.decide'] as const;
const PREPARE = ['file.upload', 'filing.prepare'] as const;
const ADMINISTER = ['register.read', 'obligation.read', 'account.manage', 'audit.read', 'token.manage'] as const;

/**
 * Who may do what. Small offices (commune, investor, enterprise) often have one clerk, so their officer submits as
 * well; in a department another pair of eyes, the approver, submits what the officer prepared. The ministry files nothing.
 * A pair that is not here does not exist: no such account can be made, and it would have no permission.
 */
const TABLE: Readonly<Record<OfficeKind, Partial<Record<Role, readonly Permission[]>>>> = {
  ministry: {
    officer: [...READ_ALL, ...RECEIVE, 'export.create'],
    approver: [...READ_ALL, ...RECEIVE, 'period.close', 'export.create'],
    analyst: READ_ALL,
    planner: [...READ_ALL, 'export.create'],
    administrator: [...ADMINISTER, 'system.manage'],
  },
  department: {
    officer: [...READ_ALL, ...PREPARE, ...RECEIVE, 'export.create', 'register.import'],
    approver: [...READ_ALL, ...RECEIVE, 'filing.submit', 'export.create'],
    analyst: READ_ALL,
    planner: [...READ_ALL, 'export.create'],
    administrator: ADMINISTER,
  },
  commune: {
    officer: [...READ_ALL, ...PREPARE, ...RECEIVE, 'filing.submit', 'export.create'],
    approver: [...READ_ALL, ...RECEIVE, 'filing.submit', 'export.create'],
  },
  investor: {
    officer: [...READ, ...PREPARE, 'filing.submit'],
    approver: [...READ, 'filing.submit'],
  },
  enterprise: {
    officer: [...READ, ...PREPARE, 'filing.submit'],
    approver: [...READ, 'filing.submit'],
  },
};

/** Permissions of a role in a kind of office; empty when there is no such role there. */
export function permissionsOf(kind: OfficeKind, role: Role): ReadonlySet<Permission> {
  return new Set(TABLE[kind][role] ?? []);
}

/** Roles that exist in a kind of office. */
export function rolesOf(kind: OfficeKind): readonly Role[] {
  return ROLES.filter((role) => TABLE[kind][role] !== undefined);
}

const WRITING: ReadonlySet<Permission> = new Set([
  'file.upload',
  'filing.prepare',
  'filing.submit',
  'filing.decide',
  'period.close',
  'register.import',
]);

/** True when at least one of the permissions changes rows; otherwise PostgreSQL refuses every write. */
export function mayWrite(permissions: ReadonlySet<Permission>): boolean {
  return [...permissions].some((p) => WRITING.has(p));
}

/** True for the name of a permission; tokens keep theirs as text. */
export function isPermission(text: string): text is Permission {
  return (PERMISSIONS as readonly string[]).includes(text);
}
