import { namedId } from '#lib/persistence';
import { legalTypeOf } from '../rules/wording.js';
import { decimalCell, listOf, type RowBuilder } from './row-builder.js';
import type { KnownFacts, PlannedCluster, Samples, WithdrawnCluster } from './samples.js';
import { earlierNamesOf, noteInVietnamese } from './wording.js';

/** Day on which the commune codes of the tables begin; before it the tables do not say where a cluster lay. */
const MAP_FROM = '2025-07-01';

const PLAN = 'laocai-plan-2026';
const STATUS = 'laocai-status-2026-10-01';
const WITHDRAWN = 'laocai-plan-2026-withdrawn';

/** Identities, states and plan entries: 54 planned clusters, then 12 withdrawn ones; codes C00001… in this order. */
export function addClusters(builder: RowBuilder, samples: Samples): void {
  samples.planned.forEach((line, i) => {
    addIdentity(builder, line, i + 1);
    addPlanned(builder, line, samples.facts);
  });
  samples.withdrawn.forEach((line, i) => {
    addIdentity(builder, line, samples.planned.length + i + 1);
    addWithdrawn(builder, line, samples.facts);
  });
}

function addIdentity(builder: RowBuilder, line: PlannedCluster | WithdrawnCluster, number: number): void {
  const code = `C${String(number).padStart(5, '0')}`;
  const communeCodes = listOf(line.commune_codes);
  builder.rows.clusters.push({
    id: builder.nameCluster(line.cluster, code),
    code,
    name: line.cluster,
    provinceCode: builder.provinceCode,
    communeCode: communeCodes[0] ?? '',
    communeCodes,
    createdAt: builder.recordedAt,
  });
}

function addPlanned(builder: RowBuilder, line: PlannedCluster, facts: KnownFacts): void {
  // The first commune named leads until the province says otherwise; the data problem LEAD_COMMUNE_ASSUMED says so.
  const communeCodes = listOf(line.commune_codes);
  const from = line.plan_group === 'IV' ? facts.plan_date : MAP_FROM;
  builder.rows.states.push({
    ...builder.fact('cluster_state', line.cluster, STATUS, from),
    validFrom: from,
    validTo: null,
    name: line.cluster,
    otherNames: earlierNamesOf(line.note),
    leadCommuneCode: communeCodes[0] ?? '',
    communeCodes,
    type: null,
    status: line.status_group_2026_10_01,
    note: noteInVietnamese(line.note),
  });
  builder.rows.planEntries.push({
    ...builder.fact('plan_entry', line.cluster, PLAN, facts.plan_decision, facts.plan_date),
    planDecision: facts.plan_decision,
    planGroup: line.plan_group,
    listed: true,
    listedAsEstablished: line.listed_as_established === '1',
    plannedAreaHa: decimalCell(line.plan_area_ha),
    areaBeforeHa: decimalCell(line.plan_area_before_ha),
    validFrom: facts.plan_date,
    validTo: null,
    note: noteInVietnamese(line.note),
  });
  builder.observe({
    cluster: line.cluster,
    fact: 'dossier_area',
    value: decimalCell(line.dossier_or_decision_area_ha),
    source: STATUS,
  });
  addNamedInvestor(builder, line);
}

/**
 * An infrastructure investor is the one a decision names. A firm that has handed in or prepares a dossier is not
 * one yet: its name is a step of the dossier, and its capital an estimate. The public board that runs Yên Hợp
 * is entered as what it is.
 */
function addNamedInvestor(builder: RowBuilder, line: PlannedCluster): void {
  if (line.status_group_2026_10_01 === 'I_established') return; // Entered with their decisions.
  builder.observe({
    cluster: line.cluster,
    fact: 'infra_total_investment',
    value: decimalCell(line.total_investment_billion_vnd),
    source: STATUS,
    basis: 'estimate',
  });
  if (line.investor === '') return;
  const name = line.investor.replace(/\s*\(public body\)$/, '');
  const legalType = legalTypeOf(name);
  if (legalType !== 'public_body') {
    builder.rows.procedureSteps.push({
      ...builder.fact('procedure_step', line.cluster, STATUS, 'investor_named', name),
      step: 'investor_named',
      document: null,
      happenedOn: null,
      note: name,
    });
    return;
  }
  const investorId = namedId('investor', builder.provinceCode, name);
  const { sourceId, recordedAt, provinceCode } = builder.fact('investor', line.cluster, STATUS);
  builder.rows.investors.push({ id: investorId, provinceCode, name, taxCode: null, legalType, sourceId, recordedAt });
  builder.rows.infrastructureProjects.push({
    ...builder.fact('infrastructure_project', line.cluster, STATUS, name),
    investorId,
    name: null,
    totalInvestmentBvnd: decimalCell(line.total_investment_billion_vnd),
    validFrom: null,
    validTo: null,
    note: 'Đơn vị sự nghiệp công quản lý hạ tầng; không rõ văn bản giao.',
  });
}

function addWithdrawn(builder: RowBuilder, line: WithdrawnCluster, facts: KnownFacts): void {
  const communeCodes = listOf(line.commune_codes);
  builder.rows.states.push({
    ...builder.fact('cluster_state', line.cluster, WITHDRAWN, MAP_FROM),
    validFrom: MAP_FROM,
    validTo: null,
    name: line.cluster,
    otherNames: earlierNamesOf(line.note),
    leadCommuneCode: communeCodes[0] ?? '',
    communeCodes,
    type: null,
    status: null,
    note: noteInVietnamese(line.note),
  });
  // The area is the one it had before; in the plan in force it has none.
  builder.rows.planEntries.push({
    ...builder.fact('plan_entry', line.cluster, WITHDRAWN, facts.plan_decision, facts.plan_date),
    planDecision: facts.plan_decision,
    planGroup: line.plan_group,
    listed: false,
    listedAsEstablished: line.listed_as_established === '1',
    plannedAreaHa: null,
    areaBeforeHa: decimalCell(line.area_ha),
    validFrom: facts.plan_date,
    validTo: null,
    note: noteInVietnamese(line.note),
  });
}
