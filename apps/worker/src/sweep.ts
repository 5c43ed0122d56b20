import { requeueImports } from '#lib/filing';
import { dispatchOutbox } from '#lib/jobs';
import type { Parts } from './parts.js';

/**
 * Compares what the rows say with what was handed over: waiting outbox rows go to the queues, imports whose worker
 * is gone go back to the outbox first. Safe to run anywhere, at any time, any number of times.
 */
export async function sweep({ services, jobs }: Parts): Promise<void> {
  await requeueImports(services.db, services.clock.now());
  await dispatchOutbox(services.db, jobs, services.clock);
}
