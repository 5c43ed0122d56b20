import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ExceptedDuty, exemptionRefused, extended, grantsFor, reinstatementRefused } from './exceptions.js';

const at = (instant: string) => new Date(`${instant}T00:00:00+07:00`);
const duty = (change: Partial<ExceptedDuty> = {}): ExceptedDuty => ({
  form: '03',
  state: 'open',
  dueBefore: at('2026-06-25'),
  lockAt: at('2026-08-24'),
  lawDueBefore: at('2026-06-25'),
  answered: false,
  ...change,
});

describe('who grants', () => {
  it('is the department for forms 01 to 03 and the ministry for form 04', () => {
    expect((['01', '02', '03', '04'] as const).map(grantsFor)).toEqual([
      'department',
      'department',
      'department',
      'ministry',
    ]);
  });
});

describe('an extension', () => {
  it('moves the due instant and leaves the lock, which moves only when it would come first', () => {
    expect(extended(duty(), { dueBefore: at('2026-07-05'), lockAt: null })).toEqual({
      dueBefore: at('2026-07-05'),
      lockAt: at('2026-08-24'),
    });
    expect(extended(duty(), { dueBefore: at('2026-09-01'), lockAt: null })).toEqual({
      dueBefore: at('2026-09-01'),
      lockAt: at('2026-09-01'),
    });
  });

  it('moves the lock alone', () => {
    expect(extended(duty(), { dueBefore: null, lockAt: at('2026-10-01') })).toEqual({
      dueBefore: at('2026-06-25'),
      lockAt: at('2026-10-01'),
    });
  });

  it.each([
    ['a due instant before the one in force', { dueBefore: at('2026-06-24'), lockAt: null }, 'DUE_SHORTENED'],
    ['a lock before the one in force', { dueBefore: null, lockAt: at('2026-08-23') }, 'LOCK_SHORTENED'],
    ['a lock before the due instant', { dueBefore: at('2026-10-02'), lockAt: at('2026-10-01') }, 'LOCK_BEFORE_DUE'],
    ['a slip of the year', { dueBefore: at('2027-06-26'), lockAt: null }, 'EXTENSION_TOO_FAR'],
    ['nothing', { dueBefore: null, lockAt: null }, 'EXTENSION_EMPTY'],
    ['what is in force already', { dueBefore: at('2026-06-25'), lockAt: at('2026-08-24') }, 'EXTENSION_EMPTY'],
  ])('of %s is refused', (_, wanted, refused) => {
    expect(extended(duty(), wanted)).toEqual({ refused });
  });

  it('reaches to the same day of the next year and not a millisecond further, for the lock as for the due instant', () => {
    // 25 June 2026 and 365 days: 25 June 2027.
    const farthest = at('2027-06-25');
    const beyond = new Date(farthest.getTime() + 1);
    expect(extended(duty(), { dueBefore: farthest, lockAt: null })).toEqual({ dueBefore: farthest, lockAt: farthest });
    expect(extended(duty(), { dueBefore: beyond, lockAt: null })).toEqual({ refused: 'EXTENSION_TOO_FAR' });
    expect(extended(duty(), { dueBefore: null, lockAt: beyond })).toEqual({ refused: 'EXTENSION_TOO_FAR' });
  });

  it('is for what stands open', () => {
    for (const state of ['closed', 'exempt'] as const)
      expect(extended(duty({ state }), { dueBefore: at('2026-07-05'), lockAt: null })).toEqual({
        refused: 'OBLIGATION_NOT_OPEN',
      });
  });

  it('whatever their number, never shortens and never locks before it is due', () => {
    const day = fc.integer({ min: -30, max: 500 }).map((n) => new Date(at('2026-06-25').getTime() + n * 86_400_000));
    const wanted = fc.record({ dueBefore: fc.option(day), lockAt: fc.option(day) });
    fc.assert(
      fc.property(fc.array(wanted, { maxLength: 12 }), (many) => {
        let standing = duty();
        for (const one of many) {
          const verdict = extended(standing, one);
          if (verdict.refused !== undefined) continue;
          expect(verdict.dueBefore >= standing.dueBefore && verdict.lockAt >= standing.lockAt).toBe(true);
          expect(verdict.lockAt >= verdict.dueBefore).toBe(true);
          standing = { ...standing, ...verdict };
        }
      }),
    );
  });
});

describe('an exemption', () => {
  it('is for what stands open and was not sent; it can be taken back', () => {
    expect(exemptionRefused(duty())).toBeNull();
    expect(exemptionRefused(duty({ answered: true }))).toBe('OBLIGATION_ANSWERED');
    expect(exemptionRefused(duty({ state: 'exempt' }))).toBe('OBLIGATION_NOT_OPEN');
    expect(reinstatementRefused(duty({ state: 'exempt' }))).toBeNull();
    expect(reinstatementRefused(duty())).toBe('OBLIGATION_NOT_EXEMPT');
  });
});
