import type { CellNote } from './comments-edit.js';
import type { CellPlace } from './sheet-edit.js';
import { XmlPart } from './xml-part.js';
import { rawAttributes, Splices, type Tag, tagsOf } from './xml-text.js';

/** Boxes of comments stand in a VML drawing, a leftover of old Excel that all programs still read. */
const V = 'urn:schemas-microsoft-com:vml';
const O = 'urn:schemas-microsoft-com:office:office';
const X = 'urn:schemas-microsoft-com:office:excel';
const BOX_TYPE = '_x0000_t202';
const LAST_COLUMN = 16_383;
const LETTERS_A_LINE = 42;

/** Adds a hidden box for each comment to a drawing, or makes the drawing. `sheetNumber` keeps shape ids of sheets apart. */
export function writeBoxes(bytes: Uint8Array | null, notes: readonly CellNote[], sheetNumber: number): Uint8Array {
  const made =
    `<xml xmlns:v="${V}" xmlns:o="${O}" xmlns:x="${X}"><o:shapelayout v:ext="edit">` +
    `<o:idmap v:ext="edit" data="${sheetNumber}"/></o:shapelayout></xml>`;
  const xml = new XmlPart(bytes ?? Buffer.from(made));
  const closing = xml.text.lastIndexOf('</');
  if (closing === -1) return writeBoxes(null, notes, sheetNumber);
  const used = [...xml.text.matchAll(/_x0000_s(\d{1,9})/g)].map((m) => Number(m[1]));
  let id = Math.max(sheetNumber * 1024, ...used);
  const names = spaces(xml);
  const boxes = notes.map((note) => box(note, ++id, names)).join('');
  const type = xml.text.includes(`"${BOX_TYPE}"`) ? '' : boxType(names);
  const splices = new Splices(xml.text);
  splices.insert(closing, type + boxes);
  return xml.encode(splices.apply());
}

/** Takes the boxes of comments at some cells out of a drawing; null when no shape is left in it. */
export function clearBoxes(bytes: Uint8Array, places: readonly CellPlace[]): Uint8Array | null {
  const xml = new XmlPart(bytes);
  const splices = new Splices(xml.text);
  const gone = new Set(places.map((p) => `${p.row - 1},${p.col - 1}`));
  const shapes = elementsNamed(xml.text, 'shape');
  const kept = shapes.filter(({ start, end }) => {
    const text = xml.text.slice(start, end);
    const at = /<[\w.-]*:?Row>\s*(\d+)\s*<[\s\S]*?<[\w.-]*:?Column>\s*(\d+)\s*</.exec(text);
    const isNote = /ObjectType\s*=\s*["']Note["']/.test(text);
    if (!isNote || !at || !gone.has(`${at[1]},${at[2]}`)) return true;
    splices.replace(start, end, '');
    return false;
  });
  if (kept.length === 0 && !/<[\w.-]*:?(?:group|rect|oval|line|roundrect)\s/.test(xml.text)) return null;
  const isBoxLeft = kept.some(({ start, end }) => xml.text.slice(start, end).includes(`#${BOX_TYPE}"`));
  if (!isBoxLeft && kept.length < shapes.length) {
    for (const { tag, start, end } of elementsNamed(xml.text, 'shapetype'))
      if (rawAttributes(xml.text, tag).get('id') === BOX_TYPE) splices.replace(start, end, '');
  }
  return xml.encode(splices.apply());
}

/** Old drawings are not always well-formed: elements are found by their own pair of tags, not by depth. */
function elementsNamed(xml: string, local: string): { tag: Tag; start: number; end: number }[] {
  const found: { tag: Tag; start: number; end: number }[] = [];
  let open: Tag | null = null;
  for (const tag of tagsOf(xml)) {
    if (tag.local !== local) continue;
    if (tag.kind === 'open') open = tag;
    else if (tag.kind === 'close' && open) {
      found.push({ tag: open, start: open.start, end: tag.end });
      open = null;
    }
  }
  return found;
}

interface Names {
  readonly v: string;
  readonly o: string;
  readonly x: string;
  /** Declarations that the drawing's root lacks. */
  readonly declared: string;
}

function spaces(xml: XmlPart): Names {
  const bind = (uri: string, usual: string): [string, string] => {
    const prefix = xml.prefixOf(uri);
    return prefix === null ? [`${usual}:`, ` xmlns:${usual}="${uri}"`] : [prefix, ''];
  };
  const [v, dv] = bind(V, 'v');
  const [o, dO] = bind(O, 'o');
  const [x, dx] = bind(X, 'x');
  return { v, o, x, declared: dv + dO + dx };
}

function boxType({ v, o, declared }: Names): string {
  return (
    `<${v}shapetype${declared} id="${BOX_TYPE}" coordsize="21600,21600" ${o}spt="202" path="m,l,21600r21600,l21600,xe">` +
    `<${v}stroke joinstyle="miter"/><${v}path gradientshapeok="t" ${o}connecttype="rect"/></${v}shapetype>`
  );
}

function box({ place, text }: CellNote, id: number, { v, o, x, declared }: Names): string {
  const col = place.col - 1;
  const row = place.row - 1;
  const lines = text.split('\n').reduce((n, line) => n + Math.max(1, Math.ceil(line.length / LETTERS_A_LINE)), 1);
  const height = Math.min(24, Math.max(4, Math.ceil(lines * 0.9)));
  const left = Math.min(col + 1, LAST_COLUMN - 4);
  const top = Math.max(0, row - 1);
  const anchor = [left, 15, top, 4, left + 4, 15, top + height, 4].join(', ');
  return (
    `<${v}shape${declared} id="_x0000_s${id}" type="#${BOX_TYPE}" style="position:absolute;margin-left:60pt;margin-top:2pt;` +
    `width:240pt;height:${height * 15}pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" ${o}insetmode="auto">` +
    `<${v}fill color2="#ffffe1"/><${v}shadow on="t" color="black" obscured="t"/><${v}path ${o}connecttype="none"/>` +
    `<${v}textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></${v}textbox>` +
    `<${x}ClientData ObjectType="Note"><${x}MoveWithCells/><${x}SizeWithCells/><${x}Anchor>${anchor}</${x}Anchor>` +
    `<${x}AutoFill>False</${x}AutoFill><${x}Row>${row}</${x}Row><${x}Column>${col}</${x}Column></${x}ClientData></${v}shape>`
  );
}
