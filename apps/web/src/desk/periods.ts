import { periodOf, vietnamDate } from '#lib/kernel';
import type { SignedIn } from '../session/session.js';

/** Which form an office owes and which forms reach it (Circular 14/2024 Art. 3). */
export const duties: Record<SignedIn['officeKind'], { owes: string | null; receives: string[] }> = {
  ministry: { owes: null, receives: ['04'] },
  department: { owes: '04', receives: ['03', '02'] },
  commune: { owes: '03', receives: ['02', '01'] },
  investor: { owes: '02', receives: [] },
  enterprise: { owes: '01', receives: [] },
};

/** The period being reported now: six months until the end of June's deadlines, then the year. */
export function currentPeriod(now: Date): string {
  const [year = 0, month = 0] = vietnamDate(now).split('-').map(Number);
  if (month === 1) return periodOf(year - 1, 'annual').code;
  return periodOf(year, month <= 7 ? 'six_month' : 'annual').code;
}

/** Periods to choose from: this year's two and last year's annual one, newest first. */
export function periodChoices(now: Date): string[] {
  const year = Number(vietnamDate(now).slice(0, 4));
  return [periodOf(year, 'annual').code, periodOf(year, 'six_month').code, periodOf(year - 1, 'annual').code];
}
