/** The supervisor behind `scripts/start`. */
import { PlainFailure, sentenceOf } from '../embedded/plain-failure.ts';
import { accountTable, demoAccounts } from './accounts.ts';
import { homeOf } from './home.ts';
import { helpPage, parseArguments } from './options.ts';
import { smoke } from './smoke.ts';
import { System } from './system.ts';

const say = (line: string): void => console.log(line);

/** Runs until it is told to stop. @returns exit code. */
async function serve(demo: boolean): Promise<number> {
  const home = homeOf(process.env);
  const stopping = new AbortController();
  let failure: string | null = null;
  const asked = new Promise<void>((done) => stopping.signal.addEventListener('abort', () => done(), { once: true }));
  const failed = (sentence: string): void => {
    failure ??= sentence;
    stopping.abort();
  };
  const system = new System({ home, env: process.env, demo, say, failed, signal: stopping.signal });

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (stopping.signal.aborted) system.hurry();
      else say('\nĐang dừng api, worker rồi PostgreSQL…');
      stopping.abort();
    });

  try {
    await system.start();
    if (!stopping.signal.aborted) {
      const accounts = demoAccounts(home.accounts);
      if (demo && accounts.length > 0) say(['', 'Tài khoản dùng thử:', ...accountTable(accounts), ''].join('\n'));
      say(`Nhật ký: ${home.logs}`);
      say(`GraphQL: ${system.config.publicUrl}/graphql`);
      say(`Hệ thống đã sẵn sàng: ${system.config.publicUrl} (Ctrl-C để dừng)`);
    }
    await asked;
  } catch (error) {
    failure ??= sentenceOf(error);
  }
  await system.stop();
  if (failure !== null) {
    console.error(failure);
    return 1;
  }
  say('Đã dừng.');
  return 0;
}

try {
  const request = parseArguments(process.argv.slice(2));
  if (request.help) say(helpPage());
  else process.exitCode = request.smoke ? await smoke(say) : await serve(request.demo);
} catch (error) {
  console.error(
    error instanceof PlainFailure || (error instanceof Error && error.name === 'DomainError')
      ? error.message
      : sentenceOf(error),
  );
  process.exitCode = 1;
}
