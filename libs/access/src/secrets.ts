import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Prefix that lets people and scanners recognise a leaked token. */
export const TOKEN_PREFIX = 'ccn_';

/** A new secret: 256 random bits as 43 URL-safe characters. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a secret. It is random already, so a plain SHA-256 is enough (unlike a password). */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret, 'utf8').digest('hex');
}

/**
 * The CSRF token of a session. Derived from the session's secret, which no other site can read, so it needs no row
 * and can be handed out again after a reload of the page.
 */
export function csrfTokenOf(sessionToken: string): string {
  return createHmac('sha256', sessionToken).update('ccn csrf').digest('base64url');
}

/** True when a request shows the CSRF token that belongs to its session. */
export function csrfMatches(sessionToken: string, presented: string | null | undefined): boolean {
  const expected = Buffer.from(csrfTokenOf(sessionToken));
  const given = Buffer.from(presented ?? '');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

const READABLE = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password somebody has to type once: 20 characters without look-alikes, in groups; 98 bits. */
export function newPassword(): string {
  const letters: string[] = [];
  while (letters.length < 20) {
    for (const byte of randomBytes(32)) {
      // Bytes beyond the last whole multiple would favour the first letters.
      if (byte < READABLE.length * 8 && letters.length < 20) letters.push(READABLE[byte % READABLE.length] as string);
    }
  }
  return letters.join('').replace(/.{5}(?=.)/g, '$&-');
}
