import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type InstallationKey, installationKeyOf } from './installation-key.js';
import { printReceipt, type Receipt, type ReceiptFacts, receiptOf, sha256Of } from './receipt.js';
import { readReceipt, successorOf, verifyReceipt, verifyReceiptFile } from './verify.js';

const newKey = (): InstallationKey => installationKeyOf(generateKeyPairSync('ed25519').privateKey);
const key = newKey();
const workbook = Buffer.from('PK\u0003\u0004 Biểu 03', 'utf8');

const facts: ReceiptFacts = {
  number: '2026-H1/03/02647/000123',
  supersedes: null,
  filing: '0197a0c2-0000-7000-8000-000000000001',
  revision: 1,
  form: '03',
  period: '2026-H1',
  definitionId: 'form-03@2025-07-01',
  filer: { kind: 'commune', ref: '02647', name: 'Xã Bảo Hà' },
  submittedAt: new Date('2026-06-19T23:59:59.999+07:00'),
  figures: { planned_count: '3', planned_area: '125.50', occupancy: null },
  notes: { occupancy: 'Chưa có dự án thuê đất' },
  file: { name: 'Biểu 03.xlsx', sha256: sha256Of(workbook) },
};
const receipt = receiptOf(facts, key);
const printed = Buffer.from(printReceipt(receipt), 'utf8');

/** Every place in a JSON value: the path to each string, number, null. */
function leaves(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([name, v]) => leaves(v, [...path, name]));
}

/** A copy with one place put through a function. */
function withChange(value: unknown, [name, ...rest]: readonly string[], change: (v: unknown) => unknown): unknown {
  if (name === undefined) return change(value);
  return { ...(value as object), [name]: withChange((value as Record<string, unknown>)[name], rest, change) };
}

describe('a receipt', () => {
  it('says what was filed, by whom and when, and is genuine with its file', () => {
    expect(receipt).toMatchObject({
      format: 'ccn-receipt/1',
      number: '2026-H1/03/02647/000123',
      submittedAt: '2026-06-19T23:59:59.999+07:00',
      figures: { planned_count: '3', planned_area: '125.50', occupancy: null },
      signedBy: { algorithm: 'Ed25519', fingerprint: key.fingerprint },
    });
    expect(verifyReceipt(receipt, { file: workbook, knownKeys: [key.fingerprint] })).toEqual({ outcome: 'genuine' });
    expect(verifyReceiptFile(printed, { file: { sha256: sha256Of(workbook) } })).toEqual({ outcome: 'genuine' });
    expect(readReceipt(printed)).toEqual(receipt);
  });

  it('is the same when it is made again, and does not depend on the order of the figures', () => {
    expect(receiptOf(facts, key)).toEqual(receipt);
    const figures = { occupancy: null, planned_area: '125.50', planned_count: '3' };
    expect(receiptOf({ ...facts, figures }, key).sha256).toBe(receipt.sha256);
  });

  it('is in NFC however the names were typed', () => {
    const filer = { ...facts.filer, name: 'Xã Bảo Hà'.normalize('NFD') };
    expect(printReceipt(receiptOf({ ...facts, filer }, key))).toBe(printReceipt(receipt));
  });

  it('is never made over a figure that is no exact decimal', () => {
    expect(() => receiptOf({ ...facts, figures: { a: '1,5' } }, key)).toThrow(/figures.a/);
    expect(() => receiptOf({ ...facts, file: { name: 'x', sha256: 'ABC' } }, key)).toThrow(/file.sha256/);
  });

  it('is genuine for any figures and notes', () => {
    const figure = fc.option(fc.integer().map(String), { nil: null });
    const note = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z0-9_]{1,12}$/), figure), note, (figures, text) => {
        const made = receiptOf({ ...facts, figures, notes: { note: text } }, key);
        expect(verifyReceiptFile(Buffer.from(printReceipt(made)))).toEqual({ outcome: 'genuine' });
      }),
    );
  });
});

describe('a change', () => {
  it('of any byte of the printed receipt, to any other, is seen', () => {
    fc.assert(
      fc.property(fc.nat(printed.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const bytes = Buffer.from(printed);
        bytes[at] = (printed[at] ?? 0) ^ by;
        expect(verifyReceiptFile(bytes).outcome).toBe('altered');
      }),
    );
    // And every single byte once, in its lowest bit.
    for (let at = 0; at < printed.length; at++) {
      const bytes = Buffer.from(printed);
      bytes[at] = (printed[at] ?? 0) ^ 1;
      expect(verifyReceiptFile(bytes).outcome, `byte ${at}`).toBe('altered');
    }
  });

  it('of length is seen: a byte put in, taken out, or the file cut short', () => {
    fc.assert(
      fc.property(fc.nat(printed.length), fc.nat(255), (at, byte) => {
        const [head, tail] = [printed.subarray(0, at), printed.subarray(at)];
        expect(verifyReceiptFile(Buffer.concat([head, Buffer.of(byte), tail])).outcome).toBe('altered');
        expect(verifyReceiptFile(Buffer.concat([head, tail.subarray(1)])).outcome).toBe(
          tail.length === 0 ? 'genuine' : 'altered',
        );
        expect(verifyReceiptFile(head).outcome).toBe(tail.length === 0 ? 'genuine' : 'altered');
      }),
    );
  });

  it('of any one character of any value is seen in the content, however the file is laid out', () => {
    const place = fc.constantFrom(...leaves(receipt));
    const character = fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit));
    fc.assert(
      fc.property(place, fc.nat(200), character, (path, where, char) => {
        const changed = withChange(receipt, path, (v) => {
          if (typeof v !== 'string') return v === null ? '0' : Number(v) + 1;
          const at = where % (v.length + 1);
          return v.slice(0, at) + char + v.slice(v[at] === char ? at : at + 1);
        });
        expect(verifyReceipt(changed).outcome).toBe('altered');
      }),
    );
  });

  it.each<[string, (r: Receipt) => unknown, readonly string[]]>([
    ['a figure', (r) => ({ ...r, figures: { ...r.figures, planned_count: '4' } }), ['content']],
    ['missing made zero', (r) => ({ ...r, figures: { ...r.figures, occupancy: '0' } }), ['content']],
    ['a figure taken away', (r) => ({ ...r, figures: { planned_count: '3', planned_area: '125.50' } }), ['content']],
    ['a member put in', (r) => ({ ...r, remark: 'x' }), ['content']],
    [
      'a name respelt in NFD',
      (r) => ({ ...r, filer: { ...r.filer, name: r.filer.name.normalize('NFD') } }),
      ['content'],
    ],
    ['a revision made a fraction', (r) => ({ ...r, revision: 1.5 }), ['content']],
    ['the hash in capitals', (r) => ({ ...r, sha256: r.sha256.toUpperCase() }), ['sha256']],
    [
      'the signature of another',
      (r) => ({ ...r, signature: receiptOf({ ...facts, revision: 2 }, key).signature }),
      ['signature'],
    ],
    ['the signature spelt otherwise', (r) => ({ ...r, signature: r.signature.replace('==', '') }), ['signature']],
    ['no signature', ({ signature: _, ...r }) => r, ['not_a_receipt']],
    ['another format', (r) => ({ ...r, format: 'ccn-receipt/2' }), ['not_a_receipt']],
    ['a list', (r) => [r], ['not_a_receipt']],
    ['nothing', () => null, ['not_a_receipt']],
  ])('is named: %s', (_, change, what) => {
    expect(verifyReceipt(change(receipt))).toEqual({ outcome: 'altered', what });
  });

  it('of the layout alone is called so', () => {
    const once = Buffer.from(JSON.stringify(receipt));
    const windows = Buffer.from(printReceipt(receipt).replaceAll('\n', '\r\n'));
    const twice = Buffer.from(printReceipt(receipt).replace('"number"', '"number": "1",\n  "number"'));
    for (const bytes of [once, windows, twice]) {
      expect(verifyReceiptFile(bytes)).toEqual({ outcome: 'altered', what: ['layout'] });
    }
    expect(verifyReceiptFile(Buffer.concat([Buffer.from('\ufeff'), printed]))).toEqual({
      outcome: 'altered',
      what: ['not_a_receipt'],
    });
  });

  it('of any byte of the file beside it is seen', () => {
    fc.assert(
      fc.property(fc.nat(workbook.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const bytes = Buffer.from(workbook);
        bytes[at] = (workbook[at] ?? 0) ^ by;
        expect(verifyReceipt(receipt, { file: bytes })).toEqual({ outcome: 'altered', what: ['file'] });
      }),
    );
    const typed = receiptOf({ ...facts, file: null }, key);
    expect(verifyReceipt(typed, { file: workbook })).toEqual({ outcome: 'altered', what: ['file'] });
  });
});

describe('a receipt signed again with another key', () => {
  const forged = receiptOf({ ...facts, figures: { planned_count: '99' } }, newKey());

  it('fits in itself, so the fingerprint has to be known', () => {
    expect(verifyReceipt(forged)).toEqual({ outcome: 'genuine' });
    expect(verifyReceipt(forged, { knownKeys: [key.fingerprint] })).toEqual({ outcome: 'altered', what: ['key'] });
    expect(verifyReceipt(forged, { knownKeys: [] })).toEqual({ outcome: 'altered', what: ['key'] });
  });

  it('cannot borrow the fingerprint of the installation', () => {
    const borrowed = { ...forged, signedBy: { ...forged.signedBy, fingerprint: key.fingerprint } };
    expect(verifyReceipt(borrowed, { knownKeys: [key.fingerprint] }).outcome).toBe('altered');
  });
});

describe('a receipt that was replaced', () => {
  const second = receiptOf({ ...facts, number: 'B', supersedes: facts.number, revision: 2 }, key);
  const third = receiptOf({ ...facts, number: 'C', supersedes: 'B', revision: 3 }, key);

  it('is superseded by the number of the newest, and altered goes before', () => {
    expect(successorOf(receipt, [third, second])?.number).toBe('C');
    expect(successorOf(third, [receipt, second])).toBeNull();
    expect(verifyReceipt(receipt, { supersededBy: 'C' })).toEqual({ outcome: 'superseded', by: 'C' });
    expect(verifyReceiptFile(printed, { supersededBy: 'C' })).toEqual({ outcome: 'superseded', by: 'C' });
    expect(verifyReceipt({ ...receipt, period: '2026-Y' }, { supersededBy: 'C' }).outcome).toBe('altered');
  });

  it('is not replaced by a receipt that is forged, of another filing, or older', () => {
    const forged = receiptOf({ ...facts, number: 'F', supersedes: facts.number, revision: 2 }, newKey());
    const other = receiptOf({ ...facts, number: 'O', supersedes: facts.number, revision: 2, filing: 'x' }, key);
    const older = receiptOf({ ...facts, number: 'E', supersedes: facts.number, revision: 1 }, key);
    expect(successorOf(receipt, [forged, other, older, { ...second, form: '04' }, null, 'x'])).toBeNull();
  });
});
