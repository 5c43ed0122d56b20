/** How deep a value may nest: far beyond any receipt, far below what exhausts the stack. */
const DEEPEST = 64;

/**
 * The one text of a JSON value, after RFC 8785: no spaces, members sorted by UTF-16 code units, strings as
 * JSON.stringify writes them. Two things are stricter than there: text and member names are put into NFC,
 * and a number must be a safe integer, because quantities travel as decimal strings and no float may touch
 * them. A member that is undefined is left out.
 * @throws RangeError for anything that JSON, NFC or exactness does not allow, naming the place.
 */
export function canonicalJson(value: unknown): string {
  return write(value, (text) => text.normalize('NFC'), '$');
}

/** The same, but text is taken as it stands: for checking a value that must be canonical already. */
export function canonicalJsonAsGiven(value: unknown): string {
  return write(value, (text) => text, '$');
}

/** The value with all text and member names in NFC and without undefined members; order of members kept. @throws RangeError for two names that become one */
export function inNfc(value: unknown): unknown {
  if (typeof value === 'string') return value.normalize('NFC');
  if (Array.isArray(value)) return value.map(inNfc);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, v]) => v !== undefined);
  const names = new Set(members.map(([name]) => name.normalize('NFC')));
  if (names.size < members.length) throw new RangeError('two members have the same name in NFC');
  return Object.fromEntries(members.map(([name, v]) => [name.normalize('NFC'), inNfc(v)]));
}

function write(value: unknown, text: (t: string) => string, path: string, depth = 0): string {
  if (depth > DEEPEST) throw new RangeError(`${path.slice(0, 80)}: nested deeper than ${DEEPEST}`);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return quote(text(value), path);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new RangeError(`${path}: ${value} is not a safe integer`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) {
    return `[${value.map((v: unknown, i) => write(v, text, `${path}[${i}]`, depth + 1)).join(',')}]`;
  }
  if (typeof value !== 'object' || !isPlain(value)) throw new RangeError(`${path}: not a JSON value`);
  const members = Object.entries(value)
    .filter(([, v]) => v !== undefined)
    .map(([name, v]) => ({ name: text(name), v }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const written = members.map(({ name, v }, i) => {
    if (members[i - 1]?.name === name) throw new RangeError(`${path}: member ${JSON.stringify(name)} stands twice`);
    return `${quote(name, path)}:${write(v, text, `${path}.${name}`, depth + 1)}`;
  });
  return `{${written.join(',')}}`;
}

function quote(text: string, path: string): string {
  if (!text.isWellFormed()) throw new RangeError(`${path}: half of a surrogate pair`);
  return JSON.stringify(text);
}

/** Objects of JSON.parse and literals; a Date, a Map or a Decimal has to be printed by its owner first. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
