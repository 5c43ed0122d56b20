/** Vitest's global set-up of the project `system`: one PostgreSQL server for the whole run. */
import { randomBytes } from 'node:crypto';
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
  /** Folder for throw-away data of this run; what still runs on it is ended with the run. */
  readonly scratch: string;
  /** Data folder; null when the server was given by DATABASE_URL. */
  readonly folder: string | null;
}

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer;
  }
}

const project = join(import.meta.dirname, '..', '..');

/**
 * Starts the server in a folder of its own, or takes the one of DATABASE_URL (a server for tests only:
 * the passwords of ccn_owner and ccn_app are set anew). What killed runs left is cleared.
 */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const passwords = { owner: randomBytes(12).toString('hex'), app: randomBytes(12).toString('hex') };
  const scratch = await makeScratch(project);
  const given = process.env['DATABASE_URL'];
  const shared = { ownerPassword: passwords.owner, appPassword: passwords.app, scratch: scratch.folder };
  if (given !== undefined && given !== '') {
    await ensureRoles(given, passwords);
    provide('testServer', { adminUrl: given, ...shared, folder: null });
    return () => scratch.remove();
  }
  const folder = join(scratch.folder, 'postgres');
  // The data is thrown away: no need to wait for the disk. Commits still reach the server's files in order.
  const server = await startEmbedded(folder, { settings: { fsync: 'off', full_page_writes: 'off' } });
  await ensureRoles(superUrl(server), passwords);
  provide('testServer', { adminUrl: superUrl(server), ...shared, folder });
  return () => scratch.remove();
}
