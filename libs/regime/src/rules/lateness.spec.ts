import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FormCode } from '#lib/forms';
import { parsePeriod } from '#lib/kernel';
import { loadLaw } from '#lib/law';
import { dueBefore, lockInstant } from './deadlines.js';
import { LATENESSES, latenessOf, type TimedDuty } from './lateness.js';
import { OBLIGATION_STATES } from './states.js';

const law = loadLaw();

/** An obligation as the regime of the period makes it. */
function dutyOf(form: FormCode, period: string, change: Partial<TimedDuty> = {}): TimedDuty {
  const regime = law.regimeFor(period)!;
  const read = parsePeriod(period)!;
  return {
    state: 'open',
    voluntary: false,
    dueBefore: dueBefore(regime, form, read)!,
    lockAt: lockInstant(regime, form, read)!,
    receivedAt: null,
    ...change,
  };
}
const at = (instant: string) => new Date(instant);

/** Form, period, last instant on time, first instant late, first instant of the lock: worked out by hand from Art. 3.3 and 60 days. */
const TABLE: readonly (readonly [FormCode, string, string, string, string])[] = [
  ['01', '2026-H1', '2026-06-19T23:59:59.999+07:00', '2026-06-20T00:00:00.000+07:00', '2026-08-19T00:00:00.000+07:00'],
  ['02', '2026-H1', '2026-06-19T23:59:59.999+07:00', '2026-06-20T00:00:00.000+07:00', '2026-08-19T00:00:00.000+07:00'],
  ['03', '2026-H1', '2026-06-24T23:59:59.999+07:00', '2026-06-25T00:00:00.000+07:00', '2026-08-24T00:00:00.000+07:00'],
  ['04', '2026-H1', '2026-06-29T23:59:59.999+07:00', '2026-06-30T00:00:00.000+07:00', '2026-08-29T00:00:00.000+07:00'],
  ['01', '2026-Y', '2026-12-19T23:59:59.999+07:00', '2026-12-20T00:00:00.000+07:00', '2027-02-18T00:00:00.000+07:00'],
  ['02', '2026-Y', '2026-12-19T23:59:59.999+07:00', '2026-12-20T00:00:00.000+07:00', '2027-02-18T00:00:00.000+07:00'],
  ['03', '2026-Y', '2026-12-24T23:59:59.999+07:00', '2026-12-25T00:00:00.000+07:00', '2027-02-23T00:00:00.000+07:00'],
  ['04', '2026-Y', '2026-12-30T23:59:59.999+07:00', '2026-12-31T00:00:00.000+07:00', '2027-03-01T00:00:00.000+07:00'],
];

describe.each(TABLE)('form %s of %s', (form, period, lastOnTime, firstLate, lock) => {
  it('sent in the last millisecond is on time, in the next late', () => {
    expect(latenessOf(dutyOf(form, period, { receivedAt: at(lastOnTime) }), at(lock))).toBe('on_time');
    expect(latenessOf(dutyOf(form, period, { receivedAt: at(firstLate) }), at(firstLate))).toBe('late');
  });

  it('not sent is not yet due, then overdue, then missed, each from its exact instant', () => {
    const duty = dutyOf(form, period);
    const before = (instant: string) => new Date(at(instant).getTime() - 1);
    expect([lastOnTime, firstLate].map((instant) => latenessOf(duty, at(instant)))).toEqual(['not_yet_due', 'overdue']);
    expect([latenessOf(duty, before(lock)), latenessOf(duty, at(lock))]).toEqual(['overdue', 'missed']);
  });
});

describe('latenessOf', () => {
  const instant = fc.date({
    min: at('2024-01-01T00:00:00Z'),
    max: at('2030-01-01T00:00:00Z'),
    noInvalidDate: true,
  });
  const duty = fc
    .record({
      state: fc.constantFrom(...OBLIGATION_STATES),
      voluntary: fc.boolean(),
      dueBefore: instant,
      open: fc.nat(400 * 86_400_000),
      receivedAt: fc.option(instant),
    })
    .map(({ open, ...d }): TimedDuty => ({ ...d, lockAt: new Date(d.dueBefore.getTime() + open) }));

  it('puts every duty at every instant into exactly one state', () => {
    /** Each state's own condition, written apart from the rule: exactly one may hold. */
    const conditions: Record<(typeof LATENESSES)[number], (d: TimedDuty, now: Date) => boolean> = {
      on_time: (d) => d.receivedAt !== null && d.receivedAt.getTime() < d.dueBefore.getTime(),
      late: (d) => d.receivedAt !== null && d.receivedAt.getTime() >= d.dueBefore.getTime(),
      not_owed: (d) => d.receivedAt === null && (d.state !== 'open' || d.voluntary),
      not_yet_due: (d, now) => owedAndUnsent(d) && now.getTime() < d.dueBefore.getTime(),
      overdue: (d, now) =>
        owedAndUnsent(d) && now.getTime() >= d.dueBefore.getTime() && now.getTime() < d.lockAt.getTime(),
      missed: (d, now) =>
        owedAndUnsent(d) && now.getTime() >= d.dueBefore.getTime() && now.getTime() >= d.lockAt.getTime(),
    };
    fc.assert(
      fc.property(duty, instant, (d, now) => {
        expect(LATENESSES.filter((state) => conditions[state](d, now))).toEqual([latenessOf(d, now)]);
      }),
    );
  });

  it('only moves forward while nothing is sent, and never changes once something was', () => {
    const order = ['not_yet_due', 'overdue', 'missed'];
    fc.assert(
      fc.property(duty, instant, fc.nat(1e11), (d, now, more) => {
        const [before, after] = [latenessOf(d, now), latenessOf(d, new Date(now.getTime() + more))];
        if (owedAndUnsent(d)) expect(order.indexOf(after)).toBeGreaterThanOrEqual(order.indexOf(before));
        else expect(after).toBe(before);
      }),
    );
  });
});

function owedAndUnsent(d: TimedDuty): boolean {
  return d.receivedAt === null && d.state === 'open' && !d.voluntary;
}
