import { addDays, subtract } from '#lib/kernel';
import { type ClusterFacts, establishmentSource } from './cluster-facts.js';
import { areaDecision, dayOf, expansionsFrom, undatedOf } from './decisions.js';
import type { Picked } from './precedence.js';
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
    facts.establishment === null ? null : { sources: [establishmentSource(facts)] },
  );
}

/** Row 5: row 3 clusters whose establishment was decided within the data window (and, if chosen, expansions). */
function establishedInPeriod(context: RowContext): Member[] {
  return membersWhere(context, (facts) => {
    if (isNew(context, facts)) return { sources: [establishmentSource(facts)] };
    const expansions = expansionsOf(context, facts);
    if (expansions.length === 0) return null;
    return { sources: expansions.map((d) => decisionSource(facts.cluster, d, { value: '1', unit: 'Cụm' })) };
  });
}

function isNew(context: RowContext, facts: ClusterFacts): boolean {
  const day = facts.establishment === null ? null : dayOf(facts.establishment, facts.reading);
  return day !== null && day >= context.input.window.from;
}

function expansionsOf(context: RowContext, facts: ClusterFacts) {
  if (context.choices.expansion_in_period === 'excluded' || facts.establishment === null) return [];
  return expansionsFrom(facts.record.decisions, context.input.window.from, facts.reading);
}

/** Area over row 5: of a new cluster its area as last amended; of an expanded one the area added. */
function areaInPeriod(context: RowContext, facts: ClusterFacts): Picked {
  const now = facts.establishedArea;
  if (isNew(context, facts) || facts.establishment === null) return now;
  const dayBefore = { ...facts.reading, cutOff: addDays(context.input.window.from, -1) };
  const before = areaDecision(facts.record.decisions, facts.establishment, dayBefore)?.areaHa ?? null;
  return { ...now, value: now.value === null || before === null ? null : subtract(now.value, before) };
}

const undatedNote = (context: RowContext): FigureNote[] =>
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
