import { addToOutbox, announce, type Database, systemScope } from '#lib/persistence';

/**
 * Leases: a worker that reads an import holds it for LEASE_S and renews it; one that died does not, and the sweep
 * gives the import to another. Lease instants are the database's own, because workers' clocks may differ.
 */
export const LEASE_S = 10;
export const RENEW_MS = 2_500;
/** An import that nobody has begun after this time is handed over once more. */
export const FIRST_WAIT_S = 30;
/** An import that fails us this often is given up and says so. */
export const MOST_ATTEMPTS = 5;

/** A held import; `attempt` is the fence: only the newest holder may finish it. */
export interface ImportLease {
  readonly importId: string;
  readonly attempt: number;
  /** Attempts since it was asked for, or since its questions were answered. */
  readonly tries: number;
}

/** Takes the import, if it waits or its holder is gone. Null: finished, given up or held by another. */
export async function takeImport(db: Database, importId: string): Promise<ImportLease | null> {
  return await db.transact(systemScope, async (uow) => {
    const [taken] = await uow.em.execute<{ attempts: number; tries: number }[]>(
      `update workbook_import set state = 'running', percent = 10, attempts = attempts + 1,
         lease_until = clock_timestamp() + make_interval(secs => ${LEASE_S})
       where id = ? and (state = 'queued' or (state = 'running' and lease_until < clock_timestamp()))
       returning attempts, attempts - attempts_before as tries`,
      [importId],
    );
    if (taken === undefined) return null;
    announce(uow, { kind: 'import', id: importId });
    return { importId, attempt: taken.attempts, tries: taken.tries };
  });
}

/** Keeps a lease alive until stopped. A renewal that fails is no matter: the fence decides. */
export function keepLease(db: Database, lease: ImportLease): { stop(): void } {
  const renew = (): void => {
    void db
      .transact(systemScope, (uow) =>
        uow.em.execute(
          `update workbook_import set lease_until = clock_timestamp() + make_interval(secs => ${LEASE_S})
           where id = ? and state = 'running' and attempts = ?`,
          [lease.importId, lease.attempt],
        ),
      )
      .catch(() => undefined);
  };
  const timer = setInterval(renew, RENEW_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

/** Says how far the holder has come. What is no longer held is left alone. */
export async function progressed(db: Database, lease: ImportLease, percent: number): Promise<void> {
  await db.transact(systemScope, async (uow) => {
    announce(uow, { kind: 'import', id: lease.importId });
    await uow.em.execute(`update workbook_import set percent = ? where id = ? and state = 'running' and attempts = ?`, [
      percent,
      lease.importId,
      lease.attempt,
    ]);
  });
}

/** Gives an import back after a failure of ours: to be tried again soon, or, after too many attempts, as failed. */
export async function giveBack(db: Database, lease: ImportLease, at: Date): Promise<void> {
  const isLast = lease.tries >= MOST_ATTEMPTS;
  await db.transact(systemScope, async (uow) => {
    announce(uow, { kind: 'import', id: lease.importId });
    await uow.em.execute(
      `update workbook_import set state = ?, error_code = ?, percent = 0, finished_at = ?::timestamptz,
         lease_until = clock_timestamp() + make_interval(secs => ?)
       where id = ? and state = 'running' and attempts = ?`,
      [
        isLast ? 'failed' : 'queued',
        isLast ? 'IMPORT_FAILED' : null,
        isLast ? at : null,
        2 ** lease.tries,
        lease.importId,
        lease.attempt,
      ],
    );
  });
}

/**
 * Hands over again what nobody works on: waiting too long, or held by a worker that is gone. One that has used up
 * its attempts without an answer (it kills the worker each time) is given up. @returns how many were handed over
 */
export async function requeueImports(db: Database, at: Date): Promise<number> {
  return await db.transact(systemScope, async (uow) => {
    const givenUp = await uow.em.execute<{ id: string }[]>(
      `update workbook_import set state = 'failed', error_code = 'IMPORT_FAILED', percent = 0, finished_at = ?::timestamptz
       where state in ('queued', 'running') and lease_until < clock_timestamp()
         and attempts - attempts_before >= ${MOST_ATTEMPTS} returning id`,
      [at],
    );
    for (const { id } of givenUp) announce(uow, { kind: 'import', id });
    const rows = await uow.em.execute<{ id: string }[]>(
      `update workbook_import set state = 'queued', lease_until = clock_timestamp() + make_interval(secs => ${FIRST_WAIT_S})
       where id in (select i.id from workbook_import i where i.state in ('queued', 'running') and i.lease_until < clock_timestamp()
         and not exists (select 1 from outbox o where o.dispatched_at is null and o.payload ->> 'importId' = i.id::text)
         order by i.lease_until limit 200 for update skip locked) returning id`,
    );
    for (const { id } of rows) {
      await addToOutbox(uow, 'import.workbook', { importId: id });
      announce(uow, { kind: 'import', id });
    }
    return rows.length;
  });
}
