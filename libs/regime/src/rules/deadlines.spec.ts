import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FormCode, Regime } from '#lib/forms';
import { dataWindow } from '#lib/forms';
import { type PeriodKind, periodOf, vietnamInstant } from '#lib/kernel';
import {
  deadlineOf,
  deadlines,
  dueBefore,
  isLocked,
  isOnTime,
  lastOnTimeInstant,
  lockInstant,
  timeliness,
} from './deadlines.js';

/** The rules of Circular 14/2024 Art. 3.2 and 3.3, written out here by hand; schemas/regime is held against it elsewhere. */
const regime: Regime = {
  id: 'regime@2025-07-01',
  inForceFrom: '2025-07-01',
  inForceTo: null,
  legalBasis: 'Circular 14/2024/TT-BCT Art. 3',
  ministryBody: { name: 'Cục', short: 'Cục' },
  duties: [],
  windows: [
    { kind: 'six_month', from: { yearOffset: -1, day: '12-15' }, to: { yearOffset: 0, day: '06-14' } },
    { kind: 'annual', from: { yearOffset: -1, day: '12-15' }, to: { yearOffset: 0, day: '12-14' } },
  ],
  due: [
    { form: '01', kind: 'six_month', dueBefore: '06-20' },
    { form: '01', kind: 'annual', dueBefore: '12-20' },
    { form: '02', kind: 'six_month', dueBefore: '06-20' },
    { form: '02', kind: 'annual', dueBefore: '12-20' },
    { form: '03', kind: 'six_month', dueBefore: '06-25' },
    { form: '03', kind: 'annual', dueBefore: '12-25' },
    { form: '04', kind: 'six_month', dueBefore: '06-30' },
    { form: '04', kind: 'annual', dueBefore: '12-31' },
  ],
  lock: { daysAfterDue: 60, basis: 'ours' },
  opening: { daysBeforeFirstDue: 60, basis: 'ours' },
  openPoints: [],
};

const due = (form: FormCode, kind: PeriodKind, year = 2026) => {
  const instant = dueBefore(regime, form, periodOf(year, kind));
  if (instant === null) throw new Error('no rule');
  return instant;
};

describe('the eight deadlines of 2026', () => {
  it('are those of the Circular, to the millisecond', () => {
    const table = deadlines(regime, 2026).map((d) => [d.form, d.period, d.dueBefore, d.lastOnTimeInstant]);
    expect(table).toEqual([
      ['01', '2026-H1', '2026-06-20T00:00:00+07:00', '2026-06-19T23:59:59.999+07:00'],
      ['02', '2026-H1', '2026-06-20T00:00:00+07:00', '2026-06-19T23:59:59.999+07:00'],
      ['03', '2026-H1', '2026-06-25T00:00:00+07:00', '2026-06-24T23:59:59.999+07:00'],
      ['04', '2026-H1', '2026-06-30T00:00:00+07:00', '2026-06-29T23:59:59.999+07:00'],
      ['01', '2026-Y', '2026-12-20T00:00:00+07:00', '2026-12-19T23:59:59.999+07:00'],
      ['02', '2026-Y', '2026-12-20T00:00:00+07:00', '2026-12-19T23:59:59.999+07:00'],
      ['03', '2026-Y', '2026-12-25T00:00:00+07:00', '2026-12-24T23:59:59.999+07:00'],
      ['04', '2026-Y', '2026-12-31T00:00:00+07:00', '2026-12-30T23:59:59.999+07:00'],
    ]);
  });

  it('count from 15 December of the year before to 14 June or 14 December', () => {
    for (const d of deadlines(regime, 2026)) {
      expect(d.windowFrom).toBe('2025-12-15');
      expect(d.windowTo).toBe(d.period === '2026-Y' ? '2026-12-14' : '2026-06-14');
    }
  });

  it('follow the regime of each period where the law changes within the year', () => {
    const later: Regime = { ...regime, due: regime.due.map((d) => ({ ...d, dueBefore: '11-05' })) };
    const mixed = deadlines((p) => (p.kind === 'annual' ? later : p.year === 2026 ? regime : null), 2026);
    expect(mixed.find((d) => d.form === '01' && d.period === '2026-H1')?.dueBefore).toBe('2026-06-20T00:00:00+07:00');
    expect(mixed.find((d) => d.form === '01' && d.period === '2026-Y')?.dueBefore).toBe('2026-11-05T00:00:00+07:00');
    expect(deadlines(() => null, 2026)).toEqual([]);
  });
});

describe('a form the regime knows no rule for', () => {
  const without: Regime = { ...regime, due: regime.due.filter((d) => d.form !== '03') };
  const half = periodOf(2026, 'six_month');

  it('has no due instant, no lock and no line among the deadlines', () => {
    expect([dueBefore(without, '03', half), lockInstant(without, '03', half)]).toEqual([null, null]);
    expect(deadlineOf(without, '03', half)).toBeNull();
    expect(deadlines(without, 2026).map((d) => d.form)).toEqual(['01', '02', '04', '01', '02', '04']);
  });

  it('leaves the others as they are', () => {
    expect(deadlineOf(without, '04', half)).toEqual(deadlines(regime, 2026)[3]);
    // 30 June and 60 days: 29 August.
    expect(lockInstant(without, '04', half)).toEqual(new Date('2026-08-29T00:00:00+07:00'));
  });
});

describe('"trước ngày" is strictly before, in Vietnam', () => {
  it.each([
    ['2026-06-19T23:59:59.999+07:00', true],
    ['2026-06-20T00:00:00.000+07:00', false],
    ['2026-06-20T00:00:00.001+07:00', false],
    ['2026-06-19T16:59:59.999Z', true], // the same last instant, told in UTC
    ['2026-06-19T17:00:00.000Z', false],
  ])('form 01, six months: %s on time = %s', (instant, onTime) => {
    expect(isOnTime(new Date(instant), due('01', 'six_month'))).toBe(onTime);
  });

  const anyForm = fc.constantFrom<FormCode>('01', '02', '03', '04');
  const anyKind = fc.constantFrom<PeriodKind>('six_month', 'annual');
  const anyYear = fc.integer({ min: 2024, max: 2090 });

  it('the last on-time instant is on time and the next millisecond is late, for every form, kind and year', () => {
    fc.assert(
      fc.property(anyForm, anyKind, anyYear, (form, kind, year) => {
        const at = due(form, kind, year);
        expect(isOnTime(lastOnTimeInstant(at), at)).toBe(true);
        expect(isOnTime(at, at)).toBe(false);
        expect(vietnamInstant(at).endsWith('T00:00:00+07:00')).toBe(true);
        expect(vietnamInstant(lastOnTimeInstant(at)).endsWith('T23:59:59.999+07:00')).toBe(true);
      }),
    );
  });

  it('every instant has exactly one state, and once late it stays late', () => {
    fc.assert(
      fc.property(anyForm, anyKind, fc.integer({ min: -1e10, max: 1e10 }), fc.nat(1e10), (form, kind, shift, more) => {
        const at = due(form, kind);
        const instant = new Date(at.getTime() + shift);
        expect(timeliness(instant, at)).toBe(shift < 0 ? 'on_time' : 'late');
        if (!isOnTime(instant, at)) expect(isOnTime(new Date(instant.getTime() + more), at)).toBe(false);
      }),
    );
  });

  it('the data window is closed before the filing is due, and the lock comes after', () => {
    fc.assert(
      fc.property(anyForm, anyKind, anyYear, (form, kind, year) => {
        const period = periodOf(year, kind);
        const at = due(form, kind, year);
        const lock = lockInstant(regime, form, period);
        expect(dataWindow(regime, period).to < vietnamInstant(at).slice(0, 10)).toBe(true);
        expect(lock !== null && lock.getTime() - at.getTime()).toBe(60 * 86_400_000);
        expect(lock !== null && isLocked(lock, lock) && !isLocked(lastOnTimeInstant(lock), lock)).toBe(true);
      }),
    );
  });

  it('the year contains its six months', () => {
    fc.assert(
      fc.property(anyYear, (year) => {
        const [half, whole] = [
          dataWindow(regime, periodOf(year, 'six_month')),
          dataWindow(regime, periodOf(year, 'annual')),
        ];
        expect(half.from).toBe(whole.from);
        expect(half.to < whole.to).toBe(true);
      }),
    );
  });
});
