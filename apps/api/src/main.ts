import 'reflect-metadata';
import { join } from 'node:path';
import { pino } from 'pino';
import { loadConfig } from '#lib/config';
import { DomainError } from '#lib/kernel';
import { openParts } from './parts.js';
import { createServer } from './server.js';

/** The built portal, beside the built api: dist/web. */
const PORTAL = join(import.meta.dirname, '..', '..', '..', 'web');
/** A request that hangs does not keep the process alive for ever. */
const STOP_WITHIN_MS = 9_000;

/** Starts the api and stops it in order: no new requests, those under way are answered, then queue and database. */
async function main(): Promise<void> {
  const config = loadConfig(process.env, ['CCN_APP_URL']);
  const log = pino({ name: 'api', level: config.logLevel });
  const parts = await openParts(config, log);
  const app = await createServer(parts, PORTAL);
  await app.listen(config.port, config.host);
  log.info({ url: config.publicUrl }, 'api ready');

  let stopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'api stopping');
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    await app.close();
    await parts.close();
    log.info('api stopped');
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));
  // Whatever nobody caught leaves the process in an unknown state: say so and let the supervisor start a new one.
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      log.fatal({ err: error }, event);
      process.exit(1);
    });
  }
}

/** One plain sentence with the mend for what an operator can mend; the error itself for the rest. */
function explain(error: unknown): string {
  if (error instanceof DomainError) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
    return `Cổng ${process.env['PORT'] ?? '3000'} đang được chương trình khác dùng. Hãy dừng chương trình đó, hoặc đặt biến PORT thành cổng khác.`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
});
