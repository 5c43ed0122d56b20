/** The servers that are measured, each a process of its own on a port of this machine. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from '../../embedded/postgres.ts';
import { withClient } from '../../embedded/roles.ts';
import { PROJECT } from '../home.ts';
import type { Nation } from '../nation.ts';
import { WORKER_FLAGS } from '../node-flags.ts';
import { PEER_VIEWS } from './peer-views.ts';

export interface Running {
  readonly port: number;
  stop(): Promise<void>;
}

const PEERS = join(PROJECT, 'scripts', 'peers');
const READY_MS = 60_000;

/** Starts a program of Node and waits until it answers. */
async function started(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  cwd: string,
  path: string,
): Promise<Running> {
  const port = await freePort();
  const child = spawn(process.execPath, args, {
    env: { ...env, HOST: '127.0.0.1', PORT: String(port), NODE_ENV: 'production' },
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4_000)));
  const until = Date.now() + READY_MS;
  while ((await fetch(`http://127.0.0.1:${port}${path}`).catch(() => null)) === null) {
    if (child.exitCode !== null || Date.now() > until) {
      await ended(child);
      throw new Error(`${args.join(' ')} did not start: ${said}`);
    }
    await sleep(100);
  }
  return { port, stop: () => ended(child) };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await gone;
  clearTimeout(late);
}

/** The api as it is built and as it runs in production; only the number of requests a minute is not limited. */
export function ourApi({ env }: Nation): Promise<Running> {
  const { CCN_OWNER_URL: _, ...rest } = env;
  const settings = { ...rest, CCN_REQUESTS_PER_MINUTE: '0', CCN_LOG_LEVEL: 'warn', CCN_PUBLIC_URL: '' };
  const flags = (process.env['BENCH_API_FLAGS'] ?? '').split(' ').filter((flag) => flag !== '');
  return started([...flags, join(PROJECT, 'dist/apps/api/src/main.js')], settings, PROJECT, '/health');
}

/** The worker beside it. */
export async function ourWorker({ env }: Nation): Promise<{ stop(): Promise<void> }> {
  const { CCN_OWNER_URL: _, ...rest } = env;
  const program = join(PROJECT, 'dist/apps/worker/src/main.js');
  const child = spawn(process.execPath, [...WORKER_FLAGS, program], {
    env: { ...rest, NODE_ENV: 'production' },
    cwd: PROJECT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((done, fail) => {
    child.stdout.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('worker ready')) done();
    });
    child.once('exit', () => fail(new Error('the worker ended')));
  });
  return { stop: () => ended(child) };
}

/** Views and functions that the peers read. */
export async function preparePeers({ superUrl }: Nation): Promise<void> {
  await withClient(superUrl, (db) => db.query(PEER_VIEWS));
}

export function plainServer({ superUrl, env }: Nation, statements: readonly string[]): Promise<Running> {
  const program = join(import.meta.dirname, 'plain-server.ts');
  return started([program], { ...env, PEER_DATABASE: superUrl, STATEMENTS: JSON.stringify(statements) }, PROJECT, '/x');
}

/** PostGraphile in its own folder with its own packages, put there when they are not yet: the system carries none of them. */
export async function postgraphile({ superUrl, env }: Nation): Promise<Running> {
  const folder = join(PROJECT, '.tmp', 'peers');
  const lock = readFileSync(join(PEERS, 'package-lock.json'), 'utf8');
  const mark = join(folder, '.installed');
  mkdirSync(folder, { recursive: true });
  if (!existsSync(mark) || readFileSync(mark, 'utf8') !== lock) {
    for (const name of ['package.json', 'package-lock.json']) copyFileSync(join(PEERS, name), join(folder, name));
    await promisify(execFile)('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'], {
      cwd: folder,
    });
    writeFileSync(mark, lock);
  }
  copyFileSync(join(PEERS, 'postgraphile.mjs'), join(folder, 'server.mjs'));
  return await started(['server.mjs'], { ...env, PEER_DATABASE: superUrl, GRAPHILE_ENV: 'production' }, folder, '/');
}
