/**
 * How every worker takes jobs. `autorun` off: a worker that begins while its server goes away spins for ever, so it
 * is started once it has been ready. A job whose worker died is seen as stalled after LOCK_MS and runs again.
 */
const LOCK_MS = 15_000;

export const workerOptions = {
  autorun: false,
  lockDuration: LOCK_MS,
  stalledInterval: 10_000,
  /** Work that kills its worker is given up by its own rows, not by the queue's count. */
  maxStalledCount: 10,
  /** After a lost connection ask again soon, not after the queue's own fifteen seconds. */
  runRetryDelay: 1_000,
  removeOnComplete: { age: 24 * 3600, count: 2000 },
  removeOnFail: { age: 7 * 24 * 3600, count: 5000 },
} as const;
