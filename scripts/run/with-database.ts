/**
 * Runs one program with the addresses of the database in its environment:
 * `node scripts/run/with-database.ts PROGRAM ARGS…`. The embedded server is taken over when it runs and
 * started for the time of the program when it does not. Exit code: the program's own.
 */
import { spawn } from 'node:child_process';
import { sentenceOf } from '../embedded/plain-failure.ts';
import { type OpenDatabase, openDatabase } from './database.ts';
import { homeOf, prepareHome } from './home.ts';

const IGNORED_HERE = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

async function main(args: readonly string[]): Promise<number> {
  const env = process.env;
  const home = homeOf(env);
  let database: OpenDatabase | null = null;
  if (!env['CCN_APP_URL'] && !env['CCN_OWNER_URL']) {
    prepareHome(home);
    database = await openDatabase(home, env);
  }
  try {
    const urls = database === null ? {} : { CCN_OWNER_URL: database.ownerUrl, CCN_APP_URL: database.appUrl };
    const mode = env['CCN_MODE'] ?? (env['DATABASE_URL'] ? 'external' : 'embedded');
    const child = spawn(process.execPath, [...args], {
      stdio: 'inherit',
      env: {
        ...env,
        ...urls,
        CCN_MODE: mode,
        CCN_DATA: home.folder,
        CCN_DEMO_FILE: env['CCN_DEMO_FILE'] ?? home.accounts,
      },
    });
    // The program decides what a signal means to it; the database is put away after it has ended.
    for (const signal of IGNORED_HERE) process.on(signal, () => child.kill(signal));
    return await new Promise((done, fail) => {
      child.once('error', fail);
      child.once('exit', (code) => done(code ?? 130));
    });
  } finally {
    await database?.close();
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(sentenceOf(error));
  process.exitCode = 1;
}
