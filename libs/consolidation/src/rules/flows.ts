import { sumKnown } from '#lib/kernel';
import type { ClusterFacts } from './cluster-facts.js';
import type { Picked } from './precedence.js';
import { type RowContext, type RowRule, sumFiled } from './rows.js';
import { filingSource } from './sources.js';

/**
 * Rows 23-25: sums of the accepted forms 01 of the projects in the unit's clusters; where chosen, with the
 * infrastructure project's own figure of form 02. A form 01 that was not received is missing, not 0.
 */
function flow(key: string, form01Key: string, form02Key: string, unit: string) {
  return (withInfraProject: (context: RowContext) => boolean) => (context: RowContext) => {
    const infra = withInfraProject(context);
    return sumFiled(context, key, unit, '01', (facts) => amount(facts, form01Key, infra ? form02Key : null, unit));
  };
}

function amount({ record }: ClusterFacts, form01Key: string, form02Key: string | null, unit: string): Picked {
  const infrastructure = form02Key === null ? undefined : record.form02.get(form02Key);
  const filings = [
    ...record.form01.filter((f) => f.key === form01Key),
    ...(infrastructure === undefined ? [] : [infrastructure]),
  ].filter((f) => f.value !== null);
  const value = sumKnown(filings.map((f) => f.value));
  return {
    value,
    tier: value === null ? null : 'filing',
    confirmed: value !== null,
    sources: filings.map((f) => filingSource(f, unit, record.cluster.name)),
  };
}

const includeFlows = (context: RowContext): boolean => context.choices.infra_project_flows === 'included';
const includeLabour = (context: RowContext): boolean => context.choices.infra_project_labour === 'included';

export const flowRows: readonly RowRule[] = [
  {
    key: 'projects_revenue',
    points: ['infra_project_flows'],
    derive: flow('projects_revenue', 'project_revenue', 'infra_revenue', 'Tỷ đồng')(includeFlows),
  },
  {
    key: 'projects_budget_payment',
    points: ['infra_project_flows'],
    derive: flow('projects_budget_payment', 'project_budget_payment', 'infra_budget_payment', 'Tỷ đồng')(includeFlows),
  },
  {
    key: 'labour_total',
    points: ['infra_project_labour'],
    derive: flow('labour_total', 'project_labour', 'infra_labour', 'Người')(includeLabour),
  },
];
