import type { Logger } from 'pino';
import { assemble, connect } from '#lib/assembly';
import type { Config } from '#lib/config';
import { createJobs, createKick, createQueueBackend } from '#lib/jobs';
import { DomainError, systemClock } from '#lib/kernel';
import { loadLaw } from '#lib/law';
import type { Services } from './services.js';

/** What the process hands to its controllers and resolvers. */
export interface Parts {
  readonly services: Services;
  readonly config: Config;
  readonly log: Logger;
  /** Called after a commit that promised a job: hands it to the queue now instead of at the next sweep. */
  readonly kick: () => void;
}

/** Opens database, law and queues. Connects on first use, so the api starts before the database does. */
export async function openParts(config: Config, log: Logger): Promise<Parts & { close(): Promise<void> }> {
  if (config.appUrl === null)
    throw new DomainError({ code: 'CONFIG_INVALID', message: 'Cấu hình còn thiếu CCN_APP_URL.' });
  const orm = await connect(config);
  const services = assemble({ orm, clock: systemClock, law: loadLaw(), config });
  const onQueueError = (error: unknown): void =>
    log.warn({ err: error }, 'queue not reached; the worker sweeps the outbox');
  const jobs = createJobs(createQueueBackend({ databaseUrl: config.appUrl, redisUrl: config.redisUrl }), onQueueError);
  const kick = createKick(services.db, jobs, onQueueError);
  const close = async (): Promise<void> => {
    await jobs.close();
    await services.db.close();
  };
  return { services, config, log, kick, close };
}
