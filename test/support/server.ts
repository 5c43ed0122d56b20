/**
 * Vitest's global set-up of the projects `system` and `system-redis`: a PostgreSQL server for each of the workers that
 * run spec files side by side, because a spec may kill its own.
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbedded, superUrl } from '../../scripts/embedded/postgres.ts';
import { ensureRoles } from '../../scripts/embedded/roles.ts';
import { makeScratch } from '../../scripts/embedded/scratch.ts';

/** What the specs need to reach the server of this run. */
export interface TestServer {
  /** URL of a superuser, database `postgres`. */
  readonly adminUrl: string;
  readonly ownerPassword: string;
  readonly appPassword: string;
  /** Folder for throw-away data of this worker; what still runs on it is ended with the run. */
  readonly scratch: string;
  /** Data folder; null when the server was given by DATABASE_URL. */
  readonly folder: string | null;
}

declare module 'vitest' {
  interface ProvidedContext {
    testServers: readonly TestServer[];
  }
}

const project = join(import.meta.dirname, '..', '..');

/**
 * Starts the servers in folders of their own, or takes the one of DATABASE_URL for all workers (a server for tests only:
 * the passwords of ccn_owner and ccn_app are set anew). What killed runs left is cleared.
 */
export default async function setup({ provide, config }: TestProject): Promise<() => Promise<void>> {
  const scratch = await makeScratch(project);
  const given = process.env['DATABASE_URL'];
  const passwords = { owner: randomBytes(12).toString('hex'), app: randomBytes(12).toString('hex') };
  if (given !== undefined && given !== '') {
    await ensureRoles(given, passwords);
    provide('testServers', [{ adminUrl: given, ...named(passwords), scratch: scratch.folder, folder: null }]);
    return () => scratch.remove();
  }
  const workers = Array.from({ length: Number(config.maxWorkers) || 1 }, (_, index) => `worker-${index + 1}`);
  const servers = await Promise.all(workers.map((name) => serverIn(join(scratch.folder, name), passwords)));
  provide('testServers', servers);
  return () => scratch.remove();
}

async function serverIn(own: string, passwords: { owner: string; app: string }): Promise<TestServer> {
  mkdirSync(own);
  const folder = join(own, 'postgres');
  // The data is thrown away: no need to wait for the disk. Commits still reach the server's files in order.
  const server = await startEmbedded(folder, { settings: { fsync: 'off', full_page_writes: 'off' } });
  await ensureRoles(superUrl(server), passwords);
  return { adminUrl: superUrl(server), ...named(passwords), scratch: own, folder };
}

function named(passwords: { owner: string; app: string }): { ownerPassword: string; appPassword: string } {
  return { ownerPassword: passwords.owner, appPassword: passwords.app };
}
