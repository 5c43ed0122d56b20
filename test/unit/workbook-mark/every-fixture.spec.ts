import { readdirSync, readFileSync } from 'node:fs';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import {
  clearMarks,
  isIndexSheet,
  type MarkedProblem,
  markWorkbook,
  type ParsedSheet,
  readWorkbook,
} from '#lib/workbook';
import { compressedParts, differences, partsOf } from './packages.js';

const folders = ['../../fixtures/workbooks/', '../../../schemas/forms/2025-07-01/examples/'].map(
  (path) => new URL(path, import.meta.url),
);
const files = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.xlsx'))
    .map((name): [string, URL] => [name, new URL(name, folder)]),
);

function sheetsOf(bytes: Uint8Array): readonly ParsedSheet[] | null {
  const result = readWorkbook(bytes);
  return result.ok ? result.sheets : null;
}

/** A problem on each third cell, on a blank one in a row, and on one far below everything. */
function problemsOn(sheets: readonly ParsedSheet[]): MarkedProblem[] {
  return sheets.flatMap((sheet) => {
    const cells = [...sheet.cells.keys()].filter((_, i) => i % 3 === 0);
    return [...cells, 'K3', 'A900'].map((cell, i) => ({
      code: `CODE_${i}`,
      severity: i % 4 === 0 ? ('warning' as const) : ('error' as const),
      sheet: sheet.name,
      cell,
      message: `Trang “${sheet.name}”, ô ${cell}: số liệu “<&>” chưa đúng. Hãy sửa lại.`,
    }));
  });
}

function withoutComments(sheet: ParsedSheet) {
  const cells = [...sheet.cells].map(([at, cell]) => [at, { ...cell, comment: null }]);
  return { ...sheet, cells };
}

function wellFormed(xml: Buffer): void {
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  const wide = xml[0] === 0xff && xml[1] === 0xfe;
  parser.write(wide ? xml.toString('utf16le') : xml.toString('utf8')).close();
}

describe('marks on workbooks of other programs', () => {
  const readable = files.filter(([, url]) => sheetsOf(readFileSync(url)) !== null);

  it.each(readable)('%s: marked, read the same, cleared to what it was', (_name, url) => {
    const bytes = readFileSync(url);
    const before = sheetsOf(bytes) ?? [];
    const marked = markWorkbook(bytes, problemsOn(before));

    const after = sheetsOf(marked) ?? [];
    expect(after.filter((s) => !isIndexSheet(s)).map(withoutComments)).toEqual(before.map(withoutComments));
    expect(after.filter(isIndexSheet)).toHaveLength(1);
    for (const [name, part] of partsOf(marked)) if (/\.(xml|rels|vml)$/.test(name)) wellFormed(part);

    const { changed, gone } = differences(bytes, marked);
    expect(gone).toEqual([]);
    const untouched = [...compressedParts(bytes)].filter(([name]) => !changed.includes(name));
    const now = compressedParts(marked);
    for (const [name, data] of untouched) expect(now.get(name)?.equals(data), name).toBe(true);

    expect(differences(bytes, clearMarks(marked))).toEqual({ changed: [], added: [], gone: [] });
    expect(differences(marked, markWorkbook(marked, problemsOn(before)))).toEqual({ changed: [], added: [], gone: [] });
  });

  it.each(readable)('%s: without marks the very same bytes', (_name, url) => {
    const bytes = readFileSync(url);
    expect(Buffer.compare(clearMarks(bytes), bytes)).toBe(0);
    expect(Buffer.compare(markWorkbook(bytes, []), bytes)).toBe(0);
  });
});
