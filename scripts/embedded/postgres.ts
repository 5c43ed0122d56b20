/**
 * The embedded PostgreSQL: only the program paths come from the npm package; starting, adopting and
 * stopping are ours, because the package's own class hooks SIGTERM (it would stop the database before
 * the processes that use it) and cannot adopt a server left behind by a killed supervisor.
 */
import { execFile, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { explainStart } from './explain.ts';
import { type Account, accountForServer, assertReachable, type Programs, programs } from './programs.ts';

const run = promisify(execFile);

export interface EmbeddedServer {
  readonly host: '127.0.0.1';
  readonly port: number;
  /** Superuser of the server; used only to create roles and databases. */
  readonly superuser: 'postgres';
  readonly password: string;
  readonly folder: string;
  /** True when a server left running was taken over instead of started. */
  readonly adopted: boolean;
}

export interface StartOptions {
  /** Port to listen on; a free one when absent. An adopted server keeps its own. */
  readonly port?: number;
  /** Further server settings, for instance `{ fsync: 'off' }` for a database that is thrown away. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** What `postmaster.pid` says of a server: process id and port; null when there is none or it is half written. */
export function recordedServer(folder: string): { pid: number; port: number } | null {
  try {
    const lines = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n');
    const [pid, port] = [Number(lines[0]), Number(lines[3])];
    return pid > 0 && port > 0 ? { pid, port } : null;
  } catch {
    return null;
  }
}

/** URL of a database of the embedded server. */
export function embeddedUrl(server: EmbeddedServer, user: string, password: string, database: string): string {
  return `postgres://${user}:${encodeURIComponent(password)}@${server.host}:${server.port}/${database}`;
}

/** URL of the superuser. */
export function superUrl(server: EmbeddedServer, database = 'postgres'): string {
  return embeddedUrl(server, server.superuser, server.password, database);
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

async function answers(server: Omit<EmbeddedServer, 'adopted'>): Promise<boolean> {
  const client = new pg.Client({
    connectionString: superUrl({ ...server, adopted: true }),
    connectionTimeoutMillis: 3000,
  });
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

/**
 * Makes the data folder. Into a sibling first and renamed when complete: a creation cut short by a crash
 * would otherwise look like a database.
 */
async function create(folder: string, bin: Programs, account: Account | null): Promise<void> {
  const fresh = `${folder}.new`;
  const passwordFile = `${folder}.password`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  if (account) for (const path of [fresh, passwordFile]) chownSync(path, account.uid, account.gid);
  const locale = ['-E', 'UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=vi'];
  await run(bin.initdb, ['-D', fresh, '-U', 'postgres', ...locale, '-A', 'scram-sha-256', '--pwfile', passwordFile], {
    cwd: '/',
    ...account,
  });
  renameSync(fresh, folder);
}

/** A pid file whose process is no PostgreSQL any more (killed, number taken by another) would stop the start for ever. */
function dropStalePidFile(folder: string): void {
  const recorded = recordedServer(folder);
  if (recorded === null || !existsSync('/proc/self/cmdline')) return;
  let command = '';
  try {
    command = readFileSync(`/proc/${recorded.pid}/cmdline`, 'utf8');
  } catch {
    return; // No such process: PostgreSQL itself clears the file.
  }
  if (!command.includes('postgres')) rmSync(join(folder, 'postmaster.pid'), { force: true });
}

async function launch(folder: string, bin: Programs, account: Account | null, options: StartOptions): Promise<number> {
  const port = options.port ?? (await freePort());
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '200',
    ...options.settings,
  };
  const flags = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
  const log = join(folder, 'server.log');
  const args = ['start', '-D', folder, '-w', '-t', '60', '-l', log, '-o', flags.join(' ')];
  // After a kill -9 the old server's helpers still hold its shared memory for a moment.
  for (let attempt = 1; ; attempt++) {
    const before = existsSync(log) ? readFileSync(log).length : 0;
    try {
      await run(bin.pg_ctl, args, { cwd: '/', ...account });
      return port;
    } catch (error) {
      const said = existsSync(log) ? readFileSync(log).subarray(before).toString('utf8') : '';
      if (
        attempt < 20 &&
        /pre-existing shared memory block|lock file "postmaster.pid" (already exists|is empty)/.test(said)
      )
        await sleep(500);
      else throw explainStart(error, said, port, log);
    }
  }
}

/**
 * Starts (or adopts) the server whose data lives in `folder`; makes the data when there is none.
 * @throws PlainFailure with one plain sentence and the mend.
 */
export async function startEmbedded(folder: string, options: StartOptions = {}): Promise<EmbeddedServer> {
  const bin = await programs();
  const account = accountForServer();
  try {
    mkdirSync(dirname(folder), { recursive: true });
    if (account) assertReachable(folder);
    if (!existsSync(join(folder, 'PG_VERSION'))) await create(folder, bin, account);
    if (account) chownSync(folder, account.uid, account.gid);
    chmodSync(folder, 0o700);
  } catch (error) {
    throw explainStart(error, '', 0, folder);
  }
  const password = readFileSync(`${folder}.password`, 'utf8').trim();
  const base = { host: '127.0.0.1', superuser: 'postgres', password, folder } as const;

  dropStalePidFile(folder);
  const running = spawnSync(bin.pg_ctl, ['status', '-D', folder], { cwd: '/', ...account }).status === 0;
  const recorded = recordedServer(folder);
  if (running && recorded !== null) {
    const found = { ...base, port: recorded.port };
    if (await answers(found)) return { ...found, adopted: true };
    await stopEmbedded(folder, 'immediate');
  }
  const port = await launch(folder, bin, account, options);
  return { ...base, port, adopted: false };
}

/** True when a server runs on this folder. */
export async function isRunning(folder: string): Promise<boolean> {
  if (!existsSync(join(folder, 'PG_VERSION'))) return false;
  const bin = await programs();
  return spawnSync(bin.pg_ctl, ['status', '-D', folder], { cwd: '/', ...accountForServer() }).status === 0;
}

/** Stops the server and waits until it has ended. Nothing happens when none runs. */
export async function stopEmbedded(folder: string, mode: 'fast' | 'immediate' = 'fast'): Promise<void> {
  if (!(await isRunning(folder))) return;
  const bin = await programs();
  try {
    await run(bin.pg_ctl, ['stop', '-D', folder, '-m', mode, '-w', '-t', '60'], { cwd: '/', ...accountForServer() });
  } catch (error) {
    // A server killed in between leaves its pid file, which pg_ctl takes for a refusal to stop.
    if (await isRunning(folder)) throw error;
  }
}
