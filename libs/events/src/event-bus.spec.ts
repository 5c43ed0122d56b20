import { describe, expect, it } from 'vitest';
import type { Change } from '#lib/persistence';
import { LinkedBus } from './event-bus.js';
import { Listener, MOST_WAITING } from './feed.js';
import type { Link, OpenLink } from './link.js';
import { decode, encode } from './message.js';

const filing = (id: string, period = '2026-Y'): Change => ({ kind: 'filing', id, period });
const all = (): boolean => true;

describe('a feed', () => {
  const listen = (wanted: (change: Change) => boolean = all) => new Listener(wanted, () => undefined);

  it('gives changes in order, a row that changed several times once, and what is not wanted never', async () => {
    const feed = listen(({ period }) => period === '2026-Y');
    for (const change of [filing('a'), filing('b'), filing('a'), filing('c', '2026-H1')]) feed.hear(change);
    expect([await feed.next(), await feed.next()]).toEqual([filing('a'), filing('b')]);
    expect(await feed.nextWithin(1)).toBe('tick');
  });

  it('becomes one gap when too much waits, and goes on after it', async () => {
    const feed = listen();
    for (let i = 0; i <= MOST_WAITING; i++) feed.hear(filing(`${i}`));
    feed.hear(filing('one more'));
    expect(await feed.next()).toEqual({ kind: 'gap' });
    feed.hear(filing('after'));
    expect(await feed.next()).toEqual(filing('after'));
  });

  it('ends every wait when it is closed', async () => {
    const feed = listen();
    const waiting = [feed.next()];
    feed.close();
    expect(await Promise.all(waiting)).toEqual([null]);
    expect(await feed.nextWithin(1_000)).toBeNull();
  });
});

describe('a message', () => {
  it('is split so that PostgreSQL carries each part, and loses nothing', () => {
    const place = { provinceCode: '15', communeCode: '04303', clusterId: 'c'.repeat(36), projectId: null };
    const changes = Array.from({ length: 500 }, (_, i): Change => ({ ...filing(`${i}`.padStart(36, '0')), place }));
    const texts = encode(changes);
    expect(texts.length).toBeGreaterThan(10);
    expect(Math.max(...texts.map((text) => Buffer.byteLength(text)))).toBeLessThan(8_000);
    expect(texts.flatMap((text) => (decode(text) as { changes: Change[] }).changes)).toEqual(changes);
  });

  it('of another program is not understood and harms nobody', () => {
    for (const text of ['', 'x', 'null', '[]', '{"changes":[1]}', '{"changes":[{"kind":"filing"}]}', '{"gap":"yes"}'])
      expect(decode(text), text).toBeNull();
  });
});

/** A server in memory: what is sent reaches every link that is open, and it can go away. */
class Server {
  readonly links = new Set<{ hear: (text: string) => void; lose: () => void }>();
  up = true;
  refuses = false;

  readonly open: OpenLink = async (onText) => {
    if (!this.up) throw new Error('not reached');
    let lose: () => void = () => undefined;
    const lost = new Promise<void>((done) => {
      lose = done;
    });
    const me = { hear: onText, lose };
    this.links.add(me);
    const link: Link = {
      send: async (text) => {
        if (this.refuses || !this.links.has(me)) throw new Error('not taken');
        for (const each of this.links) each.hear(text);
      },
      ping: async () => undefined,
      lost,
      close: async () => {
        this.links.delete(me);
        lose();
      },
    };
    return link;
  };

  crash(): void {
    this.up = false;
    for (const each of this.links) each.lose();
    this.links.clear();
  }
}

describe('a bus', () => {
  const start = () => {
    const server = new Server();
    const [speaking, hearing] = [
      new LinkedBus(server.open, () => undefined),
      new LinkedBus(server.open, () => undefined),
    ];
    return { server, speaking, hearing, end: () => Promise.all([speaking.close(), hearing.close()]) };
  };

  it('carries from one process to the other and to itself', async () => {
    const { speaking, hearing, end } = start();
    const [own, other] = [speaking.subscribe(all), hearing.subscribe(all)];
    // Both begin with the gap of their first connection.
    expect([await own.next(), await other.next()]).toEqual([{ kind: 'gap' }, { kind: 'gap' }]);
    speaking.publish([filing('a')]);
    expect([await own.next(), await other.next()]).toEqual([filing('a'), filing('a')]);
    await end();
    expect(await own.next()).toBeNull();
  });

  it('tells a gap after a loss, and again what was said while the server was away', async () => {
    const { server, speaking, hearing, end } = start();
    const other = hearing.subscribe(all);
    expect(await other.next()).toEqual({ kind: 'gap' });
    server.crash();
    speaking.publish([filing('meanwhile')]);
    server.up = true;
    expect(await other.next()).toEqual({ kind: 'gap' });
    speaking.publish([filing('after')]);
    // Between them may come, late, what was said while the server was away: as itself or as one more gap.
    let heard = await other.next();
    while (heard?.kind === 'gap' || heard?.id === 'meanwhile') heard = await other.next();
    expect(heard).toEqual(filing('after'));
    await end();
  });

  it('turns what the server did not take into a gap for everybody', async () => {
    const { server, speaking, hearing, end } = start();
    const other = hearing.subscribe(all);
    expect(await other.next()).toEqual({ kind: 'gap' });
    speaking.subscribe(all);
    server.refuses = true;
    speaking.publish([filing('lost')]);
    await new Promise((done) => setTimeout(done, 5));
    server.refuses = false;
    expect(await other.next()).toEqual({ kind: 'gap' });
    await end();
  });
});
