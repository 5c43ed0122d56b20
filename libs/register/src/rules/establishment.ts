import type { IsoDate } from '#lib/kernel';
import type { DecisionKind } from '../snapshot.js';

/** What the rule needs of a decision. */
export interface DatedDecision {
  readonly kind: DecisionKind;
  readonly signedOn: IsoDate | null;
}

/**
 * The establishment decision in force on a day, or null. Only kind `establishment` establishes (Decree 32/2024 Art.
 * 2.9). Days are gone through in order: an establishment begins, a revocation ends. Where both bear one date, what
 * stood before was revoked and the cluster established anew; where nothing stood before, what was established that
 * day was revoked. A cluster merely decided twice keeps its first decision; of several on one day the first given counts.
 *
 * `dayOf`: the day a decision counts from (default: its signature); null leaves it out, because "on or before" cannot
 * be said of it. `establishedSql` says the same in SQL.
 */
export function establishmentInForce<T extends DatedDecision>(
  decisions: readonly T[],
  day: IsoDate,
  dayOf: (decision: T) => IsoDate | null = (decision) => decision.signedOn,
): T | null {
  const concerning = decisions.filter((d) => d.kind === 'establishment' || d.kind === 'revocation');
  if (concerning.every((d) => d.kind === 'revocation')) return null;
  const days = new Map<IsoDate, { first: T | null; revoked: boolean }>();
  for (const decision of concerning) {
    const on = dayOf(decision);
    if (on === null || on > day) continue;
    const events = days.get(on) ?? { first: null, revoked: false };
    if (decision.kind === 'revocation') events.revoked = true;
    else events.first ??= decision;
    days.set(on, events);
  }
  let standing: T | null = null;
  for (const on of [...days.keys()].sort()) {
    const { first, revoked } = days.get(on) ?? { first: null, revoked: false };
    if (revoked) standing = standing === null ? null : first;
    else standing ??= first;
  }
  return standing;
}
