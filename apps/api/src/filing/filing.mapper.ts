import { type FilingView, type WorkbookImport as ImportRow, type ProblemView, problemsOfImport } from '#lib/filing';
import { type Connection, type PageArgs, pageOfRows } from '../graphql/connection.js';
import { Filing, FilingProblem } from './filing.types.js';
import { WorkbookImport } from './import.types.js';

/** A filing in the API's words. */
export function filingShown(view: FilingView): Filing {
  const { filerRef: unit, filerName: unitName, ...rest } = view;
  return { ...rest, unit, unitName };
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
    found: problemsOfImport(row),
  };
}

/** A page of findings; their place in the list is their cursor. */
export function problemPage(found: readonly ProblemView[], page: PageArgs): Connection<FilingProblem> {
  const rows = found.map((problem, position) => ({ ...problem, position: String(position) }));
  return pageOfRows(rows, (row) => row.position, page);
}
