/** How far a person's sight reaches; the words of row-level security (migrations/0001-scope.ts). */
export type ScopeLevel = 'system' | 'nation' | 'province' | 'commune' | 'cluster' | 'project';

/** For whom a unit of work speaks. Built by libs/access from an account and its office. */
export interface RowScope {
  readonly level: ScopeLevel;
  /** Province codes, commune codes, cluster ids or project ids, by level; empty for system and nation. */
  readonly units: readonly string[];
  /** Level `project` only: the clusters its projects stand in, which it may read. */
  readonly clusters: readonly string[];
  readonly canWrite: boolean;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly officeId: string | null;
}

/** A scope as PostgreSQL is told of it: app.scope, app.units, app.clusters, app.write, app.actor, app.office. */
export function settingsOf(scope: RowScope): string[] {
  const { level, units, clusters, canWrite, actorId, officeId } = scope;
  return [level, units.join(','), clusters.join(','), canWrite ? 'on' : 'off', actorId ?? '', officeId ?? ''];
}

/** The system's own hand: migrations of data, sign-in, opening periods, job bookkeeping. Never a caller's scope. */
export const systemScope: RowScope = {
  level: 'system',
  units: [],
  clusters: [],
  canWrite: true,
  actorId: null,
  actorName: 'hệ thống',
  officeId: null,
};
