import type { Command } from 'commander';
import { Misuse } from '../misuse.js';

/** `ccn deadlines --year 2026 --json`: every form and period of a year with its data window and due instant. */
export function register(program: Command): void {
  program
    .command('deadlines')
    .description('thời hạn gửi báo cáo của một năm')
    .requiredOption('--year <năm>', 'năm báo cáo, ví dụ 2026')
    .option('--json', 'in một tài liệu JSON')
    .action(async (options: { year: string; json?: true }) => {
      if (!/^20\d{2}$/.test(options.year))
        throw new Misuse(`Năm “${options.year}” không hợp lệ. Hãy ghi bốn chữ số, ví dụ --year 2026.`);
      const { loadLaw } = await import('#lib/law');
      const { deadlines } = await import('#lib/regime');
      const law = loadLaw();
      const found = deadlines((period) => law.regimeFor(period), Number(options.year));
      if (found.length === 0) throw new Misuse(`Chưa có chế độ báo cáo nào có hiệu lực trong năm ${options.year}.`);
      if (options.json) process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
      else
        for (const d of found)
          process.stdout.write(
            `Biểu ${d.form}  ${d.period}  số liệu ${d.windowFrom} – ${d.windowTo}  trước ${d.dueBefore}\n`,
          );
    });
}
