/**
 * XML of a package edited as text. Nothing is parsed and written anew: tags are found by their place,
 * pieces are cut out and put in, and every other byte stays as the user's program wrote it.
 */

/** One tag of a text. */
export interface Tag {
  readonly kind: 'open' | 'close' | 'empty';
  /** Namespace prefix without colon; '' for none. */
  readonly prefix: string;
  readonly local: string;
  readonly start: number;
  /** Behind the ">". */
  readonly end: number;
  /** How many elements it stands in; the root's is 0. */
  readonly depth: number;
}

/** An element with everything in it. */
export interface XmlElement {
  readonly tag: Tag;
  readonly start: number;
  readonly end: number;
  /** Between its tags; empty for an element without content. */
  readonly innerStart: number;
  readonly innerEnd: number;
}

/** Tags in their order, from a place on. Comments, CDATA and declarations are stepped over. */
export function* tagsOf(xml: string, from = 0): Generator<Tag> {
  let depth = 0;
  let at = xml.indexOf('<', from);
  while (at !== -1) {
    const next = xml.charCodeAt(at + 1);
    if (next === 0x21 || next === 0x3f) {
      const [opening, closing] = aside(xml, at);
      const end = xml.indexOf(closing, at + opening);
      if (end === -1) return;
      at = xml.indexOf('<', end + closing.length);
      continue;
    }
    const end = tagEnd(xml, at);
    if (end === -1) return;
    const isClose = next === 0x2f;
    const isEmpty = !isClose && xml.charCodeAt(end - 2) === 0x2f;
    if (isClose) depth--;
    const nameStart = at + (isClose ? 2 : 1);
    let nameEnd = nameStart;
    while (nameEnd < end && !endsName(xml.charCodeAt(nameEnd))) nameEnd++;
    const name = xml.slice(nameStart, nameEnd);
    const colon = name.indexOf(':');
    yield {
      kind: isClose ? 'close' : isEmpty ? 'empty' : 'open',
      prefix: colon === -1 ? '' : name.slice(0, colon),
      local: colon === -1 ? name : name.slice(colon + 1),
      start: at,
      end,
      depth,
    };
    if (!isClose && !isEmpty) depth++;
    at = xml.indexOf('<', end);
  }
}

/** White space, "/" or ">". */
function endsName(code: number): boolean {
  return code <= 0x20 || code === 0x2f || code === 0x3e;
}

/** Length of the opening, and the closing, of what begins with "<!" or "<?". */
function aside(xml: string, at: number): [number, string] {
  if (xml.startsWith('<!--', at)) return [4, '-->'];
  if (xml.startsWith('<![CDATA[', at)) return [9, ']]>'];
  return [2, xml.charCodeAt(at + 1) === 0x3f ? '?>' : '>'];
}

/** Behind the ">" of the tag that begins here; a ">" within quotes does not count. */
function tagEnd(xml: string, start: number): number {
  let quote = 0;
  for (let at = start + 1; at < xml.length; at++) {
    const code = xml.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === 0x22 || code === 0x27) quote = code;
    else if (code === 0x3e) return at + 1;
  }
  return -1;
}

/** An attribute as it stands in a tag, by its whole name; null when it is not there. */
export function attributeAt(
  xml: string,
  tag: Tag,
  name: string,
): { start: number; end: number; valueStart: number; valueEnd: number } | null {
  const text = xml.slice(tag.start, tag.end);
  for (const m of text.matchAll(/(\s)([^\s=/>"']+)\s*=\s*("[^"]*"|'[^']*')/g)) {
    if (m[2] !== name) continue;
    const start = tag.start + m.index;
    const end = start + m[0].length;
    return { start, end, valueStart: end - (m[3]?.length ?? 0) + 1, valueEnd: end - 1 };
  }
  return null;
}

/** Attributes of a tag by whole name, values as written (entities not resolved). */
export function rawAttributes(xml: string, tag: Tag): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const m of xml.slice(tag.start, tag.end).matchAll(/\s([^\s=/>"']+)\s*=\s*("[^"]*"|'[^']*')/g))
    found.set(m[1] ?? '', (m[2] ?? '').slice(1, -1));
  return found;
}

/** Changes to a text, kept until all places are known. Those at one place are made in the order they were asked for. */
export class Splices {
  private readonly changes: { start: number; end: number; text: string }[] = [];

  constructor(private readonly xml: string) {}

  insert(at: number, text: string): void {
    this.changes.push({ start: at, end: at, text });
  }

  replace(start: number, end: number, text: string): void {
    this.changes.push({ start, end, text });
  }

  get isEmpty(): boolean {
    return this.changes.length === 0;
  }

  apply(): string {
    const sorted = this.changes.map((c, i) => ({ ...c, i })).sort((a, b) => a.start - b.start || a.i - b.i);
    const pieces: string[] = [];
    let at = 0;
    for (const { start, end, text } of sorted) {
      if (start < at) throw new RangeError('changes overlap');
      pieces.push(this.xml.slice(at, start), text);
      at = end;
    }
    pieces.push(this.xml.slice(at));
    return pieces.join('');
  }
}
