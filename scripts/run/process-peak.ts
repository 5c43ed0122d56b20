/** Runs a program and watches how much memory it and all processes below it hold together. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Watched {
  readonly output: string;
  /**
   * Most memory that the program and all processes below it held at one moment, megabytes: what each has for itself, and
   * once the program code that they share. 0 where the system does not tell.
   */
  readonly peakMegabytes: number;
  /** The same as the sum of their resident sizes, which counts the shared code once for each process. */
  readonly peakResidentMegabytes: number;
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
  let [peak, resident] = [0, 0];
  while (code === undefined) {
    const seen = child.pid === undefined ? [] : memoryOf(child.pid);
    const own = seen.reduce((sum, m) => sum + m.own, 0);
    peak = Math.max(peak, own + Math.max(0, ...seen.map((m) => m.code)));
    resident = Math.max(resident, own + seen.reduce((sum, m) => sum + m.code, 0));
    await sleep(EVERY_MS);
  }
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${errors.slice(0, 1_000)}`);
  return { output, peakMegabytes: Math.round(peak / 1024), peakResidentMegabytes: Math.round(resident / 1024) };
}

/** Kilobytes that a process has for itself, and of files it has mapped (its code), for it and those below it, as Linux tells. */
function memoryOf(pid: number): { readonly own: number; readonly code: number }[] {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const kilobytes = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0);
    const below = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
      .split(' ')
      .filter((id) => id.trim() !== '');
    const seen = { own: kilobytes('RssAnon') + kilobytes('RssShmem'), code: kilobytes('RssFile') };
    return [seen, ...below.flatMap((id) => memoryOf(Number(id)))];
  } catch {
    return [];
  }
}
