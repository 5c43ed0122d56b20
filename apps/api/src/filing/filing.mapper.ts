import {
  type AppliedReading as AppliedView,
  type ChildrenView,
  type FilingView,
  type WorkbookImport as ImportRow,
  problemsOfImport,
  type SenderReading as ReadingRow,
  type ReceiptView,
} from '#lib/filing';
import { type Connection, type PageArgs, pageOfRows } from '../graphql/connection.js';
import { Filing, FilingProblem } from './filing.types.js';
import { WorkbookImport } from './import.types.js';
import type { AppliedReading, SenderReading } from './import-questions.types.js';
import type { FilingReceipt, MissingChildren } from './marks.types.js';
import { readingSentence } from './reading-text.js';

/** A finding of a workbook that is not filed waits for no reason. */
const UNFILED = { needsReason: false, closing: null };

/** A filing in the API's words. */
export function filingShown(view: FilingView): Filing {
  const { filerRef: unit, filerName: unitName, missingThen, ...rest } = view;
  return { ...rest, unit, unitName, missingThen: missingThen ?? [] };
}

/** A settled reading in the API's words. */
export function readingShown({ cells, ...reading }: AppliedView): AppliedReading {
  const known = { ...reading, chosenAt: new Date(reading.chosenAt) };
  return { ...known, cells: [...cells], sentence: readingSentence(known) };
}

/** A remembered reading in the API's words. */
export function senderReadingShown(row: ReadingRow): SenderReading {
  return { ...row, sentence: readingSentence(row) };
}

/** An import in the API's words. */
export function importShown(row: ImportRow): WorkbookImport {
  const { id, fileId, form, period, filerRef: unit, state, percent, createdAt } = row;
  return {
    id,
    fileId,
    form,
    period,
    unit,
    state,
    percent,
    createdAt,
    outcome: row.outcome ?? null,
    filingId: row.filingId ?? null,
    revision: row.revision ?? null,
    errorCode: row.errorCode ?? null,
    finishedAt: row.finishedAt ?? null,
    questions: (row.state === 'asking' ? (row.questions ?? []) : []).map((q) => ({ ...q, choices: [...q.choices] })),
    readings: (row.readings ?? []).map(readingShown),
    template: row.template == null ? null : { ...row.template, changed: [...row.template.changed] },
    found: problemsOfImport(row).map((problem) => ({ ...UNFILED, ...problem })),
  };
}

/** A page of findings; their place in the list is their cursor. */
export function problemPage(found: readonly FilingProblem[], page: PageArgs): Connection<FilingProblem> {
  const rows = found.map((problem, position) => ({ ...problem, position: String(position) }));
  return pageOfRows(rows, (row) => row.position, page);
}

/** A receipt in the API's words: with the address that its printed page and QR code carry. */
export function receiptShown(view: ReceiptView, publicUrl: string): FilingReceipt {
  const query = new URLSearchParams({ so: view.number, sha256: view.sha256 });
  return { ...view, checkAddress: `${publicUrl}/kiem-tra?${query.toString()}` };
}

/** What has and has not come from below, in the API's words. */
export function childrenShown({ expected, received, missing }: ChildrenView): MissingChildren {
  return { expected, received, nodes: [...missing] };
}
