/** Receipts of real submissions: kept byte for byte, verified offline, altered by one byte, superseded by the next. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  installationFingerprint,
  ReceiptNotes,
  readReceipt,
  readReceiptBytes,
  receiptByNumber,
  receiptStanding,
  revisionsOf,
} from '#lib/filing';
import type { Database } from '#lib/persistence';
import { type Chain, exampleValues, openChain } from '../support/chain.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { type Desk, exampleBytes, openDesk } from '../support/filing-desk.js';
import { openSeason } from '../support/season.js';
import { runCcn } from '../support/system.js';

let database: TestDatabase;
let db: Database;
let desk: Desk;
let chain: Chain;
let filing: string;
/** Receipt numbers by revision. */
const numbers: string[] = [];
const workbook = exampleBytes('ok-form-04.xlsx');
const WITHOUT_ALL = 'Chưa đủ báo cáo cấp dưới.';

beforeAll(async () => {
  database = await createTestDatabase();
  db = await openSeason(database.appUrl);
  desk = await openDesk(db);
  chain = await openChain(db, desk);
  const id = await desk.upload(workbook);
  await desk.processor.process(id);
  filing = (await desk.as(desk.officer, (uow) => desk.imports.status(uow, id))).filingId ?? '';
  await chain.submit(desk.approver, filing, WITHOUT_ALL);
  numbers[1] = (await chain.view(filing)).receiptNumber ?? '';
});
afterAll(async () => {
  await db?.close();
  await database?.drop();
});

const bytesOf = (number: string) => desk.as(desk.officer, (uow) => readReceiptBytes(uow, number));
/** `ccn verify-receipt` with nothing but files: no database, no network. */
async function verify(receipt: Uint8Array, file?: Uint8Array) {
  const path = join(desk.dataFolder, 'receipt.json');
  writeFileSync(path, receipt);
  const files = [path];
  if (file !== undefined) {
    files.push(join(desk.dataFolder, 'file.xlsx'));
    writeFileSync(files[1] ?? '', file);
  }
  const { code, stdout, stderr } = await runCcn(['verify-receipt', ...files, '--json'], {
    PATH: process.env['PATH'] ?? '',
    CCN_DATA: desk.dataFolder,
  });
  if (stdout === '') throw new Error(stderr);
  return { code, ...(JSON.parse(stdout) as { result: string; altered: string[]; supersededBy: string | null }) };
}

describe('the receipt of a submission', () => {
  it('says what was filed, by whom and when, from which file, signed with the key of the installation', async () => {
    const receipt = readReceipt(await bytesOf(numbers[1] ?? ''));
    expect(receipt).toMatchObject({
      number: numbers[1],
      supersedes: null,
      filing,
      revision: 1,
      form: '04',
      period: '2026-Y',
      definitionId: 'form-04@2025-07-01',
      filer: { kind: 'province', ref: '15' },
      submittedAt: '2026-12-10T09:00:00+07:00',
      file: { name: 'bieu-04.xlsx' },
      notes: { planned_count: expect.stringContaining('525/QĐ-UBND') },
    });
    expect(receipt?.figures).toEqual(exampleValues('04'));
    expect(receipt?.signedBy.fingerprint).toBe(await installationFingerprint(desk.dataFolder));
  });

  it('is verified offline, with the original file', async () => {
    const bytes = await bytesOf(numbers[1] ?? '');
    expect(await verify(bytes, workbook)).toMatchObject({
      code: 0,
      result: 'genuine',
      fileChecked: true,
      keyKnown: true,
    });
    expect(await verify(bytes, exampleBytes('ok-form-03.xlsx'))).toMatchObject({
      result: 'altered',
      altered: ['file'],
    });
  });

  it('is altered when one byte is, wherever', async () => {
    const bytes = await bytesOf(numbers[1] ?? '');
    for (const part of [0.01, 0.2, 0.5, 0.8, 0.999]) {
      const changed = Buffer.from(bytes);
      const at = Math.floor(bytes.length * part);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(await verify(changed), `byte ${at} of ${bytes.length}`).toMatchObject({ code: 1, result: 'altered' });
    }
  });

  it('is seen by filer and receiver and nobody else', async () => {
    const peek = (by: typeof desk.officer) => desk.as(by, (uow) => readReceiptBytes(uow, numbers[1] ?? ''));
    expect((await peek(desk.ministry)).equals(await bytesOf(numbers[1] ?? ''))).toBe(true);
    await expect(peek(chain.commune)).rejects.toMatchObject({ code: 'RECEIPT_UNKNOWN' });
  });

  it('is kept as it was handed out, even from the system’s own hand', async () => {
    for (const sql of [
      `update filing_receipt set body = '\\x00'`,
      `update filing_receipt set supersedes = null, sha256 = repeat('0', 64)`,
    ])
      await expect(desk.rows(sql), sql).rejects.toThrow(/kept as they were/);
    await expect(desk.rows('delete from filing_receipt')).rejects.toThrow(/permission denied/);
  });

  it('exists exactly when the submission does: both are in one transaction', async () => {
    const id = await chain.draft(chain.investor, '02', 'CCN-A');
    const { version } = await chain.view(id);
    await expect(
      desk.as(chain.investor, async (uow) => {
        await desk.filings.submit(uow, chain.investor, { filingId: id, version });
        throw new Error('the api dies before its commit');
      }),
    ).rejects.toThrow('the api dies');
    expect(await desk.rows('select number from filing_receipt where filing_id = ?', [id])).toEqual([]);
    expect(await chain.view(id)).toMatchObject({ state: 'draft', receiptNumber: null });
  });
});

describe('an amended filing', () => {
  const notes = () => new ReceiptNotes({ db, folder: desk.dataFolder });

  beforeAll(async () => {
    await chain.accept(desk.ministry, filing);
    await expect(chain.amend(desk.officer, filing, ' ')).rejects.toMatchObject({ code: 'REASON_REQUIRED' });
    await chain.amend(desk.officer, filing, 'Quyết định mới của UBND tỉnh.');
    await chain.draft(desk.officer, '04', '15', exampleValues('04', { planned_area: '2930.5' }));
    await chain.submit(desk.approver, filing, WITHOUT_ALL);
    numbers[2] = (await chain.view(filing)).receiptNumber ?? '';
  });

  it('has a receipt that says what it supersedes, and no file where it was typed', async () => {
    expect(readReceipt(await bytesOf(numbers[2] ?? ''))).toMatchObject({
      number: numbers[2],
      supersedes: numbers[1],
      revision: 2,
      file: null,
    });
    const first = await desk.as(desk.officer, (uow) => receiptByNumber(uow, numbers[1] ?? ''));
    expect(first).toMatchObject({ supersedes: null, supersededBy: numbers[2] });
  });

  it('makes the first receipt superseded by its number, offline', async () => {
    expect(await notes().keep(filing)).toBe(1);
    expect(await notes().keep(filing)).toBe(0);
    expect(await verify(await bytesOf(numbers[1] ?? ''))).toMatchObject({
      code: 1,
      result: 'superseded',
      supersededBy: numbers[2],
    });
    expect(await verify(await bytesOf(numbers[2] ?? ''))).toMatchObject({ code: 0, result: 'genuine' });
  });

  it('a note that was lost is written again from the rows', async () => {
    rmSync(join(desk.dataFolder, 'receipts'), { recursive: true });
    expect(await verify(await bytesOf(numbers[1] ?? ''))).toMatchObject({ result: 'genuine' });
    expect(await notes().keep(filing)).toBe(1);
    expect(await verify(await bytesOf(numbers[1] ?? ''))).toMatchObject({ result: 'superseded' });
  });

  it('is told to whoever holds number and hash, and nothing to anybody else', async () => {
    const hash = async (n: number) => readReceipt(await bytesOf(numbers[n] ?? ''))?.sha256 ?? '';
    const [first, second] = [await hash(1), await hash(2)];
    expect(await receiptStanding(db, numbers[2] ?? '', second)).toEqual({ result: 'genuine', supersededBy: null });
    expect(await receiptStanding(db, numbers[1] ?? '', first)).toEqual({
      result: 'superseded',
      supersededBy: numbers[2],
    });
    const unknown = { result: 'unknown', supersededBy: null };
    expect(await receiptStanding(db, numbers[1] ?? '', second)).toEqual(unknown);
    expect(await receiptStanding(db, '2026-Y/04/15/999999', first)).toEqual(unknown);
  });

  it('follows a chain of receipts to its end', async () => {
    await chain.giveBack(desk.ministry, filing, 'Kiểm tra lại.');
    await chain.draft(desk.officer, '04', '15', exampleValues('04', { planned_area: '2931' }));
    await chain.submit(desk.approver, filing, WITHOUT_ALL);
    numbers[3] = (await chain.view(filing)).receiptNumber ?? '';
    await notes().keep(filing);
    for (const n of [1, 2])
      expect(await verify(await bytesOf(numbers[n] ?? ''))).toMatchObject({
        result: 'superseded',
        supersededBy: numbers[3],
      });
    const revisions = (await desk.as(desk.officer, (uow) => revisionsOf(uow, [filing]))).get(filing) ?? [];
    expect(revisions.map((r) => r.receiptNumber)).toEqual([numbers[3], numbers[2], numbers[1]]);
    expect(new Set(numbers.filter(Boolean)).size).toBe(3);
  });
});
