/**
 * A faulty workbook through the doors: it comes back marked, is mended and sent again, and nothing of the marks is left.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isIndexSheet, readWorkbook } from '#lib/workbook';
import { type Client, signIn } from '../support/client.js';
import { faults, faulty, mendedOf, SHEET } from '../support/fifty-faults.js';
import { type ImportAnswer, importOf, sent } from '../support/imports.js';
import { startSystem, type TestSystem } from '../support/system.js';
import { differences, partsOf } from '../unit/workbook-mark/packages.js';

const DUTY = { form: '04', period: '2026-Y', unit: '15' };

let system: TestSystem;
let officer: Client;
let ministry: Client;
let elsewhere: Client;

beforeAll(async () => {
  system = await startSystem();
  officer = await signIn(system, 'department', 'officer', '15');
  ministry = await signIn(system, 'ministry', 'officer');
  elsewhere = await signIn(system, 'enterprise', 'officer');
});
afterAll(async () => await system?.stop());

async function download(
  client: Client,
  answer: ImportAnswer,
): Promise<{ status: number; name: string; bytes: Buffer }> {
  const response = await client.fetch(answer.markedFile?.path ?? `/api/imports/${answer.id}/marked`);
  const name = decodeURIComponent(
    /filename\*=UTF-8''(.*)$/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? '',
  );
  return { status: response.status, name, bytes: Buffer.from(await response.arrayBuffer()) };
}

describe('a form 04 with fifty faults', () => {
  let faultyAnswer: ImportAnswer;
  let marked: Buffer;

  it('comes back with fifty marks and nothing else changed', async () => {
    faultyAnswer = await sent(officer, DUTY, 'biểu 04.xlsx', faulty);
    expect(faultyAnswer).toMatchObject({ percent: 100, outcome: 'REJECTED', filing: null });
    expect(new Set(faultyAnswer.problems.nodes.map((p) => p.cell))).toEqual(new Set(Object.keys(faults)));
    expect(faultyAnswer.markedFile).toMatchObject({ marks: 50, findings: faultyAnswer.problems.totalCount });

    const file = await download(officer, faultyAnswer);
    expect(file).toMatchObject({ status: 200, name: 'biểu 04 - lỗi cần sửa.xlsx' });
    marked = file.bytes;
    expect(String(partsOf(marked).get('xl/comments1.xml')).match(/<comment /g)).toHaveLength(50);
    expect(differences(faulty, marked).changed.sort()).toEqual(
      ['[Content_Types].xml', 'xl/_rels/workbook.xml.rels', 'xl/styles.xml', 'xl/workbook.xml', SHEET].sort(),
    );
    const read = readWorkbook(marked);
    expect(read.ok && read.sheets.filter(isIndexSheet)).toHaveLength(1);
  });

  it('shows the marked file to whoever may open the workbook, and to nobody else', async () => {
    expect((await download(ministry, faultyAnswer)).bytes.equals(marked)).toBe(true);
    expect((await download(elsewhere, faultyAnswer)).status).toBe(404);
    expect((await fetch(`${system.url}/api/imports/${faultyAnswer.id}/marked`)).status).toBe(401);
    expect(await importOf(elsewhere, faultyAnswer.id)).toBeNull();
  });

  it('sent again unchanged is the same import; the marked file as it is has the same faults', async () => {
    expect((await sent(officer, DUTY, 'biểu 04.xlsx', faulty)).id).toBe(faultyAnswer.id);
    const again = await sent(officer, DUTY, 'biểu 04 - lỗi cần sửa.xlsx', marked);
    expect(again.id).not.toBe(faultyAnswer.id);
    expect(again.problems).toEqual(faultyAnswer.problems);
    expect(again.markedFile).toBeNull();
  });

  it('mended and sent again is a draft without problems, and a file without marks', async () => {
    const mended = mendedOf(marked);
    const answer = await sent(officer, DUTY, 'biểu 04 - lỗi cần sửa.xlsx', mended);
    expect(answer).toMatchObject({ state: 'DONE', outcome: 'ACCEPTED', problems: { totalCount: 0 } });
    expect(answer.filing).toMatchObject({ state: 'DRAFT', problems: { totalCount: 0 } });
    expect(answer.markedFile).toMatchObject({ marks: 0, findings: 0, name: 'biểu 04 - không còn đánh dấu.xlsx' });
    const clean = await download(officer, answer);
    expect(partsOf(clean.bytes).has('xl/comments1.xml')).toBe(false);
    const read = readWorkbook(clean.bytes);
    expect(read.ok && read.sheets.some(isIndexSheet)).toBe(false);
  });
});
