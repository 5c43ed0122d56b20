import { detailedPlanArea } from './cluster-facts.js';
import { newestOf, undatedOf } from './decisions.js';
import { pick } from './precedence.js';
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

const ONE = { value: '1', unit: 'Cụm' } as const;

/** Row 9: an approved detailed plan; not limited to established clusters, so row 9 may exceed row 3. */
function withDetailedPlan(context: RowContext): Member[] {
  return membersWhere(context, ({ cluster, detailedPlan: plan }) =>
    plan === null ? null : { sources: () => [decisionSource(cluster, plan, ONE)] },
  );
}

/** Row 11: an approved infrastructure investment project. */
function withInfraProject(context: RowContext): Member[] {
  return membersWhere(context, ({ cluster, infraApproval: approval }) =>
    approval === null ? null : { sources: () => [decisionSource(cluster, approval, ONE)] },
  );
}

const undated = (context: RowContext, kind: 'detailed_plan' | 'infrastructure_project', what: string) => () =>
  missingNote(
    'UNDATED_DECISION',
    `có ${what} không rõ ngày ký, chưa được tính`,
    context.clusters.filter(
      (f) =>
        (kind === 'detailed_plan' ? f.detailedPlan : f.infraApproval) === null &&
        undatedOf(f.record.decisions, [kind], f.reading).length > 0,
    ),
  );

export const detailedPlanRows: readonly RowRule[] = [
  {
    key: 'detailed_plan_count',
    points: ['undated_decision'],
    derive: (context) =>
      countMembers(context, withDetailedPlan(context), undated(context, 'detailed_plan', 'quy hoạch chi tiết')),
  },
  {
    key: 'detailed_plan_area',
    points: ['detailed_plan_area', 'undated_decision'],
    derive: (context) =>
      sumMembers(context, withDetailedPlan(context), (f) =>
        context.choices.detailed_plan_area === 'cluster' ? f.area : detailedPlanArea(f),
      ),
  },
  {
    key: 'infra_project_approved_count',
    points: ['undated_decision'],
    derive: (context) =>
      countMembers(context, withInfraProject(context), undated(context, 'infrastructure_project', 'dự án hạ tầng')),
  },
  {
    key: 'infra_project_approved_area',
    points: ['infra_project_area', 'undated_decision', 'establishment_day', 'unestablished_area'],
    derive: (context) =>
      sumMembers(context, withInfraProject(context), (f) => {
        if (context.choices.infra_project_area === 'cluster') return f.area;
        const stated = newestOf(f.record.decisions, 'infrastructure_project', f.reading, (d) => d.areaHa !== null);
        if (stated === null) return pick(['decision'], []);
        const value = stated.areaHa;
        return pick(
          ['decision'],
          [{ tier: 'decision', value, sources: () => [decisionSource(f.cluster, stated, { value, unit: 'ha' })] }],
        );
      }),
  },
];
