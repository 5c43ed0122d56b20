/** A source of numbers that is the same everywhere for the same name. */
export interface Random {
  /** 0 (included) to 1 (excluded). */
  next(): number;
  /** Whole number, both ends included. */
  whole(from: number, to: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** Skewed to the right: `median` in the middle, a long tail above. */
  skewed(median: number, spread: number): number;
}

/** The numbers that belong to these words: every cluster has its own, so that more clusters change none of the others. */
export function randomOf(...name: readonly (string | number)[]): Random {
  let state = hashOf(name.join('\u0000'));
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    whole: (from, to) => from + Math.floor(next() * (to - from + 1)),
    chance: (probability) => next() < probability,
    pick<T>(list: readonly T[]): T {
      const found = list[Math.floor(next() * list.length)];
      if (found === undefined) throw new RangeError('nothing to pick from');
      return found;
    },
    // Sum of uniform numbers instead of a logarithm and a cosine: the same to the last bit on every machine.
    skewed: (median, spread) => {
      const bell = next() + next() + next() + next() - 2;
      return bell >= 0 ? median * (1 + bell * spread) : median / (1 - bell * spread);
    },
  };
}

function hashOf(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h ^ (h >>> 15);
}

/** Hundredths as a plain decimal: 1250 -> "12.5". All figures are made as whole hundredths, so nothing is rounded twice. */
export function hundredths(n: number): string {
  const whole = Math.trunc(n / 100);
  const rest = String(Math.abs(n % 100))
    .padStart(2, '0')
    .replace(/0+$/, '');
  return rest === '' ? String(whole) : `${whole}.${rest}`;
}
