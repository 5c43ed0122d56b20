import 'reflect-metadata';
import { setPriority } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { WorkerHost } from '@nestjs/bullmq';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type Logger, pino } from 'pino';
import { loadConfig } from '#lib/config';
import { DomainError } from '#lib/kernel';
import { systemScope } from '#lib/persistence';
import { openParts, type Parts } from './parts.js';
import { processors } from './processors.js';
import { sweep } from './sweep.js';
import { workerModule } from './worker.module.js';

/** A job that hangs does not keep the process alive for ever; its lease runs out and another worker takes it. */
const STOP_WITHIN_MS = 9_000;
const SWEEP_EVERY_MS = 5_000;
/** Beside the scheduled sweeps, for the day the schedule itself is lost (an emptied Redis) or nobody runs it (a dead one). */
const GUARD_EVERY_MS = 15_000;
const DATABASE_WITHIN_MS = 60_000;
/** Somebody waits for the api and nobody for the worker: it, and the children that read workbooks, stand back (nice). */
const PRIORITY = 10;

/** Starts the worker and stops it in order: no new jobs, the running ones end, then queue and database. */
async function main(): Promise<void> {
  const config = loadConfig(process.env, ['CCN_APP_URL']);
  const log = pino({ name: 'worker', level: config.logLevel });
  try {
    setPriority(PRIORITY);
  } catch (error) {
    log.warn({ err: error }, 'the worker runs with the priority of everybody');
  }
  const parts = await openParts(config, log);
  await databaseReady(parts);
  const app = await NestFactory.createApplicationContext(workerModule(parts), { logger: ['error', 'warn'] });
  await run(app);
  const guards = startGuards(parts);
  process.stdout.write('worker ready\n');

  let stopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'worker stopping');
    for (const guard of guards) clearInterval(guard);
    setTimeout(() => process.exit(0), STOP_WITHIN_MS).unref();
    await parts.services.reminderRunner.stop();
    await app.close();
    await parts.close();
    log.info('worker stopped');
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));
  dieOnSurprise(log);
}

/** Waits for PostgreSQL: a queue that is opened while its server is away never recovers. */
async function databaseReady({ services, log }: Parts): Promise<void> {
  const until = Date.now() + DATABASE_WITHIN_MS;
  for (;;) {
    try {
      await services.db.transact(systemScope, (uow) => uow.em.execute('select 1'));
      return;
    } catch (error) {
      if (Date.now() > until) throw error;
      log.warn({ err: error }, 'database not reached; trying again');
      await sleep(1_000);
    }
  }
}

/** Lets every processor take jobs, once its queue has answered. */
async function run(app: INestApplicationContext): Promise<void> {
  const hosts = processors.map((type) => app.get<WorkerHost>(type));
  await Promise.all(hosts.map(({ worker }) => worker.waitUntilReady()));
  for (const { worker } of hosts) void worker.run();
}

/**
 * Sweeps by itself now and then, whatever the queue does; and, as the one leader among the workers, keeps the schedules
 * of the sweeps in the queue.
 */
function startGuards(parts: Parts): NodeJS.Timeout[] {
  const { jobs, leadership, log, services } = parts;
  const remindEveryMs = services.config.remindSeconds * 1_000;
  const every = (ms: number, what: string, turn: () => Promise<unknown>): NodeJS.Timeout => {
    const guarded = (): void => {
      void turn().catch((error: unknown) => log.warn({ err: error }, `${what} failed; trying again`));
    };
    guarded();
    return setInterval(guarded, ms);
  };
  return [
    every(GUARD_EVERY_MS, 'sweep', () => sweep(parts)),
    every(1.5 * remindEveryMs, 'reminders', () => services.reminderRunner.sweep()),
    every(GUARD_EVERY_MS, 'scheduling', async () => {
      if (!(await leadership.leads())) return;
      await jobs.repeat('outbox-sweep', 'outbox.sweep', {}, SWEEP_EVERY_MS);
      await jobs.repeat('reminders-sweep', 'reminders.sweep', {}, remindEveryMs);
    }),
  ];
}

/** Whatever nobody caught leaves the process in an unknown state: say so and let the supervisor start a new one. */
function dieOnSurprise(log: Logger): void {
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      log.fatal({ err: error }, event);
      process.exit(1);
    });
  }
}

main().catch((error: unknown) => {
  const plain = error instanceof DomainError ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${plain}\n`);
  process.exit(1);
});
