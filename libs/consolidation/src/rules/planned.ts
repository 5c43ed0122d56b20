import { type ClusterFacts } from './cluster-facts.js';
import { operatingEvidence } from './occupancy.js';
import { type Picked, pick } from './precedence.js';
import { countMembers, type Member, membersWhere, type RowContext, type RowRule, sumMembers } from './rows.js';
import { planEntrySource } from './sources.js';

/** Rows 1-2: clusters of the development plan (Decree 32/2024 Art. 4.2.đ, 5.3), withdrawn ones left out. */
function planned(context: RowContext): Member[] {
  return membersWhere(context, (facts) => {
    const { plan, cluster } = facts;
    if (plan === null) return null;
    const withdrawnOperating =
      !plan.listed && context.choices.plan_scope === 'listed_or_operating' && operatingEvidence(facts) !== null;
    return plan.listed || withdrawnOperating
      ? { sources: () => [planEntrySource(cluster, plan, { value: '1', unit: 'Cụm' })] }
      : null;
  });
}

function plannedArea(facts: ClusterFacts): Picked {
  const { plan, cluster, choices } = facts;
  if (choices.plan_area === 'decision_else_plan' && facts.establishedArea.value !== null) return facts.establishedArea;
  if (plan === null) return pick(['plan'], []);
  const value = plan.plannedAreaHa;
  return pick(
    ['plan'],
    [{ tier: 'plan', value, sources: () => [planEntrySource(cluster, plan, { value, unit: 'ha' })] }],
  );
}

export const plannedRows: readonly RowRule[] = [
  {
    key: 'planned_count',
    points: ['plan_scope'],
    derive: (context) => countMembers(context, planned(context)),
  },
  {
    key: 'planned_area',
    points: ['plan_scope', 'plan_area'],
    derive: (context) => sumMembers(context, planned(context), plannedArea),
  },
];
