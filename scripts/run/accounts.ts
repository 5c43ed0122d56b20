/** The demo accounts as a table for the terminal. */
import { readJson } from '../embedded/claim.ts';

export interface DemoAccount {
  readonly role: string;
  readonly office: string;
  readonly email: string;
  readonly password: string;
  readonly unit: string | null;
}

/** Accounts written by `ccn seed --demo`; none when it has not run. */
export function demoAccounts(path: string): readonly DemoAccount[] {
  return readJson<DemoAccount[]>(path) ?? [];
}

const ROLE_NAMES: Readonly<Record<string, string>> = {
  officer: 'chuyên viên',
  approver: 'lãnh đạo duyệt',
  analyst: 'phân tích',
  planner: 'kế hoạch',
  administrator: 'quản trị',
};

/** In the reader's words, with the name that the command line takes. */
function roleName(role: string): string {
  const known = ROLE_NAMES[role];
  return known === undefined ? role : `${known} (${role})`;
}

/** Lines of a table; columns as wide as their widest word, counted in letters so that Vietnamese lines up. */
export function accountTable(accounts: readonly DemoAccount[]): string[] {
  const rows = [
    ['Vai trò', 'Cơ quan', 'Đơn vị', 'Thư điện tử', 'Mật khẩu'],
    ...accounts.map((a) => [roleName(a.role), a.office, a.unit ?? '', a.email, a.password]),
  ];
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => [...(row[column] ?? '').normalize('NFC')].length)),
  );
  return rows.map((row) =>
    `  ${row.map((cell, i) => cell.normalize('NFC').padEnd(widths[i] ?? 0)).join('  ')}`.trimEnd(),
  );
}
