import swc from 'unplugin-swc';
import { defineConfig } from 'vitest/config';
import { REDIS_SPECS } from './test/support/redis-specs.ts';

/**
 * Three projects: `unit` is pure and runs in parallel; `system` starts a real PostgreSQL, real
 * processes and a real browser, two files at a time, each worker with a server of its own; `system-redis`
 * runs those of them that use the queue once more, with the queue in Redis.
 * swc compiles, because Nest's decorators need metadata that the default compiler does not write;
 * the condition `ccn-source` lets `#lib/*` mean the sources, not a build.
 */
export default defineConfig({
  plugins: [swc.vite({ module: { type: 'es6' } })],
  // One copy of graphql: Vite would take its .mjs, Nest takes its .js, and the two refuse each other's types.
  resolve: { conditions: ['ccn-source'], alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  ssr: { resolve: { conditions: ['ccn-source', 'node'] } },
  test: {
    setupFiles: ['test/support/deep.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            'libs/**/*.spec.ts',
            'apps/{api,worker,cli}/**/*.spec.ts',
            'scripts/**/*.spec.ts',
            'test/unit/**/*.spec.ts',
          ],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'system',
          include: ['test/system/**/*.spec.ts'],
          globalSetup: ['test/support/server.ts'],
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'system-redis',
          include: [...REDIS_SPECS],
          globalSetup: ['test/support/server.ts', 'test/support/redis-run.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
