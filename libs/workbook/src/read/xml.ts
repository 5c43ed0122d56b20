import type { ReadLimits } from './limits.js';
import { broken, hostile } from './refusal.js';
import { decoderFor, type SliceDecoder } from './slice-decoder.js';
import { XmlScanner } from './xml-scanner.js';
import type { ZipArchive } from './zip.js';

export type Attributes = Readonly<Record<string, string>>;

/** What one part's reader listens to. Names come without namespace prefix. */
export interface XmlListener {
  open(name: string, attributes: Attributes): void;
  close?(name: string): void;
  text?(text: string): void;
  /** Takes an element and all in it at once, see the scanner; at most three elements deep. */
  shortcut?(xml: string, at: number): number;
}

/**
 * Feeds one part of the package, slice by slice, to a listener. Refuses a DOCTYPE, so there are no
 * entities beyond the five of XML, and malformed XML. Returns false when there is no such part.
 */
export function streamXml(zip: ZipArchive, part: string, listener: XmlListener, limits: ReadLimits): boolean {
  const feed = xmlFeed(part, listener, limits);
  if (!zip.stream(part, feed.write)) return false;
  feed.close();
  return true;
}

/** The same for large parts: a slice is inflated while the one before is read. */
export async function flowXml(
  zip: ZipArchive,
  part: string,
  listener: XmlListener,
  limits: ReadLimits,
): Promise<boolean> {
  const feed = xmlFeed(part, listener, limits);
  if (!(await zip.flow(part, feed.write))) return false;
  feed.close();
  return true;
}

interface XmlFeed {
  readonly write: (bytes: Uint8Array) => void;
  readonly close: () => void;
}

function xmlFeed(part: string, listener: XmlListener, limits: ReadLimits): XmlFeed {
  const scanner = scannerFor(part, listener, limits);
  let slices: SliceDecoder | null = null;
  return {
    write(bytes) {
      slices ??= decoderFor(bytes);
      const text = slices.take(bytes);
      if (text !== '') scanner.write(text);
    },
    close() {
      const text = slices?.end() ?? '';
      if (text !== '') scanner.write(text);
      scanner.close();
    },
  };
}

function scannerFor(part: string, listener: XmlListener, limits: ReadLimits): XmlScanner {
  let depth = 0;
  const names = new Map<string, string>();
  const localOf = (name: string): string => {
    const known = names.get(name);
    if (known !== undefined) return known;
    const local = localName(name);
    if (names.size < 10_000) names.set(name, local);
    return local;
  };
  const shortcut = listener.shortcut?.bind(listener);
  return new XmlScanner({
    open(name, attributes) {
      if (++depth > limits.xmlDepth) throw hostile('các phần tử XML lồng nhau quá sâu');
      listener.open(localOf(name), attributes);
    },
    close(name) {
      depth--;
      listener.close?.(localOf(name));
    },
    text: (text) => listener.text?.(text),
    fail() {
      throw broken(part);
    },
    doctype() {
      throw hostile('có khai báo DOCTYPE');
    },
    crowded() {
      throw hostile('có phần tử XML mang quá nhiều thuộc tính');
    },
    ...(shortcut === undefined
      ? {}
      : { shortcut: (xml: string, at: number) => (depth + 3 > limits.xmlDepth ? 0 : shortcut(xml, at)) }),
  });
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}

/** An attribute by its local name, whatever its prefix (`r:id`, `ns1:id`). */
export function attribute(attributes: Attributes, name: string): string | undefined {
  const direct = attributes[name];
  if (direct !== undefined) return direct;
  for (const key of Object.keys(attributes)) if (key.endsWith(`:${name}`)) return attributes[key];
  return undefined;
}

/** XML Schema boolean of an attribute. */
export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true' || value === 'on';
}

/** All but the Latin and Vietnamese letters that NFC leaves as they are: most texts have none of it. */
const MAY_CHANGE = /[\u0300-\u1e9f\u1efa-\uffff]/;

/** `_x000D_` and the like in strings (ECMA-376 part 1, 22.9.2.19) -> the character meant; NFC. */
export function cellText(stored: string): string {
  const text = stored.includes('_x')
    ? stored.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : stored;
  return MAY_CHANGE.test(text) ? text.normalize('NFC') : text;
}

const RAISED: Readonly<Record<string, string>> = Object.fromEntries(
  [...'0123456789'].map((d, i) => [d, '⁰¹²³⁴⁵⁶⁷⁸⁹'[i] ?? d]),
);

/** Digits of a raised run as raised characters: the mark of a footnote behind "54" must not make it 541. */
export function raisedDigits(text: string): string {
  return text.replace(/\d/g, (d) => RAISED[d] ?? d);
}
