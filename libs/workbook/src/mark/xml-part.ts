import { cellText } from '../read/xml.js';
import { rawAttributes, type Tag, tagsOf, type XmlElement } from './xml-text.js';

const UTF16_LE = [0xff, 0xfe];
const UTF16_BE = [0xfe, 0xff];

/**
 * One XML part as text to be edited. UTF-8 is held byte by byte (one character for each byte), because
 * all markup is ASCII and bytes that are not touched must come out as they went in; what is put in is
 * ASCII with character references. UTF-16 parts stay UTF-16.
 */
export class XmlPart {
  readonly text: string;
  /** Prefix of the part's own namespace with its colon; '' when it is the default one. */
  readonly own: string;
  private readonly ownPrefixes: ReadonlySet<string>;
  private readonly namespaces: ReadonlyMap<string, string>;
  private readonly wide: 'le' | 'be' | null;

  constructor(bytes: Uint8Array) {
    this.wide = startsWith(bytes, UTF16_LE) ? 'le' : startsWith(bytes, UTF16_BE) ? 'be' : null;
    this.text = decode(bytes, this.wide);
    const root = tagsOf(this.text).next().value;
    const attributes: ReadonlyMap<string, string> = root ? rawAttributes(this.text, root) : new Map();
    const spaces = new Map<string, string>();
    for (const [name, value] of attributes) {
      if (name === 'xmlns') spaces.set('', value);
      else if (name.startsWith('xmlns:')) spaces.set(name.slice(6), value);
    }
    this.namespaces = spaces;
    const prefix = root?.prefix ?? '';
    const uri = spaces.get(prefix);
    this.own = prefix === '' ? '' : `${prefix}:`;
    this.ownPrefixes = new Set([prefix, ...[...spaces].filter(([, u]) => u === uri && u !== '').map(([p]) => p)]);
  }

  /** The part with another text, in the encoding it came in. */
  encode(text: string): Uint8Array {
    if (this.wide === null) return Buffer.from(text, 'latin1');
    const bytes = Buffer.from(text, 'utf16le');
    return this.wide === 'be' ? bytes.swap16() : bytes;
  }

  /** True for a tag of the part's own namespace. */
  is(tag: Tag, local: string): boolean {
    return tag.local === local && this.ownPrefixes.has(tag.prefix);
  }

  /** True when the root binds the part to a namespace of the ISO strict variant. */
  get isStrict(): boolean {
    return (this.namespaces.get(this.own.slice(0, -1)) ?? '').startsWith('http://purl.oclc.org/');
  }

  /** Prefix (with colon) that the root binds to a namespace; null when it binds none to it. */
  prefixOf(uri: string): string | null {
    for (const [prefix, value] of this.namespaces) if (value === uri && prefix !== '') return `${prefix}:`;
    return null;
  }

  /** The root element. */
  get root(): XmlElement | null {
    return this.elements(0, this.text.length)[0] ?? null;
  }

  /** Child elements of an element, of whatever namespace. */
  children(parent: XmlElement): XmlElement[] {
    return parent.tag.kind === 'empty' ? [] : this.elements(parent.innerStart, parent.innerEnd);
  }

  /** The first child of this name in the part's own namespace. */
  child(parent: XmlElement | null, local: string): XmlElement | null {
    if (!parent) return null;
    return this.children(parent).find((e) => this.is(e.tag, local)) ?? null;
  }

  /** Elements that stand side by side from one place to another. */
  private elements(from: number, to: number): XmlElement[] {
    const found: XmlElement[] = [];
    let open: Tag | null = null;
    for (const tag of tagsOf(this.text, from)) {
      if (tag.start >= to || tag.depth < 0) break;
      if (tag.depth !== 0) continue;
      if (tag.kind === 'empty') {
        found.push({ tag, start: tag.start, end: tag.end, innerStart: tag.end, innerEnd: tag.end });
      } else if (tag.kind === 'open') open = tag;
      else if (open) {
        found.push({ tag: open, start: open.start, end: tag.end, innerStart: open.end, innerEnd: tag.start });
        open = null;
      }
    }
    return found;
  }

  /** Text between two places without its tags, entities resolved, NFC. */
  plainText(start: number, end: number): string {
    let out = '';
    let at = start;
    for (const tag of tagsOf(this.text, start)) {
      if (tag.start >= end) break;
      out += this.text.slice(at, tag.start);
      at = tag.end;
    }
    return cellText(this.resolve(out + this.text.slice(at, end)));
  }

  /** Value of an attribute with its entities resolved; by local name when no whole name fits. */
  attribute(tag: Tag, name: string): string | null {
    const all = rawAttributes(this.text, tag);
    const direct = all.get(name);
    if (direct !== undefined) return this.resolve(direct);
    for (const [key, value] of all) if (key.endsWith(`:${name}`)) return this.resolve(value);
    return null;
  }

  /** Written text -> the text meant. */
  resolve(written: string): string {
    const text = this.wide === null ? Buffer.from(written, 'latin1').toString('utf8') : written;
    return resolveEntities(
      text.replace(/\r\n?/g, '\n').replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_, inner: string) => escapeXml(inner)),
    );
  }
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function resolveEntities(text: string): string {
  return text.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/g, (whole, hex, dec, name) => {
    if (name !== undefined) return ENTITIES[String(name)] ?? whole;
    const code = hex !== undefined ? Number.parseInt(String(hex), 16) : Number(dec);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Text to be put into a part of any encoding: escaped, ASCII only. Letters that XML or our reader refuses are left out. */
export function asciiXml(text: string): string {
  let out = '';
  for (const letter of text.normalize('NFC').toWellFormed()) {
    const code = letter.codePointAt(0) ?? 0;
    if (code === 9 || code === 10 || (code >= 32 && code < 127)) out += ESCAPED[letter] ?? letter;
    else if (code === 0xfffd) out += '?';
    else if (code >= 0xa0 && code !== 0xfffe && code !== 0xffff) out += `&#${code};`;
  }
  return out;
}

const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
};

/** The same for the text of a cell or comment: what looks like an escape of the format is escaped itself. */
export function asciiCellXml(text: string): string {
  return asciiXml(text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_'));
}

function startsWith(bytes: Uint8Array, head: readonly number[]): boolean {
  return head.every((byte, i) => bytes[i] === byte);
}

function decode(bytes: Uint8Array, wide: 'le' | 'be' | null): string {
  const buffer = Buffer.from(bytes);
  if (wide === null) return buffer.toString('latin1');
  return (wide === 'be' ? buffer.subarray(0, buffer.length & ~1).swap16() : buffer).toString('utf16le');
}
