import type { Caller } from '#lib/access';
import { newId } from '#lib/persistence';
import { regimeError } from './errors.js';

const LONGEST_REASON = 2000;

/** A reason worth keeping. @throws DomainError EXCEPTION_REASON_REQUIRED */
export function reasonGiven(text: string): string {
  const reason = text.trim().slice(0, LONGEST_REASON);
  if (reason === '') throw regimeError('EXCEPTION_REASON_REQUIRED', {}, 'reason');
  return reason;
}

/** Columns that say who decided; names as they were on the day, readable to whomever it concerns. */
export const DECIDER_COLUMNS = 'id, author_id, author_name, office_id, office_name';

/** Values for DECIDER_COLUMNS, with a new identity for the decision. */
export function deciderValues(caller: Caller): readonly string[] {
  return [newId(), caller.accountId, caller.name, caller.officeId, caller.officeName];
}

/** Instants as a sentence prints them. */
export function printedInstant(instant: Date): string {
  return new Intl.DateTimeFormat('vi-VN', {
    timeZone: 'Asia/Ho_Chi_Minh',
    hour: '2-digit',
    minute: '2-digit',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  }).format(instant);
}
