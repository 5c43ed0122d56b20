import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { clearMarks, isIndexSheet, markWorkbook, type ParsedSheet, readWorkbook } from '#lib/workbook';
import { differences } from './packages.js';

const folder = new URL('../../fixtures/workbooks/', import.meta.url);
const fixtures = readdirSync(folder)
  .filter((name) => name.endsWith('.xlsx'))
  .map((name) => readFileSync(new URL(name, folder)))
  .filter((bytes) => readWorkbook(bytes).ok);

/** Bits of XML that break the order of things without always breaking the file. */
const PIECES = [
  '<row r="3">',
  '</row>',
  '<c r="B3" s="1"/>',
  ' s="0"',
  '<!-- <c> -->',
  ' r="C4"',
  '<x/>',
  '',
  '\n',
  '"',
  '5',
];

const mutated = fc
  .record({
    bytes: fc.constantFrom(...fixtures),
    part: fc.nat(),
    edits: fc.array(fc.record({ at: fc.nat(), cut: fc.nat({ max: 12 }), put: fc.constantFrom(...PIECES) }), {
      minLength: 1,
      maxLength: 3,
    }),
  })
  .map(({ bytes, part, edits }) => {
    const parts = unzipSync(bytes);
    const names = Object.keys(parts).filter((name) => name.endsWith('.xml') || name.endsWith('.rels'));
    const name = names[part % names.length]!;
    let xml = Buffer.from(parts[name]!).toString('latin1');
    for (const { at, cut, put } of edits) {
      const place = at % (xml.length + 1);
      xml = xml.slice(0, place) + put + xml.slice(place + cut);
    }
    return zipSync({ ...parts, [name]: Buffer.from(xml, 'latin1') });
  });

function bare(sheets: readonly ParsedSheet[]) {
  return sheets.map((s) => ({ ...s, cells: [...s.cells.values()].map((c) => ({ ...c, comment: null })) }));
}

describe('marks on workbooks that are not quite right', () => {
  it('whatever the reader takes can be marked, reads the same, and comes back as it was', () => {
    fc.assert(
      fc.property(
        mutated,
        fc.array(fc.constantFrom('A1', 'B3', 'D10', 'C4', 'Z99'), { maxLength: 5 }),
        (bytes, cells) => {
          const before = readWorkbook(bytes);
          if (!before.ok) return;
          const problems = before.sheets.flatMap((sheet) =>
            cells.map((cell) => ({ code: 'X', severity: 'error' as const, sheet: sheet.name, cell, message: 'Sai.' })),
          );
          const marked = markWorkbook(bytes, problems);
          const after = readWorkbook(marked);
          expect(after.ok && bare(after.sheets.filter((s) => !isIndexSheet(s)))).toEqual(bare(before.sheets));
          expect(differences(bytes, clearMarks(marked)).gone).toEqual([]);
          const cleared = readWorkbook(clearMarks(marked));
          expect(cleared.ok && bare(cleared.sheets)).toEqual(bare(before.sheets));
        },
      ),
      { numRuns: 40 },
    );
  });
});
