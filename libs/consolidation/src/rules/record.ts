import type { FormCode } from '#lib/forms';
import { halfYearWithin, type PeriodCode } from '#lib/kernel';
import type {
  RegisterSnapshot,
  SnapshotCluster,
  SnapshotDecision,
  SnapshotInfrastructureProject,
  SnapshotInvestmentPaper,
  SnapshotLease,
  SnapshotObservation,
  SnapshotPlanEntry,
  SnapshotTenantProject,
} from '#lib/register';
import type { AcceptedFigure } from './types.js';

/** A tenant project with its papers. */
export interface ProjectRecord {
  readonly project: SnapshotTenantProject;
  readonly leases: readonly SnapshotLease[];
  readonly papers: readonly SnapshotInvestmentPaper[];
}

/** All that is recorded about one cluster. Order of the input plays no part: everything is sorted by id. */
export interface ClusterRecord {
  readonly cluster: SnapshotCluster;
  readonly planEntries: readonly SnapshotPlanEntry[];
  readonly decisions: readonly SnapshotDecision[];
  readonly infrastructureProjects: readonly SnapshotInfrastructureProject[];
  readonly projects: readonly ProjectRecord[];
  readonly observations: readonly SnapshotObservation[];
  /** Accepted form 02 of the period, by key. */
  readonly form02: ReadonlyMap<string, AcceptedFigure>;
  /** Accepted forms 01 of the period, of all its projects. */
  readonly form01: readonly AcceptedFigure[];
  /** Of a year: accepted form 02 of the six months within it, by key. */
  readonly halfYear02: ReadonlyMap<string, AcceptedFigure>;
  /** Of a year: accepted forms 01 of the six months within it. */
  readonly halfYear01: readonly AcceptedFigure[];
}

/**
 * Groups a snapshot and the accepted filings of one period (and of the six months within a year) by cluster. A cluster given twice counts once;
 * facts of clusters that are not in the snapshot are left out.
 */
export function clusterRecords(
  snapshot: RegisterSnapshot,
  accepted: readonly AcceptedFigure[],
  period: PeriodCode,
): ClusterRecord[] {
  const clusters = new Map(snapshot.clusters.map((c) => [c.id, c]));
  const plans = grouped(snapshot.planEntries, (e) => e.clusterId);
  const decisions = grouped(snapshot.decisions, (d) => d.clusterId);
  const infra = grouped(snapshot.infrastructureProjects, (p) => p.clusterId);
  const tenants = grouped(snapshot.tenantProjects, (p) => p.clusterId);
  const leases = grouped(snapshot.leases, (l) => l.projectId);
  const papers = grouped(snapshot.investmentPapers, (p) => p.projectId);
  const observations = grouped(snapshot.observations, (o) => o.clusterId);
  const within = halfYearWithin(period);
  const of = (form: FormCode, filedFor: PeriodCode | null) =>
    byCluster(accepted.filter((f) => f.form === form && f.period === filedFor));
  const [form01, form02, half01, half02] = [of('01', period), of('02', period), of('01', within), of('02', within)];
  const byKey = (figures: readonly AcceptedFigure[] = []) => new Map(figures.map((f) => [f.key, f]));
  return [...clusters.values()].sort(byCode).map((cluster) => ({
    cluster,
    planEntries: plans.get(cluster.id) ?? [],
    decisions: decisions.get(cluster.id) ?? [],
    infrastructureProjects: infra.get(cluster.id) ?? [],
    projects: (tenants.get(cluster.id) ?? []).map((project) => ({
      project,
      leases: leases.get(project.id) ?? [],
      papers: papers.get(project.id) ?? [],
    })),
    observations: observations.get(cluster.id) ?? [],
    form02: byKey(form02.get(cluster.id)),
    form01: form01.get(cluster.id) ?? [],
    halfYear02: byKey(half02.get(cluster.id)),
    halfYear01: half01.get(cluster.id) ?? [],
  }));
}

/** One figure per filer and key: the newest revision. */
export function newestRevisions(figures: readonly AcceptedFigure[]): AcceptedFigure[] {
  if (standApart(figures)) return [...figures];
  const newest = new Map<string, AcceptedFigure>();
  for (const figure of figures) {
    const key = `${figure.form}|${figure.period}|${figure.filerRef}|${figure.key}`;
    const known = newest.get(key);
    if (known === undefined || figure.revision > known.revision) newest.set(key, figure);
  }
  return [...newest.values()].sort((a, b) => compareText(a.filerRef, b.filerRef) || compareText(a.key, b.key));
}

/** Each of another filer or key than the one before, in order: as the database gives them. */
function standApart(figures: readonly AcceptedFigure[]): boolean {
  const [first] = figures;
  return figures.every((f, i) => {
    const before = figures[i - 1];
    if (f.form !== first?.form || f.period !== first.period) return false;
    return (
      before === undefined || before.filerRef < f.filerRef || (before.filerRef === f.filerRef && before.key < f.key)
    );
  });
}

/** Code-unit order: the same on every machine, unlike a locale's. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const byCode = (a: SnapshotCluster, b: SnapshotCluster): number =>
  compareText(a.code, b.code) || compareText(a.id, b.id);

function byCluster(figures: readonly AcceptedFigure[]): Map<string, AcceptedFigure[]> {
  const groups = new Map<string, AcceptedFigure[]>();
  for (const figure of figures) if (figure.clusterId !== null) push(groups, figure.clusterId, figure);
  for (const [cluster, own] of groups) groups.set(cluster, newestRevisions(own));
  return groups;
}

/** Groups by a key, once per id, in order of id. */
function grouped<T extends { readonly id: string }>(rows: readonly T[], key: (row: T) => string | null) {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const k = key(row);
    if (k !== null) push(groups, k, row);
  }
  for (const [k, own] of groups) if (own.length > 1) groups.set(k, onceInOrder(own));
  return groups;
}

const onceInOrder = <T extends { readonly id: string }>(rows: readonly T[]): T[] =>
  [...new Map(rows.map((row) => [row.id, row])).values()].sort((a, b) => compareText(a.id, b.id));

function push<T>(groups: Map<string, T[]>, key: string, row: T): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [row]);
  else group.push(row);
}
