/** Register workbooks of 20 columns, in and out, beside ExcelJS in the same run; and how the cost grows with the rows. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadLaw, loadTerritory } from '#lib/law';
import { checkWorkbook, unitDirectory } from '#lib/workbook';
import { atMost, type Bench, type Measure, summary, time } from '../run/measure.ts';
import { watched } from '../run/process-peak.ts';

const work = join(import.meta.dirname, '..', 'run', 'excel-work.ts');
const form04 = join(import.meta.dirname, '../../schemas/forms/2025-07-01/examples/ok-form-04.xlsx');
const MAIN = 20_000;
const RUNS = 5;
const GROWTH = [2_000, 200_000] as const;

/** Pieces of work in turn, each run in a fresh process, so that a busy moment of the machine meets them all. */
async function inTurn(
  runs: number,
  pieces: readonly (readonly [name: string, args: readonly string[]])[],
): Promise<Measure[]> {
  const took = pieces.map((): number[] => []);
  const peaks = pieces.map(() => 0);
  for (let run = 0; run < runs; run++)
    for (const [i, [, args]] of pieces.entries()) {
      const { output, peakMegabytes } = await watched([work, ...args]);
      took[i]?.push(Number(output));
      peaks[i] = Math.max(peaks[i] ?? 0, peakMegabytes);
    }
  return pieces.map(([name], i) => ({ ...summary(name, took[i] ?? []), peakMegabytes: peaks[i] ?? 0 }));
}

/** From the bytes of a form 04 to the whole answer: limited child, matching, checks. */
async function answerForm04(): Promise<Measure> {
  const law = loadLaw();
  const units = unitDirectory(() => loadTerritory(), law);
  const bytes = readFileSync(form04);
  const options = { law, units, name: 'ok-form-04.xlsx', form: '04', period: '2026-Y', unit: null } as const;
  return await time('Biểu 04: từ tệp đến câu trả lời', 100, () => checkWorkbook(bytes, options));
}

export const bench: Bench = {
  about: 'sổ đăng ký 20 cột: đọc vào và xuất ra, so với ExcelJS trong cùng một lượt',
  measure: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ccn-bench-'));
    const book = (rows: number): string => join(folder, `${rows}.xlsx`);
    const out = join(folder, 'out.xlsx');
    const label = (rows: number): string => `${rows.toLocaleString('vi-VN')} dòng`;
    try {
      // Written by ExcelJS: a foreign program's workbook is what comes in.
      for (const rows of [MAIN, GROWTH[0]]) await watched([work, 'exceljs-write', book(rows), String(rows)]);
      const main = await inTurn(RUNS, [
        [`đọc sổ, ${label(MAIN)}`, ['our-read', book(MAIN)]],
        [`ExcelJS load, ${label(MAIN)}`, ['exceljs-load', book(MAIN)]],
        [`xuất sổ, ${label(MAIN)}`, ['our-write', out, String(MAIN)]],
        [`ExcelJS ghi tuần tự, ${label(MAIN)}`, ['exceljs-write', out, String(MAIN)]],
      ]);
      const growth = [];
      for (const rows of GROWTH) {
        // Reading whole sheets ends at twenty thousand rows or so: a register is read row by row instead.
        const read = [[`đọc sổ, ${label(rows)}`, ['our-read', book(rows)]]] as const;
        const write = [[`xuất sổ, ${label(rows)}`, ['our-write', out, String(rows)]]] as const;
        growth.push(...(await inTurn(rows > MAIN ? 1 : 3, rows > MAIN ? write : [...read, ...write])));
      }
      return [...main, ...growth, await answerForm04()];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  goals: ([read, load, write, stream]) => [
    atMost('thời gian đọc so với ExcelJS load', 1.0, read?.median, load?.median),
    atMost('bộ nhớ đọc (cả tiến trình con) so với ExcelJS load', 0.3, read?.peakMegabytes, load?.peakMegabytes),
    atMost('thời gian xuất so với ExcelJS ghi tuần tự', 0.7, write?.median, stream?.median),
  ],
};
