import { describe, expect, it } from 'vitest';
import { hashPassword, passwordMatches } from './password.js';
import { csrfMatches, csrfTokenOf, hashSecret, newPassword, newSecret } from './secrets.js';

describe('secrets', () => {
  it('have 256 bits and are never the same', () => {
    const many = new Set(Array.from({ length: 200 }, () => newSecret()));
    expect(many.size).toBe(200);
    expect(Buffer.from([...many][0] as string, 'base64url')).toHaveLength(32);
  });

  it('are stored as SHA-256', () => {
    expect(hashSecret('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it('the CSRF token belongs to one session', () => {
    const [mine, other] = [newSecret(), newSecret()];
    expect(csrfMatches(mine, csrfTokenOf(mine))).toBe(true);
    expect(csrfMatches(mine, csrfTokenOf(other))).toBe(false);
    expect(csrfMatches(mine, '')).toBe(false);
    expect(csrfMatches(mine, null)).toBe(false);
  });

  it('passwords to be typed have no look-alike letters', () => {
    for (let i = 0; i < 50; i++) expect(newPassword()).toMatch(/^([a-hjkmnp-z2-9]{5}-){3}[a-hjkmnp-z2-9]{5}$/);
  });
});

describe('passwords', () => {
  it('are kept as argon2id with the cost OWASP asks for', async () => {
    expect(await hashPassword('mật khẩu đủ dài')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('match however the keyboard composed the letters', async () => {
    const stored = await hashPassword('Lục Yên mùa nước nổi'.normalize('NFD'));
    expect(await passwordMatches('Lục Yên mùa nước nổi'.normalize('NFC'), stored)).toBe(true);
    expect(await passwordMatches('luc Yên mùa nước nổi', stored)).toBe(false);
  });

  it('never match where there is no account', async () => {
    expect(await passwordMatches('không ai dùng mật khẩu này', null)).toBe(false);
  });

  it('must be neither short nor endless', async () => {
    await expect(hashPassword('ngắn quá')).rejects.toMatchObject({ code: 'PASSWORD_TOO_SHORT' });
    await expect(hashPassword('x'.repeat(201))).rejects.toMatchObject({ code: 'PASSWORD_TOO_LONG' });
  });
});
