/** An import whose worker fails, dies or is doubled, step by step. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '#lib/persistence';
import { checkWorkbook } from '#lib/workbook';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { type Desk, exampleBytes, openDesk } from '../support/filing-desk.js';
import { openSeason } from '../support/season.js';

const good = exampleBytes('ok-form-04.xlsx');
const bad = exampleBytes('not-ok-form-04-wrong-total.xlsx');

let database: TestDatabase;
let db: Database;
let desk: Desk;
/** How many of the next readings fail. */
let failing = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  db = await openSeason(database.appUrl);
  desk = await openDesk(db, (bytes, options) => {
    if (failing-- > 0) return Promise.reject(new Error('the disk is gone'));
    return checkWorkbook(bytes, options);
  });
});
afterAll(async () => {
  await db?.close();
  await database?.drop();
});
beforeEach(() => {
  failing = 0;
});

describe('an import that meets trouble', () => {
  it('is filed once when three workers take it at the same time', async () => {
    const id = await desk.upload(good);
    const results = await Promise.all([1, 2, 3].map(() => desk.processor.process(id)));
    expect(results.filter(Boolean)).toHaveLength(1);
    expect(await desk.rows('select revision, version from filing_revision')).toEqual([{ revision: 1, version: 1 }]);
  });

  it('is given back after a failure of ours and succeeds the next time', async () => {
    const id = await desk.upload(bad);
    const now = async () => await desk.rows('select state, attempts from workbook_import where id = ?', [id]);
    failing = 1;
    await expect(desk.processor.process(id)).rejects.toThrow('the disk is gone');
    expect(await now()).toEqual([{ state: 'queued', attempts: 1 }]);
    expect(await desk.processor.process(id)).toBe(true);
    expect(await now()).toEqual([{ state: 'done', attempts: 2 }]);
  });

  it('leaves no trace of a worker that lost its lease', async () => {
    const id = await desk.upload(exampleBytes('ok-form-04.xlsx').subarray(0, 4000));
    let taken = 0;
    const slow = desk.processorWith(async (bytes, options) => {
      taken += 1;
      // Meanwhile the sweep believed this worker dead and gave the import to another, which finished it.
      await desk.rows(`update workbook_import set lease_until = clock_timestamp() - interval '1 s' where id = ?`, [id]);
      expect(await desk.processor.process(id)).toBe(true);
      return await checkWorkbook(bytes, options);
    });
    await slow.process(id);
    expect(taken).toBe(1);
    expect(await desk.rows('select state, attempts from workbook_import where id = ?', [id])).toEqual([
      { state: 'done', attempts: 2 },
    ]);
  });

  it('is said to have failed after five attempts', async () => {
    const id = await desk.upload(exampleBytes('not-ok-form-03-negative-area.xlsx'));
    failing = 5;
    for (let i = 0; i < 5; i++) await expect(desk.processor.process(id)).rejects.toThrow();
    const row = await desk.as(desk.officer, (uow) => desk.imports.status(uow, id));
    expect(row).toMatchObject({ state: 'failed', errorCode: 'IMPORT_FAILED' });
    expect(await desk.processor.process(id)).toBe(false);
  });
});
