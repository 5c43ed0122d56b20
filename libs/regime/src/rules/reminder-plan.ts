import type { FormCode } from '#lib/forms';
import { addDays, type IsoDate, startOfVietnamDay, vietnamDate } from '#lib/kernel';
import type { ReminderPolicy } from './reminder-policy.js';
import { formFiledBy, type Tier } from './tiers.js';
import type { WorkingCalendar } from './working-days.js';

export type ReminderKind = 'nothing_received' | 'cells_missing' | 'returned' | 'children_late';

/** `digest`: told within the one message a day of the office above, never alone. */
export type ReminderChannel = 'email' | 'inbox' | 'digest';

/** What the plan needs to know of an obligation. No clock: the same facts give the same plan at any time. */
export interface ReminderDuty {
  readonly form: FormCode;
  /** Due strictly before this instant. */
  readonly dueBefore: Date;
  /** The later (or earlier) instant granted to this unit; null where the rule holds. */
  readonly extendedTo: Date | null;
  /** False for an obligation that was closed or exempted. */
  readonly open: boolean;
  readonly answer: 'none' | 'draft' | 'submitted' | 'returned' | 'accepted';
  /** Cells still empty in the draft. */
  readonly missingCells: number;
  /** The return that stands open: revision returned and instant. Needed where the answer is `returned`. */
  readonly returned: { readonly revision: number; readonly at: Date } | null;
}

/** One occasion to remind. Sent at most once, from `sendNotBefore` (included) to `sendNotAfter` (excluded), inside the daily window. */
export interface PlannedStep {
  /** With the obligation and the channel the identity of the step: the same occasion has the same key in every plan. */
  readonly stepKey: string;
  readonly kind: ReminderKind;
  readonly channel: ReminderChannel;
  readonly sendNotBefore: Date;
  readonly sendNotAfter: Date;
  readonly recipientTier: Tier;
}

/** A step before its channels and its end are known. */
interface Slot {
  readonly key: string;
  readonly kind: ReminderKind;
  readonly to: 'filer' | 'superior';
  readonly day: IsoDate;
  readonly from: Date;
  /** Of two steps to one office on one day the greater is sent. */
  readonly urgency: number;
  /** Instant from which the step has lost its purpose; null where only the next step ends it. */
  readonly pointlessFrom: Date | null;
}

/**
 * The steps that remind of one obligation, by time. Nothing to remind of gives no steps.
 *
 * A step before the deadline that falls on a day off moves earlier, so that it never arrives after its
 * purpose; one after the deadline moves later. Two that meet on one day leave the more urgent. A step that
 * could not be sent stays open until the next one to the same office takes over, so that an outage of any
 * length is followed by one message and not by all the missed ones.
 */
export function planReminders(duty: ReminderDuty, policy: ReminderPolicy, calendar: WorkingCalendar): PlannedStep[] {
  if (!duty.open || duty.answer === 'submitted' || duty.answer === 'accepted') return [];
  const slots = [...deadlineSlots(duty, policy, calendar), ...returnedSlots(duty, policy, calendar)];
  const tiers = { filer: filerTier(duty.form), superior: policy.superior[duty.form] };
  return (['filer', 'superior'] as const)
    .flatMap((to) => {
      const own = mostUrgentOfEachDay(slots.filter((slot) => slot.to === to));
      const channels: readonly ReminderChannel[] = to === 'filer' ? policy.channels : ['digest'];
      return own.flatMap((slot, i) => {
        const sendNotAfter = endOf(slot, own[i + 1], policy, calendar);
        return channels.map(
          (channel): PlannedStep => ({
            stepKey: slot.key,
            kind: slot.kind,
            channel,
            sendNotBefore: slot.from,
            sendNotAfter,
            recipientTier: tiers[to],
          }),
        );
      });
    })
    .sort((a, b) => a.sendNotBefore.getTime() - b.sendNotBefore.getTime());
}

/** A daily digest of the office above: who below it is late. Sent only when somebody is. */
export interface DigestStep {
  readonly stepKey: string;
  readonly kind: 'children_late';
  readonly channel: Exclude<ReminderChannel, 'digest'>;
  readonly day: IsoDate;
  readonly sendNotBefore: Date;
  readonly sendNotAfter: Date;
}

/**
 * The days on which an office gets its digest, given the due instants of what it is owed (extensions
 * included): at most one message a day and channel, however many are late and of however many forms.
 */
export function planDigests(
  dueInstants: Iterable<Date>,
  policy: ReminderPolicy,
  calendar: WorkingCalendar,
): DigestStep[] {
  const days = new Set<IsoDate>();
  for (const last of new Set([...dueInstants].map((due) => lastOnTimeDay(due, policy)))) {
    let day = calendar.onOrAfter(addDays(last, policy.digest.fromDays));
    for (let i = 0; i < policy.digest.workingDays; i++) {
      days.add(day);
      day = calendar.addWorkingDays(day, 1);
    }
  }
  return [...days].sort().flatMap((day) =>
    policy.channels.map(
      (channel): DigestStep => ({
        stepKey: `digest/${day}`,
        kind: 'children_late',
        channel,
        day,
        sendNotBefore: timeOf(day, policy.sending.from),
        sendNotAfter: timeOf(day, policy.sending.to),
      }),
    ),
  );
}

/**
 * How a step stands at an instant: `waiting`, `due` (to be sent now), or `passed` (never sent any more).
 * Between its first and last instant a step waits through nights and days off.
 */
export function stepStanding(
  step: Pick<PlannedStep, 'sendNotBefore' | 'sendNotAfter'>,
  now: Date,
  policy: ReminderPolicy,
  calendar: WorkingCalendar,
): 'waiting' | 'due' | 'passed' {
  if (now.getTime() >= step.sendNotAfter.getTime()) return 'passed';
  if (now.getTime() < step.sendNotBefore.getTime()) return 'waiting';
  return mayBeSentAt(now, policy, calendar) ? 'due' : 'waiting';
}

/** True inside the sending window of a working day. */
export function mayBeSentAt(now: Date, policy: ReminderPolicy, calendar: WorkingCalendar): boolean {
  const day = vietnamDate(now);
  const inWindow = now >= timeOf(day, policy.sending.from) && now < timeOf(day, policy.sending.to);
  return inWindow && calendar.isWorkingDay(day);
}

function deadlineSlots(duty: ReminderDuty, policy: ReminderPolicy, calendar: WorkingCalendar): Slot[] {
  const due = duty.extendedTo ?? duty.dueBefore;
  const last = lastOnTimeDay(due, policy);
  return policy.deadlineSteps.map((step): Slot => {
    const named = addDays(last, step.days);
    const before = step.days <= 0;
    const day = before ? calendar.onOrBefore(named) : calendar.onOrAfter(named);
    return {
      // The day is part of the key: after an extension the steps before the new day are new occasions.
      key: `${last}/${step.key}`,
      kind: step.to === 'superior' ? 'children_late' : kindFor(duty),
      to: step.to,
      day,
      from: timeOf(day, policy.sending.from),
      urgency: step.days,
      pointlessFrom: before ? due : null,
    };
  });
}

function returnedSlots(duty: ReminderDuty, policy: ReminderPolicy, calendar: WorkingCalendar): Slot[] {
  const { returned } = duty;
  if (duty.answer !== 'returned' || returned === null) return [];
  return policy.returnedSteps.map((step): Slot => {
    const named = addDays(vietnamDate(returned.at), step.days);
    // Too late today: the news waits for the next working morning.
    const over = step.days === 0 && returned.at >= timeOf(named, policy.sending.to);
    const day = calendar.onOrAfter(over ? addDays(named, 1) : named);
    const opens = timeOf(day, policy.sending.from);
    return {
      key: `return-${returned.revision}/${step.key}`,
      kind: 'returned',
      to: 'filer',
      day,
      from: returned.at > opens ? returned.at : opens,
      // News goes before any reminder: the step of the deadline on this day may already have been passed over.
      urgency: RETURN_URGENCY + step.days,
      pointlessFrom: null,
    };
  });
}

const RETURN_URGENCY = 1000;

function kindFor(duty: ReminderDuty): ReminderKind {
  if (duty.answer === 'returned') return 'returned';
  return duty.answer === 'draft' && duty.missingCells > 0 ? 'cells_missing' : 'nothing_received';
}

/** By day; of several on one day the most urgent. */
function mostUrgentOfEachDay(slots: readonly Slot[]): Slot[] {
  const kept = new Map<IsoDate, Slot>();
  for (const slot of slots) {
    const rival = kept.get(slot.day);
    if (rival === undefined || slot.urgency > rival.urgency) kept.set(slot.day, slot);
  }
  return [...kept.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** End of the window on the last working day before the next step; never after the purpose is gone. */
function endOf(slot: Slot, next: Slot | undefined, policy: ReminderPolicy, calendar: WorkingCalendar): Date {
  const lastDay =
    next === undefined
      ? calendar.addWorkingDays(slot.day, policy.lastStepWorkingDays)
      : calendar.onOrBefore(addDays(next.day, -1));
  const end = timeOf(lastDay, policy.sending.to);
  return slot.pointlessFrom !== null && slot.pointlessFrom < end ? slot.pointlessFrom : end;
}

/**
 * Last day on which a filing is on time and a reminder can still be read before the due instant: the day
 * before for a deadline at midnight.
 */
function lastOnTimeDay(due: Date, policy: ReminderPolicy): IsoDate {
  const day = vietnamDate(new Date(due.getTime() - 1));
  return timeOf(day, policy.sending.from) < due ? day : addDays(day, -1);
}

/** Instant of a wall-clock time "HH:MM" on a day in Vietnam. */
function timeOf(day: IsoDate, time: string): Date {
  const [hours, minutes] = time.split(':');
  return new Date(startOfVietnamDay(day).getTime() + (Number(hours) * 60 + Number(minutes)) * 60_000);
}

const TIERS: readonly Tier[] = ['enterprise', 'investor', 'commune', 'department'];

function filerTier(form: FormCode): Tier {
  const tier = TIERS.find((t) => formFiledBy(t) === form);
  if (tier === undefined) throw new RangeError(`nobody files form ${form}`);
  return tier;
}
