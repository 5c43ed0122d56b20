import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Command } from 'commander';
import type { FormCode } from '#lib/forms';
import type { CheckReport } from '#lib/workbook';
import { Misuse } from '../misuse.js';

interface CheckFlags {
  readonly form: string;
  readonly period: string;
  readonly unit?: string;
  readonly json?: true;
}

/** `ccn check FILE`: reads, matches and checks a workbook without a database. Exit 1 when it is rejected. */
export function register(program: Command): void {
  program
    .command('check')
    .description('đọc và kiểm tra một tệp báo cáo, không cần cơ sở dữ liệu')
    .argument('<tệp>', 'tệp Excel .xlsx')
    .option('--form <biểu>', '01, 02, 03, 04 hoặc auto', 'auto')
    .option('--period <kỳ>', '2026-H1 (6 tháng), 2026-Y (năm) hoặc auto', 'auto')
    .option('--unit <mã>', 'mã đơn vị hành chính: tỉnh hai chữ số, xã năm chữ số')
    .option('--json', 'in một tài liệu JSON')
    .action(async (path: string, flags: CheckFlags) => {
      const report = await check(path, flags);
      process.stdout.write(
        flags.json ? `${JSON.stringify(report, null, 2)}\n` : (await import('../listing.js')).listing(report),
      );
      if (report.outcome === 'rejected') process.exitCode = 1;
    });
}

async function check(path: string, flags: CheckFlags): Promise<CheckReport> {
  const form = formOf(flags.form);
  const { parsePeriod } = await import('#lib/kernel');
  const period = flags.period === 'auto' ? null : flags.period;
  if (period !== null && parsePeriod(period) === null) {
    throw new Misuse(`Kỳ “${period}” không hợp lệ. Hãy ghi 2026-H1 (6 tháng), 2026-Y (năm) hoặc auto.`);
  }
  const unit = flags.unit ?? null;
  if (unit !== null && !/^(\d{2}|\d{5})$/.test(unit)) {
    throw new Misuse(`Mã đơn vị “${unit}” không hợp lệ. Mã tỉnh có hai chữ số, mã xã có năm chữ số.`);
  }
  const size = await sizeOf(path);
  const { loadLaw, loadTerritory } = await import('#lib/law');
  const workbook = await import('#lib/workbook');
  const law = loadLaw();
  const units = workbook.unitDirectory(() => loadTerritory(), law);
  const options = { law, name: basename(path), form, period, unit, units };
  if (size > workbook.READ_LIMITS.fileBytes) {
    const refused = workbook.tooLarge(size, workbook.READ_LIMITS, 'unknown');
    return workbook.reportOn(refused, await hashOf(path), options).report;
  }
  return (await workbook.checkWorkbook(await readFile(path), options)).report;
}

function formOf(text: string): FormCode | null {
  if (text === 'auto') return null;
  if (text === '01' || text === '02' || text === '03' || text === '04') return text;
  throw new Misuse(`Không có biểu “${text}”. Hãy ghi 01, 02, 03, 04 hoặc auto.`);
}

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => error.code ?? 'lỗi');
  if (typeof found === 'string') {
    const why = found === 'ENOENT' ? 'không có tệp này' : found;
    throw new Misuse(`Không mở được “${path}” (${why}). Hãy kiểm tra lại đường dẫn.`);
  }
  if (!found.isFile()) throw new Misuse(`“${path}” không phải là tệp. Hãy chọn một tệp .xlsx.`);
  return found.size;
}

/** SHA-256 of a file that is too big to be held in memory. */
async function hashOf(path: string): Promise<string> {
  const { createHash } = await import('node:crypto');
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
