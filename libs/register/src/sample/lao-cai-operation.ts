import { paperKindOf } from '../rules/wording.js';
import { decimalCell, decimalOf, type RowBuilder } from './row-builder.js';
import type { OccupancyLine, Samples, TenantLine } from './samples.js';
import { noteInVietnamese, papersOf, tenantStateOf } from './wording.js';

/** Leased land, occupancy and its implied denominator, as each source states them, side by side. */
export function addOccupancy(builder: RowBuilder, samples: Samples): void {
  for (const line of samples.occupancy) {
    const leasedSource = line.leased_source === '' ? line.occupancy_source : line.leased_source;
    const rateSource =
      line.occupancy_source === 'same' || line.occupancy_source === '' ? leasedSource : line.occupancy_source;
    const about = { cluster: line.cluster, asWritten: wording(line) };
    builder.observe({ ...about, fact: 'cluster_area', value: decimalCell(line.area_ha), source: rateSource });
    builder.observe({ ...about, fact: 'leased_land', value: decimalCell(line.leased_ha), source: leasedSource });
    builder.observe({
      ...about,
      fact: 'facilities_or_projects',
      value: decimalCell(line.facilities_or_projects),
      source: leasedSource,
    });
    builder.observe({
      ...about,
      fact: 'occupancy_rate',
      value: decimalCell(line.reported_occupancy_pct),
      source: rateSource,
    });
    builder.observe({
      ...about,
      fact: 'occupancy_denominator',
      value: decimalCell(line.implied_denominator_ha),
      source: rateSource,
      basis: 'implied',
    });
  }
}

function wording(line: OccupancyLine): string {
  const parts = [`leased: ${line.leased_source}`, `occupancy: ${line.occupancy_source}`];
  return parts.filter((part) => !part.endsWith(': ')).join('; ');
}

const TENANTS = 'laocai-commune-report-590';

/**
 * Yên Thế: five firms with leases and ten waiting. "leased_ha 0" means no lease, so no lease row. Papers are kept
 * one by one with their wording; their area is not stated there, so it stays unknown.
 */
export function addTenants(builder: RowBuilder, samples: Samples): void {
  samples.tenants.forEach((line, i) => {
    const code = `P${String(i + 1).padStart(5, '0')}`;
    const fact = builder.fact('tenant_project', line.cluster, TENANTS, code);
    const cluster = builder.rows.clusters.find((c) => c.id === fact.clusterId);
    builder.rows.tenantProjects.push({
      ...fact,
      code,
      communeCode: cluster?.communeCode ?? '',
      enterpriseName: line.firm_or_project,
      taxCode: null,
      projectName: null,
      industry: null,
      foreignCapital: null,
      landRequestedHa: decimalCell(line.area_ha),
      state: tenantStateOf(line.state),
      stateAsWritten: line.state === '' ? null : line.state,
      validFrom: null,
      validTo: null,
      note: line.group === 'leased' ? null : 'Đang chờ thuê đất.',
    });
    addLease(builder, line, fact.id, code);
    addPapers(builder, line, fact.id, code);
  });
}

function addLease(builder: RowBuilder, line: TenantLine, projectId: string, code: string): void {
  if (line.group !== 'leased') return;
  builder.rows.leases.push({
    ...builder.fact('lease', line.cluster, TENANTS, code),
    projectId,
    areaHa: decimalCell(line.leased_ha),
    document: null,
    signedOn: null,
    validFrom: null,
    validTo: null,
  });
}

function addPapers(builder: RowBuilder, line: TenantLine, projectId: string, code: string): void {
  for (const paper of papersOf(line.investment_papers)) {
    builder.rows.investmentPapers.push({
      ...builder.fact('investment_paper', line.cluster, TENANTS, code, paper.number),
      projectId,
      kind: paperKindOf(paper.number),
      number: paper.number,
      issuedOn: paper.issuedOn,
      areaHa: null,
      asWritten: paper.asWritten,
    });
  }
  // The report says an approval was issued, without number or date.
  if (line.state === 'investment approval issued') {
    builder.rows.investmentPapers.push({
      ...builder.fact('investment_paper', line.cluster, TENANTS, code, 'approval'),
      projectId,
      kind: 'policy_approval',
      number: null,
      issuedOn: null,
      areaHa: null,
      asWritten: line.state,
    });
  }
}

/** Dated steps of establishment dossiers. */
export function addProcedure(builder: RowBuilder, samples: Samples): void {
  for (const event of samples.procedure) {
    builder.rows.procedureSteps.push({
      ...builder.fact(
        'procedure_step',
        event.cluster,
        'laocai-procedure-2026',
        event.event,
        event.document,
        event.date,
      ),
      step: event.event,
      document: event.document === '' ? null : event.document,
      happenedOn: event.date,
      note: null,
    });
  }
}

/** Totals of the province as published on three days, and two totals of its plan. */
export function addProvinceTotals(builder: RowBuilder, samples: Samples): void {
  for (const total of samples.totals.totals) {
    const about = { cluster: null, source: `total ${total.as_of}`, asWritten: noteInVietnamese(total.note) } as const;
    builder.observe({ ...about, fact: 'clusters_count', value: decimalOf(total.clusters) });
    builder.observe({ ...about, fact: 'cluster_area', value: decimalOf(total.area_ha) });
    builder.observe({ ...about, fact: 'industrial_land', value: decimalOf(total.industrial_land_ha) });
    builder.observe({ ...about, fact: 'leased_land', value: decimalOf(total.leased_ha) });
    builder.observe({ ...about, fact: 'occupancy_rate', value: decimalOf(total.occupancy_pct) });
    builder.observe({ ...about, fact: 'projects_total', value: decimalOf(total.projects?.total) });
    builder.observe({ ...about, fact: 'projects_operating', value: decimalOf(total.projects?.operating) });
    builder.observe({ ...about, fact: 'projects_under_way', value: decimalOf(total.projects?.under_way) });
    builder.observe({ ...about, fact: 'projects_stopped', value: decimalOf(total.projects?.stopped) });
    builder.observe({ ...about, fact: 'infra_paid', value: decimalOf(total.infra_capital_invested_billion_vnd) });
  }
  for (const plan of samples.totals.plan) {
    const about = {
      cluster: null,
      source: plan.source,
      asWritten: noteInVietnamese(plan.note),
      basis: 'development_plan',
    } as const;
    builder.observe({ ...about, fact: 'clusters_planned', value: decimalOf(plan.clusters) });
    builder.observe({ ...about, fact: 'planned_area', value: decimalOf(plan.area_ha) });
  }
  builder.observe({
    cluster: null,
    source: 'laocai-plan-2026-withdrawn',
    basis: 'development_plan',
    fact: 'clusters_withdrawn',
    value: decimalOf(samples.facts.withdrawn_in_plan),
  });
  builder.observe({
    cluster: null,
    source: 'department report 2026-06-18',
    basis: 'as_reported',
    fact: 'clusters_outside_plan',
    value: decimalOf(samples.facts.counted_outside_plan.length),
    asWritten: samples.facts.counted_outside_plan.join(', '),
  });
}
