import type { Caller } from '#lib/access';
import { audit } from '#lib/audit';
import { type Clock, vietnamInstant } from '#lib/kernel';
import { announce, type UnitOfWork } from '#lib/persistence';
import { DECIDER_COLUMNS, deciderValues, printedInstant, reasonGiven } from './decider.js';
import { regimeError } from './errors.js';
import { type ObligationView, obligationsByIds } from './obligation-list.js';
import {
  type ExceptedDuty,
  type ExceptionRefusal,
  type ExtensionWanted,
  exemptionRefused,
  extended,
  grantsFor,
  reinstatementRefused,
} from './rules/exceptions.js';

/** A decision about one obligation. */
export interface ExceptionDecision {
  readonly obligationId: string;
  readonly reason: string;
}

type Kind = 'extension' | 'exemption' | 'reinstatement';

/**
 * Extensions and exemptions: rows with reason, author and instant, beside the statutory settings and never instead of
 * them. Granted by the tier above; the database lets nobody else add such a row, and carries it over itself.
 */
export class ExceptionService {
  private readonly clock: Clock;

  constructor(services: { readonly clock: Clock }) {
    this.clock = services.clock;
  }

  /**
   * A later due instant, a later lock, or both, for one obligation.
   * @throws DomainError EXCEPTION_REASON_REQUIRED, OBLIGATION_ID_UNKNOWN, NOT_GRANTING_OFFICE, OBLIGATION_NOT_OPEN, DUE_SHORTENED,
   *   LOCK_SHORTENED, LOCK_BEFORE_DUE, EXTENSION_TOO_FAR, EXTENSION_EMPTY
   */
  async extend(
    uow: UnitOfWork,
    caller: Caller,
    decision: ExceptionDecision & ExtensionWanted,
  ): Promise<ObligationView> {
    const reason = reasonGiven(decision.reason);
    const duty = await this.dutyToDecide(uow, caller, decision.obligationId);
    const verdict = extended(excepted(duty), decision);
    if (verdict.refused !== undefined) throw refusal(verdict.refused, duty);
    const { dueBefore, lockAt } = verdict;
    return await this.record(uow, caller, duty, 'extension', reason, { dueBefore, lockAt });
  }

  /**
   * Frees one unit of one filing. What was already submitted is decided on instead.
   * @throws DomainError EXCEPTION_REASON_REQUIRED, OBLIGATION_ID_UNKNOWN, NOT_GRANTING_OFFICE, OBLIGATION_NOT_OPEN, OBLIGATION_ANSWERED
   */
  async exempt(uow: UnitOfWork, caller: Caller, decision: ExceptionDecision): Promise<ObligationView> {
    const reason = reasonGiven(decision.reason);
    const duty = await this.dutyToDecide(uow, caller, decision.obligationId);
    const refused = exemptionRefused(excepted(duty));
    if (refused !== null) throw refusal(refused, duty);
    return await this.record(uow, caller, duty, 'exemption', reason, null);
  }

  /** Takes an exemption back. @throws DomainError as `exempt`, and OBLIGATION_NOT_EXEMPT */
  async reinstate(uow: UnitOfWork, caller: Caller, decision: ExceptionDecision): Promise<ObligationView> {
    const reason = reasonGiven(decision.reason);
    const duty = await this.dutyToDecide(uow, caller, decision.obligationId);
    const refused = reinstatementRefused(excepted(duty));
    if (refused !== null) throw refusal(refused, duty);
    return await this.record(uow, caller, duty, 'reinstatement', reason, null);
  }

  /** The obligation, kept from other decisions until the transaction ends. */
  private async dutyToDecide(uow: UnitOfWork, caller: Caller, id: string): Promise<ObligationView> {
    await uow.em.execute('select pg_advisory_xact_lock(hashtext(?))', [`obligation ${id}`]);
    const duty = (await obligationsByIds(uow, [id])).get(id);
    if (duty === undefined) throw regimeError('OBLIGATION_ID_UNKNOWN', {}, 'id');
    const tier = grantsFor(duty.form);
    if (caller.officeKind !== tier || !caller.permissions.has('filing.decide')) {
      const office = tier === 'ministry' ? 'Bộ Công Thương' : 'Sở Công Thương của tỉnh';
      const officeEn = tier === 'ministry' ? 'the ministry' : 'the department of the province';
      throw regimeError('NOT_GRANTING_OFFICE', { ...wordsOf(duty), office, officeEn });
    }
    return duty;
  }

  /** The row, the obligation as it stands after it, and the audit entry. */
  private async record(
    uow: UnitOfWork,
    caller: Caller,
    duty: ObligationView,
    kind: Kind,
    reason: string,
    instants: { readonly dueBefore: Date; readonly lockAt: Date } | null,
  ): Promise<ObligationView> {
    const at = this.clock.now();
    await uow.em.execute(
      `insert into obligation_exception (${DECIDER_COLUMNS}, obligation_id, kind, reason, due_before, lock_at, created_at)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?::timestamptz, ?::timestamptz, ?::timestamptz)`,
      [...deciderValues(caller), duty.id, kind, reason, instants?.dueBefore ?? null, instants?.lockAt ?? null, at],
    );
    const { form, period, filerRef: unit } = duty;
    const changed =
      instants === null
        ? {}
        : {
            dueBefore: vietnamInstant(instants.dueBefore),
            lockAt: vietnamInstant(instants.lockAt),
            before: { dueBefore: vietnamInstant(duty.dueBefore), lockAt: vietnamInstant(duty.lockAt) },
          };
    const subject = { subjectKind: 'obligation', subjectId: duty.id, provinceCode: duty.provinceCode };
    await audit(
      uow,
      { action: `obligation.${kind}`, ...subject, detail: { form, period, unit, reason, ...changed } },
      at,
    );
    announce(uow, { kind: 'obligation', id: duty.id, period, place: duty });
    const after = (await obligationsByIds(uow, [duty.id])).get(duty.id);
    if (after === undefined) throw new Error(`obligation ${duty.id} vanished while it was decided on`);
    return after;
  }
}

function excepted(duty: ObligationView): ExceptedDuty {
  return { ...duty, answered: duty.answer === 'submitted' || duty.answer === 'accepted' };
}

function wordsOf(duty: ObligationView): Record<string, string> {
  return {
    form: duty.form,
    period: duty.period,
    unit: duty.filerName,
    due: printedInstant(duty.dueBefore),
    lock: printedInstant(duty.lockAt),
    lawDue: printedInstant(duty.lawDueBefore),
  };
}

const PATH: Partial<Record<ExceptionRefusal, string>> = {
  DUE_SHORTENED: 'dueBefore',
  LOCK_SHORTENED: 'lockAt',
  LOCK_BEFORE_DUE: 'lockAt',
  EXTENSION_TOO_FAR: 'dueBefore',
};

function refusal(code: ExceptionRefusal, duty: ObligationView) {
  return regimeError(code, wordsOf(duty), PATH[code] ?? 'id');
}
