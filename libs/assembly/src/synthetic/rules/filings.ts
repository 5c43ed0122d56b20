import { randomOf } from './random.js';

/** When a period's filings of one form are due and locked, and which days they count. */
export interface PeriodTimes {
  readonly code: string;
  readonly windowTo: string;
  /** Milliseconds since 1970. */
  readonly due: number;
  readonly lock: number;
}

/** What became of one obligation. Instants in milliseconds; null: it did not happen. */
export interface FilingFate {
  readonly state: 'missing' | 'draft' | 'submitted' | 'returned' | 'accepted';
  readonly submittedAt: number | null;
  readonly decidedAt: number | null;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * Most are in time, many on the last days; a province with the habit of lateness has more late and more missing.
 * In the newest period some still wait for a decision, or were sent back.
 * @param habit 0 (punctual) to 1 (late)
 */
export function fateOf(seed: number, who: string, habit: number, period: PeriodTimes, newest: boolean): FilingFate {
  const r = randomOf('fate', seed, who, period.code);
  const lot = r.next();
  const lateShare = 0.08 + habit * 0.3;
  const missingShare = 0.02 + habit * 0.08;
  if (lot < missingShare) return { state: r.chance(0.3) ? 'draft' : 'missing', submittedAt: null, decidedAt: null };
  const late = lot < missingShare + lateShare;
  // Punctual ones crowd towards the end of the last three weeks.
  const early = r.next() * r.next() * 21 * DAY + HOUR;
  const submittedAt = Math.round(late ? period.due + r.next() * r.next() * 30 * DAY : period.due - early);
  const decidedAt = submittedAt + Math.round((4 + r.next() * 200) * HOUR);
  if (newest && r.chance(0.12)) return { state: 'submitted', submittedAt, decidedAt: null };
  if (newest && r.chance(0.03)) return { state: 'returned', submittedAt, decidedAt };
  return { state: 'accepted', submittedAt, decidedAt };
}
