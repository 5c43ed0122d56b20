import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printDecimal } from '#lib/kernel';
import {
  findUnit,
  type NumberContext,
  type NumberReading,
  readNumber,
  toStatutoryUnit,
  unitKey,
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
    ['5', '5'],
    [',55', '0.55'],
    ["'12", '12'],
    ["''12", '12'],
    ['12 345', '12345'],
    ['1 234 567', '1234567'],
    ['1 234,56', '1234.56'],
    ['123 456.789', '123456.789'],
    ['-0', '0'],
    ['-0,0', '0'],
    ['( 5 )', '-5'],
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
    ['(5 ha)', '-5 ha'],
    // A bracket too many behind a unit makes it no other unit.
    ['5 ha)', '5 ha'],
  ])('reads the unit in %s', (text, value) => {
    expect(short(readNumber(text, measure))).toBe(value);
  });

  it.each([
    'x',
    'n/a',
    'NA',
    'chưa có số liệu',
    'không có số liệu',
    'chưa có',
    'chưa thống kê',
    'chưa tổng hợp',
    'không thống kê',
    '--',
    '***',
  ])('takes "%s" for no figure, which is not zero', (text) => {
    expect(readNumber(text, measure)).toEqual({ kind: 'mark' });
  });

  it.each(['không', 'không có', 'không phát sinh', 'chưa phát sinh', 'ko', 'K', 'k có', 'ko có'])(
    'asks whether "%s" is zero or no figure',
    (text) => {
      expect(readNumber(text, measure)).toEqual({ kind: 'ambiguous', first: '0', second: null });
    },
  );

  it('tells digits alone from what had to be read', () => {
    const asWritten = (text: string) => {
      const reading = readNumber(text, measure);
      return reading.kind === 'value' && reading.asWritten;
    };
    expect(['5', '54', '5 ha', '5ha', '5,5', '+5', '1 250'].map(asWritten)).toEqual([
      ...[true, true],
      ...[false, false, false, false, false],
    ]);
  });

  it.each([
    ['abc', false],
    ['abc-', false],
    ['khoảng 12', true],
    ['12)', true],
    ['(5 ha', true],
    ['12-15', true],
    ['1.2.3', false],
    ['12..5', false],
    ["1'25", false],
    ['1234 567', false],
    ['1 234 5', false],
    ['12..', false],
    ['1.234.567.8', false],
    ['1,234,567,8', false],
    ['1234,567,890', false],
    // The mark of a square stands at the end of a unit only.
    ['5 k2m', true],
  ])('says of %j that it is no number, among words: %s', (text, mixed) => {
    expect(readNumber(text, measure)).toEqual({ kind: 'not_a_number', mixed });
  });

  it('takes up to 120 characters for one number, and no more', () => {
    // 120 digits are looked at and too large for any figure; 121 are not looked at.
    expect(readNumber('9'.repeat(120), measure)).toEqual({ kind: 'not_a_number', mixed: false });
    expect(readNumber('9'.repeat(121), measure)).toEqual({ kind: 'not_a_number', mixed: true });
    expect(readNumber('a'.repeat(121), measure)).toEqual({ kind: 'not_a_number', mixed: false });
  });

  it('asks about a short word behind the number, not about a sentence', () => {
    expect(readNumber(`5 ${'a'.repeat(30)}`, measure)).toEqual({ kind: 'unit_unclear', found: 'a'.repeat(30) });
    expect(readNumber(`5 ${'a'.repeat(31)}`, measure)).toEqual({ kind: 'not_a_number', mixed: true });
    expect(readNumber('5 m3', measure)).toEqual({ kind: 'unit_unclear', found: 'm3' });
    expect(readNumber('5 $', measure)).toEqual({ kind: 'unit_unclear', found: '$' });
  });

  it('knows a Vietnamese unit by more than its first or last letters', () => {
    const longer: NumberContext = {
      whole: false,
      units: ['triệu đồng/ha', 'ha đất', 'USD'].map((unit) => ({ unit, also: [], factor: '1' })),
    };
    expect(short(readNumber('1.250 triệu đồng/ha', longer))).toBe('1250 triệu đồng/ha');
    expect(short(readNumber('1.250 ha đất', longer))).toBe('1250 ha đất');
    expect(short(readNumber('1.250 usd', longer))).toBe('1250|1.25');
  });

  it('compares units by what is written, whatever marks and spaces; per cent is kept', () => {
    const keys = ['m²', 'M2', ' ₫ ', '%', '% / năm', 'ha'].map((unit) => unitKey(unit).normalize('NFC'));
    expect(keys).toEqual(['m2', 'm2', 'đ', '%', '% năm', 'ha']);
    expect(unitKey('đồng / người')).toBe(unitKey('đồng/người'));
    expect(findUnit('m2', [{ unit: 'm²', also: [], factor: '1' }])?.unit).toBe('m²');
    expect(findUnit('năm', [{ unit: '% năm', also: [], factor: '1' }])).toBeUndefined();
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
