import { describe, expect, it } from 'vitest';
import { daysLeft, slackDays } from './slack.js';
import { filerOf, formsBelow, formsWaitingFor } from './tiers.js';

const due = (day: string) => new Date(`${day}T00:00:00+07:00`);

describe('days', () => {
  it('left are counted to the last day on time, in Vietnam', () => {
    const left = (now: string) => daysLeft(due('2026-06-20'), new Date(now));
    expect(left('2026-06-01T00:00:00+07:00')).toBe(18);
    expect(left('2026-06-19T23:59:59.999+07:00')).toBe(0);
    expect(left('2026-06-20T00:00:00+07:00')).toBe(-1);
    // Still the 19th in UTC, the 20th in Vietnam.
    expect(left('2026-06-19T18:00:00Z')).toBe(-1);
  });

  it('of slack are five between the tiers of six months, and six before the end of the year', () => {
    expect(slackDays(due('2026-06-20'), due('2026-06-25'))).toBe(5);
    expect(slackDays(due('2026-06-25'), due('2026-06-30'))).toBe(5);
    expect(slackDays(due('2026-12-25'), due('2026-12-31'))).toBe(6);
    expect(slackDays(due('2026-07-02'), due('2026-06-30'))).toBe(-2);
  });
});

describe('the chain of review', () => {
  it('lets form 01 hold up 03, form 02 both 03 and 04, form 03 form 04', () => {
    expect((['01', '02', '03', '04'] as const).map(formsWaitingFor)).toEqual([['03'], ['03', '04'], ['04'], []]);
    expect((['01', '02', '03', '04'] as const).map(filerOf)).toEqual([
      'enterprise',
      'investor',
      'commune',
      'department',
    ]);
  });

  it('puts every form below the ministry, three below a department, two below a commune', () => {
    expect([null, '04', '03', '02', '01'].map((form) => formsBelow(form as '04' | null))).toEqual([
      ['04', '03', '02', '01'],
      ['03', '02', '01'],
      ['02', '01'],
      [],
      [],
    ]);
  });
});
