import swc from 'unplugin-swc';
import { defineConfig } from 'vitest/config';

/**
 * Two projects: `unit` is pure and runs in parallel; `system` starts a real PostgreSQL, real
 * processes and a real browser, and runs one file at a time so that two cores are enough.
 */
const shared = {
  plugins: [swc.vite({ module: { type: 'es6' } })],
  resolve: { conditions: ['ccn-source'] },
  ssr: { resolve: { conditions: ['ccn-source', 'node', 'import', 'module', 'default'] } },
};

export default defineConfig({
  ...shared,
  test: {
    projects: [
      {
        ...shared,
        test: {
          name: 'unit',
          include: ['libs/**/*.spec.ts', 'apps/{api,worker,cli}/**/*.spec.ts', 'test/unit/**/*.spec.ts'],
          testTimeout: 30_000,
        },
      },
      {
        ...shared,
        test: {
          name: 'system',
          include: ['test/system/**/*.spec.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
