import type { DecimalString, IsoDate } from '#lib/kernel';
import type { ObservationFact } from '../facts.js';
import type {
  ClusterRow,
  ClusterStateRow,
  DecisionRow,
  ObservationRow,
  PlanEntryRow,
  RegisterRows,
  TenantProjectRow,
} from '../rows.js';

/** A defect a rule has found. Its identity is code, cluster (or province) and, where one code can occur twice, `key`. */
export interface FoundProblem {
  readonly code: DataProblemCode;
  readonly severity: 'error' | 'warning' | 'note';
  readonly provinceCode: string;
  readonly clusterId: string | null;
  readonly key?: string;
  /** Vietnamese: where, what, what to do. */
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly sourceId: string | null;
}

/** Stable codes of data problems; a code never changes its meaning. */
export type DataProblemCode =
  // establishment and plan
  | 'LISTED_ESTABLISHED_WITHOUT_DECISION'
  | 'ESTABLISHMENT_UNKNOWN'
  | 'DECISION_MISSING_FOR_STATUS'
  | 'DECISION_AREA_OF_LATER_DATE'
  | 'DETAILED_PLAN_INCOMPLETE'
  | 'AREA_SOURCES_DIFFER'
  // identity and place
  | 'NUMBERED_NEIGHBOURS'
  | 'LEAD_COMMUNE_ASSUMED'
  | 'COMMUNE_NOT_ON_MAP'
  | 'BECAME_INDUSTRIAL_PARK'
  // land and occupancy
  | 'DENOMINATOR_IS_CLUSTER_AREA'
  | 'DENOMINATOR_UNCONFIRMED'
  | 'OCCUPANCY_SOURCES_DISAGREE'
  | 'OCCUPANCY_RATE_DIFFERS_FROM_PARTS'
  | 'OBSERVATION_DATE_ASSUMED'
  | 'TENANTS_NOT_LISTED'
  | 'LAND_DEMAND_EXCEEDS_CLUSTER'
  // tenants
  | 'LEASE_DATE_MISSING'
  | 'INVESTMENT_PAPER_KIND_INFERRED'
  | 'LEASED_WITHOUT_INVESTMENT_PAPER'
  // totals of a province
  | 'NOT_IN_PLAN'
  | 'PLAN_AREA_DIFFERS_FROM_SUM'
  | 'WITHDRAWN_COUNT_DIFFERS'
  | 'SUM_LEASED_DIFFERS_FROM_TOTAL'
  | 'SUM_PROJECTS_DIFFERS_FROM_TOTAL'
  | 'PUBLISHED_TOTALS_DISAGREE'
  | 'AVERAGE_OVER_NON_OPERATING'
  | 'OCCUPANCY_BASES_DISAGREE'
  | 'REMAINING_LAND_DIFFERS'
  | 'CLUSTERS_NOT_NAMED';

/** All rows about one cluster. */
export interface ClusterCase {
  readonly cluster: ClusterRow;
  readonly state: ClusterStateRow | null;
  /** The newest plan entry. */
  readonly plan: PlanEntryRow | null;
  readonly decisions: readonly DecisionRow[];
  readonly tenants: readonly TenantProjectRow[];
  readonly observations: readonly ObservationRow[];
  /** Newest observation of a fact; null when nobody stated it. */
  observed(fact: ObservationFact): ObservationRow | null;
  value(fact: ObservationFact): DecimalString | null;
}

/** One province: its clusters and what is said of it as a whole. */
export interface ProvinceCase {
  readonly provinceCode: string;
  readonly clusters: readonly ClusterCase[];
  readonly observations: readonly ObservationRow[];
  readonly rows: RegisterRows;
}

/** Sorts a bundle of rows by cluster and province. */
export function casesOf(rows: RegisterRows): ProvinceCase[] {
  const provinces = new Set([
    ...rows.clusters.map((c) => c.provinceCode),
    ...rows.observations.filter((o) => o.clusterId === null).map((o) => o.provinceCode),
  ]);
  const of = <T extends { readonly clusterId: string | null }>(all: readonly T[]) =>
    Map.groupBy(all, (r) => r.clusterId);
  const states = of(rows.states);
  const plans = of(rows.planEntries);
  const decisions = of(rows.decisions);
  const tenants = of(rows.tenantProjects);
  const observations = of(rows.observations);
  const clusterCase = (cluster: ClusterRow): ClusterCase => {
    const own = [...(observations.get(cluster.id) ?? [])].sort((a, b) =>
      a.observedOn === b.observedOn ? 0 : a.observedOn < b.observedOn ? 1 : -1,
    );
    const observed = (fact: ObservationFact) => own.find((o) => o.fact === fact) ?? null;
    return {
      cluster,
      state: latest(states.get(cluster.id)),
      plan: latest(plans.get(cluster.id)),
      decisions: decisions.get(cluster.id) ?? [],
      tenants: tenants.get(cluster.id) ?? [],
      observations: own,
      observed,
      value: (fact) => observed(fact)?.value ?? null,
    };
  };
  return [...provinces].sort().map((provinceCode) => ({
    provinceCode,
    clusters: rows.clusters.filter((c) => c.provinceCode === provinceCode).map(clusterCase),
    observations: (observations.get(null) ?? []).filter((o) => o.provinceCode === provinceCode),
    rows,
  }));
}

function latest<T extends { readonly validFrom: string }>(rows: readonly T[] | undefined): T | null {
  return rows?.reduce((a, b) => (b.validFrom > a.validFrom ? b : a)) ?? null;
}

/** A day as people write it: 28/9/2026. */
export function viDay(day: IsoDate): string {
  const [year, month, date] = day.split('-');
  return `${Number(date)}/${Number(month)}/${year}`;
}

/** A problem of one cluster, with what is the same for all of them filled in. */
export function clusterProblem(
  c: ClusterCase,
  code: DataProblemCode,
  severity: FoundProblem['severity'],
  message: string,
  details: FoundProblem['details'] = {},
  sourceId: string | null = null,
): FoundProblem {
  return { code, severity, provinceCode: c.cluster.provinceCode, clusterId: c.cluster.id, message, details, sourceId };
}
