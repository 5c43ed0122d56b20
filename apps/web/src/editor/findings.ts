import {
  answerTo,
  checkForm,
  type FilingProblem,
  isDoubt,
  type NumberWriting,
  type TypedFigure,
  typedForm,
} from '#lib/forms';
import type { FormLaw, SheetTarget } from './form-law.js';
import type { Cells } from './sheet.js';

/** What the server will find in the sheet, found here with its own rules while one types. */
export interface Findings {
  /** Findings about one row; a row that is only not answered yet has none. */
  readonly byKey: ReadonlyMap<string, readonly FilingProblem[]>;
  /** How each text is understood: the figure, or null for none. */
  readonly values: Readonly<Record<string, string | null>>;
  readonly errors: number;
  readonly warnings: number;
  /** Rows without an answer. */
  readonly missing: number;
}

const NOT_ANSWERED: ReadonlySet<string> = new Set(['MISSING_FIGURE', 'EMPTY_FORM']);

export function findingsOf(law: FormLaw, target: SheetTarget, cells: Cells, writing: NumberWriting): Findings {
  const figures = Object.entries(cells).map(
    ([key, { text, note }]): TypedFigure => ({ key, raw: text, note: note === '' ? null : note }),
  );
  const form = typedForm(
    law.definition,
    law.valueTypes,
    { period: target.period, unit: target.unit, writing },
    figures,
  );
  const { problems, values } = checkForm(form, law.definition, law.valueTypes, law.history);
  const closed = law.history?.closed ?? [];
  const isClosed = (p: FilingProblem): boolean => isDoubt(p) && answerTo(p, closed) !== null;
  const said = problems.filter((p) => !NOT_ANSWERED.has(p.code) && !isClosed(p));
  const byKey = new Map<string, FilingProblem[]>();
  for (const problem of said) {
    if (problem.key === null) continue;
    byKey.set(problem.key, [...(byKey.get(problem.key) ?? []), problem]);
  }
  const unread = new Set(said.filter((p) => p.severity === 'error').map((p) => p.key));
  return {
    byKey,
    values,
    errors: said.filter((p) => p.severity === 'error').length,
    warnings: said.filter((p) => p.severity === 'warning').length,
    missing: law.definition.rows.filter((row) => values[row.key] === null && !unread.has(row.key)).length,
  };
}
