import { compare, sumKnown } from '#lib/kernel';
import { type ClusterFacts, filed, positive, statements } from './cluster-facts.js';
import { onceBy } from './once.js';
import { type Candidate, listed, notCounted, type Picked, pick, precedence, taken } from './precedence.js';
import { clusterSource, leaseSource, paperSource, tenantProjectSource } from './sources.js';
import { approvedBeyondLease, inCluster } from './tenants.js';
import type { FigureSource } from './types.js';

const recordOf = (facts: ClusterFacts) => facts.record;
const dayOf = (facts: ClusterFacts): string => facts.reading.cutOff;

/** Land leased to tenants in ha. Registered interest, cleared land and the investor's own lease are not in it. */
export const leasedLand = onceBy(recordOf, dayOf, (facts: ClusterFacts): Picked => {
  const { record } = facts;
  return pick(precedence.leasedLand, [
    ...filed(record, 'industrial_land_leased', 'ha'),
    ...registerLeases(facts),
    ...statements(record, facts.reading.cutOff, ['leased_land']),
  ]);
});

/**
 * What the register's leases say of the cluster. Leases that have all ended say 0, and better than an old statement;
 * a register that never held a lease of the cluster says nothing, and so does a lease whose area nobody stated.
 */
const registerLeases = onceBy(recordOf, dayOf, (facts: ClusterFacts): Candidate[] => {
  const held = facts.tenants.flatMap((t) => (t.alive ? t.leases.map((lease) => ({ tenant: t, lease })) : []));
  const stated = held.filter((h) => h.lease.areaHa !== null);
  const haveEnded = held.length === 0 && facts.tenants.some((t) => t.hasLeased);
  if (stated.length === 0 && !haveEnded) return [];
  const isPartial = stated.length < held.length;
  return [
    {
      tier: 'register',
      value: sumKnown(stated.map((h) => h.lease.areaHa)) ?? '0',
      confirmed: !isPartial,
      partial: isPartial,
      sources: () => held.map((h) => leaseSource(facts.cluster, h.tenant.record.project.enterpriseName, h.lease)),
    },
  ];
});

/** The occupancy numerator and what a reader must know about it. */
export interface OccupancyNumerator {
  readonly picked: Picked;
  /** Leased land by filing or statement differs from the register's leases, and approved land was added to it. */
  readonly leasesDisagree: boolean;
}

/**
 * A of Decree 32/2024 Art. 2.7 in ha: land leased, or covered by an investment-policy approval or a
 * registration certificate. Per project the wider of lease and approval counts, so that a parcel approved and
 * leased counts once: leased land + what is approved beyond each project's own lease.
 */
export const occupancyNumerator = onceBy(recordOf, dayOf, (facts: ClusterFacts): OccupancyNumerator => {
  const leased = leasedLand(facts);
  const beyond = facts.tenants.map((tenant) => ({ tenant, ha: approvedBeyondLease(tenant) }));
  const value = sumKnown([leased.value, ...beyond.map((b) => b.ha)]);
  const papers = (): FigureSource[] =>
    beyond.flatMap(({ tenant, ha }) => {
      if (tenant.approvedBy === null || ha === null) return [];
      const source = paperSource(facts.cluster, tenant.record.project.enterpriseName, tenant.approvedBy, ha);
      return [positive(ha) ? source : notCounted({ ...source, value: tenant.approvedHa })];
    });
  const added = beyond.some((b) => positive(b.ha));
  const inRegister = registerLeases(facts)[0]?.value ?? null;
  const disagree =
    leased.tier !== 'register' &&
    leased.value !== null &&
    inRegister !== null &&
    compare(leased.value, inRegister) !== 0;
  return {
    picked: taken(
      {
        value,
        tier: leased.tier ?? (value === null ? null : 'register'),
        confirmed: leased.value === null ? value !== null : leased.confirmed,
        partial: leased.partial === true,
      },
      () => [...leased.sources, ...papers()],
    ),
    leasesDisagree: added && disagree,
  };
});

/** B of Art. 2.7 in ha: industrial land by the approved detailed plan; a statement is unconfirmed. */
export function industrialLand(facts: ClusterFacts): Picked {
  const { record, choices, planIndustrialLand: plan, reading } = facts;
  if (choices.industrial_land === 'plan_only') return plan;
  const order = precedence.industrialLand.filter((t) => t !== 'implied' || choices.industrial_land === 'with_implied');
  return pick(order, [
    { tier: 'detailed_plan', value: plan.value, sources: () => plan.sources },
    ...statements(record, reading.cutOff, ['industrial_land', 'occupancy_denominator']),
  ]);
}

/** Industrial land with infrastructure ready for lease in ha (form 02 row 3). */
export function readyLand(facts: ClusterFacts): Picked {
  return pick(precedence.readyLand, filed(facts.record, 'industrial_land_infra_ready', 'ha'));
}

/** Why a cluster counts as operating. */
export interface OperatingEvidence {
  readonly sources: () => readonly FigureSource[];
  /** Only a statement says so; no project and no filing does. */
  readonly byStatement: boolean;
}

const ONE = { value: '1', unit: 'Cụm' } as const;

const operatingWord = (facts: ClusterFacts): string => `${facts.reading.cutOff} ${facts.choices.project_in_cluster}`;

/**
 * Operating: at least one investment project in the cluster (row 15). Taken from the register's projects and
 * from the accepted form 02; from statements only where neither says anything. Null: not operating.
 */
export const operatingEvidence = onceBy(recordOf, operatingWord, (facts: ClusterFacts): OperatingEvidence | null => {
  const { record, choices, reading, cluster } = facts;
  const rule = choices.project_in_cluster;
  const keys = rule === 'in_production' ? ['projects_operating'] : ['projects_total', 'industrial_land_leased'];
  const filings = keys
    .flatMap((key) => filed(record, key, key === 'industrial_land_leased' ? 'ha' : 'Dự án'))
    .filter((c) => c.tier !== 'older_filing');
  const projects = facts.tenants.filter((t) => inCluster(t, rule));
  const filedSome = filings.filter((c) => positive(c.value));
  if (projects.length > 0 || filedSome.length > 0)
    return {
      byStatement: false,
      sources: () => [
        clusterSource(cluster, ONE),
        ...projects.map((t) => tenantProjectSource(cluster, t.record.project, { value: null, unit: null })),
        ...filedSome.flatMap((c) => listed(c.sources)),
      ],
    };
  // A project or a lease that has ended, or a form 02 that says none, is better knowledge than a statement.
  const hasEnded = facts.tenants.some((t) => !t.alive || (t.hasLeased && t.leases.length === 0));
  if (filings.length > 0 || hasEnded) return null;
  const stated = statements(
    record,
    reading.cutOff,
    rule === 'in_production' ? ['projects_operating'] : ['projects_total', 'facilities_or_projects', 'leased_land'],
  );
  const newest = stated.filter((c) => positive(c.value) && c.observedOn === stated[0]?.observedOn);
  if (newest.length === 0) return null;
  return {
    byStatement: true,
    sources: () => [clusterSource(cluster, ONE, 'theo số liệu kê khai'), ...newest.flatMap((c) => listed(c.sources))],
  };
});
