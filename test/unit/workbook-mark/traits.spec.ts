import { strToU8, Zip, ZipDeflate } from 'fflate';
import { describe, expect, it } from 'vitest';
import { DomainError } from '#lib/kernel';
import {
  clearMarks,
  isIndexSheet,
  type MarkedProblem,
  markWorkbook,
  type ParsedSheet,
  readWorkbook,
} from '#lib/workbook';
import { differences, partsOf } from './packages.js';
import { OFFICE, rawWorkbook, relation, STYLES, sheetXml, vml } from './raw-package.js';

const NONE = { changed: [], added: [], gone: [] };
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const SHEET = 'xl/worksheets/sheet1.xml';

function at(cell: string | null, sheet: string | null = 'A', severity: 'error' | 'warning' = 'error'): MarkedProblem {
  return { code: 'NEGATIVE', severity, sheet, cell, message: `Ô ${cell} sai. Hãy sửa lại.` };
}

function part(bytes: Uint8Array, name: string): string {
  return String(partsOf(bytes).get(name) ?? '');
}

function sheetsOf(bytes: Uint8Array): readonly ParsedSheet[] {
  const result = readWorkbook(bytes);
  if (!result.ok) throw new Error(result.findings[0].code);
  return result.sheets;
}

/** Replaces text in one part of a package, as another program or the user would. */
function change(bytes: Uint8Array, changes: Record<string, (xml: string) => string>): Uint8Array {
  const parts = Object.fromEntries([...partsOf(bytes)].map(([name, xml]) => [name, String(xml)]));
  for (const [name, edit] of Object.entries(changes)) parts[name] = edit(parts[name] ?? '');
  return streamed(parts);
}

/** A package as streaming programs write it: sizes behind the data, not before it. */
function streamed(parts: Readonly<Record<string, string>>): Uint8Array {
  const chunks: Uint8Array[] = [];
  const zip = new Zip((_, chunk) => void chunks.push(chunk));
  for (const [name, xml] of Object.entries(parts)) {
    const entry = new ZipDeflate(name);
    zip.add(entry);
    entry.push(strToU8(xml), true);
  }
  zip.end();
  return Buffer.concat(chunks);
}

const one = (inner: string): Uint8Array => rawWorkbook({ sheets: { A: sheetXml(inner) } });
const cells = '<row r="2"><c r="B2" s="1"><v>0.5</v></c><c r="D2"><v>2</v></c></row>';

describe('marked cells', () => {
  it('keep everything of their style but the fill; the sample keeps the style they had', () => {
    const marked = markWorkbook(one(`<sheetData>${cells}</sheetData>`), [at('B2'), at('D2', 'A', 'warning')]);
    const styles = part(marked, 'xl/styles.xml');
    expect(styles).toContain('<cellXfs count="13">');
    expect(styles).toContain(
      '<xf numFmtId="10" fontId="0" borderId="0" xfId="0" applyNumberFormat="1" fillId="3" applyFill="1"/>' +
        '<xf numFmtId="0" fontId="0" borderId="0" xfId="0" fillId="4" applyFill="1"/>',
    );
    expect(part(marked, SHEET)).toContain('<c r="B2" s="4"><v>0.5</v></c><c r="D2" s="5"><v>2</v></c>');
    expect(part(marked, 'xl/worksheets/sheet2.xml')).toContain('<c r="G6" s="1" t="inlineStr">');
  });

  it('are made where a cell, a row or all rows are missing, in their place, with the look of row or column', () => {
    const bytes = one(
      '<cols><col min="3" max="4" style="2" width="9"/></cols><sheetData>' +
        '<row r="2" s="3" customFormat="1"><c r="B2"/><c r="E2"/></row><row r="4"/><row r="6" ht="20"></row></sheetData>',
    );
    const marked = markWorkbook(bytes, [at('C2'), at('C4'), at('D4'), at('A3'), at('C9'), at('C6')]);
    expect(part(marked, SHEET).replace(/<legacyDrawing.*/, '')).toBe(
      sheetXml(
        '<cols><col min="3" max="4" style="2" width="9"/></cols><sheetData>' +
          '<row r="2" s="3" customFormat="1"><c r="B2"/><c r="C2" s="4"/><c r="E2"/></row>' +
          '<row r="3"><c r="A3" s="6"/></row><row r="4"><c r="C4" s="5"/><c r="D4" s="5"/></row>' +
          '<row r="6" ht="20"><c r="C6" s="5"/></row><row r="9"><c r="C9" s="5"/></row></sheetData>',
      ).replace('</worksheet>', ''),
    );
    const cleared = part(clearMarks(marked), SHEET);
    expect(cleared).toBe(part(bytes, SHEET).replace('<row r="4"/>', '<row r="4"></row>'));
    const empty = one('<sheetData/>');
    const both = markWorkbook(empty, [at('B7'), at('A2')]);
    expect(part(both, SHEET)).toContain(
      '<sheetData><row r="2"><c r="A2" s="4"/></row><row r="7"><c r="B7" s="4"/></row></sheetData>',
    );
  });

  it('are found in a row that is written in two pieces', () => {
    const bytes = one('<sheetData><row r="2"><c r="A2"/></row><row r="2"><c r="C2" s="1"/></row></sheetData>');
    const marked = markWorkbook(bytes, [at('A2'), at('C2')]);
    expect(part(marked, SHEET)).toContain('<row r="2"><c r="A2" s="4"/></row><row r="2"><c r="C2" s="5"/></row>');
    expect(differences(bytes, clearMarks(marked))).toEqual(NONE);
  });

  it('that were made stay when the user has filled them', () => {
    const marked = markWorkbook(one(`<sheetData>${cells}</sheetData>`), [at('C2'), at('B9')]);
    const filled = change(marked, {
      [SHEET]: (xml) => xml.replace(/<c r="C2" s="\d+"\/>/, '<c r="C2" s="4"><v>7</v></c>'),
    });
    expect(part(clearMarks(filled), SHEET)).toContain(
      '</c><c r="C2" s="0"><v>7</v></c><c r="D2"><v>2</v></c></row></sheetData>',
    );
  });

  it('of a merged range are its first one', () => {
    const bytes = one(
      '<sheetData><row r="1"><c r="A1" s="1"/></row><row r="3"><c r="C3"/></row></sheetData>' +
        '<mergeCells count="1"><mergeCell ref="A1:C3"/></mergeCells>',
    );
    const marked = markWorkbook(bytes, [at('B2'), at('C3'), at('A1')]);
    expect(part(marked, SHEET)).toContain('<row r="1"><c r="A1" s="4"/></row><row r="3"><c r="C3"/></row>');
    expect(part(marked, 'xl/comments1.xml').match(/<comment /g)).toHaveLength(1);
    expect(differences(bytes, clearMarks(marked))).toEqual(NONE);
  });

  it('with several problems get one comment and the colour of the worst', () => {
    const marked = markWorkbook(one(`<sheetData>${cells}</sheetData>`), [
      at('B2', 'A', 'warning'),
      { ...at('B2'), code: 'NOT_WHOLE', message: 'Ô B2 phải là số nguyên.' },
      at('B2', 'A', 'warning'),
    ]);
    const comment = sheetsOf(marked)[0]?.cells.get('B2')?.comment;
    expect(comment).toBe(
      'Hệ thống CCN:\nCảnh báo NEGATIVE: Ô B2 sai. Hãy sửa lại.\n\nLỗi NOT_WHOLE: Ô B2 phải là số nguyên.',
    );
    expect(part(marked, 'xl/styles.xml')).toContain('FFFFC7CE');
  });

  it('follow rows that the user puts in and a sheet that is given another name', () => {
    const marked = markWorkbook(one(`<sheetData>${cells}</sheetData>`), [at('B2')]);
    const moved = change(marked, {
      [SHEET]: (xml) => xml.replace('r="2"', 'r="5"').replace('"B2"', '"B5"').replace('"D2"', '"D5"'),
      'xl/comments1.xml': (xml) => xml.replace('"B2"', '"B5"'),
      'xl/drawings/vmlDrawing1.vml': (xml) => xml.replace('<x:Row>1<', '<x:Row>4<'),
      'xl/workbook.xml': (xml) => xml.replace("'A'!$B$2", "'It''s A'!$B$5").replace('name="A"', 'name="It\'s A"'),
    });
    expect(part(clearMarks(moved), SHEET)).toContain('<c r="B5" s="1"><v>0.5</v></c>');
    expect(partsOf(clearMarks(moved)).has('xl/comments1.xml')).toBe(false);
  });

  it('lose fill and comment even when the user has deleted the index sheet', () => {
    const marked = markWorkbook(one(`<sheetData>${cells}</sheetData>`), [at('B2'), at('D2')]);
    const without = change(marked, {
      'xl/workbook.xml': (xml) => xml.replace(/<sheet name="L[^>]*>/, ''),
      'xl/_rels/workbook.xml.rels': (xml) => xml.replace(/<Relationship [^>]*sheet2.xml"\/>/, ''),
    });
    const cleared = clearMarks(without);
    const [b2, d2] = [...part(cleared, SHEET).matchAll(/ s="(\d+)"/g)].map((m) => Number(m[1]));
    const formats =
      part(cleared, 'xl/styles.xml')
        .match(/<xf [^>]*>/g)
        ?.slice(1) ?? [];
    expect(formats[b2 ?? 0]).toMatch(/numFmtId="10".*fillId="0"/);
    expect(formats[d2 ?? 0]).toMatch(/numFmtId="0".*fillId="0"/);
    expect(part(cleared, 'xl/workbook.xml')).not.toContain('_CCN_LOI');
    expect(sheetsOf(cleared)[0]?.cells.get('B2')?.comment).toBeNull();
  });
});

const author = (name: string): string => `<author>${name}</author>`;
const note = (ref: string, id: number, inner: string): string =>
  `<comment ref="${ref}" authorId="${id}"><text>${inner}</text></comment>`;

function commented(comments: string, authors: string, drawing = vml(1, 1)): Uint8Array {
  return rawWorkbook({
    sheets: { A: sheetXml(`<sheetData>${cells}</sheetData><legacyDrawing r:id="rId7"/><tableParts count="0"/>`) },
    relations: {
      1:
        relation('rId3', `${OFFICE}/comments`, '../comments9.xml') +
        relation('rId7', `${OFFICE}/vmlDrawing`, '../drawings/v.vml'),
    },
    parts: {
      'xl/comments9.xml': `<comments xmlns="${MAIN}"><authors>${authors}</authors><commentList>${comments}</commentList></comments>`,
      'xl/drawings/v.vml': drawing,
    },
  });
}

describe('comments', () => {
  it('of the user stay; ours follow them, in the same parts', () => {
    const bytes = commented(note('B2', 0, '<t>Của tôi</t>'), author('Chị Lan'));
    const marked = markWorkbook(bytes, [at('B2'), at('D2')]);
    const read = sheetsOf(marked)[0]?.cells;
    expect(read?.get('B2')?.comment).toBe('Của tôi\n\n[Hệ thống CCN]\nLỗi NEGATIVE: Ô B2 sai. Hãy sửa lại.');
    expect(read?.get('D2')?.comment).toBe('Hệ thống CCN:\nLỗi NEGATIVE: Ô D2 sai. Hãy sửa lại.');
    expect(part(marked, 'xl/drawings/v.vml').match(/<v:shape /g)).toHaveLength(2);
    expect(part(marked, 'xl/drawings/v.vml')).toContain('id="_x0000_s1026"');
    expect(differences(bytes, marked).added).toEqual(['xl/worksheets/sheet2.xml']);
    expect(differences(bytes, clearMarks(marked))).toEqual(NONE);
    expect(differences(marked, markWorkbook(marked, [at('B2'), at('D2')]))).toEqual(NONE);
  });

  it('in runs keep their runs, also when another program has joined ours to them', () => {
    const runs = '<r><rPr><b/></rPr><t>Lan:</t></r><r><rPr><sz val="9"/></rPr><t xml:space="preserve"> xem lại</t></r>';
    const bytes = commented(note('B2', 0, runs), author('Lan'));
    const marked = markWorkbook(bytes, [at('B2')]);
    expect(differences(bytes, clearMarks(marked))).toEqual(NONE);
    const joined = change(marked, {
      'xl/comments9.xml': (xml) => xml.replace('</t></r><r><t xml:space="preserve">&#10;', '&#10;'),
    });
    expect(sheetsOf(joined)[0]?.cells.get('B2')?.comment).toContain('[Hệ thống CCN]');
    expect(sheetsOf(clearMarks(joined))[0]?.cells.get('B2')?.comment).toBe('Lan: xem lại');
  });

  it('of a threaded conversation are left alone: the cell gets its fill and its line in the list', () => {
    const bytes = commented(
      note('B2', 0, '<t>[Threaded comment]</t>'),
      author('tc={11111111-2222-3333-4444-555555555555}'),
    );
    const marked = markWorkbook(bytes, [at('B2')]);
    expect(differences(bytes, marked).changed).not.toContain('xl/comments9.xml');
    expect(part(marked, SHEET)).toContain('<c r="B2" s="4">');
    expect(differences(bytes, clearMarks(marked))).toEqual(NONE);
  });

  it('are found by their first line where a program has dropped the author', () => {
    const marked = markWorkbook(one(`<sheetData>${cells}</sheetData>`), [at('B2')]);
    const dropped = change(marked, {
      'xl/comments1.xml': (xml) => xml.replace(/<author>.*<\/author>/, '<author> </author>'),
    });
    expect(partsOf(clearMarks(dropped)).has('xl/comments1.xml')).toBe(false);
  });

  it('go into a drawing of buttons, in front of what must come behind', () => {
    const button =
      '<v:shape id="_x0000_s1030" type="#_x0000_t201"><x:ClientData ObjectType="Button"><x:Row>1</x:Row><x:Column>1</x:Column></x:ClientData></v:shape>';
    const buttons = `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel">${button}<br></xml>`;
    const bytes = rawWorkbook({
      sheets: { A: sheetXml(`<sheetData>${cells}</sheetData><legacyDrawing r:id="rId7"/>`) },
      relations: { 1: relation('rId7', `${OFFICE}/vmlDrawing`, '/xl/drawings/v.vml') },
      parts: { 'xl/drawings/v.vml': buttons },
    });
    const marked = markWorkbook(bytes, [at('B2')]);
    expect(part(marked, 'xl/drawings/v.vml')).toContain(button);
    expect(part(marked, 'xl/drawings/v.vml')).toContain('xmlns:o="urn:schemas-microsoft-com:office:office"');
    expect(part(clearMarks(marked), 'xl/drawings/v.vml')).toBe(buttons);

    const ordered = one(
      `<sheetData>${cells}</sheetData><pageMargins left="1"/><drawing r:id="rId1"/>` +
        '<mc:AlternateContent xmlns:mc="m"><mc:Choice Requires="x14"><controls ></controls></mc:Choice></mc:AlternateContent><extLst/>',
    );
    expect(part(markWorkbook(ordered, [at('B2')]), SHEET)).toMatch(
      /<drawing r:id="rId1"\/><legacyDrawing r:id="rId\d"\/><mc:AlternateContent/,
    );
  });
});

describe('packages of other programs', () => {
  it('with a prefix on the main namespace, rows and cells without numbers', () => {
    const x = (inner: string): string => `<x:worksheet xmlns:x="${MAIN}">${inner}</x:worksheet>`;
    const bytes = rawWorkbook({
      prefix: 'x:',
      sheets: {
        A: x(
          '<x:sheetData><x:row><x:c><x:v>1</x:v></x:c></x:row><x:row><x:c/><x:c s=\'1\' t="n"><x:v>2</x:v></x:c></x:row></x:sheetData>',
        ),
      },
      styles: STYLES.replaceAll('</', '</x:')
        .replace(/<(?!\/)/g, '<x:')
        .replace('xmlns=', 'xmlns:x='),
      behindSheets: '<x:definedNames><x:definedName name="Của_tôi">A!$A$1</x:definedName></x:definedNames>',
    });
    const marked = markWorkbook(bytes, [at('A1'), at('B2'), at('C2')]);
    expect(part(marked, SHEET)).toContain(
      '<x:row><x:c s="4"><x:v>1</x:v></x:c></x:row><x:row><x:c/><x:c s=\'5\' t="n"><x:v>2</x:v></x:c><x:c r="C2" s="4"/></x:row>',
    );
    expect(part(marked, SHEET)).toContain('<x:legacyDrawing xmlns:r=');
    expect(part(marked, 'xl/workbook.xml')).toMatch(/<x:sheet name="L&#7895;i[^>]*sheetId="5" r:id="rId91"\/>/);
    expect(part(marked, 'xl/workbook.xml')).toContain('<x:definedName name="_CCN_LOI_3" hidden="1">');
    expect(sheetsOf(marked)[0]?.cells.get('B2')?.comment).toContain('Ô B2 sai');
    expect(differences(bytes, clearMarks(marked))).toEqual(NONE);
  });

  it('in the ISO strict variant get strict names', () => {
    const strict = 'http://purl.oclc.org/ooxml/spreadsheetml/main';
    const office = 'http://purl.oclc.org/ooxml/officeDocument/relationships';
    const bytes = rawWorkbook({
      mainNs: strict,
      officeNs: office,
      sheets: { A: `<worksheet xmlns="${strict}"><sheetData>${cells}</sheetData></worksheet>` },
      styles: STYLES.replace(MAIN, strict),
    });
    const marked = markWorkbook(bytes, [at('B2')]);
    for (const name of differences(bytes, marked).added)
      expect(part(marked, name)).not.toContain('schemas.openxmlformats.org/officeDocument');
    expect(part(marked, 'xl/worksheets/_rels/sheet1.xml.rels')).toContain(`Type="${office}/comments"`);
    expect(sheetsOf(marked)[0]?.cells.get('B2')?.comment).toContain('Ô B2 sai');
    expect(differences(bytes, clearMarks(marked))).toEqual(NONE);
  });

  it('without styles get a styles part and lose it again', () => {
    const bytes = rawWorkbook({
      sheets: { A: sheetXml('<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>') },
      styles: null,
    });
    const marked = markWorkbook(bytes, [at('A1')]);
    expect(part(marked, 'xl/styles.xml')).toContain(
      '<cellXfs count="9"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',
    );
    expect(differences(bytes, clearMarks(marked))).toEqual(NONE);
  });

  it('written as a stream, and with a BOM', () => {
    const parts = Object.fromEntries(
      [...partsOf(one(`<sheetData>${cells}</sheetData>`))].map(([n, x]) => [n, String(x)]),
    );
    const bytes = streamed({ ...parts, [SHEET]: `\ufeff<?xml version="1.0"?><!-- <c r="B2"> -->${parts[SHEET]}` });
    const marked = markWorkbook(bytes, [at('B2')]);
    expect(part(marked, SHEET).startsWith('\ufeff<?xml version="1.0"?><!-- <c r="B2"> --><worksheet')).toBe(true);
    expect(part(marked, SHEET)).toContain('<c r="B2" s="4">');
    expect(differences(bytes, clearMarks(marked))).toEqual(NONE);
  });

  it('that are no sound workbooks are refused as the reader refuses them', () => {
    const code = (bytes: Uint8Array): string => {
      try {
        markWorkbook(bytes, [at('A1')]);
      } catch (error) {
        return error instanceof DomainError ? `${error.code}: ${error.message.slice(0, 30)}` : String(error);
      }
      return 'none';
    };
    const sound = one('<sheetData/>');
    expect(code(Buffer.from('a;b\n1;2'))).toMatch(/^NOT_XLSX: Tệp không phải/);
    expect(code(sound.subarray(0, sound.length - 40))).toMatch(/^FILE_TRUNCATED: Tệp bị cụt/);
    expect(code(new Uint8Array(0))).toMatch(/^FILE_EMPTY/);
    expect(() => clearMarks(Buffer.from('%PDF-1.7'))).toThrow(DomainError);
  });
});

describe('the index sheet', () => {
  it('lists what has no cell, and sheets that are not there, without a mark', () => {
    const bytes = one(`<sheetData>${cells}</sheetData>`);
    const marked = markWorkbook(bytes, [at(null), at(null, null), at('B2', 'Trang khác'), at('B2')]);
    const index = sheetsOf(marked).find(isIndexSheet);
    const rows = [6, 7, 8, 9].map((r) => ['B', 'C'].map((c) => index?.cells.get(`${c}${r}`)?.text ?? ''));
    expect(rows).toEqual([
      ['(cả tệp)', ''],
      ['Trang khác', 'B2'],
      ['A', '(cả trang)'],
      ['A', 'B2'],
    ]);
    expect(part(marked, 'xl/comments1.xml').match(/<comment /g)).toHaveLength(1);
    expect(differences(bytes, markWorkbook(bytes, [at(null, null)])).changed).not.toContain(SHEET);
  });

  it("leaves the user's own sheet of that name alone", () => {
    const bytes = rawWorkbook({
      sheets: { A: sheetXml(`<sheetData>${cells}</sheetData>`), 'Lỗi cần sửa': sheetXml('<sheetData/>') },
    });
    const marked = markWorkbook(bytes, [at('B2')]);
    expect(sheetsOf(marked).map((s) => [s.name, isIndexSheet(s)])).toEqual([
      ['A', false],
      ['Lỗi cần sửa', false],
      ['Lỗi cần sửa (2)', true],
    ]);
    expect(differences(bytes, clearMarks(marked))).toEqual(NONE);
  });

  it('is found in another place, and what counts sheets is put right when it goes', () => {
    const bytes = rawWorkbook({
      sheets: { A: sheetXml(`<sheetData>${cells}</sheetData>`), B: sheetXml('<sheetData/>') },
      bookViews: '<bookViews><workbookView activeTab="1"/></bookViews>',
      behindSheets: '<definedNames><definedName name="x" localSheetId="1">B!$A$1</definedName></definedNames>',
    });
    const marked = markWorkbook(bytes, [at('B2')]);
    const first = change(marked, {
      'xl/workbook.xml': (xml) => {
        const index = /<sheet name="L[^>]*>/.exec(xml)?.[0] ?? '';
        return xml
          .replace(index, '')
          .replace('<sheets>', `<sheets>${index}`)
          .replace('localSheetId="1"', 'localSheetId="2"')
          .replace('activeTab="1"', 'activeTab="2"')
          .replace(
            '<definedNames>',
            '<definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">L!$A$1</definedName>',
          );
      },
    });
    expect(part(clearMarks(first), 'xl/workbook.xml')).toBe(part(bytes, 'xl/workbook.xml'));
  });

  it('holds hostile texts as texts', () => {
    const nasty = `=1+1 <x> & "_x0041_" ]]> \u0007 \ufffd ${'dài '.repeat(20_000)}`;
    const marked = markWorkbook(one(`<sheetData>${cells}</sheetData>`), [{ ...at('B2'), message: nasty }]);
    const result = readWorkbook(marked);
    expect(result.ok && result.findings).toEqual([]);
    const index = sheetsOf(marked).find(isIndexSheet);
    expect(index?.cells.get('E6')?.text.slice(0, 40)).toBe('=1+1 <x> & "_x0041_" ]]>  ? dài dài dài ');
    expect(index?.cells.get('E6')?.formula).toBeNull();
  });
});
