import { describe, expect, it } from 'vitest';
import { plainFailure } from './plain-failure.js';

describe('why a job failed, in plain words', () => {
  it.each([
    ['connect ECONNREFUSED 10.1.2.3:5432', /Mất kết nối/],
    ['job stalled more than allowable limit', /worker dừng giữa chừng/],
    ['no handler for the job old.name', /phiên bản cũ/],
    ['canceling statement due to statement timeout', /quá thời gian/],
    ['SMTP: connect ECONNREFUSED 127.0.0.1:25', /Máy chủ thư/],
    ['deadlock detected', /Trùng lúc/],
    ['write ENOSPC', /Ổ đĩa/],
    ["Cannot read properties of undefined (reading 'x')", /chưa lường trước/],
    [null, /chưa lường trước/],
  ])('%s', (reason, sentence) => {
    expect(plainFailure(reason).vi).toMatch(sentence);
  });

  it('shows nothing of the words themselves', () => {
    const told = plainFailure('connect ECONNREFUSED 10.1.2.3:5432 user=ccn password=abc');
    expect(`${told.vi} ${told.en}`).not.toMatch(/10\.1|abc|ccn/);
  });
});
