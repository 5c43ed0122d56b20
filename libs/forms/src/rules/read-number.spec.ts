import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printDecimal } from '#lib/kernel';
import {
  type NumberContext,
  type NumberReading,
  readNumber,
  toStatutoryUnit,
  type WrittenUnit,
} from './read-number.js';

const money: readonly WrittenUnit[] = [
  { unit: 'Tỷ đồng', also: ['tỷ'], factor: '1' },
  { unit: 'Triệu đồng', also: ['triệu', 'trđ'], factor: '0.001' },
  { unit: 'đồng', also: ['VND'], factor: '0.000000001' },
];
const area: readonly WrittenUnit[] = [
  { unit: 'ha', also: [], factor: '1' },
  { unit: 'm²', also: ['m2'], factor: '0.0001' },
];
const measure: NumberContext = { whole: false, units: [...money, ...area] };
const count: NumberContext = { whole: true, units: [{ unit: 'Người', also: ['lao động'], factor: '1' }] };

function short(reading: NumberReading): string {
  if (reading.kind === 'value') return reading.unit ? `${reading.value} ${reading.unit.unit}` : reading.value;
  if (reading.kind === 'ambiguous') return `${reading.first}|${reading.second ?? 'none'}`;
  return reading.kind;
}

describe('readNumber', () => {
  it.each([
    ['54', '54'],
    ['0', '0'],
    ['0,0', '0'],
    ['12,5', '12.5'],
    ['12.5', '12.5'],
    ['2927,81', '2927.81'],
    ['2.927,81', '2927.81'],
    ['2,927.81', '2927.81'],
    ['1.234.567', '1234567'],
    ['1,234,567', '1234567'],
    ['1.234.567,8', '1234567.8'],
    ['1.234,567', '1234.567'],
    ['1 234,5', '1234.5'],
    ['1 010.5', '1010.5'],
    ['1 250', '1250'],
    ['1\u00a0250', '1250'],
    ["1'250", '1250'],
    ['0,125', '0.125'],
    ['0.125', '0.125'],
    [',5', '0.5'],
    ['1234,567', '1234.567'],
    ['12,3456', '12.3456'],
    ['-5', '-5'],
    ['−5,25', '-5.25'],
    ['(12,5)', '-12.5'],
    ['+7', '7'],
    ['007', '7'],
    ['５４', '54'],
    ['12,', '12'],
  ])('reads %s as %s', (text, value) => {
    expect(short(readNumber(text, measure))).toBe(value);
  });

  it.each([
    ['1.250', '1250|1.25'],
    ['1,250', '1250|1.25'],
    ['999.999', '999999|999.999'],
    ['-1.250', '-1250|-1.25'],
    ['không', '0|none'],
    ['Không có', '0|none'],
  ])('asks about %s', (text, readings) => {
    expect(short(readNumber(text, measure))).toBe(readings);
  });

  it('knows 1.250 workers to be 1250, because there is no quarter of a worker', () => {
    expect(short(readNumber('1.250', count))).toBe('1250');
    expect(short(readNumber('25,430', count))).toBe('25430');
  });

  it('asks about 12.000 workers, because 12 workers with three decimals are whole too', () => {
    expect(short(readNumber('12.000', count))).toBe('12000|12');
    expect(short(readNumber('12.000 người', count))).toBe('12000 Người');
  });

  it('takes the dot before a Vietnamese unit word for thousands, as Vietnamese text does', () => {
    expect(short(readNumber('1.250 triệu đồng', measure))).toBe('1250 Triệu đồng');
    expect(short(readNumber('1,250 triệu đồng', measure))).toBe('1250|1.25');
    expect(short(readNumber('1.250 ha', measure))).toBe('1250|1.25');
  });

  it('follows the habit of a sender once it is settled', () => {
    expect(short(readNumber('1.250', { ...measure, writing: 'vi' }))).toBe('1250');
    expect(short(readNumber('1.250', { ...measure, writing: 'en' }))).toBe('1.25');
    expect(short(readNumber('1,250', { ...measure, writing: 'vi' }))).toBe('1.25');
  });

  it.each([
    ['2.927,81 ha', '2927.81 ha'],
    ['500 triệu đồng', '500 Triệu đồng'],
    ['500 TRĐ', '500 Triệu đồng'],
    ['3,5 tỉ', '3.5 Tỷ đồng'],
    ['12m2', '12 m²'],
    ['12 m²', '12 m²'],
    ['86.400.000.000 đồng', '86400000000 đồng'],
  ])('reads the unit in %s', (text, value) => {
    expect(short(readNumber(text, measure))).toBe(value);
  });

  it('converts to the statutory unit exactly', () => {
    expect(toStatutoryUnit('86400000001', money[2] as WrittenUnit)).toBe('86.400000001');
    expect(toStatutoryUnit('333', money[1] as WrittenUnit)).toBe('0.333');
    expect(toStatutoryUnit('5', null)).toBe('5');
  });

  it.each([
    ['', 'blank'],
    ['  \u00a0 ', 'blank'],
    ['-', 'mark'],
    ['–', 'mark'],
    ['…', 'mark'],
    ['x', 'mark'],
    ['Chưa có số liệu', 'mark'],
    ['abc', 'not_a_number'],
    ['khoảng 12', 'not_a_number'],
    ['12-15', 'not_a_number'],
    ['1.2.3', 'not_a_number'],
    ['12.34,5', 'not_a_number'],
    ['1.23.456', 'not_a_number'],
    ['15/01/2026', 'not_a_number'],
    ['1E5', 'not_a_number'],
    ['86.000 USD', 'unit_unclear'],
    ['(5', 'not_a_number'],
    ['12..5', 'not_a_number'],
    ['12 34', 'not_a_number'],
  ])('does not take %j for a number (%s)', (text, kind) => {
    expect(readNumber(text, measure).kind).toBe(kind);
  });

  it('never gives another number than the one printed, in either writing', () => {
    const decimals = fc
      .tuple(fc.bigInt({ min: 0n, max: 10n ** 12n }), fc.bigInt({ min: 0n, max: 999_999n }))
      .map(([w, f]) => `${w}.${f}`.replace(/\.?0+$/, (zeros) => (zeros.startsWith('.') ? '' : zeros)));
    fc.assert(
      fc.property(decimals, fc.constantFrom('vi' as const, 'en' as const), (value, locale) => {
        const reading = readNumber(printDecimal(value, locale), measure);
        const expected = printDecimal(value, 'en').replaceAll(',', '');
        if (reading.kind === 'ambiguous') expect([reading.first, reading.second]).toContain(expected);
        else expect(reading).toMatchObject({ kind: 'value', value: expected });
      }),
    );
  });

  it('ends with an answer for any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => void readNumber(text, measure)));
  });
});
