import { type Caller, requirePermission, systemFor } from '#lib/access';
import { audit } from '#lib/audit';
import type { FormCode } from '#lib/forms';
import { addDays, type Clock, DomainError, type IsoDate, type PeriodCode, tidy, vietnamDate } from '#lib/kernel';
import { type Database, instantOf, newId } from '#lib/persistence';
import {
  inOrder,
  type PolicyWanted,
  planReminders,
  policyFault,
  policyFrom,
  type ReminderPolicy,
  type Tier,
} from '#lib/regime';
import { reminderError } from './errors.js';
import type { ReminderRulebook } from './rulebook.js';

/** A policy with who set it. */
export interface PolicyView {
  readonly policy: ReminderPolicy;
  /** Null for one of the schemas. */
  readonly setBy: string | null;
  readonly reason: string | null;
}

/** A day on which a policy would remind: of which form, whom, how many. */
export interface PreviewedDay {
  readonly day: IsoDate;
  readonly form: FormCode;
  readonly stepKey: string;
  readonly recipientTier: Tier;
  /** Duties of the period that stand open and unanswered. */
  readonly duties: number;
  readonly channels: readonly string[];
}

/** Which reminder policy holds, and setting another one from a day on. */
export class PolicyService {
  constructor(
    private readonly services: {
      readonly db: Database;
      readonly clock: Clock;
      readonly rulebook: ReminderRulebook;
    },
  ) {}

  /** All policies, the oldest first. @throws DomainError FORBIDDEN */
  async policies(caller: Caller): Promise<readonly PolicyView[]> {
    requirePermission(caller, 'account.manage');
    const { db, rulebook } = this.services;
    return await db.transact(caller.scope, async (uow) => {
      const set = await rulebook.refresh(uow);
      return rulebook.all().map((policy) => {
        const row = set.findLast((one) => one.policy.inForceFrom === policy.inForceFrom);
        return { policy, setBy: row?.authorName ?? null, reason: row?.reason ?? null };
      });
    });
  }

  /**
   * Sets the policy from a day on; not before tomorrow, so that nothing already sent was wrong. Audited.
   * @throws DomainError FORBIDDEN, POLICY_INVALID, POLICY_DATE_PAST, POLICY_REASON_REQUIRED
   */
  async set(caller: Caller, wanted: PolicyWanted, from: IsoDate, why: string): Promise<PolicyView> {
    requirePermission(caller, 'system.manage');
    const { db, clock, rulebook } = this.services;
    const chosen = checked(wanted);
    const reason = tidy(why).slice(0, 2000);
    if (reason === '') throw reminderError('POLICY_REASON_REQUIRED', {}, 'reason');
    const now = clock.now();
    if (from < addDays(vietnamDate(now), 1)) throw reminderError('POLICY_DATE_PAST', {}, 'inForceFrom');
    const policy = await db.transact(systemFor(caller), async (uow) => {
      await rulebook.refresh(uow);
      const base = rulebook.today(now) ?? rulebook.all().at(-1);
      if (base === undefined) throw new Error('there is no reminder policy to begin from');
      const made = policyFrom(base, chosen, from, reason);
      await uow.em.execute(
        `insert into reminder_policy (id, in_force_from, body, reason, author_id, author_name, created_at)
         values (?, ?::date, ?::jsonb, ?, ?, ?, ?::timestamptz)`,
        [newId(), from, JSON.stringify(made), reason, caller.accountId, caller.name, now],
      );
      const subject = { subjectKind: 'reminder_policy', subjectId: made.id, provinceCode: null };
      await audit(uow, { action: 'reminder.policy', ...subject, detail: { from, reason, wanted: chosen } }, now);
      await rulebook.refresh(uow);
      return made;
    });
    return { policy, setBy: caller.name, reason };
  }

  /**
   * Whom a policy would remind of a period on which days, if nobody answered any more: that of the period, or a wanted
   * one. By day. @throws DomainError FORBIDDEN, PERIOD_UNKNOWN, POLICY_INVALID
   */
  async preview(caller: Caller, period: PeriodCode, wanted: PolicyWanted | null): Promise<readonly PreviewedDay[]> {
    requirePermission(caller, 'account.manage');
    const { db, rulebook } = this.services;
    const chosen = wanted === null ? null : checked(wanted);
    return await db.transact(caller.scope, async (uow) => {
      await rulebook.refresh(uow);
      const [row] = await uow.em.execute<{ window_to: string }[]>(
        'select window_to::text from reporting_period where code = ?',
        [period],
      );
      const held = row === undefined ? null : rulebook.of({ to: row.window_to });
      if (row === undefined || held === null) throw reminderError('PERIOD_UNKNOWN', { period }, 'period');
      const policy = chosen === null ? held.policy : policyFrom(held.policy, chosen, row.window_to, 'preview');
      const groups = await uow.em.execute<{ form: FormCode; due: string; n: number }[]>(
        `select o.form, o.due_before as due, count(*)::int as n from obligation o
         where o.period = ? and o.state = 'open' and not exists (
           select 1 from filing f join filing_revision r on r.filing_id = f.id and r.revision = f.current_revision
           where f.obligation_id = o.id and r.state in ('submitted', 'accepted'))
         group by o.form, o.due_before`,
        [period],
      );
      return groups.flatMap(({ form, due, n }) => this.daysOf(policy, form, instantOf(due), n)).sort(byDay);
    });
  }

  private daysOf(policy: ReminderPolicy, form: FormCode, dueBefore: Date, duties: number): PreviewedDay[] {
    const duty = { form, dueBefore, extendedTo: null, open: true, answer: 'none' as const };
    const steps = planReminders({ ...duty, missingCells: 0, returned: null }, policy, this.services.rulebook.calendar);
    const byStep = Map.groupBy(steps, (step) => `${step.stepKey} ${step.recipientTier}`);
    return [...byStep.values()].flatMap((same) => {
      const [step] = same;
      if (step === undefined) return [];
      const { stepKey, recipientTier, sendNotBefore } = step;
      const channels = same.map(({ channel }) => channel);
      return [{ day: vietnamDate(sendNotBefore), form, stepKey, recipientTier, duties, channels }];
    });
  }
}

const byDay = (a: PreviewedDay, b: PreviewedDay): number => `${a.day}${a.form}`.localeCompare(`${b.day}${b.form}`);

function checked(wanted: PolicyWanted): PolicyWanted {
  const chosen = inOrder(wanted);
  const fault = policyFault(chosen);
  if (fault === null) return chosen;
  throw new DomainError({
    code: 'POLICY_INVALID',
    message: `Chính sách nhắc việc chưa đúng: ${fault.vi}. Hãy sửa rồi lưu lại.`,
    messageEn: `The reminder policy is not right: ${fault.en}.`,
    path: fault.path,
  });
}
