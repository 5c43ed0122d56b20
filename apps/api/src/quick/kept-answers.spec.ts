import { describe, expect, it } from 'vitest';
import { ManualClock } from '#lib/kernel';
import { KeptAnswers } from './kept-answers.js';

const clock = new ManualClock(new Date('2026-06-01T08:00:00+07:00'));
const kept = (bytes: number) => new KeptAnswers(clock, { bytes, ms: 60_000 });
const body = (bytes: number, letter = 'x'): Buffer => Buffer.from(letter.repeat(bytes));

describe('kept answers', () => {
  it('give back the very bytes under a name of their content', () => {
    const answers = kept(10_000);
    const { etag } = answers.keep('a', body(100));
    expect(answers.get('a')).toMatchObject({ body: body(100), etag });
    expect(answers.keep('b', body(100)).etag).toBe(etag);
    expect(answers.keep('c', body(100, 'y')).etag).not.toBe(etag);
    expect(answers.get('d')).toBeNull();
  });

  it('hold no more than their bytes: the one longest not asked for goes', () => {
    const answers = kept(1_000);
    // 45 letters of a name, 2 of a key, 53 of the answer: 100 each.
    for (const key of 'abcdefghij') answers.keep(key, body(53));
    expect(answers.bytes).toBe(1_000);
    answers.get('a');
    answers.keep('k', body(53));
    expect([answers.get('a'), answers.get('b'), answers.get('k')].map((found) => found !== null)).toEqual([
      true,
      false,
      true,
    ]);
    expect(answers.bytes).toBe(1_000);
  });

  it('put the newer in the place of the older, and count it once', () => {
    const answers = kept(1_000);
    answers.keep('a', body(53));
    answers.keep('a', body(13, 'y'));
    expect(answers.bytes).toBe(60);
    expect(answers.get('a')?.body).toEqual(body(13, 'y'));
  });

  it('keep none that would push out most of the others', () => {
    const answers = kept(1_000);
    expect(answers.keep('a', body(200)).etag).toMatch(/^"/);
    expect([answers.get('a'), answers.bytes]).toEqual([null, 0]);
  });

  it('are forgotten after their time', () => {
    const answers = kept(1_000);
    answers.keep('a', body(53));
    clock.moveTo(new Date('2026-06-01T08:00:59.999+07:00'));
    expect(answers.get('a')).not.toBeNull();
    clock.moveTo(new Date('2026-06-01T08:01:00+07:00'));
    expect([answers.get('a'), answers.bytes]).toEqual([null, 0]);
  });
});
