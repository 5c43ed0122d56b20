/** Runs a program and watches how much memory it and all processes below it hold together. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Watched {
  readonly output: string;
  /** Largest resident memory of the program and its children at one moment, megabytes; 0 where the system does not tell. */
  readonly peakMegabytes: number;
}

const EVERY_MS = 15;

/** Runs Node with these arguments. @throws Error when it ends with a fault */
export async function watched(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<Watched> {
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let [output, errors] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  let code: number | null | undefined;
  child.once('close', (ended) => (code = ended ?? -1));
  let peak = 0;
  while (code === undefined) {
    peak = Math.max(peak, child.pid === undefined ? 0 : residentOf(child.pid));
    await sleep(EVERY_MS);
  }
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${errors.slice(0, 1_000)}`);
  return { output, peakMegabytes: Math.round(peak / 1_048_576) };
}

/** Resident bytes of a process and those below it, as Linux tells them. */
function residentOf(pid: number): number {
  try {
    const own = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
    const below = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
      .split(' ')
      .filter((id) => id.trim() !== '');
    return below.reduce((sum, id) => sum + residentOf(Number(id)), own);
  } catch {
    return 0;
  }
}
