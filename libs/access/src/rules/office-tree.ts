import type { OfficeKind } from './permissions.js';

interface Branch {
  readonly id: string;
  readonly kind: OfficeKind;
  readonly provinceCode?: string | null | undefined;
}

/** Kinds of office of its province whose people a department manages; account-list.ts says the same in SQL. */
export const MANAGED_BY_DEPARTMENT: readonly OfficeKind[] = ['commune', 'investor', 'enterprise'];

/**
 * May an administrator of `own` manage the people of `other`? The ministry: everywhere. A department: its own
 * people and the communes, investors and enterprises of its province, not another department of it.
 */
export function managesOffice(own: Branch, other: Branch): boolean {
  if (own.kind === 'ministry') return true;
  if (own.id === other.id) return true;
  return (
    own.kind === 'department' &&
    typeof own.provinceCode === 'string' &&
    own.provinceCode === other.provinceCode &&
    MANAGED_BY_DEPARTMENT.includes(other.kind)
  );
}
