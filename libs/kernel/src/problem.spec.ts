import { describe, expect, it } from 'vitest';
import { DomainError } from './problem.js';

describe('an expected failure in flight', () => {
  it('carries its code, both sentences and its place', () => {
    const e = new DomainError({ code: 'X', message: 'Sai.', messageEn: 'Wrong.', path: 'unit' });
    expect(e).toBeInstanceOf(Error);
    expect([e.name, e.code, e.message, e.messageEn, e.path]).toEqual(['DomainError', 'X', 'Sai.', 'Wrong.', 'unit']);
  });

  it('does without the optional ones', () => {
    const e = new DomainError({ code: 'X', message: 'Sai.' });
    expect([e.messageEn, e.path]).toEqual([undefined, undefined]);
  });
});
