import { cellAddress, parseAddress } from '../rules/address.js';
import type { CellPlace } from './sheet-edit.js';
import { asciiCellXml, XmlPart } from './xml-part.js';
import { Splices, type XmlElement } from './xml-text.js';

/** Author of the comments that the system writes, and the first line of each. */
export const MARK_AUTHOR = 'Hệ thống CCN';
const HEAD = `${MARK_AUTHOR}:`;
/** Begins what the system puts behind a person's own comment. */
const BEHIND = `\n\n[${MARK_AUTHOR}]\n`;
const BEHIND_FOUND = new RegExp(`\\s*\\[${MARK_AUTHOR}\\]`);
/** Excel keeps 32,767 characters of a cell's text; a comment longer than this is read by nobody. */
const LONGEST = 4000;

export interface CellNote {
  readonly place: CellPlace;
  readonly text: string;
}

export interface WrittenComments {
  readonly bytes: Uint8Array;
  /** Cells that had no comment: each needs a box to be shown in. */
  readonly added: readonly CellNote[];
}

/**
 * Adds comments to a comments part, or makes one. A person's own comment stays and ours follows it; the
 * cell of a threaded conversation is left alone.
 */
export function writeComments(bytes: Uint8Array | null, notes: readonly CellNote[], mainNs: string): WrittenComments {
  const xml = new XmlPart(bytes ?? Buffer.from(emptyPart(mainNs)));
  const splices = new Splices(xml.text);
  const authors = xml.child(xml.root, 'authors');
  const list = xml.child(xml.root, 'commentList');
  if (!authors || !list) return { bytes: xml.encode(xml.text), added: [] };
  const names = xml.children(authors).map((e) => xml.plainText(e.innerStart, e.innerEnd));
  const existing = new Map(xml.children(list).map((e) => [addressOf(xml, e), e]));
  const known = names.indexOf(MARK_AUTHOR);
  const author = known === -1 ? names.length : known;
  const added: CellNote[] = [];
  let entries = '';
  for (const note of notes) {
    const address = cellAddress(note.place.row, note.place.col);
    const own = existing.get(address);
    if (!own) {
      added.push(note);
      entries += comment(xml.own, address, author, note.text);
    } else if (!isThreaded(xml, own, names)) addBehind(xml, splices, own, note.text);
  }
  if (entries !== '') {
    fill(xml, splices, list, entries);
    if (known === -1) {
      fill(xml, splices, authors, `<${xml.own}author>${asciiCellXml(MARK_AUTHOR)}</${xml.own}author>`);
    }
  }
  return { bytes: xml.encode(splices.apply()), added };
}

export interface ClearedComments {
  /** Null when nothing is left in the part. */
  readonly bytes: Uint8Array | null;
  /** Cells whose comment was ours alone. */
  readonly removed: readonly CellPlace[];
}

/** Takes the system's comments out of a comments part; null when it holds none. */
export function clearComments(bytes: Uint8Array): ClearedComments | null {
  const xml = new XmlPart(bytes);
  const authors = xml.child(xml.root, 'authors');
  const list = xml.child(xml.root, 'commentList');
  if (!authors || !list) return null;
  const splices = new Splices(xml.text);
  const authorElements = xml.children(authors);
  const names = authorElements.map((e) => xml.plainText(e.innerStart, e.innerEnd));
  const removed: CellPlace[] = [];
  const all = xml.children(list);
  const left: XmlElement[] = [];
  for (const element of all) {
    const text = textOf(xml, element);
    const isOurs = authorOf(xml, element, names) === MARK_AUTHOR || text.startsWith(HEAD);
    const place = parseAddress(xml.attribute(element.tag, 'ref') ?? '');
    if (isOurs && place) {
      removed.push(place);
      splices.replace(element.start, element.end, '');
      continue;
    }
    left.push(element);
    if (BEHIND_FOUND.test(text)) cutBehind(xml, splices, element);
  }
  if (splices.isEmpty) return null;
  if (left.length === 0) return { bytes: null, removed };
  const own = names.indexOf(MARK_AUTHOR);
  const authorElement = authorElements[own];
  // Authors are named by their number: only the last one can go.
  if (authorElement && own === names.length - 1) splices.replace(authorElement.start, authorElement.end, '');
  return { bytes: xml.encode(splices.apply()), removed };
}

function comment(p: string, address: string, author: number, text: string): string {
  const font = `<${p}sz val="9"/><${p}color indexed="81"/><${p}rFont val="Tahoma"/><${p}family val="2"/>`;
  const run = (marks: string, words: string): string =>
    `<${p}r><${p}rPr>${marks}${font}</${p}rPr><${p}t xml:space="preserve">${asciiCellXml(words)}</${p}t></${p}r>`;
  return (
    `<${p}comment ref="${address}" authorId="${author}"><${p}text>` +
    `${run(`<${p}b/>`, `${HEAD}\n`)}${run('', shortened(text))}</${p}text></${p}comment>`
  );
}

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function addBehind(xml: XmlPart, splices: Splices, element: XmlElement, text: string): void {
  const holder = xml.child(element, 'text');
  if (!holder) return;
  const p = xml.own;
  const run = `<${p}r><${p}t xml:space="preserve">${asciiCellXml(BEHIND + shortened(text))}</${p}t></${p}r>`;
  const plain = xml.child(holder, 't');
  // A text is either one plain piece or runs: the plain piece becomes the first run.
  if (plain) {
    splices.insert(plain.start, `<${p}r>`);
    splices.insert(plain.end, `</${p}r>${run}`);
  } else {
    const runs = xml.children(holder).filter((e) => xml.is(e.tag, 'r'));
    const last = runs[runs.length - 1];
    if (last) splices.insert(last.end, run);
    else fill(xml, splices, holder, run);
  }
}

function cutBehind(xml: XmlPart, splices: Splices, element: XmlElement): void {
  const holder = xml.child(element, 'text');
  if (!holder) return;
  const runs = xml.children(holder).filter((e) => xml.is(e.tag, 'r'));
  const from = textOf(xml, element).search(BEHIND_FOUND);
  const kept: XmlElement[] = [];
  let at = 0;
  for (const run of runs.length > 0 ? runs : [holder]) {
    const piece = xml.child(run, 't');
    const text = piece ? xml.plainText(piece.innerStart, piece.innerEnd) : '';
    if (at >= from && run !== holder) splices.replace(run.start, run.end, '');
    else {
      kept.push(run);
      if (piece && at + text.length > from)
        splices.replace(piece.innerStart, piece.innerEnd, asciiCellXml(text.slice(0, from - at)));
    }
    at += text.length;
  }
  const [first, ...others] = kept;
  const piece = first && xml.child(first, 't');
  // One run without any format is the plain piece that it was.
  if (first && piece && first !== holder && others.length === 0 && xml.children(first).length === 1) {
    splices.replace(first.start, piece.start, '');
    splices.replace(piece.end, first.end, '');
  }
}

function fill(xml: XmlPart, splices: Splices, element: XmlElement, entry: string): void {
  const name = /^<([^\s/>]+)/.exec(xml.text.slice(element.start))?.[1] ?? '';
  if (element.tag.kind === 'empty') splices.replace(element.end - 2, element.end, `>${entry}</${name}>`);
  else splices.insert(element.innerEnd, entry);
}

function addressOf(xml: XmlPart, element: XmlElement): string {
  const at = parseAddress(xml.attribute(element.tag, 'ref') ?? '');
  return at ? cellAddress(at.row, at.col) : '';
}

function textOf(xml: XmlPart, element: XmlElement): string {
  const holder = xml.child(element, 'text');
  return holder ? xml.plainText(holder.innerStart, holder.innerEnd) : '';
}

function authorOf(xml: XmlPart, element: XmlElement, names: readonly string[]): string {
  return names[Number(xml.attribute(element.tag, 'authorId') ?? -1)] ?? '';
}

/** Excel keeps a stand-in of every threaded comment here, under an author "tc={id}". */
function isThreaded(xml: XmlPart, element: XmlElement, names: readonly string[]): boolean {
  return authorOf(xml, element, names).startsWith('tc=');
}

function emptyPart(mainNs: string): string {
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    `<comments xmlns="${mainNs}"><authors></authors><commentList></commentList></comments>`
  );
}
