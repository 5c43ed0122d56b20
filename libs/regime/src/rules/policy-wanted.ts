import type { IsoDate } from '#lib/kernel';
import type { ReminderPolicy } from './reminder-policy.js';

/** What the ministry may choose of a reminder policy; the rest (zone, who is above whom) stays. */
export interface PolicyWanted {
  /** "HH:MM" in Vietnam, from the first (included) to the second (excluded). */
  readonly sendingFrom: string;
  readonly sendingTo: string;
  readonly channels: readonly ('email' | 'inbox')[];
  /** Days from the last on-time day; negative before it, 0 that day. */
  readonly deadlineSteps: readonly { readonly days: number; readonly to: 'filer' | 'superior' }[];
  /** Days from the day of a return; 0 at once. */
  readonly returnedDays: readonly number[];
  readonly lastStepWorkingDays: number;
  readonly digestFromDays: number;
  readonly digestWorkingDays: number;
}

/** What is wrong with it, and where. */
export interface PolicyFault {
  readonly path: string;
  readonly vi: string;
  readonly en: string;
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const MOST_STEPS = 12;
const FARTHEST = 60;

/** The first fault of a wanted policy; null when there is none. */
export function policyFault(wanted: PolicyWanted): PolicyFault | null {
  const fault = (path: string, vi: string, en: string): PolicyFault => ({ path, vi, en });
  if (!TIME.test(wanted.sendingFrom) || !TIME.test(wanted.sendingTo))
    return fault('sendingFrom', 'giờ gửi phải ghi như 08:00', 'hours are written as 08:00');
  if (wanted.sendingFrom >= wanted.sendingTo)
    return fault('sendingFrom', 'giờ bắt đầu gửi phải trước giờ kết thúc', 'sending begins before it ends');
  if (wanted.channels.length === 0)
    return fault('channels', 'phải có ít nhất một hình thức nhắc', 'at least one channel is needed');
  const days = wanted.deadlineSteps.map((step) => step.days);
  if (days.length === 0 || days.length > MOST_STEPS)
    return fault('deadlineSteps', `phải có từ 1 đến ${MOST_STEPS} lần nhắc theo hạn`, `1 to ${MOST_STEPS} steps`);
  if (wanted.returnedDays.length === 0 || wanted.returnedDays.length > MOST_STEPS)
    return fault('returnedDays', `phải có từ 1 đến ${MOST_STEPS} lần nhắc sau khi trả lại`, `1 to ${MOST_STEPS} steps`);
  if (!isRising(days) || days.some((day) => Math.abs(day) > FARTHEST))
    return fault('deadlineSteps', `các lần nhắc phải khác ngày, trong ${FARTHEST} ngày quanh hạn`, 'rising days');
  if (!isRising(wanted.returnedDays) || wanted.returnedDays.some((day) => day < 0 || day > FARTHEST))
    return fault('returnedDays', `các lần nhắc phải khác ngày, từ 0 đến ${FARTHEST}`, 'rising days from 0');
  if (wanted.deadlineSteps.some(({ days: day, to }) => to === 'superior' && day <= 0))
    return fault('deadlineSteps', 'chỉ báo cấp trên sau khi đã quá hạn', 'the tier above is told after the deadline');
  for (const [path, value] of [
    ['lastStepWorkingDays', wanted.lastStepWorkingDays],
    ['digestFromDays', wanted.digestFromDays],
    ['digestWorkingDays', wanted.digestWorkingDays],
  ] as const)
    if (!Number.isInteger(value) || value < 1 || value > 30)
      return fault(path, 'số ngày phải từ 1 đến 30', 'from 1 to 30 days');
  return null;
}

const isRising = (days: readonly number[]): boolean =>
  days.every((day, i) => Number.isInteger(day) && (i === 0 || day > (days[i - 1] ?? 0)));

/** Days in their order; what is chosen in a form comes in any. */
export function inOrder(wanted: PolicyWanted): PolicyWanted {
  return {
    ...wanted,
    deadlineSteps: [...wanted.deadlineSteps].sort((a, b) => a.days - b.days),
    returnedDays: [...wanted.returnedDays].sort((a, b) => a - b),
  };
}

/**
 * The policy from a day on. A step's key says its day, so that the same occasion keeps its name from one policy to the
 * next and is not told of twice.
 */
export function policyFrom(base: ReminderPolicy, wanted: PolicyWanted, from: IsoDate, basis: string): ReminderPolicy {
  let superiors = 0;
  return {
    id: `reminders@${from}`,
    inForceFrom: from,
    inForceTo: null,
    basis,
    zone: base.zone,
    sending: { from: wanted.sendingFrom, to: wanted.sendingTo },
    channels: wanted.channels,
    deadlineSteps: wanted.deadlineSteps.map(({ days, to }) => {
      if (to === 'superior') superiors += 1;
      return { key: to === 'superior' ? superiorKey(superiors) : filerKey(days), days, to };
    }),
    returnedSteps: wanted.returnedDays.map((days) => ({ key: days === 0 ? 'at-once' : `after-${days}`, days })),
    lastStepWorkingDays: wanted.lastStepWorkingDays,
    digest: { fromDays: wanted.digestFromDays, workingDays: wanted.digestWorkingDays },
    superior: base.superior,
  };
}

const filerKey = (days: number): string => (days === 0 ? 'on-day' : days < 0 ? `before-${-days}` : `after-${days}`);
const superiorKey = (nth: number): string => (nth === 1 ? 'to-superior' : `to-superior-${nth}`);

/** Policies in their order, each in force until the next one begins; of two from one day the later made holds. */
export function inSequence(policies: readonly ReminderPolicy[]): readonly ReminderPolicy[] {
  const byDay = new Map(policies.map((policy) => [policy.inForceFrom, policy]));
  const sorted = [...byDay.values()].sort((a, b) => (a.inForceFrom < b.inForceFrom ? -1 : 1));
  return sorted.map((policy, i) => ({ ...policy, inForceTo: sorted[i + 1]?.inForceFrom ?? null }));
}
