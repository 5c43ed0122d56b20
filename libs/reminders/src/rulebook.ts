import { createHash } from 'node:crypto';
import { type DataWindow, inForceOn } from '#lib/forms';
import { addDays, type Clock, type IsoDate, VIETNAM_OFFSET, vietnamDate } from '#lib/kernel';
import {
  type HolidayYear,
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

/** The dated policies and the working calendar of this installation. */
export class ReminderRulebook {
  readonly calendar: WorkingCalendar;
  private readonly policies: readonly ReminderPolicy[];
  private readonly holidays: readonly HolidayYear[];

  constructor(
    policies: readonly ReminderPolicy[] = loadReminderPolicies(),
    holidays: readonly HolidayYear[] = loadHolidays(),
  ) {
    this.policies = policies;
    this.holidays = holidays;
    this.calendar = workingCalendar(holidays);
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
