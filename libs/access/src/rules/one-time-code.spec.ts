import { describe, expect, it } from 'vitest';
import { codeAt, newTotpSecret, stepOfCode, totpAddress, typedCode } from './one-time-code.js';

/** RFC 6238, appendix B: secret "12345678901234567890" in base32; the last six of the printed eight digits. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const at = (seconds: number) => new Date(seconds * 1000);

describe('a one-time code', () => {
  it.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
  ])('at %i s is the one of RFC 6238', (seconds, code) => {
    expect(codeAt(SECRET, at(seconds))).toBe(code);
    expect(stepOfCode(SECRET, code, at(seconds))).toBe(Math.floor(seconds / 30));
  });

  it('is taken one step early and one late, and names its own step, but no further', () => {
    const step = Math.floor(1234567890 / 30);
    expect(stepOfCode(SECRET, '005924', at(1234567890 + 30))).toBe(step);
    expect(stepOfCode(SECRET, '005924', at(1234567890 - 30))).toBe(step);
    expect(stepOfCode(SECRET, '005924', at(1234567890 + 60))).toBeNull();
    expect(stepOfCode(SECRET, '005924', at(1234567890 - 60))).toBeNull();
  });

  it('is six digits and nothing else', () => {
    for (const text of ['', '00592', '0059240', 'abcdef', '٠٠٥٩٢٤'])
      expect(stepOfCode(SECRET, text, at(1234567890))).toBeNull();
    expect(typedCode(' 005 924 ')).toBe('005924');
  });

  it('comes from a secret of 160 bits that an app reads from its address', () => {
    const secret = newTotpSecret();
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    const address = new URL(totpAddress(secret, 'canbo@so.gov.vn'));
    expect(address.protocol).toBe('otpauth:');
    expect(address.searchParams.get('secret')).toBe(secret);
    expect(decodeURIComponent(address.pathname)).toContain('canbo@so.gov.vn');
  });
});
