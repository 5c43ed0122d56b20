import type { Command } from 'commander';
import { Misuse } from '../misuse.js';
import { withServices } from '../process.js';
import { migratedTrial } from '../trial.js';

/** `ccn generate --clusters 2000 --periods 20 --seed 1`: a country that does not exist, for measuring and trying. */
export function register(program: Command): void {
  program
    .command('generate')
    .description('sinh một quốc gia tổng hợp (không có thật) để thử và đo; cùng hạt giống thì cùng dữ liệu')
    .requiredOption('--clusters <số>', 'số cụm công nghiệp, 1 đến 50000')
    .requiredOption('--periods <số>', 'số kỳ báo cáo, 1 đến 50')
    .option('--seed <số>', 'hạt giống', '1')
    .option('--until <kỳ>', 'kỳ cuối cùng', '2026-H1')
    .option('--beside-others', 'cho phép sinh vào cơ sở dữ liệu đã có dữ liệu khác (chỉ cho bản dùng thử)')
    .action(async (flags: Flags) => {
      const { generateCountry } = await import('#lib/assembly');
      await migratedTrial();
      await withServices(async (services) => {
        const done = await generateCountry(services, {
          clusters: whole(flags.clusters, '--clusters'),
          periods: whole(flags.periods, '--periods'),
          seed: whole(flags.seed, '--seed'),
          until: flags.until,
          besideOthers: flags.besideOthers === true,
        });
        process.stdout.write(
          `Đã sinh dữ liệu tổng hợp: ${done.clusters} cụm, ${done.tenants} dự án thứ cấp, ${done.periods.length} kỳ ` +
            `(${done.periods[0]} đến ${done.periods.at(-1)}), ${done.obligations} nghĩa vụ, ${done.filings} báo cáo.\n`,
        );
      });
    });
}

interface Flags {
  readonly clusters: string;
  readonly periods: string;
  readonly seed: string;
  readonly until: string;
  readonly besideOthers?: true;
}

function whole(text: string, option: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new Misuse(`Giá trị “${text}” của ${option} không phải số nguyên. Hãy ghi chữ số, ví dụ ${option} 20.`);
}
