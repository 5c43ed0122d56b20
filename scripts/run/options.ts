/** What `scripts/start` was asked for. */
import { CONFIG_VARIABLES } from '#lib/config';
import { PlainFailure } from '../embedded/plain-failure.ts';

export interface StartRequest {
  readonly smoke: boolean;
  readonly demo: boolean;
  readonly help: boolean;
}

/** @throws PlainFailure for a word it does not know. */
export function parseArguments(args: readonly string[]): StartRequest {
  const unknown = args.find((arg) => !['--smoke', '--no-demo', '--help', '-h'].includes(arg));
  if (unknown !== undefined)
    throw new PlainFailure(`scripts/start không có tùy chọn "${unknown}". Hãy xem: scripts/start --help`);
  return {
    smoke: args.includes('--smoke'),
    demo: !args.includes('--no-demo'),
    help: args.includes('--help') || args.includes('-h'),
  };
}

/** The help page: options, then every variable with its default. */
export function helpPage(): string {
  const own = [
    ['DATABASE_URL', 'PostgreSQL có sẵn thay cho bản kèm theo; một mình: địa chỉ của quản trị viên'],
    ['DATABASE_OWNER_URL', 'cùng với DATABASE_URL: địa chỉ của vai trò sở hữu; DATABASE_URL khi đó là của ứng dụng'],
  ] as const;
  // start itself hands the two addresses to the processes.
  const shared = CONFIG_VARIABLES.filter((v) => !['CCN_APP_URL', 'CCN_OWNER_URL', 'CCN_MODE'].includes(v.name));
  const width = Math.max(...[...own.map(([name]) => name), ...shared.map((v) => v.name)].map((n) => n.length)) + 2;
  return [
    'scripts/start            chạy hệ thống; Ctrl-C để dừng',
    'scripts/start --no-demo  không tạo tài khoản dùng thử',
    'scripts/start --smoke    chạy thử trên dữ liệu tạm, hỏi một câu thật, dừng',
    '',
    'Biến môi trường:',
    ...own.map(([name, meaning]) => `  ${name.padEnd(width)}${meaning}`),
    ...shared.map(
      (v) => `  ${v.name.padEnd(width)}${v.meaning}${v.fallback === null ? '' : ` (mặc định ${v.fallback})`}`,
    ),
  ].join('\n');
}
