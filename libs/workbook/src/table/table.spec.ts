import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ValueType, Workbook } from 'exceljs';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { afterAll, describe, expect, it } from 'vitest';
import { READ_LIMITS } from '../read/limits.js';
import { readWorkbook } from '../read/read-workbook.js';
import { ZipArchive } from '../read/zip.js';
import type { ParsedSheet } from '../sheet.js';
import { looksLikeFormula, type TableAbout, type TableColumn, type TableRow } from './table.js';
import { writeTableCsv } from './write-table-csv.js';
import { writeTableParquet } from './write-table-parquet.js';
import { writeTableXlsx } from './write-table-xlsx.js';

const folder = mkdtempSync(join(tmpdir(), 'ccn-table-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const about: TableAbout = {
  title: 'Cụm công nghiệp',
  facts: [
    ['Kỳ báo cáo', 'năm 2026'],
    ['Phiên bản số liệu', 'hiện tại'],
  ],
};
const columns: readonly TableColumn[] = [
  { key: 'province', label: 'Tỉnh', type: 'text' },
  { key: 'name', label: 'Tên cụm', type: 'text', definition: 'Tên ghi trong quy hoạch tỉnh' },
  { key: 'area', label: 'Diện tích', unit: 'ha', type: 'decimal', total: true },
  { key: 'projects', label: 'Số dự án', type: 'integer', total: true },
  { key: 'rate', label: 'Tỷ lệ lấp đầy', unit: '%', type: 'percent' },
  { key: 'signed', label: 'Ngày ký', type: 'date' },
  { key: 'established', label: 'Đã thành lập', type: 'boolean' },
];
const rows: readonly TableRow[] = [
  ['Lào Cai', 'Đông An', '58.76', '3', '91.19', '2026-02-25', 'true'],
  ['Lào Cai', '=HYPERLINK("x")', '0.000001', null, null, null, null],
  ['Tây Ninh', 'Tân Hội 1 & 2 <b>', '-2.5', '12', '0.5', '1899-01-02', 'false'],
];
const table = (groups = 0, batches: Iterable<readonly TableRow[]> = [rows]) => ({
  name: 'Cụm công nghiệp',
  columns,
  groups,
  batches,
});
const path = (name: string): string => join(folder, name);

async function sheetsOf(
  name: string,
  groups = 0,
  batches?: Iterable<readonly TableRow[]>,
): Promise<readonly ParsedSheet[]> {
  await writeTableXlsx(path(name), about, [table(groups, batches)]);
  const result = readWorkbook(readFileSync(path(name)));
  if (!result.ok) throw new Error(result.findings[0].code);
  return result.sheets;
}
const textAt = (sheet: ParsedSheet | undefined, address: string): string | null =>
  sheet?.cells.get(address)?.text ?? null;

describe('a table as a workbook', () => {
  it('keeps every value: digits of numbers, days, letters, unknowns as empty cells', async () => {
    const [sheet] = await sheetsOf('plain.xlsx');
    const line = (r: number) => 'ABCDEFG'.split('').map((c) => textAt(sheet, `${c}${r}`));
    expect(line(1)).toEqual([
      'Tỉnh',
      'Tên cụm',
      'Diện tích (ha)',
      'Số dự án',
      'Tỷ lệ lấp đầy (%)',
      'Ngày ký',
      'Đã thành lập',
    ]);
    expect(line(2)).toEqual(['Lào Cai', 'Đông An', '58.76', '3', '91.19', '2026-02-25', 'Có']);
    expect(line(3)).toEqual(['Lào Cai', '=HYPERLINK("x")', '0.000001', null, null, null, null]);
    expect(line(4)).toEqual(['Tây Ninh', 'Tân Hội 1 & 2 <b>', '-2.5', '12', '0.5', '1899-01-02', 'Không']);
    expect(sheet?.cells.get('C4')?.kind).toBe('number');
    expect(sheet?.cells.get('F2')?.numberFormat).toBe('dd/mm/yyyy');
    expect(sheet?.cells.get('C2')?.numberFormat).toBe('#,##0.00');
    expect(sheet?.cells.get('C3')?.numberFormat).toBe('#,##0.000000');
    expect(sheet?.cells.get('E2')?.numberFormat).toBe('#,##0.00"%"');
  });

  it('holds no formula but its own totals, which leave a filter’s hidden rows out', async () => {
    const [sheet] = await sheetsOf('totals.xlsx');
    const formulas = [...(sheet?.cells.values() ?? [])].filter((c) => c.formula !== null);
    // 58.76 + 0.000001 - 2.5 and 3 + 12; a percentage is not added.
    expect(formulas.map((c) => [c.address, c.formula, c.text])).toEqual([
      ['C5', 'SUBTOTAL(109,C2:C4)', '56.260001'],
      ['D5', 'SUBTOTAL(109,D2:D4)', '15'],
    ]);
    expect(textAt(sheet, 'A5')).toBe('Tổng cộng (3 dòng)');
    const xml = partOf('totals.xlsx', 'xl/styles.xml');
    expect(xml.match(/quotePrefix="1"/g)).toHaveLength(1);
  });

  it('closes each group with its own total', async () => {
    const [sheet] = await sheetsOf('groups.xlsx', 1);
    expect([2, 3, 4, 5, 6, 7].map((r) => [textAt(sheet, `A${r}`), textAt(sheet, `C${r}`)])).toEqual([
      ['Lào Cai', '58.76'],
      ['Lào Cai', '0.000001'],
      ['Cộng Lào Cai (2 dòng)', '58.760001'],
      ['Tây Ninh', '-2.5'],
      ['Cộng Tây Ninh (1 dòng)', '-2.5'],
      ['Tổng cộng (3 dòng)', '56.260001'],
    ]);
    expect(sheet?.cells.get('C7')?.formula).toBe('SUBTOTAL(109,C2:C6)');
  });

  it('leaves the total of unknowns empty', async () => {
    const [sheet] = await sheetsOf('unknown.xlsx', 0, [[['Lào Cai', 'A', null, null, null, null, null]]]);
    expect([textAt(sheet, 'C3'), textAt(sheet, 'D3')]).toEqual([null, null]);
  });

  it('says in a sheet of its own what it is and what the columns mean', async () => {
    const sheet = (await sheetsOf('about.xlsx'))[1];
    expect(sheet?.name).toBe('Thông tin');
    expect([textAt(sheet, 'A2'), textAt(sheet, 'B2')]).toEqual(['Kỳ báo cáo', 'năm 2026']);
    const texts = [...(sheet?.cells.values() ?? [])].map((c) => c.text);
    expect(texts).toContain('Tên ghi trong quy hoạch tỉnh');
  });

  it('freezes and filters the head', async () => {
    await sheetsOf('head.xlsx');
    const xml = partOf('head.xlsx', 'xl/worksheets/sheet1.xml');
    expect(xml).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
    expect(xml).toContain('<autoFilter ref="A1:G4"/>');
  });

  it('leaves no file behind when the rows cannot be read', async () => {
    const broken = function* (): Generator<readonly TableRow[]> {
      yield rows;
      throw new Error('the database is gone');
    };
    await expect(writeTableXlsx(path('broken.xlsx'), about, [table(0, broken())])).rejects.toThrow('database is gone');
    expect(() => readFileSync(path('broken.xlsx'))).toThrow();
  });
});

describe('a table as CSV', () => {
  it('is UTF-8 with a mark, says what it is, and neutralises formulas but not negative numbers', async () => {
    await writeTableCsv(path('a.csv'), about, table());
    const bytes = readFileSync(path('a.csv'));
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = bytes.toString('utf8').slice(1).split('\r\n');
    const head = lines.findIndex((line) => !/^"?#/.test(line));
    expect(lines.slice(0, 3)).toEqual(['# Cụm công nghiệp', '# Kỳ báo cáo: năm 2026', '# Phiên bản số liệu: hiện tại']);
    expect(lines.slice(head)).toEqual([
      'Tỉnh,Tên cụm,Diện tích (ha),Số dự án,Tỷ lệ lấp đầy (%),Ngày ký,Đã thành lập',
      'Lào Cai,Đông An,58.76,3,91.19,2026-02-25,Có',
      `Lào Cai,"'=HYPERLINK(""x"")",0.000001,,,,`,
      'Tây Ninh,Tân Hội 1 & 2 <b>,-2.5,12,0.5,1899-01-02,Không',
      '',
    ]);
  });

  it('knows what a spreadsheet takes for a formula', () => {
    for (const text of ['=1', '+1', '-1', '@x', '\tx', '\rx', ' =1', '＝1'])
      expect(looksLikeFormula(text), text).toBe(true);
    for (const text of ['', 'a=1', '1-2', 'Đông An', 'a@b.vn']) expect(looksLikeFormula(text), text).toBe(false);
  });
});

describe('a table as Parquet', () => {
  it('holds exact decimals, days, flags and nulls, and what they mean', async () => {
    await writeTableParquet(path('a.parquet'), about, table(0, [rows, rows]));
    const bytes = readFileSync(path('a.parquet'));
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    const read = await parquetReadObjects({ file });
    expect(read).toHaveLength(6);
    expect(read[0]).toMatchObject({
      province: 'Lào Cai',
      projects: 3n,
      established: true,
      signed: new Date('2026-02-25'),
    });
    expect(read[1]).toMatchObject({ name: '=HYPERLINK("x")', projects: null, rate: null, established: null });
    expect(read.map((r) => Number(r['area']))).toEqual([58.76, 0.000001, -2.5, 58.76, 0.000001, -2.5]);
    const metadata = parquetMetadata(file);
    const area = metadata.schema.find((e) => e.name === 'area');
    expect(area).toMatchObject({ converted_type: 'DECIMAL', precision: 38, scale: 12 });
    const told = new Map(metadata.key_value_metadata?.map(({ key, value }) => [key, value ?? '']));
    expect(told.get('ccn.about')).toContain('Kỳ báo cáo: năm 2026');
    expect(told.get('ccn.columns')).toContain('Tên ghi trong quy hoạch tỉnh');
  });
});

/** Text of one part of a written package. */
function partOf(name: string, part: string): string {
  const zip = new ZipArchive(readFileSync(path(name)), READ_LIMITS);
  const chunks: Uint8Array[] = [];
  zip.stream(part, (chunk) => void chunks.push(chunk.slice()));
  return Buffer.concat(chunks).toString('utf8');
}

describe('another program', () => {
  it('reads the same figures, formulas and looks from the workbook', async () => {
    await writeTableXlsx(path('other.xlsx'), about, [table(1)]);
    const book = new Workbook();
    await book.xlsx.readFile(path('other.xlsx'));
    expect(book.worksheets.map((s) => s.name)).toEqual(['Cụm công nghiệp', 'Thông tin']);
    const sheet = book.worksheets[0];
    const at = (address: string) => sheet?.getCell(address);
    expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    expect(sheet?.autoFilter).toBe('A1:G6');
    // Row 4 closes the group Lào Cai, row 6 the group Tây Ninh.
    expect(['C2', 'C3', 'C5', 'D5'].map((a) => at(a)?.value)).toEqual([58.76, 0.000001, -2.5, 12]);
    expect(at('C4')?.value).toEqual({ formula: 'SUBTOTAL(109,C2:C3)', result: 58.760001 });
    expect(at('C7')?.value).toEqual({ formula: 'SUBTOTAL(109,C2:C6)', result: 56.260001 });
    expect(at('B3')?.value).toBe('=HYPERLINK("x")');
    expect(at('B3')?.type).toBe(ValueType.String);
    expect(at('C2')?.numFmt).toBe('#,##0.00');
    expect(at('F2')?.value).toEqual(new Date('2026-02-25T00:00:00Z'));
    expect(at('F2')?.numFmt).toBe('dd/mm/yyyy');
    expect(at('D3')?.value).toBeNull();
    expect(sheet?.getColumn(2).width).toBeGreaterThan(20);
    const words = book.worksheets[1];
    expect(words?.getCell('A3').value).toBe('Phiên bản số liệu');
  });
});
