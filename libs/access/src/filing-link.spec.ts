import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filingLink, readFilingLink } from './filing-link.js';

const secret = Buffer.from('00112233445566778899aabbccddeeff', 'hex');
const link = {
  obligationId: '01890f3e-7d6a-7c3b-8f10-0123456789ab',
  officeId: '01890f3e-7d6a-7c3b-8f10-ba9876543210',
  expiresAt: new Date('2026-07-01T00:00:00+07:00'),
};
const now = new Date('2026-06-10T08:00:00+07:00');

describe('a link to one filing', () => {
  it('opens what it was made for until its instant, and is the same each time it is made', () => {
    const text = filingLink(secret, link);
    expect(text).toMatch(/^[\w-]{70}$/);
    expect(filingLink(secret, link)).toBe(text);
    expect(readFilingLink(secret, text, now)).toEqual({ link });
    expect(readFilingLink(secret, text, new Date(link.expiresAt.getTime() - 1))).toEqual({ link });
    expect(readFilingLink(secret, text, link.expiresAt)).toEqual({ refused: 'expired' });
  });

  it('with any one byte changed, cut, lengthened, or of another installation opens nothing', () => {
    const bytes = Buffer.from(filingLink(secret, link), 'base64url');
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ by;
        expect(readFilingLink(secret, changed.toString('base64url'), now)).toEqual({ refused: 'broken' });
      }),
    );
    for (const text of ['', 'x', bytes.subarray(0, 51).toString('base64url'), `${bytes.toString('base64url')}AA`])
      expect(readFilingLink(secret, text, now)).toEqual({ refused: 'broken' });
    // The last letter carries four bits that mean nothing: another one there is another text.
    const text = bytes.toString('base64url');
    for (const last of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ')
      if (!text.endsWith(last))
        expect(readFilingLink(secret, `${text.slice(0, -1)}${last}`, now)).toEqual({ refused: 'broken' });
    expect(readFilingLink(randomBytes(32), bytes.toString('base64url'), now)).toEqual({ refused: 'broken' });
  });
});
