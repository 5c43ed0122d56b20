import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  fingerprintOfPem,
  installationFingerprint,
  KEY_FILE,
  loadOrCreateInstallationKey,
  PUBLIC_KEY_FILE,
} from './installation-key.js';
import { type ReceiptFacts, receiptOf } from './receipt.js';
import { notedSuccessors, noteSuperseded } from './superseded-notes.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'receipt-key-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("the installation's key", () => {
  it('is made once, for its owner alone, and found again', async () => {
    const inside = join(folder, 'data');
    const made = await loadOrCreateInstallationKey(inside);
    expect(statSync(join(inside, KEY_FILE)).mode & 0o777).toBe(0o600);
    expect(readdirSync(inside).sort()).toEqual([KEY_FILE, PUBLIC_KEY_FILE]);
    const again = await loadOrCreateInstallationKey(inside);
    expect([again.publicKey, again.fingerprint]).toEqual([made.publicKey, made.fingerprint]);
    expect(made.fingerprint).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is one, however many processes ask at once', async () => {
    const keys = await Promise.all(Array.from({ length: 8 }, () => loadOrCreateInstallationKey(folder)));
    expect(new Set(keys.map((k) => k.fingerprint)).size).toBe(1);
    expect(readdirSync(folder).sort()).toEqual([KEY_FILE, PUBLIC_KEY_FILE]);
  });

  it('has a public half beside it that tells its fingerprint, and is put back when lost', async () => {
    expect(await installationFingerprint(folder)).toBeNull();
    const { fingerprint } = await loadOrCreateInstallationKey(folder);
    expect(await installationFingerprint(folder)).toBe(fingerprint);
    const pem = readFileSync(join(folder, PUBLIC_KEY_FILE), 'utf8');
    expect(pem).toContain('PUBLIC KEY');
    expect(fingerprintOfPem(pem)).toBe(fingerprint);
    expect(fingerprintOfPem('no key')).toBeNull();
    rmSync(join(folder, PUBLIC_KEY_FILE));
    await loadOrCreateInstallationKey(folder);
    expect(existsSync(join(folder, PUBLIC_KEY_FILE))).toBe(true);
  });

  it('is never replaced silently when its file is broken', async () => {
    writeFileSync(join(folder, KEY_FILE), '', { mode: 0o600 });
    await expect(loadOrCreateInstallationKey(folder)).rejects.toMatchObject({ code: 'RECEIPT_KEY_BROKEN' });
    expect(readFileSync(join(folder, KEY_FILE), 'utf8')).toBe('');
  });

  it('is refused while others can read it', async () => {
    await loadOrCreateInstallationKey(folder);
    chmodSync(join(folder, KEY_FILE), 0o640);
    await expect(loadOrCreateInstallationKey(folder)).rejects.toMatchObject({ code: 'RECEIPT_KEY_EXPOSED' });
  });
});

describe('notes of superseded receipts', () => {
  const facts: ReceiptFacts = {
    number: '2026-H1/03/02647/000123',
    supersedes: null,
    filing: 'f',
    revision: 1,
    form: '03',
    period: '2026-H1',
    definitionId: 'form-03@2025-07-01',
    filer: { kind: 'commune', ref: '02647', name: 'Xã Bảo Hà' },
    submittedAt: new Date('2026-06-19T10:00:00+07:00'),
    figures: {},
    notes: {},
    file: null,
  };

  it('lead from a receipt to all that followed it', async () => {
    const key = await loadOrCreateInstallationKey(folder);
    const first = receiptOf(facts, key);
    const second = receiptOf(
      { ...facts, number: '2026-H1/03/02647/000200', supersedes: first.number, revision: 2 },
      key,
    );
    const third = receiptOf({ ...facts, number: 'C', supersedes: second.number, revision: 3 }, key);
    await noteSuperseded(folder, first);
    expect(await notedSuccessors(folder, first)).toEqual([]);
    for (const newer of [second, third, second]) await noteSuperseded(folder, newer);
    expect(await notedSuccessors(folder, first)).toEqual([second, third]);
    expect(await notedSuccessors(folder, third)).toEqual([]);
    expect(readdirSync(join(folder, 'receipts/superseded')).sort()).toEqual([
      '2026-H1%2F03%2F02647%2F000123.json',
      '2026-H1%2F03%2F02647%2F000200.json',
    ]);
  });

  it('in a ring do not lead round for ever', async () => {
    const key = await loadOrCreateInstallationKey(folder);
    const a = receiptOf({ ...facts, number: 'A', supersedes: 'B', revision: 2 }, key);
    const b = receiptOf({ ...facts, number: 'B', supersedes: 'A', revision: 2 }, key);
    await noteSuperseded(folder, a);
    await noteSuperseded(folder, b);
    expect(await notedSuccessors(folder, a)).toEqual([]);
  });
});
