import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadLaw } from '#lib/law';
import { type CheckReport, clearMarks, isIndexSheet, markWorkbook, readWorkbook, reportOn } from '#lib/workbook';
import { compressedParts, differences, partsOf } from './packages.js';
import { retype, type Typed } from './retype.js';

const law = loadLaw();
const example = new URL('../../../schemas/forms/2025-07-01/examples/ok-form-04.xlsx', import.meta.url);
const sound = readFileSync(example);
const SHEET = 'xl/worksheets/sheet1.xml';

const abc: Typed = { text: 'abc' };
const negative: Typed = { number: '-1' };
const broken: Typed = { error: '#REF!' };
const uncalculated: Typed = { formula: '1+1' };
const mixed: Typed = { text: 'khoảng 12 hoặc 13' };
const tooFine: Typed = { number: '1.123456789' };

/** Cell -> what is typed there, and the code that must be found at it. Rows as printed: 10 is row 1, 46 is row 27. */
const faults: Readonly<Record<string, [Typed, string]>> = {
  D10: [abc, 'NOT_A_NUMBER'],
  D11: [tooFine, 'TOO_MANY_DECIMALS'],
  D13: [{ number: '9.5' }, 'NOT_WHOLE'],
  D14: [negative, 'NEGATIVE'],
  D15: [broken, 'FORMULA_ERROR'],
  D16: [uncalculated, 'FORMULA_WITHOUT_VALUE'],
  D17: [mixed, 'TEXT_IN_NUMBER_CELL'],
  D18: [{ text: '1.250' }, 'AMBIGUOUS_NUMBER'],
  D19: [negative, 'NEGATIVE'],
  D20: [{ number: '99999999' }, 'TOO_LARGE'],
  D21: [abc, 'NOT_A_NUMBER'],
  D22: [broken, 'FORMULA_ERROR'],
  D23: [negative, 'NEGATIVE'],
  D24: [{ text: '12 ki-lô-mét' }, 'UNIT_UNCLEAR'],
  D26: [{ number: '16.25' }, 'NOT_WHOLE'],
  D27: [uncalculated, 'FORMULA_WITHOUT_VALUE'],
  D28: [abc, 'NOT_A_NUMBER'],
  D29: [negative, 'NEGATIVE'],
  D30: [broken, 'FORMULA_ERROR'],
  D31: [tooFine, 'TOO_MANY_DECIMALS'],
  D32: [abc, 'NOT_A_NUMBER'],
  D33: [negative, 'NEGATIVE'],
  D34: [mixed, 'TEXT_IN_NUMBER_CELL'],
  D35: [broken, 'FORMULA_ERROR'],
  D36: [{ text: '1.250' }, 'AMBIGUOUS_NUMBER'],
  D37: [negative, 'NEGATIVE'],
  D38: [{ number: '0.3' }, 'PERCENT_UNCLEAR'],
  D39: [{ number: '0.5' }, 'NOT_WHOLE'],
  D40: [abc, 'NOT_A_NUMBER'],
  D41: [negative, 'NEGATIVE'],
  D42: [uncalculated, 'FORMULA_WITHOUT_VALUE'],
  D43: [broken, 'FORMULA_ERROR'],
  D44: [{ number: '5820.5' }, 'NOT_WHOLE'],
  D45: [mixed, 'TEXT_IN_NUMBER_CELL'],
  D46: [null, 'MISSING_FIGURE'],
  A4: [{ text: 'Kỳ báo cáo: Quý III năm 2026' }, 'PERIOD_UNKNOWN'],
  ...Object.fromEntries([10, 11, 13, 14, 15, 16, 17].map((row) => [`A${row}`, [{ text: '27' }, 'ROW_NUMBER_DIFFERS']])),
  ...Object.fromEntries([18, 19, 20, 21].map((row) => [`A${row}`, [{ number: '26' }, 'ROW_NUMBER_DIFFERS']])),
  C26: [{ text: 'mét' }, 'UNIT_UNCLEAR'],
  C39: [{ text: 'kg' }, 'UNIT_UNCLEAR'],
  E7: [{ text: 'Số liệu chi tiết' }, 'COLUMN_UNKNOWN'],
};

function check(bytes: Uint8Array): CheckReport {
  return reportOn(readWorkbook(bytes), '', { law, name: 'a.xlsx', period: '2026-Y', unit: '15' }).report;
}

function findings(bytes: Uint8Array) {
  const { problems, documents } = check(bytes);
  return [...problems, ...documents.flatMap((d) => d.problems)];
}

describe('fifty faults in a form 04', () => {
  const faulty = retype(sound, SHEET, Object.fromEntries(Object.entries(faults).map(([at, [typed]]) => [at, typed])));
  const found = findings(faulty);
  const marked = markWorkbook(faulty, found);

  it('are found, each at its cell', () => {
    expect(findings(sound)).toEqual([]);
    expect(Object.keys(faults)).toHaveLength(50);
    for (const [cell, [, code]] of Object.entries(faults))
      expect(
        found.filter((f) => f.cell === cell).map((f) => f.code),
        cell,
      ).toContain(code);
    expect(new Set(found.map((f) => f.cell))).toEqual(new Set(Object.keys(faults)));
  });

  it('make fifty marks, and every other part stays as it was, to the byte', () => {
    const { changed, added, gone } = differences(faulty, marked);
    expect(gone).toEqual([]);
    expect(changed.sort()).toEqual([
      '[Content_Types].xml',
      'xl/_rels/workbook.xml.rels',
      'xl/styles.xml',
      'xl/workbook.xml',
      SHEET,
    ]);
    expect(added.sort()).toEqual([
      'xl/comments1.xml',
      'xl/drawings/vmlDrawing1.vml',
      'xl/worksheets/_rels/sheet1.xml.rels',
      'xl/worksheets/sheet2.xml',
    ]);
    const before = compressedParts(faulty);
    const after = compressedParts(marked);
    for (const name of ['xl/theme/theme1.xml', 'docProps/core.xml', 'docProps/app.xml', '_rels/.rels'])
      expect(after.get(name)?.equals(before.get(name) ?? Buffer.alloc(0)), name).toBe(true);

    const parts = partsOf(marked);
    const comments = [...String(parts.get('xl/comments1.xml')).matchAll(/<comment ref="([A-Z]+\d+)"/g)].map(
      (m) => m[1],
    );
    expect(comments.sort()).toEqual(Object.keys(faults).sort());
    expect(String(parts.get('xl/drawings/vmlDrawing1.vml')).match(/<v:shape /g)).toHaveLength(50);
  });

  it('change nothing in the sheet but the style of the fifty cells and the link to the comments', () => {
    const strip = (xml: string): string =>
      xml.replace(/<c r="([A-Z]+\d+)" s="\d+"/g, (whole, at: string) => (at in faults ? `<c r="${at}"` : whole));
    const before = strip(String(partsOf(faulty).get(SHEET)));
    const after = strip(String(partsOf(marked).get(SHEET)));
    const link =
      '<legacyDrawing xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId2"/>';
    expect(after).toBe(before.replace('</worksheet>', `${link}</worksheet>`));
  });

  it('keep number format, font, border and alignment under the fill', () => {
    const styles = String(partsOf(marked).get('xl/styles.xml'));
    const formats = /<cellXfs[^>]*>(.*)<\/cellXfs>/s.exec(styles)?.[1]?.match(/<xf .*?(?:\/>|<\/xf>)/gs) ?? [];
    const styleIn = (bytes: Uint8Array, at: string): string =>
      new RegExp(`<c r="${at}" s="(\\d+)"`).exec(String(partsOf(bytes).get(SHEET)))?.[1] ?? '';
    const bare = (xf = ''): string => xf.replace(/ (?:fillId|applyFill)="\d+"/g, '');
    for (const cell of Object.keys(faults)) {
      const [old, now] = [faulty, marked].map((bytes) => formats[Number(styleIn(bytes, cell))]);
      expect(now).toContain('applyFill="1"');
      expect(bare(now)).toBe(bare(old));
    }
  });

  it('are listed with links, in Vietnamese, with their codes', () => {
    const result = readWorkbook(marked);
    const index = result.ok ? result.sheets.find(isIndexSheet) : undefined;
    expect(index?.name).toBe('Lỗi cần sửa');
    const rows = [...(index?.cells.values() ?? [])].filter((c) => c.row > 5);
    const column = (col: number): string[] => rows.filter((c) => c.col === col).map((c) => c.text);
    const inOrder = (cells: string[]): string[] =>
      cells.sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)) || a.localeCompare(b));
    expect(column(3)).toEqual(inOrder(found.map((f) => f.cell ?? '')));
    expect([...column(5)].sort()).toEqual(found.map((f) => f.message).sort());
    expect([...column(6)].sort()).toEqual(found.map((f) => f.code).sort());
    const xml = String(partsOf(marked).get('xl/worksheets/sheet2.xml'));
    const links = [...xml.matchAll(/<hyperlink ref="C\d+" location="([^"]+)"/g)].map((m) => m[1]);
    expect(links).toEqual(column(3).map((cell) => `'Bi&#7875;u 04'!${cell}`));
  });

  it('are read again as the same faults, however often the file is marked', () => {
    expect(findings(marked)).toEqual(found);
    expect(differences(marked, markWorkbook(marked, findings(marked)))).toEqual({ changed: [], added: [], gone: [] });
    expect(differences(faulty, clearMarks(marked))).toEqual({ changed: [], added: [], gone: [] });
  });

  it('are gone when the marked file is mended and sent again', () => {
    const right = readWorkbook(sound);
    const mended = retype(
      marked,
      SHEET,
      Object.fromEntries(
        Object.keys(faults).map((at): [string, Typed] => {
          const cell = right.ok ? right.sheets[0]?.cells.get(at) : undefined;
          return [at, cell?.number ? { number: cell.number } : { text: cell?.text ?? '' }];
        }),
      ),
    );
    expect(findings(mended)).toEqual([]);
    const clear = markWorkbook(mended, findings(mended));
    expect(differences(sound, clear).changed).toEqual([SHEET]);
    expect(String(partsOf(clear).get(SHEET)).match(/ s="\d+"/g)).toEqual(
      String(partsOf(sound).get(SHEET)).match(/ s="\d+"/g),
    );
    expect(partsOf(clear).has('xl/comments1.xml')).toBe(false);
  });

  it('leave half-mended files with the marks of what is left', () => {
    const half = retype(marked, SHEET, { D14: { number: '634.95' }, D10: { number: '54' } });
    const left = findings(half);
    const again = partsOf(markWorkbook(half, left));
    expect(String(again.get('xl/comments1.xml')).match(/<comment /g)).toHaveLength(48);
    expect([...again.keys()].filter((name) => name.startsWith('xl/worksheets/sheet'))).toHaveLength(2);
  });
});
