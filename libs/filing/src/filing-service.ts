import type { Caller } from '#lib/access';
import {
  type CheckedForm,
  checkForm,
  FORM_CODES,
  type FormCode,
  type FormDefinition,
  type NumberWriting,
  type TypedFigure,
} from '#lib/forms';
import { type Clock, type PeriodCode, vietnamInstant } from '#lib/kernel';
import type { Law } from '#lib/law';
import type { UnitOfWork } from '#lib/persistence';
import { findObligation, isLocked, isOnTime, type ObligationView, ReportingPeriodEntity } from '#lib/regime';
import { sendBack, takeIn } from './decisions.js';
import { type ClosingInput, historyOf, keepClosure } from './doubts.js';
import { copyInto, openDraft, writeDraft } from './draft.js';
import type { FilingRevision } from './entities/index.js';
import { filingError } from './errors.js';
import { changed, type FilingChange } from './filing-change.js';
import {
  actorOf,
  allow,
  type FilingSheet,
  lockSheet,
  lockSheetOf,
  refuseClosed,
  refuseStale,
  type Seen,
  words,
} from './filing-sheet.js';
import {
  answerMarks,
  checkedMarks,
  comment,
  type ExplanationInput,
  explanationsOf,
  keptText,
  type MarkInput,
  marksInPlay,
  type OpenMarks,
  refuseLocked,
} from './marks.js';
import { mendedForm } from './mended-form.js';
import { withdrawFigures } from './posting.js';
import type { InstallationKey } from './receipt/installation-key.js';
import { stepFrom } from './rules/transitions.js';
import { sentForm } from './sent-form.js';
import { refuseBuiltUpon, sendOff, submissionNeeds } from './submission.js';
import type { Hand } from './transition-log.js';

/** What is filed for whom. */
export interface FilingTarget {
  readonly form: string;
  readonly period: PeriodCode;
  /** Public code of the unit: province (04), commune (03), cluster (02), project (01). */
  readonly unit: string;
}

/** A decision about the latest revision of a filing. */
export interface FilingDecision extends Seen {
  readonly filingId: string;
  readonly version: number;
  readonly reason?: string | null;
}

/** A decision that sends a filing back: whole, or with marks only the marked cells. */
export interface FilingReturn extends FilingDecision {
  readonly marks?: readonly MarkInput[];
}

/** The life of filings: every change of state, with its transition, its audit entry and its figures, in one transaction. */
export class FilingService {
  private readonly clock: Clock;
  private readonly law: Law;
  private readonly receiptKey: () => Promise<InstallationKey>;

  /** `receiptKey`: what signs the receipts of this installation. */
  constructor(services: {
    readonly clock: Clock;
    readonly law: Law;
    readonly receiptKey: () => Promise<InstallationKey>;
  }) {
    this.clock = services.clock;
    this.law = services.law;
    this.receiptKey = services.receiptKey;
  }

  /**
   * The obligation that a caller of the filing side may answer now.
   * @throws DomainError UNKNOWN_FORM, FORBIDDEN, FORBIDDEN_UNIT, PERIOD_NOT_OPEN, OBLIGATION_CLOSED
   */
  async obligationToAnswer(uow: UnitOfWork, caller: Caller, target: FilingTarget): Promise<ObligationView> {
    const { form, period, unit } = target;
    const code = FORM_CODES.find((c) => c === form);
    if (code === undefined) throw filingError('UNKNOWN_FORM', { form }, 'form');
    if ((await uow.em.findOne(ReportingPeriodEntity, { code: period })) === null)
      throw filingError('PERIOD_NOT_OPEN', { period }, 'period');
    if (!caller.permissions.has('filing.prepare')) throw filingError('FORBIDDEN', { form }, 'form');
    const obligation = await findObligation(uow, code, period, unit);
    // Whether the unit owes nothing or lies out of sight is not told: that would show rows of others.
    if (obligation === null || !actorOf(caller, obligation).files)
      throw filingError('FORBIDDEN_UNIT', { form, period, unit }, 'unit');
    refuseClosed(obligation);
    return obligation;
  }

  /**
   * Saves what was typed in the portal as the draft; errors are kept beside it, so that it can be mended later. After
   * a return of doubtful cells only these change: figures left out stay as they were, and `answers` explain.
   * @throws DomainError besides those of obligationToAnswer: STALE_REVISION, ALREADY_SUBMITTED, NEEDS_AMENDMENT,
   *   FIGURE_UNKNOWN, FIGURE_TWICE, CELL_LOCKED, ANSWER_WITHOUT_MARK
   */
  async saveDraft(
    uow: UnitOfWork,
    caller: Caller,
    input: FilingTarget & {
      readonly figures: readonly TypedFigure[];
      readonly answers?: readonly ExplanationInput[];
      readonly version?: number | null;
      /** In which language's writing the numbers were typed; the account's own where it is not said. */
      readonly writing?: NumberWriting;
    },
  ): Promise<FilingChange> {
    const obligation = await this.obligationToAnswer(uow, caller, input);
    const sheet = await lockSheet(uow, obligation.id);
    allow(sheet.latest?.state === 'returned' ? 'renew' : 'prepare', sheet, caller, null);
    // After a return a clerk may begin anew without having seen the number of the returned revision.
    if (sheet.latest?.state === 'draft' || input.version != null)
      refuseStale(sheet, { version: input.version ?? null });
    const { valueTypes } = this.law;
    const definition = this.definitionOf(obligation.form, obligation.period);
    const about = { period: obligation.period, unit: obligation.filerRef, writing: input.writing ?? caller.language };
    const open = await marksInPlay(uow, sheet);
    const explained = explanationsOf(obligation.form, open, input.answers ?? []);
    const typed =
      open === null
        ? sentForm(definition, valueTypes, about, input.figures)
        : await mendedForm(uow, sheet, open, definition, valueTypes, about, input.figures);
    const checked = checkForm(typed, definition, valueTypes, await historyOf(uow, obligation));
    return await this.writeTo(uow, sheet, checked, open, explained, open?.fileId ?? null, this.hand(caller));
  }

  /**
   * Puts a checked form into the draft of a locked sheet, for work that was allowed when it was asked for (imports).
   * @throws DomainError ALREADY_SUBMITTED, NEEDS_AMENDMENT, CELL_LOCKED; before anything is written
   */
  async fileDraft(
    uow: UnitOfWork,
    sheet: FilingSheet,
    checked: CheckedForm,
    fileId: string | null,
    by: Hand,
  ): Promise<FilingChange> {
    const state = sheet.latest?.state ?? null;
    const step = stepFrom(state === 'returned' ? 'renew' : 'prepare', state);
    if (step.refused !== undefined) throw filingError(step.refused, words(sheet.obligation));
    const open = await marksInPlay(uow, sheet);
    if (open !== null) {
      const next = Object.entries(checked.values).map(
        ([key, value]) => [key, { value, note: checked.notes[key] ?? null }] as const,
      );
      refuseLocked(sheet, open, new Map(next), this.definitionById(checked.definitionId));
    }
    return await this.writeTo(uow, sheet, checked, open, new Map(), fileId, by);
  }

  /**
   * Sends the draft off: frozen from now on, with a signed receipt under a running number. A form made up from filings
   * below that have not arrived needs a reason, which its receiver sees.
   * @throws DomainError FORBIDDEN, FORBIDDEN_UNIT, ALREADY_SUBMITTED, SAME_PERSON, STALE_REVISION, HAS_ERRORS,
   *   PERIOD_LOCKED, MARKS_OPEN, DOUBTS_OPEN, MISSING_CHILDREN_REASON
   */
  async submit(uow: UnitOfWork, caller: Caller, decision: FilingDecision): Promise<FilingChange> {
    const sheet = await lockSheetOf(uow, decision.filingId);
    const { filing, latest, obligation } = sheet;
    const reason = keptText(decision.reason);
    const step = allow('submit', sheet, caller, reason);
    refuseStale(sheet, decision);
    refuseClosed(obligation);
    const by = this.hand(caller);
    // The lock closes the season to first filings; what answers a return or an amendment has its own reason.
    if (latest.revision === 1 && isLocked(by.at, obligation.lockAt)) {
      throw filingError('PERIOD_LOCKED', { ...words(obligation), lockAt: vietnamInstant(obligation.lockAt) });
    }
    await this.refuseErrors(uow, latest, obligation);
    const children = await submissionNeeds(uow, step, sheet, this.definitionById(latest.definitionId), reason);
    await sendOff(uow, filing, latest, children, reason, by, await this.receiptKey());
    const missing = children === null ? {} : { missing: children.expected - children.received };
    // The first sending decides whether a filing was on time; a later one has nothing to add to it.
    const late = latest.revision === 1 ? { late: !isOnTime(by.at, obligation.dueBefore) } : {};
    const detail = { receipt: latest.receiptNumber, ...late, ...missing };
    return await changed(uow, 'filing.submit', filing, latest, by, detail);
  }

  /**
   * Sends a submitted filing back with a reason; its figures stay as they were filed. With marks only the marked cells
   * open, and each waits for a new value or an explanation.
   * @throws DomainError as `accept`, and REASON_REQUIRED, MARK_UNKNOWN_CELL, MARK_TWICE, COMMENT_REQUIRED
   */
  async return(uow: UnitOfWork, caller: Caller, decision: FilingReturn): Promise<FilingChange> {
    const sheet = await lockSheetOf(uow, decision.filingId);
    const reason = keptText(decision.reason);
    allow('return', sheet, caller, reason);
    refuseStale(sheet, decision);
    const marks = checkedMarks(this.definitionById(sheet.latest.definitionId), decision.marks ?? []);
    return await sendBack(uow, 'filing.return', sheet, marks, reason, this.hand(caller));
  }

  /**
   * Takes an acceptance back and returns the filing: its figures are no longer the lawful ones. Only the office that
   * accepted it may, and only while nothing above that was built on it still stands.
   * @throws DomainError as `return`, and NOT_ACCEPTED, NOT_DECIDER, UNDO_ABOVE_FIRST
   */
  async reopen(uow: UnitOfWork, caller: Caller, decision: FilingReturn): Promise<FilingChange> {
    const sheet = await lockSheetOf(uow, decision.filingId);
    const { filing, latest } = sheet;
    const reason = keptText(decision.reason);
    // An account of another office is out of sight or has another office: either way not the one that decided.
    const [decider] = await uow.em.execute<{ officeId: string }[]>(
      'select office_id as "officeId" from account where id = ?',
      [latest.decidedBy ?? null],
    );
    const step = allow('reopen', sheet, caller, reason, decider?.officeId ?? null);
    refuseStale(sheet, decision);
    await refuseBuiltUpon(uow, step, sheet);
    const marks = checkedMarks(this.definitionById(latest.definitionId), decision.marks ?? []);
    const by = this.hand(caller);
    await withdrawFigures(uow, filing, latest, by.at);
    return await sendBack(uow, 'filing.reopen', sheet, marks, reason, by);
  }

  /**
   * Takes a submitted filing into the database: its figures become the lawful ones in the same transaction, a
   * revision accepted before is superseded.
   * @throws DomainError FORBIDDEN, NOT_RECEIVER, SAME_PERSON, NOT_SUBMITTED, ALREADY_DECIDED, STALE_REVISION
   */
  async accept(uow: UnitOfWork, caller: Caller, decision: FilingDecision): Promise<FilingChange> {
    const sheet = await lockSheetOf(uow, decision.filingId);
    const reason = keptText(decision.reason);
    allow('accept', sheet, caller, reason);
    refuseStale(sheet, decision);
    return await takeIn(uow, sheet, reason, this.hand(caller));
  }

  /**
   * Opens a new draft revision of an accepted filing (with a reason) or of a returned one, holding the figures of
   * the one before; that one stays as it was.
   * @throws DomainError FORBIDDEN, FORBIDDEN_UNIT, REASON_REQUIRED, NOTHING_TO_AMEND, ALREADY_SUBMITTED, STALE_REVISION
   */
  async amend(uow: UnitOfWork, caller: Caller, decision: FilingDecision): Promise<FilingChange> {
    const sheet = await lockSheetOf(uow, decision.filingId);
    const reason = keptText(decision.reason);
    allow(sheet.latest.state === 'returned' ? 'renew' : 'amend', sheet, caller, reason);
    refuseStale(sheet, decision);
    refuseClosed(sheet.obligation);
    const by = this.hand(caller);
    const { filing, draft } = await openDraft(uow, sheet, sheet.latest.definitionId, by, reason);
    await copyInto(uow, draft, sheet.latest);
    return await changed(uow, 'filing.amend', filing, draft, by, { reason, from: sheet.latest.revision });
  }

  /**
   * Adds to the thread of a filing, about one cell or the whole; both sides may, at any time.
   * @throws DomainError FILING_UNKNOWN, FORBIDDEN, MARK_UNKNOWN_CELL, COMMENT_REQUIRED
   */
  async comment(
    uow: UnitOfWork,
    caller: Caller,
    input: { readonly filingId: string; readonly key?: string | null; readonly comment: string },
  ): Promise<FilingChange> {
    const { filing, latest, obligation } = await lockSheetOf(uow, input.filingId);
    const { files, receives, permissions } = actorOf(caller, obligation);
    const mayFile = files && (permissions.has('filing.prepare') || permissions.has('filing.submit'));
    if (!mayFile && !(receives && permissions.has('filing.review'))) throw filingError('FORBIDDEN', words(obligation));
    const key = input.key ?? null;
    if (key !== null && !this.definitionById(latest.definitionId).rows.some((row) => row.key === key))
      throw filingError('MARK_UNKNOWN_CELL', { form: filing.form, key }, 'key');
    const text = keptText(input.comment);
    if (text === null) throw filingError('COMMENT_REQUIRED', {}, 'comment');
    const by = this.hand(caller);
    await comment(uow, latest, 'comment', mayFile ? 'filer' : 'receiver', key, text, by);
    return await changed(uow, 'filing.comment', filing, latest, by, { key });
  }

  /**
   * Closes a doubt about a figure of the draft by a reason of the list and words. The reason stays with the filing; the
   * same doubt is not asked again, in later periods either, unless it grows.
   * @throws DomainError FORBIDDEN, FORBIDDEN_UNIT, ALREADY_SUBMITTED, NEEDS_AMENDMENT, NEEDS_NEW_DRAFT, STALE_REVISION,
   *   DOUBT_UNKNOWN, CLOSING_REASON_UNKNOWN, CLOSING_TEXT_SHORT
   */
  async closeDoubt(
    uow: UnitOfWork,
    caller: Caller,
    input: ClosingInput & { readonly filingId: string; readonly version: number },
  ): Promise<FilingChange> {
    const sheet = await lockSheetOf(uow, input.filingId);
    const { filing, latest, obligation } = sheet;
    allow('prepare', sheet, caller, null);
    if (latest.state !== 'draft') throw filingError('NEEDS_NEW_DRAFT', words(obligation));
    refuseStale(sheet, { version: input.version });
    const by = this.hand(caller);
    const count = await keepClosure(uow, sheet, input, by);
    const { code, key, reason } = input;
    return await changed(uow, 'filing.close-doubt', filing, latest, by, { code, key, reason, count });
  }

  private async writeTo(
    uow: UnitOfWork,
    sheet: FilingSheet,
    checked: CheckedForm,
    open: OpenMarks | null,
    explained: ReadonlyMap<string, string | null>,
    fileId: string | null,
    by: Hand,
  ): Promise<FilingChange> {
    const { filing, draft } = await openDraft(uow, sheet, checked.definitionId, by, null);
    await writeDraft(uow, draft, checked, fileId);
    await answerMarks(uow, draft, open, checked.values, explained, by);
    const detail = { outcome: checked.outcome, file: fileId };
    return await changed(uow, 'filing.draft', filing, draft, by, detail);
  }

  private definitionById(id: string): FormDefinition {
    const definition = this.law.definitionById(id);
    if (definition === null) throw new Error(`schemas/ no longer has ${id}`);
    return definition;
  }

  /** Version of the form for a period. @throws DomainError FORM_NOT_IN_FORCE */
  private definitionOf(form: FormCode, period: PeriodCode): FormDefinition {
    const definition = this.law.definitionFor(form, period);
    if (definition === null) throw filingError('FORM_NOT_IN_FORCE', { form, period }, 'period');
    return definition;
  }

  private async refuseErrors(uow: UnitOfWork, latest: FilingRevision, obligation: ObligationView): Promise<void> {
    const [errors] = await uow.em.execute<{ n: number }[]>(
      `select count(*)::int as n from filing_problem where filing_id = ? and revision = ? and severity = 'error'`,
      [latest.filingId, latest.revision],
    );
    const count = errors?.n ?? 0;
    if (count > 0 || latest.outcome === 'rejected') throw filingError('HAS_ERRORS', { ...words(obligation), count });
  }

  private hand(caller: Caller): Hand {
    return { accountId: caller.accountId, at: this.clock.now() };
  }
}
