/** A failed job in the queues of a running system. */
import { Queue, Worker } from 'bullmq';
import { createQueueBackend } from '#lib/jobs';
import { redisOfRun } from './redis.js';
import type { TestSystem } from './system.js';

/** Leaves an export job that failed for good, as a worker without its database would leave it. @returns its id */
export async function failOne(system: TestSystem): Promise<string> {
  const { connection } = createQueueBackend({
    databaseUrl: system.database.appUrl,
    redisUrl: redisOfRun(system.database.name),
  });
  const queue = new Queue('exchange', { connection });
  const worker = new Worker(
    'exchange',
    () => Promise.reject(new Error('connect ECONNREFUSED 10.1.2.3:5432 password=abc')),
    { connection },
  );
  try {
    const failed = new Promise<string>((done) => worker.on('failed', (job) => done(job?.id ?? '')));
    await queue.add('export.run', { exportId: crypto.randomUUID() }, { jobId: crypto.randomUUID(), attempts: 1 });
    return await failed;
  } finally {
    await worker.close();
    await queue.close();
  }
}
