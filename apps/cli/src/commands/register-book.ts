import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import type { Caller } from '#lib/access';
import type { Services } from '#lib/assembly';
import type { RegisterChangeView, RegisterImportView, RegisterProblemView } from '#lib/exchange';
import type { Page, PageRequest } from '#lib/persistence';
import { Misuse } from '../misuse.js';
import { withServices } from '../process.js';
import { CannotOpen, readInput } from '../read-input.js';

const DEFAULT_PROVINCE = '15';
const WAIT_MS = 100;

/** `ccn register-import FILE [--apply]` and `ccn register-export --province 15 --out FILE`: the register as a workbook, in and out. */
export function register(program: Command): void {
  program
    .command('register-import')
    .argument('<tệp>', 'sổ đăng ký .xlsx hoặc .csv')
    .description('đọc một sổ đăng ký cụm: chạy thử và liệt kê thay đổi; --apply thì ghi đúng các thay đổi đó')
    .option('--province <mã>', 'mã tỉnh của Sở Công Thương nhập sổ (tài khoản dùng thử)', DEFAULT_PROVINCE)
    .option('--as <email>', 'tài khoản cán bộ Sở Công Thương; mặc định tài khoản dùng thử của tỉnh')
    .option('--cluster <cụm>', 'mã hoặc tên cụm của bảng không ghi cụm')
    .option('--observed-on <ngày>', 'ngày số liệu, YYYY-MM-DD')
    .option('--writing <cách>', 'cách viết số: vi (1.234,5) hoặc en (1,234.5)')
    .option('--apply', 'ghi các thay đổi vào sổ', false)
    .option('--reason <lý do>', 'lý do thay đổi, cần khi có --apply')
    .option('--json', 'in kết quả dạng JSON', false)
    .action(async (path: string, flags: ImportFlags) => {
      if (flags.apply && !flags.reason) throw new Misuse('Khi ghi vào sổ phải có lý do. Hãy thêm --reason "…".');
      if (flags.writing !== undefined && flags.writing !== 'vi' && flags.writing !== 'en')
        throw new Misuse(`Không hiểu --writing “${flags.writing}”. Hãy ghi vi hoặc en.`);
      const bytes = await bytesOf(path);
      const result = await withServices((services) => run(services, path, bytes, flags));
      process.stdout.write(flags.json ? `${JSON.stringify(result, null, 2)}\n` : printed(result));
      if (result.outcome === 'rejected' || result.outcome === null) process.exitCode = 1;
    });
  program
    .command('register-export')
    .description('xuất sổ đăng ký cụm của một tỉnh ra tệp Excel để sửa và nhập lại')
    .option('--province <mã>', 'mã tỉnh', DEFAULT_PROVINCE)
    .requiredOption('--out <tệp>', 'tệp .xlsx sẽ ghi')
    .option('--as <email>', 'tài khoản xuất; mặc định tài khoản dùng thử của tỉnh')
    .action(async (flags: { province: string; out: string; as?: string }) => {
      const bytes = await withServices((services) => exported(services, flags));
      await writeFile(flags.out, bytes).catch((error: unknown) => {
        const why = error instanceof Error && 'code' in error ? String(error.code) : 'lỗi không rõ';
        throw new Misuse(`Không ghi được tệp ${flags.out} (${why}). Hãy chọn thư mục có thật mà bạn được quyền ghi.`);
      });
      process.stdout.write(`Đã ghi sổ đăng ký của tỉnh ${flags.province} vào ${flags.out}.\n`);
    });
}

interface ImportFlags {
  readonly province: string;
  readonly as?: string;
  readonly cluster?: string;
  readonly observedOn?: string;
  readonly writing?: string;
  readonly apply: boolean;
  readonly reason?: string;
  readonly json: boolean;
}

interface Result extends RegisterImportView {
  readonly changes: readonly RegisterChangeView[];
  readonly problems: readonly RegisterProblemView[];
}

async function bytesOf(path: string): Promise<Uint8Array> {
  const { REGISTER_LIMITS, problemOfReading } = await import('#lib/workbook');
  const input = await readInput(path, REGISTER_LIMITS).catch((error: unknown) => {
    if (error instanceof CannotOpen)
      throw new Misuse(`Không mở được ${path}: ${error.reason}. Hãy kiểm tra lại tên tệp.`);
    throw error;
  });
  const refused = input.refused?.ok === false ? input.refused.findings[0] : undefined;
  if (refused !== undefined) throw new Misuse(problemOfReading(refused).message);
  return input.bytes ?? new Uint8Array();
}

async function callerFor(services: Services, email: string | undefined, province: string): Promise<Caller> {
  const { systemScope } = await import('#lib/persistence');
  if (email === undefined) {
    if (process.env['CCN_MODE'] !== 'embedded')
      throw new Misuse('Hãy ghi --as <email> của tài khoản cán bộ Sở Công Thương làm việc này.');
    const { demoCaller } = await import('#lib/assembly');
    return await demoCaller(services, 'department', 'officer', province);
  }
  const { callerOf } = await import('#lib/access');
  const caller = await services.db.transact(systemScope, async (uow) => {
    const [row] = await uow.em.execute<{ id: string }[]>('select id from account where lower(email) = lower(?)', [
      email,
    ]);
    return row === undefined ? null : await callerOf(uow, row.id);
  });
  if (caller === null) throw new Misuse(`Không có tài khoản đang dùng nào là ${email}. Hãy kiểm tra lại.`);
  return caller;
}

async function run(services: Services, path: string, bytes: Uint8Array, flags: ImportFlags): Promise<Result> {
  const { db, files, registerImports, registerImportProcessor, registerImportViews } = services;
  const caller = await callerFor(services, flags.as, flags.province);
  const file = await db.transact(caller.scope, (uow) => files.save(uow, caller, { bytes, name: basename(path) }));
  const asked = await registerImports.request(caller, {
    fileId: file.id,
    cluster: flags.cluster ?? null,
    observedOn: flags.observedOn ?? null,
    writing: flags.writing === 'vi' || flags.writing === 'en' ? flags.writing : null,
  });
  // The worker may take it as well; whoever does, it ends once.
  const ended = async (id: string): Promise<RegisterImportView> => {
    for (;;) {
      await registerImportProcessor.process(id);
      const found = await registerImports.one(caller, id);
      if (found === null) throw new Error(`the import ${id} is gone`);
      if (found.state === 'done' || found.state === 'failed') return found;
      await sleep(WAIT_MS);
    }
  };
  let result = await ended(asked.id);
  if (flags.apply && result.outcome === 'ready') {
    await registerImports.apply(caller, { id: asked.id, digest: result.digest ?? '', reason: flags.reason ?? '' });
    result = await ended(asked.id);
  }
  const changes = await allOf((page) => registerImportViews.changes(caller, asked.id, page));
  const problems = await allOf((page) => registerImportViews.problems(caller, asked.id, page));
  return { ...result, changes, problems };
}

async function allOf<T>(read: (page: PageRequest) => Promise<Page<T>>): Promise<T[]> {
  const all: T[] = [];
  for (let after: string | null = null; ; ) {
    const page: Page<T> = await read({ first: 500, after });
    all.push(...page.edges.map((edge) => edge.node));
    after = page.edges.at(-1)?.cursor ?? null;
    if (!page.hasNextPage) return all;
  }
}

const OUTCOMES = {
  ready: 'sẵn sàng ghi (thêm --apply --reason "…" để ghi)',
  same: 'không có thay đổi',
  rejected: 'KHÔNG GHI ĐƯỢC',
  applied: 'ĐÃ GHI vào sổ',
} as const;
const KINDS = { insert: 'THÊM', change: 'SỬA', end: 'KẾT THÚC', retract: 'GỠ BỎ' } as const;

function printed({ fileName, outcome, errorCode, counts, changes, problems }: Result): string {
  const lines = [
    `${fileName}: ${outcome === null ? 'không thành' : OUTCOMES[outcome]}${errorCode === null ? '' : ` (${errorCode})`}`,
  ];
  if (counts !== null)
    lines.push(
      `Thêm ${counts.insert}, sửa ${counts.change}, kết thúc ${counts.end}, gỡ bỏ ${counts.retract}, không đổi ${counts.same}.`,
    );
  for (const p of problems) lines.push(`  ${p.severity === 'error' ? 'LỖI  ' : 'LƯU Ý'} ${p.code}: ${p.message}`);
  for (const c of changes) {
    const values = c.values.map((v) => `${v.label}: ${v.before ?? '(trống)'} → ${v.after ?? '(trống)'}`);
    lines.push(
      `  ${KINDS[c.kind]} ${c.tableLabel}, ${c.label}${c.rowKey === null ? '' : ` [${c.rowKey}]`} (${c.sheet}!${c.cell}): ${values.join('; ')}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

async function exported(services: Services, { province, as }: { province: string; as?: string }): Promise<Uint8Array> {
  const { vietnamDate } = await import('#lib/kernel');
  const caller = await callerFor(services, as, province);
  const asOf = vietnamDate(services.clock.now());
  const { id } = await services.exports.request(caller, { kind: 'register', province, asOf, format: 'xlsx' });
  for (;;) {
    await services.exportProcessor.process(id);
    const job = await services.exports.job(caller, id);
    if (job?.state === 'done' || job?.state === 'failed') break;
    await sleep(WAIT_MS);
  }
  const chunks: Uint8Array[] = [];
  for await (const part of (await services.exports.file(caller, id)).parts) chunks.push(part);
  return Buffer.concat(chunks);
}
