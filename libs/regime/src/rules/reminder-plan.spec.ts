import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, startOfVietnamDay, vietnamDate, vietnamInstant } from '#lib/kernel';
import { loadReminderPolicies } from '../reminder-policy-files.js';
import { loadWorkingCalendar } from '../working-calendar-files.js';
import {
  mayBeSentAt,
  type PlannedStep,
  planDigests,
  planReminders,
  type ReminderDuty,
  stepStanding,
} from './reminder-plan.js';

const policy = loadReminderPolicies().find((p) => p.inForceFrom === '2024-10-01');
if (policy === undefined) throw new Error('no policy');
const calendar = loadWorkingCalendar();
const plan = (duty: ReminderDuty) => planReminders(duty, policy, calendar);
const at = (text: string) => new Date(`${text}+07:00`);

const owed = (form: ReminderDuty['form'], dueDay: string, more: Partial<ReminderDuty> = {}): ReminderDuty => ({
  form,
  dueBefore: startOfVietnamDay(dueDay),
  extendedTo: null,
  open: true,
  answer: 'none',
  missingCells: 0,
  returned: null,
  ...more,
});

/** "key day HH:MM" of the e-mails to the filer and of what goes into the superior's digest. */
const table = (steps: readonly PlannedStep[]) =>
  steps
    .filter((s) => s.channel !== 'inbox')
    .map((s) => `${s.recipientTier} ${s.stepKey.split('/')[1]} ${vietnamInstant(s.sendNotBefore).slice(0, 16)}`);

describe('the steps of one obligation', () => {
  it('form 01, six months of 2026: the last on-time day is Friday 19 June', () => {
    expect(table(plan(owed('01', '2026-06-20')))).toEqual([
      'enterprise before-14 2026-06-05T08:00',
      'enterprise before-7 2026-06-12T08:00',
      'enterprise before-3 2026-06-16T08:00',
      'enterprise before-1 2026-06-18T08:00',
      'enterprise on-day 2026-06-19T08:00',
      'enterprise after-3 2026-06-22T08:00', // after-1 is a Saturday and meets it on Monday
      'commune to-superior 2026-06-24T08:00',
    ]);
  });

  it('form 02, year 2026: Saturday 19 December is reminded of on Friday, never on Monday', () => {
    expect(table(plan(owed('02', '2026-12-20')))).toEqual([
      'investor before-14 2026-12-04T08:00',
      'investor before-7 2026-12-11T08:00',
      'investor before-3 2026-12-16T08:00',
      'investor on-day 2026-12-18T08:00',
      'investor after-1 2026-12-21T08:00',
      'investor after-3 2026-12-22T08:00',
      'department to-superior 2026-12-24T08:00',
    ]);
  });

  it('form 04, year 2026: the steps after 30 December pass over New Year', () => {
    expect(table(plan(owed('04', '2026-12-31')))).toEqual([
      'department before-14 2026-12-16T08:00',
      'department before-7 2026-12-23T08:00',
      'department before-3 2026-12-25T08:00',
      'department before-1 2026-12-29T08:00',
      'department on-day 2026-12-30T08:00',
      'department after-1 2026-12-31T08:00',
      'department after-3 2027-01-04T08:00',
      'ministry to-superior 2027-01-04T08:00',
    ]);
  });

  it('stays open until the next step takes over, and before the deadline never beyond it', () => {
    const ends = plan(owed('01', '2026-06-20'))
      .filter((s) => s.channel !== 'inbox')
      .map((s) => `${s.stepKey.split('/')[1]} ${vietnamInstant(s.sendNotAfter).slice(0, 16)}`);
    expect(ends).toEqual([
      'before-14 2026-06-11T17:00',
      'before-7 2026-06-15T17:00',
      'before-3 2026-06-17T17:00',
      'before-1 2026-06-18T17:00',
      'on-day 2026-06-19T17:00',
      'after-3 2026-06-29T17:00',
      'to-superior 2026-07-01T17:00',
    ]);
  });

  it('goes by every channel of the policy; the superior office hears of it in its digest', () => {
    const channels = (to: string) =>
      new Set(
        plan(owed('03', '2026-06-25'))
          .filter((s) => s.recipientTier === to)
          .map((s) => s.channel),
      );
    expect([...channels('commune')].sort()).toEqual(['email', 'inbox']);
    expect([...channels('department')]).toEqual(['digest']);
  });

  it('follows an extension with new occasions', () => {
    const extended = plan(owed('01', '2026-06-20', { extendedTo: startOfVietnamDay('2026-07-01') }));
    expect(table(extended)[4]).toBe('enterprise on-day 2026-06-30T08:00');
    const old = new Set(plan(owed('01', '2026-06-20')).map((s) => s.stepKey));
    expect(extended.some((s) => old.has(s.stepKey))).toBe(false);
  });

  it('reminds in time of an extension that ends within a day', () => {
    const onDay = (extendedTo: Date) => {
      const step = plan(owed('01', '2026-06-20', { extendedTo })).find((s) => s.stepKey.endsWith('on-day'));
      return step && [vietnamInstant(step.sendNotBefore), vietnamInstant(step.sendNotAfter)];
    };
    expect(onDay(at('2026-06-25T12:00'))).toEqual(['2026-06-25T08:00:00+07:00', '2026-06-25T12:00:00+07:00']);
    expect(onDay(at('2026-06-25T06:00'))).toEqual(['2026-06-24T08:00:00+07:00', '2026-06-24T17:00:00+07:00']);
  });

  it('says what is wanting: nothing there, cells missing, or a return', () => {
    const kinds = (more: Partial<ReminderDuty>) =>
      new Set(plan(owed('03', '2026-06-25', more)).flatMap((s) => (s.channel === 'email' ? [s.kind] : [])));
    expect([...kinds({ answer: 'none' })]).toEqual(['nothing_received']);
    expect([...kinds({ answer: 'draft', missingCells: 3 })]).toEqual(['cells_missing']);
    expect([...kinds({ answer: 'draft' })]).toEqual(['nothing_received']); // complete, but not sent
    const returned = { revision: 1, at: at('2026-06-20T09:00') };
    expect([...kinds({ answer: 'returned', returned })]).toEqual(['returned']);
  });

  it('ends with the submission, the closing or the exemption', () => {
    for (const more of [{ answer: 'submitted' }, { answer: 'accepted' }, { open: false }] as const) {
      expect(plan(owed('01', '2026-06-20', more))).toEqual([]);
    }
  });
});

describe('a return', () => {
  const steps = (when: string) =>
    table(plan(owed('01', '2026-06-20', { answer: 'returned', returned: { revision: 2, at: at(when) } })));

  it('is told at once within the window and takes the place of the deadline step of that day', () => {
    const told = steps('2026-06-16T10:30');
    expect(told).toContain('enterprise at-once 2026-06-16T10:30');
    expect(told).toContain('enterprise after-2 2026-06-18T08:00');
    expect(told).toContain('enterprise after-5 2026-06-22T08:00');
    expect(told.filter((s) => s.includes('2026-06-16') || s.includes('2026-06-18'))).toHaveLength(2);
  });

  it('waits for the next working morning in the evening, at night and on a day off', () => {
    expect(steps('2026-06-16T17:00')).toContain('enterprise at-once 2026-06-17T08:00');
    expect(steps('2026-06-17T02:00')).toContain('enterprise at-once 2026-06-17T08:00');
    expect(steps('2026-06-12T17:00')).toContain('enterprise after-2 2026-06-15T08:00'); // Friday evening: one message on Monday
    expect(steps('2026-06-13T10:00')).toContain('enterprise after-2 2026-06-15T08:00');
    expect(steps('2026-06-12T16:59:59.999')).toContain('enterprise at-once 2026-06-12T16:59');
  });
});

describe('the digest of the office above', () => {
  it('comes once a working day for ten days, however many forms and units are late', () => {
    const forms = [startOfVietnamDay('2026-06-20'), startOfVietnamDay('2026-06-20'), startOfVietnamDay('2026-06-25')];
    const mails = planDigests(forms, policy, calendar).filter((d) => d.channel === 'email');
    expect(mails.map((d) => d.day)).toEqual([
      ...['2026-06-22', '2026-06-23', '2026-06-24', '2026-06-25', '2026-06-26'],
      ...['2026-06-29', '2026-06-30', '2026-07-01', '2026-07-02', '2026-07-03'],
      ...['2026-07-06', '2026-07-07', '2026-07-08'], // ten working days from 25 June
    ]);
    expect(mails.every((d) => d.stepKey === `digest/${d.day}`)).toBe(true);
    expect(vietnamInstant(mails[0]?.sendNotAfter ?? new Date(0))).toBe('2026-06-22T17:00:00+07:00');
  });

  it('does not depend on the order in which duties are told', () => {
    const due = fc.integer({ min: 0, max: 1500 }).map((n) => startOfVietnamDay(addDays('2025-02-01', n)));
    fc.assert(
      fc.property(fc.array(due, { maxLength: 6 }), (dues) => {
        const planned = planDigests(dues, policy, calendar);
        expect(planDigests([...dues].reverse(), policy, calendar)).toEqual(planned);
        expect(new Set(planned.map((d) => `${d.stepKey} ${d.channel}`)).size).toBe(planned.length);
        for (const d of planned) expect(mayBeSentAt(d.sendNotBefore, policy, calendar)).toBe(true);
      }),
    );
  });
});

/** Any obligation of 2025 to 2029, extended or not, in any state. */
const instant = fc
  .integer({ min: 0, max: 1700 * 1440 })
  .map((m) => new Date(at('2025-02-01T00:00').getTime() + m * 60_000));
const anyDuty: fc.Arbitrary<ReminderDuty> = fc.record({
  form: fc.constantFrom<ReminderDuty['form'][]>('01', '02', '03', '04'),
  dueBefore: instant.map((i) => startOfVietnamDay(vietnamDate(i))),
  extendedTo: fc.option(instant, { nil: null, freq: 3 }),
  open: fc.constant(true),
  answer: fc.constantFrom<ReminderDuty['answer'][]>('none', 'draft', 'returned'),
  missingCells: fc.nat(20),
  returned: fc.record({ revision: fc.integer({ min: 1, max: 5 }), at: instant }),
});

describe('every plan', () => {
  it('keeps to the window of working days', () => {
    fc.assert(
      fc.property(anyDuty, (duty) => {
        for (const step of plan(duty)) {
          expect(mayBeSentAt(step.sendNotBefore, policy, calendar)).toBe(true);
          expect(mayBeSentAt(new Date(step.sendNotAfter.getTime() - 1), policy, calendar)).toBe(true);
          expect(step.sendNotBefore < step.sendNotAfter).toBe(true);
        }
      }),
    );
  });

  it('never has a step twice, nor two open at once for one office and channel, and is in order', () => {
    fc.assert(
      fc.property(anyDuty, (duty) => {
        const steps = plan(duty);
        expect(new Set(steps.map((s) => `${s.stepKey} ${s.channel}`)).size).toBe(steps.length);
        const times = steps.map((s) => s.sendNotBefore.getTime());
        expect([...times].sort((a, b) => a - b)).toEqual(times);
        for (const to of new Set(steps.map((s) => `${s.recipientTier} ${s.channel}`))) {
          const own = steps.filter((s) => `${s.recipientTier} ${s.channel}` === to);
          own.forEach((s, i) => {
            const earlier = own[i - 1];
            if (earlier !== undefined) expect(earlier.sendNotAfter < s.sendNotBefore).toBe(true);
          });
        }
      }),
    );
  });

  it('sends what comes before the deadline before the deadline', () => {
    fc.assert(
      fc.property(anyDuty, (duty) => {
        const due = duty.extendedTo ?? duty.dueBefore;
        for (const step of plan(duty)) {
          if (/before-|on-day/.test(step.stepKey)) expect(step.sendNotAfter <= due).toBe(true);
          if (/\/after-|superior/.test(step.stepKey) && !step.stepKey.startsWith('return'))
            // At the due instant itself a filing is late already.
            expect(step.sendNotBefore >= due).toBe(true);
        }
      }),
    );
  });

  it('has the same steps at the same times whether nothing or a draft is there, so a change of state never repeats one', () => {
    fc.assert(
      fc.property(anyDuty, (duty) => {
        const of = (answer: ReminderDuty['answer']) =>
          plan({ ...duty, answer, returned: null }).map(({ kind: _, ...step }) => step);
        expect(of('draft')).toEqual(of('none'));
        expect(plan(duty)).toEqual(plan(structuredClone(duty)));
      }),
    );
  });

  it('tells the superior office on a day of its digest', () => {
    fc.assert(
      fc.property(anyDuty, (duty) => {
        const digestDays = planDigests([duty.extendedTo ?? duty.dueBefore], policy, calendar).map((d) => d.day);
        for (const step of plan(duty).filter((s) => s.channel === 'digest')) {
          expect(digestDays).toContain(vietnamDate(step.sendNotBefore));
        }
      }),
    );
  });
});

describe('carrying out a season', () => {
  const season = ['01', '02', '03', '04'].map((form) =>
    owed(
      form as ReminderDuty['form'],
      { '01': '2026-06-20', '02': '2026-06-20', '03': '2026-06-25' }[form] ?? '2026-06-30',
    ),
  );
  const end = at('2026-07-20T00:00').getTime();

  /** Sends what is due whenever the clock stops, at the given pauses in minutes. */
  const carryOut = (pauses: () => number) => {
    const sent = new Map<string, Date>();
    const first = at('2026-06-01T00:00').getTime();
    for (let now = first; now < end; now += pauses() * 60_000) {
      season.forEach((duty, i) => {
        for (const step of plan(duty)) {
          const id = `${i} ${step.stepKey} ${step.channel}`;
          const due = stepStanding(step, new Date(now), policy, calendar) === 'due';
          if (due && !sent.has(id)) sent.set(id, new Date(now));
        }
      });
    }
    return sent;
  };

  it('sends every step once when the clock runs through', () => {
    expect(carryOut(() => 60).size).toBe(season.flatMap(plan).length);
  });

  it('after any outages sends at most one message a day to an office about a duty, none at night or on a day off', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 20, max: 6000 }), { minLength: 5, maxLength: 40 }), (pauses) => {
        let i = 0;
        const sent = carryOut(() => pauses[i++ % pauses.length] ?? 60);
        const days = [...sent].map(
          ([id, when]) => `${id.replace(/\S+\/(to-superior)?\S*/, '$1')} ${vietnamDate(when)}`,
        );
        expect(new Set(days).size).toBe(days.length);
        for (const when of sent.values()) expect(mayBeSentAt(when, policy, calendar)).toBe(true);
      }),
      { numRuns: 25 },
    );
  });
});
