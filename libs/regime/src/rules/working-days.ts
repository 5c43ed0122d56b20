import { addDays, DomainError, type IsoDate } from '#lib/kernel';

/** One file of schemas/regime/holidays: what the authorities set for a year, or what the code and the moon let expect. */
export interface HolidayYear {
  readonly year: number;
  readonly status: 'decided' | 'expected';
  readonly legalBasis: string;
  readonly note?: string;
  /** Statutory holidays, weekends among them included. Labour Code 45/2019/QH14 Art. 112.1. */
  readonly holidays: readonly { readonly day: IsoDate; readonly vi: string; readonly en: string }[];
  /** Working days made free, each with the weekend day that is worked for it. */
  readonly exchanges: readonly { readonly off: IsoDate; readonly worked: IsoDate }[];
}

/** Why nobody works on a day. */
export interface DayOff {
  readonly reason: 'weekend' | 'holiday' | 'substitute' | 'exchanged';
  readonly vi: string;
  readonly en: string;
}

/** Working days of offices in Vietnam: Monday to Friday but for holidays, substitute and exchanged days. */
export interface WorkingCalendar {
  /** @throws DomainError HOLIDAYS_UNKNOWN for a day of a year without data, as do all the others. */
  isWorkingDay(day: IsoDate): boolean;
  /** Why the day is off; null for a working day. A holiday on a Sunday is told as the holiday. */
  dayOff(day: IsoDate): DayOff | null;
  /** The day itself or the next working day after it. */
  onOrAfter(day: IsoDate): IsoDate;
  /** The day itself or the last working day before it. */
  onOrBefore(day: IsoDate): IsoDate;
  /** The n-th working day after the day (before it where n is negative); the day itself is not counted. */
  addWorkingDays(day: IsoDate, n: number): IsoDate;
  /** Number of working days from `from` to `to`, both included; 0 where `to` is before `from`. */
  workingDaysIn(from: IsoDate, to: IsoDate): number;
}

/**
 * The calendar of the given years. Saturday and Sunday are off (Decision 188/1999/QĐ-TTg); a holiday that
 * falls on one of them is made up for on the next working day (Labour Code 45/2019/QH14 Art. 111.3).
 */
export function workingCalendar(years: readonly HolidayYear[]): WorkingCalendar {
  const known = new Set(years.map((y) => y.year));
  const off = daysOff(years);
  const worked = new Set(years.flatMap((y) => y.exchanges.map((e) => e.worked)));

  const dayOff = (day: IsoDate): DayOff | null => {
    if (!known.has(Number(day.slice(0, 4)))) throw holidaysUnknown(day);
    return off.get(day) ?? (isWeekend(day) && !worked.has(day) ? WEEKEND : null);
  };
  const isWorkingDay = (day: IsoDate) => dayOff(day) === null;
  const walk = (day: IsoDate, step: 1 | -1): IsoDate => {
    let at = day;
    while (!isWorkingDay(at)) at = addDays(at, step);
    return at;
  };

  return {
    isWorkingDay,
    dayOff,
    onOrAfter: (day) => walk(day, 1),
    onOrBefore: (day) => walk(day, -1),
    addWorkingDays(day, n) {
      const step = n < 0 ? -1 : 1;
      let at = day;
      for (let i = 0; i < Math.abs(n); i++) at = walk(addDays(at, step), step);
      return at;
    },
    workingDaysIn(from, to) {
      let count = 0;
      for (let day = from; day <= to; day = addDays(day, 1)) if (isWorkingDay(day)) count++;
      return count;
    },
  };
}

const WEEKEND: DayOff = { reason: 'weekend', vi: 'Ngày nghỉ hằng tuần', en: 'Weekend' };

/** Holidays, exchanged days and substitute days by day. */
function daysOff(years: readonly HolidayYear[]): Map<IsoDate, DayOff> {
  const off = new Map<IsoDate, DayOff>();
  for (const { off: day } of years.flatMap((y) => y.exchanges)) {
    off.set(day, { reason: 'exchanged', vi: 'Ngày nghỉ hoán đổi', en: 'Exchanged day off' });
  }
  const holidays = years.flatMap((y) => y.holidays).sort((a, b) => a.day.localeCompare(b.day));
  for (const { day, vi, en } of holidays) off.set(day, { reason: 'holiday', vi, en });
  // After all holidays are known: the substitute of a Saturday in Tết comes after the whole of Tết.
  for (const { day, vi, en } of holidays.filter((h) => isWeekend(h.day))) {
    let free = addDays(day, 1);
    while (off.has(free) || isWeekend(free)) free = addDays(free, 1);
    off.set(free, { reason: 'substitute', vi: `Nghỉ bù ${vi}`, en: `Substitute for ${en}` });
  }
  return off;
}

function isWeekend(day: IsoDate): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}

function holidaysUnknown(day: IsoDate): DomainError {
  const year = day.slice(0, 4);
  return new DomainError({
    code: 'HOLIDAYS_UNKNOWN',
    message: `Chưa có lịch nghỉ lễ năm ${year} nên không biết ngày ${day} có phải ngày làm việc không. Hãy bổ sung tệp schemas/regime/holidays/${year}.json.`,
    messageEn: `The holidays of ${year} are not known, so nobody can say whether ${day} is a working day. Add schemas/regime/holidays/${year}.json.`,
  });
}
