import type { FormDefinition, ParsedEntry } from '#lib/forms';
import type { DecimalString } from '#lib/kernel';
import { newId, type UnitOfWork } from '#lib/persistence';
import { scopeOf } from './draft.js';
import { FilingCommentEntity, type FilingMark, FilingMarkEntity, type FilingRevision } from './entities/index.js';
import { filingError } from './errors.js';
import { type FilingSheet, words } from './filing-sheet.js';
import { answerOf, type FigureContents, lockedChanges } from './rules/marks.js';
import type { Hand } from './transition-log.js';

/** A doubt about one cell, as its reviewer writes it. */
export interface MarkInput {
  readonly key: string;
  readonly comment: string;
}

/** A filer's words about a marked cell; null or empty takes an earlier explanation back. */
export interface ExplanationInput {
  readonly key: string;
  readonly explanation?: string | null;
}

const LONGEST_COMMENT = 4000;

/** A text as it is kept; null when nothing is left of it. */
export function keptText(text: string | null | undefined): string | null {
  const trimmed = text?.trim().slice(0, LONGEST_COMMENT) ?? '';
  return trimmed === '' ? null : trimmed;
}

/**
 * The marks of a return, checked and ready to be kept: in the order of the form.
 * @throws DomainError MARK_UNKNOWN_CELL, MARK_TWICE, COMMENT_REQUIRED
 */
export function checkedMarks(definition: FormDefinition, marks: readonly MarkInput[]): Required<MarkInput>[] {
  const comments = new Map<string, string>();
  for (const { key, comment } of marks) {
    const details = { form: definition.code, key };
    const path = `marks.${key}`;
    if (!definition.rows.some((row) => row.key === key)) throw filingError('MARK_UNKNOWN_CELL', details, path);
    if (comments.has(key)) throw filingError('MARK_TWICE', details, path);
    const text = keptText(comment);
    if (text === null) throw filingError('COMMENT_REQUIRED', details, path);
    comments.set(key, text);
  }
  return definition.rows.flatMap(({ key }) => {
    const comment = comments.get(key);
    return comment === undefined ? [] : [{ key, comment }];
  });
}

/** Hangs the marks on the revision that was just returned. */
export async function placeMarks(
  uow: UnitOfWork,
  returned: FilingRevision,
  marks: readonly Required<MarkInput>[],
  by: Hand,
): Promise<void> {
  for (const { key, comment } of marks)
    uow.em.create(FilingMarkEntity, {
      id: newId(),
      filingId: returned.filingId,
      revision: returned.revision,
      key,
      comment,
      authorId: by.accountId,
      at: by.at,
      answer: null,
      explanation: null,
      answeredBy: null,
      answeredAt: null,
      ...scopeOf(returned),
    });
  await uow.em.flush();
}

/** A return under which only some cells may change. */
export interface OpenMarks {
  readonly marks: readonly FilingMark[];
  readonly keys: ReadonlySet<string>;
  /** What was filed in the returned revision. */
  readonly filed: ReadonlyMap<string, ParsedEntry>;
  /** Workbook of the returned revision. */
  readonly fileId: string | null;
}

/** The marks that bind the draft after a return; null when nothing is bound (a whole return, or no return at all). */
export async function marksInPlay(uow: UnitOfWork, { filing, latest }: FilingSheet): Promise<OpenMarks | null> {
  if (filing === null || latest === null || (latest.state !== 'returned' && latest.state !== 'draft')) return null;
  const revision = latest.state === 'returned' ? latest.revision : latest.revision - 1;
  const marks = await uow.em.find(FilingMarkEntity, { filingId: filing.id, revision });
  if (marks.length === 0) return null;
  const [row] = await uow.em.execute<{ fileId: string | null }[]>(
    'select file_id as "fileId" from filing_revision where filing_id = ? and revision = ?',
    [filing.id, revision],
  );
  const filed = await entriesOf(uow, filing.id, revision);
  return { marks, keys: new Set(marks.map((m) => m.key)), filed, fileId: row?.fileId ?? null };
}

/** Figures of a revision as the check station takes them. */
export async function entriesOf(
  uow: UnitOfWork,
  filingId: string,
  revision: number,
): Promise<ReadonlyMap<string, ParsedEntry>> {
  const rows = await uow.em.execute<(Omit<ParsedEntry, 'at'> & { sheet: string | null; cell: string | null })[]>(
    `select key, trim_scale(value)::text as value, raw, note, read_as as "readAs", sheet, cell
     from filing_figure where filing_id = ? and revision = ? order by key`,
    [filingId, revision],
  );
  return new Map(
    rows.map(({ sheet, cell, ...row }) => [
      row.key,
      { ...row, at: sheet === null || cell === null ? null : { sheet, cell } },
    ]),
  );
}

/** @throws DomainError CELL_LOCKED naming every row that differs from what was filed and was not marked */
export function refuseLocked(sheet: FilingSheet, open: OpenMarks, next: FigureContents, form: FormDefinition): void {
  const changed = lockedChanges(open.filed, next, open.keys);
  if (changed.length === 0) return;
  const [first] = changed;
  const place = changed.length === 1 ? `figures.${first}` : 'figures';
  throw filingError('CELL_LOCKED', { ...words(sheet.obligation), cells: rowsInWords(form, changed) }, place);
}

/**
 * Brings the marks up to the draft: each is answered by a new value, by an explanation, or still open. What was
 * explained is appended to the thread as well, where it stays.
 * @throws DomainError ANSWER_WITHOUT_MARK
 */
export async function answerMarks(
  uow: UnitOfWork,
  draft: FilingRevision,
  open: OpenMarks | null,
  values: Readonly<Record<string, DecimalString | null>>,
  explanations: ReadonlyMap<string, string | null>,
  by: Hand,
): Promise<void> {
  for (const mark of open?.marks ?? []) {
    const said = explanations.get(mark.key);
    const explanation = said === undefined ? (mark.explanation ?? null) : said;
    const answer = answerOf(open?.filed.get(mark.key)?.value ?? null, values[mark.key] ?? null, explanation);
    const isNew = explanation !== (mark.explanation ?? null);
    if (isNew && explanation !== null) await comment(uow, draft, 'explanation', 'filer', mark.key, explanation, by);
    if (answer !== (mark.answer ?? null) || isNew) {
      mark.answer = answer;
      mark.explanation = explanation;
      mark.answeredBy = answer === null ? null : by.accountId;
      mark.answeredAt = answer === null ? null : by.at;
    }
  }
  await uow.em.flush();
}

/** What was explained, by key. @throws DomainError ANSWER_WITHOUT_MARK for a cell that no open return has marked */
export function explanationsOf(
  form: string,
  open: OpenMarks | null,
  answers: readonly ExplanationInput[],
): ReadonlyMap<string, string | null> {
  for (const { key } of answers)
    if (!open?.keys.has(key)) throw filingError('ANSWER_WITHOUT_MARK', { form, key }, `answers.${key}`);
  return new Map(answers.map(({ key, explanation }) => [key, keptText(explanation)]));
}

/** Appends to the thread of a filing. */
export async function comment(
  uow: UnitOfWork,
  about: FilingRevision,
  kind: 'explanation' | 'comment',
  side: 'filer' | 'receiver',
  key: string | null,
  text: string,
  by: Hand,
): Promise<void> {
  uow.em.create(FilingCommentEntity, {
    id: newId(),
    filingId: about.filingId,
    revision: about.revision,
    key,
    kind,
    side,
    comment: text,
    authorId: by.accountId,
    at: by.at,
    ...scopeOf(about),
  });
  await uow.em.flush();
}

/** Rows as the printed form numbers them: "TT 1, 15.2". */
export function rowsInWords(definition: FormDefinition, keys: readonly string[]): string {
  const wanted = new Set(keys);
  const known = definition.rows.filter((row) => wanted.has(row.key)).map((row) => row.tt);
  const unknown = keys.filter((key) => !definition.rows.some((row) => row.key === key));
  return `TT ${[...known, ...unknown].join(', ')}`;
}
