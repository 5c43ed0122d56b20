/** What a scanner reports. Names as written, with their prefix; attributes by their names as written. */
export interface XmlEvents {
  open(name: string, attributes: Record<string, string>): void;
  close(name: string): void;
  text(text: string): void;
  /** Malformed, for a developer's eyes. Throws. */
  fail(why: string): never;
  /** A document type declaration, which no part of a workbook may have. Throws. */
  doctype(): never;
  /** More attributes on one element than any workbook has. Throws. */
  crowded(): never;
  /**
   * A chance to take a whole element and all in it at once, where `<` stands in the root. Returns where it ends, 0 to have
   * it scanned. What is taken must be well-formed and is not reported.
   */
  shortcut?(xml: string, at: number): number;
}

/** Attributes of one element; the richest of the format has some thirty. */
const MOST_ATTRIBUTES = 1_000;

const NAME = /^[\p{L}_:][\p{L}\p{M}\p{N}_:.·-]*$/u;
const BLANK = /^[ \t\r\n]*$/;
/** All that XML 1.0 lets stand in a document. */
const CHARACTERS = /^[\t\n\r\u0020-\ufffd]*$/;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
/** The longest tag, comment or entity that is waited for over the end of a slice. */
const LONGEST_MARKUP = 1_000_000;
const NO_ATTRIBUTES: Record<string, string> = Object.freeze({});

/**
 * Scans well-formed XML 1.0 slice by slice: tags, texts, the five entities and numbered characters, CDATA, comments,
 * instructions. Refuses everything that XML refuses where it matters (tags that do not match, attributes twice or without
 * quotes, unknown entities, forbidden characters, a second root), and every DOCTYPE. Does not know of namespaces.
 */
export class XmlScanner {
  private readonly events: XmlEvents;
  private rest = '';
  private readonly open: string[] = [];
  private readonly names = new Set<string>();
  private hasRoot = false;
  private hasMarkup = false;
  private isStart = true;
  /** A carriage return at the end of a text: its line feed may follow. */
  private pendingReturn = false;

  private readonly hasShortcut: boolean;

  constructor(events: XmlEvents) {
    this.events = events;
    this.hasShortcut = events.shortcut !== undefined;
  }

  write(slice: string): void {
    let xml = this.rest === '' ? slice : this.rest + slice;
    if (this.isStart) {
      if (xml === '') return;
      this.isStart = false;
      if (xml.charCodeAt(0) === 0xfeff) xml = xml.slice(1);
    }
    if (!CHARACTERS.test(slice) && !isPaired(slice)) this.events.fail('a character that XML does not have');
    let at = 0;
    for (;;) {
      const tag = xml.indexOf('<', at);
      if (tag === -1) {
        at = this.looseText(xml, at);
        break;
      }
      if (tag > at) this.say(xml.slice(at, tag));
      const taken = this.hasShortcut && !this.pendingReturn && this.open.length > 0 ? this.shortcut(xml, tag) : 0;
      if (taken > 0) {
        at = taken;
        continue;
      }
      const next = this.markup(xml, tag);
      if (next === -1) {
        at = tag;
        break;
      }
      at = next;
    }
    this.rest = at === xml.length ? '' : xml.slice(at);
    if (this.rest.length > LONGEST_MARKUP) this.events.fail('markup without an end');
  }

  private shortcut(xml: string, at: number): number {
    return this.events.shortcut?.(xml, at) ?? 0;
  }

  close(): void {
    if (this.rest !== '' || this.open.length > 0 || !this.hasRoot) this.events.fail('the document has no end');
    this.endReturn();
  }

  /** Text at the end of a slice: said now, but for an entity that may go on. Returns where to go on. */
  private looseText(xml: string, at: number): number {
    const amp = xml.lastIndexOf('&');
    const end = amp >= at && xml.indexOf(';', amp) === -1 ? amp : xml.length;
    // ']]>' must be seen in one piece; only the brackets wait, since an entity may stand before them.
    const brackets = end === xml.length ? (/\]{1,2}$/.exec(xml.slice(-2))?.[0].length ?? 0) : 0;
    const kept = end - brackets;
    const stop = Math.max(at, kept);
    if (stop > at) this.say(xml.slice(at, stop));
    return stop;
  }

  private say(raw: string): void {
    if (this.open.length === 0) {
      if (!BLANK.test(raw)) this.events.fail('text outside the root');
      return;
    }
    if (raw.includes(']]>')) this.events.fail(']]> in a text');
    this.deliver(
      raw.includes('&') ? this.withReturns(raw).replace(/&([^;&]*);?/g, this.entity) : this.withReturns(raw),
    );
  }

  private deliver(text: string): void {
    if (text !== '') this.events.text(text);
  }

  /** Line ends as XML reads them: a return, with or without its line feed, is a line feed. */
  private withReturns(raw: string): string {
    let text = raw;
    if (this.pendingReturn) {
      this.pendingReturn = false;
      text = text.startsWith('\n') ? text : `\n${text}`;
    }
    if (!text.includes('\r')) return text;
    if (text.endsWith('\r')) {
      this.pendingReturn = true;
      text = text.slice(0, -1);
    }
    return text.replace(/\r\n?/g, '\n');
  }

  private endReturn(): void {
    if (!this.pendingReturn) return;
    this.pendingReturn = false;
    if (this.open.length > 0) this.events.text('\n');
  }

  private readonly entity = (whole: string, name: string): string => {
    if (!whole.endsWith(';')) this.events.fail('an ampersand that begins nothing');
    const known = ENTITIES[name];
    if (known !== undefined) return known;
    const m = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(name);
    const code = m ? Number.parseInt(m[1] ?? m[2] ?? '', m[1] === undefined ? 10 : 16) : -1;
    const isCharacter =
      code === 9 || code === 10 || code === 13 || (code >= 32 && code < 0xd800) || (code > 0xdfff && code <= 0x10ffff);
    if (!isCharacter || code === 0xfffe || code === 0xffff) this.events.fail('an entity that nobody knows');
    return String.fromCodePoint(code);
  };

  /** Reads what begins with `<`. Returns where it ends, -1 when it is not whole yet. */
  private markup(xml: string, at: number): number {
    const second = xml.charCodeAt(at + 1);
    if (Number.isNaN(second)) return -1;
    this.endReturn();
    if (second === 0x2f) return this.endTag(xml, at);
    if (second === 0x21) return this.declaration(xml, at);
    if (second === 0x3f) return this.instruction(xml, at);
    return this.startTag(xml, at);
  }

  private endTag(xml: string, at: number): number {
    const end = xml.indexOf('>', at + 2);
    if (end === -1) return -1;
    let name = xml.slice(at + 2, end);
    const opened = this.open.pop();
    if (name !== opened) {
      name = name.trimEnd();
      if (opened === undefined || name !== opened) this.events.fail('tags that do not match');
    }
    this.events.close(name);
    return end + 1;
  }

  private declaration(xml: string, at: number): number {
    if (xml.startsWith('<!--', at)) {
      const end = xml.indexOf('--', at + 4);
      if (end === -1 || end + 2 >= xml.length) return -1;
      if (xml.charCodeAt(end + 2) !== 0x3e) this.events.fail('two hyphens in a comment');
      this.hasMarkup = true;
      return end + 3;
    }
    if (xml.startsWith('<![CDATA[', at)) {
      const end = xml.indexOf(']]>', at + 9);
      if (end === -1) return -1;
      if (this.open.length === 0) this.events.fail('text outside the root');
      this.deliver(this.withReturns(xml.slice(at + 9, end)));
      this.endReturn();
      return end + 3;
    }
    if (xml.startsWith('<!DOCTYPE', at)) return this.events.doctype();
    if (xml.length - at >= 9) this.events.fail('a declaration that nobody knows');
    return -1;
  }

  private instruction(xml: string, at: number): number {
    const end = xml.indexOf('?>', at + 2);
    if (end === -1) return -1;
    const target = /^[^\s?]*/.exec(xml.slice(at + 2, end))?.[0] ?? '';
    if (!NAME.test(target)) this.events.fail('an instruction without a name');
    if (target.toLowerCase() === 'xml' && this.hasMarkup) this.events.fail('a declaration that does not stand first');
    this.hasMarkup = true;
    return end + 2;
  }

  private startTag(xml: string, from: number): number {
    if (this.open.length === 0 && this.hasRoot) this.events.fail('a second root');
    let at = from + 1;
    const length = xml.length;
    while (at < length && !isNameEnd(xml.charCodeAt(at))) at++;
    if (at >= length) return -1;
    const name = this.nameOf(xml.slice(from + 1, at));
    let attributes = NO_ATTRIBUTES;
    for (let count = 0; ; count++) {
      if (count > MOST_ATTRIBUTES) this.events.crowded();
      const before = at;
      while (at < length && isBlank(xml.charCodeAt(at))) at++;
      if (at >= length) return -1;
      const code = xml.charCodeAt(at);
      if (code === 0x3e) {
        this.begin(name, attributes);
        this.open.push(name);
        return at + 1;
      }
      if (code === 0x2f) {
        if (at + 1 >= length) return -1;
        if (xml.charCodeAt(at + 1) !== 0x3e) this.events.fail('a stroke within a tag');
        this.begin(name, attributes);
        this.events.close(name);
        return at + 2;
      }
      if (before === at) this.events.fail('an attribute without a space before it');
      const start = at;
      while (at < length && !isNameEnd(xml.charCodeAt(at))) at++;
      const key = at < length ? this.nameOf(xml.slice(start, at)) : '';
      while (at < length && isBlank(xml.charCodeAt(at))) at++;
      if (at >= length) return -1;
      if (xml.charCodeAt(at) !== 0x3d) this.events.fail('an attribute without a value');
      at++;
      while (at < length && isBlank(xml.charCodeAt(at))) at++;
      if (at >= length) return -1;
      const quote = xml.charCodeAt(at);
      if (quote !== 0x22 && quote !== 0x27) this.events.fail('a value without quotes');
      const end = xml.indexOf(quote === 0x22 ? '"' : "'", at + 1);
      if (end === -1) return -1;
      if (attributes === NO_ATTRIBUTES) attributes = {};
      else if (Object.hasOwn(attributes, key)) this.events.fail('an attribute twice');
      attributes[key] = this.valueOf(xml.slice(at + 1, end));
      at = end + 1;
    }
  }

  private begin(name: string, attributes: Record<string, string>): void {
    this.hasRoot = true;
    this.hasMarkup = true;
    this.events.open(name, attributes);
  }

  private nameOf(name: string): string {
    if (this.names.has(name)) return name;
    if (!NAME.test(name)) this.events.fail('a name that is none');
    if (this.names.size < 10_000) this.names.add(name);
    return name;
  }

  private valueOf(raw: string): string {
    if (raw.includes('<')) this.events.fail('a tag within a value');
    const text = /[\t\r\n]/.test(raw) ? raw.replace(/\r\n?|[\t\n]/g, ' ') : raw;
    return text.includes('&') ? text.replace(/&([^;&]*);?/g, this.entity) : text;
  }
}

/** True when what is beyond the plain characters is whole or halved pairs only: a slice may end within a pair. */
function isPaired(slice: string): boolean {
  return CHARACTERS.test(slice.replace(/[\ud800-\udfff]/g, ''));
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0d;
}

/** Space, `=`, `/`, `>` and what may not stand in a name end it. */
function isNameEnd(code: number): boolean {
  return (
    code <= 0x20 || code === 0x3d || code === 0x2f || code === 0x3e || code === 0x22 || code === 0x27 || code === 0x3c
  );
}
