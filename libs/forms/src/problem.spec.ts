import { describe, expect, it } from 'vitest';
import { problem } from './problem.js';
import { PROBLEM_CODES } from './problem-codes.js';
import { PROBLEMS } from './problem-texts.js';

describe('the catalogue of findings', () => {
  it('has every code once, with a sentence in both languages that ends as one', () => {
    expect(new Set(PROBLEM_CODES).size).toBe(PROBLEM_CODES.length);
    expect(Object.keys(PROBLEMS)).toEqual([...PROBLEM_CODES]);
    for (const code of PROBLEM_CODES) {
      expect(code).toMatch(/^[A-Z][A-Z0-9_]*$/);
      expect(PROBLEMS[code].vi, code).toMatch(/\.$/);
      expect(PROBLEMS[code].en, code).toMatch(/\.$/);
    }
  });

  it('asks for the same details in both languages', () => {
    const names = (text: string) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]))].sort();
    for (const code of PROBLEM_CODES) expect(names(PROBLEMS[code].vi), code).toEqual(names(PROBLEMS[code].en));
  });

  it('is written in composed Vietnamese', () => {
    for (const code of PROBLEM_CODES) expect(PROBLEMS[code].vi).toBe(PROBLEMS[code].vi.normalize('NFC'));
  });
});

describe('a finding', () => {
  it('says where, what and what to do, with numbers as the reader prints them', () => {
    const found = problem('AMBIGUOUS_NUMBER', {
      sheet: 'Biểu 04',
      cell: 'D9',
      key: 'planned_area',
      raw: '1.250',
      first: { decimal: '1250' },
      second: { decimal: '1.25' },
    });
    expect(found).toEqual({
      code: 'AMBIGUOUS_NUMBER',
      severity: 'error',
      sheet: 'Biểu 04',
      cell: 'D9',
      key: 'planned_area',
      message:
        'Trang “Biểu 04”, ô D9: “1.250” có thể hiểu là 1.250 hoặc 1,25. Hãy ghi lại cho rõ, hoặc đổi ô sang kiểu số.',
      messageEn:
        'Sheet "Biểu 04", cell D9: "1.250" may mean 1,250 or 1.25. Write it so that it is clear, or make the cell numeric.',
    });
  });

  it('about a whole file has no place', () => {
    expect(problem('FILE_TRUNCATED', {})).toMatchObject({ sheet: null, cell: null, key: null, severity: 'error' });
  });

  it('cuts what a hostile cell contains, and takes braces in it for text', () => {
    const long = problem('NOT_A_NUMBER', { sheet: 'A', cell: 'B1', raw: 'x'.repeat(100_000) });
    expect(long.message.length).toBeLessThan(500);
    expect(problem('NOT_A_NUMBER', { sheet: 'A', cell: 'B1', raw: '{where}$&' }).message).toContain('“{where}$&”');
  });

  it('may weigh otherwise where the case does', () => {
    expect(problem('UNIT_CONVERTED', { severity: 'error', from: 'a', to: 'b' }).severity).toBe('error');
  });
});
