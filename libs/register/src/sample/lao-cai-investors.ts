import { exact, plain } from '#lib/kernel';
import { namedId } from '#lib/persistence';
import { legalTypeOf } from '../rules/wording.js';
import { decimalOf, type RowBuilder } from './row-builder.js';
import type { Clearance, InvestorCluster, Samples } from './samples.js';

const SOURCE = 'laocai-investors-2026-10-10';

/** The clusters with an infrastructure investor: decisions, the investor and its project, clearance, progress. */
export function addInvestorClusters(builder: RowBuilder, samples: Samples): void {
  for (const cluster of samples.investors.clusters) {
    addDecisions(builder, cluster);
    addProject(builder, cluster);
    addStatements(builder, cluster);
    addSteps(builder, cluster);
  }
}

/** The area is stated once per cluster; it stands on the establishment decision (see DECISION_AREA_OF_LATER_DATE). */
function addDecisions(builder: RowBuilder, cluster: InvestorCluster): void {
  for (const d of cluster.decisions) {
    const establishes = d.kind === 'establish';
    builder.rows.decisions.push({
      ...builder.fact('decision', cluster.cluster, SOURCE, d.number, d.date),
      kind: establishes ? 'establishment' : 'adjustment',
      number: d.number,
      issuer: d.issued_by,
      signedOn: d.date,
      effectiveOn: null,
      areaHa: establishes ? decimalOf(cluster.area_ha) : null,
      industrialLandHa: null,
      investmentBvnd: null,
      clusterType: null,
      note: null,
    });
  }
  if (cluster.detailed_plan_date === undefined) return;
  builder.rows.decisions.push({
    ...builder.fact('decision', cluster.cluster, SOURCE, 'detailed_plan', cluster.detailed_plan_date),
    kind: 'detailed_plan',
    number: null,
    issuer: null,
    signedOn: cluster.detailed_plan_date,
    effectiveOn: null,
    areaHa: null,
    industrialLandHa: null,
    investmentBvnd: null,
    clusterType: null,
    note: 'Nguồn chỉ ghi ngày duyệt quy hoạch chi tiết, không ghi số, cơ quan và diện tích đất công nghiệp.',
  });
}

function addProject(builder: RowBuilder, cluster: InvestorCluster): void {
  const { sourceId, recordedAt, provinceCode } = builder.fact('investor', cluster.cluster, SOURCE);
  const investorId = namedId('investor', provinceCode, cluster.investor);
  if (!builder.rows.investors.some((i) => i.id === investorId)) {
    const legalType = legalTypeOf(cluster.investor);
    builder.rows.investors.push({
      id: investorId,
      provinceCode,
      name: cluster.investor,
      taxCode: null,
      legalType,
      sourceId,
      recordedAt,
    });
  }
  const established = cluster.decisions.find((d) => d.kind === 'establish');
  builder.rows.infrastructureProjects.push({
    ...builder.fact('infrastructure_project', cluster.cluster, SOURCE, cluster.investor),
    investorId,
    name: `Đầu tư xây dựng hạ tầng kỹ thuật cụm công nghiệp ${cluster.cluster}`,
    totalInvestmentBvnd: decimalOf(cluster.total_investment_billion_vnd),
    validFrom: established?.date ?? null,
    validTo: null,
    note: cluster.construction_started === false ? 'Đã làm lễ khởi công nhưng chưa thi công.' : null,
  });
}

function addStatements(builder: RowBuilder, cluster: InvestorCluster): void {
  const about = { cluster: cluster.cluster, source: SOURCE } as const;
  builder.observe({ ...about, fact: 'industrial_land', value: decimalOf(cluster.industrial_land_ha) });
  builder.observe({ ...about, fact: 'registered_land', value: decimalOf(cluster.secondary_registered_ha) });
  builder.observe({ ...about, fact: 'land_leased_to_investor', value: decimalOf(cluster.land_leased_to_investor_ha) });
  if (cluster.land_lease !== undefined) {
    builder.observe({
      ...about,
      fact: 'lease_applied_land',
      value: hectares(cluster.land_lease.applied_m2),
      on: cluster.land_lease.applied_on,
      asWritten: `${cluster.land_lease.applied_m2} m²`,
    });
  }
  if (cluster.clearance !== undefined) addClearance(builder, cluster.cluster, cluster.clearance, null);
  if (cluster.clearance_in_Van_Phu !== undefined) {
    addClearance(builder, cluster.cluster, cluster.clearance_in_Van_Phu, 'phần thuộc Văn Phú');
  }
}

function addClearance(builder: RowBuilder, cluster: string, clearance: Clearance, part: string | null): void {
  const about = {
    cluster,
    source: SOURCE,
    asWritten: part,
    ...(clearance.as_of === undefined ? {} : { on: clearance.as_of }),
  };
  builder.observe({ ...about, fact: 'clearance_area', value: decimalOf(clearance.area_ha) });
  builder.observe({ ...about, fact: 'clearance_plan_area', value: decimalOf(clearance.plan_approved_ha) });
  builder.observe({ ...about, fact: 'clearance_households', value: decimalOf(clearance.households) });
  builder.observe({
    ...about,
    fact: 'clearance_households_approved',
    value: decimalOf(clearance.households_plan_approved),
  });
  builder.observe({ ...about, fact: 'clearance_households_paid', value: decimalOf(clearance.households_paid) });
  builder.observe({ ...about, fact: 'cleared_land', value: decimalOf(clearance.handed_over_ha ?? clearance.paid_ha) });
  if (clearance.paid_m2 !== undefined) {
    builder.observe({
      ...about,
      fact: 'cleared_land',
      value: hectares(clearance.paid_m2),
      asWritten: `${clearance.paid_m2} m²`,
    });
  }
  builder.observe({ ...about, fact: 'clearance_paid', value: decimalOf(clearance.paid_billion_vnd) });
  if (clearance.paid_vnd !== undefined) {
    const billions = plain(exact(String(clearance.paid_vnd)).dividedBy('1000000000'));
    builder.observe({ ...about, fact: 'clearance_paid', value: billions, asWritten: `${clearance.paid_vnd} đồng` });
  }
}

function addSteps(builder: RowBuilder, cluster: InvestorCluster): void {
  const add = (step: string, happenedOn: string | null, note: string | null) => {
    builder.rows.procedureSteps.push({
      ...builder.fact('procedure_step', cluster.cluster, SOURCE, step, happenedOn, note),
      step,
      document: null,
      happenedOn,
      note,
    });
  };
  if (cluster.ground_breaking !== undefined) add('ground_breaking', cluster.ground_breaking, null);
  if (cluster.expected_infra_completion !== undefined) {
    add('expected_infra_completion', null, `Dự kiến ${cluster.expected_infra_completion}`);
  }
  if (cluster.progress_months !== undefined) add('progress_stated', null, `${cluster.progress_months} tháng`);
  for (const phase of cluster.phases ?? []) {
    add('phase_planned', null, `${phase.ha} ha, đến ${phase.due}`);
  }
}

/** m² as hectares, exact. */
function hectares(squareMetres: number): string {
  return plain(exact(String(squareMetres)).dividedBy('10000'));
}
