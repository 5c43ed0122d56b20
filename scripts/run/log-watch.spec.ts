import { describe, expect, it } from 'vitest';
import { importantLine } from './log-watch.ts';

describe('a log line', () => {
  it('is shown from level error on', () => {
    expect(importantLine('{"level":50,"msg":"không gửi được thư"}')).toBe('không gửi được thư');
    expect(importantLine('{"level":60,"msg":"dừng"}')).toBe('dừng');
  });

  it('stays in the file otherwise', () => {
    for (const line of ['{"level":30,"msg":"GET /health"}', 'worker ready', '', '50', '{"level":50}'])
      expect(importantLine(line)).toBeNull();
  });
});
