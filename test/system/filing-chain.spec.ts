/** The tiers: what is missing from below, what a filing was built on, undo from the top down, and what changed since. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changedSince, childrenOf, figuresOfRevisions, revisionKey } from '#lib/filing';
import type { Database } from '#lib/persistence';
import { type Chain, exampleValues, openChain } from '../support/chain.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { type Desk, openDesk } from '../support/filing-desk.js';
import { addPerson } from '../support/people.js';
import { LAO_CAI, LEAD_COMMUNE, OTHER_COMMUNE, openSeason } from '../support/season.js';

let database: TestDatabase;
let db: Database;
let desk: Desk;
let chain: Chain;
/** Filings of 2026-Y by form. */
const filed = { '01': '', '02': '', '03': '', '04': '' };

beforeAll(async () => {
  database = await createTestDatabase();
  db = await openSeason(database.appUrl);
  desk = await openDesk(db);
  chain = await openChain(db, desk);
});
afterAll(async () => {
  await db?.close();
  await database?.drop();
});

const minutes = (n: number) => desk.clock.moveTo(new Date(desk.clock.now().getTime() + n * 60_000));
const obligation = async (form: string, unit: string) => {
  const sql = `select id from obligation where form = ? and filer_ref = ? and period = '2026-Y'`;
  return (await desk.rows<{ id: string }>(sql, [form, unit]))[0]?.id ?? '';
};
const children = async (by: typeof desk.officer, form: string, unit: string) => {
  const id = await obligation(form, unit);
  const found = (await desk.as(by, (uow) => childrenOf(uow, [id]))).get(id);
  return {
    expected: found?.expected,
    received: found?.received,
    missing: found?.missing.map((c) => `${c.form} ${c.unit} ${c.answer}`),
  };
};
const changes = async (by: typeof desk.officer, id: string) =>
  ((await desk.as(by, (uow) => changedSince(uow, [id]))).get(id) ?? []).map((c) => [c.filingId, c.revision, c.state]);
const lawful = async (id: string) =>
  (await desk.rows(`select 1 from reported_figure where filing_id = ? and superseded_at is null`, [id])).length;

describe('what is missing from below', () => {
  it('is what each tier owes to the next: 01 and 02 to the commune, 02 and 03 to the department', async () => {
    expect(await children(chain.commune, '03', LEAD_COMMUNE)).toEqual({
      expected: 3,
      received: 0,
      missing: ['01 P-1 none', '01 P-2 none', '02 CCN-A none'],
    });
    expect(await children(desk.officer, '04', LAO_CAI)).toEqual({
      expected: 3,
      received: 0,
      // By form, then by the name of the unit.
      missing: ['02 CCN-A none', `03 ${OTHER_COMMUNE} none`, `03 ${LEAD_COMMUNE} none`],
    });
    expect((await children(chain.enterprise, '01', 'P-1')).expected).toBe(0);
  });

  it('a draft or a returned filing is missing, a submitted one has arrived', async () => {
    filed['01'] = await chain.draft(chain.enterprise, '01', 'P-1');
    expect((await children(chain.commune, '03', LEAD_COMMUNE)).missing).toContain('01 P-1 draft');
    await chain.submit(chain.enterprise, filed['01']);
    expect(await children(chain.commune, '03', LEAD_COMMUNE)).toMatchObject({ received: 1 });
    await chain.giveBack(chain.commune, filed['01'], 'Xem lại doanh thu.');
    expect((await children(chain.commune, '03', LEAD_COMMUNE)).missing).toContain('01 P-1 returned');
    await chain.draft(chain.enterprise, '01', 'P-1');
    await chain.submit(chain.enterprise, filed['01']);
    await chain.accept(chain.commune, filed['01']);
    filed['02'] = await chain.draft(chain.investor, '02', 'CCN-A');
    await chain.submit(chain.investor, filed['02']);
    await chain.accept(chain.commune, filed['02']);
  });

  it('needs a reason, which is kept and seen above', async () => {
    filed['03'] = await chain.draft(chain.commune, '03', LEAD_COMMUNE);
    await expect(chain.submit(chain.communeHead, filed['03'])).rejects.toMatchObject({
      code: 'MISSING_CHILDREN_REASON',
      path: 'reason',
      message: expect.stringContaining('còn thiếu 1 báo cáo cấp dưới: Biểu 01 Doanh nghiệp P-2'),
    });
    await expect(chain.submit(chain.communeHead, filed['03'], '  ')).rejects.toMatchObject({
      code: 'MISSING_CHILDREN_REASON',
    });
    minutes(10);
    await chain.submit(chain.communeHead, filed['03'], 'P-2 chưa hoạt động.');
    const { missingReason, missingThen } = await chain.view(filed['03']);
    expect({ missingReason, missingThen }).toEqual({
      missingReason: 'P-2 chưa hoạt động.',
      missingThen: [{ form: '01', unit: 'P-2', unitName: expect.stringContaining('P-2') }],
    });
    expect(
      await desk.rows(`select reason from filing_transition where filing_id = ? and to_state = 'submitted'`, [
        filed['03'],
      ]),
    ).toEqual([{ reason: 'P-2 chưa hoạt động.' }]);
  });

  it('an exempt or closed duty is not missing', async () => {
    const id = await obligation('01', 'P-2');
    await desk.rows(`update obligation set state = 'exempt', state_reason = 'thử' where id = ?`, [id]);
    expect(await children(chain.commune, '03', LEAD_COMMUNE)).toEqual({ expected: 2, received: 2, missing: [] });
    await desk.rows(`update obligation set state = 'open', state_reason = null where id = ?`, [id]);
  });
});

describe('undo', () => {
  it('goes from the top down: what a standing filing above was built on is not taken back', async () => {
    minutes(10);
    await expect(chain.reopen(chain.commune, filed['01'], 'Sai.')).rejects.toMatchObject({
      code: 'UNDO_ABOVE_FIRST',
      message: expect.stringContaining('Biểu 03'),
    });
    await chain.accept(desk.officer, filed['03']);
    await expect(chain.reopen(chain.commune, filed['01'], 'Sai.')).rejects.toMatchObject({ code: 'UNDO_ABOVE_FIRST' });
    filed['04'] = await chain.draft(desk.officer, '04', LAO_CAI);
    await chain.submit(desk.approver, filed['04'], 'Còn một xã chưa gửi.');
    await expect(chain.reopen(desk.officer, filed['03'], 'Sai.')).rejects.toMatchObject({
      code: 'UNDO_ABOVE_FIRST',
      message: expect.stringContaining('Biểu 04'),
    });
    // The commune does not see form 04 of the province, and still learns that its form 02 went into it.
    await expect(chain.reopen(chain.commune, filed['02'], 'Sai.')).rejects.toMatchObject({
      code: 'UNDO_ABOVE_FIRST',
      message: expect.stringMatching(/Biểu 03.*Biểu 04/),
    });
  });

  it('is for the office that accepted, with a reason', async () => {
    const state = (id: string) =>
      desk.rows('select state from filing_revision where filing_id = ? order by revision desc', [id]);
    const before = await state(filed['02']);
    await expect(chain.reopen(desk.officer, filed['02'], 'Sai.')).rejects.toMatchObject({ code: 'NOT_DECIDER' });
    await expect(chain.reopen(desk.ministry, filed['03'], 'Sai.')).rejects.toMatchObject({ code: 'NOT_RECEIVER' });
    await expect(chain.reopen(chain.enterprise, filed['01'], 'Sai.')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(chain.reopen(desk.ministry, filed['04'], 'Sai.')).rejects.toMatchObject({ code: 'NOT_ACCEPTED' });
    await expect(chain.reopen(desk.officer, filed['03'], ' ')).rejects.toMatchObject({ code: 'REASON_REQUIRED' });
    expect(await state(filed['02'])).toEqual(before);
    const neighbour = await addPerson(
      db,
      { kind: 'commune', provinceCode: LAO_CAI, communeCode: OTHER_COMMUNE },
      'officer',
    );
    await expect(chain.reopen(neighbour, filed['02'], 'Sai.')).rejects.toMatchObject({ code: 'FILING_UNKNOWN' });
  });

  it('tier by tier: after the one above is returned the one below opens, and its figures are no longer the lawful ones', async () => {
    minutes(10);
    await chain.giveBack(desk.ministry, filed['04'], 'Sở kiểm tra lại Biểu 03.');
    expect(await lawful(filed['03'])).toBe(35);
    await chain.reopen(desk.officer, filed['03'], 'Xã lập lại.');
    expect(await chain.view(filed['03'])).toMatchObject({ state: 'returned', decisionReason: 'Xã lập lại.' });
    expect(await lawful(filed['03'])).toBe(0);
    await chain.reopen(chain.commune, filed['01'], 'Nhầm kỳ.');
    expect(await chain.view(filed['01'])).toMatchObject({ state: 'returned' });
    await expect(chain.reopen(chain.commune, filed['01'], 'Nhầm kỳ.')).rejects.toMatchObject({
      code: 'ALREADY_DECIDED',
    });
  });

  it('and up again: each is sent and accepted anew', async () => {
    minutes(10);
    await chain.draft(chain.enterprise, '01', 'P-1', exampleValues('01', { project_labour: '66' }));
    await chain.submit(chain.enterprise, filed['01']);
    await chain.accept(chain.commune, filed['01']);
    await chain.draft(chain.commune, '03', LEAD_COMMUNE);
    await chain.submit(chain.communeHead, filed['03'], 'P-2 chưa hoạt động.');
    await chain.accept(desk.officer, filed['03']);
    await chain.draft(desk.officer, '04', LAO_CAI);
    await chain.submit(desk.approver, filed['04'], 'Còn một xã chưa gửi.');
    await chain.accept(desk.ministry, filed['04']);
    expect(await lawful(filed['01'])).toBe(4);
    expect(await chain.view(filed['04'])).toMatchObject({ state: 'accepted', revision: 2 });
    expect(await changes(desk.ministry, filed['04'])).toEqual([]);
    expect(await changes(desk.officer, filed['03'])).toEqual([]);
  });
});

describe('an amendment after acceptance', () => {
  it('needs a reason', async () => {
    await expect(chain.amend(chain.enterprise, filed['01'], null)).rejects.toMatchObject({ code: 'REASON_REQUIRED' });
    expect(await chain.view(filed['01'])).toMatchObject({ state: 'accepted', revision: 3 });
  });

  it('marks what was consolidated from it as changed since, once it is accepted', async () => {
    minutes(10);
    await chain.amend(chain.enterprise, filed['01'], 'Tính thiếu một phân xưởng.');
    await chain.draft(chain.enterprise, '01', 'P-1', exampleValues('01', { project_labour: '80' }));
    await chain.submit(chain.enterprise, filed['01']);
    expect(await changes(desk.officer, filed['03'])).toEqual([]);
    minutes(10);
    await chain.accept(chain.commune, filed['01']);
    const { revision } = await chain.view(filed['01']);
    expect(await changes(desk.officer, filed['03'])).toEqual([[filed['01'], revision, 'accepted']]);
    const [change] = (await desk.as(chain.commune, (uow) => changedSince(uow, [filed['03']]))).get(filed['03']) ?? [];
    expect(change?.at).toEqual(desk.clock.now());
    // Form 01 does not go into form 04.
    expect(await changes(desk.ministry, filed['04'])).toEqual([]);
  });

  it('a filing from below accepted only after the one above was sent counts as a change as well', async () => {
    const other = await addPerson(
      db,
      { kind: 'commune', provinceCode: LAO_CAI, communeCode: OTHER_COMMUNE },
      'officer',
    );
    minutes(10);
    const late = await chain.draft(other, '03', OTHER_COMMUNE);
    await chain.submit(other, late);
    expect(await changes(desk.ministry, filed['04'])).toEqual([]);
    await chain.accept(desk.officer, late);
    expect(await changes(desk.ministry, filed['04'])).toEqual([[late, 1, 'accepted']]);
  });

  it('keeps the old revision readable', async () => {
    const { revision } = await chain.view(filed['01']);
    const keys = [revision - 1, revision].map((n) => revisionKey(filed['01'], n));
    const figures = await desk.as(chain.commune, (uow) => figuresOfRevisions(uow, keys));
    const labour = keys.map((key) => figures.get(key)?.find((f) => f.key === 'project_labour')?.value);
    expect(labour).toEqual(['66', '80']);
  });
});
