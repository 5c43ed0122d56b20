import type { RowScope, ScopeLevel } from '#lib/persistence';
import type { OfficeKind } from './permissions.js';

/** Where an office stands. */
export interface OfficePlace {
  readonly id: string;
  readonly kind: OfficeKind;
  readonly provinceCode: string | null;
  readonly communeCode: string | null;
  readonly clusterIds: readonly string[];
  readonly projectIds: readonly string[];
}

export interface ScopeHolder {
  readonly id: string;
  readonly name: string;
  readonly mayWrite: boolean;
}

const LEVEL: Readonly<Record<OfficeKind, ScopeLevel>> = {
  ministry: 'nation',
  department: 'province',
  commune: 'commune',
  investor: 'cluster',
  enterprise: 'project',
};

/**
 * How far an account sees, from its office: the ministry the nation, a department its province, a commune itself, an
 * investor its clusters, an enterprise its projects and the clusters they stand in. An office without its unit sees nothing.
 */
export function scopeOf(office: OfficePlace, account: ScopeHolder): RowScope {
  return {
    level: LEVEL[office.kind],
    units: unitsOf(office),
    clusters: office.kind === 'enterprise' ? [...office.clusterIds] : [],
    canWrite: account.mayWrite,
    actorId: account.id,
    actorName: account.name,
    officeId: office.id,
  };
}

function unitsOf(office: OfficePlace): string[] {
  switch (office.kind) {
    case 'ministry':
      return [];
    case 'department':
      return office.provinceCode === null ? [] : [office.provinceCode];
    case 'commune':
      return office.communeCode === null ? [] : [office.communeCode];
    case 'investor':
      return [...office.clusterIds];
    case 'enterprise':
      return [...office.projectIds];
  }
}
