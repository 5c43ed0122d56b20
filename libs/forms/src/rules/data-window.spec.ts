import { describe, expect, it } from 'vitest';
import { periodOf } from '#lib/kernel';
import type { Regime } from '../regime.js';
import { afterWindow, dataWindow, inForceOn, regimeFor } from './data-window.js';

/** Circular 14/2024 Art. 3.2, written out by hand. */
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
  due: [],
  lock: { daysAfterDue: 60, basis: 'ours' },
  opening: { daysBeforeFirstDue: 60, basis: 'ours' },
  openPoints: [],
};
const [half, whole] = [periodOf(2026, 'six_month'), periodOf(2026, 'annual')];

describe('what a filing counts', () => {
  it('begins on 15 December of the year before and ends on 14 June or 14 December', () => {
    expect(dataWindow(regime, half)).toEqual({ from: '2025-12-15', to: '2026-06-14' });
    expect(dataWindow(regime, whole)).toEqual({ from: '2025-12-15', to: '2026-12-14' });
    expect(afterWindow(dataWindow(regime, whole))).toBe('2026-12-15');
  });

  it('is not guessed where the regime has no window of the kind', () => {
    const [only] = regime.windows;
    expect(() => dataWindow({ ...regime, windows: [only!] }, whole)).toThrow(
      new RangeError('regime@2025-07-01 has no data window for annual'),
    );
  });
});

describe('which rule holds', () => {
  const from = (inForceFrom: string): Regime => ({ ...regime, id: `regime@${inForceFrom}`, inForceFrom });
  const versions = [from('2024-08-01'), from('2026-06-14'), from('2025-07-01')];
  const held = (period: typeof half, list = versions) => regimeFor(list, period)?.id ?? null;

  it('for a period is the newest that came into force by the last day of its data', () => {
    expect([held(half), held(whole)]).toEqual(['regime@2026-06-14', 'regime@2026-06-14']);
    expect(held(periodOf(2025, 'annual'))).toBe('regime@2025-07-01');
    expect(held(periodOf(2025, 'six_month'))).toBe('regime@2024-08-01');
    // A day too late for the six months, in time for the year.
    const later = [from('2025-07-01'), from('2026-06-15')];
    expect([held(half, later), held(whole, later)]).toEqual(['regime@2025-07-01', 'regime@2026-06-15']);
    expect(held(periodOf(2023, 'annual'))).toBeNull();
  });

  it('on a day is the one begun and not ended: the last day of one is the day before the next', () => {
    const dated = [
      { name: 'old', inForceFrom: '2024-08-01', inForceTo: '2025-07-01' },
      { name: 'new', inForceFrom: '2025-07-01', inForceTo: null },
    ];
    const on = (day: string) => inForceOn(dated, day)?.name ?? null;
    expect(['2024-07-31', '2024-08-01', '2025-06-30', '2025-07-01', '2030-01-01'].map(on)).toEqual([
      ...[null, 'old', 'old'],
      ...['new', 'new'],
    ]);
    // Ended without a successor: nothing holds.
    expect(inForceOn(dated.slice(0, 1), '2025-07-01')).toBeNull();
  });
});
