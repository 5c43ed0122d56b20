import { decodeLegacy, LEGACY_ENCODINGS } from '../../rules/legacy-encoding.js';
import { vietnameseShare } from '../../rules/syllables.js';

/** One record of a CSV; `row` is the line on which it begins, as a spreadsheet would number it. */
export interface CsvLine {
  readonly row: number;
  readonly texts: readonly string[];
}

/**
 * Records of a CSV (RFC 4180, also with semicolons or tabs, as Vietnamese Excel writes it; UTF-8, UTF-16,
 * windows-1258 or an old font's letters). Lines that begin
 * with # are the explanations that an export puts in front, and are left out.
 */
export function* csvLines(bytes: Uint8Array): Generator<CsvLine> {
  const text = decode(bytes);
  const said = /^sep=(.)\r?\n/i.exec(text);
  const separator = said?.[1] ?? separatorOf(text);
  let texts: string[] = [];
  let row = said ? 2 : 1;
  let at = said?.[0].length ?? 0;
  while (at < text.length) {
    let field = '';
    if (text[at] === '"') {
      const read = quotedField(text, at + 1);
      field = read.field;
      at = read.next;
    }
    const end = endOfField(text, at, separator);
    field += text.slice(at, end);
    texts.push(field.trim());
    at = end;
    if (text[at] === separator) {
      at++;
      if (at < text.length) continue;
      texts.push('');
    }
    if (text[at] === '\r') at++;
    if (text[at] === '\n') at++;
    if (!(texts[0] ?? '').startsWith('#')) yield { row, texts };
    texts = [];
    row++;
  }
}

/** True for text with separators in it; the lines of explanation in front do not count. */
export function isCsv(bytes: Uint8Array): boolean {
  const head = decode(bytes.subarray(0, 20_000));
  if (/^\s*</.test(head) || /[^\P{Cc}\t\r\n]/u.test(head)) return false;
  const lines = head.split(/\r?\n/).filter((line) => line.trim() !== '' && !/^"?#/.test(line));
  return lines.some((line) => /[,;\t|]/.test(line));
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

const SAMPLE = 20_000;

/**
 * UTF-16 and UTF-8 show themselves. What is neither has one byte for a letter: windows-1258, as programs of Windows wrote
 * it, or Latin-1 places under an old font, which are read line by line later. The one in which the words are Vietnamese.
 */
function encodingOf(bytes: Uint8Array): string {
  const [a = 1, b = 1, c = 1, d = 1] = bytes;
  if ((a === 0xff && b === 0xfe) || (a !== 0 && b === 0 && c !== 0 && d === 0)) return 'utf-16le';
  if ((a === 0xfe && b === 0xff) || (a === 0 && b !== 0 && c === 0 && d !== 0)) return 'utf-16be';
  const sample = bytes.subarray(0, SAMPLE);
  // The sample may end inside a letter; a stream waits for the rest of it.
  if (isUtf8(sample, bytes.length >= SAMPLE)) return 'utf-8';
  const read = (encoding: string): string[] => new TextDecoder(encoding).decode(sample).split(/\r?\n/);
  const latin = read('windows-1252');
  const asOldFont = Math.max(
    ...LEGACY_ENCODINGS.map((old) => vietnameseShare(latin.map((line) => decodeLegacy(line, old)))),
  );
  return vietnameseShare(read('windows-1258')) >= asOldFont ? 'windows-1258' : 'windows-1252';
}

function isUtf8(bytes: Uint8Array, stream: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream });
    return true;
  } catch {
    return false;
  }
}

function quotedField(text: string, from: number): { field: string; next: number } {
  let field = '';
  let at = from;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote === -1) return { field: field + text.slice(at), next: text.length };
    field += text.slice(at, quote);
    if (text[quote + 1] !== '"') return { field, next: quote + 1 };
    field += '"';
    at = quote + 2;
  }
}

function endOfField(text: string, from: number, separator: string): number {
  let at = from;
  while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at++;
  return at;
}

/** The separator that parts most of the first line that is no explanation. */
function separatorOf(text: string): string {
  const head = text.slice(0, 20_000).split(/\r?\n/);
  const line = head.find((l) => l.trim() !== '' && !/^"?#/.test(l)) ?? '';
  const count = (c: string): number => line.split(c).length;
  return [',', ';', '\t', '|'].reduce((best, c) => (count(c) > count(best) ? c : best), ',');
}
