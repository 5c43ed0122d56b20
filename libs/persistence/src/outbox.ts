import type { UnitOfWork } from './database.js';
import { newId } from './ids.js';

/**
 * Promises a job, in the transaction that makes it necessary: it is sent to the queue after commit, and never without
 * one. The queue only carries what this row says.
 * @returns id of the outbox row, which becomes the id of the job, so that sending twice makes one job.
 */
export async function addToOutbox(
  uow: UnitOfWork,
  job: string,
  payload: Readonly<Record<string, unknown>>,
): Promise<string> {
  const id = newId();
  await uow.em.execute('insert into outbox (id, job, payload, created_at) values (?, ?, ?::jsonb, clock_timestamp())', [
    id,
    job,
    JSON.stringify(payload),
  ]);
  return id;
}
