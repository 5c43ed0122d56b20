import { describe, expect, it } from 'vitest';
import { occasionsOf } from './occasions.js';

const at = (text: string) => new Date(`${text}+07:00`);
const keys = (...args: Parameters<typeof occasionsOf>) => occasionsOf(...args).map(({ key }) => key);

describe('the occasions of a schedule', () => {
  it('never come where there is none', () => {
    expect(keys('never', at('2026-01-01T00:00:00'), at('2027-01-01T00:00:00'), [])).toEqual([]);
  });

  it('come with the first day of a month in Vietnam, not in the month it was set', () => {
    const set = at('2026-11-20T10:00:00');
    expect(keys('monthly', set, at('2026-11-30T23:59:59'), [])).toEqual([]);
    expect(keys('monthly', set, at('2026-12-01T00:00:00'), [])).toEqual(['month/2026-12']);
    // A long standstill is followed by one file, of the present month.
    expect(keys('monthly', set, at('2027-03-15T08:00:00'), [])).toEqual(['month/2027-03']);
    // The month of the day in Vietnam: 17:30 UTC of 30 November is already December there.
    expect(keys('monthly', set, new Date('2026-11-30T17:30:00Z'), [])).toEqual(['month/2026-12']);
  });

  it('come with each edition closed afterwards, and name it', () => {
    const editions = [
      { id: '2026-H1-r1', closedAt: at('2026-07-10T09:00:00') },
      { id: '2026-H1-r2', closedAt: at('2026-08-01T09:00:00') },
    ];
    expect(occasionsOf('at_closing', at('2026-07-20T00:00:00'), at('2026-09-01T00:00:00'), editions)).toEqual([
      { key: 'edition/2026-H1-r2', edition: '2026-H1-r2' },
    ]);
    expect(keys('at_closing', at('2026-07-01T00:00:00'), at('2026-07-31T00:00:00'), editions)).toEqual([
      'edition/2026-H1-r1',
    ]);
    expect(keys('at_closing', at('2026-07-10T09:00:00'), at('2026-07-31T00:00:00'), editions)).toEqual([]);
  });
});
