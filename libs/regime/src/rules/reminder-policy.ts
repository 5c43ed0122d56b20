import type { FormCode } from '#lib/forms';
import type { IsoDate } from '#lib/kernel';
import type { Tier } from './tiers.js';

/** When an office is reminded of what it owes, from a day on: a file of schemas/regime/reminders. Our choice, not law. */
export interface ReminderPolicy {
  /** "reminders@2024-10-01". */
  readonly id: string;
  readonly inForceFrom: IsoDate;
  /** First day it no longer holds; null while in force. */
  readonly inForceTo: IsoDate | null;
  readonly basis: string;
  readonly zone: 'Asia/Ho_Chi_Minh';
  /** Daily window on working days, "HH:MM" in the zone: from the first time (included) to the second (excluded). */
  readonly sending: { readonly from: string; readonly to: string };
  readonly channels: readonly ('email' | 'inbox')[];
  /** Days from the last on-time day, ascending; 0 is that day. */
  readonly deadlineSteps: readonly { readonly key: string; readonly days: number; readonly to: 'filer' | 'superior' }[];
  /** Days from the day of the return, ascending; 0 is at once. */
  readonly returnedSteps: readonly { readonly key: string; readonly days: number }[];
  /** Working days that the last step may still be sent late. */
  readonly lastStepWorkingDays: number;
  readonly digest: { readonly fromDays: number; readonly workingDays: number };
  readonly superior: Readonly<Record<FormCode, Tier>>;
}
