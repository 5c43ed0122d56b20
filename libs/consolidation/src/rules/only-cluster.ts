import type { RegisterSnapshot } from '#lib/register';

/** The part of a snapshot that speaks of one cluster; what was said of the province as a whole is not in it. */
export function onlyCluster(snapshot: RegisterSnapshot, id: string): RegisterSnapshot {
  const own = <T extends { readonly clusterId: string | null }>(rows: readonly T[]): T[] =>
    rows.filter((row) => row.clusterId === id);
  return {
    ...snapshot,
    clusters: snapshot.clusters.filter((cluster) => cluster.id === id),
    planEntries: own(snapshot.planEntries),
    decisions: own(snapshot.decisions),
    infrastructureProjects: own(snapshot.infrastructureProjects),
    tenantProjects: own(snapshot.tenantProjects),
    leases: own(snapshot.leases),
    investmentPapers: own(snapshot.investmentPapers),
    observations: own(snapshot.observations),
    problems: own(snapshot.problems),
  };
}
