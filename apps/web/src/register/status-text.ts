import { type TextKey, vi } from '../text/vi.js';

const PREFIX = 'status.';

/** Codes of the status groups that this portal has words for. */
export const knownStatuses: readonly string[] = Object.keys(vi)
  .filter((key) => key.startsWith(PREFIX))
  .map((key) => key.slice(PREFIX.length));

/** The same, with one that a source wrote otherwise. */
export function statusesWith(own: string | null): readonly string[] {
  return own === null || knownStatuses.includes(own) ? knownStatuses : [...knownStatuses, own];
}

/**
 * A status group in words. The register keeps the source's own code; one that this portal knows has a text in both
 * languages, any other is shown as its source wrote it.
 */
export function statusText(code: string, t: (key: TextKey) => string): string {
  const key = `${PREFIX}${code}`;
  return isText(key) ? t(key) : code;
}

const isText = (key: string): key is TextKey => Object.hasOwn(vi, key);
