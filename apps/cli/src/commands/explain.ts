import type { Command } from 'commander';
import type { ConsolidatedFigure, ConsolidatedForm, FigureSource } from '#lib/consolidation';
import { Misuse } from '../misuse.js';
import { withServices } from '../process.js';
import { migratedTrial, seededTrial } from '../trial.js';

interface ExplainFlags {
  readonly form: string;
  readonly unit: string;
  readonly period: string;
  readonly row: string;
  readonly definition: readonly string[];
  readonly json?: true;
}

/** `ccn explain --form 04 --unit 15 --period 2026-Y --row 19`: one figure, what it means and what it is made of. */
export function register(program: Command): void {
  program
    .command('explain')
    .description('giải thích một số liệu tổng hợp: giá trị, định nghĩa, tử số và mẫu số, từng nguồn')
    .requiredOption('--form <biểu>', '03 (xã) hoặc 04 (tỉnh, cả nước)')
    .requiredOption('--unit <mã>', 'mã xã, mã tỉnh hoặc VN')
    .requiredOption('--period <kỳ>', 'ví dụ 2026-H1 (6 tháng) hoặc 2026-Y (năm)')
    .requiredOption('--row <TT>', 'số thứ tự của dòng, ví dụ 19 hoặc 15.2')
    .option('--definition <tên>', 'tên cách tính, hoặc điểm=cách tính; ghi được nhiều lần', collect, [])
    .option('--json', 'in một tài liệu JSON')
    .action(async (flags: ExplainFlags) => {
      const definitions = await chosen(flags);
      const { systemScope } = await import('#lib/persistence');
      const { form, unit, period } = flags;
      await migratedTrial();
      const whole = await withServices(async (services) => {
        await seededTrial(services);
        return await services.db.transact({ ...systemScope, canWrite: false }, (uow) =>
          services.consolidation.consolidatedForm(uow, { form, unit, period, definitions }),
        );
      });
      const figure = whole.figures.find((f) => f.tt === flags.row || f.key === flags.row);
      if (figure === undefined) {
        const rows = whole.figures.map((f) => f.tt).join(', ');
        throw new Misuse(`Biểu ${form} không có dòng “${flags.row}”. Các dòng: ${rows}.`);
      }
      if (flags.json) {
        const { figures: _, ...about } = whole;
        process.stdout.write(`${JSON.stringify({ ...about, figure }, null, 2)}\n`);
      } else {
        process.stdout.write((await import('../explanation.js')).explanation(whole, figure));
      }
    });
}

export type Explained = { readonly form: ConsolidatedForm; readonly figure: ConsolidatedFigure };
export type ExplainedSource = FigureSource;

const collect = (value: string, earlier: readonly string[]): string[] => [...earlier, value];

/** "leased_over_total" names the point it answers by itself, among the points that touch the row. */
async function chosen({ definition, row }: ExplainFlags): Promise<Record<string, string>> {
  const { definitionPointNames, pointOf } = await import('#lib/consolidation');
  const found: Record<string, string> = {};
  for (const text of definition) {
    const [point, name, ...rest] = text.split('=');
    if (name !== undefined && rest.length === 0 && point) {
      found[point] = name;
      continue;
    }
    const touching = definitionPointNames.filter((p) => pointOf(p).rows.includes(row));
    const points = touching.filter((p) => pointOf(p).choices.some((c) => c.name === text));
    const [only] = points;
    if (only === undefined || points.length > 1) {
      const known = touching.flatMap((p) => pointOf(p).choices.map((c) => `${p}=${c.name}`)).join(', ');
      throw new Misuse(
        `Không hiểu --definition “${text}” cho dòng ${row}. Các cách tính của dòng này: ${known || 'không có'}.`,
      );
    }
    found[only] = text;
  }
  return found;
}
