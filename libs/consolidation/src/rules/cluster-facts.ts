import { compare, type DecimalString, type IsoDate } from '#lib/kernel';
import type { ObservationFact, SnapshotCluster, SnapshotDecision, SnapshotPlanEntry } from '#lib/register';
import { areaDecision, type DecisionReading, establishmentAt, newestOf, typeDecision } from './decisions.js';
import type { Choices } from './definitions.js';
import { onceBy } from './once.js';
import { type Candidate, type Picked, pick, precedence } from './precedence.js';
import { type ClusterRecord, compareText } from './record.js';
import { clusterSource, decisionSource, filingSource, observationSource, planEntrySource } from './sources.js';
import { type Tenant, tenantsAt } from './tenants.js';
import type { AcceptedFigure, FigureSource } from './types.js';

/** What is established about one cluster at the cut-off, under one set of definitions. */
export interface ClusterFacts {
  readonly record: ClusterRecord;
  readonly cluster: SnapshotCluster;
  readonly reading: DecisionReading;
  readonly choices: Choices;
  /** Entry of the development plan in force at the cut-off. */
  readonly plan: SnapshotPlanEntry | null;
  readonly establishment: SnapshotDecision | null;
  /** Area by the establishment decision as last amended; unknown for an unestablished cluster. */
  readonly establishedArea: Picked;
  readonly detailedPlan: SnapshotDecision | null;
  /** Industrial land by the approved detailed plan alone (row 17). */
  readonly planIndustrialLand: Picked;
  readonly infraApproval: SnapshotDecision | null;
  /** Established area, else the area an unestablished cluster is counted with. */
  readonly area: Picked;
  readonly type: { readonly type: SnapshotCluster['type']; readonly decision: SnapshotDecision | null };
  readonly tenants: readonly Tenant[];
}

/** Tenants stand the same under every definition. */
const tenantsOf = onceBy(
  (of: { readonly record: ClusterRecord; readonly cutOff: IsoDate }) => of.record,
  (of) => of.cutOff,
  ({ record, cutOff }) => tenantsAt(record.projects, cutOff),
);

/** Works out the facts of one cluster. */
export function clusterFacts(record: ClusterRecord, cutOff: IsoDate, choices: Choices): ClusterFacts {
  const { cluster, decisions } = record;
  const reading: DecisionReading = { cutOff, choices };
  const plan = planEntry(record.planEntries, cutOff);
  const establishment = establishmentAt(decisions, reading);
  const established = establishment === null ? null : areaDecision(decisions, establishment, reading);
  const establishedArea = pick(
    ['decision'],
    byDecision('decision', cluster, established, (d) => d.areaHa),
  );
  const landPlan = newestOf(decisions, 'detailed_plan', reading, (d) => d.industrialLandHa !== null);
  const typed = typeDecision(decisions, reading);
  return {
    record,
    cluster,
    reading,
    choices,
    plan,
    establishment,
    establishedArea,
    detailedPlan: newestOf(decisions, 'detailed_plan', reading),
    planIndustrialLand: pick(
      ['detailed_plan'],
      byDecision('detailed_plan', cluster, landPlan, (d) => d.industrialLandHa),
    ),
    infraApproval: newestOf(decisions, 'infrastructure_project', reading),
    area: establishment === null ? unestablishedArea(record, plan, reading, choices) : establishedArea,
    type: { type: typed?.clusterType ?? cluster.type, decision: typed },
    tenants: tenantsOf({ record, cutOff }),
  };
}

/** The entry in force at the cut-off; of several the newest. */
function planEntry(entries: readonly SnapshotPlanEntry[], cutOff: IsoDate): SnapshotPlanEntry | null {
  const inForce = entries.filter((e) => e.validFrom <= cutOff && (e.validTo === null || e.validTo > cutOff));
  return inForce.sort((a, b) => compareText(a.validFrom, b.validFrom) || compareText(a.id, b.id)).at(-1) ?? null;
}

/** A withdrawn entry has no planned area any more: the one it had before stands for it. */
function plannedOrFormer(plan: SnapshotPlanEntry): DecimalString | null {
  return plan.listed ? plan.plannedAreaHa : (plan.plannedAreaHa ?? plan.areaBeforeHa);
}

function unestablishedArea(
  record: ClusterRecord,
  plan: SnapshotPlanEntry | null,
  reading: DecisionReading,
  choices: Choices,
): Picked {
  const { cluster } = record;
  const detailed = newestOf(record.decisions, 'detailed_plan', reading, (d) => d.areaHa !== null);
  const value = plan === null ? null : plannedOrFormer(plan);
  const planned: Candidate[] =
    plan === null
      ? []
      : [
          {
            tier: plan.listed ? 'plan' : 'withdrawn_plan',
            value,
            sources: () => [planEntrySource(cluster, plan, { value, unit: 'ha' })],
          },
        ];
  const order = choices.unestablished_area === 'planned' ? precedence.plannedArea : precedence.unestablishedArea;
  return pick(order, [
    ...byDecision('detailed_plan', cluster, detailed, (d) => d.areaHa),
    ...planned,
    ...statements(record, reading.cutOff, ['cluster_area']),
  ]);
}

function byDecision(
  tier: 'decision' | 'detailed_plan',
  cluster: SnapshotCluster,
  decision: SnapshotDecision | null,
  amount: (decision: SnapshotDecision) => DecimalString | null,
): Candidate[] {
  if (decision === null) return [];
  const value = amount(decision);
  return [{ tier, value, sources: () => [decisionSource(cluster, decision, { value, unit: 'ha' })] }];
}

/** Area of the detailed plan alone: the last approval that states one. */
export function detailedPlanArea(facts: ClusterFacts): Picked {
  const stated = newestOf(facts.record.decisions, 'detailed_plan', facts.reading, (d) => d.areaHa !== null);
  return pick(
    ['detailed_plan'],
    byDecision('detailed_plan', facts.cluster, stated, (d) => d.areaHa),
  );
}

/** What somebody stated on a day. */
interface Statement extends Candidate {
  readonly observedOn: IsoDate;
}

/** Statements of these facts on or before the cut-off, newest first; `implied` ones are a tier of their own. */
export function statements(
  record: ClusterRecord,
  cutOff: IsoDate,
  facts: readonly ObservationFact[],
  unit?: string,
): Statement[] {
  if (record.observations.length === 0) return [];
  return record.observations
    .filter((o) => facts.includes(o.fact) && o.observedOn <= cutOff && o.value !== null)
    .sort(
      (a, b) =>
        compareText(b.observedOn, a.observedOn) ||
        facts.indexOf(a.fact) - facts.indexOf(b.fact) ||
        compareText(b.id, a.id),
    )
    .map((o) => ({
      tier: o.fact === 'occupancy_denominator' || o.basis === 'implied' ? 'implied' : 'statement',
      value: o.value,
      observedOn: o.observedOn,
      sources: () => [observationSource(record.cluster.name, o, unit)],
    }));
}

/**
 * The accepted form 02 of the period as a candidate, and the one of the six months within the year: where the year's
 * has not come, what stood in June is the last that was said; where it has, the six months' is only shown beside it.
 */
export function filed(record: ClusterRecord, key: string, unit: string): Candidate[] {
  const earlier = record.form02.size === 0 ? 'half_year' : 'older_filing';
  const candidates: Candidate[] = [];
  for (const candidate of [
    answered('filing', record.form02.get(key), unit, record.cluster.name),
    answered(earlier, record.halfYear02.get(key), unit, record.cluster.name),
  ])
    if (candidate !== null) candidates.push(candidate);
  return candidates;
}

function answered(
  tier: 'filing' | 'half_year' | 'older_filing',
  figure: AcceptedFigure | undefined,
  unit: string,
  place: string,
): Candidate | null {
  if (figure === undefined || figure.value === null) return null;
  return { tier, value: figure.value, sources: () => [filingSource(figure, unit, place)] };
}

/** True when a picked value is known and greater than zero. */
export const positive = (value: DecimalString | null): boolean => value !== null && compare(value, '0') > 0;

/** The document that makes a cluster established, as one counted cluster. */
export function establishmentSource(facts: ClusterFacts): FigureSource {
  const one = { value: '1', unit: 'Cụm' };
  return facts.establishment === null
    ? clusterSource(facts.cluster, one)
    : decisionSource(facts.cluster, facts.establishment, one);
}
