/** A follower of subscriptions over WebSocket, as the portal (cookie, origin) or a program (token) makes it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient, type Client as WsClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Client } from './client.js';

export interface Follower<T> {
  /** Everything received so far. */
  readonly events: readonly T[];
  readonly errors: readonly { message: string; extensions?: { code?: string } }[];
  /** The server has ended the stream. */
  readonly ended: boolean;
  /** Waits until an event satisfies `wanted`; the first that does. */
  until(wanted: (event: T) => boolean): Promise<T>;
}

export interface LiveClient {
  /** Follows one subscription; `field` is taken out of each answer. */
  follow<T>(field: string, query: string, variables?: Record<string, unknown>): Follower<T>;
  /** Waits for the connection to be acknowledged. */
  readonly connected: Promise<void>;
  /** How the server closed it; null while it is open. */
  readonly closed: { readonly code: number; readonly reason: string } | null;
  close(): Promise<void>;
}

const WITHIN_MS = 30_000;

/** Polls until `ready` gives something. @throws after half a minute, with `what` */
export async function eventually<T>(what: string, ready: () => T | null | undefined): Promise<T> {
  const until = Date.now() + WITHIN_MS;
  for (;;) {
    const found = ready();
    if (found !== null && found !== undefined) return found;
    if (Date.now() > until) throw new Error(`not within half a minute: ${what}`);
    await sleep(20);
  }
}

/** Opens a connection with the caller's headers, from the portal's own origin unless another is given. */
export function openLive(
  url: string,
  headers: Readonly<Record<string, string>>,
  options: { readonly params?: Record<string, unknown>; readonly retry?: boolean } = {},
): LiveClient {
  class Socket extends WebSocket {
    constructor(address: string, protocols: string | string[]) {
      super(address, protocols, { headers });
    }
  }
  let closed: LiveClient['closed'] = null;
  let acknowledge: () => void = () => undefined;
  const connected = new Promise<void>((done) => {
    acknowledge = done;
  });
  const client: WsClient = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: Socket,
    lazy: false,
    retryAttempts: options.retry === true ? 50 : 0,
    retryWait: () => sleep(100),
    shouldRetry: () => options.retry === true,
    onNonLazyError: () => undefined,
    ...(options.params === undefined ? {} : { connectionParams: options.params }),
    on: {
      connected: () => acknowledge(),
      closed: (event) => {
        const { code, reason } = event as { code: number; reason: string };
        closed = { code, reason };
      },
    },
  });
  return {
    connected,
    get closed() {
      return closed;
    },
    follow<T>(field: string, query: string, variables: Record<string, unknown> = {}): Follower<T> {
      const events: T[] = [];
      const errors: { message: string; extensions?: { code?: string } }[] = [];
      let ended = false;
      client.subscribe<Record<string, T>>(
        { query, variables },
        {
          next: (answer) => {
            if (answer.errors) errors.push(...(answer.errors as typeof errors));
            const event = answer.data?.[field];
            if (event !== undefined && event !== null) events.push(event);
          },
          error: (error) => {
            if (Array.isArray(error)) errors.push(...(error as typeof errors));
            ended = true;
          },
          complete: () => {
            ended = true;
          },
        },
      );
      return {
        events,
        errors,
        get ended() {
          return ended;
        },
        until: (wanted) => eventually(`an event of ${field}`, () => events.find(wanted)),
      };
    },
    close: async () => void (await client.dispose()),
  };
}

/** The same for a signed-in browser: its cookie, and the origin of the page it is on. */
export function openPage(url: string, client: Client, options: { readonly retry?: boolean } = {}): LiveClient {
  return openLive(url, { cookie: client.headers['cookie'] ?? '', origin: url }, options);
}
