import { describe, expect, it } from 'vitest';
import { ManualClock } from '#lib/kernel';
import { RateLimit } from './rate-limit.js';

describe('the limit of requests', () => {
  const start = new Date('2026-06-05T08:00:00+07:00');
  const at = (seconds: number): Date => new Date(start.getTime() + seconds * 1000);

  it('lets so many pass in a minute and says how long to wait', () => {
    const clock = new ManualClock(start);
    const limit = new RateLimit(clock, 3);
    expect([limit.refusal('a'), limit.refusal('a'), limit.refusal('a')]).toEqual([null, null, null]);
    clock.moveTo(at(15));
    expect(limit.refusal('a')).toBe(45);
  });

  it('counts keys apart', () => {
    const limit = new RateLimit(new ManualClock(start), 1);
    expect([limit.refusal('a'), limit.refusal('b'), limit.refusal('a')]).toEqual([null, null, 60]);
  });

  it('does not let twice as many pass around the turn of a minute', () => {
    const clock = new ManualClock(at(59));
    const limit = new RateLimit(clock, 10);
    for (let i = 0; i < 10; i++) expect(limit.refusal('a')).toBeNull();
    clock.moveTo(at(60));
    expect(limit.refusal('a')).toBe(60);
    // Half of the minute before has faded: five pass, the sixth does not.
    clock.moveTo(at(90));
    const passed = Array.from({ length: 8 }, () => limit.refusal('a')).filter((wait) => wait === null);
    expect(passed).toHaveLength(5);
  });

  it('forgets after two silent minutes', () => {
    const clock = new ManualClock(start);
    const limit = new RateLimit(clock, 1);
    limit.refusal('a');
    clock.moveTo(at(121));
    expect(limit.refusal('a')).toBeNull();
  });
});
