import { Queue } from 'bullmq';
import type { QueueBackend } from './backend.js';
import { type JobMap, type JobName, type QueueName, queueOfJob } from './job-map.js';

export interface AddOptions {
  /** Two adds with the same id are one job, as long as the queue still remembers the first. */
  readonly jobId?: string;
  /** Milliseconds until it may run. */
  readonly delay?: number;
}

/** The sender's side of the queues. Fulfilled by BullMQ below, and by a list in tests. */
export interface Jobs {
  /** Hands a job to its queue. @throws when the queue does not take it in time; nothing else is lost. */
  add<N extends JobName>(name: N, payload: JobMap[N], options?: AddOptions): Promise<void>;
  /**
   * Runs a job every `everyMs`, once for all processes. A schedule of this id that stands and runs is left alone, so
   * that saying it often does not put the next run off; one that was lost or has stopped is made anew.
   */
  repeat<N extends JobName>(id: string, name: N, payload: JobMap[N], everyMs: number): Promise<void>;
  close(): Promise<void>;
}

/** A dead Redis neither answers nor refuses; the sender must not wait for it inside a transaction. */
const TAKE_TIMEOUT_MS = 5_000;

/** A schedule whose next run lies further back than this and three rounds has lost its job. */
const STOPPED_AFTER_MS = 30_000;

/** Kept for a while so that a repeated add of the same id is recognised, and for people who look. */
const REMEMBER = {
  removeOnComplete: { age: 24 * 3600, count: 2000 },
  removeOnFail: { age: 7 * 24 * 3600, count: 5000 },
};

/**
 * The sender's side of every queue, opened on first use.
 * @param onError what a queue reports when its connection breaks; it reconnects by itself.
 */
export function createJobs(backend: QueueBackend, onError: (error: Error) => void = () => undefined): Jobs {
  const open = new Map<QueueName, Queue>();
  const closing: Promise<unknown>[] = [];

  /** A queue that was opened while its server was away stays broken for ever: it is thrown away and opened anew. */
  const ready = async (job: JobName): Promise<Queue> => {
    const name = queueOfJob[job];
    const queue = open.get(name) ?? openQueue(name, backend, onError);
    open.set(name, queue);
    try {
      await queue.waitUntilReady();
      return queue;
    } catch (error) {
      if (open.get(name) === queue) open.delete(name);
      closing.push(queue.close().catch(() => undefined));
      throw error;
    }
  };

  return {
    async add(name, payload, options = {}) {
      const retry = { attempts: 5, backoff: { type: 'exponential', delay: 1000 } };
      await inTime(
        ready(name).then((queue) => queue.add(name, payload, { ...retry, ...REMEMBER, ...options })),
        name,
      );
    },
    async repeat(id, name, payload, everyMs) {
      const opts = { removeOnComplete: { count: 20 }, removeOnFail: { count: 100 } };
      await inTime(
        ready(name).then(async (queue) => {
          const standing = await queue.getJobScheduler(id);
          const overdue = Date.now() - (standing?.next ?? 0);
          if (standing?.every === everyMs && overdue < 3 * everyMs + STOPPED_AFTER_MS) return;
          await queue.upsertJobScheduler(id, { every: everyMs }, { name, data: payload, opts });
        }),
        name,
      );
    },
    async close() {
      await Promise.allSettled([...closing, ...[...open.values()].map((queue) => queue.close())]);
    },
  };
}

function openQueue(name: QueueName, backend: QueueBackend, onError: (error: Error) => void): Queue {
  const queue = new Queue(name, { connection: backend.connection });
  queue.on('error', onError);
  return queue;
}

async function inTime(taken: Promise<unknown>, name: string): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(
      () => fail(new Error(`the queue did not take ${name} in ${TAKE_TIMEOUT_MS} ms`)),
      TAKE_TIMEOUT_MS,
    );
  });
  try {
    await Promise.race([taken, late]);
  } finally {
    clearTimeout(timer);
    taken.catch(() => undefined);
  }
}
