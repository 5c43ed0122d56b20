import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { FilerKind, FormCode } from '#lib/forms';
import type { ObligationState } from '../rules/states.js';

/** A period that was opened, with the regime it was opened under; that regime holds for it for ever. */
export const ReportingPeriodEntity = defineEntity({
  name: 'ReportingPeriod',
  tableName: 'reporting_period',
  properties: {
    code: p.text().primary(),
    regimeId: p.text().name('regime_id'),
    windowFrom: p.date().name('window_from'),
    windowTo: p.date().name('window_to'),
    openedAt: p.datetime().name('opened_at'),
  },
});

/** One unit owes one form for one period. Never deleted: a duty that falls away is closed with a reason. */
export const ObligationEntity = defineEntity({
  name: 'Obligation',
  tableName: 'obligation',
  properties: {
    id: p.uuid().primary(),
    form: p.text().$type<FormCode>(),
    period: p.text(),
    filerKind: p.text().$type<Exclude<FilerKind, 'district'>>().name('filer_kind'),
    /** Public code: province (04), commune (03), cluster (02) or project (01). */
    filerRef: p.text().name('filer_ref'),
    filerName: p.text().name('filer_name'),
    provinceCode: p.text().name('province_code'),
    communeCode: p.text().nullable().name('commune_code'),
    clusterId: p.uuid().nullable().name('cluster_id'),
    projectId: p.uuid().nullable().name('project_id'),
    windowFrom: p.date().name('window_from'),
    windowTo: p.date().name('window_to'),
    /** In force, extensions included. */
    dueBefore: p.datetime().name('due_before'),
    lockAt: p.datetime().name('lock_at'),
    /** As the regime of the period says. */
    lawDueBefore: p.datetime().name('law_due_before'),
    lawLockAt: p.datetime().name('law_lock_at'),
    voluntary: p.boolean(),
    state: p.text().$type<ObligationState>(),
    stateReason: p.text().nullable().name('state_reason'),
    doubtful: p.boolean(),
    doubt: p.text().nullable(),
    createdAt: p.datetime().name('created_at'),
  },
});

export type Obligation = InferEntity<typeof ObligationEntity>;
export type OpenedPeriod = InferEntity<typeof ReportingPeriodEntity>;

/** Entities of this room, for createOrm. */
export const regimeEntities = [ReportingPeriodEntity, ObligationEntity] as const;
