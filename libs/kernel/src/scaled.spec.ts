import fc from 'fast-check';
import { expect, it } from 'vitest';
import { add, compare, exact, isDecimalString, plain, subtract, sumKnown } from './exact.js';

const digits = (min: number, max: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: min, maxLength: max }).map((d) => d.join(''));
/** Short ones, which machine numbers hold, beside the longest; both often with zeros in front and behind. */
const decimal = fc
  .tuple(fc.boolean(), fc.oneof(digits(1, 6), digits(13, 17), digits(1, 40)), fc.oneof(digits(0, 4), digits(0, 20)))
  .map(([minus, whole, part]) => `${minus ? '-' : ''}${whole}${part === '' ? '' : `.${part}`}`);

it('adds, subtracts and compares as the library of exact decimals does', () => {
  fc.assert(
    fc.property(decimal, decimal, (a, b) => {
      expect(add(a, b)).toBe(plain(exact(a).plus(exact(b))));
      expect(subtract(a, b)).toBe(plain(exact(a).minus(exact(b))));
      expect(compare(a, b)).toBe(exact(a).comparedTo(exact(b)));
    }),
    { numRuns: 2000 },
  );
});

it('sums a long list as the library does, missing parts left out', () => {
  fc.assert(
    fc.property(fc.array(fc.option(decimal, { nil: null }), { minLength: 1, maxLength: 40 }), (list) => {
      const known = list.filter((v) => v !== null);
      const library = known.reduce((total, v) => total.plus(exact(v)), exact('0'));
      expect(sumKnown(list)).toBe(known.length === 0 ? null : plain(library));
    }),
  );
});

it('goes beyond what a machine number holds without losing a digit', () => {
  expect(add('9007199254740991', '1')).toBe('9007199254740992');
  expect(add('9007199254740991', '0.1')).toBe('9007199254740991.1');
  expect(sumKnown(['999999999999999', '999999999999999', '0.00000000000000000001'])).toBe(
    '1999999999999998.00000000000000000001',
  );
  expect(subtract('0.1', '0.1')).toBe('0');
  expect(sumKnown(['-0'])).toBe('0');
  expect(sumKnown(['-0.00', '00012.50'])).toBe('12.5');
});

it('refuses what is no plain decimal, short or long', () => {
  const text = fc.oneof(
    fc.string({ maxLength: 8, unit: fc.constantFrom('0', '1', '9', '.', '-', '+', 'e', ' ') }),
    fc.string({ minLength: 14, maxLength: 30, unit: fc.constantFrom('0', '1', '.', '-') }),
  );
  fc.assert(
    fc.property(text, (one) => {
      if (isDecimalString(one)) expect(sumKnown([one])).toBe(plain(exact(one)));
      else expect(() => sumKnown([one])).toThrow(RangeError);
    }),
    { numRuns: 2000 },
  );
});
