import { Job, Queue } from 'bullmq';
import type { QueueBackend } from './backend.js';
import { type QueueName, queueNames } from './job-map.js';
import { type PlainFailure, plainFailure } from './rules/plain-failure.js';

/** A job that used up its attempts. */
export interface FailedJob {
  readonly id: string;
  /** Name of the job, as in JobMap; one of an older release may be another. */
  readonly job: string;
  readonly failedAt: Date | null;
  readonly attempts: number;
  readonly why: PlainFailure;
}

/** How a queue stands now; counts of jobs. */
export interface QueueState {
  readonly queue: QueueName;
  readonly waiting: number;
  readonly active: number;
  /** Waiting for their time: the next round of a schedule, or another attempt. */
  readonly delayed: number;
  readonly failed: number;
  /** Since when the longest waiting job waits; null when none does. */
  readonly oldestWaitingSince: Date | null;
  /** The last failures, the newest first; at most FAILURES_SHOWN. */
  readonly failures: readonly FailedJob[];
}

/** What became of a retry. */
export type RetryOutcome = 'retried' | 'unknown' | 'not_failed';

/** For whoever watches the queues; the same over PostgreSQL and Redis. */
export interface QueueDesk {
  readonly kind: QueueBackend['kind'];
  /** Every queue, in the order of queueNames. @throws when the backend does not answer in time. */
  state(): Promise<readonly QueueState[]>;
  /** Puts a failed job back to the waiting ones with all its attempts. */
  retry(queue: QueueName, jobId: string): Promise<RetryOutcome>;
  close(): Promise<void>;
}

export const FAILURES_SHOWN = 10;
/** A server that is away neither answers nor refuses; nobody waits for it longer. */
const ANSWER_MS = 5_000;

/** Opens the queues on first use. @param onError what a queue reports when its connection breaks. */
export function createQueueDesk(backend: QueueBackend, onError: (error: Error) => void = () => undefined): QueueDesk {
  const open = new Map<QueueName, Queue>();
  const queueOf = (name: QueueName): Queue => {
    const queue = open.get(name) ?? new Queue(name, { connection: backend.connection }).on('error', onError);
    open.set(name, queue);
    return queue;
  };
  return {
    kind: backend.kind,
    state: () => inTime(Promise.all(queueNames.map((name) => stateOf(name, queueOf(name))))),
    retry: (name, jobId) =>
      inTime(
        (async () => {
          const job = await Job.fromId(queueOf(name), jobId);
          if (job === undefined) return 'unknown';
          if ((await job.getState()) !== 'failed') return 'not_failed';
          await job.retry('failed', { resetAttemptsMade: true });
          return 'retried';
        })(),
      ),
    async close() {
      await Promise.allSettled([...open.values()].map((queue) => queue.close()));
    },
  };
}

async function stateOf(name: QueueName, queue: Queue): Promise<QueueState> {
  const counts = await queue.getJobCounts('waiting', 'prioritized', 'active', 'delayed', 'failed');
  const [oldest] = await queue.getJobs(['waiting'], 0, 0, true);
  const failed = await queue.getJobs(['failed'], 0, FAILURES_SHOWN - 1);
  return {
    queue: name,
    waiting: (counts['waiting'] ?? 0) + (counts['prioritized'] ?? 0),
    active: counts['active'] ?? 0,
    delayed: counts['delayed'] ?? 0,
    failed: counts['failed'] ?? 0,
    oldestWaitingSince: oldest === undefined ? null : new Date(oldest.timestamp),
    failures: failed.map((job) => ({
      id: job.id ?? '',
      job: job.name,
      failedAt: job.finishedOn === undefined ? null : new Date(job.finishedOn),
      attempts: job.attemptsMade,
      why: plainFailure(job.failedReason),
    })),
  };
}

async function inTime<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error(`the queues did not answer in ${ANSWER_MS} ms`)), ANSWER_MS);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
    answer.catch(() => undefined);
  }
}
