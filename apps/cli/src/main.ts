import { readdirSync } from 'node:fs';
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

async function main(): Promise<void> {
  const program = new Command('ccn')
    .description('Cơ sở dữ liệu và chế độ báo cáo cụm công nghiệp (Thông tư 14/2024/TT-BCT)')
    .helpOption('-h, --help', 'xem hướng dẫn')
    .helpCommand('help [lệnh]', 'xem hướng dẫn của một lệnh')
    .exitOverride()
    .showSuggestionAfterError(true);
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

function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : MISUSED;
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
