/**
 * Remembers the answer about each object: many rows ask the same of the same cluster. The object must never
 * change, which holds for everything in these rules; another set of definitions makes another object.
 */
export function once<K extends object, V>(answer: (about: K) => V): (about: K) => V {
  const known = new WeakMap<K, V>();
  return (about) => {
    if (known.has(about)) return known.get(about) as V;
    const made = answer(about);
    known.set(about, made);
    return made;
  };
}
