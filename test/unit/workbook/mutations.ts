import { packageOf, partsOf } from './packages.js';

/** A number below the bound, from a seed, so that a failure can be run again. */
export type Dice = (below: number) => number;

const NASTY = [
  '',
  '<',
  '&amp;',
  '&#0;',
  '&#xFFFD;',
  '\u0000',
  '-1',
  '1e308',
  '9'.repeat(50),
  'NaN',
  '#REF!',
  'A1:XFD1048576',
  '1048577',
  '{"a":1}',
  '=cmd|calc',
  '6 tháng/năm',
  'Biểu số 09',
  'Kỳ báo cáo: Năm 1999',
  'Chỉ tiêu',
  '(1)',
  '\u0301\u0301\u0301',
  '١٢٣',
  '𝟏𝟐',
  '<mergeCell ref="A1:XFD1048576"/>',
  '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
  '<c r="D9" t="s"><v>999999</v></c>',
  '<!DOCTYPE x [<!ENTITY a "b">]>',
  '<?xml version="1.0" encoding="UTF-7"?>',
  '"',
  '″',
  'nt',
  '1.250',
  '12 tỷ 500 triệu',
  '‮5.820',
  'x'.repeat(40_000),
];

export function dice(seed: number): Dice {
  let state = seed * 2_654_435_761;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    return ((state ^ (state >>> 13)) >>> 0) % below;
  };
}

const nasty = (roll: Dice): string => NASTY[roll(NASTY.length)] ?? '';

/** Some bytes of the file changed, sometimes its end cut off. */
export function mutateBytes(bytes: Uint8Array, roll: Dice): Uint8Array {
  const out = bytes.slice(0, roll(6) === 0 ? roll(bytes.length) : bytes.length);
  for (let i = roll(12) + 1; i > 0 && out.length > 0; i--) out[roll(out.length)] = roll(256);
  return out;
}

/** Pieces of XML doubled, lost or replaced; the package itself is whole. */
export function mutateParts(bytes: Uint8Array, roll: Dice): Uint8Array {
  const parts = partsOf(bytes);
  const names = Object.keys(parts).filter((name) => name.endsWith('.xml') || name.endsWith('.rels'));
  for (let i = roll(5) + 1; i > 0; i--) {
    const name = names[roll(names.length)] ?? '';
    const xml = parts[name] ?? '';
    const from = roll(xml.length + 1);
    const to = Math.min(xml.length, from + roll(200));
    const piece = [xml.slice(from, to).repeat(2), '', nasty(roll)][roll(3)] ?? '';
    parts[name] = xml.slice(0, from) + piece + xml.slice(to);
  }
  return packageOf(parts);
}

/** Nasty values where texts and numbers stand, so that the XML stays whole and matching is reached. */
export function mutateValues(bytes: Uint8Array, roll: Dice): Uint8Array {
  const parts = partsOf(bytes);
  for (const name of Object.keys(parts).filter((n) => /sheet|strings|only/i.test(n) && n.endsWith('.xml'))) {
    parts[name] = (parts[name] ?? '').replace(/>([^<>]{1,200})</g, (whole, text: string) => {
      if (roll(14) !== 0) return whole;
      const value = nasty(roll).replaceAll('<', '&lt;').replaceAll('\u0000', '');
      return `>${[value, text.slice(0, roll(text.length + 1)), text + value][roll(3)]}<`;
    });
  }
  return packageOf(parts);
}

/** Whole elements repeated, moved and dropped, attributes changed: XML that is well formed and means something else. */
export function mutateElements(bytes: Uint8Array, roll: Dice): Uint8Array {
  const parts = partsOf(bytes);
  const names = Object.keys(parts).filter((name) => name.endsWith('.xml') || name.endsWith('.rels'));
  for (let i = roll(4) + 1; i > 0; i--) {
    const name = names[roll(names.length)] ?? '';
    const xml = parts[name] ?? '';
    const elements = [
      ...xml.matchAll(/<(row|c|si|mergeCell|sheet|Relationship|xf|numFmt|col|v|f|is|t)\b[^>]*(?:\/>|>.*?<\/\1>)/gs),
    ];
    const one = elements[roll(Math.max(1, elements.length))];
    const other = elements[roll(Math.max(1, elements.length))];
    if (!one || !other) continue;
    const instead = [
      one[0].repeat(2 + roll(40)),
      '',
      other[0],
      one[0].replace(/"[^"]*"/, `"${nasty(roll).replaceAll('\u0000', '').replace(/[<&"]/g, '')}"`),
    ][roll(4)];
    parts[name] = xml.slice(0, one.index) + instead + xml.slice(one.index + one[0].length);
  }
  const lost = names[roll(names.length)] ?? '';
  if (roll(8) === 0) delete parts[lost];
  return packageOf(parts);
}
