import { Secret, TOTP } from 'otpauth';

/** What authenticator apps take without a question: RFC 6238 with SHA-1, six digits, thirty seconds. */
const SHAPE = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
/** A code of the step before or after is taken too: telephones are rarely right to the second. */
const WINDOW = 1;

/** A new secret: 160 random bits in base32, as RFC 4226 asks. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** The address an authenticator app reads from a QR code. */
export function totpAddress(secret: string, email: string): string {
  return new TOTP({ ...SHAPE, issuer: 'Cụm công nghiệp', label: email, secret: Secret.fromBase32(secret) }).toString();
}

/** The time step a code belongs to, among those taken now; null when it is wrong or no code at all. */
export function stepOfCode(secret: string, code: string, now: Date): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const totp = new TOTP({ ...SHAPE, secret: Secret.fromBase32(secret) });
  const timestamp = now.getTime();
  const delta = totp.validate({ token: code, timestamp, window: WINDOW });
  return delta === null ? null : totp.counter({ timestamp }) + delta;
}

/** The code of an instant; what an authenticator app shows. */
export function codeAt(secret: string, now: Date): string {
  return new TOTP({ ...SHAPE, secret: Secret.fromBase32(secret) }).generate({ timestamp: now.getTime() });
}

/** What somebody typed, without the spaces and dashes that codes are printed with. */
export function typedCode(text: string): string {
  return text.normalize('NFKC').replace(/[\s-]/g, '').toLowerCase();
}
