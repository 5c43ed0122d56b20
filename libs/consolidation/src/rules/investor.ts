import type { InvestorLegalType, SnapshotInfrastructureProject } from '#lib/register';
import type { ClusterFacts } from './cluster-facts.js';
import type { Choices } from './definitions.js';
import { countMembers, type Member, membersWhere, type RowContext, type RowRule, sumMembers } from './rows.js';
import { infrastructureProjectSource } from './sources.js';

const KINDS: Record<Choices['investor_kind'], readonly InvestorLegalType[]> = {
  enterprise_only: ['enterprise'],
  enterprise_and_consortium: ['enterprise', 'consortium'],
  enterprise_or_cooperative: ['enterprise', 'consortium', 'cooperative'],
};

/** Infrastructure projects in force at the cut-off; an unknown start does not hide one. */
export function infrastructureProjectsAt(facts: ClusterFacts): SnapshotInfrastructureProject[] {
  const { cutOff } = facts.reading;
  return facts.record.infrastructureProjects.filter(
    (p) => (p.validFrom === null || p.validFrom <= cutOff) && (p.validTo === null || p.validTo > cutOff),
  );
}

/** Row 7: clusters whose infrastructure investor is an enterprise; public bodies and unknown investors are not. */
function withEnterpriseInvestor(context: RowContext): Member[] {
  const kinds = KINDS[context.choices.investor_kind];
  return membersWhere(context, (facts) => {
    if (context.choices.investor_scope === 'established' && facts.establishment === null) return null;
    const projects = infrastructureProjectsAt(facts).filter(
      (p) => p.investor !== null && kinds.includes(p.investor.legalType),
    );
    if (projects.length === 0) return null;
    return {
      sources: () =>
        projects.map((p, i) =>
          infrastructureProjectSource(facts.cluster, p, { value: i === 0 ? '1' : null, unit: 'Cụm' }),
        ),
    };
  });
}

const points = ['investor_kind', 'investor_scope', 'establishment_day', 'undated_decision'] as const;

export const investorRows: readonly RowRule[] = [
  {
    key: 'enterprise_investor_count',
    points,
    derive: (context) => countMembers(context, withEnterpriseInvestor(context)),
  },
  {
    key: 'enterprise_investor_area',
    points,
    derive: (context) => sumMembers(context, withEnterpriseInvestor(context), (f) => f.area),
  },
];
