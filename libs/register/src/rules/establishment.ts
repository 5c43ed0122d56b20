import type { IsoDate } from '#lib/kernel';
import type { DecisionKind } from '../snapshot.js';

/** What the rule needs of a decision. */
export interface DatedDecision {
  readonly kind: DecisionKind;
  readonly signedOn: IsoDate | null;
}

/**
 * The establishment decision in force on a day, or null: signed on or before it, and no revocation from its own
 * day on until that day. Only kind `establishment` establishes (Decree 32/2024 Art. 2.9); a decision without a
 * date is not counted, because "on or before" cannot be said of it.
 */
export function establishmentInForce<T extends DatedDecision>(decisions: readonly T[], day: IsoDate): T | null {
  const until = (d: T): d is T & { readonly signedOn: IsoDate } => d.signedOn !== null && d.signedOn <= day;
  const known = decisions.filter(until);
  const inForce = known
    .filter((d) => d.kind === 'establishment')
    .filter((e) => !known.some((r) => r.kind === 'revocation' && r.signedOn >= e.signedOn))
    .sort((a, b) => (a.signedOn < b.signedOn ? -1 : a.signedOn > b.signedOn ? 1 : 0));
  return inForce.at(-1) ?? null;
}
