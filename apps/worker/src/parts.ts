import type { Logger } from 'pino';
import { assemble, clockOf, connect, type Services } from '#lib/assembly';
import type { Config } from '#lib/config';
import { openEventBus } from '#lib/events';
import { createJobs, createQueueBackend, type Jobs, Leadership, type QueueBackend } from '#lib/jobs';
import { DomainError } from '#lib/kernel';
import { loadLaw } from '#lib/law';
import type { Change } from '#lib/persistence';

/** What the processors work with; injected under PARTS. */
export interface Parts {
  readonly services: Services;
  readonly jobs: Jobs;
  readonly backend: QueueBackend;
  readonly leadership: Leadership;
  readonly log: Logger;
}

export const PARTS = Symbol('parts');

/** Opens database, law and queues; connects on first use. */
export async function openParts(config: Config, log: Logger): Promise<Parts & { close(): Promise<void> }> {
  if (config.appUrl === null)
    throw new DomainError({ code: 'CONFIG_INVALID', message: 'Cấu hình còn thiếu CCN_APP_URL.' });
  const warn = (error: unknown, message: string): void => log.warn({ err: error }, message);
  const events = openEventBus({ databaseUrl: config.appUrl, redisUrl: config.redisUrl }, (error) =>
    warn(error, 'changes cannot be told now; connecting again'),
  );
  const onCommit = (changes: readonly Change[]): void => events.publish(changes);
  const orm = await connect(config);
  const services = assemble({ orm, clock: clockOf(config), law: loadLaw(), config, warn, onCommit });
  const backend = createQueueBackend({ databaseUrl: config.appUrl, redisUrl: config.redisUrl });
  const jobs = createJobs(backend, (error) => log.warn({ err: error }, 'queue not reached; trying again'));
  const leadership = new Leadership(config.appUrl);
  const close = async (): Promise<void> => {
    await leadership.resign();
    await jobs.close();
    await events.close();
    await services.db.close();
  };
  return { services, jobs, backend, leadership, log, close };
}
