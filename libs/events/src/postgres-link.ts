import pg from 'pg';
import { ANSWER_MS, CHANNEL, type OpenLink } from './link.js';

/** LISTEN and NOTIFY on a connection of their own. */
export function postgresLink(databaseUrl: string): OpenLink {
  return async (onText) => {
    const client = new pg.Client({
      connectionString: databaseUrl,
      connectionTimeoutMillis: ANSWER_MS,
      query_timeout: ANSWER_MS,
      keepAlive: true,
      application_name: 'ccn events',
    });
    const lost = new Promise<void>((done) => {
      client.once('error', () => done());
      client.once('end', () => done());
    });
    // After the first error there may be a second; nobody listening would end the process.
    client.on('error', () => undefined);
    client.on('notification', ({ payload }) => onText(payload ?? ''));
    const close = async (): Promise<void> => {
      await client.end().catch(() => undefined);
    };
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
    } catch (error) {
      void close();
      throw error;
    }
    return {
      send: async (text) => void (await client.query('select pg_notify($1, $2)', [CHANNEL, text])),
      ping: async () => void (await client.query('select 1')),
      lost,
      close,
    };
  };
}
