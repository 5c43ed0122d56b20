import type { ObligationState } from './states.js';

/**
 * How a duty stands to its time. Every obligation is at every instant in exactly one of these:
 * - `not_owed`: closed, exempt or voluntary, and nothing was sent;
 * - `not_yet_due`: nothing was sent, and there is still time;
 * - `overdue`: nothing was sent, the due instant has come;
 * - `missed`: nothing was sent, and the lock closes the season to first sendings;
 * - `on_time`: first sent strictly before the due instant; `late`: at it or after.
 */
export const LATENESSES = ['not_owed', 'not_yet_due', 'overdue', 'missed', 'on_time', 'late'] as const;
export type Lateness = (typeof LATENESSES)[number];

export interface TimedDuty {
  readonly state: ObligationState;
  readonly voluntary: boolean;
  /** Due strictly before. */
  readonly dueBefore: Date;
  readonly lockAt: Date;
  /** When a filing for it was first sent; null while none was (open point TIMELINESS_OF_RETURNED). */
  readonly receivedAt: Date | null;
}

/** The state of a duty at an instant. */
export function latenessOf(duty: TimedDuty, now: Date): Lateness {
  if (duty.receivedAt !== null) return duty.receivedAt < duty.dueBefore ? 'on_time' : 'late';
  if (duty.state !== 'open' || duty.voluntary) return 'not_owed';
  if (now < duty.dueBefore) return 'not_yet_due';
  return now < duty.lockAt ? 'overdue' : 'missed';
}

/**
 * The same in SQL, over the columns of an obligation `o`: one expression for lists, chains and counts.
 * @param received SQL of the instant of the first sending
 * @param now SQL of the present instant
 */
export function latenessSql(received: string, now: string): string {
  return `case when ${received} is not null then case when ${received} < o.due_before then 'on_time' else 'late' end
    when o.state <> 'open' or o.voluntary then 'not_owed'
    when ${now} < o.due_before then 'not_yet_due' when ${now} < o.lock_at then 'overdue' else 'missed' end`;
}
