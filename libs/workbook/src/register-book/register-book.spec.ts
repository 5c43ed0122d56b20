import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TableRow, type TableSource, writeTableXlsx } from '../table/index.js';
import { type RegisterColumn, registerTables } from './columns.js';
import { clusterIn, dayInTitle, decisionsIn, lastDayOf } from './read/context-words.js';
import { csvLines } from './read/csv-lines.js';
import { tenantStateIn } from './read/provincial-tenants.js';
import { readRegister } from './read/read-register.js';
import { REGISTER_LIMITS } from './read/read-register-in-child.js';
import type { RegisterMessage } from './read/staged.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'register-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const OPTIONS = { cluster: null, observedOn: null, uploadedOn: '2026-12-01', writing: null };

async function messages(bytes: Uint8Array): Promise<RegisterMessage[]> {
  const all: RegisterMessage[] = [];
  await readRegister(bytes, REGISTER_LIMITS, OPTIONS, (message) => all.push(message));
  return all;
}

/** The texts of a list in the binary writing of PostgreSQL. */
function listOf(bytes: Uint8Array): (string | null)[] {
  const list = Buffer.from(bytes);
  let at = 20;
  return Array.from({ length: list.readInt32BE(12) }, () => {
    const size = list.readInt32BE(at);
    at += 4 + Math.max(0, size);
    return size === -1 ? null : list.toString('utf8', at - size, at);
  });
}

/** Words of Vietnamese and characters that formulas, XML, SQL and CSV have trouble with; no spaces at the ends. */
const text = fc
  .array(
    fc.constantFrom(
      'Công',
      'Đông',
      '=1+1',
      '-5',
      '"',
      '\\',
      '{x}',
      "l'eau",
      '<b>',
      '&',
      ';',
      'NULL',
      'ẩm',
      '1.250',
      '@a',
    ),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  .map((words) => words.join(' '));
const decimal = fc
  .tuple(fc.nat(99_999), fc.nat(9_999))
  .map(([a, b]) => (b === 0 ? `${a}` : `${a}.${b}`.replace(/0+$/, '')));
const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2060-12-31'), noInvalidDate: true })
  .map((d) => d.toISOString().slice(0, 10));

function cellOf(column: RegisterColumn): fc.Arbitrary<string | null> {
  if (column.role === 'info' || column.role === 'action') return fc.constant(null);
  if (column.words !== undefined) return fc.option(fc.constantFrom(...Object.keys(column.words)));
  if (column.many === true) return fc.option(text.map((t) => t.replaceAll(';', ',')));
  if (column.type === 'date') return fc.option(day);
  if (column.type === 'boolean') return fc.option(fc.constantFrom('true', 'false'));
  return fc.option(column.type === 'text' ? text : decimal);
}

const rowsOf = (columns: readonly RegisterColumn[]) =>
  fc.array(fc.tuple(...columns.map((column, i) => (i === 0 ? text : cellOf(column)))), { minLength: 1, maxLength: 8 });

describe('a register workbook', () => {
  it('that is written and read back says the same, whatever its rows hold', async () => {
    const books = fc.tuple(...registerTables.map((table) => rowsOf(table.columns)));
    let run = 0;
    await fc.assert(
      fc.asyncProperty(books, async (rows) => {
        const path = join(folder, `${run++}.xlsx`);
        const printed = (row: TableRow, columns: readonly RegisterColumn[]): TableRow =>
          row.map((value, i) => (value === null ? null : (columns[i]?.words?.[value] ?? value)));
        const tables = registerTables.map(
          (table, t): TableSource => ({
            name: table.sheet,
            columns: table.columns,
            totals: false,
            batches: [(rows[t] ?? []).map((row) => printed(row, table.columns))],
          }),
        );
        await writeTableXlsx(path, { title: 'Sổ', facts: [] }, tables);
        const read = await messages(readFileSync(path));
        expect(read.filter((m) => m.kind === 'finding' || m.kind === 'reading')).toEqual([]);
        for (const [t, table] of registerTables.entries()) {
          const source = read.find((m) => m.kind === 'source' && m.source.table === table.name);
          const found = read.find(
            (m) => m.kind === 'rows' && source?.kind === 'source' && m.rows.source === source.source.source,
          );
          if (found?.kind !== 'rows') throw new Error(`no rows of ${table.name}`);
          for (const [c, column] of table.columns.entries()) {
            if (column.role === 'info') continue;
            const expected = (rows[t] ?? []).map((row) => row[c] ?? null);
            expect(listOf(found.rows.columns[column.key] ?? new Uint8Array(24)), `${table.name}.${column.key}`).toEqual(
              expected,
            );
          }
        }
      }),
      { numRuns: 25, seed: 20_261_201 },
    );
  });
});

describe('words of provinces', () => {
  it.each([
    ['DANH SÁCH DOANH NGHIỆP TRONG CỤM CÔNG NGHIỆP BẮC DUYÊN HẢI NĂM 2026', 'BẮC DUYÊN HẢI'],
    ['CCN: Phú Thịnh 1, xã Yên Bình', 'Phú Thịnh 1'],
    ['Danh mục cụm công nghiệp trên địa bàn tỉnh Lào Cai', null],
    ['Tình hình cụm công nghiệp đã thành lập', null],
    ['Bắc Duyên Hải', null],
  ])('of a cluster: %s', (title, name) => expect(clusterIn(title)).toBe(name));

  it.each([
    ['(Số liệu tính đến hết ngày 15 tháng 12 năm 2025)', '2025-12-15'],
    ['Đến 30/6/2026', '2026-06-30'],
    ['Lào Cai, ngày 3 tháng 7 năm 2026', null],
  ])('of a day: %s', (title, found) => expect(dayInTitle(title)).toBe(found));

  it.each([
    ['6 tháng đầu năm', '2026', '2026-06-30'],
    ['Quý III', '2025', '2025-09-30'],
    ['Tháng 2', '2024', '2024-02-29'],
    ['Năm', '2025', '2025-12-31'],
    [null, '2025', '2025-12-31'],
    ['9 tháng', '2025', '2025-09-30'],
    ['Đợt 1', '2025', null],
    ['Năm', null, null],
  ])('of a period: %s %s', (period, year, found) => expect(lastDayOf(period, year)).toBe(found));

  it('of decisions in one cell', () => {
    expect(decisionsIn('QĐ số 12/QĐ-UBND ngày 5/6/2019 của UBND huyện; 34a/QĐ-UBND')).toEqual([
      { number: '12/QĐ-UBND', signedOn: '2019-06-05', issuer: 'UBND huyện' },
      { number: '34a/QĐ-UBND', signedOn: null, issuer: null },
    ]);
    expect(decisionsIn(' - ')).toEqual([]);
  });

  it.each([
    ['Đang hoạt động', 'operating'],
    ['Chưa hoạt động, đang làm thủ tục', 'preparing'],
    ['Tạm dừng hoạt động', 'suspended'],
    ['Đang xây dựng nhà xưởng', 'under_construction'],
    ['Đã thu hồi', 'ended'],
    ['?', 'unknown'],
  ])('of a state: %s', (written, state) => expect(tenantStateIn(written)).toBe(state));

  it('of a CSV, with quotes, semicolons and lines of explanation', () => {
    const lines = [...csvLines(Buffer.from('# a;b\r\nx;"y ""1"";\n2";\r\n\r\n3;;4'))];
    expect(lines.map((l) => l.texts)).toEqual([['x', 'y "1";\n2', ''], [''], ['3', '', '4']]);
  });
});
