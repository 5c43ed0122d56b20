/**
 * How the worker runs: its rows pass by and are gone, so that a small nursery costs no time and saves the memory of a large
 * one. `scripts/bench` measures imports under the same flags.
 */
export const WORKER_FLAGS: readonly string[] = ['--max-semi-space-size=1', '--heap-growing-percent=25'];
/** One pool of memory: what passes by is given back and used again, whichever thread asked for it. */
export const WORKER_ENV = { MALLOC_ARENA_MAX: '1' } as const;
