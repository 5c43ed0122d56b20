/** `scripts/start` as an operator lives with it: crashes of every process, a second start, a taken port. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { freePort, isRunning, recordedServer, stopEmbedded } from '../../scripts/embedded/postgres.ts';
import { isAlive, type ProcessId } from '../../scripts/embedded/process-id.ts';
import { testServer } from '../support/worker.js';

const project = join(import.meta.dirname, '..', '..');
const READY = 'Hệ thống đã sẵn sàng';
const WAIT_MS = 90_000;
// Some of these start the whole system twice.
const SLOW = { timeout: 240_000 };

interface Start {
  readonly child: ChildProcess;
  readonly output: () => string;
  /** Waits for a line; fails at once when the process ends before it. */
  readonly says: (text: string, times?: number) => Promise<void>;
  readonly exit: Promise<number | null>;
}

let data = '';
let port = 0;
const started: Start[] = [];

function start(env: Record<string, string> = {}): Start {
  const { DATABASE_URL: _url, DATABASE_OWNER_URL: _owner, ...inherited } = process.env;
  const child = spawn('bash', [join(project, 'scripts/start')], {
    env: { ...inherited, CCN_DATA: data, PORT: String(port), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const exit = new Promise<number | null>((done) => child.once('close', done));
  const says = async (wanted: string, times = 1): Promise<void> => {
    for (const until = Date.now() + WAIT_MS; text.split(wanted).length <= times; await sleep(50))
      if (child.exitCode !== null || child.signalCode !== null || Date.now() > until)
        throw new Error(`never said "${wanted}":\n${text}`);
  };
  const run: Start = { child, output: () => text, says, exit };
  started.push(run);
  return run;
}

function children(): Record<string, ProcessId> {
  const list = JSON.parse(readFileSync(join(data, 'run/children.json'), 'utf8')) as (ProcessId & { name: string })[];
  return Object.fromEntries(list.map((child) => [child.name, child]));
}

function postmaster(): number {
  const recorded = recordedServer(join(data, 'postgres'));
  if (recorded === null) throw new Error('no postgres runs');
  return recorded.pid;
}

async function healthy(): Promise<void> {
  for (const until = Date.now() + WAIT_MS; ; await sleep(100)) {
    const answer = await fetch(`http://127.0.0.1:${port}/health`).catch(() => null);
    if (answer?.status === 200) {
      expect(await answer.json()).toEqual({ status: 'ok' });
      return;
    }
    if (Date.now() > until) throw new Error('api is not healthy');
  }
}

async function stop(run: Start): Promise<void> {
  run.child.kill('SIGINT');
  expect(await run.exit).toBe(0);
}

beforeAll(async () => {
  data = mkdtempSync(join(testServer().scratch, 'start-'));
  port = await freePort();
});

afterEach(async () => {
  for (const run of started.splice(0)) {
    if (run.child.exitCode === null && run.child.signalCode === null) run.child.kill('SIGTERM');
    await run.exit;
  }
});

afterAll(async () => {
  await stopEmbedded(join(data, 'postgres'), 'immediate');
  rmSync(data, { recursive: true, force: true });
});

describe('scripts/start', SLOW, () => {
  it('starts from nothing, shows the accounts, raises each process that is killed, and stops in order', async () => {
    const run = start();
    await run.says(READY);
    await healthy();
    expect(run.output()).toContain(`${READY}: http://127.0.0.1:${port} (Ctrl-C để dừng)`);
    expect(run.output()).toContain('Tài khoản dùng thử:');
    for (const secret of ['secrets.json', 'accounts.json'])
      expect(statSync(join(data, secret)).mode & 0o777, secret).toBe(0o600);

    const first = children();
    process.kill(first['api']!.pid, 'SIGKILL');
    await run.says('api đã chạy lại.');
    await healthy();
    process.kill(first['worker']!.pid, 'SIGKILL');
    await run.says('worker đã chạy lại.');
    process.kill(postmaster(), 'SIGKILL');
    await run.says('PostgreSQL dừng ngoài ý muốn và đã được khởi động lại.');
    await healthy();

    const last = Object.values(children());
    expect(last).toHaveLength(2);
    await stop(run);
    expect(last.filter(isAlive)).toEqual([]);
    expect(await isRunning(join(data, 'postgres'))).toBe(false);
    expect(run.output().trimEnd().endsWith('Đã dừng.')).toBe(true);
  });

  it('keeps passwords of the demo accounts over restarts', async () => {
    const before = readFileSync(join(data, 'accounts.json'), 'utf8');
    const run = start();
    await run.says(READY);
    expect(JSON.parse(readFileSync(join(data, 'accounts.json'), 'utf8'))).toEqual(JSON.parse(before));
    await stop(run);
  });

  it('ends the orphans of a killed supervisor and takes over its PostgreSQL', async () => {
    const first = start();
    await first.says(READY);
    const orphans = Object.values(children());
    const server = postmaster();
    first.child.kill('SIGKILL');
    await first.exit;
    expect(orphans.filter(isAlive)).toHaveLength(2);

    const second = start();
    await second.says(READY);
    await healthy();
    expect(orphans.filter(isAlive)).toEqual([]);
    expect(postmaster()).toBe(server);
    await stop(second);
  });

  it('recovers after everything was killed at once', async () => {
    const first = start();
    await first.says(READY);
    const pids = [...Object.values(children()).map((child) => child.pid), postmaster()];
    first.child.kill('SIGKILL');
    for (const pid of pids) process.kill(pid, 'SIGKILL');
    await first.exit;

    const second = start();
    await second.says(READY);
    await healthy();
    await stop(second);
  });

  it('refuses a second start on the same folder and leaves the first alone', async () => {
    const first = start();
    await first.says(READY);
    const second = start({ PORT: String(await freePort()) });
    expect(await second.exit).toBe(1);
    expect(second.output().trim()).toBe(
      `Hệ thống đang chạy với thư mục dữ liệu này tại http://127.0.0.1:${port} (tiến trình ${first.child.pid}). ` +
        `Hãy dùng địa chỉ đó, hoặc dừng nó bằng: kill ${first.child.pid}`,
    );
    await healthy();
    await stop(first);
  });

  it('says which port is taken and how to choose another', async () => {
    const holder = createServer();
    const taken = await new Promise<number>((done) =>
      holder.listen(0, '127.0.0.1', () => {
        const address = holder.address();
        done(typeof address === 'object' && address ? address.port : 0);
      }),
    );
    const run = start({ PORT: String(taken) });
    expect(await run.exit).toBe(1);
    expect(run.output().trim()).toBe(
      `Cổng ${taken} đang có chương trình khác dùng. Hãy chọn cổng khác, ví dụ: PORT=${taken + 1} scripts/start`,
    );
    await new Promise((done) => holder.close(done));
  });

  it('says when the data folder cannot be written', async () => {
    const file = join(data, 'a-file');
    writeFileSync(file, '');
    const run = start({ CCN_DATA: join(file, 'inside') });
    expect(await run.exit).toBe(1);
    expect(run.output()).toMatch(/^Không ghi được vào thư mục dữ liệu .*CCN_DATA=/);
  });

  it('names every wrong variable and starts nothing', async () => {
    const run = start({ PORT: 'ba nghìn', CCN_SESSION_HOURS: '0' });
    expect(await run.exit).toBe(1);
    expect(run.output()).toContain('PORT="ba nghìn" phải là số nguyên từ 1 đến 65535');
    expect(run.output()).toContain('CCN_SESSION_HOURS="0" phải là số nguyên từ 1 đến 720');
  });
});
