import { type DecimalString, type IsoDate, subtract } from '#lib/kernel';
import { type DecisionKind, establishmentInForce, type SnapshotDecision } from '#lib/register';
import type { Choices } from './definitions.js';
import { compareText } from './record.js';

/** How days of decisions are read. */
export interface DecisionReading {
  readonly cutOff: IsoDate;
  readonly choices: Pick<Choices, 'establishment_day' | 'undated_decision'>;
}

/** Before every dated decision: where an undated one stands when it is counted at all. */
const LONG_AGO: IsoDate = '0001-01-01';

/** Day on which a decision counts; null when it has none and undated decisions are not counted. */
export function dayOf(decision: SnapshotDecision, { choices }: Pick<DecisionReading, 'choices'>): IsoDate | null {
  const establishing = decision.kind !== 'detailed_plan' && decision.kind !== 'infrastructure_project';
  const effective = establishing && choices.establishment_day === 'effective' ? decision.effectiveOn : null;
  const day = effective ?? decision.signedOn;
  if (day !== null) return day;
  return choices.undated_decision === 'counted' ? LONG_AGO : null;
}

interface Dated {
  readonly decision: SnapshotDecision;
  readonly day: IsoDate;
}

/** Decisions of these kinds in force of time on or before the cut-off, oldest first; ties by weight of kind, then id. */
function datedOf(
  decisions: readonly SnapshotDecision[],
  kinds: readonly DecisionKind[],
  reading: DecisionReading,
): Dated[] {
  const dated: Dated[] = [];
  for (const decision of decisions) {
    const day = kinds.includes(decision.kind) ? dayOf(decision, reading) : null;
    if (day !== null && day <= reading.cutOff) dated.push({ decision, day });
  }
  if (dated.length < 2) return dated;
  return dated.sort(
    (a, b) =>
      compareText(a.day, b.day) ||
      kinds.indexOf(a.decision.kind) - kinds.indexOf(b.decision.kind) ||
      compareText(a.decision.id, b.decision.id),
  );
}

/** The establishment decision in force at the cut-off: the register's own rule, with days as they are read here. */
export function establishmentAt(
  decisions: readonly SnapshotDecision[],
  reading: DecisionReading,
): SnapshotDecision | null {
  return establishmentInForce(decisions, reading.cutOff, (decision) => dayOf(decision, reading));
}

const AREA_KINDS: readonly DecisionKind[] = ['establishment', 'expansion', 'adjustment'];

/** The last decision, from the establishment on, that states an area: the area of the cluster since then. */
export function areaDecision(
  decisions: readonly SnapshotDecision[],
  establishment: SnapshotDecision,
  reading: DecisionReading,
): SnapshotDecision | null {
  const from = dayOf(establishment, reading) ?? LONG_AGO;
  return newest(datedOf(decisions, AREA_KINDS, reading).filter((d) => d.day >= from && d.decision.areaHa !== null));
}

/** The last decision that states a type of cluster. */
export function typeDecision(
  decisions: readonly SnapshotDecision[],
  reading: DecisionReading,
): SnapshotDecision | null {
  return newest(datedOf(decisions, AREA_KINDS, reading).filter((d) => d.decision.clusterType !== null));
}

/** The newest decision of a kind on or before the cut-off that satisfies `has`. */
export function newestOf(
  decisions: readonly SnapshotDecision[],
  kind: DecisionKind,
  reading: DecisionReading,
  has: (decision: SnapshotDecision) => boolean = () => true,
): SnapshotDecision | null {
  let best: Dated | null = null;
  for (const decision of decisions) {
    if (decision.kind !== kind) continue;
    const day = dayOf(decision, reading);
    if (day === null || day > reading.cutOff || !has(decision)) continue;
    if (best === null || (compareText(best.day, day) || compareText(best.decision.id, decision.id)) <= 0)
      best = { decision, day };
  }
  return best?.decision ?? null;
}

/** An expansion and the area it added. */
export interface Expansion {
  readonly decision: SnapshotDecision;
  /** Null where its own area or the one before it is not stated. */
  readonly addedHa: DecimalString | null;
}

/** Expansions of an established cluster in force of time within [from, cut-off], each with what it added to the area before it. */
export function expansionsFrom(
  decisions: readonly SnapshotDecision[],
  establishment: SnapshotDecision,
  from: IsoDate,
  reading: DecisionReading,
): Expansion[] {
  const since = dayOf(establishment, reading) ?? LONG_AGO;
  const ofCluster = datedOf(decisions, AREA_KINDS, reading).filter((d) => d.day >= since);
  return ofCluster.flatMap(({ decision, day }, i) => {
    if (decision.kind !== 'expansion' || day < from) return [];
    const before = ofCluster.slice(0, i).findLast((d) => d.decision.areaHa !== null)?.decision.areaHa ?? null;
    const known = decision.areaHa !== null && before !== null;
    return [{ decision, addedHa: known ? subtract(decision.areaHa, before) : null }];
  });
}

/** Decisions of these kinds that do not count because nobody knows their day. */
export function undatedOf(
  decisions: readonly SnapshotDecision[],
  kinds: readonly DecisionKind[],
  reading: DecisionReading,
): SnapshotDecision[] {
  return decisions.filter((d) => kinds.includes(d.kind) && dayOf(d, reading) === null);
}

const newest = (dated: readonly Dated[]): SnapshotDecision | null => dated.at(-1)?.decision ?? null;
