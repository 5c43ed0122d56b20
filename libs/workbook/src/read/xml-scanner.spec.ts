import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { XmlScanner } from './xml-scanner.js';

class Refused extends Error {}

/** Tags and texts of a document, texts joined; null when it is refused. */
function scan(slices: readonly string[]): string[] | null {
  const seen: string[] = [];
  const refuse = (): never => {
    throw new Refused();
  };
  const scanner = new XmlScanner({
    open: (name, attributes) => seen.push(`<${name} ${JSON.stringify({ ...attributes })}>`),
    close: (name) => seen.push(`</${name}>`),
    text: (text) => {
      const last = seen.at(-1) ?? '<';
      if (last.startsWith('"')) seen[seen.length - 1] = last + text;
      else seen.push(`"${text}`);
    },
    fail: refuse,
    doctype: refuse,
    crowded: refuse,
  });
  try {
    for (const slice of slices) scanner.write(slice);
    scanner.close();
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
  return seen;
}

/** The same with the strict parser of the saxes package. */
function strict(xml: string): string[] | null {
  const seen: string[] = [];
  const parser = new SaxesParser<{ xmlns: false }>({ xmlns: false });
  let depth = 0;
  const text = (part: string): void => {
    if (depth === 0 || part === '') return;
    const last = seen.at(-1) ?? '<';
    if (last.startsWith('"')) seen[seen.length - 1] = last + part;
    else seen.push(`"${part}`);
  };
  parser.on('error', () => {
    throw new Refused();
  });
  parser.on('doctype', () => {
    throw new Refused();
  });
  parser.on('opentag', (tag) => {
    depth++;
    seen.push(`<${tag.name} ${JSON.stringify({ ...tag.attributes })}>`);
  });
  parser.on('closetag', (tag) => {
    depth--;
    seen.push(`</${tag.name}>`);
  });
  parser.on('text', text);
  parser.on('cdata', text);
  try {
    parser.write(xml);
    parser.close();
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
  return seen;
}

const PIECES = [
  '<a>',
  '</a>',
  '<b x="1"/>',
  '<b y=\'2\' x="a&lt;b">',
  '</b>',
  '<b x="1" x="2"/>',
  '<b x=1/>',
  '<b x/>',
  '< b/>',
  '<b x="<"/>',
  '</b >',
  'chữ',
  ' ',
  '\r\n',
  '\r',
  '&amp;',
  '&#7875;',
  '&#xD800;',
  '&#0;',
  '&abc;',
  '&',
  '<![CDATA[<x>&]]>',
  ']',
  ']]>',
  '<!-- c -->',
  '<!-- a -- b -->',
  '<?pi x?>',
  '<?xml version="1.0"?>',
  '<!DOCTYPE a>',
  '<!ELEMENT a>',
  '\u0001',
  '\ufffe',
  '😀',
  '<ớ:b/>',
  '<1/>',
  '>',
  '"',
  '<a',
  'x="\t1\r\n"',
  '/>',
];

describe('scanning XML', () => {
  const document = fc
    .array(fc.constantFrom(...PIECES), { maxLength: 9 })
    .chain((pieces) => fc.constantFrom(pieces.join(''), `<a>${pieces.join('')}</a>`));

  it('takes what a strict parser takes, and says the same', () => {
    fc.assert(
      fc.property(document, (xml) => {
        expect(scan([xml]), xml).toEqual(strict(xml));
      }),
      { numRuns: 3_000 },
    );
  });

  it('waits with a bracket at the end of a slice, but not with the entity before it', () => {
    expect(scan(['<a>&amp;]', '</a>'])).toEqual(['<a {}>', '"&]', '</a>']);
    expect(scan(['<a>&amp;]]', '></a>'])).toBeNull();
  });

  it('says the same wherever the slices are cut', () => {
    fc.assert(
      fc.property(document, fc.array(fc.nat(60), { maxLength: 6 }), (xml, cuts) => {
        const at = [0, ...cuts.filter((c) => c < xml.length).sort((a, b) => a - b), xml.length];
        expect(scan(at.slice(1).map((end, i) => xml.slice(at[i], end)))).toEqual(scan([xml]));
      }),
      { numRuns: 3_000 },
    );
  });
});
