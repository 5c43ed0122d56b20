import { defineEntity, p } from '@mikro-orm/core';
import type { InvestmentPaperKind, TenantState } from '../snapshot.js';
import { factColumns, retractable, stretch } from './fact-columns.js';

/** A production or business project in a cluster. */
export const TenantProjectEntity = defineEntity({
  name: 'TenantProject',
  tableName: 'tenant_project',
  properties: {
    ...factColumns,
    ...retractable,
    ...stretch,
    code: p.text(),
    communeCode: p.text().name('commune_code'),
    enterpriseName: p.text().name('enterprise_name'),
    taxCode: p.text().nullable().name('tax_code'),
    projectName: p.text().nullable().name('project_name'),
    industry: p.text().nullable(),
    foreignCapital: p.boolean().nullable().name('foreign_capital'),
    landRequestedHa: p.decimal().nullable().name('land_requested_ha'),
    state: p.text().$type<TenantState>(),
    stateAsWritten: p.text().nullable().name('state_as_written'),
    note: p.text().nullable(),
  },
});

/** Industrial land leased to a tenant. The State's lease to the infrastructure investor is not one. */
export const LeaseEntity = defineEntity({
  name: 'Lease',
  tableName: 'lease',
  properties: {
    ...factColumns,
    ...retractable,
    ...stretch,
    projectId: p.uuid().name('project_id'),
    areaHa: p.decimal().nullable().name('area_ha'),
    document: p.text().nullable(),
    signedOn: p.date().nullable().name('signed_on'),
  },
});

/** Policy approval, registration certificate or licence, kept apart for the occupancy numerator (Decree 32/2024 Art. 2.7). */
export const InvestmentPaperEntity = defineEntity({
  name: 'InvestmentPaper',
  tableName: 'investment_paper',
  properties: {
    ...factColumns,
    ...retractable,
    projectId: p.uuid().name('project_id'),
    kind: p.text().$type<InvestmentPaperKind>(),
    number: p.text().nullable(),
    issuedOn: p.date().nullable().name('issued_on'),
    areaHa: p.decimal().nullable().name('area_ha'),
    asWritten: p.text().nullable().name('as_written'),
  },
});

/** One statement of one fact by one source on one day. */
export const ObservationEntity = defineEntity({
  name: 'Observation',
  tableName: 'observation',
  properties: {
    ...factColumns,
    ...retractable,
    clusterId: p.uuid().nullable().name('cluster_id'),
    fact: p.text(),
    value: p.decimal().nullable(),
    unit: p.text(),
    basis: p.text().nullable(),
    asWritten: p.text().nullable().name('as_written'),
    observedOn: p.date().name('observed_on'),
    filingId: p.uuid().nullable().name('filing_id'),
  },
});
