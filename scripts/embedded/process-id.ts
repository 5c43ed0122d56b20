/**
 * Tells a process of an earlier run from a stranger that was given the same number since: a number counts
 * only together with the instant its process began.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ProcessId {
  readonly pid: number;
  /** When it began, in the words of the system (clock ticks, or the date printed by ps). */
  readonly began: string;
}

/** Identity of a live process; null when there is none (a zombie is none). */
export function identify(pid: number): ProcessId | null {
  try {
    if (existsSync('/proc/self/stat')) {
      // The name in brackets may hold spaces and brackets: count the fields after the last one.
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\)\s/s, '')
        .split(' ');
      return fields[0] === 'Z' ? null : { pid, began: fields[19] ?? '' };
    }
    const began = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return began === '' ? null : { pid, began };
  } catch {
    return null;
  }
}

/** True when the recorded process still runs. */
export function isAlive(recorded: ProcessId): boolean {
  return identify(recorded.pid)?.began === recorded.began;
}

/** Ends a recorded process: SIGTERM, then SIGKILL when it has not gone after `patience` milliseconds. */
export async function endProcess(recorded: ProcessId, patience = 8000): Promise<void> {
  for (const [signal, wait] of [
    ['SIGTERM', patience],
    ['SIGKILL', 5000],
  ] as const) {
    if (!isAlive(recorded)) return;
    try {
      process.kill(recorded.pid, signal);
    } catch {
      return;
    }
    for (let waited = 0; waited < wait && isAlive(recorded); waited += 50) await sleep(50);
  }
}
