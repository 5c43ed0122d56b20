/** A file that one live process holds at a time. The claim of a process that has died is simply taken over. */
import { linkSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf } from './plain-failure.ts';
import { identify, isAlive, type ProcessId } from './process-id.ts';

/** This process. */
export function self(): ProcessId {
  return identify(process.pid) ?? { pid: process.pid, began: '' };
}

/** What is written in a JSON file of ours; null when it is absent or cut short by a crash. */
export function readJson<T>(path: string): T | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T;
  } catch {
    return null;
  }
}

/**
 * Takes the claim for this process.
 * @param words written into the claim for others to read.
 * @returns null when it is ours now, or what the live holder wrote.
 */
export function takeClaim<T extends object>(path: string, words: T): (T & ProcessId) | null {
  const ours = `${path}.${process.pid}`;
  writeFileSync(ours, JSON.stringify({ ...words, ...self() }), { mode: 0o600 });
  try {
    for (;;) {
      try {
        // Linking a complete file is atomic: nobody ever reads half a claim.
        linkSync(ours, path);
        return null;
      } catch (error) {
        if (codeOf(error) !== 'EEXIST') throw error;
      }
      const holder = readJson<T & ProcessId>(path);
      if (holder !== null && isAlive(holder)) return holder;
      rmSync(path, { force: true });
    }
  } finally {
    unlinkSync(ours);
  }
}

/** Does `work` while holding the claim; waits for another holder to finish. */
export async function whileHolding<T>(path: string, work: () => Promise<T>): Promise<T> {
  while (takeClaim(path, {}) !== null) await sleep(50);
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}
