import { type Caller, requirePermission } from '#lib/access';
import { audit } from '#lib/audit';
import { type Clock, isDecimalString, vietnamInstant } from '#lib/kernel';
import { addToOutbox, announce, instantOf, newId, sqlArray, type UnitOfWork } from '#lib/persistence';
import type { ReadingKind } from '#lib/workbook';
import { type WorkbookImport, WorkbookImportEntity } from './entities/index.js';
import { filingError } from './errors.js';
import { actorOf, lockSheet, words } from './filing-sheet.js';
import { FIRST_WAIT_S } from './import-lease.js';
import type { AnswerRound, AppliedReading, ImportQuestion, RememberedReading } from './import-questions.js';
import type { ConflictAnswer } from './rules/template-merge.js';

/** One answer: one of the question's choices, or for a conflict a figure or remark of one's own. */
export interface ImportAnswerInput {
  readonly question: string;
  readonly choice?: string | null;
  readonly value?: string | null;
}

/** A choice of an office as it is kept. */
export interface SenderReading extends RememberedReading {
  readonly id: string;
  readonly form: string;
}

const LONGEST_NOTE = 2000;

/** Answering what only the sender of a file can say, and the choices an office keeps. */
export class ImportAnswers {
  private readonly clock: Clock;

  constructor(services: { readonly clock: Clock }) {
    this.clock = services.clock;
  }

  /**
   * Takes answers to questions of an import and has the file read again with them. Answers of one kind that agree hold
   * for every such cell of the file, and, with `remember`, for the office's next files of this form.
   * @throws DomainError IMPORT_UNKNOWN, FORBIDDEN, FORBIDDEN_UNIT, NOTHING_ASKED, QUESTION_UNKNOWN, CHOICE_UNKNOWN
   */
  async answer(
    uow: UnitOfWork,
    caller: Caller,
    input: { readonly id: string; readonly answers: readonly ImportAnswerInput[]; readonly remember: boolean },
  ): Promise<WorkbookImport> {
    requirePermission(caller, 'filing.prepare');
    const seen = await uow.em.findOne(WorkbookImportEntity, { id: input.id });
    if (seen === null || seen.obligationId == null) throw filingError('IMPORT_UNKNOWN', {}, 'id');
    const { obligation } = await lockSheet(uow, seen.obligationId);
    if (!actorOf(caller, obligation).files) throw filingError('FORBIDDEN_UNIT', words(obligation), 'id');
    await uow.em.refresh(seen);
    const questions = seen.questions ?? [];
    if (seen.state !== 'asking' || questions.length === 0) throw filingError('NOTHING_ASKED', {}, 'id');
    if (input.answers.length === 0) throw filingError('CHOICE_UNKNOWN', { question: '—' }, 'answers');

    const at = this.clock.now();
    const round = roundOf(questions, input.answers, { by: caller.accountId, byName: caller.name, at });
    if (input.remember)
      for (const [kind, choice] of Object.entries(round.settled)) {
        if (isKind(kind) && choice !== undefined) await this.remember(uow, caller, seen.form, kind, choice, at);
      }
    seen.answers = [...(seen.answers ?? []), round];
    seen.state = 'queued';
    seen.percent = 0;
    seen.finishedAt = null;
    seen.attemptsBefore = seen.attempts;
    await uow.em.flush();
    await uow.em.execute(
      `update workbook_import set lease_until = clock_timestamp() + make_interval(secs => ${FIRST_WAIT_S}) where id = ?`,
      [seen.id],
    );
    await addToOutbox(uow, 'import.workbook', { importId: seen.id });
    announce(uow, { kind: 'import', id: seen.id });
    const subject = { subjectKind: 'workbook_import', subjectId: seen.id, provinceCode: seen.provinceCode };
    const { settled, cells, conflicts } = round;
    await audit(uow, { action: 'import.answer', ...subject, detail: { settled, cells, conflicts } }, at);
    return seen;
  }

  /** What the caller's office has settled and not dropped, newest first. */
  async readings(uow: UnitOfWork, caller: Caller): Promise<SenderReading[]> {
    return await rememberedReadings(uow, caller.officeId, null);
  }

  /** Takes a choice back: such figures are asked about again. @throws DomainError READING_UNKNOWN, FORBIDDEN */
  async drop(uow: UnitOfWork, caller: Caller, id: string): Promise<SenderReading> {
    requirePermission(caller, 'filing.prepare');
    const found = (await this.readings(uow, caller)).find((r) => r.id === id);
    if (found === undefined) throw filingError('READING_UNKNOWN', {}, 'id');
    await this.dropRow(uow, caller, id, this.clock.now());
    const detail = { form: found.form, kind: found.kind, choice: found.choice };
    const subject = { subjectKind: 'sender_reading', subjectId: id, provinceCode: caller.provinceCode };
    await audit(uow, { action: 'reading.drop', ...subject, detail }, this.clock.now());
    return found;
  }

  private async remember(
    uow: UnitOfWork,
    caller: Caller,
    form: string,
    kind: ReadingKind,
    choice: string,
    at: Date,
  ): Promise<void> {
    // One at a time, so that two answers at once do not both find the place empty.
    await uow.em.execute('select pg_advisory_xact_lock(hashtextextended(?::text, 1))', [
      `${caller.officeId}${form}${kind}`,
    ]);
    const known = (await rememberedReadings(uow, caller.officeId, form)).find((r) => r.kind === kind);
    if (known?.choice === choice) return;
    if (known !== undefined) await this.dropRow(uow, caller, known.id, at);
    await uow.em.execute(
      `insert into sender_reading (id, office_id, form, kind, choice, chosen_by, chosen_by_name, chosen_at)
       values (?, ?, ?, ?, ?, ?, ?, ?::timestamptz)`,
      [newId(), caller.officeId, form, kind, choice, caller.accountId, caller.name, at],
    );
  }

  private async dropRow(uow: UnitOfWork, caller: Caller, id: string, at: Date): Promise<void> {
    await uow.em.execute('update sender_reading set dropped_by = ?, dropped_at = ?::timestamptz where id = ?', [
      caller.accountId,
      at,
      id,
    ]);
  }
}

/** Choices of an office that hold, for one form or for all. */
export async function rememberedReadings(
  uow: UnitOfWork,
  officeId: string,
  form: string | null,
): Promise<SenderReading[]> {
  const rows = await uow.em.execute<(Omit<SenderReading, 'chosenAt'> & { chosenAt: string })[]>(
    `select id, form, kind, choice, chosen_by_name as "chosenByName", chosen_at as "chosenAt" from sender_reading
     where office_id = ? and dropped_at is null and (?::text is null or form = ?) order by chosen_at desc, id desc`,
    [officeId, form, form],
  );
  return rows.map((row) => ({ ...row, chosenAt: instantOf(row.chosenAt) }));
}

/** Settled readings on which the latest revisions of filings rest, by filing: those of the import of their file. */
export async function readingsOfFilings(
  uow: UnitOfWork,
  filingIds: readonly string[],
): Promise<ReadonlyMap<string, readonly AppliedReading[]>> {
  const rows = await uow.em.execute<{ id: string; readings: readonly AppliedReading[] }[]>(
    `select distinct on (f.id) f.id, i.readings
     from filing f join filing_revision r on r.filing_id = f.id and r.revision = f.current_revision
       join workbook_import i on i.filing_id = f.id and i.file_id = r.file_id and i.state = 'done'
     where f.id = any (?::uuid[]) order by f.id, i.finished_at desc, i.id desc`,
    [sqlArray(filingIds)],
  );
  return new Map(rows.map((row) => [row.id, row.readings ?? []]));
}

/** @throws DomainError QUESTION_UNKNOWN, CHOICE_UNKNOWN */
function roundOf(
  questions: readonly ImportQuestion[],
  answers: readonly ImportAnswerInput[],
  by: { readonly by: string; readonly byName: string; readonly at: Date },
): AnswerRound {
  const byId = new Map(questions.map((q) => [q.id, q]));
  const conflicts: Record<string, ConflictAnswer> = {};
  const readings: { question: ImportQuestion & { kind: ReadingKind }; choice: string }[] = [];
  for (const { question: id, choice = null, value = null } of answers) {
    const question = byId.get(id);
    if (question === undefined) throw filingError('QUESTION_UNKNOWN', { question: id }, 'answers');
    const known = question.choices.some((c) => c.choice === choice);
    const { kind } = question;
    if (kind !== 'conflict') {
      if (!known || choice === null) throw filingError('CHOICE_UNKNOWN', { question: id }, 'answers');
      readings.push({ question: { ...question, kind }, choice });
      continue;
    }
    const server = question.choices.find((c) => c.choice === 'server')?.value ?? null;
    if (choice === 'mine' || choice === 'server') conflicts[id] = { choice, value: null, server };
    else if (choice === 'value' && isAnswer(question, value)) conflicts[id] = { choice, value, server };
    else throw filingError('CHOICE_UNKNOWN', { question: id }, 'answers');
  }
  const settled: Partial<Record<ReadingKind, string>> = {};
  const cells: Record<string, string> = {};
  for (const [kind, ofKind] of Map.groupBy(readings, (r) => r.question.kind)) {
    const choices = new Set(ofKind.map((r) => r.choice));
    const [only] = choices;
    if (choices.size === 1 && only !== undefined) settled[kind] = only;
    else for (const { question, choice } of ofKind) cells[question.id] = choice;
  }
  return { settled, cells, conflicts, by: by.by, byName: by.byName, at: vietnamInstant(by.at) };
}

/** A figure is a decimal number; a remark any text; null takes the answer away. */
function isAnswer(question: ImportQuestion, value: string | null): boolean {
  if (value === null) return true;
  return question.of === 'value' ? isDecimalString(value) : value.trim() !== '' && value.length <= LONGEST_NOTE;
}

function isKind(kind: string): kind is ReadingKind {
  return kind !== 'conflict';
}
