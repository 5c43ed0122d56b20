import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { DomainError } from '#lib/kernel';
import { Misuse } from './misuse.js';

/** A file of commands/: adds one command. What is heavy to load it imports inside its action. */
interface CommandModule {
  register(program: Command): void;
}

/** Exit codes: 0 done, 1 done with a negative answer or an expected failure, 2 called wrongly, 70 our own fault. */
const MISUSED = 2;
const FAULT = 70;

const SENTENCES: Readonly<Record<string, string>> = {
  'commander.unknownOption': 'Không có tùy chọn',
  'commander.unknownCommand': 'Không có lệnh',
  'commander.missingArgument': 'Còn thiếu',
  'commander.optionMissingArgument': 'Còn thiếu giá trị của tùy chọn',
  'commander.missingMandatoryOptionValue': 'Còn thiếu tùy chọn',
  'commander.excessArguments': 'Thừa đối số của lệnh',
};

async function main(): Promise<void> {
  const program = new Command('ccn')
    .description('Cơ sở dữ liệu và chế độ báo cáo cụm công nghiệp (Thông tư 14/2024/TT-BCT)')
    .helpOption('-h, --help', 'xem hướng dẫn')
    .helpCommand('help [lệnh]', 'xem hướng dẫn của một lệnh')
    .version(version(), '-V, --version', 'xem phiên bản')
    .exitOverride()
    // Commander's own sentences are English; `explain` says them in Vietnamese.
    .configureOutput({ outputError: () => undefined });
  const folder = new URL('./commands/', import.meta.url);
  const files = readdirSync(folder).filter((name) => /^[a-z0-9-]+\.[jt]s$/.test(name));
  for (const file of files.sort()) {
    const module = (await import(new URL(file, folder).href)) as Partial<CommandModule>;
    module.register?.(program);
  }
  for (const command of program.commands) command.exitOverride();
  await program.parseAsync(process.argv);
}

try {
  await main();
} catch (error) {
  process.exitCode = explain(error);
}

function version(): string {
  const file = new URL('../../../package.json', import.meta.url);
  const found = existsSync(file) ? file : new URL('../../../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(found, 'utf8')) as { version: string }).version;
}

/** What was called wrongly, in Vietnamese, with the words that Commander quotes. */
function sentenceOf(error: CommanderError): string {
  const what = /'([^']+)'/.exec(error.message)?.[1];
  const said = SENTENCES[error.code];
  const sentence = said === undefined ? error.message : `${said}${what === undefined ? '' : ` “${what}”`}.`;
  return `${sentence} Hãy xem cách dùng: ${process.env['CCN_PROGRAM_NAME'] ?? 'ccn'} --help.`;
}

function explain(error: unknown): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    if (error.code !== 'commander.help') process.stderr.write(`${sentenceOf(error)}\n`);
    return MISUSED;
  }
  if (error instanceof Misuse) {
    process.stderr.write(`${error.message}\n`);
    return MISUSED;
  }
  if (error instanceof DomainError) {
    process.stderr.write(`${error.code}: ${error.message}\n`);
    return 1;
  }
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return FAULT;
}
