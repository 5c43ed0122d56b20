/** One record of a CSV; `row` is the line on which it begins, as a spreadsheet would number it. */
export interface CsvLine {
  readonly row: number;
  readonly texts: readonly string[];
}

/**
 * Records of a CSV (RFC 4180, also with semicolons or tabs, as Vietnamese Excel writes it; UTF-8 or UTF-16). Lines that begin
 * with # are the explanations that an export puts in front, and are left out.
 */
export function* csvLines(bytes: Uint8Array): Generator<CsvLine> {
  const text = decode(bytes);
  const separator = separatorOf(text);
  let texts: string[] = [];
  let row = 1;
  let at = 0;
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
  return lines.some((line) => /[,;\t]/.test(line));
}

function decode(bytes: Uint8Array): string {
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
  return new TextDecoder(utf16 ?? 'utf-8').decode(bytes);
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
  return [',', ';', '\t'].reduce((best, c) => (count(c) > count(best) ? c : best), ',');
}
