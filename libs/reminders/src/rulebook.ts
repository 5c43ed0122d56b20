import { createHash } from 'node:crypto';
import { type DataWindow, inForceOn } from '#lib/forms';
import { addDays, type Clock, type IsoDate, VIETNAM_OFFSET, vietnamDate } from '#lib/kernel';
import type { UnitOfWork } from '#lib/persistence';
import {
  type HolidayYear,
  inSequence,
  loadHolidays,
  loadReminderPolicies,
  mayBeSentAt,
  type ReminderPolicy,
  type WorkingCalendar,
  workingCalendar,
} from '#lib/regime';

/** A policy with the calendar it is carried out by. */
export interface HeldPolicy {
  readonly policy: ReminderPolicy;
  /** Changes whenever policy or calendar do: plans made under another stamp are made anew. */
  readonly stamp: string;
}

/** A policy that the ministry set. */
export interface SetPolicy {
  readonly policy: ReminderPolicy;
  readonly reason: string;
  readonly authorName: string;
}

/** The dated policies and the working calendar of this installation. */
export class ReminderRulebook {
  readonly calendar: WorkingCalendar;
  /** Those of the schemas. */
  private readonly given: readonly ReminderPolicy[];
  /** Those and the ones the ministry set, in their order. */
  private policies: readonly ReminderPolicy[];
  private readonly holidays: readonly HolidayYear[];

  constructor(
    policies: readonly ReminderPolicy[] = loadReminderPolicies(),
    holidays: readonly HolidayYear[] = loadHolidays(),
  ) {
    this.given = policies;
    this.policies = policies;
    this.holidays = holidays;
    this.calendar = workingCalendar(holidays);
  }

  /** Reads the policies that the ministry set; called where one is about to be used. @returns them, the oldest made first. */
  async refresh(uow: UnitOfWork): Promise<readonly SetPolicy[]> {
    const rows = await uow.em.execute<{ body: ReminderPolicy; reason: string; authorName: string }[]>(
      'select body, reason, author_name as "authorName" from reminder_policy order by created_at, id',
    );
    const set = rows.map(({ body: policy, ...row }) => ({ ...row, policy }));
    if (set.length > 0) this.policies = inSequence([...this.given, ...set.map(({ policy }) => policy)]);
    return set;
  }

  /** All policies known, the oldest first. */
  all(): readonly ReminderPolicy[] {
    return this.policies;
  }

  /** The policy a period keeps: the one in force on the last day of its data window; null before the first. */
  of(window: Pick<DataWindow, 'to'>): HeldPolicy | null {
    const policy = inForceOn(this.policies, window.to);
    if (policy === null) return null;
    const content = JSON.stringify([policy, this.holidays]);
    return { policy, stamp: createHash('sha256').update(content).digest('hex').slice(0, 16) };
  }

  /** The policy in force today. */
  today(now: Date): ReminderPolicy | null {
    return inForceOn(this.policies, vietnamDate(now));
  }

  /** True inside today's sending hours of a working day. */
  isSendingTime(clock: Clock): boolean {
    const now = clock.now();
    const policy = this.today(now);
    return policy !== null && mayBeSentAt(now, policy, this.calendar);
  }

  /** The sending hours that run or come next, and until when a reminder at a click may go out: two working days. */
  nextSendingTime(policy: ReminderPolicy, now: Date): { readonly from: Date; readonly to: Date } {
    const today = vietnamDate(now);
    const over = now >= at(today, policy.sending.to);
    const day = this.calendar.onOrAfter(over ? addDays(today, 1) : today);
    const opens = at(day, policy.sending.from);
    return { from: now > opens ? now : opens, to: at(this.calendar.addWorkingDays(day, 1), policy.sending.to) };
  }
}

/** Instant of a wall-clock time "HH:MM" on a day in Vietnam. */
function at(day: IsoDate, time: string): Date {
  return new Date(`${day}T${time}:00${VIETNAM_OFFSET}`);
}
