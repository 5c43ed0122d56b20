/** Runs the built api and worker as real processes over a test database; lets a spec kill and restart each. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../scripts/embedded/postgres.ts';
import { createTestDatabase, type DemoAccount, type TestDatabase } from './database.js';
import { redisOfRun } from './redis.js';
import { testServer } from './worker.js';

const project = join(import.meta.dirname, '..', '..');
const READY_MS = 60_000;

export interface SystemOptions {
  /** Database to run on; a fresh seeded one, dropped at the end, when absent. */
  readonly database?: TestDatabase;
  /** Further environment of both processes. */
  readonly env?: Readonly<Record<string, string>>;
  /** False leaves the api out until `api.start()`. */
  readonly api?: boolean;
  /** False leaves the worker out until `worker.start()`. */
  readonly worker?: boolean;
}

/** One process of the system. */
export interface RunningProcess {
  readonly pid: number | null;
  /** Everything it has written, both streams. */
  readonly output: string;
  /** Starts it (again) and waits until it is ready. */
  start(): Promise<void>;
  /** kill -9, and waits until it is gone. */
  crash(): Promise<void>;
  /** SIGTERM, and waits until it is gone; SIGKILL after ten seconds. */
  stop(): Promise<void>;
}

export interface TestSystem {
  /** http://127.0.0.1:PORT */
  readonly url: string;
  readonly database: TestDatabase;
  readonly accounts: readonly DemoAccount[];
  readonly api: RunningProcess;
  readonly worker: RunningProcess;
  /** Environment of the processes: for running the command line against the same system. */
  readonly env: Readonly<Record<string, string>>;
  /** Runs `ccn` with these arguments; never throws on a non-zero exit. */
  ccn(...args: string[]): Promise<CommandResult>;
  /** Stops both processes, removes the data folder, drops a database made here. */
  stop(): Promise<void>;
}

export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts api and worker from dist/ and waits until both are ready. */
export async function startSystem(options: SystemOptions = {}): Promise<TestSystem> {
  const database = options.database ?? (await createTestDatabase('seeded'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const data = mkdtempSync(join(testServer().scratch, 'system-'));
  const env: Record<string, string> = {
    PATH: process.env['PATH'] ?? '',
    NODE_ENV: 'production',
    CCN_MODE: 'embedded',
    HOST: '127.0.0.1',
    PORT: String(port),
    CCN_PUBLIC_URL: url,
    CCN_APP_URL: database.appUrl,
    CCN_DATA: data,
    // Specs ask faster than people; the limit has its own spec.
    CCN_REQUESTS_PER_MINUTE: '0',
    // Specs ask what no page of the portal asks; that wall has its own spec.
    CCN_SESSION_QUERIES: 'any',
    CCN_TEMPLATE_KEY: randomBytes(32).toString('hex'),
    REDIS_URL: redisOfRun(database.name) ?? '',
    ...options.env,
  };
  const api = processOf('api', env, async () => {
    const answer = await fetch(`${url}/health`).catch(() => null);
    return answer?.status === 200;
  });
  const worker = processOf('worker', env, async (output) => output.includes('worker ready'));
  const stop = async (): Promise<void> => {
    await Promise.all([api.stop(), worker.stop()]);
    rmSync(data, { recursive: true, force: true });
    if (options.database === undefined) await database.drop();
  };
  try {
    await Promise.all([
      options.api === false ? undefined : api.start(),
      options.worker === false ? undefined : worker.start(),
    ]);
  } catch (error) {
    await stop();
    throw error;
  }
  const cliEnv = { ...env, CCN_OWNER_URL: database.ownerUrl };
  const ccn = (...args: string[]): Promise<CommandResult> => runCcn(args, cliEnv);
  return { url, database, accounts: database.accounts, api, worker, env: cliEnv, ccn, stop };
}

/** Runs the built command line with exactly this environment. */
export async function runCcn(args: readonly string[], env: Readonly<Record<string, string>>): Promise<CommandResult> {
  const child = spawn(process.execPath, [join(project, 'dist/apps/cli/src/main.js'), ...args], { env });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const code = await new Promise<number | null>((done) => child.once('close', done));
  return { code, stdout, stderr };
}

function processOf(
  app: 'api' | 'worker',
  env: Readonly<Record<string, string>>,
  ready: (output: string) => Promise<boolean>,
): RunningProcess {
  let child: ChildProcess | null = null;
  let [before, output] = ['', ''];

  const gone = async (running: ChildProcess): Promise<void> => {
    if (running.exitCode === null && running.signalCode === null)
      await new Promise((done) => running.once('exit', done));
  };
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    const running = child;
    if (running === null) return;
    child = null;
    running.kill(signal);
    const killer = setTimeout(() => running.kill('SIGKILL'), 10_000);
    await gone(running);
    clearTimeout(killer);
  };

  return {
    get pid() {
      return child?.pid ?? null;
    },
    get output() {
      return before + output;
    },
    start: async () => {
      [before, output] = [before + output, ''];
      const started = spawn(process.execPath, [join(project, `dist/apps/${app}/src/main.js`)], {
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      child = started;
      for (const stream of [started.stdout, started.stderr])
        stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
      const until = Date.now() + READY_MS;
      while (!(await ready(output))) {
        if (started.exitCode !== null || started.signalCode !== null || Date.now() > until)
          throw new Error(`${app} did not become ready (exit ${started.exitCode ?? started.signalCode}):\n${output}`);
        await sleep(50);
      }
    },
    crash: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}
