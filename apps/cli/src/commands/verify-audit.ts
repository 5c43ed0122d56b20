import type { Command } from 'commander';
import { needed } from '../process.js';

/** `ccn verify-audit [--json]`: recomputes the audit's chain of hashes. Exit 1 when an entry was changed, removed or inserted. */
export function register(program: Command): void {
  program
    .command('verify-audit')
    .description('kiểm tra nhật ký: có mục nào bị sửa, xóa hoặc thêm bằng tay không')
    .option('--json', 'in một tài liệu JSON')
    .action(async (flags: { json?: true }) => {
      const url =
        process.env['CCN_OWNER_URL']?.trim() || needed('CCN_APP_URL', 'địa chỉ postgres:// của cơ sở dữ liệu');
      const { verifyAudit } = await import('#lib/audit');
      const verdict = await verifyAudit(url);
      const { ok, entries, firstBroken } = verdict;
      if (flags.json) {
        const broken = firstBroken === undefined ? null : { ...firstBroken, seq: firstBroken.seq.toString() };
        process.stdout.write(`${JSON.stringify({ ok, entries, firstBroken: broken }, null, 2)}\n`);
      } else if (firstBroken === undefined) process.stdout.write(`Nhật ký nguyên vẹn: ${entries} mục.\n`);
      else process.stdout.write(`Nhật ký KHÔNG nguyên vẹn. ${firstBroken.message}\n`);
      if (!ok) process.exitCode = 1;
    });
}
