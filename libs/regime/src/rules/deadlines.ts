import { dataWindow, FORM_CODES, type FormCode, type Regime } from '#lib/forms';
import {
  addDays,
  type IsoDate,
  type PeriodCode,
  type PeriodKind,
  periodOf,
  type ReportingPeriod,
  startOfVietnamDay,
  vietnamInstant,
} from '#lib/kernel';

/** When one form of one period is due, ready to print. Instants carry the offset of Asia/Ho_Chi_Minh. */
export interface Deadline {
  readonly form: FormCode;
  readonly period: PeriodCode;
  /** First and last day (both included) of what the filing counts. Circular 14/2024 Art. 3.2. */
  readonly windowFrom: IsoDate;
  readonly windowTo: IsoDate;
  /** The filing is due strictly before this instant ("trước ngày"). */
  readonly dueBefore: string;
  /** One millisecond earlier. */
  readonly lastOnTimeInstant: string;
}

/** Which regime holds for a period; `law.regimeFor`. Null where none does. */
export type RegimeOf = (period: ReportingPeriod) => Regime | null;

const KINDS: readonly PeriodKind[] = ['six_month', 'annual'];

/**
 * The deadlines of the two periods of a year, by due instant and then by form. With a function in
 * place of a regime each period keeps its own rule, as in a year in which the law changed.
 */
export function deadlines(regime: Regime | RegimeOf, year: number): Deadline[] {
  return KINDS.flatMap((kind) => {
    const period = periodOf(year, kind);
    const held = typeof regime === 'function' ? regime(period) : regime;
    return held === null ? [] : FORM_CODES.flatMap((form) => deadlineOf(held, form, period) ?? []);
  });
}

/** The deadline of one form and period; null where the regime knows no such duty. */
export function deadlineOf(regime: Regime, form: FormCode, period: ReportingPeriod): Deadline | null {
  const due = dueBefore(regime, form, period);
  if (due === null) return null;
  const window = dataWindow(regime, period);
  return {
    form,
    period: period.code,
    windowFrom: window.from,
    windowTo: window.to,
    dueBefore: vietnamInstant(due),
    lastOnTimeInstant: vietnamInstant(lastOnTimeInstant(due)),
  };
}

/** Instant before which a form is due: the beginning of the named day in Vietnam. Circular 14/2024 Art. 3.3. */
export function dueBefore(regime: Regime, form: FormCode, period: ReportingPeriod): Date | null {
  const rule = regime.due.find((d) => d.form === form && d.kind === period.kind);
  return rule === undefined ? null : startOfVietnamDay(`${period.year}-${rule.dueBefore}`);
}

/** The last instant that is still before. */
export function lastOnTimeInstant(due: Date): Date {
  return new Date(due.getTime() - 1);
}

/** "Trước ngày" means strictly before: the due instant itself is late. */
export function isOnTime(instant: Date, due: Date): boolean {
  return instant.getTime() < due.getTime();
}

/**
 * Instant from which a filing is locked: the beginning of the day `lock.daysAfterDue` days after the
 * due day. Our setting, not law (open point LOCK_DATE).
 */
export function lockInstant(regime: Regime, form: FormCode, period: ReportingPeriod): Date | null {
  const rule = regime.due.find((d) => d.form === form && d.kind === period.kind);
  if (rule === undefined) return null;
  return startOfVietnamDay(addDays(`${period.year}-${rule.dueBefore}`, regime.lock.daysAfterDue));
}

/** True from the lock instant on. */
export function isLocked(instant: Date, lock: Date): boolean {
  return instant.getTime() >= lock.getTime();
}

/** How an arrival stands to its due instant; every instant has exactly one state. */
export type Timeliness = 'on_time' | 'late';

export function timeliness(instant: Date, due: Date): Timeliness {
  return isOnTime(instant, due) ? 'on_time' : 'late';
}
