import type { Change } from '#lib/persistence';

/** What travels between processes: changes, or the word that some could not be sent. */
export type Message = { readonly changes: readonly Change[] } | { readonly gap: true };

/** PostgreSQL carries a notification of less than 8,000 bytes. */
const MOST_BYTES = 7_500;

export const GAP_MESSAGE = JSON.stringify({ gap: true } satisfies Message);

/** Changes as texts that PostgreSQL carries; each is complete in itself. */
export function encode(changes: readonly Change[]): string[] {
  const whole = JSON.stringify({ changes } satisfies Message);
  if (Buffer.byteLength(whole) <= MOST_BYTES) return [whole];
  if (changes.length === 1) return [GAP_MESSAGE];
  const half = Math.ceil(changes.length / 2);
  return [...encode(changes.slice(0, half)), ...encode(changes.slice(half))];
}

/** A message; null for one of another release or another program. */
export function decode(text: string): Message | null {
  try {
    const message: unknown = JSON.parse(text);
    if (typeof message !== 'object' || message === null) return null;
    if ('gap' in message && message.gap === true) return { gap: true };
    if ('changes' in message && Array.isArray(message.changes) && message.changes.every(isChange))
      return { changes: message.changes };
    return null;
  } catch {
    return null;
  }
}

function isChange(value: unknown): value is Change {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    typeof value.kind === 'string' &&
    'id' in value &&
    typeof value.id === 'string'
  );
}
