import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const project = join(import.meta.dirname, '..', '..');
const { default: config } = (await import(/* @vite-ignore */ join(project, '.dependency-cruiser.mjs'))) as {
  default: { forbidden: { name: string; comment: string }[] };
};

/** One wrong import for each rule: rule -> [file, what it says]. */
const WRONG: Record<string, readonly [string, string]> = {
  'direction-kernel': ['libs/kernel/src/wrong.ts', `import '#lib/forms';`],
  'direction-config': ['libs/config/src/wrong.ts', `import '#lib/forms';`],
  'direction-forms': ['libs/forms/src/wrong.ts', `import '#lib/law';`],
  'direction-law': ['libs/law/src/wrong.ts', `import '#lib/workbook';`],
  'direction-workbook': ['libs/workbook/src/wrong.ts', `import '#lib/filing';`],
  'direction-persistence': ['libs/persistence/src/wrong.ts', `import '#lib/forms';`],
  'direction-jobs': ['libs/jobs/src/wrong.ts', `import '#lib/filing';`],
  'direction-events': ['libs/events/src/wrong.ts', `import '#lib/jobs';`],
  'direction-territory': ['libs/territory/src/wrong.ts', `import '#lib/access';`],
  'direction-audit': ['libs/audit/src/wrong.ts', `import '#lib/territory';`],
  'direction-access': ['libs/access/src/wrong.ts', `import '#lib/register';`],
  'direction-register': ['libs/register/src/wrong.ts', `import '#lib/regime';`],
  'direction-regime': ['libs/regime/src/wrong.ts', `import '#lib/filing';`],
  'direction-filing': ['libs/filing/src/wrong.ts', `import '#lib/consolidation';`],
  'direction-consolidation': ['libs/consolidation/src/wrong.ts', `import '#lib/assembly';`],
  'direction-analysis': ['libs/analysis/src/wrong.ts', `import '#lib/filing';`],
  'direction-reminders': ['libs/reminders/src/wrong.ts', `import '#lib/consolidation';`],
  'direction-exchange': ['libs/exchange/src/wrong.ts', `import '#lib/reminders';`],
  'direction-assembly': ['libs/assembly/src/wrong.ts', `import '#lib/strange';`],
  'room-known': ['libs/strange/src/wrong.ts', `import '#lib/kernel';`],
  'front-door': ['apps/api/src/side-door.ts', `import '../../../libs/kernel/src/other.js';`],
  'libs-below-apps': ['libs/filing/src/upwards.ts', `import '../../../apps/api/src/main.js';`],
  'apps-apart': ['apps/worker/src/neighbour.ts', `import '../../api/src/main.js';`],
  'no-cycle': ['libs/kernel/src/one.ts', `import { two } from './two.js';\nexport const one = (): unknown => two;`],
  'rules-pure': ['libs/forms/src/rules/impure.ts', `import 'pg';`],
  'rules-without-node': ['libs/regime/src/rules/impure.ts', `import 'node:fs';`],
  'browser-safe': ['libs/forms/src/server.ts', `import 'node:path';`],
  'web-server-in-apps': ['libs/register/src/nest.ts', `import '@nestjs/common';`],
  'graphql-in-api': ['apps/worker/src/graphql.ts', `import 'graphql';`],
  'queue-in-jobs': ['apps/api/src/queue.ts', `import 'bullmq';`],
  'redis-in-events': ['libs/jobs/src/redis.ts', `import 'ioredis';`],
  'spreadsheet-in-workbook': ['apps/api/src/sheet.ts', `import 'exceljs';`],
  'mail-in-reminders': ['apps/worker/src/mail.ts', `import 'nodemailer';`],
  'web-uses-browser-rooms': ['apps/web/src/wrong.ts', `import '#lib/filing';`],
  resolvable: ['apps/api/src/nowhere.ts', `import './not-there.js';`],
  'runtime-dependency': ['libs/law/src/dev.ts', `import 'fast-check';`],
};

/** Imports that every rule allows: the checker must not cry wolf either. */
const RIGHT: readonly (readonly [string, string])[] = [
  ['libs/filing/src/right.ts', `import '#lib/kernel';\nimport '#lib/regime';\nimport '#lib/workbook';`],
  ['libs/workbook/src/right.ts', `import 'exceljs';\nimport 'node:fs';`],
  ['libs/jobs/src/right.ts', `import 'bullmq';\nimport '#lib/persistence';`],
  ['libs/events/src/right.ts', `import 'ioredis';\nimport '#lib/persistence';`],
  ['libs/reminders/src/right.ts', `import 'nodemailer';\nimport '#lib/filing';`],
  ['libs/kernel/src/rules/right.spec.ts', `import 'node:fs';\nimport 'fast-check';`],
  ['apps/api/src/right.ts', `import '@nestjs/graphql';\nimport '#lib/assembly';`],
  ['apps/web/src/right.ts', `import '#lib/forms';\nimport '#lib/kernel';`],
];

let folder = '';
let found: { rule: string; from: string }[] = [];

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), `${text}\n`);
}

beforeAll(() => {
  mkdirSync(join(project, '.tmp'), { recursive: true });
  folder = mkdtempSync(join(project, '.tmp', 'borders-'));
  const imports = { '#lib/*': './libs/*/src/index.ts' };
  const manifest = { type: 'module', imports, devDependencies: { 'fast-check': '*' } };
  write('package.json', JSON.stringify(manifest));
  for (const rule of config.forbidden) {
    const room = /^direction-(.*)$/.exec(rule.name)?.[1];
    if (room !== undefined) write(`libs/${room}/src/index.ts`, 'export {};');
  }
  write('libs/strange/src/index.ts', 'export {};');
  write('libs/kernel/src/other.ts', 'export {};');
  write('libs/kernel/src/two.ts', `import { one } from './one.js';\nexport const two = (): unknown => one;`);
  write('apps/api/src/main.ts', 'export {};');
  for (const [path, text] of [...Object.values(WRONG), ...RIGHT]) write(path, text);

  const program = join(project, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const rules = join(project, '.dependency-cruiser.mjs');
  const result = spawnSync(process.execPath, [program, '--config', rules, '-T', 'json', 'libs', 'apps'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const report = JSON.parse(result.stdout) as { summary: { violations: { rule: { name: string }; from: string }[] } };
  found = report.summary.violations.map((violation) => ({ rule: violation.rule.name, from: violation.from }));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the borders between rooms', () => {
  it('has one wrong import here for every rule there', () => {
    expect(Object.keys(WRONG).sort()).toEqual(config.forbidden.map((rule) => rule.name).sort());
  });

  it.each(Object.entries(WRONG))('refuses by %s', (rule, [from]) => {
    expect(found).toContainEqual({ rule, from });
  });

  it.each(RIGHT.map(([path]) => path))('lets %s pass', (path) => {
    expect(found.filter((violation) => violation.from === path)).toEqual([]);
  });

  it('says why in every rule', () => {
    for (const rule of config.forbidden) expect(rule.comment.length, rule.name).toBeGreaterThan(25);
  });
});
