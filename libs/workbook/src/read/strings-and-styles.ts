import { builtInFormat } from '../rules/number-format.js';
import type { ReadLimits } from './limits.js';
import { readPlainText } from './plain-cell.js';
import { hostile, tooMuch } from './refusal.js';
import { type Attributes, cellText, flowXml, raisedDigits, streamXml, type XmlListener } from './xml.js';
import type { ZipArchive } from './zip.js';

/** Shared strings in order: the runs of rich text joined, phonetic guides left out. */
export function readSharedStrings(zip: ZipArchive, part: string, limits: ReadLimits): string[] {
  const reader = new SharedStrings(limits);
  streamXml(zip, part, reader, limits);
  return reader.strings;
}

/** The same for the texts of a large workbook. */
export async function flowSharedStrings(zip: ZipArchive, part: string, limits: ReadLimits): Promise<string[]> {
  const reader = new SharedStrings(limits);
  await flowXml(zip, part, reader, limits);
  return reader.strings;
}

class SharedStrings implements XmlListener {
  readonly strings: string[] = [];
  private current = '';
  private inText = false;
  private raised = false;
  private phonetic = 0;
  private depth = 0;
  private total = 0;

  constructor(private readonly limits: ReadLimits) {}

  /** `<si><t>chữ</t></si>`, as most are written, is taken at once. */
  shortcut(xml: string, at: number): number {
    if (this.depth !== 1 || !xml.startsWith('<si><t', at)) return 0;
    const text = readPlainText(xml, at + 6);
    if (text === null || !xml.startsWith('</t></si>', text.end)) return 0;
    this.add(text.text);
    return text.end + 9;
  }

  open(name: string, a: Attributes): void {
    this.depth++;
    if (name === 'si') this.current = '';
    else if (name === 'r') this.raised = false;
    else if (name === 'vertAlign') this.raised = a['val'] === 'superscript';
    else if (name === 'rPh') this.phonetic++;
    else if (name === 't') this.inText = this.phonetic === 0;
  }

  text(text: string): void {
    if (this.inText) this.current += this.raised ? raisedDigits(text) : text;
  }

  close(name: string): void {
    this.depth--;
    if (name === 't') this.inText = false;
    else if (name === 'rPh') this.phonetic--;
    else if (name === 'r') this.raised = false;
    else if (name === 'si') this.add(this.current);
  }

  private add(text: string): void {
    checkLength(text, this.limits);
    this.total += text.length;
    if (this.total > this.limits.sharedCharacters) throw tooMuch(this.total, this.limits.sharedCharacters, 'ký tự');
    this.strings.push(cellText(text));
  }
}

/** @throws ReadRefusal when a cell's text is longer than Excel allows */
export function checkLength(text: string, limits: ReadLimits): void {
  if (text.length > limits.cellCharacters * 2) throw hostile('có ô chứa chữ quá dài');
}

/** Number format code of each cell style (`s` of a cell), in order. */
export function readCellFormats(zip: ZipArchive, part: string, limits: ReadLimits): string[] {
  const custom = new Map<number, string>();
  const ids: number[] = [];
  let insideCellXfs = false;
  streamXml(
    zip,
    part,
    {
      open(name, a) {
        if (name === 'numFmt' && a['numFmtId'] !== undefined)
          custom.set(Number(a['numFmtId']), a['formatCode'] ?? 'General');
        else if (name === 'cellXfs') insideCellXfs = true;
        else if (name === 'xf' && insideCellXfs) ids.push(Number(a['numFmtId'] ?? 0));
      },
      close(name) {
        if (name === 'cellXfs') insideCellXfs = false;
      },
    },
    limits,
  );
  return ids.map((id) => (custom.get(id) ?? builtInFormat(id)).slice(0, 255));
}
