/**
 * Files written by tools from other files: write them anew, or (`--check`) compare and change nothing.
 * With `--release` the present schema becomes what programs are promised from now on (api-promise.ts).
 * The portal's client is made from the schema as it would be, so that a stale schema shows in both.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { type CodegenConfig, generate } from '@graphql-codegen/cli';
import portal from '../../apps/web/codegen.ts';
import { ACCEPTED, apiBreaks, heldAgainst, promise, RELEASED } from './api-promise.ts';

const project = join(import.meta.dirname, '..', '..');
const check = process.argv.includes('--check');

interface Generated {
  /** Relative to the project. */
  readonly file: string;
  readonly content: string;
  readonly from: string;
}

/** The schema as the api's classes say it. */
function schema(): Generated {
  const program = 'dist/apps/api/src/print-schema.js';
  const result = spawnSync(process.execPath, [program], {
    cwd: project,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (result.status !== 0) throw new Error(`${program}\n${result.stdout}${result.stderr}`);
  return { file: 'schemas/schema.graphql', content: result.stdout, from: 'các lớp GraphQL trong apps/api/src' };
}

/** The portal's typed client. */
async function client(sdl: string): Promise<Generated[]> {
  process.chdir(project);
  const config: CodegenConfig = { ...portal, schema: sdl, silent: true };
  const from = 'schemas/schema.graphql và các câu hỏi trong apps/web/src';
  const files = (await generate(config, false)) as { filename: string; content: string }[];
  return files.map(({ filename, content }) => {
    const file = isAbsolute(filename) ? relative(project, filename) : filename;
    return file.endsWith('persisted-documents.json')
      ? { file: PORTAL_QUERIES, content: manifest(content), from }
      : { file, content, from };
  });
}

/** The portal's queries, which the api lets a browser's session ask; beside the schema, because both are read by the api. */
const PORTAL_QUERIES = 'schemas/portal-queries.json';

/** Hash -> document, sorted, a line each. */
function manifest(content: string): string {
  const documents = Object.entries(JSON.parse(content) as Record<string, string>)
    .map(([hash, text]) => [hash.replace('sha256:', ''), text] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `${JSON.stringify(Object.fromEntries(documents), null, 2)}\n`;
}

/** The promise anew: everything of today, and nothing broken since. */
function released(sdl: string): Generated[] {
  if (!process.argv.includes('--release')) return [];
  const from = 'schemas/schema.graphql';
  return [
    { file: RELEASED, content: sdl, from },
    { file: ACCEPTED, content: '[]\n', from },
  ];
}

const sdl = schema();
let stale = 0;
for (const { file, content, from } of [sdl, ...released(sdl.content), ...(await client(sdl.content))]) {
  const path = join(project, file);
  if (existsSync(path) && readFileSync(path, 'utf8') === content) continue;
  stale += 1;
  if (check) console.log(`${file} không còn khớp với ${from}. Hãy chạy scripts/generate rồi ghi lại kết quả.`);
  else {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    console.log(`Đã ghi ${file}`);
  }
}
const { released: before, accepted } = promise();
for (const change of heldAgainst(apiBreaks(before, sdl.content), accepted).unaccepted)
  console.log(`Làm hỏng chương trình đang dùng API: ${change} (xem CONTRIBUTING.md, mục “The API's promise”)`);
if (stale === 0) console.log('Các tệp sinh tự động đều khớp.');
process.exitCode = check && stale > 0 ? 1 : 0;
