import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OFFICE_KINDS, permissionsOf, ROLES } from '#lib/access';
import { FORM_CODES, type FormCode } from '#lib/forms';
import { formFiledBy, receiversOf } from '#lib/regime';
import {
  type Actor,
  FILING_MOVES,
  type FilingAction,
  type FilingState,
  judge,
  stepFrom,
  unmetNeed,
} from './transitions.js';

const ACTIONS: readonly FilingAction[] = ['prepare', 'renew', 'amend', 'submit', 'return', 'accept', 'reopen'];
const STATES: readonly (FilingState | null)[] = [null, 'draft', 'submitted', 'returned', 'accepted', 'superseded'];

const actor = (
  kind: (typeof OFFICE_KINDS)[number],
  role: (typeof ROLES)[number],
  form: FormCode,
  id = 'me',
): Actor => ({
  accountId: id,
  officeId: `office of ${kind}`,
  officeKind: kind,
  permissions: permissionsOf(kind, role),
  files: formFiledBy(kind) === form,
  receives: receiversOf(form).includes(kind),
});

/** Worked out by hand from Circular 14/2024 Art. 3.3 and the two pairs of eyes of a department. */
const WHO: Record<'prepare' | 'submit' | 'decide', Record<FormCode, string[]>> = {
  prepare: {
    '01': ['enterprise/officer'],
    '02': ['investor/officer'],
    '03': ['commune/officer'],
    '04': ['department/officer'],
  },
  submit: {
    '01': ['enterprise/officer', 'enterprise/approver'],
    '02': ['investor/officer', 'investor/approver'],
    '03': ['commune/officer', 'commune/approver'],
    '04': ['department/approver'],
  },
  decide: {
    '01': ['commune/officer', 'commune/approver'],
    '02': ['commune/officer', 'commune/approver', 'department/officer', 'department/approver'],
    '03': ['department/officer', 'department/approver'],
    '04': ['ministry/officer', 'ministry/approver'],
  },
};
const GROUP = {
  prepare: 'prepare',
  renew: 'prepare',
  amend: 'prepare',
  submit: 'submit',
  return: 'decide',
  accept: 'decide',
  reopen: 'decide',
} as const;
const FROM: Record<FilingAction, readonly (FilingState | null)[]> = {
  prepare: [null, 'draft'],
  renew: ['returned'],
  amend: ['accepted'],
  submit: ['draft'],
  return: ['submitted'],
  accept: ['submitted'],
  reopen: ['accepted'],
};

describe('the life of a filing', () => {
  it('allows to every role exactly what the table worked out by hand allows, and refuses all else', () => {
    for (const action of ACTIONS)
      for (const state of STATES)
        for (const form of FORM_CODES)
          for (const kind of OFFICE_KINDS)
            for (const role of ROLES) {
              const decidedByOffice = `office of ${kind}`;
              const matter = { state, preparedBy: 'preparer', submittedBy: 'submitter', decidedByOffice };
              const verdict = judge(action, matter, actor(kind, role, form), 'lý do');
              const expected = FROM[action].includes(state) && WHO[GROUP[action]][form].includes(`${kind}/${role}`);
              if ((verdict.allowed !== undefined) !== expected) {
                expect.fail(`${action} of form ${form} from ${state} by ${kind}/${role}: expected ${expected}`);
              }
              if (verdict.allowed !== undefined) expect(FILING_MOVES).toContain(verdict.allowed);
            }
  });

  it('has these steps and no other', () => {
    const table = FILING_MOVES.map((m) => [
      [m.action, m.from, m.to, m.revision, m.side].join(' '),
      [m.permission, m.reason, m.notThe, m.onlyThe].join(' '),
      m.needs.join(' '),
    ]);
    expect(table).toEqual([
      ['prepare  draft next filer', 'filing.prepare optional  ', ''],
      ['prepare draft draft same filer', 'filing.prepare optional  ', ''],
      ['renew returned draft next filer', 'filing.prepare optional  ', ''],
      ['amend accepted draft next filer', 'filing.prepare required  ', ''],
      [
        'submit draft submitted same filer',
        'filing.submit optional preparer ',
        'marks_answered doubts_closed children_or_reason',
      ],
      ['return submitted returned same receiver', 'filing.decide required submitter ', ''],
      ['accept submitted accepted same receiver', 'filing.decide optional submitter ', ''],
      ['reopen accepted returned same receiver', 'filing.decide required submitter decider', 'nothing_above'],
    ]);
  });

  it('says who it is that may not: without the right, of another unit, not addressed', () => {
    const draft = { state: 'draft', preparedBy: 'a', submittedBy: null, decidedByOffice: null } as const;
    const by = (action: FilingAction, over: Partial<Actor>) =>
      judge(action, draft, { ...actor('commune', 'officer', '03'), ...over }, 'lý do');
    expect(by('prepare', { permissions: new Set(['filing.decide']) })).toEqual({ refused: 'FORBIDDEN' });
    expect(by('prepare', { files: false })).toEqual({ refused: 'FORBIDDEN_UNIT' });
    expect(by('accept', { receives: false })).toEqual({ refused: 'NOT_RECEIVER' });
    expect(by('withdraw' as FilingAction, {})).toEqual({ refused: 'FORBIDDEN' });
  });

  it('lets the preparer of a department go on with the own draft and amend it', () => {
    const officer = actor('department', 'officer', '04');
    const mine = (state: FilingState) => ({ state, preparedBy: 'me', submittedBy: 'me', decidedByOffice: null });
    expect(judge('prepare', mine('draft'), officer, null).allowed?.to).toBe('draft');
    expect(judge('amend', mine('accepted'), officer, 'sai').allowed?.to).toBe('draft');
  });

  it('ends nowhere but in the states of the table: superseded is nobody’s step', () => {
    expect(FILING_MOVES.some((m) => m.to === 'superseded' || m.from === 'superseded')).toBe(false);
  });

  it('asks a second person in a department, and lets the one clerk of an enterprise do both', () => {
    const both = (kind: 'department' | 'enterprise', form: FormCode): Actor => ({
      ...actor(kind, 'officer', form),
      permissions: new Set(['filing.prepare', 'filing.submit']),
    });
    const mine = { state: 'draft', preparedBy: 'me', submittedBy: null, decidedByOffice: null } as const;
    expect(judge('submit', mine, both('department', '04'), null).refused).toBe('SAME_PERSON');
    expect(judge('submit', mine, both('enterprise', '01'), null).allowed?.to).toBe('submitted');
  });

  it('never lets the submitter decide', () => {
    const mine = { state: 'submitted', preparedBy: 'other', submittedBy: 'me', decidedByOffice: null } as const;
    const officer = actor('commune', 'officer', '01');
    expect(judge('accept', mine, officer, null).refused).toBe('SAME_PERSON');
    expect(judge('return', mine, officer, 'sai').refused).toBe('SAME_PERSON');
  });

  it('wants a reason for a return and an amendment, spaces are none', () => {
    const received = { state: 'submitted', preparedBy: 'a', submittedBy: 'b', decidedByOffice: null } as const;
    expect(judge('return', received, actor('ministry', 'officer', '04'), '  ').refused).toBe('REASON_REQUIRED');
    const accepted = { ...received, state: 'accepted' } as const;
    expect(judge('amend', accepted, actor('department', 'officer', '04'), null).refused).toBe('REASON_REQUIRED');
    expect(judge('accept', received, actor('ministry', 'officer', '04'), null).allowed?.to).toBe('accepted');
  });

  it.each([
    ['submit', 'submitted', 'ALREADY_SUBMITTED'],
    ['submit', 'accepted', 'ALREADY_SUBMITTED'],
    ['submit', 'superseded', 'ALREADY_SUBMITTED'],
    ['submit', 'returned', 'NEEDS_NEW_DRAFT'],
    ['submit', null, 'NEEDS_NEW_DRAFT'],
    ['accept', null, 'NOT_SUBMITTED'],
    ['return', 'draft', 'NOT_SUBMITTED'],
    ['return', 'accepted', 'ALREADY_DECIDED'],
    ['return', 'returned', 'ALREADY_DECIDED'],
    ['accept', 'superseded', 'ALREADY_DECIDED'],
    ['amend', 'submitted', 'ALREADY_SUBMITTED'],
    ['amend', null, 'NOTHING_TO_AMEND'],
    ['amend', 'returned', 'NOTHING_TO_AMEND'],
    ['prepare', 'superseded', 'NEEDS_AMENDMENT'],
    ['renew', 'submitted', 'ALREADY_SUBMITTED'],
    ['renew', 'accepted', 'NEEDS_AMENDMENT'],
    ['reopen', 'superseded', 'ALREADY_DECIDED'],
    ['reopen', 'draft', 'NOT_ACCEPTED'],
    ['reopen', null, 'NOT_ACCEPTED'],
    ['accept', 'draft', 'NOT_SUBMITTED'],
    ['accept', 'accepted', 'ALREADY_DECIDED'],
    ['amend', 'draft', 'NOTHING_TO_AMEND'],
    ['prepare', 'accepted', 'NEEDS_AMENDMENT'],
    ['prepare', 'submitted', 'ALREADY_SUBMITTED'],
    ['reopen', 'submitted', 'NOT_ACCEPTED'],
    ['reopen', 'returned', 'ALREADY_DECIDED'],
  ] as const)('says why %s does not fit a filing that is %s', (action, state, refused) => {
    const anyone: Actor = {
      accountId: 'me',
      officeId: 'o',
      officeKind: 'enterprise',
      permissions: new Set(['filing.prepare', 'filing.submit', 'filing.decide']),
      files: true,
      receives: true,
    };
    expect(stepFrom(action, state)).toEqual({ refused });
    expect(
      judge(action, { state, preparedBy: null, submittedBy: null, decidedByOffice: 'o' }, anyone, 'x').refused,
    ).toBe(refused);
  });

  it('lets only the office that accepted a filing take that back, with a reason', () => {
    const accepted = { state: 'accepted', preparedBy: 'a', submittedBy: 'b' } as const;
    const commune = actor('commune', 'officer', '02');
    const by = (office: string | null, reason: string | null) =>
      judge('reopen', { ...accepted, decidedByOffice: office }, commune, reason);
    expect(by('office of commune', 'sai diện tích').allowed?.to).toBe('returned');
    expect(by('office of department', 'sai diện tích').refused).toBe('NOT_DECIDER');
    expect(by(null, 'sai diện tích').refused).toBe('NOT_DECIDER');
    expect(by('office of commune', ' ').refused).toBe('REASON_REQUIRED');
  });
});

describe('what a step needs besides the state', () => {
  const count = fc.nat(3);
  const circumstances = fc.record({
    openMarks: count,
    openDoubts: count,
    missingChildren: count,
    standingAbove: count,
  });

  it('is asked by submission and by undo, and by no other step', () => {
    const needy = FILING_MOVES.filter((m) => m.needs.length > 0).map((m) => m.action);
    expect(needy).toEqual(['submit', 'reopen']);
  });

  it('holds exactly when nothing is left open', () => {
    const submit = stepFrom('submit', 'draft').allowed!;
    const reopen = stepFrom('reopen', 'accepted').allowed!;
    fc.assert(
      fc.property(circumstances, fc.constantFrom(null, ' ', 'còn chờ'), (now, reason) => {
        const said = reason === 'còn chờ';
        expect(unmetNeed(submit, now, reason)).toBe(
          now.openMarks > 0
            ? 'MARKS_OPEN'
            : now.openDoubts > 0
              ? 'DOUBTS_OPEN'
              : now.missingChildren > 0 && !said
                ? 'MISSING_CHILDREN_REASON'
                : null,
        );
        expect(unmetNeed(reopen, now, reason)).toBe(now.standingAbove > 0 ? 'UNDO_ABOVE_FIRST' : null);
      }),
    );
  });
});
