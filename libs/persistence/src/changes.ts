import type { UnitOfWork } from './database.js';

/** What can be told to have changed. `obligations`: so many of one period that they are not named one by one. */
export type ChangeKind = 'filing' | 'obligation' | 'obligations' | 'import' | 'register_import' | 'export' | 'account';

/** Units a changed row belongs to, as its scope columns name them. */
export interface ChangePlace {
  readonly provinceCode: string | null;
  readonly communeCode: string | null;
  readonly clusterId: string | null;
  readonly projectId: string | null;
}

/**
 * That a row has changed: which one, and where it belongs. Never what it says: whoever hears it reads the row again
 * under his own scope, and row-level security decides whether there was anything to hear.
 */
export interface Change {
  readonly kind: ChangeKind;
  /** Identity of the row; of `obligations` the code of their period. */
  readonly id: string;
  /** Reporting period of a filing or an obligation. */
  readonly period?: string;
  /** Absent where the row belongs to a person and is asked for by its identity only. */
  readonly place?: ChangePlace;
}

/** Scope columns as rows carry them. */
type ScopeColumns = { readonly [K in keyof ChangePlace]: string | null | undefined };

/** Says that a row has changed. It is told after the commit and never without one; several times is told once. */
export function announce(
  uow: UnitOfWork,
  { kind, id, period, place }: Omit<Change, 'place'> & { readonly place?: ScopeColumns },
): void {
  const change: Change = {
    kind,
    id,
    ...(period === undefined ? {} : { period }),
    ...(place === undefined ? {} : { place: placeOf(place) }),
  };
  uow.changes.set(keyOf(change), change);
}

/** Two changes with the same key are one thing to look at. */
export function keyOf({ kind, id, place }: Change): string {
  return kind === 'obligations' ? `${kind} ${id} ${place?.provinceCode ?? ''}` : `${kind} ${id}`;
}

/** Only the four columns, whatever else the row carries. */
function placeOf({ provinceCode, communeCode, clusterId, projectId }: ScopeColumns): ChangePlace {
  return {
    provinceCode: provinceCode ?? null,
    communeCode: communeCode ?? null,
    clusterId: clusterId ?? null,
    projectId: projectId ?? null,
  };
}
