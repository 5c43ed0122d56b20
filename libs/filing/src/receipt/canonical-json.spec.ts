import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, inNfc } from './canonical-json.js';

describe('canonical JSON', () => {
  it('sorts members by code unit and writes no spaces', () => {
    // The members of RFC 8785 3.2.3: carriage return, 1, U+0080, ö, €, an emoji, U+FB33 (sorted by UTF-16, so the emoji is before it).
    const sample = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\u{1f600}': 'Emoji: Grinning Face',
      '1': 'One',
      '\u0080': 'Control\u007f',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    expect(canonicalJson(sample)).toBe(
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control\u007f","ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","😀":"Emoji: Grinning Face"}',
    );
    expect(canonicalJson({ b: [true, null, 'x'], a: { d: 2, c: -1 } })).toBe(
      '{"a":{"c":-1,"d":2},"b":[true,null,"x"]}',
    );
  });

  it('keeps decimal strings as they are and missing apart from zero', () => {
    expect(canonicalJson({ '4': '12.50', '5': null, '6': '0' })).toBe('{"4":"12.50","5":null,"6":"0"}');
  });

  it('writes Vietnamese in NFC, names of members too', () => {
    expect(canonicalJson({ ['xã'.normalize('NFD')]: 'Bảo Hà'.normalize('NFD') })).toBe('{"xã":"Bảo Hà"}');
  });

  it('leaves out what is undefined', () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
  });

  it.each([
    ['a float', { a: [0.1] }, '$.a[0]'],
    ['a number beyond exactness', 2 ** 53, '$'],
    ['not a number', Number.NaN, '$'],
    ['undefined in a list', [undefined], '$[0]'],
    ['a date', { at: new Date(0) }, '$.at'],
    ['a map', new Map(), '$'],
    ['a bigint', 1n, '$'],
    ['half a surrogate pair', '\ud800', '$'],
    ['one name twice after NFC', { ã: 1, ['ã'.normalize('NFD')]: 2 }, 'stands twice'],
  ])('refuses %s and names the place', (_, value, place) => {
    expect(() => canonicalJson(value)).toThrow(RangeError);
    expect(() => canonicalJson(value)).toThrow(place);
  });

  it('refuses endless nesting instead of falling over', () => {
    let deep: unknown = null;
    for (let i = 0; i < 100_000; i++) deep = [deep];
    expect(() => canonicalJson(deep)).toThrow(/nested deeper/);
  });

  const json = fc.jsonValue({ maxDepth: 4, noUnicodeString: false }).map((v) => JSON.parse(integersOnly(v)) as unknown);

  it('says the same value again, whatever the order of its members', () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = attempt(value);
        fc.pre(text !== null);
        const back: unknown = JSON.parse(text ?? '');
        expect(back).toEqual(inNfc(value));
        expect(canonicalJson(back)).toBe(text);
        expect(canonicalJson(reversed(value))).toBe(text);
      }),
    );
  });
});

/** A random value may hold two names that NFC makes one: refused, and not what is asked here. */
function attempt(value: unknown): string | null {
  try {
    return canonicalJson(value);
  } catch {
    return null;
  }
}

function integersOnly(value: unknown): string {
  return JSON.stringify(value, (_, v: unknown) => (typeof v === 'number' ? Math.trunc(v % 1e9) + 0 : v));
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([k, v]) => [k, reversed(v)]),
  );
}
