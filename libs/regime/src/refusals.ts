import type { Caller } from '#lib/access';
import { audit } from '#lib/audit';
import { type Clock, DomainError } from '#lib/kernel';
import type { Database, UnitOfWork } from '#lib/persistence';

/** What somebody tried to decide. */
export interface DecisionAttempt {
  /** "obligation.extension": recorded as "obligation.extension.refused". */
  readonly action: string;
  readonly subjectKind: 'obligation' | 'cluster';
  readonly subjectId: string;
}

/**
 * One decision in one transaction of the caller. A refusal leaves nothing of it behind, but an entry in the audit of its
 * own that says who was refused what, and why; then it is thrown on.
 */
export async function decideOnRecord<T>(
  services: { readonly db: Database; readonly clock: Clock },
  caller: Caller,
  { action, ...subject }: DecisionAttempt,
  work: (uow: UnitOfWork) => Promise<T>,
): Promise<T> {
  const { db, clock } = services;
  try {
    return await db.transact(caller.scope, work);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const detail = { code: error.code, ...(error.path === undefined ? {} : { path: error.path }) };
    const event = { action: `${action}.refused`, ...subject, provinceCode: caller.provinceCode, detail };
    await db.transact(caller.scope, (uow) => audit(uow, event, clock.now()));
    throw error;
  }
}
