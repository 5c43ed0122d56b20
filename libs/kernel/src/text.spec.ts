import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchKey, searchKey, tidy } from './text.js';

describe('tidy text', () => {
  it('joins decomposed letters, drops invisible characters, makes one space of many', () => {
    expect(tidy('Lao\u0300  Cai ')).toBe('Laò Cai');
    expect(tidy('\u00a0Sở\u00a0\u2003Công\tThương\n')).toBe('Sở Công Thương');
    expect(tidy('\ufeffBiểu\u200b số')).toBe('Biểu số');
  });

  it('joins a letter and its mark even with an invisible character between', () => {
    expect(tidy('a\u200b\u0301')).toBe('á');
  });

  it('has nothing left to do the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(tidy(tidy(text))).toBe(tidy(text));
      }),
    );
  });
});

describe('names and labels that are the same', () => {
  it.each([
    ['Thanh Hoá', 'Thanh Hóa'],
    ['Uỷ ban nhân dân', 'Ủy ban nhân dân'],
    ['Tỉ lệ lấp đầy', 'Tỷ lệ lấp đầy'],
    ['Hạ tầng kĩ thuật', 'hạ tầng kỹ thuật'],
    ['LÀO CAI', 'Lào Cai'],
    ['Lào Cai'.normalize('NFD'), 'Lào Cai'],
    ['Luỹ kế', 'Lũy kế'],
    ['Khoẻ', 'Khỏe'],
    ['Quý', 'quý'],
    ['Sở  Công\u00a0Thương', 'Sở Công Thương'],
    ['Ðông An', 'Đông An'], // U+00D0, the Icelandic letter of old fonts
    ['Số lượng (cụm): 15.1+15.2', 'số lượng cụm 15.1 + 15.2'],
  ])('%s = %s', (a, b) => {
    expect(matchKey(a)).toBe(matchKey(b));
  });

  it.each([
    ['Bảo Hà', 'Bắc Hà'],
    ['Đông An', 'Dông An'],
    ['Yên Hợp 1', 'Yên Hợp 2'],
    ['Yên Hợp', 'Yên Hợp 1'],
    ['Âu Lâu', 'Au Lau'],
    ['Tân', 'Tấn'],
    ['Mậu A', 'Mẫu A'],
  ])('%s is not %s', (a, b) => expect(matchKey(a)).not.toBe(matchKey(b)));

  it('does not change when folded again, nor by case or decomposition', () => {
    const syllable = fc.constantFrom(
      'Thuỷ',
      'thủy',
      'Quý',
      'Mỹ',
      'mĩ',
      'Đắk',
      'Nguyễn',
      'Hoà',
      'hòa',
      'Tỷ',
      'Ệ',
      '15.1',
      'km²',
    );
    const name = fc.array(syllable, { maxLength: 6 }).map((s) => s.join(' '));
    fc.assert(
      fc.property(name, (text) => {
        const key = matchKey(text);
        expect(matchKey(key)).toBe(key);
        expect(matchKey(text.toUpperCase())).toBe(key);
        expect(matchKey(text.normalize('NFD'))).toBe(key);
      }),
    );
  });
});

describe('search without marks', () => {
  it('finds what was typed on a keyboard without Vietnamese', () => {
    expect(searchKey('Đông An')).toBe('dong an');
    expect(searchKey('  Thượng BẰNG La ')).toBe('thuong bang la');
    expect(searchKey('Ðông An')).toBe('dong an');
  });
});
