import { defineEntity, p } from '@mikro-orm/core';
import type { ClusterType } from '../snapshot.js';
import { factColumns, retractable } from './fact-columns.js';

/** Where a fact comes from: a document, a table, a published summary. */
export const SourceEntity = defineEntity({
  name: 'Source',
  tableName: 'source',
  properties: {
    id: p.uuid().primary(),
    code: p.text(),
    title: p.text(),
    reference: p.text().nullable(),
    asOf: p.date().nullable().name('as_of'),
    fileName: p.text().nullable().name('file_name'),
    licenceNote: p.text().nullable().name('licence_note'),
    recordedAt: p.datetime().name('recorded_at'),
  },
});

/** A cluster's identity, which survives renames, moves between units and new plans. Its codes are those of today's map. */
export const ClusterEntity = defineEntity({
  name: 'Cluster',
  tableName: 'cluster',
  properties: {
    id: p.uuid().primary(),
    code: p.text(),
    name: p.text(),
    provinceCode: p.text().name('province_code'),
    communeCode: p.text().name('commune_code'),
    communeCodes: p.array().name('commune_codes'),
    createdAt: p.datetime().name('created_at'),
  },
});

/** How a cluster was called and where it lay in one stretch of time; commune codes are those of that time. */
export const ClusterStateEntity = defineEntity({
  name: 'ClusterState',
  tableName: 'cluster_state',
  properties: {
    ...factColumns,
    ...retractable,
    validFrom: p.date().name('valid_from'),
    validTo: p.date().nullable().name('valid_to'),
    name: p.text(),
    otherNames: p.array().name('other_names'),
    leadCommuneCode: p.text().name('lead_commune_code'),
    communeCodes: p.array().name('commune_codes'),
    type: p.text().nullable().$type<ClusterType | null>(),
    status: p.text().nullable(),
    note: p.text().nullable(),
  },
});

/** A step of an establishment dossier, as its document says. Never a legal state by itself. */
export const ProcedureStepEntity = defineEntity({
  name: 'ProcedureStep',
  tableName: 'procedure_step',
  properties: {
    ...factColumns,
    step: p.text(),
    document: p.text().nullable(),
    happenedOn: p.date().nullable().name('happened_on'),
    note: p.text().nullable(),
  },
});

/** A known defect of the data. Settled with a reason, never deleted. */
export const DataProblemEntity = defineEntity({
  name: 'DataProblem',
  tableName: 'data_problem',
  properties: {
    id: p.uuid().primary(),
    provinceCode: p.text().name('province_code'),
    clusterId: p.uuid().nullable().name('cluster_id'),
    code: p.text(),
    severity: p.text().$type<'error' | 'warning' | 'note'>(),
    message: p.text(),
    details: p.json<Record<string, unknown>>(),
    sourceId: p.uuid().nullable().name('source_id'),
    foundAt: p.datetime().name('found_at'),
    settledAt: p.datetime().nullable().name('settled_at'),
    settledReason: p.text().nullable().name('settled_reason'),
  },
});
