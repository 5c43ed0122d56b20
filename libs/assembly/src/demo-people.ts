import type { OfficeKind, Role } from '#lib/access';

/** A post of the demonstration: which office, which role. Posts, not people: nobody is invented. */
export interface DemoPost {
  readonly kind: OfficeKind;
  readonly role: Role;
  /** Province, commune, cluster or project: public code, or name where the code is given by the register. */
  readonly unit: string | null;
  /** Middle of the e-mail address; null: the unit itself. */
  readonly short: string | null;
}

/** Lào Cai, Tây Ninh: the provinces of the sample data. */
const LAO_CAI = { unit: '15', short: 'laocai' } as const;
const TAY_NINH = { unit: '80', short: 'tayninh' } as const;

/** One account for each office and role that has something to do in the demonstration. */
export const DEMO_POSTS: readonly DemoPost[] = [
  ...(['officer', 'approver', 'analyst', 'planner', 'administrator'] as const).map((role) => ({
    kind: 'ministry' as const,
    role,
    unit: null,
    short: null,
  })),
  ...(['officer', 'approver', 'planner', 'administrator'] as const).map((role) => ({
    kind: 'department' as const,
    role,
    ...LAO_CAI,
  })),
  ...(['officer', 'approver'] as const).map((role) => ({ kind: 'department' as const, role, ...TAY_NINH })),
  { kind: 'commune', role: 'officer', unit: '04303', short: 'lucyen' },
  { kind: 'commune', role: 'officer', unit: '04543', short: 'aulau' },
  { kind: 'investor', role: 'officer', unit: 'Thống Nhất 1', short: 'thongnhat1' },
  { kind: 'enterprise', role: 'officer', unit: 'Công ty TNHH đá cẩm thạch RK Việt Nam', short: 'rkvietnam' },
];

/** Offices whose post on the fly, when `ccn token` names no unit, is that of the sample data. */
export const DEMO_UNIT: Readonly<Record<OfficeKind, string | null>> = {
  ministry: null,
  department: LAO_CAI.unit,
  commune: '04303',
  investor: 'Thống Nhất 1',
  enterprise: 'Công ty TNHH đá cẩm thạch RK Việt Nam',
};

const PREFIX: Readonly<Record<OfficeKind, string>> = {
  ministry: 'bct',
  department: 'sct',
  commune: 'xa',
  investor: 'cdt',
  enterprise: 'dn',
};
const POST_IN_EMAIL: Readonly<Record<Role, string>> = {
  officer: 'canbo',
  approver: 'lanhdao',
  analyst: 'phantich',
  planner: 'kehoach',
  administrator: 'quantri',
};
const POST: Readonly<Record<Role, string>> = {
  officer: 'Cán bộ',
  approver: 'Lãnh đạo',
  analyst: 'Chuyên viên phân tích',
  planner: 'Chuyên viên kế hoạch',
  administrator: 'Quản trị viên',
};

/** "sct.laocai.canbo@demo.ccn.invalid": a domain that can never receive mail (RFC 2606). */
export function demoEmail(kind: OfficeKind, role: Role, short: string | null): string {
  return `${[PREFIX[kind], short, POST_IN_EMAIL[role]].filter((part) => part !== null).join('.')}@demo.ccn.invalid`;
}

/** "Cán bộ Sở Công Thương Lào Cai". */
export function postName(role: Role, office: string): string {
  return `${POST[role]} ${office}`;
}
