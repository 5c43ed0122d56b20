import { describe, expect, it } from 'vitest';
import { READ_LIMITS, type ReadResult, readInChild, readWorkbook } from '#lib/workbook';
import { fixture, offsetsOf, packageOf, partsOf, sheetOf, workbookAround } from './packages.js';

const CENTRAL = 0x02014b50;
const plain = fixture('plain-form-04.xlsx');

function codeOf(result: ReadResult): string {
  return result.ok ? 'read' : result.findings[0].code;
}

function refusedAs(parts: Record<string, string | Uint8Array>): string {
  return codeOf(readWorkbook(packageOf(parts)));
}

const text = (s: string): Uint8Array => new TextEncoder().encode(s);
const OLE2 = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

describe('what is no .xlsx is named for what it is', () => {
  it.each([
    ['nothing', new Uint8Array(), 'FILE_EMPTY', 'empty'],
    ['blank lines', text('\n\n  '), 'FILE_EMPTY', 'empty'],
    ['an HTML page named .xlsx', text('\ufeff\n<html><table><tr><td>TT</td></tr></table></html>'), 'NOT_XLSX', 'html'],
    ['a PDF', text('%PDF-1.7\n'), 'NOT_XLSX', 'pdf'],
    ['a CSV', text('TT,Chỉ tiêu,Kết quả\n1,a,2\n'), 'NOT_XLSX', 'csv'],
    ['SpreadsheetML 2003', text('<?xml version="1.0"?><Workbook/>'), 'NOT_XLSX', 'xml'],
    ['noise', new Uint8Array([1, 2, 3, 0, 5]), 'NOT_XLSX', 'unknown'],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d]), 'NOT_XLSX', 'image'],
    ['an old .xls', new Uint8Array([...OLE2, ...new Array(600).fill(0)]), 'LEGACY_XLS', 'xls'],
    [
      'a password',
      new Uint8Array([...OLE2, ...Buffer.from('EncryptedPackage', 'utf16le')]),
      'FILE_ENCRYPTED',
      'encrypted',
    ],
    [
      'a Word document',
      packageOf({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<a/>' }),
      'NOT_XLSX',
      'docx',
    ],
    ['a binary workbook', packageOf({ '[Content_Types].xml': '<Types/>', 'xl/workbook.bin': 'x' }), 'NOT_XLSX', 'xlsb'],
    ['any zip', packageOf({ 'a.txt': 'x' }), 'NOT_XLSX', 'zip'],
    [
      'an OpenDocument sheet',
      packageOf({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet' }),
      'OPEN_DOCUMENT',
      'ods',
    ],
  ])('%s', (_, bytes, code, format) => {
    const result = readWorkbook(bytes);
    expect([codeOf(result), result.format]).toEqual([code, format]);
  });

  it('a file above the size limit is not looked into', () => {
    const result = readWorkbook(new Uint8Array(101).fill(80), { ...READ_LIMITS, fileBytes: 100 });
    expect(codeOf(result)).toBe('FILE_TOO_LARGE');
  });
});

describe('damaged packages', () => {
  it.each([0.1, 0.5, 0.9, 0.999])('cut off at %d of its length', (share) => {
    expect(codeOf(readWorkbook(plain.slice(0, Math.floor(plain.length * share))))).toBe('FILE_TRUNCATED');
  });

  it('a part whose bytes do not fit their checksum', () => {
    const bytes = plain.slice();
    const [first = 0] = offsetsOf(bytes, CENTRAL).slice(-1);
    new DataView(bytes.buffer).setUint32(first + 16, 12345, true);
    expect(['FILE_TRUNCATED', 'read']).toContain(codeOf(readWorkbook(bytes)));
    for (const at of offsetsOf(bytes, CENTRAL)) new DataView(bytes.buffer).setUint32(at + 16, 12345, true);
    expect(codeOf(readWorkbook(bytes))).toBe('FILE_TRUNCATED');
  });

  it.each([
    ['two cells at one address', sheetOf('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>')],
    ['a shared string that is not there', sheetOf('<row r="1"><c r="A1" t="s"><v>7</v></c></row>')],
    ['a number that is none', sheetOf('<row r="1"><c r="A1"><v>1,5</v></c></row>')],
    ['a cell type nobody knows', sheetOf('<row r="1"><c r="A1" t="q"><v>1</v></c></row>')],
    ['an address beyond the sheet', sheetOf('<row r="1"><c r="XFE1"><v>1</v></c></row>')],
    ['a row beyond the sheet', sheetOf('<row r="1048577"><c><v>1</v></c></row>')],
    ['XML that is not closed', '<worksheet><sheetData><row>'],
    ['an entity nobody declared', sheetOf('<row r="1"><c r="A1" t="str"><v>&a;</v></c></row>')],
  ])('%s', (_, xml) => {
    expect(refusedAs(workbookAround(xml))).toBe('FILE_TRUNCATED');
  });

  it('a workbook that names a sheet it does not have', () => {
    const parts = workbookAround(sheetOf(''));
    delete parts['xl/worksheets/sheet1.xml'];
    expect(refusedAs(parts)).toBe('FILE_TRUNCATED');
  });
});

describe('hostile packages', () => {
  it('billion laughs', () => {
    const laughs = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>';
    expect(refusedAs(workbookAround(laughs + sheetOf('<row><c t="str"><v>&b;</v></c></row>')))).toBe('FILE_HOSTILE');
    expect(refusedAs(workbookAround(sheetOf(''), { 'xl/workbook.xml': `${laughs}<workbook/>` }))).toBe('FILE_HOSTILE');
  });

  it('a bomb: thirty megabytes of blanks in thirty kilobytes', () => {
    const bomb = packageOf(workbookAround(`<worksheet>${' '.repeat(30_000_000)}</worksheet>`));
    expect(bomb.length).toBeLessThan(60_000);
    expect(codeOf(readWorkbook(bomb))).toBe('FILE_HOSTILE');
  });

  it('a bomb that lies about its size', () => {
    const bytes = packageOf(workbookAround(`<worksheet>${' '.repeat(5_000_000)}</worksheet>`));
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    for (const at of offsetsOf(bytes, CENTRAL))
      if (view.getUint32(at + 24, true) > 1_000_000) view.setUint32(at + 24, 4000, true);
    expect(codeOf(readWorkbook(bytes))).toBe('FILE_HOSTILE');
  });

  it('more inflated bytes than allowed over all parts', () => {
    const noise = Array.from(
      { length: 40_000 },
      (_, i) => `<row><c t="str"><v>${(i * 7919) % 99991}</v></c></row>`,
    ).join('');
    const bytes = packageOf(workbookAround(sheetOf(noise)));
    expect(codeOf(readWorkbook(bytes, { ...READ_LIMITS, inflatedBytes: 1_000_000 }))).toBe('FILE_HOSTILE');
  });

  it.each([
    ['names that leave the package', { '../../etc/passwd': 'x' }],
    ['the same name twice but for case', { 'XL/workbook.xml': '<a/>' }],
  ])('%s', (_, more) => {
    expect(refusedAs(workbookAround(sheetOf(''), more))).toBe('FILE_HOSTILE');
  });

  it('thousands of parts', () => {
    const many = Object.fromEntries(Array.from({ length: 2_100 }, (_, i) => [`a${i}`, '']));
    expect(refusedAs(workbookAround(sheetOf(''), many))).toBe('FILE_TOO_LARGE');
  });

  it('elements within elements within elements', () => {
    expect(refusedAs(workbookAround(`<worksheet>${'<a>'.repeat(500)}${'</a>'.repeat(500)}</worksheet>`))).toBe(
      'FILE_HOSTILE',
    );
  });

  it('a cell with more text than Excel allows', () => {
    expect(refusedAs(workbookAround(sheetOf(`<row><c t="str"><v>${'ab '.repeat(40_000)}</v></c></row>`)))).toBe(
      'FILE_HOSTILE',
    );
  });

  it('merged ranges by the ten thousand, and one over the whole sheet', () => {
    const one = sheetOf('<row><c><v>1</v></c></row>', '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>');
    expect(refusedAs(workbookAround(one))).toBe('read');
    const many = `<mergeCells>${'<mergeCell ref="A1:B2"/>'.repeat(10_001)}</mergeCells>`;
    expect(refusedAs(workbookAround(sheetOf('', many)))).toBe('FILE_TOO_LARGE');
  });

  it('more rows or cells than any filing has', () => {
    const rows = workbookAround(sheetOf('<row><c><v>1</v></c></row>'.repeat(60)));
    expect(codeOf(readWorkbook(packageOf(rows), { ...READ_LIMITS, rows: 50 }))).toBe('FILE_TOO_LARGE');
    expect(codeOf(readWorkbook(packageOf(rows), { ...READ_LIMITS, cells: 50 }))).toBe('FILE_TOO_LARGE');
  });
});

describe('what is kept out but not refused', () => {
  it('keeps the raised mark of a footnote apart from the figure', () => {
    const raised = '<r><t>54</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r><r><t> cụm</t></r>';
    const relation = '<Relationship Id="r2" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>';
    const around = workbookAround(
      sheetOf(`<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is>${raised}</is></c></row>`),
      { 'xl/sharedStrings.xml': `<sst><si>${raised}</si></sst>` },
    );
    const rels = 'xl/_rels/workbook.xml.rels';
    around[rels] = (around[rels] ?? '').replace('</Relationships>', relation);
    const result = readWorkbook(packageOf(around));
    if (!result.ok) throw new Error('not read');
    expect([...(result.sheets[0]?.cells.values() ?? [])].map((c) => c.text)).toEqual(['54¹ cụm', '54¹ cụm']);
  });

  it('reads of a cell its own value, not that of an extension inside', () => {
    const extension = '<extLst><ext><v>7</v><f>A1</f><is><t>x</t><rPh><t>y</t></rPh></is></ext></extLst>';
    const sheet = sheetOf(
      `<row r="1"><c r="A1"><v>12.5</v>${extension}</c><c r="B1" t="inlineStr"><is><t>ha</t></is></c></row>`,
    );
    const result = readWorkbook(packageOf(workbookAround(sheet)));
    if (!result.ok) throw new Error('not read');
    expect([...(result.sheets[0]?.cells.values() ?? [])].map((c) => [c.text, c.formula])).toEqual([
      ['12.5', null],
      ['ha', null],
    ]);
  });

  it('refuses a cell with two values', () => {
    const sheet = sheetOf('<row r="1"><c r="A1"><v>1</v><v>2</v></c></row>');
    expect(readWorkbook(packageOf(workbookAround(sheet))).findings[0]?.code).toBe('FILE_TRUNCATED');
  });

  it('reads names in any case and with backslashes, as some programs write them', () => {
    const parts = Object.entries(partsOf(plain)).map(([name, part]) => [
      name.replaceAll('/', '\\').toUpperCase(),
      part,
    ]);
    expect(refusedAs(Object.fromEntries(parts))).toBe('read');
  });
});

describe('the reading child', () => {
  it('gives what reading in this process gives', async () => {
    const child = await readInChild(plain);
    expect(child).toEqual(readWorkbook(plain));
  });

  it('is killed when its time is up', async () => {
    const result = await readInChild(plain, { ...READ_LIMITS, milliseconds: 1 });
    expect(codeOf(result)).toBe('READ_TIMEOUT');
  });

  it('costs one refusal when it runs out of memory', async () => {
    const rows = Array.from(
      { length: 60_000 },
      (_, i) => `<row><c t="str"><v>số ${i} ${'x'.repeat(60)}</v></c><c><v>${i}</v></c></row>`,
    );
    const bytes = packageOf(workbookAround(sheetOf(rows.join(''))));
    expect(codeOf(await readInChild(bytes, { ...READ_LIMITS, heapMegabytes: 16 }))).toBe('READ_MEMORY');
  });
});
