import { dropExpiredExports, requeueExchange, runSavedExports } from '#lib/exchange';
import { requeueImports } from '#lib/filing';
import { dispatchOutbox } from '#lib/jobs';
import { systemScope } from '#lib/persistence';
import type { Parts } from './parts.js';

/**
 * Compares what the rows say with what was handed over: waiting outbox rows go to the queues, imports and
 * exports whose worker is gone go back to the outbox first,  and so does the daily run of every period that stands open;
 * scheduled exports whose time has come are asked for. Safe to run
 * anywhere, at any time, any number of times.
 */
export async function sweep({ services, jobs }: Parts): Promise<void> {
  const now = services.clock.now();
  await requeueImports(services.db, now);
  await requeueExchange(services.db, now);
  await dropExpiredExports(services.db, now);
  await services.db.transact(systemScope, (uow) => services.regime.promiseDailyRuns(uow));
  await runSavedExports(services.db, services.clock, services.exports);
  await services.exportNotes.tell();
  await dispatchOutbox(services.db, jobs, services.clock);
}
