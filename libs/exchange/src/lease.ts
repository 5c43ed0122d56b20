import { addToOutbox, announce, type Database, systemScope, type UnitOfWork } from '#lib/persistence';

/**
 * Leases of exports and register imports: a worker holds a job for LEASE_S and renews it; one that died does not, and
 * the sweep gives the job to another. Lease instants are the database's own, because workers' clocks may differ.
 */
const LEASE_S = 10;
const RENEW_MS = 2_500;
/** A job that nobody has begun after this time is handed over once more. */
export const FIRST_WAIT_S = 30;
/** A job that fails us this often is given up and says so. */
const MOST_ATTEMPTS = 4;

/** The two tables of background work, and the job that runs a row of each. */
export const WORK = {
  export_job: { job: 'export.run', payload: 'exportId', failed: 'EXPORT_BROKEN' },
  register_import: { job: 'register.import', payload: 'importId', failed: 'IMPORT_BROKEN' },
} as const;
export type WorkTable = keyof typeof WORK;

/** A held job; `attempt` is the fence: only the newest holder may finish it. */
export interface Lease {
  readonly table: WorkTable;
  readonly id: string;
  readonly attempt: number;
}

/** SQL condition that a lease still holds; its values: id, attempt. */
export const HELD = `id = ? and state = 'running' and attempts = ?`;

/** Says that a job stands otherwise now. */
export function announceWork(uow: UnitOfWork, table: WorkTable, id: string): void {
  announce(uow, { kind: table === 'export_job' ? 'export' : 'register_import', id });
}

/** Takes a job, if it waits or its holder is gone. Null: finished, given up or held by another. */
export async function takeWork(db: Database, table: WorkTable, id: string): Promise<Lease | null> {
  return await db.transact(systemScope, async (uow) => {
    const [taken] = await uow.em.execute<{ attempts: number }[]>(
      `update ${table} set state = 'running', percent = 1, attempts = attempts + 1,
         lease_until = clock_timestamp() + make_interval(secs => ${LEASE_S})
       where id = ? and (state = 'queued' or (state = 'running' and lease_until < clock_timestamp())) returning attempts`,
      [id],
    );
    if (taken === undefined) return null;
    announceWork(uow, table, id);
    return { table, id, attempt: taken.attempts };
  });
}

/** Keeps a lease alive until stopped, and tells how far the work is. A renewal that fails is no matter: the fence decides. */
export function keepWork(db: Database, lease: Lease): { percent(percent: number): void; stop(): void } {
  let percent = 1;
  let told = 1;
  const say = (): void => {
    told = percent;
    void db
      .transact(systemScope, async (uow) => {
        const [held] = await uow.em.execute(
          `update ${lease.table} set percent = greatest(percent, ?), lease_until = clock_timestamp() + make_interval(secs => ${LEASE_S})
           where ${HELD} returning 1`,
          [percent, lease.id, lease.attempt],
        );
        if (held !== undefined) announceWork(uow, lease.table, lease.id);
      })
      .catch(() => undefined);
  };
  const timer = setInterval(say, RENEW_MS);
  timer.unref();
  return {
    percent: (now) => {
      percent = Math.min(99, Math.max(percent, Math.floor(now)));
      if (percent >= told + 10) say();
    },
    stop: () => clearInterval(timer),
  };
}

/** Gives a job back after a failure of ours: to be tried again soon, or, after too many attempts, as failed. */
export async function giveWorkBack(db: Database, lease: Lease, at: Date): Promise<void> {
  const isLast = lease.attempt >= MOST_ATTEMPTS;
  await db.transact(systemScope, async (uow) => {
    announceWork(uow, lease.table, lease.id);
    await uow.em.execute(
      `update ${lease.table} set state = ?, error_code = ?, percent = 0, finished_at = ?::timestamptz,
         lease_until = clock_timestamp() + make_interval(secs => ?) where ${HELD}`,
      [
        isLast ? 'failed' : 'queued',
        isLast ? WORK[lease.table].failed : null,
        isLast ? at : null,
        2 ** lease.attempt,
        lease.id,
        lease.attempt,
      ],
    );
  });
}

/**
 * Hands over again what nobody works on: waiting too long, or held by a worker that is gone. What has used up its
 * attempts without an answer (it kills the worker each time) is given up. @returns how many were handed over
 */
export async function requeueExchange(db: Database, at: Date): Promise<number> {
  let handed = 0;
  for (const table of Object.keys(WORK) as WorkTable[]) {
    const { job, payload, failed } = WORK[table];
    handed += await db.transact(systemScope, async (uow) => {
      const givenUp = await uow.em.execute<{ id: string }[]>(
        `update ${table} set state = 'failed', error_code = '${failed}', percent = 0, finished_at = ?::timestamptz
         where state in ('queued', 'running') and lease_until < clock_timestamp() and attempts >= ${MOST_ATTEMPTS} returning id`,
        [at],
      );
      for (const { id } of givenUp) announceWork(uow, table, id);
      const rows = await uow.em.execute<{ id: string }[]>(
        `update ${table} set state = 'queued', lease_until = clock_timestamp() + make_interval(secs => ${FIRST_WAIT_S})
         where id in (select i.id from ${table} i where i.state in ('queued', 'running') and i.lease_until < clock_timestamp()
           and not exists (select 1 from outbox o where o.dispatched_at is null and o.payload ->> '${payload}' = i.id::text)
           order by i.lease_until limit 200 for update skip locked) returning id`,
      );
      for (const { id } of rows) {
        await addToOutbox(uow, job, { [payload]: id });
        announceWork(uow, table, id);
      }
      return rows.length;
    });
  }
  return handed;
}
