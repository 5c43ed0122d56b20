import { OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import type { Job } from 'bullmq';
import { type JobMap, type QueueName, queueOfJob, workerOptions } from '#lib/jobs';
import { systemScope } from '#lib/persistence';
import { PARTS, type Parts } from './parts.js';
import { sweep } from './sweep.js';

/** The jobs of one queue, by name. */
type Handlers<Q extends QueueName> = {
  readonly [N in keyof JobMap as (typeof queueOfJob)[N] extends Q ? N : never]: (
    payload: JobMap[N],
  ) => Promise<unknown>;
};

/** Runs the handler of a job's name; the rest is told by the queue's events. */
abstract class Host extends WorkerHost {
  protected abstract readonly parts: Parts;
  protected abstract readonly handlers: Readonly<Record<string, (payload: never) => Promise<unknown>>>;

  async process(job: Job): Promise<void> {
    const handler = this.handlers[job.name];
    if (handler === undefined) throw new Error(`no handler for the job ${job.name}`);
    await handler(job.data as never);
  }

  @OnWorkerEvent('error')
  onError(error: Error): void {
    this.parts.log.warn({ err: error }, 'queue not reached; trying again');
  }

  @OnWorkerEvent('failed')
  onFailed(job: Job | undefined, error: Error): void {
    this.parts.log.error({ err: error, job: job?.name, id: job?.id, attempt: job?.attemptsMade }, 'job failed');
  }
}

/** Reading workbooks. Two at a time: each reads in a child process of its own. */
@Processor('workbooks' satisfies QueueName, { ...workerOptions, concurrency: 2 })
export class WorkbookProcessor extends Host {
  constructor(@Inject(PARTS) protected readonly parts: Parts) {
    super();
  }

  protected readonly handlers: Handlers<'workbooks'> = {
    'import.workbook': ({ importId }) => this.parts.services.importProcessor.process(importId),
  };
}

/** Opening periods. */
@Processor('regime' satisfies QueueName, workerOptions)
export class RegimeProcessor extends Host {
  constructor(@Inject(PARTS) protected readonly parts: Parts) {
    super();
  }

  protected readonly handlers: Handlers<'regime'> = {
    'period.open': ({ period }) => {
      const { db, regime } = this.parts.services;
      return db.transact(systemScope, (uow) => regime.openPeriod(uow, period));
    },
  };
}

/** Reminders, one sweep at a time: what two at once would send is no more, and a mail server waits for nobody. */
@Processor('reminders' satisfies QueueName, workerOptions)
export class ReminderProcessor extends Host {
  constructor(@Inject(PARTS) protected readonly parts: Parts) {
    super();
  }

  protected readonly handlers: Handlers<'reminders'> = {
    'reminders.sweep': () => this.parts.services.reminderRunner.sweep(),
  };
}

/** Exports and register workbooks. Two at a time, so that a short one need not wait behind a long one. */
@Processor('exchange' satisfies QueueName, { ...workerOptions, concurrency: 2 })
export class ExchangeProcessor extends Host {
  constructor(@Inject(PARTS) protected readonly parts: Parts) {
    super();
  }

  protected readonly handlers: Handlers<'exchange'> = {
    'export.run': ({ exportId }) => this.parts.services.exportProcessor.process(exportId),
    'register.import': ({ importId }) => this.parts.services.registerImportProcessor.process(importId),
  };
}

/** The sweep, apart, so that it never waits behind the work it hands out. */
@Processor('upkeep' satisfies QueueName, workerOptions)
export class UpkeepProcessor extends Host {
  constructor(@Inject(PARTS) protected readonly parts: Parts) {
    super();
  }

  protected readonly handlers: Handlers<'upkeep'> = { 'outbox.sweep': () => sweep(this.parts) };
}

export const processors = [WorkbookProcessor, RegimeProcessor, ReminderProcessor, ExchangeProcessor, UpkeepProcessor];
