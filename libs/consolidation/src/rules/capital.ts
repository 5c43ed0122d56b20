import { sumKnown } from '#lib/kernel';
import { type ClusterFacts, filed, statements } from './cluster-facts.js';
import { newestOf } from './decisions.js';
import { infrastructureProjectsAt } from './investor.js';
import { type Candidate, type Picked, pick, precedence } from './precedence.js';
import { type RowRule, sumFiled } from './rows.js';
import { decisionSource, infrastructureProjectSource } from './sources.js';

const UNIT = 'Tỷ đồng';

/**
 * Row 13: total investment "tính theo dự án được phê duyệt". Form 02 row 1, else the approval, else the
 * register's project where the cluster is at least established: what an interested firm names is no investment.
 */
function totalInvestment(facts: ClusterFacts): Picked {
  const { record, cluster, reading } = facts;
  const approved = newestOf(record.decisions, 'infrastructure_project', reading, (d) => d.investmentBvnd !== null);
  const stands = facts.infraApproval !== null || facts.establishment !== null;
  const weak: Candidate[] = [
    ...registerInvestment(facts),
    ...statements(record, reading.cutOff, ['infra_total_investment'], UNIT),
  ];
  return pick(stands ? precedence.infraInvestment : precedence.interestOnly, [
    ...filed(record, 'infra_total_investment', UNIT),
    ...(approved === null
      ? []
      : [
          {
            tier: 'decision' as const,
            value: approved.investmentBvnd,
            sources: () => [decisionSource(cluster, approved, { value: approved.investmentBvnd, unit: UNIT })],
          },
        ]),
    ...weak,
  ]);
}

function registerInvestment(facts: ClusterFacts): Candidate[] {
  const projects = infrastructureProjectsAt(facts).filter((p) => p.totalInvestmentBvnd !== null);
  if (projects.length === 0) return [];
  return [
    {
      tier: 'register',
      value: sumKnown(projects.map((p) => p.totalInvestmentBvnd)),
      confirmed: facts.infraApproval !== null,
      sources: () =>
        projects.map((p) =>
          infrastructureProjectSource(facts.cluster, p, { value: p.totalInvestmentBvnd, unit: UNIT }),
        ),
    },
  ];
}

/** Row 14: capital paid to date. Form 02 row 2, else a statement; not executed volume, not commitments. */
function paid(facts: ClusterFacts): Picked {
  return pick(precedence.infraPaid, [
    ...filed(facts.record, 'infra_paid_cumulative', UNIT),
    ...statements(facts.record, facts.reading.cutOff, ['infra_paid'], UNIT),
  ]);
}

export const capitalRows: readonly RowRule[] = [
  {
    key: 'infra_total_investment',
    points: [],
    derive: (context) => sumFiled(context, 'infra_total_investment', UNIT, '02', totalInvestment),
  },
  {
    key: 'infra_paid_cumulative',
    points: [],
    derive: (context) => sumFiled(context, 'infra_paid_cumulative', UNIT, '02', paid),
  },
];
