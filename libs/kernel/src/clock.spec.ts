import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, isIsoDate, ManualClock, startOfVietnamDay, vietnamDate, vietnamInstant } from './clock.js';

const day = fc
  .date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2100-12-31T00:00:00Z'), noInvalidDate: true })
  .map((d) => d.toISOString().slice(0, 10));

describe("Vietnam's calendar", () => {
  it.each([
    ['2026-06-19T16:59:59.999Z', '2026-06-19'],
    ['2026-06-19T17:00:00.000Z', '2026-06-20'],
    ['2025-12-31T17:00:00Z', '2026-01-01'],
    ['2026-12-30T23:59:59.999+07:00', '2026-12-30'],
  ])('%s is on %s', (instant, expected) => {
    expect(vietnamDate(new Date(instant))).toBe(expected);
  });

  it('begins a day at 17:00 UTC of the day before', () => {
    expect(startOfVietnamDay('2026-12-31').toISOString()).toBe('2026-12-30T17:00:00.000Z');
  });

  it('prints instants with the offset, milliseconds only where there are any', () => {
    expect(vietnamInstant(new Date('2026-12-30T17:00:00Z'))).toBe('2026-12-31T00:00:00+07:00');
    expect(vietnamInstant(new Date('2026-12-30T16:59:59.999Z'))).toBe('2026-12-30T23:59:59.999+07:00');
  });

  it('an instant printed is the same instant read back', () => {
    const instant = fc.date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(instant, (at) => {
        expect(new Date(vietnamInstant(at)).getTime()).toBe(at.getTime());
      }),
    );
  });

  it('every day holds exactly the instants from its start to the last millisecond', () => {
    fc.assert(
      fc.property(day, fc.nat(86_399_999), (d, ms) => {
        const start = startOfVietnamDay(d).getTime();
        expect(vietnamDate(new Date(start + ms))).toBe(d);
        expect(vietnamDate(new Date(start - 1))).toBe(addDays(d, -1));
        expect(vietnamDate(new Date(start + 86_400_000))).toBe(addDays(d, 1));
      }),
    );
  });
});

describe('calendar days', () => {
  it.each(['2024-02-29', '2026-12-31'])('%s is one', (text) => {
    expect(isIsoDate(text)).toBe(true);
  });
  it.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-6-1',
    '20260601',
    '',
    '2026-06-01T00:00:00Z',
    ' 2026-06-01',
  ])('%j is none', (text) => {
    expect(isIsoDate(text)).toBe(false);
  });

  it('adds days over months, years and leap days', () => {
    expect(addDays('2025-12-31', 1)).toBe('2026-01-01');
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2026-12-31', 60)).toBe('2027-03-01');
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
  });

  it('adding and taking away meet again', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -4000, max: 4000 }), (d, n) => {
        expect(addDays(addDays(d, n), -n)).toBe(d);
      }),
    );
  });
});

describe('a clock moved by hand', () => {
  it('stands still and cannot be moved from outside', () => {
    const given = new Date('2026-06-19T23:59:59.999+07:00');
    const clock = new ManualClock(given);
    given.setUTCFullYear(1999);
    clock.now().setUTCFullYear(1999);
    expect(vietnamInstant(clock.now())).toBe('2026-06-19T23:59:59.999+07:00');
    clock.moveTo(new Date('2026-06-20T00:00:00+07:00'));
    expect(vietnamInstant(clock.now())).toBe('2026-06-20T00:00:00+07:00');
  });
});
