import type { Command } from 'commander';
import type { SeasonForm, SeasonPeriod } from '#lib/regime';
import { Misuse } from '../misuse.js';
import { withServices } from '../process.js';
import { migratedTrial, seededTrial } from '../trial.js';

/** `ccn season --year 2026 --json`: per period and form who is expected, what is counted, when it is due and locked. */
export function register(program: Command): void {
  program
    .command('season')
    .description('mùa báo cáo của một năm: số đơn vị phải gửi, kỳ số liệu, hạn gửi và thời điểm khóa')
    .requiredOption('--year <năm>', 'năm báo cáo, ví dụ 2026')
    .option('--json', 'in một tài liệu JSON')
    .action(async (options: { year: string; json?: true }) => {
      if (!/^20\d{2}$/.test(options.year))
        throw new Misuse(`Năm “${options.year}” không hợp lệ. Hãy ghi bốn chữ số, ví dụ --year 2026.`);
      const { systemScope } = await import('#lib/persistence');
      await migratedTrial();
      const periods = await withServices(async (services) => {
        await seededTrial(services);
        const { db, regime } = services;
        return await db.transact({ ...systemScope, canWrite: false }, (uow) =>
          regime.season(uow, Number(options.year)),
        );
      });
      if (periods.length === 0) throw new Misuse(`Chưa có chế độ báo cáo nào có hiệu lực trong năm ${options.year}.`);
      process.stdout.write(options.json ? `${JSON.stringify(periods, null, 2)}\n` : periods.map(listed).join('\n'));
    });
}

function listed(period: SeasonPeriod): string {
  const opened =
    period.openedAt === null ? `chưa mở (mở từ ${period.opensOn ?? '—'}; số dự kiến)` : `mở lúc ${period.openedAt}`;
  return [`${period.period}  ${period.regimeId}  ${opened}`, ...period.forms.map(line), ''].join('\n');
}

function line(form: SeasonForm): string {
  const others = [
    [form.closed, 'đã đóng'],
    [form.exempt, 'được miễn'],
    [form.voluntary, 'tự nguyện'],
    [form.doubtful, 'có vướng mắc'],
    [form.extended, 'được gia hạn'],
  ] as const;
  const rest = others.flatMap(([n, what]) => (n === 0 ? [] : [`${n} ${what}`])).join(', ');
  const counts = `phải gửi ${form.expected}${rest === '' ? '' : ` (${rest})`}`;
  return `  Biểu ${form.form}  ${counts}  số liệu ${form.windowFrom} – ${form.windowTo}  trước ${form.dueBefore}  khóa từ ${form.lockAt}`;
}
