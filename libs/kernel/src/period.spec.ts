import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PeriodKind, parsePeriod, periodLabel, periodOf } from './period.js';

describe('reporting periods', () => {
  it('reads the two kinds there are', () => {
    expect(parsePeriod('2026-H1')).toEqual({ code: '2026-H1', year: 2026, kind: 'six_month' });
    expect(parsePeriod('2026-Y')).toEqual({ code: '2026-Y', year: 2026, kind: 'annual' });
  });

  it.each(['2026-H2', '2026', '2026-Q1', '1999-Y', '2026-y', ' 2026-Y', '2026-Y ', '26-Y', ''])(
    'knows no %j',
    (code) => {
      expect(parsePeriod(code)).toBeNull();
    },
  );

  it('reads back every period it makes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2000, max: 2099 }),
        fc.constantFrom<PeriodKind>('six_month', 'annual'),
        (year, kind) => {
          const period = periodOf(year, kind);
          expect(parsePeriod(period.code)).toEqual(period);
        },
      ),
    );
  });

  it('says the period in words', () => {
    expect(periodLabel(periodOf(2026, 'six_month'))).toBe('6 tháng năm 2026');
    expect(periodLabel(periodOf(2026, 'annual'))).toBe('năm 2026');
  });
});
