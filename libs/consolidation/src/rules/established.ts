import { sumKnown } from '#lib/kernel';
import { type ClusterFacts, establishmentSource } from './cluster-facts.js';
import { dayOf, expansionsFrom, undatedOf } from './decisions.js';
import { type Picked, taken } from './precedence.js';
import {
  countMembers,
  type Member,
  membersWhere,
  missingNote,
  type RowContext,
  type RowRule,
  sumMembers,
} from './rows.js';
import { decisionSource } from './sources.js';
import type { FigureNote } from './types.js';

/** Row 3: an establishment decision signed on or before the cut-off and not revoked (Decree 32/2024 Art. 2.9). */
export function established(context: RowContext): Member[] {
  return membersWhere(context, (facts) =>
    facts.establishment === null ? null : { sources: () => [establishmentSource(facts)] },
  );
}

/** Row 5: row 3 clusters whose establishment was decided within the data window (and, if chosen, expansions). */
function establishedInPeriod(context: RowContext): Member[] {
  return membersWhere(context, (facts) => {
    if (isNew(context, facts)) return { sources: () => [establishmentSource(facts)] };
    const expansions = expansionsOf(context, facts);
    if (expansions.length === 0) return null;
    const one = (i: number) => ({ value: i === 0 ? '1' : null, unit: 'Cụm' });
    return { sources: () => expansions.map((e, i) => decisionSource(facts.cluster, e.decision, one(i))) };
  });
}

function isNew(context: RowContext, facts: ClusterFacts): boolean {
  const day = facts.establishment === null ? null : dayOf(facts.establishment, facts.reading);
  return day !== null && day >= context.input.window.from;
}

function expansionsOf(context: RowContext, facts: ClusterFacts) {
  if (context.choices.expansion_in_period === 'excluded' || facts.establishment === null) return [];
  return expansionsFrom(facts.record.decisions, facts.establishment, context.input.window.from, facts.reading);
}

/** Area over row 5: of a new cluster its area as last amended; of an expanded one what its expansions added. */
function areaInPeriod(context: RowContext, facts: ClusterFacts): Picked {
  if (isNew(context, facts)) return facts.establishedArea;
  const expansions = expansionsOf(context, facts);
  const areUnknown = expansions.some((e) => e.addedHa === null);
  return taken(
    {
      value: areUnknown ? null : sumKnown(expansions.map((e) => e.addedHa)),
      tier: 'decision',
      confirmed: !areUnknown,
    },
    () => expansions.map((e) => decisionSource(facts.cluster, e.decision, { value: e.addedHa, unit: 'ha' })),
  );
}

const undatedNote = (context: RowContext) => (): FigureNote[] =>
  missingNote(
    'UNDATED_DECISION',
    'có quyết định thành lập không rõ ngày ký, chưa được tính',
    context.clusters.filter(
      (f) => f.establishment === null && undatedOf(f.record.decisions, ['establishment'], f.reading).length > 0,
    ),
  );

export const establishedRows: readonly RowRule[] = [
  {
    key: 'established_count',
    points: ['establishment_day', 'undated_decision'],
    derive: (context) => countMembers(context, established(context), undatedNote(context)),
  },
  {
    key: 'established_area',
    points: ['establishment_day', 'undated_decision'],
    derive: (context) => sumMembers(context, established(context), (f) => f.establishedArea, undatedNote(context)),
  },
  {
    key: 'established_in_period_count',
    points: ['establishment_day', 'undated_decision', 'expansion_in_period'],
    derive: (context) => countMembers(context, establishedInPeriod(context)),
  },
  {
    key: 'established_in_period_area',
    points: ['establishment_day', 'undated_decision', 'expansion_in_period'],
    derive: (context) => sumMembers(context, establishedInPeriod(context), (f) => areaInPeriod(context, f)),
  },
];
