import { Queue, Worker } from 'bullmq';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createJobs,
  createQueueBackend,
  createQueueDesk,
  dispatchOutbox,
  type JobMap,
  type Jobs,
  migrateQueues,
  type QueueBackend,
} from '#lib/jobs';
import { addToOutbox, createOrm, Database, systemScope } from '#lib/persistence';
import { crashAndRestartPostgres, createTestDatabase, type TestDatabase } from '../support/database.js';
import { redisOfRun } from '../support/redis.js';

let database: TestDatabase;
let db: Database;
let backend: QueueBackend;
let jobs: Jobs;

beforeAll(async () => {
  database = await createTestDatabase();
  await migrateQueues(database.ownerUrl);
  db = new Database(await createOrm({ connectionString: database.appUrl, entities: [] }));
  backend = createQueueBackend({ databaseUrl: database.appUrl, redisUrl: redisOfRun(database.name) });
  jobs = createJobs(backend);
});
afterAll(async () => {
  await jobs?.close();
  await db?.close();
  await database?.drop();
});

interface Taken {
  readonly id: string;
  readonly name: string;
  readonly data: unknown;
}

/** Runs a worker on one queue, collecting what it is given, until `count` jobs came. */
async function collect(queue: string, count: number, start: () => Promise<void>): Promise<Taken[]> {
  const seen: Taken[] = [];
  let worker: Worker | undefined;
  try {
    let started: Promise<void> | undefined;
    await new Promise<void>((done, fail) => {
      worker = new Worker(
        queue,
        async (job) => {
          seen.push({ id: job.id ?? '', name: job.name, data: job.data });
          if (seen.length >= count) done();
        },
        { connection: backend.connection, runRetryDelay: 500 },
      );
      worker.on('error', () => undefined);
      started = worker.waitUntilReady().then(start);
      started.catch(fail);
    });
    // The jobs may have come before whoever sent them heard of it.
    await started;
  } finally {
    await worker?.close();
  }
  return seen;
}

const importId = (n: number): JobMap['import.workbook'] => ({ importId: `00000000-0000-7000-8000-00000000000${n}` });

describe('queues', () => {
  it('migrates twice without harm and lets the application role work', async () => {
    await migrateQueues(database.ownerUrl);
    await jobs.add('import.workbook', importId(1), { jobId: 'once' });
    await jobs.add('import.workbook', importId(1), { jobId: 'once' });
    const seen = await collect('workbooks', 2, () => jobs.add('import.workbook', importId(2), { jobId: 'second' }));
    expect(seen).toEqual([
      { id: 'once', name: 'import.workbook', data: importId(1) },
      { id: 'second', name: 'import.workbook', data: importId(2) },
    ]);
  });

  it('hands each outbox row over once, under its own id', async () => {
    await db.transact(systemScope, async (uow) => {
      await addToOutbox(uow, 'period.open', { period: '2026-H1' });
      await addToOutbox(uow, 'period.open', { period: '2026-Y' });
    });
    let sent: number[] = [];
    const seen = await collect('regime', 2, async () => {
      sent = await Promise.all([dispatchOutbox(db, jobs), dispatchOutbox(db, jobs)]);
    });
    expect((sent[0] ?? 0) + (sent[1] ?? 0)).toBe(2);
    const rows = await db.transact(systemScope, (uow) =>
      uow.em.execute<{ id: string }[]>('select id from outbox where dispatched_at is not null'),
    );
    expect(new Set(seen.map((job) => job.id))).toEqual(new Set(rows.map((row) => row.id)));
    expect(seen.map((job) => job.data)).toEqual(expect.arrayContaining([{ period: '2026-H1' }, { period: '2026-Y' }]));
    expect(await dispatchOutbox(db, jobs)).toBe(0);
  });

  it('leaves the row waiting when the queue refuses, and sends it later', async () => {
    await db.transact(systemScope, (uow) => addToOutbox(uow, 'period.open', { period: '2027-H1' }));
    const dead: Jobs = { ...jobs, add: () => Promise.reject(new Error('queue is down')) };
    await expect(dispatchOutbox(db, dead)).rejects.toThrow('queue is down');
    expect(await dispatchOutbox(db, jobs)).toBe(1);
  });

  it('refuses in words, not by waiting, while the server is away', async () => {
    const redisUrl = redisOfRun(database.name) === null ? null : 'redis://127.0.0.1:1';
    const away = createJobs(createQueueBackend({ databaseUrl: 'postgres://ccn_app:x@127.0.0.1:1/none', redisUrl }));
    await expect(away.add('outbox.sweep', {})).rejects.toThrow();
    await expect(away.add('outbox.sweep', {})).rejects.toThrow();
    await away.close();
  });

  it('goes on after PostgreSQL was killed and came back', async () => {
    const seen = await collect('upkeep', 1, async () => {
      await crashAndRestartPostgres();
      for (let attempt = 0; ; attempt++) {
        try {
          await jobs.add('outbox.sweep', {}, { jobId: 'after-crash' });
          return;
        } catch (error) {
          if (attempt > 20) throw error;
          await new Promise((next) => setTimeout(next, 250));
        }
      }
    });
    expect(seen).toEqual([{ id: 'after-crash', name: 'outbox.sweep', data: {} }]);
  });
});

describe('the queue desk', () => {
  it('counts what waits, is put off and has failed, and runs a failed job again with all its attempts', async () => {
    const desk = createQueueDesk(backend);
    const queue = new Queue('reminders', { connection: backend.connection });
    const worker = new Worker('reminders', () => Promise.reject(new Error('deadlock detected')), {
      connection: backend.connection,
    });
    const stateOfReminders = async () => (await desk.state()).find((state) => state.queue === 'reminders');
    try {
      const failed = new Promise<string>((done) => worker.on('failed', (job) => done(job?.id ?? '')));
      await queue.add('reminders.sweep', {}, { jobId: 'to-fail', attempts: 1 });
      const id = await failed;
      await worker.close();
      const since = Date.now();
      await queue.add('reminders.sweep', {}, { jobId: 'to-wait' });
      await queue.add('reminders.sweep', {}, { jobId: 'put-off', delay: 3_600_000 });

      const state = await stateOfReminders();
      expect(state).toMatchObject({ waiting: 1, active: 0, delayed: 1, failed: 1 });
      expect(state?.failures).toMatchObject([{ id, job: 'reminders.sweep', attempts: 1 }]);
      expect(state?.failures[0]?.why.en).toMatch(/Running it again is enough/);
      expect(Math.abs((state?.oldestWaitingSince?.getTime() ?? 0) - since)).toBeLessThan(60_000);

      expect(await desk.retry('reminders', id)).toBe('retried');
      expect(await desk.retry('reminders', id)).toBe('not_failed');
      expect(await desk.retry('reminders', 'nobody')).toBe('unknown');
      expect(await stateOfReminders()).toMatchObject({ waiting: 2, failed: 0, failures: [] });
    } finally {
      await worker.close();
      await queue.obliterate({ force: true });
      await queue.close();
      await desk.close();
    }
  });
});
