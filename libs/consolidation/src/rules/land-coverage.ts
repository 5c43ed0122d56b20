import { add, type DecimalString, sumKnown } from '#lib/kernel';
import type { ClusterFacts } from './cluster-facts.js';
import { industrialLand } from './occupancy.js';
import { onceBy } from './once.js';
import type { LandCoverage } from './types.js';

const landHa = onceBy(
  (facts: ClusterFacts) => facts.record,
  ({ choices }) => `${choices.industrial_land} ${choices.undated_decision} ${choices.establishment_day}`,
  (facts): DecimalString | null => industrialLand(facts).value,
);

/** Of a whole unit it is asked for row after row. */
const landOfAll = onceBy(
  (clusters: readonly ClusterFacts[]) => clusters,
  () => '',
  (clusters) => ({
    land: sumKnown(clusters.map(landHa)),
    unknown: clusters.filter((f) => landHa(f) === null).length,
  }),
);

/** Industrial land of the clusters a row expects, and of those among them that it knows. */
export function landCoverage(expected: readonly ClusterFacts[], covered: readonly ClusterFacts[]): LandCoverage {
  const { land, unknown } = landOfAll(expected);
  if (covered.length === expected.length) return { expected: land, covered: land, unknown };
  const known = sumKnown(covered.map(landHa));
  return { expected: land, covered: land === null ? null : (known ?? '0'), unknown };
}

/** The same over several units; null parts add nothing. Absent where none of them says. */
export function landOfUnits(parts: readonly (LandCoverage | undefined)[]): LandCoverage | undefined {
  const said = parts.filter((p) => p !== undefined);
  if (said.length === 0) return undefined;
  return said.reduce((sum, p) => ({
    expected: plus(sum.expected, p.expected),
    covered: plus(sum.covered, p.covered),
    unknown: sum.unknown + p.unknown,
  }));
}

const plus = (a: DecimalString | null, b: DecimalString | null): DecimalString | null =>
  a === null ? b : b === null ? a : add(a, b);
