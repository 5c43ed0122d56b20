import { Redis } from 'ioredis';
import { ANSWER_MS, CHANNEL, type OpenLink } from './link.js';

/** Connecting again is the bus's affair, which must know of every gap; a dead server is to be told, not waited for. */
const OPTIONS = {
  lazyConnect: true,
  retryStrategy: () => null,
  enableOfflineQueue: false,
  autoResubscribe: false,
  maxRetriesPerRequest: null,
  connectTimeout: ANSWER_MS,
  commandTimeout: ANSWER_MS,
  connectionName: 'ccn-events',
};

/** Publish and subscribe; a connection that listens can do nothing else, so there are two. */
export function redisLink(redisUrl: string): OpenLink {
  return async (onText) => {
    const speaking = new Redis(redisUrl, OPTIONS);
    const listening = new Redis(redisUrl, OPTIONS);
    const both = [speaking, listening];
    const lost = new Promise<void>((done) => {
      for (const client of both) {
        client.on('error', () => done());
        client.once('close', () => done());
      }
    });
    const close = async (): Promise<void> => {
      for (const client of both) client.disconnect();
    };
    listening.on('message', (_channel: string, text: string) => onText(text));
    try {
      await Promise.all(both.map((client) => client.connect()));
      await listening.subscribe(CHANNEL);
    } catch (error) {
      await close();
      throw error;
    }
    return {
      send: async (text) => void (await speaking.publish(CHANNEL, text)),
      ping: async () => void (await Promise.all(both.map((client) => client.ping()))),
      lost,
      close,
    };
  };
}
