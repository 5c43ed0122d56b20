import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { FormCode, Outcome } from '#lib/forms';
import type { CheckReport } from '#lib/workbook';
import type { AnswerRound, AppliedReading, ImportQuestion } from '../import-questions.js';
import { scopeColumns } from './scope-columns.js';

/** An uploaded file: its bytes as they came. */
export const SourceFileEntity = defineEntity({
  name: 'SourceFile',
  tableName: 'source_file',
  properties: {
    id: p.uuid().primary(),
    sha256: p.text(),
    name: p.text(),
    sizeBytes: p.bigint('number').name('size_bytes'),
    format: p.text(),
    /** Read only when asked for: lists of files must not carry megabytes. */
    bytes: p.blob().lazy(),
    officeId: p.uuid().name('office_id'),
    uploadedBy: p.uuid().name('uploaded_by'),
    uploadedAt: p.datetime().name('uploaded_at'),
    ...scopeColumns,
  },
});

/** `asking`: read, but some answers only its sender can give. */
export type ImportState = 'queued' | 'running' | 'asking' | 'done' | 'failed';

/** What was merged from a template of the system. */
export interface TemplateMerge {
  readonly baseRevision: number;
  /** Answers the file changed on the server: "planned_area", "planned_area.note". */
  readonly changed: readonly { readonly key: string; readonly from: string | null; readonly to: string | null }[];
}

/** One reading of one file as one form of one unit. */
export const WorkbookImportEntity = defineEntity({
  name: 'WorkbookImport',
  tableName: 'workbook_import',
  properties: {
    id: p.uuid().primary(),
    fileId: p.uuid().name('file_id'),
    form: p.text().$type<FormCode>(),
    period: p.text(),
    filerRef: p.text().name('filer_ref'),
    obligationId: p.uuid().nullable().name('obligation_id'),
    state: p.text().$type<ImportState>(),
    percent: p.integer(),
    outcome: p.text().nullable().$type<Outcome | null>(),
    /** What `ccn check` prints about the file. */
    result: p.json<CheckReport>().nullable(),
    /** What is asked now; null when nothing is. */
    questions: p.json<readonly ImportQuestion[]>().nullable(),
    answers: p.json<readonly AnswerRound[]>().nullable(),
    readings: p.json<readonly AppliedReading[]>().nullable(),
    template: p.json<TemplateMerge>().nullable(),
    filingId: p.uuid().nullable().name('filing_id'),
    revision: p.integer().nullable(),
    errorCode: p.text().nullable().name('error_code'),
    attempts: p.integer(),
    attemptsBefore: p.integer().name('attempts_before'),
    leaseUntil: p.datetime().nullable().name('lease_until'),
    requestedBy: p.uuid().name('requested_by'),
    createdAt: p.datetime().name('created_at'),
    finishedAt: p.datetime().nullable().name('finished_at'),
    ...scopeColumns,
  },
});

/** The workbook of an import with its problem cells marked, or, with 0 marks, cleared of the marks it came with. */
export const ImportMarkedFileEntity = defineEntity({
  name: 'ImportMarkedFile',
  tableName: 'import_marked_file',
  properties: {
    importId: p.uuid().primary().name('import_id'),
    name: p.text(),
    sha256: p.text(),
    sizeBytes: p.bigint('number').name('size_bytes'),
    marks: p.integer(),
    findings: p.integer(),
    bytes: p.blob().lazy(),
    createdAt: p.datetime().name('created_at'),
    ...scopeColumns,
  },
});

export type ImportMarkedFile = InferEntity<typeof ImportMarkedFileEntity>;
export type SourceFile = InferEntity<typeof SourceFileEntity>;
export type WorkbookImport = InferEntity<typeof WorkbookImportEntity>;
