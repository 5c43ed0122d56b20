/**
 * What a season must come to, worked out duty by duty from the pure rule alone, without rows: at each stop of the clock
 * whatever is due and has not been told is told.
 */
import { type IsoDate, vietnamDate } from '#lib/kernel';
import {
  planDigests,
  planReminders,
  type ReminderDuty,
  type ReminderPolicy,
  stepStanding,
  type Tier,
  type WorkingCalendar,
} from '#lib/regime';
import type { Happening, Subject } from './nation.js';

/** "duty/step/channel kind outcome day" of every step that is told or fails; "digest/tier/unit/day/channel outcome". */
export interface SeasonModel {
  readonly outcomes: ReadonlySet<string>;
}

/** Position of a duty after what has happened to it. */
export function standingOf(subject: Subject, happened: readonly Happening[]): ReminderDuty {
  let revision = 0;
  let duty: ReminderDuty = {
    form: subject.form,
    dueBefore: subject.dueBefore,
    extendedTo: null,
    open: true,
    answer: 'none',
    missingCells: 0,
    returned: null,
  };
  for (const { what, at, dueBefore } of happened) {
    if (what === 'draft' || (what === 'submit' && duty.answer !== 'draft')) revision++;
    duty = {
      draft: { ...duty, answer: 'draft' as const, missingCells: 1 },
      submit: { ...duty, answer: 'submitted' as const, missingCells: 0, returned: null },
      return: { ...duty, answer: 'returned' as const, returned: { revision, at } },
      extend: { ...duty, dueBefore: dueBefore ?? duty.dueBefore },
      exempt: { ...duty, open: false },
    }[what];
  }
  return duty;
}

/** Office above a duty, as `tier/unit`. */
function above(subject: Subject, policy: ReminderPolicy): string {
  const tier: Tier = policy.superior[subject.form];
  return `${tier}/${tier === 'commune' ? subject.commune : tier === 'department' ? subject.province : 'VN'}`;
}

export function modelOf(
  subjects: readonly Subject[],
  stops: readonly Date[],
  policy: ReminderPolicy,
  calendar: WorkingCalendar,
  reachableOffices: ReadonlySet<string>,
): SeasonModel {
  const outcomes = new Set<string>();
  const settled = new Set<string>();
  const lastStop = new Map<string, { key: string; steps: ReturnType<typeof planReminders>; duty: ReminderDuty }>();
  const digests = new Map<string, { dues: string; steps: ReturnType<typeof planDigests> }>();

  for (const now of stops) {
    const day: IsoDate = vietnamDate(now);
    const dues = new Map<string, Set<number>>();
    const late = new Map<string, number>();
    /** Steps told within a digest that are due now, by office above. */
    const toTell = new Map<string, string[]>();
    for (const subject of subjects) {
      const happened = subject.fate.filter((h) => h.at <= now);
      const known = lastStop.get(subject.id);
      const key = String(happened.length);
      const duty = known?.key === key ? known.duty : standingOf(subject, happened);
      const steps = known?.key === key ? known.steps : planReminders(duty, policy, calendar);
      lastStop.set(subject.id, { key, steps, duty });
      const office = above(subject, policy);
      if (duty.open) dues.set(office, (dues.get(office) ?? new Set()).add(duty.dueBefore.getTime()));
      const owed = duty.open && duty.answer !== 'submitted' && duty.answer !== 'accepted';
      if (owed && duty.dueBefore <= now) late.set(office, (late.get(office) ?? 0) + 1);
      for (const step of steps) {
        const id = `${subject.id}/${step.stepKey}/${step.channel}`;
        if (settled.has(id) || stepStanding(step, now, policy, calendar) !== 'due') continue;
        if (step.channel === 'digest') toTell.set(office, [...(toTell.get(office) ?? []), `${id} ${step.kind}`]);
        else {
          settled.add(id);
          outcomes.add(`${id} ${step.kind} ${subject.reachable ? 'sent' : 'failed'} ${day}`);
        }
      }
    }
    for (const [office, instants] of dues) {
      const key = [...instants].sort().join();
      const known = digests.get(office);
      const steps =
        known?.dues === key
          ? known.steps
          : planDigests(
              [...instants].map((t) => new Date(t)),
              policy,
              calendar,
            );
      digests.set(office, { dues: key, steps });
      for (const step of steps) {
        const id = `digest/${office}/${step.stepKey}/${step.channel}`;
        if (settled.has(id) || stepStanding(step, now, policy, calendar) !== 'due') continue;
        settled.add(id);
        if ((late.get(office) ?? 0) === 0) continue;
        const outcome = reachableOffices.has(office) ? 'sent' : 'failed';
        outcomes.add(`${id} children_late ${outcome} ${day}`);
        for (const told of toTell.get(office) ?? []) {
          settled.add(told.split(' ')[0] ?? '');
          outcomes.add(`${told} ${outcome} ${day}`);
        }
      }
    }
  }
  return { outcomes };
}
