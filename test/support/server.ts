/** Vitest's global set-up of the project `system`: one PostgreSQL server for the whole run. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbedded, stopEmbedded, superUrl } from '../../scripts/embedded/postgres.ts';
import { openToOthers, scratchRoot } from '../../scripts/embedded/programs.ts';
import { ensureRoles } from '../../scripts/embedded/roles.ts';

/** What the specs need to reach the server of this run. */
export interface TestServer {
  /** URL of a superuser, database `postgres`. */
  readonly adminUrl: string;
  readonly ownerPassword: string;
  readonly appPassword: string;
  /** Data folder; null when the server was given by DATABASE_URL. */
  readonly folder: string | null;
}

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer;
  }
}

const project = join(import.meta.dirname, '..', '..');
const PREFIX = 'test-pg-';

/**
 * Starts the server in a folder of its own, or takes the one of DATABASE_URL (a server for tests only:
 * the passwords of ccn_owner and ccn_app are set anew). Folders of killed runs are stopped and removed.
 */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const passwords = { owner: randomBytes(12).toString('hex'), app: randomBytes(12).toString('hex') };
  const given = process.env['DATABASE_URL'];
  const shared = { ownerPassword: passwords.owner, appPassword: passwords.app };
  if (given !== undefined && given !== '') {
    await ensureRoles(given, passwords);
    provide('testServer', { adminUrl: given, ...shared, folder: null });
    return async () => undefined;
  }

  const root = scratchRoot(project);
  await clearKilledRuns(root);
  const home = join(root, `${PREFIX}${process.pid}`);
  const folder = join(home, 'postgres');
  mkdirSync(home, { recursive: true });
  openToOthers(home);
  writeFileSync(join(home, 'owner.pid'), String(process.pid));
  // The data is thrown away: no need to wait for the disk. Commits still reach the server's files in order.
  const server = await startEmbedded(folder, { settings: { fsync: 'off', full_page_writes: 'off' } });
  await ensureRoles(superUrl(server), passwords);
  provide('testServer', { adminUrl: superUrl(server), ...shared, folder });
  return async () => {
    await stopEmbedded(folder, 'immediate');
    rmSync(home, { recursive: true, force: true });
  };
}

async function clearKilledRuns(root: string): Promise<void> {
  for (const name of readdirSync(root).filter((entry) => entry.startsWith(PREFIX))) {
    const home = join(root, name);
    const ownerFile = join(home, 'owner.pid');
    const owner = existsSync(ownerFile) ? Number(readFileSync(ownerFile, 'utf8')) : 0;
    if (owner > 0 && alive(owner)) continue;
    await stopEmbedded(join(home, 'postgres'), 'immediate').catch(() => undefined);
    rmSync(home, { recursive: true, force: true });
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
