/** Runs one command of the built command line to its end (migrate, seed, token). */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { PlainFailure } from '../embedded/plain-failure.ts';
import { PROJECT } from './home.ts';

/**
 * @param signal stops the command.
 * @returns what it printed on stdout. @throws PlainFailure with the end of what it said.
 */
export async function runCommand(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  signal?: AbortSignal,
): Promise<string> {
  const child = spawn(process.execPath, [join(PROJECT, 'dist/apps/cli/src/main.js'), ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const stop = (): void => void child.kill('SIGTERM');
  signal?.addEventListener('abort', stop, { once: true });
  let [stdout, said] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
    said += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise<number | null>((done, fail) => {
    child.once('error', fail);
    child.once('close', done);
  });
  signal?.removeEventListener('abort', stop);
  if (code !== 0 && signal?.aborted !== true)
    throw new PlainFailure(
      `${said.trimEnd().split('\n').slice(-12).join('\n')}\nBước "${args.join(' ')}" không thành (mã ${code}).`,
    );
  return stdout;
}
