import type { Sheet } from './sheet.js';

/**
 * A copy of an unfinished sheet in this browser, so that a crash, a reload or a lost network loses nothing. It is kept
 * only while something in it has not reached the server, and under the account that typed it.
 */
export interface KeptCopy {
  readonly version: number | null;
  readonly saved: Sheet['saved'];
  readonly cells: Sheet['cells'];
  readonly at: string;
}

const PREFIX = 'ccn.sheet.';

export function copyName(account: string, target: { form: string; period: string; unit: string }): string {
  return `${PREFIX}${account}.${target.form}.${target.period}.${target.unit}`;
}

/** @returns false when the browser keeps nothing (its store is full or shut): then only the server has it. */
export function keepCopy(name: string, sheet: Sheet, now: Date): boolean {
  const { version, saved, cells } = sheet;
  const copy: KeptCopy = { version, saved, cells, at: now.toISOString() };
  try {
    localStorage.setItem(name, JSON.stringify(copy));
    return true;
  } catch {
    return false;
  }
}

export function keptCopy(name: string): KeptCopy | null {
  try {
    const text = localStorage.getItem(name);
    const copy: unknown = text === null ? null : JSON.parse(text);
    return isCopy(copy) ? copy : null;
  } catch {
    return null;
  }
}

export function dropCopy(name: string): void {
  try {
    localStorage.removeItem(name);
  } catch {
    // A store that is shut keeps nothing either.
  }
}

function isCopy(value: unknown): value is KeptCopy {
  if (typeof value !== 'object' || value === null) return false;
  return 'saved' in value && 'cells' in value && 'version' in value && 'at' in value;
}
