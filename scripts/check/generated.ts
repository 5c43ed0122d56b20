/** Files written by tools from other files: write them anew, or check that they are up to date. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const project = join(import.meta.dirname, '..', '..');
const check = process.argv.includes('--check');

interface Generator {
  /** What is written, relative to the project: a file or a folder. */
  readonly target: string;
  readonly from: string;
  /** Writes the target. */
  readonly write: () => void;
}

function run(program: string, args: readonly string[]): string {
  const result = spawnSync(program, args, { cwd: project, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (result.status === 0) return result.stdout;
  throw new Error(`${args.join(' ')}\n${result.stdout}\n${result.stderr}`);
}

const GENERATORS: readonly Generator[] = [
  {
    target: 'schemas/schema.graphql',
    from: 'apps/api/src (các lớp GraphQL)',
    write: () => {
      const sdl = run(process.execPath, ['dist/apps/api/src/print-schema.js']);
      writeFileSync(join(project, 'schemas/schema.graphql'), sdl);
    },
  },
  {
    target: 'apps/web/src/gql',
    from: 'schemas/schema.graphql và các câu hỏi trong apps/web/src',
    write: () => {
      run(join(project, 'node_modules/.bin/graphql-codegen'), ['--config', 'apps/web/codegen.ts', '--silent']);
    },
  },
];

/** Every file of the target with its bytes. */
function contentOf(target: string): Map<string, string> {
  const path = join(project, target);
  if (!existsSync(path)) return new Map();
  const entries = readdirSyncOrNull(path)?.map((name) => `${target}/${name}`) ?? [target];
  return new Map(entries.map((file) => [file, readFileSync(join(project, file), 'utf8')]));
}

function readdirSyncOrNull(path: string): string[] | null {
  try {
    return readdirSync(path);
  } catch {
    return null;
  }
}

/** Puts back what was there before. */
function restore(target: string, before: ReadonlyMap<string, string>): void {
  for (const file of contentOf(target).keys()) if (!before.has(file)) rmSync(join(project, file));
  for (const [file, text] of before) writeFileSync(join(project, file), text);
}

let stale = 0;
const before = new Map(GENERATORS.map((generator) => [generator.target, contentOf(generator.target)]));
try {
  // In order, each from what the one before wrote: a stale schema shows in the client too.
  for (const { target, from, write } of GENERATORS) {
    write();
    const old = before.get(target) ?? new Map<string, string>();
    const now = contentOf(target);
    const changed = [...new Set([...old.keys(), ...now.keys()])].filter((file) => old.get(file) !== now.get(file));
    for (const file of changed) {
      stale += 1;
      console.log(
        check ? `${file} không còn khớp với ${from}. Hãy chạy scripts/generate rồi ghi lại kết quả.` : `Đã ghi ${file}`,
      );
    }
  }
} finally {
  if (check) for (const [target, content] of before) restore(target, content);
}
if (stale === 0) console.log('Các tệp sinh tự động đều khớp.');
process.exitCode = check && stale > 0 ? 1 : 0;
