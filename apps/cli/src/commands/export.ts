import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { Misuse } from '../misuse.js';
import { withServices } from '../process.js';
import { migratedTrial, seededTrial } from '../trial.js';

/** `ccn export --form 04 --unit 15 --period 2026-Y --out FILE`: the consolidated form in its statutory layout. */
export function register(program: Command): void {
  program
    .command('export')
    .description('xuất biểu tổng hợp (Biểu 03, 04 hoặc cả nước) ra tệp Excel theo mẫu')
    .requiredOption('--form <biểu>', '03 (xã) hoặc 04 (tỉnh, cả nước)')
    .requiredOption('--unit <mã>', 'mã xã, mã tỉnh hoặc VN')
    .requiredOption('--period <kỳ>', 'ví dụ 2026-H1 (6 tháng) hoặc 2026-Y (năm)')
    .requiredOption('--out <tệp>', 'tệp .xlsx sẽ ghi')
    .option('--edition <ấn bản>', 'như ấn bản này đã công bố, ví dụ 2026-Y-r1')
    .option(
      '--definition <tên>',
      'điểm=cách tính, ví dụ occupancy_rate=leased_over_total; ghi được nhiều lần',
      collect,
      [],
    )
    .action(async (flags: ExportFlags) => {
      const definitions = Object.fromEntries(flags.definition.map(readDefinition));
      const wanted = { form: flags.form, unit: flags.unit, period: flags.period };
      const { systemScope } = await import('#lib/persistence');
      await migratedTrial();
      const bytes = await withServices(async (services) => {
        await seededTrial(services);
        return await services.db.transact({ ...systemScope, canWrite: false }, (uow) =>
          services.consolidation.exportForm(uow, { ...wanted, definitions, edition: flags.edition ?? null }),
        );
      });
      await save(flags.out, bytes);
      process.stdout.write(`Đã ghi Biểu ${flags.form}, đơn vị ${flags.unit}, kỳ ${flags.period} vào ${flags.out}.\n`);
    });
}

interface ExportFlags {
  readonly form: string;
  readonly unit: string;
  readonly period: string;
  readonly out: string;
  readonly edition?: string;
  readonly definition: readonly string[];
}

const collect = (value: string, earlier: readonly string[]): string[] => [...earlier, value];

function readDefinition(text: string): [string, string] {
  const [point, name, ...rest] = text.split('=');
  if (!point || !name || rest.length > 0)
    throw new Misuse(
      `Không hiểu --definition “${text}”. Hãy ghi điểm=cách tính, ví dụ occupancy_rate=leased_over_total.`,
    );
  return [point, name];
}

async function save(path: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeFile(path, bytes);
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'lỗi không rõ';
    throw new Misuse(`Không ghi được tệp ${path} (${why}). Hãy chọn thư mục có thật mà bạn được quyền ghi.`);
  }
}
