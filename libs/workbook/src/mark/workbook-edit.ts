import { INDEX_SHEET, type MarksManifest, NAME_STEM } from './index-sheet.js';
import { asciiXml, XmlPart } from './xml-part.js';
import { attributeAt, rawAttributes, Splices, type XmlElement } from './xml-text.js';

export interface HiddenName {
  readonly name: string;
  /** Cell it stands for: "'Biểu 04'!$D$21". */
  readonly refersTo: string;
}

/** What the workbook part says about its list of defined names. */
export function namesBefore(bytes: Uint8Array): MarksManifest['names'] {
  const xml = new XmlPart(bytes);
  const list = xml.child(xml.root, 'definedNames');
  if (!list) return 'none';
  return xml.children(list).length === 0 ? 'empty' : 'some';
}

/** A name for the index sheet that no sheet of the workbook has. */
export function indexSheetName(bytes: Uint8Array): string {
  const xml = new XmlPart(bytes);
  const sheets = xml.child(xml.root, 'sheets');
  const taken = new Set(
    (sheets ? xml.children(sheets) : []).map((e) =>
      (xml.attribute(e.tag, 'name') ?? '').normalize('NFC').toLowerCase(),
    ),
  );
  for (let n = 1; ; n++) {
    const name = n === 1 ? INDEX_SHEET : `${INDEX_SHEET} (${n})`;
    if (!taken.has(name.toLowerCase())) return name;
  }
}

/** Lists a sheet behind the others and adds hidden names. The order and the choice of the user's sheets stay. */
export function addSheetAndNames(
  bytes: Uint8Array,
  sheet: { name: string; relation: string },
  names: readonly HiddenName[],
  officeNs: string,
): Uint8Array {
  const xml = new XmlPart(bytes);
  const splices = new Splices(xml.text);
  const sheets = xml.child(xml.root, 'sheets');
  if (!sheets) return bytes;
  const ids = xml.children(sheets).map((e) => Number(xml.attribute(e.tag, 'sheetId')) || 0);
  const prefix = xml.prefixOf(officeNs);
  const link = prefix === null ? `xmlns:r="${officeNs}" r:id="${sheet.relation}"` : `${prefix}id="${sheet.relation}"`;
  const entry = `<${xml.own}sheet name="${asciiXml(sheet.name)}" sheetId="${Math.max(0, ...ids) + 1}" ${link}/>`;
  splices.insert(sheets.innerEnd, entry);
  if (names.length > 0) addNames(xml, splices, sheets, names);
  return xml.encode(splices.apply());
}

function addNames(xml: XmlPart, splices: Splices, sheets: XmlElement, names: readonly HiddenName[]): void {
  const p = xml.own;
  const entries = names
    .map((n) => `<${p}definedName name="${n.name}" hidden="1">${asciiXml(n.refersTo)}</${p}definedName>`)
    .join('');
  const list = xml.child(xml.root, 'definedNames');
  if (list && list.tag.kind !== 'empty') splices.insert(list.innerEnd, entries);
  else if (list) {
    // The tag stays as it is written, so that it can be given back: openpyxl leaves a space in it.
    splices.replace(list.end - 2, list.end, `>${entries}</${p}definedNames>`);
  } else {
    const before = xml.child(xml.root, 'externalReferences') ?? xml.child(xml.root, 'functionGroups') ?? sheets;
    splices.insert(before.end, `<${p}definedNames>${entries}</${p}definedNames>`);
  }
}

/** Hidden names of marks, by the number of the mark. */
export function markNames(bytes: Uint8Array): ReadonlyMap<number, string> {
  const xml = new XmlPart(bytes);
  const list = xml.child(xml.root, 'definedNames');
  const found = new Map<number, string>();
  for (const e of list ? xml.children(list) : []) {
    const name = xml.attribute(e.tag, 'name') ?? '';
    if (name.startsWith(NAME_STEM))
      found.set(Number(name.slice(NAME_STEM.length)), xml.plainText(e.innerStart, e.innerEnd));
  }
  return found;
}

/**
 * Takes index sheets and the names of marks out of the workbook part. Where the sheet no longer stands
 * last, or is the one on top, what counts sheets by their place is put right.
 */
export function removeSheetsAndNames(
  bytes: Uint8Array,
  relations: readonly string[],
  before: MarksManifest['names'] | null,
): Uint8Array {
  const xml = new XmlPart(bytes);
  const splices = new Splices(xml.text);
  const sheets = xml.child(xml.root, 'sheets');
  const listed = sheets ? xml.children(sheets) : [];
  const gone = listed.map((e) => relations.includes(xml.attribute(e.tag, 'id') ?? ''));
  listed.forEach((e, i) => {
    if (gone[i]) splices.replace(e.start, e.end, '');
  });
  // Place of a sheet when those before it are gone; null for one that is gone itself.
  const placeOf = (i: number): number | null => (gone[i] ? null : i - gone.slice(0, i).filter(Boolean).length);
  removeNames(xml, splices, placeOf, before);
  if (gone.some(Boolean)) moveViews(xml, splices, placeOf, listed.length);
  return splices.isEmpty ? bytes : xml.encode(splices.apply());
}

function removeNames(
  xml: XmlPart,
  splices: Splices,
  placeOf: (i: number) => number | null,
  before: MarksManifest['names'] | null,
): void {
  const list = xml.child(xml.root, 'definedNames');
  const names = list ? xml.children(list) : [];
  const isGone = (e: XmlElement): boolean => {
    const local = rawAttributes(xml.text, e.tag).get('localSheetId');
    const isOurs = (xml.attribute(e.tag, 'name') ?? '').startsWith(NAME_STEM);
    return isOurs || (local !== undefined && placeOf(Number(local)) === null);
  };
  const kept = names.filter((e) => !isGone(e));
  if (!list || names.length === 0) return;
  if (kept.length === 0) {
    const empty = `${xml.text.slice(list.tag.start, list.tag.end - 1)}/>`;
    splices.replace(list.start, list.end, before === 'empty' ? empty : '');
    return;
  }
  for (const e of names) {
    if (isGone(e)) splices.replace(e.start, e.end, '');
    else moveIndex(xml, splices, e, 'localSheetId', placeOf);
  }
}

function moveViews(xml: XmlPart, splices: Splices, placeOf: (i: number) => number | null, count: number): void {
  const views = xml.child(xml.root, 'bookViews');
  for (const view of views ? xml.children(views) : []) {
    for (const name of ['activeTab', 'firstSheet']) {
      const written = rawAttributes(xml.text, view.tag).get(name);
      if (written !== undefined && Number(written) < count) moveIndex(xml, splices, view, name, (i) => placeOf(i) ?? 0);
    }
  }
}

function moveIndex(
  xml: XmlPart,
  splices: Splices,
  element: XmlElement,
  name: string,
  placeOf: (i: number) => number | null,
): void {
  const at = attributeAt(xml.text, element.tag, name);
  if (!at) return;
  const index = Number(xml.text.slice(at.valueStart, at.valueEnd));
  const place = placeOf(index);
  if (place !== null && place !== index) splices.replace(at.valueStart, at.valueEnd, String(place));
}
