import type { Feed, Heard } from '#lib/events';

/**
 * A subscription's source over a feed: `first` at once, for it says that from now on nothing is missed; then what is heard,
 * looked up under the subscriber's own scope. What he may not see (`look` gives null) is not sent. Ends with the feed, and
 * closes it when the subscriber leaves.
 */
export function changesOf<T>(
  feed: Feed,
  first: T,
  look: (heard: Heard) => Promise<T | null>,
): AsyncIterableIterator<T> {
  let begun = false;
  return source(feed, async () => {
    if (!begun) {
      begun = true;
      return first;
    }
    for (;;) {
      const heard = await feed.next();
      if (heard === null) return null;
      const seen = await look(heard);
      if (seen !== null) return seen;
    }
  });
}

/** A job's row is read again after this time even when nothing was heard: a lost word only delays. */
const LOOK_AGAIN_MS = 5_000;

/** How a job's progress is followed. */
export interface Progress<T> {
  /** The job's row now. Throws when it cannot be read; it is read again then. */
  read(): Promise<T | null>;
  isFinal(row: T): boolean;
  /** What is worth telling: a row with the same key as the one before is not sent again. */
  key(row: T): string;
}

/** A job's progress: as it stands first, then each change, and the end of the stream after its end. */
export function progressOf<T>(feed: Feed, first: T, progress: Progress<T>): AsyncIterableIterator<T> {
  let told: T | null = null;
  return source(feed, async () => {
    if (told === null) {
      told = first;
      return first;
    }
    const before = told;
    if (progress.isFinal(before)) return null;
    for (;;) {
      if ((await feed.nextWithin(LOOK_AGAIN_MS)) === null) return null;
      const row = await progress.read().catch(() => before);
      if (row === null) return null;
      if (progress.key(row) === progress.key(before)) continue;
      told = row;
      return row;
    }
  });
}

/** An iterator whose `return` takes effect at once, also while it waits; a generator would wait for the next change. */
function source<T>(feed: Feed, pull: () => Promise<T | null>): AsyncIterableIterator<T> {
  const end = (): IteratorResult<T> => {
    feed.close();
    return { value: undefined, done: true };
  };
  return {
    next: async () => {
      try {
        const value = await pull();
        return value === null ? end() : { value, done: false };
      } catch (error) {
        feed.close();
        throw error;
      }
    },
    return: async () => end(),
    throw: async (error: unknown) => {
      feed.close();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
