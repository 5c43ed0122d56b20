import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadLaw } from '#lib/law';
import { clearMarks, isIndexSheet, markWorkbook, type ParsedSheet, readWorkbook, reportOn } from '#lib/workbook';
import { libreOffice, savedByLibreOffice } from './libreoffice.js';
import { partsOf } from './packages.js';
import { retype } from './retype.js';

const law = loadLaw();
const example = new URL('../../../schemas/forms/2025-07-01/examples/ok-form-04.xlsx', import.meta.url);

function sheetsOf(bytes: Uint8Array): readonly ParsedSheet[] {
  const result = readWorkbook(bytes);
  if (!result.ok) throw new Error(result.findings[0].code);
  return result.sheets;
}

function findings(bytes: Uint8Array) {
  const { report } = reportOn(readWorkbook(bytes), '', { law, name: 'a.xlsx', period: '2026-Y', unit: '15' });
  return [...report.problems, ...report.documents.flatMap((d) => d.problems)];
}

describe('a marked workbook', () => {
  it(libreOffice === undefined
    ? 'is not tried in LibreOffice: there is no soffice on this machine'
    : 'opens in LibreOffice with its figures, comments and list, and loses its marks after LibreOffice saved it', {
    timeout: 120_000,
  }, () => {
    if (libreOffice === undefined) return;
    const faulty = retype(readFileSync(example), 'xl/worksheets/sheet1.xml', {
      D10: { text: 'abc' },
      D14: { number: '-1' },
      D38: { number: '0.3' },
      E20: { text: 'ghi chú của đơn vị' },
    });
    const found = findings(faulty);
    expect(found.map((f) => f.cell)).toEqual(['D10', 'D38', 'D14', 'D16']);
    const blank = {
      code: 'ROW_MISSING',
      severity: 'error' as const,
      sheet: 'Biểu 04',
      cell: 'C70',
      message: 'Thiếu dòng.',
    };
    const saved = savedByLibreOffice(libreOffice, markWorkbook(faulty, [...found, blank]));

    const [form, index] = sheetsOf(saved);
    expect(findings(saved)).toEqual(found);
    expect(form?.cells.get('D14')?.comment).toContain('Hệ thống CCN:\nLỗi NEGATIVE: Trang “Biểu 04”, ô D14:');
    expect(index && isIndexSheet(index) && index.name).toBe('Lỗi cần sửa');
    expect([6, 7, 8, 9, 10].map((row) => index?.cells.get(`C${row}`)?.text)).toEqual([
      'D10',
      'D14',
      'D16',
      'D38',
      'C70',
    ]);
    const links = String(partsOf(saved).get('xl/worksheets/sheet2.xml')).match(/<hyperlink [^>]*>/g) ?? [];
    expect(links.map((link) => /!\$?([A-Z]+)\$?(\d+)/.exec(link)?.slice(1).join(''))).toEqual([
      'D10',
      'D14',
      'D16',
      'D38',
      'C70',
    ]);

    const cleared = clearMarks(saved);
    expect(sheetsOf(cleared).map((s) => s.name)).toEqual(['Biểu 04']);
    expect([...(sheetsOf(cleared)[0]?.cells.values() ?? [])].filter((c) => c.comment !== null)).toEqual([]);
    expect(String(partsOf(cleared).get('xl/workbook.xml'))).not.toContain('_CCN_LOI');
    // Cells that were marked look like their neighbours of the same kind again.
    const style = (at: string): string | undefined =>
      new RegExp(`<c r="${at}" s="(\\d+)"`).exec(String(partsOf(cleared).get('xl/worksheets/sheet1.xml')))?.[1];
    expect(style('D10')).toBe(style('D13'));
    expect(style('D14')).toBe(style('D16'));
    expect(style('C70')).toBeUndefined();
    expect(findings(cleared)).toEqual(found);
  });
});
