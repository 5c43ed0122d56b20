import { builtInFormat } from '../rules/number-format.js';
import type { ReadLimits } from './limits.js';
import { hostile, tooMuch } from './refusal.js';
import { cellText, raisedDigits, streamXml } from './xml.js';
import type { ZipArchive } from './zip.js';

/** Shared strings in order: the runs of rich text joined, phonetic guides left out. */
export function readSharedStrings(zip: ZipArchive, part: string, limits: ReadLimits): string[] {
  const strings: string[] = [];
  let current = '';
  let inText = false;
  let raised = false;
  let phonetic = 0;
  let total = 0;
  streamXml(
    zip,
    part,
    {
      open(name, a) {
        if (name === 'si') current = '';
        else if (name === 'r') raised = false;
        else if (name === 'vertAlign') raised = a['val'] === 'superscript';
        else if (name === 'rPh') phonetic++;
        else if (name === 't') inText = phonetic === 0;
      },
      text(text) {
        if (inText) current += raised ? raisedDigits(text) : text;
      },
      close(name) {
        if (name === 't') inText = false;
        else if (name === 'rPh') phonetic--;
        else if (name === 'r') raised = false;
        else if (name === 'si') {
          checkLength(current, limits);
          total += current.length;
          if (total > limits.sharedCharacters) throw tooMuch(total, limits.sharedCharacters, 'ký tự');
          strings.push(cellText(current));
        }
      },
    },
    limits,
  );
  return strings;
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
