import type { Command } from 'commander';
import type { Caller } from '#lib/access';
import type { Services } from '#lib/assembly';
import { DomainError } from '#lib/kernel';
import { withServices } from '../process.js';
import { line } from './editions.js';

/** `ccn close-period --period 2026-H1 --reason TEXT --as EMAIL`: freezes the period as its next edition. */
export function register(program: Command): void {
  program
    .command('close-period')
    .description('chốt số liệu một kỳ thành ấn bản (do người duyệt của Bộ)')
    .requiredOption('--period <kỳ>', 'ví dụ 2026-H1 (6 tháng) hoặc 2026-Y (năm)')
    .requiredOption('--reason <lý do>', 'lý do chốt; lần sau: đính chính điều gì')
    .requiredOption('--as <thư điện tử>', 'tài khoản người duyệt của Bộ')
    .action(async (flags: { period: string; reason: string; as: string }) => {
      const { edition, created } = await withServices(async (services) =>
        services.editions.closePeriod(await approver(services, flags.as), flags),
      );
      const said = created ? 'Đã chốt' : 'Không có gì thay đổi từ ấn bản';
      process.stdout.write(`${said} ${edition.id}.\n${line(edition)}`);
    });
}

async function approver({ db }: Services, email: string): Promise<Caller> {
  const { callerOf } = await import('#lib/access');
  const { systemScope } = await import('#lib/persistence');
  const caller = await db.transact({ ...systemScope, canWrite: false }, async (uow) => {
    const [account] = await uow.em.execute<{ id: string }[]>('select id from account where lower(email) = lower(?)', [
      email,
    ]);
    return account === undefined ? null : await callerOf(uow, account.id);
  });
  if (caller !== null) return caller;
  throw new DomainError({
    code: 'ACCOUNT_UNKNOWN',
    message: `Không có tài khoản đang hoạt động với thư điện tử “${email}”. Hãy kiểm tra lại.`,
    messageEn: `There is no open account "${email}".`,
  });
}
