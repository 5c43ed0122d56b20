import type { RegisterSnapshot } from '#lib/register';
import type { AcceptedFigure } from './types.js';

/** One province's share of a national snapshot. */
export interface ProvinceShare {
  readonly snapshot: RegisterSnapshot;
  readonly accepted: readonly AcceptedFigure[];
}

/**
 * Divides a national snapshot and its filings by the province each cluster lies in. Every cluster goes to exactly
 * one province; filings of forms 01 and 02 follow their cluster, forms 03 and 04 their own province.
 */
export function splitByProvince(
  snapshot: RegisterSnapshot,
  accepted: readonly AcceptedFigure[],
): ReadonlyMap<string, ProvinceShare> {
  const provinceOf = new Map(snapshot.clusters.map((c) => [c.id, c.provinceCode]));
  const byCluster = <T extends { readonly clusterId: string | null }>(rows: readonly T[]) =>
    groupBy(rows, (row) => (row.clusterId === null ? undefined : provinceOf.get(row.clusterId)));
  const parts = {
    clusters: groupBy(snapshot.clusters, (c) => c.provinceCode),
    planEntries: byCluster(snapshot.planEntries),
    decisions: byCluster(snapshot.decisions),
    infrastructureProjects: byCluster(snapshot.infrastructureProjects),
    tenantProjects: byCluster(snapshot.tenantProjects),
    leases: byCluster(snapshot.leases),
    investmentPapers: byCluster(snapshot.investmentPapers),
    observations: groupBy(snapshot.observations, (o) =>
      o.clusterId === null ? o.provinceCode : provinceOf.get(o.clusterId),
    ),
    problems: groupBy(snapshot.problems, (p) => p.provinceCode),
  };
  const filings = groupBy(accepted, (f) => {
    if (f.form === '04') return f.filerRef;
    return f.clusterId === null ? f.provinceCode : provinceOf.get(f.clusterId);
  });
  const codes = new Set([...parts.clusters.keys(), ...parts.observations.keys(), ...filings.keys()]);
  return new Map(
    [...codes].sort().map((code) => [
      code,
      {
        snapshot: {
          ...snapshot,
          scope: { level: 'province' as const, code },
          clusters: parts.clusters.get(code) ?? [],
          planEntries: parts.planEntries.get(code) ?? [],
          decisions: parts.decisions.get(code) ?? [],
          infrastructureProjects: parts.infrastructureProjects.get(code) ?? [],
          tenantProjects: parts.tenantProjects.get(code) ?? [],
          leases: parts.leases.get(code) ?? [],
          investmentPapers: parts.investmentPapers.get(code) ?? [],
          observations: parts.observations.get(code) ?? [],
          problems: parts.problems.get(code) ?? [],
        },
        accepted: filings.get(code) ?? [],
      },
    ]),
  );
}

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
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const k = key(row);
    if (k === undefined) continue;
    const group = groups.get(k);
    if (group === undefined) groups.set(k, [row]);
    else group.push(row);
  }
  return groups;
}
