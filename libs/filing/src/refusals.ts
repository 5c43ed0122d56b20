import type { Caller } from '#lib/access';
import { audit } from '#lib/audit';
import { type Clock, DomainError } from '#lib/kernel';
import type { Database, UnitOfWork } from '#lib/persistence';

/** What somebody tried to do. */
export interface Attempt {
  /** "filing.submit": recorded as "filing.submit.refused". */
  readonly action: string;
  /** The filing, where the attempt named one. */
  readonly filingId: string | null;
  /** What it named instead, such as form, period and unit. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

/**
 * One change of a filing in one transaction of the caller. A refusal leaves nothing of the change behind, but an entry
 * in the audit of its own that says who was refused what, and why; then it is thrown on.
 */
export async function onRecord<T>(
  services: { readonly db: Database; readonly clock: Clock },
  caller: Caller,
  attempt: Attempt,
  work: (uow: UnitOfWork) => Promise<T>,
): Promise<T> {
  const { db, clock } = services;
  try {
    return await db.transact(caller.scope, work);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { code, path } = error;
    await db.transact(caller.scope, async (uow) => {
      const [seen] = await uow.em.execute<{ provinceCode: string }[]>(
        'select province_code as "provinceCode" from filing where id = ?',
        [attempt.filingId],
      );
      const subject = {
        subjectKind: 'filing',
        subjectId: attempt.filingId ?? '',
        provinceCode: seen?.provinceCode ?? caller.provinceCode,
      };
      const detail = { code, ...(path === undefined ? {} : { path }), ...attempt.detail };
      await audit(uow, { action: `${attempt.action}.refused`, ...subject, detail }, clock.now());
    });
    throw error;
  }
}
