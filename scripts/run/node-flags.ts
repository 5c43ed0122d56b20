/**
 * How the worker runs: its rows pass by and are gone, so that a small nursery costs no time and saves the memory of a large
 * one. `scripts/bench` measures imports under the same flags.
 */
export const WORKER_FLAGS: readonly string[] = ['--max-semi-space-size=2'];
