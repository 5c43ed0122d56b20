import type { Logger } from 'pino';
import { assemble, clockOf, connect } from '#lib/assembly';
import type { Config } from '#lib/config';
import { type EventBus, openEventBus } from '#lib/events';
import { createJobs, createKick, createQueueBackend, createQueueDesk, type Jobs, type QueueDesk } from '#lib/jobs';
import { DomainError } from '#lib/kernel';
import { loadLaw } from '#lib/law';
import type { Change } from '#lib/persistence';
import { LIMITS } from './graphql/limits.js';
import type { Services } from './services.js';

/** What the process hands to its controllers and resolvers. */
export interface Parts {
  readonly services: Services;
  readonly config: Config;
  readonly log: Logger;
  /** Called after a commit that promised a job: hands it to the queue now instead of at the next sweep. */
  readonly kick: () => void;
  /** How the queues stand; opened when somebody first asks. */
  readonly queues: () => QueueDesk;
  /** Hears what has changed, in this process and all others. */
  readonly events: EventBus;
}

/** Opens database, law and queues. Each connects on first use, so the api starts before the database does. */
export async function openParts(config: Config, log: Logger): Promise<Parts & { close(): Promise<void> }> {
  if (config.appUrl === null)
    throw new DomainError({ code: 'CONFIG_INVALID', message: 'Cấu hình còn thiếu CCN_APP_URL.' });
  const orm = await connect(config, undefined, LIMITS.statementMs);
  const events = openEventBus({ databaseUrl: config.appUrl, redisUrl: config.redisUrl }, (error) =>
    log.warn({ err: error }, 'changes cannot be told or heard now; connecting again'),
  );
  const onCommit = (changes: readonly Change[]): void => events.publish(changes);
  const services = assemble({ orm, clock: clockOf(config), law: loadLaw(), config, onCommit });
  const onQueueError = (error: unknown): void =>
    log.warn({ err: error }, 'queue not reached; the worker sweeps the outbox');
  // Opened at the first commit that promises a job: then the database is there, and a queue that was opened while its
  // server is away would never recover.
  let opened: { readonly jobs: Jobs; readonly kick: () => void } | null = null;
  const open = (databaseUrl: string) => {
    const jobs = createJobs(createQueueBackend({ databaseUrl, redisUrl: config.redisUrl }), onQueueError);
    return { jobs, kick: createKick(services.db, jobs, onQueueError) };
  };
  const { appUrl } = config;
  const kick = (): void => {
    opened ??= open(appUrl);
    opened.kick();
  };
  let desk: QueueDesk | null = null;
  const queues = (): QueueDesk => {
    desk ??= createQueueDesk(createQueueBackend({ databaseUrl: appUrl, redisUrl: config.redisUrl }), onQueueError);
    return desk;
  };
  const close = async (): Promise<void> => {
    await opened?.jobs.close();
    await desk?.close();
    await events.close();
    await services.db.close();
  };
  return { services, config, log, kick, queues, events, close };
}
