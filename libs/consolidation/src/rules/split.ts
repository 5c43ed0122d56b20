import type { RegisterSnapshot, SnapshotCluster } from '#lib/register';
import type { AcceptedFigure } from './types.js';

/** One unit's share of a national snapshot. */
export interface Share {
  readonly snapshot: RegisterSnapshot;
  readonly accepted: readonly AcceptedFigure[];
}

/** How a nation is divided: by the unit each cluster belongs to. */
interface Division {
  readonly level: 'province' | 'commune';
  readonly unitOf: (cluster: SnapshotCluster) => string;
  /** Of what is said of no cluster; undefined: nobody's. */
  readonly ofNoCluster: (row: { readonly provinceCode: string }) => string | undefined;
  /** Of a form that a unit files itself; undefined: it follows its cluster. */
  readonly filerOf: (figure: AcceptedFigure) => string | undefined;
}

/**
 * Divides a national snapshot and its filings by the province each cluster lies in. Every cluster goes to exactly
 * one province; filings of forms 01 and 02 follow their cluster, forms 03 and 04 their own province.
 */
export const splitByProvince = (
  snapshot: RegisterSnapshot,
  accepted: readonly AcceptedFigure[],
): ReadonlyMap<string, Share> =>
  divided(snapshot, accepted, {
    level: 'province',
    unitOf: (cluster) => cluster.provinceCode,
    ofNoCluster: (row) => row.provinceCode,
    filerOf: (figure) => (figure.form === '04' ? figure.filerRef : undefined),
  });

/** Divides a national snapshot by lead commune; forms 01 and 02 follow their cluster, a form 03 its own commune. */
export const splitByCommune = (
  snapshot: RegisterSnapshot,
  accepted: readonly AcceptedFigure[],
): ReadonlyMap<string, Share> =>
  divided(snapshot, accepted, {
    level: 'commune',
    unitOf: (cluster) => cluster.leadCommuneCode,
    ofNoCluster: () => undefined,
    filerOf: (figure) => (figure.form === '03' ? figure.filerRef : undefined),
  });

function divided(
  snapshot: RegisterSnapshot,
  accepted: readonly AcceptedFigure[],
  { level, unitOf, ofNoCluster, filerOf }: Division,
): ReadonlyMap<string, Share> {
  const units = new Map(snapshot.clusters.map((c) => [c.id, unitOf(c)]));
  const byCluster = <T extends { readonly clusterId: string | null }>(rows: readonly T[]) =>
    groupBy(rows, (row) => (row.clusterId === null ? undefined : units.get(row.clusterId)));
  const whole = <T extends { readonly clusterId: string | null; readonly provinceCode: string }>(row: T) =>
    row.clusterId === null ? ofNoCluster(row) : units.get(row.clusterId);
  const parts = {
    clusters: groupBy(snapshot.clusters, unitOf),
    planEntries: byCluster(snapshot.planEntries),
    decisions: byCluster(snapshot.decisions),
    infrastructureProjects: byCluster(snapshot.infrastructureProjects),
    tenantProjects: byCluster(snapshot.tenantProjects),
    leases: byCluster(snapshot.leases),
    investmentPapers: byCluster(snapshot.investmentPapers),
    observations: groupBy(snapshot.observations, whole),
    problems: groupBy(snapshot.problems, whole),
  };
  const filings = groupBy(accepted, (f) => filerOf(f) ?? whole(f));
  const codes = new Set([...parts.clusters.keys(), ...parts.observations.keys(), ...filings.keys()]);
  return new Map(
    [...codes].sort().map((code): [string, Share] => {
      const of = <T>(groups: ReadonlyMap<string, readonly T[]>) => groups.get(code) ?? [];
      const share = {
        ...snapshot,
        scope: { level, code },
        clusters: of(parts.clusters),
        planEntries: of(parts.planEntries),
        decisions: of(parts.decisions),
        infrastructureProjects: of(parts.infrastructureProjects),
        tenantProjects: of(parts.tenantProjects),
        leases: of(parts.leases),
        investmentPapers: of(parts.investmentPapers),
        observations: of(parts.observations),
        problems: of(parts.problems),
      };
      return [code, { snapshot: share, accepted: of(filings) }];
    }),
  );
}

/** The share of a unit that has no cluster and of which nothing was said. */
export const nothingOf = (snapshot: RegisterSnapshot): Share => ({
  snapshot: snapshotOf(snapshot, new Set()),
  accepted: [],
});

/** The share of a snapshot that these clusters have. */
export function snapshotOf(snapshot: RegisterSnapshot, ids: ReadonlySet<string>): RegisterSnapshot {
  const of = <T extends { readonly clusterId: string | null }>(rows: readonly T[]) =>
    rows.filter((row) => row.clusterId !== null && ids.has(row.clusterId));
  return {
    ...snapshot,
    clusters: snapshot.clusters.filter((c) => ids.has(c.id)),
    planEntries: of(snapshot.planEntries),
    decisions: of(snapshot.decisions),
    infrastructureProjects: of(snapshot.infrastructureProjects),
    tenantProjects: of(snapshot.tenantProjects),
    leases: of(snapshot.leases),
    investmentPapers: of(snapshot.investmentPapers),
    observations: of(snapshot.observations),
    problems: of(snapshot.problems),
  };
}

function groupBy<T>(rows: readonly T[], key: (row: T) => string | undefined): Map<string, T[]> {
  const groups = Map.groupBy(rows, key);
  groups.delete(undefined);
  return groups as Map<string, T[]>;
}
