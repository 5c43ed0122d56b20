import type { OfficeKind } from './permissions.js';

interface Branch {
  readonly id: string;
  readonly kind: OfficeKind;
  readonly provinceCode?: string | null | undefined;
}

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
    (other.kind === 'commune' || other.kind === 'investor' || other.kind === 'enterprise')
  );
}
