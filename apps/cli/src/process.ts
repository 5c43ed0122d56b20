import type { Services } from '#lib/assembly';
import { DomainError } from '#lib/kernel';

/** Runs work with all services, on few connections, and lets go of the database whatever happens. */
export async function withServices<T>(work: (services: Services) => Promise<T>): Promise<T> {
  const { loadConfig } = await import('#lib/config');
  const { systemClock } = await import('#lib/kernel');
  const { loadLaw } = await import('#lib/law');
  const { assemble, connect } = await import('#lib/assembly');
  const config = loadConfig(process.env, ['CCN_APP_URL']);
  const services = assemble({ orm: await connect(config, 3), clock: systemClock, law: loadLaw(), config });
  try {
    return await work(services);
  } finally {
    await services.db.close();
  }
}

/** An environment variable that a command cannot do without. @throws DomainError CONFIG_INVALID */
export function needed(name: string, meaning: string): string {
  const value = process.env[name]?.trim();
  if (value !== undefined && value !== '') return value;
  throw new DomainError({
    code: 'CONFIG_INVALID',
    message: `${name} còn thiếu (cần: ${meaning}). Hãy đặt biến này, hoặc chạy lệnh qua scripts/ccn.`,
    messageEn: `${name} is not set.`,
  });
}
