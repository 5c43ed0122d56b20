import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storedDecimal } from './stored-number.js';

describe('storedDecimal', () => {
  it.each([
    ['0.1', '0.1'],
    ['54', '54'],
    ['5.0', '5'],
    ['-0', '0'],
    ['-2.50', '-2.5'],
    ['1E-3', '0.001'],
    ['4.86E+1', '48.6'],
    ['1.5e10', '15000000000'],
    ['.5', '0.5'],
    ['2927.81', '2927.81'],
    // Seventeen digits of a double that people typed as fewer.
    ['1.1000000000000001', '1.1'],
    ['0.29020000000000001', '0.2902'],
    ['0.28999999999999998', '0.29'],
    ['2927.8100000000004', '2927.81'],
    ['0.30000000000000004', '0.3'],
    ['86.40000000000001', '86.4'],
    ['99999999999999.999', '100000000000000'],
    ['123456789012345', '123456789012345'],
    ['1e-25', '0'],
  ])('reads %s as %s', (text, value) => {
    expect(storedDecimal(text)).toBe(value);
  });

  it.each(['', '.', 'abc', '1,5', '0x10', 'Infinity', 'NaN', '1e999', '--1'])('refuses %j', (text) => {
    expect(storedDecimal(text)).toBeNull();
  });

  it('gives back every number of up to fifteen digits, however a program writes its double', () => {
    const typed = fc.tuple(fc.integer({ min: 1, max: 999_999_999 }), fc.integer({ min: 0, max: 999_999 }));
    fc.assert(
      fc.property(typed, ([whole, fraction]) => {
        const text = `${whole}.${String(fraction).padStart(6, '0')}`.replace(/\.?0+$/, '');
        const value = text === '' || text === `${whole}`.replace(/0+$/, '') ? `${whole}` : text;
        expect(storedDecimal(Number(value).toPrecision(17))).toBe(value);
        expect(storedDecimal(String(Number(value)))).toBe(value);
      }),
    );
  });
});
