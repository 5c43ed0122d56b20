import type { ClusterFacts } from './cluster-facts.js';
import type { DefinitionPointName } from './definitions.js';
import { operatingEvidence } from './occupancy.js';
import {
  countMembers,
  type Member,
  membersWhere,
  missingNote,
  type RowContext,
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

const POINTS: readonly DefinitionPointName[] = ['project_in_cluster', 'establishment_day', 'undated_decision'];

function count(key: string, of?: (facts: ClusterFacts) => boolean): RowRule {
  return {
    key,
    points: POINTS,
    derive: (context) => {
      const members = operating(context, of);
      return countMembers(context, members, () => statementNote(members));
    },
  };
}

function area(key: string, of?: (facts: ClusterFacts) => boolean): RowRule {
  return {
    key,
    points: of === isEstablished ? POINTS : [...POINTS, 'unestablished_area'],
    derive: (context) => sumMembers(context, operating(context, of), (f) => f.area),
  };
}

/**
 * 15 and 16 are the sums their own labels say: a cluster is established or not, so counting and adding over
 * both is adding 15.1 + 15.2 and 16.1 + 16.2, with areas nobody knows left out once.
 */
export const operatingRows: readonly RowRule[] = [
  count('operating_count'),
  count('operating_established_count', isEstablished),
  count('operating_unestablished_count', isUnestablished),
  count('operating_craft_village_count', isCraftVillage),
  count('operating_specialised_count', isSpecialised),
  area('operating_area'),
  area('operating_established_area', isEstablished),
  area('operating_unestablished_area', isUnestablished),
  area('operating_craft_village_area', isCraftVillage),
  area('operating_specialised_area', isSpecialised),
];
