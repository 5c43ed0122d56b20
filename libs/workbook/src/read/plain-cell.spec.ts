import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { ReadResult } from '../sheet.js';
import { READ_LIMITS } from './limits.js';
import { type PlainCell, readPlainCell } from './plain-cell.js';
import { readWorkbook } from './read-workbook.js';

const HEAD = 'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A workbook of one sheet with these rows; `x:` before every name keeps the reader from taking cells at once. */
function bookOf(rows: string, prefix: '' | 'x:'): Uint8Array {
  const named = prefix === '' ? rows : rows.replace(/<(\/?)(row|c|v|is|t|f)(?=[\s/>])/g, '<$1x:$2');
  const parts: Record<string, string> = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': `<Relationships><Relationship Id="a" Type="${REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns:r="${REL}"><sheets><sheet name="A" sheetId="1" r:id="s"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="s" Type="${REL}/worksheet" Target="sheet.xml"/><Relationship Id="t" Type="${REL}/sharedStrings" Target="strings.xml"/></Relationships>`,
    'xl/strings.xml':
      '<sst><si><t>Một</t></si><si><t xml:space="preserve"> Hai &amp; ba </t></si><si><r><t>Bốn</t></r></si></sst>',
    'xl/sheet.xml': `<${prefix}worksheet ${HEAD}><${prefix}sheetData>${named}</${prefix}sheetData></${prefix}worksheet>`,
  };
  return zipSync(
    Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, new TextEncoder().encode(text)])),
  );
}

const outcome = (read: ReadResult): unknown =>
  read.ok ? read.sheets.map((sheet) => [...sheet.cells.values()]) : read.findings[0].code;

const reference = fc.constantFrom(
  'A1',
  'B2',
  'C7',
  'XFD1048576',
  'XFE1',
  'A0',
  'a3',
  '$A$4',
  'A',
  '1',
  'ABCD1',
  'A10485760',
);
const attributes = fc
  .record(
    {
      r: reference,
      s: fc.constantFrom('0', '7', '-1', '', 'x'),
      t: fc.constantFrom('str', 's', 'n', 'b', 'e', 'd', 'inlineStr', 'q'),
    },
    { requiredKeys: [] },
  )
  .map((a) => Object.entries(a).map(([key, value]) => ` ${key}="${value}"`))
  .chain((list) => fc.shuffledSubarray(list, { minLength: list.length }));
const text = fc.constantFrom(
  '0',
  '1',
  '12.50',
  '1e3',
  ' 7 ',
  'chữ',
  'a &amp; b',
  'a\rb',
  ']]>',
  '',
  '>',
  'o\u0300',
  'x_x0041_',
  '2',
  '99',
);
const content = fc.oneof(
  text.map((t) => `<v>${t}</v>`),
  text.map((t) => `<is><t>${t}</t></is>`),
  text.map((t) => `<is><t xml:space="preserve">${t}</t></is>`),
  text.map((t) => `<f>A1</f><v>${t}</v>`),
  text.map((t) => `<v>${t}</v><v>${t}</v>`),
  text.map((t) => `<v >${t}</v >`),
  fc.constantFrom(
    '',
    ' ',
    '<v/>',
    '<v><b/></v>',
    '<is><t>a</t><t>b</t></is>',
    '<is><r><t>a</t></r></is>',
    '<!-- --><v>1</v>',
  ),
);
const cell = fc
  .tuple(attributes, content, fc.constantFrom('', ' ', '\n'))
  .map(([list, inner, space]) =>
    inner === '' ? `<c${list.join('')}${space}/>` : `<c${list.join('')}${space}>${inner}</c>`,
  );
const rows = fc.array(
  fc.array(cell, { maxLength: 4 }).map((cells) => `<row>${cells.join('')}</row>`),
  { maxLength: 3 },
);

describe('a cell taken in one step', () => {
  it('is what the scanner makes of it, and is refused where that refuses it', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const xml = list.join('');
        expect(outcome(readWorkbook(bookOf(xml, ''), READ_LIMITS)), xml).toEqual(
          outcome(readWorkbook(bookOf(xml, 'x:'), READ_LIMITS)),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('says how far it went, and leaves everything else to the scanner', () => {
    const into: PlainCell = { row: 0, col: 0, type: '', style: 0, value: null, inline: null };
    const whole = '<c r="AB12" s="3" t="str"><v>Lào Cai</v></c>';
    expect(readPlainCell(`${whole}<c/>`, 0, into)).toBe(whole.length);
    expect(into).toEqual({ row: 12, col: 28, type: 'str', style: 3, value: 'Lào Cai', inline: null });
    for (let cut = 0; cut < whole.length; cut++)
      expect(readPlainCell(whole.slice(0, cut), 0, into), String(cut)).toBe(0);
    for (const other of [
      '<col min="1"/>',
      '<c r="A1" r="A1"><v>1</v></c>',
      '<c r="A1"><v>&amp;</v></c>',
      "<c r='A1'/>",
    ])
      expect(readPlainCell(other, 0, into), other).toBe(0);
  });
});
