import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { scopeColumns } from './scope-columns.js';

export type MarkAnswer = 'value' | 'explanation';

/** A cell of a submitted revision that its receiver doubts, and how the next revision answers it. */
export const FilingMarkEntity = defineEntity({
  name: 'FilingMark',
  tableName: 'filing_mark',
  properties: {
    id: p.uuid().primary(),
    filingId: p.uuid().name('filing_id'),
    /** The revision that was returned. */
    revision: p.integer(),
    key: p.text(),
    comment: p.text(),
    authorId: p.uuid().name('author_id'),
    at: p.datetime(),
    /** Null while it waits for an answer. A new value itself stands in the figures of the next revision. */
    answer: p.text().nullable().$type<MarkAnswer | null>(),
    explanation: p.text().nullable(),
    answeredBy: p.uuid().nullable().name('answered_by'),
    answeredAt: p.datetime().nullable().name('answered_at'),
    ...scopeColumns,
  },
});

/** Something said about a filing, or one of its cells; appended, never changed. */
export const FilingCommentEntity = defineEntity({
  name: 'FilingComment',
  tableName: 'filing_comment',
  properties: {
    id: p.uuid().primary(),
    filingId: p.uuid().name('filing_id'),
    revision: p.integer(),
    key: p.text().nullable(),
    kind: p.text().$type<'explanation' | 'comment'>(),
    side: p.text().$type<'filer' | 'receiver'>(),
    comment: p.text(),
    authorId: p.uuid().name('author_id'),
    at: p.datetime(),
    ...scopeColumns,
  },
});

/** The receipt of one submission, byte for byte. */
export const FilingReceiptEntity = defineEntity({
  name: 'FilingReceipt',
  tableName: 'filing_receipt',
  properties: {
    number: p.text().primary(),
    filingId: p.uuid().name('filing_id'),
    revision: p.integer(),
    supersedes: p.text().nullable(),
    sha256: p.text(),
    fingerprint: p.text(),
    body: p.blob(),
    issuedAt: p.datetime().name('issued_at'),
    ...scopeColumns,
  },
});

export type FilingMark = InferEntity<typeof FilingMarkEntity>;
