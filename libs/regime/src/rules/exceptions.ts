import type { FormCode } from '#lib/forms';
import type { ObligationState } from './states.js';
import type { Tier } from './tiers.js';

/** Who may extend or exempt a filing: the tier above, which keeps the province's (the nation's) filings. Open point EXTENSION_AUTHORITY. */
const GRANTED_BY: Readonly<Record<FormCode, Tier>> = {
  '01': 'department',
  '02': 'department',
  '03': 'department',
  '04': 'ministry',
};

/** Kind of office that decides on exceptions for a form. WHICH units is row-level security's affair. */
export function grantsFor(form: FormCode): Tier {
  return GRANTED_BY[form];
}

/** An obligation as far as exceptions are concerned. */
export interface ExceptedDuty {
  readonly form: FormCode;
  readonly state: ObligationState;
  /** In force, earlier extensions included. */
  readonly dueBefore: Date;
  readonly lockAt: Date;
  readonly lawDueBefore: Date;
  /** Something was submitted and not returned. */
  readonly answered: boolean;
}

export interface ExtensionWanted {
  /** Null: as it is. */
  readonly dueBefore: Date | null;
  readonly lockAt: Date | null;
}

export type ExceptionRefusal =
  | 'EXTENSION_EMPTY'
  | 'DUE_SHORTENED'
  | 'LOCK_SHORTENED'
  | 'LOCK_BEFORE_DUE'
  | 'EXTENSION_TOO_FAR'
  | 'OBLIGATION_NOT_OPEN'
  | 'OBLIGATION_NOT_EXEMPT'
  | 'OBLIGATION_ANSWERED';

export type ExtensionVerdict =
  | { readonly dueBefore: Date; readonly lockAt: Date; readonly refused?: never }
  | { readonly refused: ExceptionRefusal };

const DAY_MS = 86_400_000;
/** Beyond this an extension is a slip of the hand: the next period of the same kind is due by then. */
const FARTHEST_DAYS = 365;

/**
 * The due and lock instants after an extension. Neither is ever made earlier, and the lock never comes before the due
 * instant: where only a later due instant is given, the lock stays where it is unless it would.
 */
export function extended(duty: ExceptedDuty, wanted: ExtensionWanted): ExtensionVerdict {
  if (duty.state !== 'open') return { refused: 'OBLIGATION_NOT_OPEN' };
  const dueBefore = wanted.dueBefore ?? duty.dueBefore;
  if (dueBefore < duty.dueBefore) return { refused: 'DUE_SHORTENED' };
  const lockAt = wanted.lockAt ?? new Date(Math.max(duty.lockAt.getTime(), dueBefore.getTime()));
  if (lockAt < duty.lockAt) return { refused: 'LOCK_SHORTENED' };
  if (lockAt < dueBefore) return { refused: 'LOCK_BEFORE_DUE' };
  const farthest = duty.lawDueBefore.getTime() + FARTHEST_DAYS * DAY_MS;
  if (lockAt.getTime() > farthest) return { refused: 'EXTENSION_TOO_FAR' };
  const same = dueBefore.getTime() === duty.dueBefore.getTime() && lockAt.getTime() === duty.lockAt.getTime();
  return same ? { refused: 'EXTENSION_EMPTY' } : { dueBefore, lockAt };
}

/** Why an obligation cannot be exempted now; null when it can. What was already sent is not wiped away by an exemption. */
export function exemptionRefused(duty: ExceptedDuty): ExceptionRefusal | null {
  if (duty.state !== 'open') return 'OBLIGATION_NOT_OPEN';
  return duty.answered ? 'OBLIGATION_ANSWERED' : null;
}

/** Why an exemption cannot be taken back now; null when it can. */
export function reinstatementRefused(duty: ExceptedDuty): ExceptionRefusal | null {
  return duty.state === 'exempt' ? null : 'OBLIGATION_NOT_EXEMPT';
}
