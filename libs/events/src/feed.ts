import { type Change, keyOf } from '#lib/persistence';

/** `gap`: something may have been missed; what was read before is to be read again. */
export type Heard = Change | { readonly kind: 'gap' };

/** One listener's queue of what it has not looked at yet. Several changes of one row are one entry. */
export interface Feed {
  /** Waits for the next change. Null when the feed is closed. */
  next(): Promise<Heard | null>;
  /** As `next`, but gives `tick` when nothing came in this time. */
  nextWithin(milliseconds: number): Promise<Heard | 'tick' | null>;
  /** Ends the feed and every wait for it; twice is harmless. */
  close(): void;
}

/** More waiting entries than this, and the listener is told to read everything again instead. */
export const MOST_WAITING = 200;
const GAP = { kind: 'gap' } as const;

/** A feed and the side that fills it. */
export class Listener implements Feed {
  private readonly waiting = new Map<string, Heard>();
  private wake: (() => void) | null = null;
  private closed = false;

  constructor(
    private readonly wanted: (change: Change) => boolean,
    private readonly onClose: (listener: Listener) => void,
  ) {}

  hear(change: Change): void {
    if (!this.wanted(change)) return;
    // A row that changes again while its change waits keeps its place: it is read only once, as it stands then.
    if (this.waiting.size >= MOST_WAITING) this.gap();
    else this.put(keyOf(change), change);
  }

  /** Something may have been missed, so whatever waits says less than a fresh look. */
  gap(): void {
    this.waiting.clear();
    this.put(GAP.kind, GAP);
  }

  async next(): Promise<Heard | null> {
    for (;;) {
      if (this.closed) return null;
      const taken = this.take();
      if (taken !== null) return taken;
      await new Promise<void>((done) => {
        this.wake = done;
      });
    }
  }

  async nextWithin(milliseconds: number): Promise<Heard | 'tick' | null> {
    const late = setTimeout(() => this.wake?.(), milliseconds);
    try {
      if (this.closed) return null;
      const ready = this.take();
      if (ready !== null) return ready;
      await new Promise<void>((done) => {
        this.wake = done;
      });
      return this.closed ? null : (this.take() ?? 'tick');
    } finally {
      clearTimeout(late);
    }
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.waiting.clear();
    this.onClose(this);
    this.wake?.();
  }

  private take(): Heard | null {
    const [first] = this.waiting;
    if (first === undefined) return null;
    this.waiting.delete(first[0]);
    return first[1];
  }

  private put(key: string, heard: Heard): void {
    if (this.closed) return;
    if (!(key !== GAP.kind && this.waiting.has(GAP.kind))) this.waiting.set(key, heard);
    this.wake?.();
  }
}
