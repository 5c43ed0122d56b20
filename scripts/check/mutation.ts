/**
 * Mutation testing of the pure rules that make or judge figures and deadlines: each rule is changed in one place, and
 * some test must then fail. Prints the share of changes that were noticed, room by room; fails below the limit.
 * `node scripts/check/mutation.ts [--again] [PART…]`: only the files whose path contains one of these; again: only the
 * changes that nobody noticed last time, and what has been written since. CCN_MUTATION_RUNS: changes tried at once.
 */
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { Stryker } from '@stryker-mutator/core';

const project = join(import.meta.dirname, '..', '..');
/** Per cent of the changes that a test must notice. */
const LIMIT = 90;

/** Rules that make or judge figures and deadlines, and the check engine that calls them. */
const RULES = [
  'libs/{consolidation,forms,regime,register}/src/rules/**/*.ts',
  'libs/filing/src/rules/{nil-figures,transitions}.ts',
  'libs/forms/src/{check,regime}.ts',
];
/** Types and wording hold no rule; calendar entries and reminders are told of deadlines and set none. */
const WITHOUT = [
  '**/*.spec.ts',
  '**/{types,index,definition-points,statement-labels,problem-types,wording}.ts',
  '**/{calendar-feed,reminder-plan,reminder-policy}.ts',
];

const RESULTS = '.tmp/results/mutation';

type Mutant = Awaited<ReturnType<Stryker['runMutationTest']>>[number];

const parts = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
const files = globSync(RULES, { cwd: project, exclude: WITHOUT })
  .filter((file) => parts.length === 0 || parts.some((part) => file.includes(part)))
  .sort();

/** One room after another, each with a result of its own, so that a run can go on where it stopped. */
async function changed(room: string, mutate: string[]): Promise<Mutant[]> {
  console.log(`libs/${room}: ${mutate.length} tệp`);
  return await new Stryker({
    mutate,
    testRunner: 'specs',
    plugins: [join(import.meta.dirname, 'mutation', 'runner.ts')],
    testRunnerNodeArgs: ['--conditions=ccn-source'],
    coverageAnalysis: 'perTest',
    concurrency: Number(process.env['CCN_MUTATION_RUNS'] ?? 2),
    // Modules loaded afresh stay in memory until the process ends.
    maxTestRunnerReuse: 400,
    // A copy of what the rules and their specs read; nothing is written into the project itself.
    tempDirName: '.tmp/mutation',
    ignorePatterns: ['.data', '.tmp', 'apps', 'dist', 'docs', 'test/fixtures/workbooks', 'test/system', 'test/.out'],
    reporters: ['json', 'progress-append-only'],
    jsonReporter: { fileName: join(RESULTS, `${room}.json`) },
    allowConsoleColors: false,
    disableTypeChecks: false,
    // Far more than any spec takes: a change counts as noticed by its time only if it never ends.
    timeoutMS: 60_000,
    timeoutFactor: 10,
    incremental: process.argv.includes('--again'),
    incrementalFile: join(RESULTS, `${room}-last.json`),
  }).runMutationTest();
}

const mutants: Mutant[] = [];
for (const [room, list] of Map.groupBy(files, (file) => file.split('/')[1] ?? '')) {
  mutants.push(...(await changed(room, list)));
}

/** How many changes were noticed, and how many there were that count. */
function scoreOf(list: readonly Mutant[]): { readonly noticed: number; readonly all: number } {
  const noticed = list.filter((m) => m.status === 'Killed' || m.status === 'Timeout').length;
  return { noticed, all: noticed + list.filter((m) => m.status === 'Survived' || m.status === 'NoCoverage').length };
}

function line(name: string, list: readonly Mutant[]): string {
  const { noticed, all } = scoreOf(list);
  const share = all === 0 ? '' : `${((100 * noticed) / all).toFixed(1)} %`;
  return `  ${name.padEnd(54)} ${String(noticed).padStart(5)} / ${String(all).padStart(5)}  ${share.padStart(7)}`;
}

const nameOf = (m: Mutant): string => m.fileName.replace(`${project}/`, '');
const roomOf = (m: Mutant): string => nameOf(m).split('/')[1] ?? '';
for (const m of mutants) {
  if (m.status !== 'Survived' && m.status !== 'NoCoverage') continue;
  const { line: row, column } = m.location.start;
  console.log(`  ${nameOf(m)}:${row}:${column} ${m.mutatorName} -> ${m.replacement.replace(/\s+/g, ' ').slice(0, 80)}`);
}
for (const [file, list] of Map.groupBy(mutants, nameOf)) console.log(line(file, list));
console.log('');
for (const [room, list] of Map.groupBy(mutants, roomOf)) console.log(line(`libs/${room}`, list));
console.log(line('tất cả', mutants));

const { noticed, all } = scoreOf(mutants);
const share = all === 0 ? 0 : (100 * noticed) / all;
if (share < LIMIT) console.log(`Chỉ ${share.toFixed(1)} % thay đổi bị kiểm thử phát hiện; cần từ ${LIMIT} %.`);
process.exitCode = share < LIMIT ? 1 : 0;
