import Holidays from 'date-holidays';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, DomainError } from '#lib/kernel';
import { loadHolidays } from '../working-calendar-files.js';
import { workingCalendar } from './working-days.js';

const years = loadHolidays();
const calendar = workingCalendar(years);
/** Days off from Monday to Friday between two days, as people read a calendar. */
const freeWeekdays = (from: string, to: string): string[] => {
  const found: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    if (weekday !== 0 && weekday !== 6 && !calendar.isWorkingDay(day)) found.push(day);
  }
  return found;
};
const problemOf = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return error instanceof DomainError ? error.problem : error;
  }
};
const named = (year: number, name: string) =>
  years.filter((y) => y.year === year).flatMap((y) => y.holidays.filter((h) => h.vi === name).map((h) => h.day));

describe('the holiday data', () => {
  it('covers 2024 to 2030 with eleven statutory days a year (Labour Code Art. 112.1)', () => {
    expect(years.map((y) => y.year)).toEqual([2024, 2025, 2026, 2027, 2028, 2029, 2030]);
    for (const y of years) {
      expect(y.holidays, String(y.year)).toHaveLength(11);
      expect(named(y.year, 'Tết Nguyên đán'), String(y.year)).toHaveLength(5);
      const [first = '', second = ''] = named(y.year, 'Quốc khánh');
      expect([first, second], String(y.year)).toContain(`${y.year}-09-02`);
      expect(second).toBe(addDays(first, 1));
    }
  });

  it('agrees with the library: the moon in every year, the split of Tết where nobody has decided yet', () => {
    const library = new Holidays('VN');
    for (const y of years) {
      const found = library.getHolidays(y.year, 'vi').filter((h) => h.type === 'public');
      const dayOf = (rule: string) => found.find((h) => h.rule === rule)?.date.slice(0, 10) ?? '';
      const tet = named(y.year, 'Tết Nguyên đán');
      const first = dayOf('vietnamese 1-0-1');
      expect(tet, String(y.year)).toContain(first);
      expect(tet).toEqual([0, 1, 2, 3, 4].map((i) => addDays(tet[0] ?? '', i)));
      if (y.status === 'expected') expect(tet[0], String(y.year)).toBe(dayOf('1 day before vietnamese 1-0-1 P5D'));
      expect(named(y.year, 'Giỗ Tổ Hùng Vương (10/3 âm lịch)')).toEqual([dayOf('vietnamese 3-0-10')]);
      const ours = new Set(y.holidays.map((h) => h.day));
      for (const h of found) expect(ours, h.name).toContain(h.date.slice(0, 10));
    }
  });

  it.each([
    [2025, '2025-01-29', '2025-04-07'],
    [2026, '2026-02-17', '2026-04-26'],
    [2027, '2027-02-06', '2027-04-16'],
    // New moon on 2 February 2030 at 23:07 in Hanoi, 00:07 of the 3rd in Beijing: Vietnam's Tết is a day earlier.
    [2030, '2030-02-02', '2030-04-12'],
  ])('%i: the first of Tết is %s, Hùng Kings %s', (year, tet, hung) => {
    expect(named(year, 'Tết Nguyên đán')).toContain(tet);
    expect(named(year, 'Giỗ Tổ Hùng Vương (10/3 âm lịch)')).toEqual([hung]);
  });
});

describe('working days', () => {
  it('of 2024 are those the ministry announced: two substitute days after Tết, 29 April exchanged', () => {
    expect(freeWeekdays('2024-01-01', '2024-12-31')).toEqual([
      '2024-01-01',
      ...['2024-02-08', '2024-02-09', '2024-02-12', '2024-02-13', '2024-02-14'],
      '2024-04-18',
      ...['2024-04-29', '2024-04-30', '2024-05-01'],
      ...['2024-09-02', '2024-09-03'],
    ]);
    expect(calendar.isWorkingDay('2024-05-04')).toBe(true);
  });

  it('of 2026 are those the ministry announced', () => {
    expect(freeWeekdays('2026-01-01', '2026-12-31')).toEqual([
      ...['2026-01-01', '2026-01-02'],
      ...['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20'],
      '2026-04-27', // Hùng Kings on Sunday 26 April
      ...['2026-04-30', '2026-05-01'],
      ...['2026-08-31', '2026-09-01', '2026-09-02'],
    ]);
    expect([calendar.isWorkingDay('2026-01-10'), calendar.isWorkingDay('2026-08-22')]).toEqual([true, true]);
    expect(calendar.isWorkingDay('2026-08-15')).toBe(false);
  });

  it('give a substitute on the next working day, after the whole of a holiday', () => {
    expect(freeWeekdays('2027-02-01', '2027-02-28')).toEqual([
      '2027-02-05',
      '2027-02-08',
      '2027-02-09',
      '2027-02-10', // for Saturday the 6th
      '2027-02-11', // for Sunday the 7th
    ]);
    expect(calendar.dayOff('2028-05-02')).toEqual({
      reason: 'substitute', // 30 April 2028 is a Sunday, and Monday is 1 May
      vi: 'Nghỉ bù Ngày Chiến thắng',
      en: 'Substitute for Reunification Day',
    });
    expect(calendar.dayOff('2028-01-03')?.reason).toBe('substitute');
  });

  it('say why a day is off', () => {
    expect(calendar.dayOff('2026-06-20')).toEqual({ reason: 'weekend', vi: 'Ngày nghỉ hằng tuần', en: 'Weekend' });
    expect(calendar.dayOff('2026-04-26')).toMatchObject({ reason: 'holiday', vi: 'Giỗ Tổ Hùng Vương (10/3 âm lịch)' });
    expect(calendar.dayOff('2026-08-31')).toEqual({
      reason: 'exchanged',
      vi: 'Ngày nghỉ hoán đổi',
      en: 'Exchanged day off',
    });
    expect(calendar.dayOff('2026-06-19')).toBeNull();
  });

  it('come out the same in whatever order the holidays are written', () => {
    // 2022: 30 April was a Saturday, 1 May a Sunday; Monday the 2nd stood for the first, Tuesday the 3rd for the second.
    const may = { day: '2022-05-01', vi: 'Quốc tế Lao động', en: 'Labour Day' };
    const april = { day: '2022-04-30', vi: 'Ngày Chiến thắng', en: 'Reunification Day' };
    for (const holidays of [
      [may, april],
      [april, may],
    ]) {
      const of2022 = workingCalendar([{ year: 2022, status: 'decided', legalBasis: '', holidays, exchanges: [] }]);
      expect(['2022-05-02', '2022-05-03', '2022-05-04'].map((d) => of2022.dayOff(d)?.en ?? null)).toEqual([
        'Substitute for Reunification Day',
        'Substitute for Labour Day',
        null,
      ]);
    }
  });

  it('are counted and stepped over', () => {
    expect(calendar.onOrBefore('2026-12-19')).toBe('2026-12-18');
    expect(calendar.onOrAfter('2026-12-19')).toBe('2026-12-21');
    expect(calendar.onOrAfter('2026-02-14')).toBe('2026-02-23');
    expect(calendar.addWorkingDays('2026-04-24', 1)).toBe('2026-04-28');
    expect(calendar.addWorkingDays('2026-04-28', -1)).toBe('2026-04-24');
    expect(calendar.addWorkingDays('2026-04-26', 0)).toBe('2026-04-26');
    expect(calendar.workingDaysIn('2026-02-13', '2026-02-23')).toBe(2);
    expect(calendar.workingDaysIn('2026-02-23', '2026-02-13')).toBe(0);
  });

  it('are not guessed in a year without data', () => {
    expect(() => calendar.isWorkingDay('2031-01-23')).toThrow(DomainError);
    expect(() => calendar.isWorkingDay('2031-01-23')).toThrow(
      'Chưa có lịch nghỉ lễ năm 2031 nên không biết ngày 2031-01-23 có phải ngày làm việc không. Hãy bổ sung tệp schemas/regime/holidays/2031.json.',
    );
    expect(problemOf(() => calendar.dayOff('2031-01-23'))).toMatchObject({
      code: 'HOLIDAYS_UNKNOWN',
      messageEn: expect.stringContaining('Add schemas/regime/holidays/2031.json.'),
    });
    expect(() => calendar.onOrAfter('2023-12-31')).toThrow(DomainError);
  });

  const day = fc.integer({ min: 0, max: 2500 }).map((n) => addDays('2024-01-15', n));

  it('around a day lie in order, with nothing but days off between', () => {
    fc.assert(
      fc.property(day, (d) => {
        const [before, after] = [calendar.onOrBefore(d), calendar.onOrAfter(d)];
        expect(before <= d && d <= after).toBe(true);
        expect(calendar.isWorkingDay(before) && calendar.isWorkingDay(after)).toBe(true);
        expect(calendar.workingDaysIn(before, after)).toBe(before === after ? 1 : 2);
      }),
    );
  });

  it('stepped n forward and n back meet again', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 8 }), (d, n) => {
        const start = calendar.onOrAfter(d);
        const end = calendar.addWorkingDays(start, n);
        expect(calendar.addWorkingDays(end, -n)).toBe(start);
        expect(calendar.workingDaysIn(start, end)).toBe(n + 1);
      }),
    );
  });
});
