import type { Caller } from '#lib/access';
import type { Change } from '#lib/persistence';

/**
 * Whether a change may lie in the caller's sight, by the units it belongs to. It only saves the reading of rows that
 * row-level security would hide: what is sent is always read under the caller's own scope.
 */
export function mayConcern({ scope, provinceCode }: Caller, { kind, place }: Change): boolean {
  if (place === undefined) return true;
  const among = (unit: string | null): boolean => unit !== null && scope.units.includes(unit);
  switch (scope.level) {
    case 'system':
    case 'nation':
      return true;
    case 'province':
      return among(place.provinceCode);
    default:
      // So many changes that only their province is told: a small office asks again what it shows.
      if (kind === 'obligations') return provinceCode === null || provinceCode === place.provinceCode;
      if (scope.level === 'commune') return among(place.communeCode);
      return among(scope.level === 'cluster' ? place.clusterId : place.projectId);
  }
}
