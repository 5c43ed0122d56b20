/** The data folder: where it is, what lies in it, and who is using it. */
import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readJson, self, takeClaim } from '../embedded/claim.ts';
import { codeOf, PlainFailure } from '../embedded/plain-failure.ts';
import { isAlive, type ProcessId } from '../embedded/process-id.ts';

/** Root of the project. */
export const PROJECT = join(import.meta.dirname, '..', '..');

export interface Home {
  readonly folder: string;
  readonly postgres: string;
  readonly logs: string;
  readonly secrets: string;
  readonly accounts: string;
  readonly supervisor: string;
  readonly children: string;
  readonly users: string;
}

/** Paths inside the data folder (CCN_DATA, or `.data` of the project). Makes nothing. */
export function homeAt(folder: string): Home {
  const run = join(folder, 'run');
  return {
    folder,
    postgres: join(folder, 'postgres'),
    logs: join(folder, 'logs'),
    secrets: join(folder, 'secrets.json'),
    accounts: join(folder, 'accounts.json'),
    supervisor: join(run, 'supervisor.json'),
    children: join(run, 'children.json'),
    users: join(run, 'users'),
  };
}

/** The data folder of this environment. */
export function homeOf(env: Readonly<Record<string, string | undefined>>): Home {
  return homeAt(resolve(env['CCN_DATA'] || join(PROJECT, '.data')));
}

/** Makes the folders. @throws PlainFailure when the place cannot be written. */
export function prepareHome(home: Home): void {
  try {
    mkdirSync(home.folder, { recursive: true });
    // Others may pass (the account of PostgreSQL must), not list.
    chmodSync(home.folder, 0o711);
    for (const folder of [home.logs, home.users]) mkdirSync(folder, { recursive: true, mode: 0o700 });
    const probe = join(home.users, `probe-${process.pid}`);
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    throw new PlainFailure(
      `Không ghi được vào thư mục dữ liệu ${home.folder} (${codeOf(error) ?? 'lỗi'}). ` +
        'Hãy cấp quyền ghi cho người dùng đang chạy, hoặc chọn nơi khác, ví dụ: CCN_DATA=/var/tmp/ccn scripts/start',
    );
  }
}

/**
 * Makes this process the one supervisor of the folder.
 * @throws PlainFailure when another lives.
 */
export function claimSupervisor(home: Home, url: string): void {
  const other = takeClaim(home.supervisor, { url });
  if (other !== null)
    throw new PlainFailure(
      `Hệ thống đang chạy với thư mục dữ liệu này tại ${other.url} (tiến trình ${other.pid}). ` +
        `Hãy dùng địa chỉ đó, hoặc dừng nó bằng: kill ${other.pid}`,
    );
}

/** Gives the claim back. */
export function releaseSupervisor(home: Home): void {
  rmSync(home.supervisor, { force: true });
}

/** Writes down that this process uses the embedded server; the last user stops it. */
export function joinUsers(home: Home): void {
  writeFileSync(join(home.users, String(process.pid)), JSON.stringify(self()), { mode: 0o600 });
}

/** Takes this process out. @returns true when no live user is left, so that the server may be stopped. */
export function leaveUsers(home: Home): boolean {
  rmSync(join(home.users, String(process.pid)), { force: true });
  let others = false;
  for (const name of readdirSync(home.users)) {
    const user = readJson<ProcessId>(join(home.users, name));
    if (user !== null && isAlive(user)) others = true;
    else rmSync(join(home.users, name), { force: true });
  }
  return !others;
}
