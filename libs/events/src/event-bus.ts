import { setTimeout as sleep } from 'node:timers/promises';
import type { Change } from '#lib/persistence';
import { type Feed, Listener } from './feed.js';
import type { Link, OpenLink } from './link.js';
import { decode, encode, GAP_MESSAGE } from './message.js';
import { postgresLink } from './postgres-link.js';
import { redisLink } from './redis-link.js';

/**
 * Tells every process of the system what has changed, soon after the commit. It is a hint and never the truth: one that
 * is lost only delays, and whoever may have missed some is told to read again.
 */
export interface EventBus {
  /** Tells of committed changes. Never throws and is not waited for; what cannot be sent becomes a gap for everybody. */
  publish(changes: readonly Change[]): void;
  /** Listens from now on to the changes that `wanted` picks, of this process and all others. */
  subscribe(wanted: (change: Change) => boolean): Feed;
  /** Ends every feed and the connection. */
  close(): Promise<void>;
}

export interface EventBusConfig {
  /** URL of the application role. */
  readonly databaseUrl: string;
  /** Set: the messages go through Redis, as the queues do. */
  readonly redisUrl: string | null;
}

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 3_000;
/** A connection that died without a word is found out in this time. */
const PING_EVERY_MS = 10_000;
/** Texts kept while the connection is being made; beyond it the word "gap" says it all. */
const MOST_UNSENT = 500;

/**
 * Opens the bus over PostgreSQL, or over Redis when its address is given. Connects by itself, and again after each loss.
 * @param onError what the connection reports; it is mended without anybody's help
 */
export function openEventBus(config: EventBusConfig, onError: (error: unknown) => void = () => undefined): EventBus {
  const { databaseUrl, redisUrl } = config;
  return new LinkedBus(redisUrl === null ? postgresLink(databaseUrl) : redisLink(redisUrl), onError);
}

/** A bus over any link. */
export class LinkedBus implements EventBus {
  private readonly listeners = new Set<Listener>();
  private unsent: string[] = [];
  private link: Link | null = null;
  private flushing: Promise<void> | null = null;
  private readonly stopping = new AbortController();
  private readonly running: Promise<void>;

  constructor(
    private readonly open: OpenLink,
    private readonly onError: (error: unknown) => void,
  ) {
    this.running = this.run();
  }

  publish(changes: readonly Change[]): void {
    if (changes.length === 0 || this.stopping.signal.aborted) return;
    this.unsent.push(...encode(changes));
    if (this.unsent.length > MOST_UNSENT) this.unsent = [GAP_MESSAGE];
    void this.flush();
  }

  subscribe(wanted: (change: Change) => boolean): Feed {
    const listener = new Listener(wanted, (gone) => this.listeners.delete(gone));
    if (this.stopping.signal.aborted) listener.close();
    else this.listeners.add(listener);
    return listener;
  }

  async close(): Promise<void> {
    for (const listener of [...this.listeners]) listener.close();
    const { link } = this;
    if (link !== null) await this.flush();
    this.stopping.abort();
    await link?.close();
    await this.running;
  }

  /** Keeps a link open until closed. */
  private async run(): Promise<void> {
    const { signal } = this.stopping;
    let wait = FIRST_WAIT_MS;
    while (!signal.aborted) {
      try {
        const link = await this.open((text) => this.hear(text));
        this.link = link;
        wait = FIRST_WAIT_MS;
        // While nobody listened anything may have happened.
        for (const listener of this.listeners) listener.gap();
        void this.flush();
        await this.watch(link).finally(async () => {
          this.link = null;
          await link.close();
        });
      } catch (error) {
        if (!signal.aborted) this.onError(error);
      }
      if (!signal.aborted) await sleep(wait, undefined, { signal }).catch(() => undefined);
      wait = Math.min(2 * wait, LONGEST_WAIT_MS);
    }
  }

  /** Waits until the link is gone, or does not answer any more. */
  private async watch(link: Link): Promise<void> {
    const { signal } = this.stopping;
    const ended = new Promise<void>((done) => signal.addEventListener('abort', () => done(), { once: true }));
    let isLost = false;
    const lost = Promise.race([link.lost, ended]).then(() => {
      isLost = true;
    });
    while (!isLost) {
      const idle = new AbortController();
      const silence = sleep(PING_EVERY_MS, undefined, { signal: idle.signal }).catch(() => undefined);
      await Promise.race([lost, silence]);
      idle.abort();
      if (!isLost) await link.ping();
    }
    if (!signal.aborted) this.onError(new Error('the connection that tells of changes was lost; connecting again'));
  }

  /** Sends what waits, in order. What the server did not take is told as a gap once it is back. */
  private flush(): Promise<void> {
    this.flushing ??= this.sendAll().finally(() => {
      this.flushing = null;
    });
    return this.flushing;
  }

  private async sendAll(): Promise<void> {
    while (this.link !== null && this.unsent.length > 0) {
      const { link, unsent } = this;
      this.unsent = [];
      try {
        for (const text of unsent) await link.send(text);
      } catch (error) {
        this.unsent = [GAP_MESSAGE];
        this.onError(error);
        // Whatever is wrong with it, a fresh connection is the mend; the run makes one.
        if (this.link === link) this.link = null;
        await link.close();
      }
    }
  }

  private hear(text: string): void {
    const message = decode(text);
    if (message === null) return;
    for (const listener of this.listeners) {
      if ('gap' in message) listener.gap();
      else for (const change of message.changes) listener.hear(change);
    }
  }
}
