import { describe, expect, it } from 'vitest';
import { periodOf } from '#lib/kernel';
import { loadLaw } from '#lib/law';
import { dueSpan, lastLock, opensOn, periodsToKeep } from './opening.js';

const law = loadLaw();
const keep = (instant: string) => periodsToKeep(law.regimeFor, new Date(instant));

describe('when a period stands open', () => {
  it('opens sixty days before its first due date and closes with its last lock', () => {
    const regime = law.regimeFor('2026-H1')!;
    const [half, whole] = [periodOf(2026, 'six_month'), periodOf(2026, 'annual')];
    // 20 June and 20 December less sixty days; 30 June and 31 December plus sixty.
    expect([opensOn(regime, half), opensOn(regime, whole)]).toEqual(['2026-04-21', '2026-10-21']);
    expect(lastLock(regime, half)?.toISOString()).toBe('2026-08-28T17:00:00.000Z');
    expect(lastLock(regime, whole)?.toISOString()).toBe('2027-02-28T17:00:00.000Z');
    expect(dueSpan(regime, half)).toEqual({
      first: new Date('2026-06-20T00:00:00+07:00'),
      last: new Date('2026-06-30T00:00:00+07:00'),
    });
  });

  it.each([
    ['2026-04-20T23:59:59.999+07:00', []],
    ['2026-04-21T00:00:00.000+07:00', ['2026-H1']],
    ['2026-08-28T23:59:59.999+07:00', ['2026-H1']],
    ['2026-08-29T00:00:00.000+07:00', []],
    ['2026-10-20T23:59:59.999+07:00', []],
    ['2026-10-21T00:00:00.000+07:00', ['2026-Y']],
    ['2027-02-28T23:59:59.999+07:00', ['2026-Y']],
    ['2027-03-01T00:00:00.000+07:00', []],
  ])('at %s: %j', (instant, periods) => {
    expect(keep(instant)).toEqual(periods);
  });

  it('does not depend on the order in which the due days are written', () => {
    const regime = law.regimeFor('2026-H1')!;
    const half = periodOf(2026, 'six_month');
    const backwards = { ...regime, due: [...regime.due].reverse(), duties: [...regime.duties].reverse() };
    expect(opensOn(backwards, half)).toBe('2026-04-21');
    expect(lastLock(backwards, half)).toEqual(lastLock(regime, half));
    expect(dueSpan(backwards, half)).toEqual(dueSpan(regime, half));
  });

  it('has no day, no lock and no span where the regime names no due day', () => {
    const regime = law.regimeFor('2026-H1')!;
    const half = periodOf(2026, 'six_month');
    const silent = { ...regime, due: [] };
    expect([opensOn(silent, half), lastLock(silent, half), dueSpan(silent, half)]).toEqual([null, null, null]);
    expect(periodsToKeep(() => silent, new Date('2026-05-01T00:00:00+07:00'))).toEqual([]);
    // One form without a day of its own: the others stand as they are.
    const partly = { ...regime, due: regime.due.filter((rule) => rule.form !== '04') };
    expect(lastLock(partly, half)).toEqual(new Date('2026-08-24T00:00:00+07:00'));
    expect(dueSpan(partly, half)?.last).toEqual(new Date('2026-06-25T00:00:00+07:00'));
  });

  it('can stand open beside the next one, the older first', () => {
    // 31 December 2026 and 120 days: 30 April 2027; the half year of 2027 opens on 21 April.
    const longer = { ...law.regimeFor('2026-Y')!, lock: { daysAfterDue: 120, basis: 'ours' } };
    expect(periodsToKeep(() => longer, new Date('2027-04-25T00:00:00+07:00'))).toEqual(['2026-Y', '2027-H1']);
  });

  it('leaves out the time when districts reported', () => {
    expect(keep('2025-05-01T00:00:00+07:00')).toEqual([]);
    expect(keep('2025-11-01T00:00:00+07:00')).toEqual(['2025-Y']);
  });
});
