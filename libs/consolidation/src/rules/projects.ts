import { type ClusterFacts, filed, statements } from './cluster-facts.js';
import { type Candidate, type Picked, pick, precedence } from './precedence.js';
import { type RowRule, sumFiled } from './rows.js';
import { tenantProjectSource } from './sources.js';
import { inCluster, type Tenant } from './tenants.js';

const UNIT = 'Dự án';

/** Row 20: form 02 row 6, else the register's projects that are in the cluster, else a statement. */
function projectsTotal(facts: ClusterFacts): Picked {
  return pick(precedence.projects, [
    ...filed(facts.record, 'projects_total', UNIT),
    ...counted(facts, () => true),
    ...statements(facts.record, facts.reading.cutOff, ['projects_total', 'facilities_or_projects'], UNIT),
  ]);
}

/** Row 21: projects with any foreign capital; not known is not "none". */
function projectsFdi(facts: ClusterFacts): Picked {
  return pick(precedence.projects, [
    ...filed(facts.record, 'projects_fdi', UNIT),
    ...counted(facts, (t) => t.record.project.foreignCapital),
    ...statements(facts.record, facts.reading.cutOff, ['projects_fdi'], UNIT),
  ]);
}

/** Row 22: projects in operation, among those of row 20. */
function projectsOperating(facts: ClusterFacts): Picked {
  return pick(precedence.projects, [
    ...filed(facts.record, 'projects_operating', UNIT),
    ...counted(facts, (t) => t.inProduction),
    ...statements(facts.record, facts.reading.cutOff, ['projects_operating'], UNIT),
  ]);
}

/**
 * Number of the cluster's register projects a test holds for. The register says nothing where it has recorded
 * no project of the cluster, or where the test is unknown of every one of them.
 */
function counted(facts: ClusterFacts, test: (tenant: Tenant) => boolean | null): Candidate[] {
  if (facts.tenants.length === 0) return [];
  const present = facts.tenants.filter((t) => inCluster(t, facts.choices.project_in_cluster));
  const answers = present.map((tenant) => ({ tenant, answer: test(tenant) }));
  if (answers.length > 0 && answers.every((a) => a.answer === null)) return [];
  const yes = answers.filter((a) => a.answer === true);
  const isPartial = answers.some((a) => a.answer === null);
  return [
    {
      tier: 'register',
      value: String(yes.length),
      confirmed: !isPartial,
      partial: isPartial,
      sources: yes.map((a) => tenantProjectSource(facts.cluster, a.tenant.record.project, { value: '1', unit: UNIT })),
    },
  ];
}

export const projectRows: readonly RowRule[] = [
  {
    key: 'projects_total',
    points: ['project_in_cluster'],
    derive: (context) => sumFiled(context, 'projects_total', UNIT, '02', projectsTotal),
  },
  {
    key: 'projects_fdi',
    points: ['project_in_cluster', 'foreign_capital'],
    derive: (context) => sumFiled(context, 'projects_fdi', UNIT, '02', projectsFdi),
  },
  {
    key: 'projects_operating',
    points: ['project_in_cluster'],
    derive: (context) => sumFiled(context, 'projects_operating', UNIT, '02', projectsOperating),
  },
];
