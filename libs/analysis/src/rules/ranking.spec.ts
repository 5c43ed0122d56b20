import { describe, expect, it } from 'vitest';
import { changeOf, having, isWithin, type Measured, ranked } from './ranking.js';

const measured = (value: string | null, before: string | null = null): Measured => ({
  value,
  known: null,
  before,
  change: changeOf(value, before),
});
const rows = (...values: (string | null)[]) =>
  values.map((value, i) => ({ name: 'abcdefgh'[i], values: { land: measured(value) } }));

describe('bounds', () => {
  it('hold exactly, at the edge and beyond what a float can tell apart', () => {
    expect(isWithin('50', { atLeast: '50', atMost: '50' })).toBe(true);
    expect(isWithin('50', { above: '50' })).toBe(false);
    expect(isWithin('50', { below: '50' })).toBe(false);
    expect(isWithin('0.30000000000000000001', { above: '0.3' })).toBe(true);
  });

  it('never hold for what is not known, also not for "below"', () => {
    expect(isWithin(null, { below: '50' })).toBe(false);
    expect(isWithin(null, { known: false })).toBe(true);
    expect(isWithin(null, {})).toBe(true);
    expect(isWithin('0', { known: false })).toBe(false);
  });

  it('choose groups by all of them', () => {
    const found = having(rows('1', '2', null, '3'), { land: { atLeast: '2' } });
    expect(found.map((r) => r.name)).toEqual(['b', 'd']);
  });
});

describe('a ranking', () => {
  it('gives equal values one rank and counts on behind them; unknown ones come last without a rank', () => {
    const found = ranked(rows('5', '9', null, '5.0', '1'), 'land', true, 'value');
    expect(found.map((r) => [r.name, r.rank])).toEqual([
      ['b', 1],
      ['a', 2],
      ['d', 2],
      ['e', 4],
      ['c', null],
    ]);
    expect(ranked(rows('5', '9', null), 'land', false, 'value').map((r) => r.name)).toEqual(['a', 'b', 'c']);
  });

  it('ranks by change against another period, where both are known', () => {
    const compared = [
      { name: 'a', values: { land: measured('5', '1') } },
      { name: 'b', values: { land: measured('9', '8.5') } },
      { name: 'c', values: { land: measured('9') } },
    ];
    expect(ranked(compared, 'land', true, 'change').map((r) => [r.name, r.rank])).toEqual([
      ['a', 1],
      ['b', 2],
      ['c', null],
    ]);
    expect(changeOf('0', null)).toBeNull();
  });
});
