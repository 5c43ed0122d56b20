import type { Command } from 'commander';
import type { OfficeKind, Role } from '#lib/access';
import { Misuse } from '../misuse.js';
import { withServices } from '../process.js';

/** Names of roles as people type them: office and role, and short ones where there is no doubt. */
const NAMED: Readonly<Record<string, readonly [OfficeKind, Role]>> = {
  'ministry-officer': ['ministry', 'officer'],
  'ministry-approver': ['ministry', 'approver'],
  'ministry-analyst': ['ministry', 'analyst'],
  'ministry-planner': ['ministry', 'planner'],
  'ministry-administrator': ['ministry', 'administrator'],
  'department-officer': ['department', 'officer'],
  'department-approver': ['department', 'approver'],
  'department-analyst': ['department', 'analyst'],
  'department-planner': ['department', 'planner'],
  'department-administrator': ['department', 'administrator'],
  'commune-officer': ['commune', 'officer'],
  'investor-officer': ['investor', 'officer'],
  'enterprise-officer': ['enterprise', 'officer'],
};
const SHORT: Readonly<Record<string, string>> = {
  analyst: 'ministry-analyst',
  planner: 'ministry-planner',
  administrator: 'ministry-administrator',
  ministry: 'ministry-officer',
  officer: 'department-officer',
  approver: 'department-approver',
  department: 'department-officer',
  commune: 'commune-officer',
  investor: 'investor-officer',
  enterprise: 'enterprise-officer',
};

/** `ccn token --as ROLE [--unit CODE]`: a bearer token of a demo account. The embedded default only. */
export function register(program: Command): void {
  program
    .command('token')
    .description('in mã truy cập của một tài khoản dùng thử (chỉ khi dùng PostgreSQL kèm theo)')
    .requiredOption('--as <vai trò>', `${Object.keys(NAMED).join(', ')}; tắt: ${Object.keys(SHORT).join(', ')}`)
    .option('--unit <mã>', 'mã tỉnh, mã xã, mã cụm hoặc mã dự án; mặc định đơn vị của dữ liệu mẫu')
    .action(async (flags: { as: string; unit?: string }) => {
      if (process.env['CCN_MODE'] !== 'embedded')
        throw new Misuse(
          'Lệnh token chỉ dùng với cơ sở dữ liệu kèm theo, có tài khoản dùng thử. ' +
            'Ở hệ thống khác, hãy đăng nhập rồi tạo mã truy cập trong trang tài khoản.',
        );
      const named = NAMED[SHORT[flags.as] ?? flags.as];
      if (named === undefined)
        throw new Misuse(`Không có vai trò “${flags.as}”. Hãy chọn một trong: ${Object.keys(NAMED).join(', ')}.`);
      const [kind, role] = named;
      if (kind === 'ministry' && flags.unit !== undefined)
        throw new Misuse('Vai trò của Bộ không gắn với đơn vị nào. Hãy bỏ --unit.');
      const { demoToken } = await import('#lib/assembly');
      const { secret } = await withServices((services) => demoToken(services, kind, role, flags.unit ?? null));
      process.stdout.write(`${secret}\n`);
    });
}
