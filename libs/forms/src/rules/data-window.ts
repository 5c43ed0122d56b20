import { addDays, type IsoDate, type ReportingPeriod } from '#lib/kernel';
import type { Regime, RelativeDay } from '../regime.js';

/** First and last day (both included) of what a filing counts. */
export interface DataWindow {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

/** Data window of a period under a regime. Circular 14/2024 Art. 3.2: year 2026 = 2025-12-15 to 2026-12-14. */
export function dataWindow(regime: Pick<Regime, 'windows' | 'id'>, period: ReportingPeriod): DataWindow {
  const rule = regime.windows.find((w) => w.kind === period.kind);
  if (rule === undefined) throw new RangeError(`${regime.id} has no data window for ${period.kind}`);
  return { from: dayOf(rule.from, period.year), to: dayOf(rule.to, period.year) };
}

/** The window as a half-open interval of days, for comparisons in SQL: [from, afterLast). */
export function afterWindow(window: DataWindow): IsoDate {
  return addDays(window.to, 1);
}

function dayOf(relative: RelativeDay, year: number): IsoDate {
  return `${year + relative.yearOffset}-${relative.day}`;
}

/**
 * The version that holds for a period: the newest whose own data window of that period ends on or
 * after the day it came into force. A period already closed keeps the rule it was made under.
 */
export function regimeFor(regimes: readonly Regime[], period: ReportingPeriod): Regime | null {
  const newestFirst = [...regimes].sort((a, b) => b.inForceFrom.localeCompare(a.inForceFrom));
  return newestFirst.find((r) => r.inForceFrom <= dataWindow(r, period).to) ?? null;
}

/** The version in force on a day, of any dated rule. Null before the first. */
export function inForceOn<T extends { readonly inForceFrom: IsoDate; readonly inForceTo: IsoDate | null }>(
  versions: readonly T[],
  day: IsoDate,
): T | null {
  return versions.find((v) => v.inForceFrom <= day && (v.inForceTo === null || day < v.inForceTo)) ?? null;
}
