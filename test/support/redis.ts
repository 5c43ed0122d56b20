/** A Redis of the spec's own: the program of the system's packages (scripts/test installs it), on a free loopback port. */
import { type ChildProcess, spawn } from 'node:child_process';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { inject } from 'vitest';
import { freePort } from '../../scripts/embedded/postgres.ts';
import { redisProgram } from './redis-program.ts';

export { redisProgram };

/** Numbered spaces of one server: enough that those of a run do not meet. */
const SPACES = 16_384;

export interface TestRedis {
  readonly url: string;
  /** kill -9: everything it held is gone. */
  crash(): Promise<void>;
  /** Starts it again, empty, on the same port. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export async function startRedis(program: string): Promise<TestRedis> {
  const port = await freePort();
  let child: ChildProcess | null = null;
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const running = child;
    child = null;
    if (running === null || running.exitCode !== null || running.signalCode !== null) return;
    const gone = new Promise((done) => running.once('exit', done));
    running.kill(signal);
    await gone;
  };
  const start = async (): Promise<void> => {
    const memory = ['--save', '', '--appendonly', 'no', '--databases', String(SPACES)];
    child = spawn(program, ['--port', String(port), '--bind', '127.0.0.1', ...memory], { stdio: 'ignore' });
    for (let attempt = 0; !(await answers(port)); attempt++) {
      if (attempt > 200) throw new Error('redis-server does not answer');
      await sleep(50);
    }
  };
  await start();
  return { url: `redis://127.0.0.1:${port}`, crash: () => end('SIGKILL'), start, stop: () => end('SIGTERM') };
}

async function answers(port: number): Promise<boolean> {
  return await new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    const tell = (ok: boolean): void => {
      socket.destroy();
      done(ok);
    };
    socket.once('data', (data) => tell(data.toString().startsWith('+PONG')));
    socket.once('error', () => tell(false));
    socket.setTimeout(1_000, () => tell(false));
  });
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Set in the project `system-redis`. */
    redisUrl?: string;
  }
}

/** Redis for a system on this database, where the run is one with the queue in Redis; each database has a space of its own. */
export function redisOfRun(database: string): string | null {
  const url = inject('redisUrl');
  return url === undefined ? null : `${url}/${Number.parseInt(database.replace(/\W|_|t/g, ''), 16) % SPACES}`;
}

export interface QueueBackendUnderTest {
  readonly name: 'PostgreSQL' | 'Redis';
  readonly redis: string | null;
}

/** The backends that this machine can run; says plainly when one half stays untested. */
export function queueBackends(suite: string): QueueBackendUnderTest[] {
  const redis = redisProgram();
  if (redis === null)
    console.warn(`${suite}: máy không có redis-server, nên chỉ chạy nửa PostgreSQL; nửa Redis KHÔNG được kiểm thử.`);
  return [{ name: 'PostgreSQL', redis: null }, ...(redis === null ? [] : [{ name: 'Redis' as const, redis }])];
}
