import { type DecimalString, sumKnown } from '#lib/kernel';
import type { ClusterFacts } from './cluster-facts.js';
import type { DefinitionPointName } from './definitions.js';
import { operatingEvidence } from './occupancy.js';
import {
  countMembers,
  type Member,
  membersWhere,
  missingNote,
  type RowContext,
  type RowResult,
  type RowRule,
  sumMembers,
} from './rows.js';
import type { FigureNote } from './types.js';

/** Row 15: operating clusters, established or not. A cluster withdrawn from the plan may still operate. */
export function operating(context: RowContext, of: (facts: ClusterFacts) => boolean = () => true): Member[] {
  return membersWhere(context, (facts) => {
    if (!of(facts)) return null;
    const evidence = operatingEvidence(facts);
    return evidence === null ? null : { sources: evidence.sources, confirmed: !evidence.byStatement };
  });
}

const isEstablished = (f: ClusterFacts): boolean => f.establishment !== null;
const isUnestablished = (f: ClusterFacts): boolean => f.establishment === null;
const isCraftVillage = (f: ClusterFacts): boolean => f.type.type === 'craft_village';
const isSpecialised = (f: ClusterFacts): boolean => f.type.type === 'specialised';

/** Says that some clusters count as operating by statement alone. */
export function statementNote(members: readonly Member[]): FigureNote[] {
  return missingNote(
    'OPERATING_BY_STATEMENT',
    'được coi là đang hoạt động theo số liệu kê khai, chưa có dự án hoặc Biểu 02 xác nhận',
    members.filter((m) => !m.confirmed).map((m) => m.facts),
  );
}

function count(key: string, of?: (facts: ClusterFacts) => boolean): RowRule {
  return {
    key,
    points: ['project_in_cluster', ...dependsOnEstablishment(key)],
    derive: (context) => {
      const members = operating(context, of);
      return countMembers(context, members, statementNote(members));
    },
  };
}

function area(key: string, of: (facts: ClusterFacts) => boolean): RowRule {
  return {
    key,
    points: ['project_in_cluster', ...dependsOnEstablishment(key), ...unestablished(key)],
    derive: (context) => sumMembers(context, operating(context, of), (f) => f.area),
  };
}

/** 15 and 16 are what their own label says: the sum of their two parts. */
function total(key: string, parts: readonly [RowRule, RowRule]): RowRule {
  return {
    key,
    points: [...new Set(parts.flatMap((p) => p.points))],
    derive: (context) => {
      const [a, b] = [parts[0].derive(context), parts[1].derive(context)];
      return { ...added(a, b), coverage: key === 'operating_count' ? sameClusters(a, b) : bothCoverages(a, b) };
    },
  };
}

function added(a: RowResult, b: RowResult): Omit<RowResult, 'coverage'> {
  return {
    value: known(a, b),
    sources: [...a.sources, ...b.sources],
    notes: [...a.notes, ...b.notes],
  };
}

const known = (a: RowResult, b: RowResult): DecimalString | null => sumKnown([a.value, b.value]);

/** Both parts look at every cluster of the unit: those stated only are taken off once each. */
function sameClusters(a: RowResult, b: RowResult) {
  const { expected, reported } = a.coverage;
  return { expected, reported, accepted: a.coverage.accepted + b.coverage.accepted - expected };
}

/** Each part looks at its own clusters. */
function bothCoverages(a: RowResult, b: RowResult) {
  return {
    expected: a.coverage.expected + b.coverage.expected,
    reported: a.coverage.reported + b.coverage.reported,
    accepted: a.coverage.accepted + b.coverage.accepted,
  };
}

const dependsOnEstablishment = (key: string): DefinitionPointName[] =>
  /craft|specialised/.test(key) ? [] : ['establishment_day', 'undated_decision'];
const unestablished = (key: string): DefinitionPointName[] =>
  key === 'operating_established_area' ? [] : ['unestablished_area'];

const establishedCount = count('operating_established_count', isEstablished);
const unestablishedCount = count('operating_unestablished_count', isUnestablished);
const establishedArea = area('operating_established_area', isEstablished);
const unestablishedArea = area('operating_unestablished_area', isUnestablished);

export const operatingRows: readonly RowRule[] = [
  total('operating_count', [establishedCount, unestablishedCount]),
  establishedCount,
  unestablishedCount,
  count('operating_craft_village_count', isCraftVillage),
  count('operating_specialised_count', isSpecialised),
  total('operating_area', [establishedArea, unestablishedArea]),
  establishedArea,
  unestablishedArea,
  area('operating_craft_village_area', isCraftVillage),
  area('operating_specialised_area', isSpecialised),
];
