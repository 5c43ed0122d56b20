import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const project = join(import.meta.dirname, '..', '..');

/**
 * What mutation testing runs against each changed rule: the specs beside the rules and those that hold them to figures
 * worked out by hand and to a second reckoning. Nothing here starts a process, a database or a browser; of random cases
 * the same few are drawn each time, so that a change is noticed always or never.
 */
export default defineConfig({
  resolve: {
    conditions: ['ccn-source'],
    // A room's door brings its services and the database driver along; of this one the rules want a single rule.
    alias: [{ find: /^#lib\/register$/, replacement: join(project, 'libs/register/src/rules/establishment.ts') }],
  },
  ssr: { resolve: { conditions: ['ccn-source', 'node'] } },
  test: {
    include: [
      'libs/{consolidation,filing,forms,regime,register}/src/{rules/**/,}*.spec.ts',
      'test/unit/{consolidation,forms}/**/*.spec.ts',
    ],
    env: { CCN_MUTATION: '1' },
    testTimeout: 30_000,
    isolate: false,
  },
});
