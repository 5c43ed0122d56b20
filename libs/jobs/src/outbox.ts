import { type Clock, systemClock } from '#lib/kernel';
import { type Database, sqlArray, systemScope, type UnitOfWork } from '#lib/persistence';
import { isJobName, type JobMap, type JobName } from './job-map.js';
import type { Jobs } from './jobs.js';

interface OutboxRow {
  readonly id: string;
  readonly job: string;
  readonly payload: JobMap[JobName];
}

/** Rows taken in one transaction: few enough that a slow queue holds no lock for long. */
const BATCH = 100;

/**
 * Hands what waits in the outbox to the queues and marks it. A crash between the two hands it over again
 * under the same job id, which the queue recognises; a queue that does not answer leaves the rows waiting.
 * Several processes may run it at once.
 * @returns how many rows were handed over. @throws the queue's error, after marking what was taken.
 */
export async function dispatchOutbox(db: Database, jobs: Jobs, clock: Clock = systemClock): Promise<number> {
  let total = 0;
  for (;;) {
    const { sent, failure } = await db.transact(systemScope, (uow) => dispatchBatch(uow, jobs, clock));
    total += sent;
    if (failure !== null) throw failure;
    if (sent < BATCH) return total;
  }
}

async function dispatchBatch(
  { em }: UnitOfWork,
  jobs: Jobs,
  clock: Clock,
): Promise<{ sent: number; failure: unknown }> {
  const rows = await em.execute<OutboxRow[]>(
    `select id, job, payload from outbox where dispatched_at is null order by created_at, id limit ${BATCH} for update skip locked`,
  );
  const sent: string[] = [];
  let failure: unknown = null;
  for (const row of rows) {
    try {
      // A name of an older release has no handler any more: marked, so that it does not stop the others.
      if (isJobName(row.job)) await jobs.add(row.job, row.payload as never, { jobId: row.id });
      sent.push(row.id);
    } catch (error) {
      failure = error;
      break;
    }
  }
  if (sent.length > 0)
    await em.execute('update outbox set dispatched_at = ? where id = any (?::uuid[])', [clock.now(), sqlArray(sent)]);
  return { sent: sent.length, failure };
}

/**
 * For the api, right after a commit: starts a dispatch soon and does not wait for it. Calls that come
 * while one runs are one more run. A failure is only told: the sweep comes by within seconds.
 */
export function createKick(db: Database, jobs: Jobs, onError: (error: unknown) => void): () => void {
  let running = false;
  let again = false;
  const run = async (): Promise<void> => {
    running = true;
    do {
      again = false;
      await dispatchOutbox(db, jobs).catch(onError);
    } while (again);
    running = false;
  };
  return () => {
    if (running) again = true;
    else void run();
  };
}
