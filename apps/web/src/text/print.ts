import { parsePeriod, periodLabel, printDecimal, VIETNAM_OFFSET } from '#lib/kernel';
import type { Language } from './language.js';

/** A decimal string as the reader's locale prints it; null prints as nothing, never as 0. */
export function printFigure(value: string | null | undefined, language: Language): string {
  return value === null || value === undefined ? '' : printDecimal(value, language);
}

/** An instant as day and time in Vietnam: 30/12/2026 23:59. */
export function printInstant(iso: string, language: Language): string {
  return new Intl.DateTimeFormat(language === 'vi' ? 'vi-VN' : 'en-GB', {
    timeZone: 'Asia/Ho_Chi_Minh',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(iso));
}

/** A calendar day in Vietnam of an instant: 31/12/2026. */
export function printDay(iso: string, language: Language): string {
  return new Intl.DateTimeFormat(language === 'vi' ? 'vi-VN' : 'en-GB', {
    timeZone: 'Asia/Ho_Chi_Minh',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  }).format(new Date(iso));
}

/** "năm 2026" or "6 tháng năm 2026"; English "year 2026", "first six months of 2026". */
export function printPeriod(code: string, language: Language): string {
  const period = parsePeriod(code);
  if (!period) return code;
  if (language === 'vi') return periodLabel(period);
  return period.kind === 'annual' ? `year ${period.year}` : `first six months of ${period.year}`;
}

/** "Biểu 04" / "Form 04". */
export function printForm(form: string, language: Language): string {
  return `${language === 'vi' ? 'Biểu' : 'Form'} ${form}`;
}

const DAY_MS = 86_400_000;

/**
 * Whole calendar days in Vietnam from now to the last day on time (0 = today is the last, negative = late).
 * "Due before 31/12" means that 30/12 is the last day.
 */
export function daysToLastDay(dueBefore: string, now: Date): number {
  const dayOf = (t: Date) => Math.floor((t.getTime() + 7 * 3_600_000) / DAY_MS);
  return dayOf(new Date(new Date(dueBefore).getTime() - 1)) - dayOf(now);
}

/** The last on-time day of a strict deadline, as an instant. */
export function lastDayOf(dueBefore: string): string {
  return new Date(new Date(dueBefore).getTime() - 1).toISOString();
}

export const zone = VIETNAM_OFFSET;
