import type { ReadLimits } from '../read/limits.js';
import { type Relation, readRelations } from '../read/package.js';
import type { EditablePackage } from './edit-package.js';
import { asciiXml, XmlPart } from './xml-part.js';
import { Splices } from './xml-text.js';

const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const STRICT_OFFICE = 'http://purl.oclc.org/ooxml/officeDocument/relationships';
const CONTENT_TYPES = '[Content_Types].xml';

/** Namespace of relationship ids and types, in the variant that a part is written in. */
export function officeNamespace(isStrict: boolean): string {
  return isStrict ? STRICT_OFFICE : OFFICE;
}

/** Name of the workbook part. */
export function workbookPart(pkg: EditablePackage, limits: ReadLimits): string {
  return relationsOf(pkg, '', limits).find((r) => r.type === 'officeDocument')?.target ?? 'xl/workbook.xml';
}

/** Name of the relationship part of a part. */
export function relationsPart(part: string): string {
  const slash = part.lastIndexOf('/') + 1;
  return `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`;
}

/** Relationships of a part as they were given. */
export function relationsOf(pkg: EditablePackage, part: string, limits: ReadLimits): Relation[] {
  return readRelations(pkg.zip, part, limits);
}

/** Adds a relationship; makes the relationship part where there is none. Returns the new id. */
export function addRelation(pkg: EditablePackage, part: string, type: string, target: string): string {
  const name = relationsPart(part);
  const bytes = pkg.read(name);
  const at = relativeTarget(part, target);
  const relation = (own: string, id: string): string =>
    `<${own}Relationship Id="${id}" Type="${type}" Target="${asciiXml(at)}"/>`;
  if (bytes === null) {
    const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
    const xml = `${head}<Relationships xmlns="${RELATIONS}">${relation('', 'rId1')}</Relationships>`;
    pkg.write(name, Buffer.from(xml));
    return 'rId1';
  }
  const xml = new XmlPart(bytes);
  const root = xml.root;
  const used = root ? xml.children(root).map((e) => xml.attribute(e.tag, 'Id') ?? '') : [];
  const numbers = used.map((id) => Number(/^rId(\d{1,9})$/.exec(id)?.[1] ?? 0));
  const id = `rId${Math.max(0, ...numbers) + 1}`;
  pkg.write(name, xml.encode(appended(xml, relation(xml.own, id))));
  return id;
}

/** Takes a relationship out; a relationship part that is empty then goes as well. */
export function removeRelation(pkg: EditablePackage, part: string, id: string): void {
  const name = relationsPart(part);
  const bytes = pkg.read(name);
  if (bytes === null) return;
  const xml = new XmlPart(bytes);
  const all = xml.root ? xml.children(xml.root) : [];
  const gone = all.find((e) => xml.attribute(e.tag, 'Id') === id);
  if (!gone) return;
  if (all.length === 1) pkg.remove(name);
  else pkg.write(name, xml.encode(cutOut(xml, gone.start, gone.end)));
}

/** Declares the content type of one part. */
export function addOverride(pkg: EditablePackage, part: string, type: string): void {
  const xml = contentTypes(pkg);
  const entry = `<${xml.own}Override PartName="/${asciiXml(part)}" ContentType="${type}"/>`;
  pkg.write(CONTENT_TYPES, xml.encode(appended(xml, entry)));
}

/** Declares the content type of an extension, unless it is declared already. */
export function addDefault(pkg: EditablePackage, extension: string, type: string): void {
  const xml = contentTypes(pkg);
  if (findDefault(xml, extension)) return;
  const entry = `${ownDefault(xml)}"${type}" Extension="${extension}"/>`;
  pkg.write(CONTENT_TYPES, xml.encode(appended(xml, entry)));
}

/**
 * A default as only the marks write it, the type first: some programs declare extensions of which they have no part, and
 * such a declaration is the sender's to keep.
 */
function ownDefault(xml: XmlPart): string {
  return `<${xml.own}Default ContentType=`;
}

/** Takes a part out of the package with its content type; a default that came with the marks goes with its last part. */
export function dropPart(pkg: EditablePackage, part: string): void {
  pkg.remove(part);
  const xml = contentTypes(pkg);
  const isIts = (name: string | null): boolean => name?.toLowerCase() === `/${part}`.toLowerCase();
  const override = xml.root && xml.children(xml.root).find((e) => isIts(xml.attribute(e.tag, 'PartName')));
  const extension = /\.([^./]+)$/.exec(part)?.[1] ?? '';
  const isLast = extension === 'vml' && !pkg.names().some((name) => name.toLowerCase().endsWith('.vml'));
  const general = isLast ? findDefault(xml, extension) : null;
  const isOwn = general !== null && xml.text.startsWith(ownDefault(xml), general.start);
  const gone = override ?? (isOwn ? general : null);
  if (gone) pkg.write(CONTENT_TYPES, xml.encode(cutOut(xml, gone.start, gone.end)));
}

function contentTypes(pkg: EditablePackage): XmlPart {
  return new XmlPart(pkg.read(CONTENT_TYPES) ?? new Uint8Array(0));
}

function findDefault(xml: XmlPart, extension: string) {
  const isIts = (e: string | null): boolean => e?.toLowerCase() === extension.toLowerCase();
  return xml.root ? (xml.children(xml.root).find((e) => isIts(xml.attribute(e.tag, 'Extension'))) ?? null) : null;
}

/** Text of a part with one more child at the end of its root. */
export function appended(xml: XmlPart, entry: string): string {
  const root = xml.root;
  if (!root) return xml.text;
  const splices = new Splices(xml.text);
  if (root.tag.kind === 'empty') {
    const name = /^<([^\s/>]+)/.exec(xml.text.slice(root.start))?.[1] ?? '';
    splices.replace(root.end - 2, root.end, `>${entry}</${name}>`);
  } else splices.insert(root.innerEnd, entry);
  return splices.apply();
}

function cutOut(xml: XmlPart, start: number, end: number): string {
  const splices = new Splices(xml.text);
  splices.replace(start, end, '');
  return splices.apply();
}

/** Target of a relationship from one part to another, both named from the root of the package. */
function relativeTarget(from: string, to: string): string {
  const folder = from.split('/').slice(0, -1);
  const target = to.split('/');
  let shared = 0;
  while (shared < folder.length && shared < target.length - 1 && folder[shared] === target[shared]) shared++;
  return [...folder.slice(shared).map(() => '..'), ...target.slice(shared)].join('/');
}

/** A part name of a kind that is not taken: "xl/comments3.xml". */
export function freeName(pkg: EditablePackage, folder: string, stem: string, extension: string): string {
  const taken = new Set(pkg.names().map((name) => name.toLowerCase()));
  for (let n = 1; ; n++) {
    const name = `${folder}${stem}${n}.${extension}`;
    if (!taken.has(name.toLowerCase())) return name;
  }
}
