import { describe, expect, it } from 'vitest';
import { loadLaw } from '#lib/law';
import { type CheckReport, clearMarks, isIndexSheet, markWorkbook, readWorkbook, reportOn } from '#lib/workbook';
import { faults, faulty, mendedOf, SHEET, sound } from '../../support/fifty-faults.js';
import { compressedParts, differences, partsOf } from './packages.js';
import { retype } from './retype.js';

const law = loadLaw();

function check(bytes: Uint8Array): CheckReport {
  return reportOn(readWorkbook(bytes), '', { law, name: 'a.xlsx', period: '2026-Y', unit: '15' }).report;
}

function findings(bytes: Uint8Array) {
  const { problems, documents } = check(bytes);
  return [...problems, ...documents.flatMap((d) => d.problems)];
}

describe('fifty faults in a form 04', () => {
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
    const mended = mendedOf(marked);
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
