/**
 * Remembers the answer about each object: many rows ask the same of the same cluster. The answer rests on one part of what
 * it is asked about and on a word; definitions that leave both as they are share it, instead of working it out again. The
 * part must never change, which holds for everything in these rules.
 */
export function onceBy<A, K extends object, V>(
  part: (about: A) => K,
  word: (about: A) => string,
  answer: (about: A) => V,
): (about: A) => V {
  const known = new WeakMap<K, Map<string, V>>();
  return (about) => {
    const [key, name] = [part(about), word(about)];
    const answers = known.get(key) ?? new Map<string, V>();
    known.set(key, answers);
    if (answers.has(name)) return answers.get(name) as V;
    const made = answer(about);
    answers.set(name, made);
    return made;
  };
}
