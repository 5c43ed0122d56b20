import type { Command } from 'commander';
import { needed } from '../process.js';

/** `ccn migrate`: brings the tables and the queues up to date, as the owner. Harmless when repeated or run twice at once. */
export function register(program: Command): void {
  program
    .command('migrate')
    .description('nâng cấp cơ sở dữ liệu và hàng đợi lên phiên bản này')
    .action(async () => {
      const ownerUrl = needed('CCN_OWNER_URL', 'địa chỉ postgres:// của vai trò sở hữu');
      const { migrate } = await import('#lib/persistence');
      const { migrateQueues } = await import('#lib/jobs');
      await migrate(ownerUrl);
      await migrateQueues(ownerUrl);
      process.stdout.write('Cơ sở dữ liệu đã ở phiên bản mới nhất.\n');
    });
}
