import { defineEntity, p } from '@mikro-orm/core';
import type { ClusterType, DecisionKind, InvestorLegalType } from '../snapshot.js';
import { factColumns, retractable, stretch } from './fact-columns.js';

/** A cluster's line in one development plan. `listedAsEstablished` is the plan's wording, not the law's state. */
export const PlanEntryEntity = defineEntity({
  name: 'PlanEntry',
  tableName: 'plan_entry',
  properties: {
    ...factColumns,
    ...retractable,
    planDecision: p.text().name('plan_decision'),
    planGroup: p.text().nullable().name('plan_group'),
    listed: p.boolean(),
    listedAsEstablished: p.boolean().nullable().name('listed_as_established'),
    plannedAreaHa: p.decimal().nullable().name('planned_area_ha'),
    areaBeforeHa: p.decimal().nullable().name('area_before_ha'),
    validFrom: p.date().name('valid_from'),
    validTo: p.date().nullable().name('valid_to'),
    note: p.text().nullable(),
  },
});

/** A legal act about a cluster. A detailed-plan approval is not an establishment (Decree 32/2024 Art. 2.9). */
export const DecisionEntity = defineEntity({
  name: 'Decision',
  tableName: 'decision',
  properties: {
    ...factColumns,
    ...retractable,
    kind: p.text().$type<DecisionKind>(),
    number: p.text().nullable(),
    issuer: p.text().nullable(),
    signedOn: p.date().nullable().name('signed_on'),
    effectiveOn: p.date().nullable().name('effective_on'),
    areaHa: p.decimal().nullable().name('area_ha'),
    industrialLandHa: p.decimal().nullable().name('industrial_land_ha'),
    investmentBvnd: p.decimal().nullable().name('investment_bvnd'),
    clusterType: p.text().nullable().name('cluster_type').$type<ClusterType | null>(),
    fileId: p.uuid().nullable().name('file_id'),
    note: p.text().nullable(),
  },
});

export const InvestorEntity = defineEntity({
  name: 'Investor',
  tableName: 'investor',
  properties: {
    id: p.uuid().primary(),
    provinceCode: p.text().name('province_code'),
    name: p.text(),
    taxCode: p.text().nullable().name('tax_code'),
    legalType: p.text().name('legal_type').$type<InvestorLegalType>(),
    sourceId: p.uuid().nullable().name('source_id'),
    recordedAt: p.datetime().name('recorded_at'),
  },
});

/** The project of building a cluster's infrastructure, and who invests in it. */
export const InfrastructureProjectEntity = defineEntity({
  name: 'InfrastructureProject',
  tableName: 'infrastructure_project',
  properties: {
    ...factColumns,
    ...retractable,
    ...stretch,
    investorId: p.uuid().nullable().name('investor_id'),
    name: p.text().nullable(),
    totalInvestmentBvnd: p.decimal().nullable().name('total_investment_bvnd'),
    note: p.text().nullable(),
  },
});
