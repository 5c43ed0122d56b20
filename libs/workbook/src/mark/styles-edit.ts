import { createHash } from 'node:crypto';
import type { Severity } from '#lib/forms';
import { XmlPart } from './xml-part.js';
import { attributeAt, Splices, type XmlElement } from './xml-text.js';

/** How the cells of the index sheet look. */
export type IndexLook = 'title' | 'note' | 'head' | 'text' | 'link' | Severity;

/** How long the lists of the styles part were before; null where there was no list. Kept with the marks. */
export interface StylesBefore {
  readonly xfs: number | null;
  readonly fills: number | null;
  readonly fonts: number | null;
  /** SHA-256 of the part as this code left it: only then can it be cut back. */
  readonly sha: string;
}

const FILL_COLOUR: Readonly<Record<Severity, string>> = { error: 'FFFFC7CE', warning: 'FFFFEB9C' };
const HEAD_COLOUR = 'FFD9E1F2';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
/** Children of the styles part in the order of its schema, up to the cell formats. */
const ORDER = ['numFmts', 'fonts', 'fills', 'borders', 'cellStyleXfs', 'cellXfs'];

type ListName = 'fonts' | 'fills' | 'cellXfs';

/** One list of the styles part: what it has, and what is put behind. */
class StyleList {
  readonly items: string[];
  readonly before: number | null;

  constructor(
    readonly name: ListName,
    xml: XmlPart,
    readonly element: XmlElement | null,
    first: readonly string[],
  ) {
    const own = element ? xml.children(element).map((e) => xml.text.slice(e.start, e.end)) : [];
    this.before = element ? own.length : null;
    this.items = own.length > 0 ? own : [...first];
  }

  /** Number of an item, put behind the others unless the same one is there already. */
  number(item: string): number {
    const known = this.items.indexOf(item);
    return known === -1 ? this.items.push(item) - 1 : known;
  }
}

/** Adds cell formats behind those of a workbook: the user's own stay, number by number. */
export class StylesEdit {
  private readonly xml: XmlPart;
  private readonly fonts: StyleList;
  private readonly fills: StyleList;
  private readonly xfs: StyleList;

  /** `bytes` null: the workbook has no styles part. */
  constructor(bytes: Uint8Array | null, mainNs = MAIN) {
    const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
    this.xml = new XmlPart(bytes ?? Buffer.from(`${head}<styleSheet xmlns="${mainNs}"></styleSheet>`));
    const p = this.xml.own;
    const list = (name: ListName, first: readonly string[]): StyleList =>
      new StyleList(name, this.xml, this.xml.child(this.xml.root, name), first);
    this.fonts = list('fonts', [`<${p}font><${p}sz val="11"/><${p}name val="Calibri"/></${p}font>`]);
    this.fills = list(
      'fills',
      ['none', 'gray125'].map((type) => `<${p}fill><${p}patternFill patternType="${type}"/></${p}fill>`),
    );
    this.xfs = list('cellXfs', [`<${p}xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>`]);
  }

  /** Format of a marked cell: the format it had, with the fill of a problem. */
  marked(base: number, severity: Severity): number {
    return this.xfs.number(this.filled(this.xfs.items[base] ?? this.plainXf(), this.fill(FILL_COLOUR[severity])));
  }

  /** Format of a cell that had the fill of a mark and whose own format is no longer known: the same without fill. */
  unmarked(style: number): number {
    const xf = this.xfs.items[style] ?? '';
    const fill = Number(/\sfillId="(\d+)"/.exec(xf)?.[1] ?? 0);
    const isMark = Object.values(FILL_COLOUR).some((colour) => this.fills.items[fill]?.includes(`"${colour}"`));
    return isMark ? this.xfs.number(this.filled(xf, 0)) : style;
  }

  /** Format of a cell of the index sheet. */
  index(look: IndexLook): number {
    const p = this.xml.own;
    const font = (marks: string, size: number, ink = ''): number =>
      this.fonts.number(`<${p}font>${marks}<${p}sz val="${size}"/>${ink}<${p}name val="Times New Roman"/></${p}font>`);
    const colour =
      look === 'head' ? HEAD_COLOUR : look === 'error' || look === 'warning' ? FILL_COLOUR[look] : undefined;
    const fonts: Partial<Record<IndexLook, number>> = {
      title: font(`<${p}b/>`, 14),
      head: font(`<${p}b/>`, 12),
      link: font(`<${p}u/>`, 12, `<${p}color rgb="FF0563C1"/>`),
    };
    const fontId = fonts[look] ?? font('', 12);
    const fillId = colour === undefined ? 0 : this.fill(colour);
    const wrap = look === 'title' || look === 'note' ? '' : ' wrapText="1"';
    return this.xfs.number(
      `<${p}xf numFmtId="0" fontId="${fontId}" fillId="${fillId}" borderId="0" applyFont="1" applyFill="1" ` +
        `applyAlignment="1"><${p}alignment vertical="top"${wrap}/></${p}xf>`,
    );
  }

  /** True when a format was added that was not there. */
  get hasGrown(): boolean {
    return this.xfs.items.length > (this.xfs.before ?? 0);
  }

  /** The finished part, and what must be known to take everything out again. */
  finish(): { readonly bytes: Uint8Array; readonly before: StylesBefore } {
    const splices = new Splices(this.xml.text);
    for (const list of [this.fonts, this.fills, this.xfs]) this.grow(splices, list);
    const bytes = this.xml.encode(splices.apply());
    const { fonts, fills, xfs } = this;
    return { bytes, before: { xfs: xfs.before, fills: fills.before, fonts: fonts.before, sha: sha256(bytes) } };
  }

  private grow(splices: Splices, list: StyleList): void {
    const added = list.items.slice(list.before ?? 0);
    const { element, name } = list;
    const p = this.xml.own;
    if (added.length === 0) return;
    if (element === null || element.tag.kind === 'empty') {
      const whole = `<${p}${name} count="${list.items.length}">${added.join('')}</${p}${name}>`;
      if (element) splices.replace(element.start, element.end, whole);
      else splices.insert(this.placeOf(name), whole);
      return;
    }
    const count = attributeAt(this.xml.text, element.tag, 'count');
    if (count) splices.replace(count.valueStart, count.valueEnd, String(list.items.length));
    splices.insert(element.innerEnd, added.join(''));
  }

  /** Where a list that is missing belongs: behind those that come before it. */
  private placeOf(name: ListName): number {
    const root = this.xml.root;
    if (!root) return 0;
    const earlier = ORDER.slice(0, ORDER.indexOf(name));
    const before = this.xml.children(root).filter((e) => earlier.includes(e.tag.local));
    return before[before.length - 1]?.end ?? root.innerStart;
  }

  private fill(colour: string): number {
    const p = this.xml.own;
    const pattern = `<${p}fgColor rgb="${colour}"/><${p}bgColor indexed="64"/>`;
    return this.fills.number(`<${p}fill><${p}patternFill patternType="solid">${pattern}</${p}patternFill></${p}fill>`);
  }

  private plainXf(): string {
    return `<${this.xml.own}xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>`;
  }

  /** A format with another fill; everything else as it was. */
  private filled(xf: string, fillId: number): string {
    const head = /^<[^\s/>]+/.exec(xf)?.[0] ?? '';
    const rest = xf.slice(head.length);
    const end = rest.search(/\/?>/);
    const attributes = rest.slice(0, end).replace(/\s(?:fillId|applyFill)\s*=\s*(?:"[^"]*"|'[^']*')/g, '');
    return `${head}${attributes.trimEnd()} fillId="${fillId}" applyFill="1"${rest.slice(end)}`;
  }
}

/**
 * The styles part as it was before the marks; null when some program has written it anew since, so that
 * numbers no longer mean what they meant. What is left then is a few formats that no cell uses.
 */
export function stylesWithout(bytes: Uint8Array, before: StylesBefore): Uint8Array | null {
  if (sha256(bytes) !== before.sha) return null;
  const xml = new XmlPart(bytes);
  const splices = new Splices(xml.text);
  const lists: readonly [string, number | null][] = [
    ['fonts', before.fonts],
    ['fills', before.fills],
    ['cellXfs', before.xfs],
  ];
  for (const [name, length] of lists) {
    const element = xml.child(xml.root, name);
    if (!element) continue;
    const items = xml.children(element);
    if (length === null) splices.replace(element.start, element.end, '');
    else if (items.length > length) {
      const first = items[length];
      const last = items[items.length - 1];
      if (first && last) splices.replace(first.start, last.end, '');
      const count = attributeAt(xml.text, element.tag, 'count');
      if (count) splices.replace(count.valueStart, count.valueEnd, String(length));
    }
  }
  return xml.encode(splices.apply());
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
