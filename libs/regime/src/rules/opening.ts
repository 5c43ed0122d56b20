import type { Regime } from '#lib/forms';
import { addDays, type IsoDate, type PeriodCode, periodOf, type ReportingPeriod, vietnamDate } from '#lib/kernel';
import { dueBefore, lockInstant, type RegimeOf } from './deadlines.js';

/** First day on which a period stands open, as far as the regime says. Our setting, not law (open point PERIOD_OPENING). */
export function opensOn(regime: Regime, period: ReportingPeriod): IsoDate | null {
  const days = regime.due
    .filter((rule) => rule.kind === period.kind)
    .map((rule) => `${period.year}-${rule.dueBefore}`)
    .sort();
  const first = days[0];
  return first === undefined ? null : addDays(first, -regime.opening.daysBeforeFirstDue);
}

/** The instant from which no form of a period can be sent for the first time any more; null where no duty is known. */
export function lastLock(regime: Regime, period: ReportingPeriod): Date | null {
  const locks = regime.duties.flatMap(({ form }) => lockInstant(regime, form, period)?.getTime() ?? []);
  return locks.length === 0 ? null : new Date(Math.max(...locks));
}

/** First and last due instant of a period; null where no duty is known. */
export function dueSpan(regime: Regime, period: ReportingPeriod): { readonly first: Date; readonly last: Date } | null {
  const due = regime.duties.flatMap(({ form }) => dueBefore(regime, form, period)?.getTime() ?? []);
  return due.length === 0 ? null : { first: new Date(Math.min(...due)), last: new Date(Math.max(...due)) };
}

/** Years before and after the present one in which a running period can lie. */
const NEAR = [-1, 0, 1] as const;

/**
 * Periods that stand open at an instant: from their opening day until the last lock. Periods of the time of districts
 * are left out, because this system cannot open them.
 */
export function periodsToKeep(regimeOf: RegimeOf, now: Date): PeriodCode[] {
  const today = vietnamDate(now);
  const year = Number(today.slice(0, 4));
  return NEAR.flatMap((offset) =>
    (['six_month', 'annual'] as const).flatMap((kind) => {
      const period = periodOf(year + offset, kind);
      const regime = regimeOf(period);
      if (regime === null || regime.duties.some((duty) => duty.filerKind === 'district')) return [];
      const from = opensOn(regime, period);
      const until = lastLock(regime, period);
      return from !== null && until !== null && from <= today && now < until ? [period.code] : [];
    }),
  );
}
