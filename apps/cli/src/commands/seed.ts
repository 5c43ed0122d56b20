import type { Command } from 'commander';
import { needed, withServices } from '../process.js';

/** `ccn seed [--demo]`: territory, sample register, open periods; with --demo the accounts to try it with. */
export function register(program: Command): void {
  program
    .command('seed')
    .description('nạp danh mục hành chính, dữ liệu mẫu và mở kỳ báo cáo (chạy lại không đổi gì)')
    .option('--demo', 'tạo thêm tài khoản dùng thử, mật khẩu ghi vào tệp CCN_DEMO_FILE')
    .action(async (flags: { demo?: true }) => {
      const file = flags.demo ? needed('CCN_DEMO_FILE', 'đường dẫn tệp sẽ ghi tài khoản dùng thử') : null;
      const { seed, seedDemo } = await import('#lib/assembly');
      await withServices(async (services) => {
        const { periods } = await seed(services);
        const owed = periods.map((p) => `${p.period}: ${p.owed} nghĩa vụ`).join('; ');
        process.stdout.write(`Đã nạp danh mục hành chính và dữ liệu mẫu. Kỳ báo cáo đang mở: ${owed}.\n`);
        if (file === null) return;
        const accounts = await seedDemo(services, file);
        process.stdout.write(`Đã có ${accounts.length} tài khoản dùng thử; thư điện tử và mật khẩu ở ${file}.\n`);
      });
    });
}
