/**
 * Databases for the specs of the project `system`: each spec file takes fresh ones, cloned from a
 * template that is migrated once per run.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { migrateQueues } from '#lib/jobs';
import { migrate } from '#lib/persistence';
import { recordedServer, startEmbedded } from '../../scripts/embedded/postgres.ts';
import { APP_ROLE, ensureDatabase, OWNER_ROLE, urlWith, withClient } from '../../scripts/embedded/roles.ts';
import { testServer } from './worker.js';

export interface DemoAccount {
  readonly role: string;
  readonly office: string;
  readonly email: string;
  readonly password: string;
  readonly unit: string | null;
}

export interface TestDatabase {
  readonly name: string;
  /** Owner of everything: migrates. */
  readonly ownerUrl: string;
  /** What api and worker use: owns nothing, subject to row-level security. */
  readonly appUrl: string;
  /** Superuser: only to look or tamper from outside. */
  readonly superUrl: string;
  /** Demo accounts of a seeded database; empty otherwise. */
  readonly accounts: readonly DemoAccount[];
  drop(): Promise<void>;
}

export type Content = 'empty' | 'migrated' | 'seeded';

const project = join(import.meta.dirname, '..', '..');

/**
 * A fresh database owned by ccn_owner.
 * @param content `migrated` (default): all tables, no rows; `seeded`: `ccn seed --demo` has run (needs a
 *   build in dist/); `empty`: nothing, for specs of the migrations themselves.
 */
export async function createTestDatabase(content: Content = 'migrated'): Promise<TestDatabase> {
  const { adminUrl } = testServer();
  const name = `t_${randomBytes(5).toString('hex')}`;
  const template = content === 'empty' ? undefined : await templateOf(content);
  await ensureDatabase(adminUrl, name, template);
  return {
    name,
    ...urlsOf(name),
    superUrl: urlWith(adminUrl, { database: name }),
    accounts: content === 'seeded' ? demoAccounts() : [],
    drop: async () => {
      await withClient(adminUrl, (db) => db.query(`drop database if exists ${db.escapeIdentifier(name)} with (force)`));
    },
  };
}

/** Kills the server of this run as a crash would (kill -9 of the postmaster) and starts it again on the same port. */
export async function crashAndRestartPostgres(): Promise<void> {
  const { folder } = testServer();
  if (folder === null) throw new Error('the server of DATABASE_URL is not ours to kill');
  const recorded = recordedServer(folder);
  if (recorded === null) throw new Error('no server runs');
  process.kill(recorded.pid, 'SIGKILL');
  await startEmbedded(folder, { port: recorded.port, settings: { fsync: 'off', full_page_writes: 'off' } });
}

function urlsOf(name: string): { ownerUrl: string; appUrl: string } {
  const { adminUrl, ownerPassword, appPassword } = testServer();
  return {
    ownerUrl: urlWith(adminUrl, { user: OWNER_ROLE, password: ownerPassword, database: name }),
    appUrl: urlWith(adminUrl, { user: APP_ROLE, password: appPassword, database: name }),
  };
}

/** Makes the template once per run; the advisory lock lets several spec files ask at the same time. */
async function templateOf(content: 'migrated' | 'seeded'): Promise<string> {
  const { adminUrl } = testServer();
  const name = `template_${content}_${runId()}`;
  const base = content === 'seeded' ? await templateOf('migrated') : undefined;
  await withClient(adminUrl, async (db) => {
    await db.query('select pg_advisory_lock(hashtext($1))', [name]);
    const ready = await db.query('select 1 from pg_database where datname = $1 and datistemplate', [name]);
    if (ready.rowCount === 1) return;
    await db.query(`drop database if exists ${db.escapeIdentifier(name)} with (force)`);
    await ensureDatabase(adminUrl, name, base);
    if (content === 'seeded') await seed(name);
    else {
      await migrate(urlsOf(name).ownerUrl);
      await migrateQueues(urlsOf(name).ownerUrl);
    }
    await db.query(`alter database ${db.escapeIdentifier(name)} with is_template true allow_connections false`);
  });
  return name;
}

/** Passwords are made anew for each run, so they tell runs apart on a server that outlives them. */
function runId(): string {
  return testServer().ownerPassword.slice(0, 8);
}

function demoFile(): string {
  return join(testServer().scratch, 'demo.json');
}

function demoAccounts(): DemoAccount[] {
  return JSON.parse(readFileSync(demoFile(), 'utf8')) as DemoAccount[];
}

async function seed(name: string): Promise<void> {
  const { ownerUrl, appUrl } = urlsOf(name);
  rmSync(demoFile(), { force: true });
  const env = { ...process.env, CCN_OWNER_URL: ownerUrl, CCN_APP_URL: appUrl, CCN_DEMO_FILE: demoFile() };
  const child = spawn(process.execPath, [join(project, 'dist/apps/cli/src/main.js'), 'seed', '--demo'], { env });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise<number | null>((done) => child.once('close', done));
  if (code !== 0) throw new Error(`seed ended with ${code}:\n${said}`);
}
