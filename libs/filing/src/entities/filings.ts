import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { FilerKind, FormCode, Outcome, Severity } from '#lib/forms';
import type { FilingState } from '../rules/transitions.js';
import { scopeColumns } from './scope-columns.js';

/** What one unit sends for one form and period; the same through all revisions. */
export const FilingEntity = defineEntity({
  name: 'Filing',
  tableName: 'filing',
  properties: {
    id: p.uuid().primary(),
    obligationId: p.uuid().name('obligation_id'),
    form: p.text().$type<FormCode>(),
    period: p.text(),
    filerKind: p.text().$type<Exclude<FilerKind, 'district'>>().name('filer_kind'),
    filerRef: p.text().name('filer_ref'),
    filerName: p.text().name('filer_name'),
    ...scopeColumns,
    currentRevision: p.integer().name('current_revision'),
    createdAt: p.datetime().name('created_at'),
  },
});

/** A filing from below that had not arrived. */
export interface MissingThen {
  readonly form: FormCode;
  readonly unit: string;
  readonly unitName: string;
}

/** One state of the figures. Frozen from the moment it is submitted; `version` is for optimistic locking. */
export const FilingRevisionEntity = defineEntity({
  name: 'FilingRevision',
  tableName: 'filing_revision',
  properties: {
    filingId: p.uuid().primary().name('filing_id'),
    revision: p.integer().primary(),
    state: p.text().$type<FilingState>(),
    version: p.integer(),
    definitionId: p.text().name('definition_id'),
    outcome: p.text().$type<Outcome>(),
    ...scopeColumns,
    fileId: p.uuid().nullable().name('file_id'),
    reason: p.text().nullable(),
    createdBy: p.uuid().name('created_by'),
    createdAt: p.datetime().name('created_at'),
    submittedBy: p.uuid().nullable().name('submitted_by'),
    submittedAt: p.datetime().nullable().name('submitted_at'),
    receiptNumber: p.text().nullable().name('receipt_number'),
    decidedBy: p.uuid().nullable().name('decided_by'),
    decidedAt: p.datetime().nullable().name('decided_at'),
    decisionReason: p.text().nullable().name('decision_reason'),
    /** Why it was submitted without these filings from below; null when none was missing. */
    missingReason: p.text().nullable().name('missing_reason'),
    missingChildren: p.json<readonly MissingThen[]>().nullable().name('missing_children'),
  },
});

/** One indicator of one revision, as read and as understood. Null value: not answered, never zero. */
export const FilingFigureEntity = defineEntity({
  name: 'FilingFigure',
  tableName: 'filing_figure',
  properties: {
    filingId: p.uuid().primary().name('filing_id'),
    revision: p.integer().primary(),
    key: p.text().primary(),
    value: p.decimal().nullable(),
    raw: p.text().nullable(),
    note: p.text().nullable(),
    readAs: p.text().nullable().name('read_as'),
    sheet: p.text().nullable(),
    cell: p.text().nullable(),
    ...scopeColumns,
  },
});

/** One finding about one revision, in the order of the form. */
export const FilingProblemEntity = defineEntity({
  name: 'FilingProblem',
  tableName: 'filing_problem',
  properties: {
    id: p.uuid().primary(),
    filingId: p.uuid().name('filing_id'),
    revision: p.integer(),
    position: p.integer(),
    code: p.text(),
    severity: p.text().$type<Severity>(),
    sheet: p.text().nullable(),
    cell: p.text().nullable(),
    key: p.text().nullable(),
    message: p.text(),
    ...scopeColumns,
  },
});

/** One step in the life of a filing; appended, never changed. */
export const FilingTransitionEntity = defineEntity({
  name: 'FilingTransition',
  tableName: 'filing_transition',
  properties: {
    id: p.uuid().primary(),
    filingId: p.uuid().name('filing_id'),
    revision: p.integer(),
    fromState: p.text().nullable().$type<FilingState | null>().name('from_state'),
    toState: p.text().$type<FilingState>().name('to_state'),
    actorId: p.uuid().name('actor_id'),
    at: p.datetime(),
    reason: p.text().nullable(),
    ...scopeColumns,
  },
});

/** A figure of an accepted revision, the lawful number; superseded by a later one, never changed. */
export const ReportedFigureEntity = defineEntity({
  name: 'ReportedFigure',
  tableName: 'reported_figure',
  properties: {
    id: p.uuid().primary(),
    form: p.text().$type<FormCode>(),
    period: p.text(),
    filerKind: p.text().$type<Exclude<FilerKind, 'district'>>().name('filer_kind'),
    filerRef: p.text().name('filer_ref'),
    key: p.text(),
    value: p.decimal().nullable(),
    note: p.text().nullable(),
    filingId: p.uuid().name('filing_id'),
    revision: p.integer(),
    definitionId: p.text().name('definition_id'),
    sheet: p.text().nullable(),
    cell: p.text().nullable(),
    postedAt: p.datetime().name('posted_at'),
    supersededAt: p.datetime().nullable().name('superseded_at'),
    ...scopeColumns,
  },
});

export type Filing = InferEntity<typeof FilingEntity>;
export type FilingRevision = InferEntity<typeof FilingRevisionEntity>;
