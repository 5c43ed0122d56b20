import {
  type AppliedReading as AppliedView,
  type ChildrenView,
  type FilingView,
  type WorkbookImport as ImportRow,
  problemsOfImport,
  type SenderReading as ReadingRow,
  type ReceiptView,
} from '#lib/filing';
import type { Law } from '#lib/law';
import { type Connection, type PageArgs, pageOfRows } from '../graphql/connection.js';
import { Filing, FilingProblem } from './filing.types.js';
import { WorkbookImport } from './import.types.js';
import type { AppliedReading, SenderReading, TemplateChange } from './import-questions.types.js';
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
export function importShown(row: ImportRow, law: Law): WorkbookImport {
  const { id, fileId, form, period, filerRef: unit, state, percent, createdAt } = row;
  const named = namesOfRows(law, form, period);
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
    questions: (row.state === 'asking' ? (row.questions ?? []) : []).map((q) => ({
      ...q,
      ...named(q.key),
      choices: [...q.choices],
    })),
    readings: (row.readings ?? []).map(readingShown),
    template:
      row.template == null
        ? null
        : { ...row.template, changed: row.template.changed.map((c) => changeShown(c, named)) },
    found: problemsOfImport(row).map((problem) => ({ ...UNFILED, ...problem })),
  };
}

/** What the rows of a form are called in the version that holds for a period. */
function namesOfRows(law: Law, form: string, period: string): (key: string) => { tt: string | null; label: string } {
  const versions = law.definitions.filter((d) => d.code === form);
  const definition = versions.find((d) => law.definitionFor(d.code, period)?.id === d.id) ?? versions[0];
  const rows = new Map(definition?.rows.map((row) => [row.key, { tt: row.tt, label: row.labelVi }]));
  return (key) => rows.get(key) ?? { tt: null, label: key };
}

const NOTE = '.note';

/** A change of a template; the merge keeps a remark under the key of its figure with ".note" behind it. */
function changeShown(
  change: { readonly key: string; readonly from: string | null; readonly to: string | null },
  named: ReturnType<typeof namesOfRows>,
): TemplateChange {
  const isNote = change.key.endsWith(NOTE);
  const row = isNote ? change.key.slice(0, -NOTE.length) : change.key;
  return { ...change, ...named(row), of: isNote ? 'note' : 'value' };
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
