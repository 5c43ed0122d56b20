import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  type InstallationKey,
  loadOrCreateInstallationKey,
  noteSuperseded,
  PUBLIC_KEY_FILE,
  printReceipt,
  type ReceiptFacts,
  receiptOf,
} from '#lib/filing';
import { Misuse } from '../misuse.js';
import { register } from './verify-receipt.js';

const folder = mkdtempSync(join(tmpdir(), 'verify-receipt-'));
const at = (name: string) => join(folder, name);
/** SHA-256 of "workbook". */
const WORKBOOK = '244f4e42fb0ee32cd4231096cf91c1b36662e3becc5b5b1deab885bd1a624c18';
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
  figures: { planned_count: '3' },
  notes: {},
  file: { name: 'bieu-03.xlsx', sha256: WORKBOOK },
};
let key: InstallationKey;

/** Runs the command: what it printed and its exit code. */
async function run(...args: string[]): Promise<{ out: string; code: number }> {
  const written: string[] = [];
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  process.exitCode = 0;
  try {
    const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
    register(program);
    await program.parseAsync(['verify-receipt', ...args], { from: 'user' });
    return { out: written.join(''), code: Number(process.exitCode) };
  } finally {
    spy.mockRestore();
    process.exitCode = 0;
  }
}

beforeAll(async () => {
  vi.stubEnv('CCN_DATA', at('data'));
  key = await loadOrCreateInstallationKey(at('data'));
  writeFileSync(at('receipt.json'), printReceipt(receiptOf(facts, key)));
  writeFileSync(at('workbook.xlsx'), 'workbook');
});
afterEach(() => rmSync(at('data/receipts'), { recursive: true, force: true }));
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

describe('verify-receipt', () => {
  it('answers genuine, with the file and without', async () => {
    const alone = await run(at('receipt.json'));
    expect(alone.code).toBe(0);
    expect(alone.out).toContain('HỢP LỆ (genuine): giấy biên nhận 2026-H1/03/02647/000123');
    expect(alone.out).toContain('bieu-03.xlsx, chưa đối chiếu');
    const both = await run(at('receipt.json'), at('workbook.xlsx'), '--json');
    expect(both.code).toBe(0);
    expect(JSON.parse(both.out)).toEqual({
      result: 'genuine',
      altered: [],
      supersededBy: null,
      number: '2026-H1/03/02647/000123',
      fingerprint: key.fingerprint,
      keyKnown: true,
      fileChecked: true,
    });
  });

  it('answers altered for a changed receipt, a changed file and a file that is no receipt', async () => {
    writeFileSync(at('changed.json'), printReceipt(receiptOf(facts, key)).replace('"3"', '"4"'));
    const receipt = await run(at('changed.json'));
    expect([receipt.code, receipt.out.includes('ĐÃ BỊ THAY ĐỔI (altered)')]).toEqual([1, true]);
    writeFileSync(at('other.xlsx'), 'workbooK');
    const file = await run(at('receipt.json'), at('other.xlsx'), '--json');
    expect([file.code, JSON.parse(file.out).altered]).toEqual([1, ['file']]);
    const none = await run(at('workbook.xlsx'), '--json');
    expect([none.code, JSON.parse(none.out).altered]).toEqual([1, ['not_a_receipt']]);
  });

  it('answers superseded by its number, from the notes of the installation or from receipts at hand', async () => {
    const newer = receiptOf(
      { ...facts, number: '2026-H1/03/02647/000200', supersedes: facts.number, revision: 2 },
      key,
    );
    writeFileSync(at('newer.json'), printReceipt(newer));
    const given = await run(at('receipt.json'), '--newer', at('newer.json'), '--json');
    expect([given.code, JSON.parse(given.out).supersededBy]).toEqual([1, '2026-H1/03/02647/000200']);
    await noteSuperseded(at('data'), newer);
    const noted = await run(at('receipt.json'));
    expect(noted.code).toBe(1);
    expect(noted.out).toContain('superseded by 2026-H1/03/02647/000200');
    expect((await run(at('newer.json'))).code).toBe(0);
  });

  it('tells a receipt of another installation, and condemns it only by a key that was named', async () => {
    const other = await loadOrCreateInstallationKey(at('elsewhere'));
    writeFileSync(at('foreign.json'), printReceipt(receiptOf(facts, other)));
    const foreign = await run(at('foreign.json'));
    expect([foreign.code, foreign.out.includes('KHÁC khóa của hệ thống trên máy này')]).toEqual([0, true]);
    expect((await run(at('foreign.json'), '--key', at(`elsewhere/${PUBLIC_KEY_FILE}`))).code).toBe(0);
    expect((await run(at('foreign.json'), '--key', other.fingerprint.toUpperCase())).code).toBe(0);
    const wrong = await run(at('foreign.json'), '--key', key.fingerprint, '--json');
    expect([wrong.code, JSON.parse(wrong.out).altered]).toEqual([1, ['key']]);
  });

  it('called wrongly says what to do', async () => {
    await expect(run(at('missing.json'))).rejects.toThrow(Misuse);
    await expect(run(folder)).rejects.toThrow(/thư mục/);
    await expect(run(at('receipt.json'), at('missing.xlsx'))).rejects.toThrow(Misuse);
    await expect(run(at('receipt.json'), '--key', at('workbook.xlsx'))).rejects.toThrow(/Ed25519/);
    const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ type: 'spki', format: 'pem' });
    writeFileSync(at('rsa.pem'), rsa);
    await expect(run(at('receipt.json'), '--key', at('rsa.pem'))).rejects.toThrow(/Ed25519/);
    await expect(run()).rejects.toMatchObject({ code: 'commander.missingArgument' });
  });
});
