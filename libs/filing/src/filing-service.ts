import type { Caller } from '#lib/access';
import { audit } from '#lib/audit';
import { type CheckedForm, checkForm, FORM_CODES, type FormCode, type FormDefinition } from '#lib/forms';
import { type Clock, type PeriodCode, vietnamInstant } from '#lib/kernel';
import type { Law } from '#lib/law';
import type { UnitOfWork } from '#lib/persistence';
import { findObligation, isLocked, isOnTime, type ObligationView, ReportingPeriodEntity } from '#lib/regime';
import { copyInto, openDraft, writeDraft } from './draft.js';
import { type Filing, type FilingRevision, FilingRevisionEntity } from './entities/index.js';
import { filingError } from './errors.js';
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
import { postFigures } from './posting.js';
import { stepFrom } from './rules/transitions.js';
import { type Hand, recordTransition } from './transition-log.js';
import { type TypedFigure, typedForm } from './typed-form.js';

/** What is filed for whom. */
export interface FilingTarget {
  readonly form: string;
  readonly period: PeriodCode;
  /** Public code of the unit: province (04), commune (03), cluster (02), project (01). */
  readonly unit: string;
}

/** The filing after a change. */
export interface FilingChange {
  readonly filingId: string;
  readonly revision: number;
  readonly version: number;
}

/** A decision about the latest revision of a filing. */
export interface FilingDecision extends Seen {
  readonly filingId: string;
  readonly version: number;
  readonly reason?: string | null;
}

/** The life of filings: every change of state, with its transition, its audit entry and its figures, in one transaction. */
export class FilingService {
  private readonly clock: Clock;
  private readonly law: Law;

  constructor(services: { readonly clock: Clock; readonly law: Law }) {
    this.clock = services.clock;
    this.law = services.law;
  }

  /**
   * The obligation that a caller of the filing side may answer now.
   * @throws DomainError FORM_UNKNOWN, FORBIDDEN, FORBIDDEN_UNIT, PERIOD_NOT_OPEN, OBLIGATION_CLOSED
   */
  async obligationToAnswer(uow: UnitOfWork, caller: Caller, target: FilingTarget): Promise<ObligationView> {
    const { form, period, unit } = target;
    const code = FORM_CODES.find((c) => c === form);
    if (code === undefined) throw filingError('FORM_UNKNOWN', { form }, 'form');
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
   * Saves what was typed in the portal as the draft; errors are kept beside it, so that it can be mended later.
   * @throws DomainError besides those of obligationToAnswer: STALE_REVISION, ALREADY_SUBMITTED, NEEDS_AMENDMENT, FIGURE_UNKNOWN
   */
  async saveDraft(
    uow: UnitOfWork,
    caller: Caller,
    input: FilingTarget & { readonly figures: readonly TypedFigure[]; readonly version?: number | null },
  ): Promise<FilingChange> {
    const obligation = await this.obligationToAnswer(uow, caller, input);
    const sheet = await lockSheet(uow, obligation.id);
    allow(sheet.latest?.state === 'returned' ? 'renew' : 'prepare', sheet, caller, null);
    // After a return a clerk may begin anew without having seen the number of the returned revision.
    if (sheet.latest?.state === 'draft' || input.version != null)
      refuseStale(sheet, { version: input.version ?? null });
    const definition = this.definitionOf(obligation.form, obligation.period);
    const about = { period: obligation.period, unit: obligation.filerRef, writing: caller.language };
    const checked = checkForm(
      typedForm(definition, this.law.valueTypes, about, input.figures),
      definition,
      this.law.valueTypes,
    );
    return await this.fileDraft(uow, sheet, checked, null, this.hand(caller));
  }

  /**
   * Puts a checked form into the draft of a locked sheet, for work that was allowed when it was asked for (imports).
   * @throws DomainError ALREADY_SUBMITTED, NEEDS_AMENDMENT
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
    const { filing, draft } = await openDraft(uow, sheet, checked.definitionId, by, null);
    await writeDraft(uow, draft, checked, fileId);
    const detail = { outcome: checked.outcome, file: fileId };
    return await this.done(uow, 'filing.draft', filing, draft, by, detail);
  }

  /**
   * Sends the draft off: frozen from now on, with a running receipt number.
   * @throws DomainError FORBIDDEN, FORBIDDEN_UNIT, ALREADY_SUBMITTED, SAME_PERSON, STALE_REVISION, HAS_ERRORS, PERIOD_LOCKED
   */
  async submit(uow: UnitOfWork, caller: Caller, decision: FilingDecision): Promise<FilingChange> {
    const sheet = await lockSheetOf(uow, decision.filingId);
    const { filing, latest, obligation } = sheet;
    const reason = textOrNull(decision.reason);
    allow('submit', sheet, caller, reason);
    refuseStale(sheet, decision);
    refuseClosed(obligation);
    const by = this.hand(caller);
    // The lock closes the season to first filings; what answers a return or an amendment has its own reason.
    if (latest.revision === 1 && isLocked(by.at, obligation.lockAt)) {
      throw filingError('PERIOD_LOCKED', { ...words(obligation), lockAt: vietnamInstant(obligation.lockAt) });
    }
    await this.refuseErrors(uow, latest, obligation);
    const [next] = await uow.em.execute<{ n: string }[]>(`select nextval('receipt_number')::text as n`);
    latest.state = 'submitted';
    latest.version += 1;
    latest.submittedBy = by.accountId;
    latest.submittedAt = by.at;
    latest.receiptNumber = [filing.period, filing.form, filing.filerRef, (next?.n ?? '').padStart(6, '0')].join('/');
    await uow.em.flush();
    await recordTransition(uow, latest, 'draft', by, reason);
    const detail = { receipt: latest.receiptNumber, late: !isOnTime(by.at, obligation.dueBefore) };
    return await this.done(uow, 'filing.submit', filing, latest, by, detail);
  }

  /** Sends a submitted filing back with a reason; its figures stay as they were filed. @throws as `accept`, and REASON_REQUIRED */
  async return(uow: UnitOfWork, caller: Caller, decision: FilingDecision): Promise<FilingChange> {
    const sheet = await lockSheetOf(uow, decision.filingId);
    const reason = textOrNull(decision.reason);
    allow('return', sheet, caller, reason);
    refuseStale(sheet, decision);
    const by = this.hand(caller);
    await this.decide(uow, sheet.latest, 'returned', by, reason);
    return await this.done(uow, 'filing.return', sheet.filing, sheet.latest, by, { reason });
  }

  /**
   * Takes a submitted filing into the database: its figures become the lawful ones in the same transaction, a
   * revision accepted before is superseded.
   * @throws DomainError FORBIDDEN, NOT_RECEIVER, SAME_PERSON, NOT_SUBMITTED, ALREADY_DECIDED, STALE_REVISION
   */
  async accept(uow: UnitOfWork, caller: Caller, decision: FilingDecision): Promise<FilingChange> {
    const sheet = await lockSheetOf(uow, decision.filingId);
    const { filing, latest } = sheet;
    const reason = textOrNull(decision.reason);
    allow('accept', sheet, caller, reason);
    refuseStale(sheet, decision);
    const by = this.hand(caller);
    const before = await uow.em.findOne(FilingRevisionEntity, { filingId: filing.id, state: 'accepted' });
    if (before !== null) {
      before.state = 'superseded';
      before.version += 1;
      await uow.em.flush();
      await recordTransition(uow, before, 'accepted', by, latest.reason ?? null);
    }
    await this.decide(uow, latest, 'accepted', by, reason);
    const figures = await postFigures(uow, filing, latest, by.at);
    const detail = { figures, supersedes: before?.revision ?? null };
    return await this.done(uow, 'filing.accept', filing, latest, by, detail);
  }

  /**
   * Opens a new draft revision of an accepted filing (with a reason) or of a returned one, holding the figures of
   * the one before; that one stays as it was.
   * @throws DomainError FORBIDDEN, FORBIDDEN_UNIT, REASON_REQUIRED, NOTHING_TO_AMEND, ALREADY_SUBMITTED, STALE_REVISION
   */
  async amend(uow: UnitOfWork, caller: Caller, decision: FilingDecision): Promise<FilingChange> {
    const sheet = await lockSheetOf(uow, decision.filingId);
    const reason = textOrNull(decision.reason);
    allow(sheet.latest.state === 'returned' ? 'renew' : 'amend', sheet, caller, reason);
    refuseStale(sheet, decision);
    refuseClosed(sheet.obligation);
    const by = this.hand(caller);
    const { filing, draft } = await openDraft(uow, sheet, sheet.latest.definitionId, by, reason);
    await copyInto(uow, draft, sheet.latest);
    return await this.done(uow, 'filing.amend', filing, draft, by, { reason, from: sheet.latest.revision });
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

  private async decide(
    uow: UnitOfWork,
    revision: FilingRevision,
    state: 'returned' | 'accepted',
    by: Hand,
    reason: string | null,
  ): Promise<void> {
    revision.state = state;
    revision.version += 1;
    revision.decidedBy = by.accountId;
    revision.decidedAt = by.at;
    revision.decisionReason = reason;
    await uow.em.flush();
    await recordTransition(uow, revision, 'submitted', by, reason);
  }

  /** The audit entry of a change, last in the transaction, and the answer. */
  private async done(
    uow: UnitOfWork,
    action: string,
    filing: Filing,
    revision: FilingRevision,
    by: Hand,
    detail: Readonly<Record<string, unknown>>,
  ): Promise<FilingChange> {
    const { form, period, filerRef: unit } = filing;
    const about = { form, period, unit, revision: revision.revision, ...detail };
    const subject = { subjectKind: 'filing', subjectId: filing.id, provinceCode: filing.provinceCode };
    await audit(uow, { action, ...subject, detail: about }, by.at);
    return { filingId: filing.id, revision: revision.revision, version: revision.version };
  }

  private hand(caller: Caller): Hand {
    return { accountId: caller.accountId, at: this.clock.now() };
  }
}

const LONGEST_REASON = 4000;

function textOrNull(text: string | null | undefined): string | null {
  const trimmed = text?.trim().slice(0, LONGEST_REASON) ?? '';
  return trimmed === '' ? null : trimmed;
}
