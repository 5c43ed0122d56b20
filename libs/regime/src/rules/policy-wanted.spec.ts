import { describe, expect, it } from 'vitest';
import { loadReminderPolicies } from '../reminder-policy-files.js';
import { inOrder, inSequence, type PolicyWanted, policyFault, policyFrom } from './policy-wanted.js';

const [present] = loadReminderPolicies();
if (present === undefined) throw new Error('no reminder policy');

/** The committed policy, as somebody would choose it. */
const same: PolicyWanted = {
  sendingFrom: '08:00',
  sendingTo: '17:00',
  channels: ['email', 'inbox'],
  deadlineSteps: [-14, -7, -3, -1, 0, 1, 3]
    .map((days) => ({ days, to: 'filer' as const }))
    .concat({ days: 5, to: 'superior' as never }),
  returnedDays: [0, 2, 5],
  lastStepWorkingDays: 5,
  digestFromDays: 1,
  digestWorkingDays: 10,
};

describe('a wanted reminder policy', () => {
  it('that chooses the same gives the same steps under the same names: nothing is told twice', () => {
    expect(policyFault(same)).toBeNull();
    const {
      id: _,
      inForceFrom: __,
      inForceTo: ___,
      basis: ____,
      ...made
    } = policyFrom(present, same, '2027-01-01', 'x');
    expect(present).toMatchObject(made);
  });

  it.each([
    [{ sendingFrom: '8 giờ' }, 'sendingFrom'],
    [{ sendingFrom: '17:00' }, 'sendingFrom'],
    [{ channels: [] }, 'channels'],
    [{ deadlineSteps: [] }, 'deadlineSteps'],
    [
      {
        deadlineSteps: [
          { days: -3, to: 'filer' as const },
          { days: -3, to: 'filer' as const },
        ],
      },
      'deadlineSteps',
    ],
    [{ deadlineSteps: [{ days: 61, to: 'filer' as const }] }, 'deadlineSteps'],
    [{ deadlineSteps: [{ days: 0, to: 'superior' as const }] }, 'deadlineSteps'],
    [{ deadlineSteps: [{ days: 1.5, to: 'filer' as const }] }, 'deadlineSteps'],
    [{ returnedDays: [-1] }, 'returnedDays'],
    [{ returnedDays: [] }, 'returnedDays'],
    [{ digestWorkingDays: 0 }, 'digestWorkingDays'],
    [{ lastStepWorkingDays: 31 }, 'lastStepWorkingDays'],
  ])('is refused: %j', (but, path) => {
    expect(policyFault({ ...same, ...but })?.path).toBe(path);
  });

  it('is put in the order of its days', () => {
    const shuffled = { ...same, deadlineSteps: [...same.deadlineSteps].reverse(), returnedDays: [5, 0, 2] };
    expect(inOrder(shuffled)).toEqual(same);
  });

  it('holds until the next begins; of two from one day the later made', () => {
    const later = policyFrom(present, same, '2027-01-01', 'first');
    const instead = policyFrom(present, { ...same, returnedDays: [0] }, '2027-01-01', 'second');
    const all = inSequence([present, later, instead]);
    expect(all.map((p) => [p.inForceFrom, p.inForceTo, p.basis === 'second'])).toEqual([
      [present.inForceFrom, '2027-01-01', false],
      ['2027-01-01', null, true],
    ]);
  });
});
