/** The runner behind `scripts/test`: every step runs even when an earlier one failed; the last line counts. */
import { spawn } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, matchesGlob } from 'node:path';
import { redisProgram } from '../../test/support/redis-program.ts';
import { REDIS_SPECS } from '../../test/support/redis-specs.ts';

const project = join(import.meta.dirname, '..', '..');
const bin = (name: string): string => join(project, 'node_modules/.bin', name);
const results = join(project, '.tmp', 'results');

interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

interface Step {
  readonly name: string;
  readonly heading: string;
  readonly run: () => Promise<Count>;
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

const args = process.argv.slice(2);
const deep = args.includes('--deep');
const only = args.includes('--only') ? (args[args.indexOf('--only') + 1] ?? '') : null;

/** Runs a program with its output in sight. @returns its exit code. */
async function run(program: string, params: readonly string[]): Promise<number> {
  const env = { ...process.env, ...(deep ? { CCN_DEEP: '1' } : {}) };
  const child = spawn(program, [...params], { cwd: project, stdio: ['ignore', 'inherit', 'inherit'], env });
  return await new Promise((done) => {
    child.once('error', (error) => {
      console.error(error.message);
      done(127);
    });
    child.once('close', (code) => done(code ?? 1));
  });
}

/** A check counts as one test. */
function check(name: string, heading: string, program: string, params: readonly string[]): Step {
  const one = async (): Promise<Count> => {
    const ok = (await run(program, params)) === 0;
    return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
  };
  return { name, heading, run: one };
}

/** A project of vitest counts its own tests; a file that cannot be loaded counts as one failure, as does a run that ended badly. */
function specs(name: 'unit' | 'system' | 'system-redis', heading: string): Step {
  const all = async (): Promise<Count> => {
    const report = join(results, `${name}.json`);
    rmSync(report, { force: true });
    const filter = only === null || name.includes(only) ? [] : [only];
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const code = await run(bin('vitest'), ['run', '--project', name, ...reporters, ...filter]);
    const count = countOf(report);
    const broken = code !== 0 || count.passed + count.skipped === 0;
    return broken && count.failed === 0 ? { ...count, failed: 1 } : count;
  };
  return { name, heading, run: all };
}

/** True when the project has a spec file whose path contains the pattern. */
function hasSpec(name: string, pattern: string): boolean {
  const files = globSync('{libs,apps,scripts,test}/**/*.spec.ts', { cwd: project });
  const ofSystem = (file: string): boolean => file.startsWith('test/system/');
  const onRedis = (file: string): boolean => REDIS_SPECS.some((glob) => matchesGlob(file, glob));
  return files.some((file) => {
    if (!file.includes(pattern)) return false;
    return name === 'system-redis' ? onRedis(file) : name === (ofSystem(file) ? 'system' : 'unit');
  });
}

function countOf(path: string): Count {
  let report: VitestReport;
  try {
    report = JSON.parse(readFileSync(path, 'utf8')) as VitestReport;
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
  const unloadable = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloadable.length,
    skipped: report.numPendingTests,
  };
}

/** The half with the queue in Redis; says plainly that it did not run where there is no Redis. */
function specsOnRedis(): Step {
  const step = specs('system-redis', 'Kiểm thử hệ thống lần nữa, hàng đợi trong Redis');
  if (redisProgram() !== null) return step;
  const none = async (): Promise<Count> => {
    console.log('Máy không có redis-server: nửa này KHÔNG chạy.');
    redisMissed = true;
    return { passed: 0, failed: 0, skipped: 0 };
  };
  return { ...step, run: none };
}
let redisMissed = false;

const node = process.execPath;
const STEPS: readonly Step[] = [
  check('format', 'Định dạng và lỗi thường gặp (biome)', bin('biome'), ['check', '.']),
  check('types', 'Kiểu của máy chủ (tsc)', bin('tsc'), ['--noEmit']),
  check('types-web', 'Kiểu của cổng thông tin (tsc)', bin('tsc'), ['--noEmit', '-p', 'apps/web']),
  check('borders', 'Biên giới giữa các phòng (dependency-cruiser)', bin('depcruise'), [
    '--config',
    '.dependency-cruiser.mjs',
    '--output-type',
    'err-long',
    'libs',
    'apps',
  ]),
  check('generated', 'Tệp sinh tự động', node, ['scripts/check/generated.ts', '--check']),
  check('words', 'Những gì không được có trong mã', node, ['scripts/check/words.ts']),
  specs('unit', 'Kiểm thử đơn vị'),
  specs('system', 'Kiểm thử hệ thống (PostgreSQL, tiến trình, trình duyệt)'),
  specsOnRedis(),
  check('smoke', 'Chạy thử toàn hệ thống', 'bash', ['scripts/start', '--smoke']),
  // Thousands of changed rules, each against its specs: the better part of an hour on two cores.
  ...(deep ? [check('mutation', 'Đột biến các quy tắc thuần', node, ['scripts/check/mutation.ts'])] : []),
];

/** Is the step wanted? The name of a step asks for steps alone, anything else for spec files as well. */
function isWanted(step: Step): boolean {
  if (only === null || step.name.includes(only)) return true;
  return !STEPS.some((s) => s.name === only) && hasSpec(step.name, only);
}

mkdirSync(results, { recursive: true });
const rows: { heading: string; count: Count; seconds: string }[] = [];
for (const step of STEPS) {
  if (!isWanted(step)) continue;
  console.log(`\n── ${step.heading}`);
  const began = performance.now();
  const count = await step.run();
  rows.push({ heading: step.heading, count, seconds: ((performance.now() - began) / 1000).toFixed(1) });
}

const total = rows.reduce(
  (sum, { count }) => ({
    passed: sum.passed + count.passed,
    failed: sum.failed + count.failed,
    skipped: sum.skipped + count.skipped,
  }),
  { passed: 0, failed: 0, skipped: 0 },
);
const width = Math.max(0, ...rows.map((row) => row.heading.length));
console.log('\n── Kết quả');
for (const { heading, count, seconds } of rows) {
  const mark = count.failed > 0 ? 'HỎNG' : count.passed === 0 ? 'CHƯA' : 'đạt ';
  const skipped = count.skipped > 0 ? `, bỏ qua ${count.skipped}` : '';
  console.log(
    `${mark}  ${heading.padEnd(width)}  ${String(count.passed).padStart(5)} đạt, ${count.failed} hỏng${skipped}  ${seconds.padStart(7)} s`,
  );
}
const missed = redisMissed ? ' (the half with the queue in Redis did not run: no redis-server)' : '';
console.log(
  `\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}${missed}`,
);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
