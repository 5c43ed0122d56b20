import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add,
  compare,
  decimalsOf,
  exact,
  isDecimalString,
  multiply,
  percentOf,
  plain,
  printDecimal,
  round,
  subtract,
  sumKnown,
} from './exact.js';

/** Any plain decimal of up to 40 whole and 20 fractional digits. */
const digits = (min: number, max: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: min, maxLength: max }).map((d) => d.join(''));
const decimal = fc
  .tuple(fc.boolean(), digits(1, 40), digits(0, 20))
  .map(([minus, whole, part]) => `${minus ? '-' : ''}${whole}${part === '' ? '' : `.${part}`}`);

/** The same value as a whole number of 10^-20, the oracle of exactness. */
const scaled = (text: string): bigint => {
  const [whole = '0', part = ''] = text.replace('-', '').split('.');
  const size = BigInt(whole) * 10n ** 20n + BigInt(part.padEnd(20, '0'));
  return text.startsWith('-') ? -size : size;
};

describe('plain decimals', () => {
  it.each(['0', '-0', '12', '12.50', '-0.001', '0.00000000000000000001'])('reads %s', (text) => {
    expect(isDecimalString(text)).toBe(true);
  });

  it.each(['', ' 1', '1 ', '1,5', '1.', '.5', '+1', '1e3', 'NaN', 'Infinity', '0x1', '1_000', '--1', '1.2.3', '١'])(
    'refuses %j',
    (text) => {
      expect(isDecimalString(text)).toBe(false);
      expect(() => exact(text)).toThrow(RangeError);
    },
  );

  it('prints the shortest text of a value, without exponent and without minus zero', () => {
    expect(plain(exact('12.50'))).toBe('12.5');
    expect(plain(exact('-0.00'))).toBe('0');
    expect(plain(exact('0.00000000000000000001'))).toBe('0.00000000000000000001');
    expect(plain(exact('1000000000000000000000000000000'))).toBe('1000000000000000000000000000000');
  });

  it('reads back what it prints', () => {
    fc.assert(
      fc.property(decimal, (a) => {
        expect(scaled(plain(exact(a)))).toBe(scaled(a));
      }),
    );
  });
});

describe('arithmetic', () => {
  it('has none of the slips of binary floating point', () => {
    expect(add('0.1', '0.2')).toBe('0.3');
    expect(multiply('60495583995', '0.000000001')).toBe('60.495583995'); // đồng to tỷ đồng
    expect(multiply('544874.8', '0.0001')).toBe('54.48748'); // m² to ha
    expect(subtract('3052.81', '2927.81')).toBe('125');
  });

  it('adds and subtracts exactly at any size', () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        const whole = (text: string) => scaled(text.length > 70 ? '0' : text);
        expect(whole(add(a, b))).toBe(scaled(a) + scaled(b));
        expect(whole(subtract(a, b))).toBe(scaled(a) - scaled(b));
        expect(compare(a, b)).toBe(scaled(a) < scaled(b) ? -1 : scaled(a) > scaled(b) ? 1 : 0);
      }),
    );
  });

  it('multiplies exactly at any size', () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        const [whole = '0', part = ''] = multiply(a, b).replace('-', '').split('.');
        const size = BigInt(whole) * 10n ** 40n + BigInt(part.padEnd(40, '0'));
        const product = scaled(a) * scaled(b);
        expect(size).toBe(product < 0n ? -product : product);
      }),
    );
  });

  it('counts the decimals really used', () => {
    expect(decimalsOf('1.50')).toBe(1);
    expect(decimalsOf('7')).toBe(0);
    expect(decimalsOf('2927.81')).toBe(2);
  });

  it('rounds half up, away from zero', () => {
    expect(round('2.345', 2)).toBe('2.35');
    expect(round('2.344999', 2)).toBe('2.34');
    expect(round('-2.345', 2)).toBe('-2.35');
    expect(round('99.995', 2)).toBe('100');
  });
});

describe('missing is not zero', () => {
  it('leaves missing parts out and knows no sum of nothing', () => {
    expect(sumKnown([])).toBeNull();
    expect(sumKnown([null, null])).toBeNull();
    expect(sumKnown([null, '0', null])).toBe('0');
    expect(sumKnown(['1.5', null, '2.5'])).toBe('4');
  });

  it('is the same in any order and with any number of missing parts', () => {
    const parts = fc.array(fc.option(decimal, { nil: null }), { maxLength: 12 });
    fc.assert(
      fc.property(parts, (values) => {
        const known = values.filter((v) => v !== null);
        const sum = sumKnown(values);
        expect(sum).toBe(sumKnown([...values].reverse()));
        expect(sum === null).toBe(known.length === 0);
      }),
    );
  });

  it('knows no rate of a missing or zero whole', () => {
    expect(percentOf(null, '10')).toBeNull();
    expect(percentOf('1', null)).toBeNull();
    expect(percentOf('0', '0')).toBeNull();
    expect(percentOf('0', '10')).toBe('0');
  });
});

describe('percentages', () => {
  it('are recomputed from their parts and never clipped at 100', () => {
    expect(percentOf('203.759', '668.314')).toBe('30.49'); // Lào Cai, 2026-10-01
    expect(percentOf('188.749', '650.324')).toBe('29.02'); // Lào Cai, 2026-09-28
    expect(percentOf('717.8', '850.68')).toBe('84.38'); // Tây Ninh
    expect(percentOf('3', '2')).toBe('150');
    expect(percentOf('1', '3', 4)).toBe('33.3333');
  });
});

describe('printing', () => {
  it('follows the reader', () => {
    expect(printDecimal('1234567.5', 'vi')).toBe('1.234.567,5');
    expect(printDecimal('1234567.5', 'en')).toBe('1,234,567.5');
    expect(printDecimal('-1234', 'vi')).toBe('-1.234');
    expect(printDecimal('-123', 'vi')).toBe('-123');
    expect(printDecimal('0.001', 'vi')).toBe('0,001');
    expect(printDecimal('999', 'en')).toBe('999');
  });

  it('keeps every digit', () => {
    fc.assert(
      fc.property(decimal, (a) => {
        expect(printDecimal(a, 'vi').replaceAll('.', '').replace(',', '.')).toBe(plain(exact(a)));
        expect(printDecimal(a, 'en').replaceAll(',', '')).toBe(plain(exact(a)));
      }),
    );
  });
});
