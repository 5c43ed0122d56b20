/** A synthetic country on a PostgreSQL of its own, for measurements: demo accounts, register and filings of every period. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJson } from '../embedded/claim.ts';
import { startEmbedded, superUrl } from '../embedded/postgres.ts';
import { makeScratch } from '../embedded/scratch.ts';
import { openDatabase, secretsOf } from './database.ts';
import { homeAt, PROJECT, prepareHome } from './home.ts';
import { runCommand } from './step.ts';

interface DemoAccount {
  readonly role: string;
  readonly officeKind: string;
  readonly email: string;
  readonly password: string;
}

export interface Nation {
  /** Environment of the command line and of api and worker on this country; the owner's address included. */
  readonly env: Readonly<Record<string, string>>;
  readonly appUrl: string;
  /** Address of the superuser: no row-level security. */
  readonly superUrl: string;
  /** The ministry's analyst, who signs in with a password. */
  readonly analyst: { readonly email: string; readonly password: string } | null;
  remove(): Promise<void>;
}

const isMinistrys = (role: string) => (account: DemoAccount) =>
  account.officeKind === 'ministry' && account.role === role;

/** The period of a measured country that is closed, and its edition. */
export const CLOSED = '2025-Y';

/**
 * Generates a country, or opens the one an earlier run kept: BENCH_KEEP names a folder in which countries stay, because a
 * large one takes long to make.
 */
export async function openNation(clusters: number, periods: number, closed = true): Promise<Nation> {
  const kept = process.env['BENCH_KEEP'];
  const scratch = kept === undefined ? await makeScratch(PROJECT) : { folder: kept, remove: async () => undefined };
  const home = homeAt(join(scratch.folder, kept === undefined ? 'data' : `nation-${clusters}-${periods}`));
  const made = join(home.folder, 'generated');
  prepareHome(home);
  const { DATABASE_URL: _, DATABASE_OWNER_URL: __, REDIS_URL: ___, ...rest } = process.env;
  const database = await openDatabase(home, rest);
  const env = Object.fromEntries(
    Object.entries({
      ...rest,
      CCN_MODE: 'embedded',
      CCN_DATA: home.folder,
      CCN_OWNER_URL: database.ownerUrl,
      CCN_APP_URL: database.appUrl,
      CCN_DEMO_FILE: home.accounts,
      CCN_TEMPLATE_KEY: secretsOf(home).template,
    }).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  await runCommand(['migrate'], env);
  if (!existsSync(made)) {
    await runCommand(['seed', '--demo'], env);
    const size = ['--clusters', String(clusters), '--periods', String(periods), '--seed', '1'];
    await runCommand(['generate', ...size, '--beside-others'], env);
    const approver = readJson<DemoAccount[]>(home.accounts)?.find(isMinistrys('approver'));
    if (closed)
      await runCommand(['close-period', '--period', CLOSED, '--reason', 'Phép đo', '--as', approver?.email ?? ''], env);
    writeFileSync(made, '');
  }
  return {
    env,
    appUrl: database.appUrl,
    superUrl: superUrl(await startEmbedded(home.postgres), 'ccn'),
    analyst: readJson<DemoAccount[]>(home.accounts)?.find(isMinistrys('analyst')) ?? null,
    remove: async () => {
      await database.close();
      await scratch.remove();
    },
  };
}
