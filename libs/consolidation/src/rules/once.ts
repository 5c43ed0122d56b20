/** An answer under one word, and under others where there are any. */
interface Known<V> {
  readonly word: string;
  readonly answer: V;
  others: Map<string, V> | null;
}

/**
 * Remembers the answer about each object: many rows ask the same of the same cluster. The answer rests on one part of what
 * it is asked about and on a word; definitions that leave both as they are share it, instead of working it out again. The
 * part must never change, which holds for everything in these rules; the answers are laid on it, out of sight of whoever
 * copies or compares it, because a table of weak keys costs more than the answers when a nation is reckoned.
 */
export function onceBy<A, K extends object, V>(
  part: (about: A) => K,
  word: (about: A) => string,
  answer: (about: A) => V,
): (about: A) => V {
  const slot = Symbol('known');
  return (about) => {
    const key: K & { [slot]?: Known<V> } = part(about);
    const name = word(about);
    const known = key[slot];
    if (known === undefined) {
      const made = answer(about);
      Object.defineProperty(key, slot, { value: { word: name, answer: made, others: null } satisfies Known<V> });
      return made;
    }
    if (known.word === name) return known.answer;
    known.others ??= new Map();
    if (known.others.has(name)) return known.others.get(name) as V;
    const made = answer(about);
    known.others.set(name, made);
    return made;
  };
}
