import type { OfficeKind, Permission } from '#lib/access';

export type FilingState = 'draft' | 'submitted' | 'returned' | 'accepted' | 'superseded';

/** What a person can do to a filing. */
export type FilingAction = 'prepare' | 'renew' | 'amend' | 'submit' | 'return' | 'accept' | 'reopen';

/** What must hold besides the state, looked at after it is known who asks. */
export type FilingNeed =
  /** Every marked cell has its new value or its explanation. */
  | 'marks_answered'
  /** What comes from below has arrived, or a reason says why it goes without. */
  | 'children_or_reason'
  /** No filing above that was built on this one still stands: undo goes from the top down. */
  | 'nothing_above'
  /** Every doubt about a figure is closed by a reason. */
  | 'doubts_closed';

/** One allowed step. */
export interface FilingMove {
  readonly action: FilingAction;
  /** State of the latest revision; null while there is no filing. */
  readonly from: FilingState | null;
  readonly to: FilingState;
  /** `next`: a new revision begins and the one before stays as it is. */
  readonly revision: 'same' | 'next';
  readonly permission: Permission;
  /** On whose side of the table: the unit that files, or the tier that receives (Circular 14/2024 Art. 3.3). */
  readonly side: 'filer' | 'receiver';
  readonly reason: 'required' | 'optional';
  /** Whom the acting person must not be. `preparer` binds departments only: small offices have one clerk. */
  readonly notThe: 'preparer' | 'submitter' | null;
  /** Whose office alone may: form 02 has two receivers, and neither undoes what the other decided. */
  readonly onlyThe: 'decider' | null;
  readonly needs: readonly FilingNeed[];
}

/**
 * The life of a filing. What is not here does not happen, for nobody. A revision that is accepted turns the one
 * accepted before into `superseded` in the same transaction; no person does that by itself.
 */
export const FILING_MOVES: readonly FilingMove[] = [
  move('prepare', null, 'draft', { revision: 'next', permission: 'filing.prepare', side: 'filer' }),
  move('prepare', 'draft', 'draft', { permission: 'filing.prepare', side: 'filer' }),
  move('renew', 'returned', 'draft', { revision: 'next', permission: 'filing.prepare', side: 'filer' }),
  move('amend', 'accepted', 'draft', {
    revision: 'next',
    permission: 'filing.prepare',
    side: 'filer',
    reason: 'required',
  }),
  move('submit', 'draft', 'submitted', {
    permission: 'filing.submit',
    side: 'filer',
    notThe: 'preparer',
    needs: ['marks_answered', 'doubts_closed', 'children_or_reason'],
  }),
  move('return', 'submitted', 'returned', {
    permission: 'filing.decide',
    side: 'receiver',
    reason: 'required',
    notThe: 'submitter',
  }),
  move('accept', 'submitted', 'accepted', { permission: 'filing.decide', side: 'receiver', notThe: 'submitter' }),
  move('reopen', 'accepted', 'returned', {
    permission: 'filing.decide',
    side: 'receiver',
    reason: 'required',
    notThe: 'submitter',
    onlyThe: 'decider',
    needs: ['nothing_above'],
  }),
];

/** Who acts. */
export interface Actor {
  readonly accountId: string;
  readonly officeId: string;
  readonly officeKind: OfficeKind;
  readonly permissions: ReadonlySet<Permission>;
  /** The office owes this form itself (libs/regime formFiledBy). */
  readonly files: boolean;
  /** The form comes to this kind of office (libs/regime receiversOf). */
  readonly receives: boolean;
}

/** What the step is about: the latest revision. */
export interface Matter {
  readonly state: FilingState | null;
  readonly preparedBy: string | null;
  readonly submittedBy: string | null;
  /** Office of who accepted or returned it; null before, or when the caller does not see that person. */
  readonly decidedByOffice: string | null;
}

/** What the needs of a step are about; counts. */
export interface FilingCircumstances {
  readonly openMarks: number;
  readonly openDoubts: number;
  readonly missingChildren: number;
  readonly standingAbove: number;
}

export type Refusal =
  | 'FORBIDDEN'
  | 'FORBIDDEN_UNIT'
  | 'NOT_RECEIVER'
  | 'SAME_PERSON'
  | 'REASON_REQUIRED'
  | 'ALREADY_SUBMITTED'
  | 'NEEDS_AMENDMENT'
  | 'NEEDS_NEW_DRAFT'
  | 'NOT_SUBMITTED'
  | 'ALREADY_DECIDED'
  | 'NOTHING_TO_AMEND'
  | 'NOT_ACCEPTED'
  | 'NOT_DECIDER';

export type Unmet = 'MARKS_OPEN' | 'DOUBTS_OPEN' | 'MISSING_CHILDREN_REASON' | 'UNDO_ABOVE_FIRST';

export type Verdict =
  | { readonly allowed: FilingMove; readonly refused?: never }
  | { readonly refused: Refusal; readonly allowed?: never };

/** May this person take this step now? WHICH rows the person reaches is the affair of row-level security. */
export function judge(action: FilingAction, matter: Matter, actor: Actor, reason: string | null): Verdict {
  const kinds = FILING_MOVES.filter((m) => m.action === action);
  const rule = kinds[0];
  if (rule === undefined || !actor.permissions.has(rule.permission)) return { refused: 'FORBIDDEN' };
  if (rule.side === 'filer' && !actor.files) return { refused: 'FORBIDDEN_UNIT' };
  if (rule.side === 'receiver' && !actor.receives) return { refused: 'NOT_RECEIVER' };
  const step = stepFrom(action, matter.state);
  if (step.allowed === undefined) return step;
  const { allowed } = step;
  if (isExcluded(allowed, matter, actor)) return { refused: 'SAME_PERSON' };
  if (allowed.onlyThe === 'decider' && matter.decidedByOffice !== actor.officeId) return { refused: 'NOT_DECIDER' };
  if (allowed.reason === 'required' && (reason ?? '').trim() === '') return { refused: 'REASON_REQUIRED' };
  return { allowed };
}

/** The first need of a step that is not met; null when it may be taken. */
export function unmetNeed(step: FilingMove, now: FilingCircumstances, reason: string | null): Unmet | null {
  const hasReason = (reason ?? '').trim() !== '';
  for (const need of step.needs) {
    if (need === 'marks_answered' && now.openMarks > 0) return 'MARKS_OPEN';
    if (need === 'doubts_closed' && now.openDoubts > 0) return 'DOUBTS_OPEN';
    if (need === 'children_or_reason' && now.missingChildren > 0 && !hasReason) return 'MISSING_CHILDREN_REASON';
    if (need === 'nothing_above' && now.standingAbove > 0) return 'UNDO_ABOVE_FIRST';
  }
  return null;
}

/** The step of an action from a state, whoever takes it: for work that was allowed when it was asked for. */
export function stepFrom(action: FilingAction, state: FilingState | null): Verdict {
  const allowed = FILING_MOVES.find((m) => m.action === action && m.from === state);
  return allowed === undefined ? { refused: wrongState(action, state) } : { allowed };
}

function isExcluded(rule: FilingMove, matter: Matter, actor: Actor): boolean {
  if (rule.notThe === 'submitter') return actor.accountId === matter.submittedBy;
  return rule.notThe === 'preparer' && actor.officeKind === 'department' && actor.accountId === matter.preparedBy;
}

/** Why a step does not fit the state, in the word that tells what to do. */
function wrongState(action: FilingAction, state: FilingState | null): Refusal {
  switch (action) {
    case 'prepare':
    case 'renew':
      return state === 'accepted' || state === 'superseded' ? 'NEEDS_AMENDMENT' : 'ALREADY_SUBMITTED';
    case 'amend':
      return state === 'submitted' ? 'ALREADY_SUBMITTED' : 'NOTHING_TO_AMEND';
    case 'submit':
      return state === 'returned' || state === null ? 'NEEDS_NEW_DRAFT' : 'ALREADY_SUBMITTED';
    case 'reopen':
      return state === 'returned' || state === 'superseded' ? 'ALREADY_DECIDED' : 'NOT_ACCEPTED';
    case 'return':
    case 'accept':
      return state === 'draft' || state === null ? 'NOT_SUBMITTED' : 'ALREADY_DECIDED';
  }
}

function move(
  action: FilingAction,
  from: FilingState | null,
  to: FilingState,
  rest: Pick<FilingMove, 'permission' | 'side'> & Partial<FilingMove>,
): FilingMove {
  return { action, from, to, revision: 'same', reason: 'optional', notThe: null, onlyThe: null, needs: [], ...rest };
}
