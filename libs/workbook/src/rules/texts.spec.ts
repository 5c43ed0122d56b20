import { describe, expect, it } from 'vitest';
import { cellAddress, parseAddress, parseRange } from './address.js';
import { isShortened, isTypingError, labelKeys, rowNumber, splitLeadingNumber } from './label-key.js';
import { decodeLegacy } from './legacy-encoding.js';
import { formatWords, isDateFormat, isPercentFormat, serialDate } from './number-format.js';
import { periodInTitle, readPeriod } from './period-text.js';

describe('readPeriod', () => {
  it.each([
    ['6 tháng đầu năm 2026', '2026-H1'],
    ['6 tháng năm 2026', '2026-H1'],
    ['Sáu tháng đầu năm 2026', '2026-H1'],
    ['6 tháng/2026', '2026-H1'],
    ['6T/2026', '2026-H1'],
    ['Năm 2026', '2026-Y'],
    ['năm 2026.', '2026-Y'],
    ['cả năm 2026', '2026-Y'],
    ['12 tháng năm 2026', '2026-Y'],
    ['Báo cáo năm 2026 (số liệu đến 14/12/2026)', '2026-Y'],
    ['2026-H1', '2026-H1'],
  ])('reads %s', (text, period) => {
    expect(readPeriod(text)).toEqual({ kind: 'period', period });
  });

  it.each([
    ['6 tháng/năm', 'printed'],
    ['6 tháng/năm ....', 'printed'],
    ['6 tháng/năm 2026', 'printed'],
    ['', 'none'],
    ['...', 'none'],
    ['Quý III năm 2026', 'unknown'],
    ['6 tháng cuối năm 2026', 'unknown'],
    ['2026', 'unknown'],
  ])('does not make a period of %j', (text, kind) => {
    expect(readPeriod(text).kind).toBe(kind);
  });

  it('finds the period that ends a title, and no date', () => {
    expect(periodInTitle('TỔNG HỢP TÌNH HÌNH CỤM CÔNG NGHIỆP NĂM 2026')).toBe('2026-Y');
    expect(periodInTitle('Báo cáo 6 tháng đầu năm 2026')).toBe('2026-H1');
    expect(periodInTitle('Kèm theo báo cáo ngày 20 tháng 12 năm 2026')).toBeNull();
  });
});

describe('labels', () => {
  it('spells out abbreviations and drops brackets', () => {
    expect(labelKeys('SL CCN đã được phê duyệt QHCT')[0]).toBe(
      labelKeys('Số lượng cụm công nghiệp đã được phê duyệt quy hoạch chi tiết')[0],
    );
    expect(labelKeys('Tổng diện tích: (16.1+16.2)')).toContain(labelKeys('Tổng diện tích')[0]);
  });

  it('tells a slip of the keyboard from another word', () => {
    const label = 'Số lượng cụm công nghiệp đã thành lập';
    expect(isTypingError('Số lượng cụm công nghiêpp đã thành lập', label)).toBe(true);
    expect(isTypingError('Số lượng khu công nghiệp đã thành lập', label)).toBe(false);
    expect(isTypingError('Số lượng cụm công nghiệp chưa thành lập', label)).toBe(false);
    expect(isShortened('Số CCN đã thành lập', label)).toBe(true);
    expect(isShortened('Số KCN đã thành lập', label)).toBe(false);
  });

  it.each([
    ['15.1', false, '15.1'],
    ['15,1', false, '15.1'],
    ['(3)', false, '3'],
    ['07.', false, '7'],
    ['2026-01-15', true, '15.1'],
    ['2026-04-16', true, '16.4'],
    ['I', false, null],
    ['năm', false, null],
  ])('reads the row number %s', (text, isDate, number) => {
    expect(rowNumber(text, isDate)).toBe(number);
  });

  it('splits a number from the label behind it', () => {
    expect(splitLeadingNumber('15.1. Số lượng cụm')).toEqual({ number: '15.1', label: 'Số lượng cụm' });
    expect(splitLeadingNumber('Số lượng cụm')).toBeNull();
  });
});

describe('old font encodings', () => {
  it('reads TCVN3 and VNI', () => {
    expect(decodeLegacy('Sè l\u00adîng côm c«ng nghiÖp ®· thµnh lËp', 'TCVN3')).toBe(
      'Số lượng cụm công nghiệp đã thành lập',
    );
    expect(decodeLegacy('Soá löôïng cuïm coâng nghieäp ñaõ thaønh laäp', 'VNI')).toBe(
      'Số lượng cụm công nghiệp đã thành lập',
    );
    expect(decodeLegacy('TÆNH', 'VNI')).toBe('TỈNH');
  });

  it('leaves real Vietnamese and plain text alone', () => {
    expect(decodeLegacy('Số lượng cụm à', 'TCVN3')).toBe('Số lượng cụm à');
    expect(decodeLegacy('ha', 'VNI')).toBe('ha');
  });
});

describe('number formats', () => {
  it.each(['dd/mm/yyyy', 'd-mmm', '[$-42A]d mmmm yyyy', 'h:mm', '[h]:mm', 'yyyy'])('%s is a date', (code) => {
    expect(isDateFormat(code)).toBe(true);
  });

  it.each(['General', '0.00', '#,##0 "đồng"', '#,##0.00" ha"', '0.00E+00', '[Red]0', '_(* #,##0_)', '0%', '@'])(
    '%s is none',
    (code) => {
      expect(isDateFormat(code)).toBe(false);
    },
  );

  it('tells a per cent format from a printed sign', () => {
    expect(isPercentFormat('0.00%')).toBe(true);
    expect(isPercentFormat('0.00"%"')).toBe(false);
    expect(formatWords('0.00"%"')).toBe('%');
    expect(formatWords('#,##0.00" ha"')).toBe('ha');
  });

  it('counts days as Excel does', () => {
    expect(serialDate('46037', false)).toBe('2026-01-15');
    expect(serialDate('61', false)).toBe('1900-03-01');
    expect(serialDate('59', false)).toBe('1900-02-28');
    expect(serialDate('1', false)).toBe('1900-01-01');
    expect(serialDate('0', true)).toBe('1904-01-01');
    expect(serialDate('99999999', false)).toBe('');
  });
});

describe('addresses', () => {
  it('writes and reads A1', () => {
    expect(cellAddress(5, 28)).toBe('AB5');
    expect(parseAddress('$AB$5')).toEqual({ row: 5, col: 28 });
    expect(parseAddress('XFE1')).toBeNull();
    expect(parseAddress('A1048577')).toBeNull();
    expect(parseRange('C3:A1')).toEqual({ top: 1, left: 1, bottom: 3, right: 3 });
    expect(parseRange('A1:B2:C3')).toBeNull();
  });
});
