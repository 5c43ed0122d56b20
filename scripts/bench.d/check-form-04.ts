/** What a provincial officer waits for: checking the form 04 workbook, beside merely opening it with ExcelJS. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { loadLaw, loadTerritory } from '#lib/law';
import { checkWorkbook, unitDirectory } from '#lib/workbook';
import { type Bench, time } from '../run/measure.ts';

const project = join(import.meta.dirname, '..', '..');
const file = join(project, 'schemas/forms/2025-07-01/examples/ok-form-04.xlsx');

function command(): void {
  const args = [
    join(project, 'dist/apps/cli/src/main.js'),
    'check',
    file,
    '--form',
    '04',
    '--period',
    '2026-Y',
    '--json',
  ];
  const result = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (result.status !== 0) throw new Error(result.stderr);
}

export const bench: Bench = {
  about: 'kiểm tra tệp Biểu 04, so với chỉ mở tệp bằng ExcelJS',
  measure: async () => {
    const bytes = readFileSync(file);
    const law = loadLaw();
    const units = unitDirectory(() => loadTerritory(), law);
    const options = { law, units, name: 'ok-form-04.xlsx', form: '04', period: '2026-Y', unit: null } as const;
    return [
      await time('ccn check, cả tiến trình', 10, async () => command()),
      await time('đọc, khớp và kiểm tra (tiến trình con giới hạn)', 20, () => checkWorkbook(bytes, options)),
      await time('ExcelJS chỉ mở tệp', 20, () => new exceljs.Workbook().xlsx.load(Uint8Array.from(bytes).buffer)),
    ];
  },
};
