/** Doubts about figures: asked beside the unit's history, closed by a reason before the form goes, not asked again. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type AcceptedFigure, deriveForm, noteOf } from '#lib/consolidation';
import { problemsOfMany } from '#lib/filing';
import type { Database } from '#lib/persistence';
import { registerSnapshot } from '#lib/register';
import { writeForm } from '#lib/workbook';
import { type Chain, exampleValues, openChain, typed } from '../support/chain.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { type Desk, law, openDesk } from '../support/filing-desk.js';
import { openSeason } from '../support/season.js';

let database: TestDatabase;
let db: Database;
let desk: Desk;
let chain: Chain;

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

const UNIT = 'CCN-A';
const save = async (period: string, change: Record<string, string>, version: number | null = null) =>
  await desk.as(chain.investor, (uow) =>
    desk.filings.saveDraft(uow, chain.investor, {
      form: '02',
      period,
      unit: UNIT,
      figures: typed(exampleValues('02', change)),
      version,
    }),
  );
const found = async (id: string) => {
  const problems = await desk.as(chain.investor, (uow) => problemsOfMany(uow, [id]));
  return (problems.get(id) ?? []).flatMap((p) => (p.needsReason ? [[p.code, p.key, p.closing?.text ?? null]] : []));
};
const close = async (filingId: string, code: string, key: string, text: string, reason = 'CHECKED_CORRECT') => {
  const { version } = await chain.view(filingId);
  const input = { filingId, version, code, key, reason, text };
  return await desk.as(chain.investor, (uow) => desk.filings.closeDoubt(uow, chain.investor, input));
};

const OVER = { industrial_land_infra_ready: '20', industrial_land_leased: '21.5', infra_paid_cumulative: '120' };
let half: string;
let year: string;

it('a doubt keeps the form back until a reason of the list and words close it', async () => {
  desk.clock.moveTo(new Date('2026-06-10T09:00:00+07:00'));
  half = (await save('2026-H1', OVER)).filingId;
  expect(await found(half)).toEqual([['F02_MAX_4', 'industrial_land_leased', null]]);
  await expect(chain.submit(chain.investor, half)).rejects.toMatchObject({ code: 'DOUBTS_OPEN' });
  const refused = (...args: [string, string, string, string?]) => close(half, ...args);
  await expect(refused('F02_MAX_4', 'projects_total', 'đã đối chiếu')).rejects.toMatchObject({ code: 'DOUBT_UNKNOWN' });
  await expect(refused('F02_MAX_4', 'industrial_land_leased', ' vì ')).rejects.toMatchObject({
    code: 'CLOSING_TEXT_SHORT',
  });
  await expect(refused('F02_MAX_4', 'industrial_land_leased', 'đã đối chiếu', 'WHY')).rejects.toMatchObject({
    code: 'CLOSING_REASON_UNKNOWN',
  });
  await close(half, 'F02_MAX_4', 'industrial_land_leased', 'cho thuê trước khi xong hạ tầng');
  expect(await found(half)).toEqual([['F02_MAX_4', 'industrial_land_leased', 'cho thuê trước khi xong hạ tầng']]);
  await chain.submit(chain.investor, half);
  await expect(close(half, 'F02_MAX_4', 'industrial_land_leased', 'thêm lời nữa')).rejects.toMatchObject({
    code: 'ALREADY_SUBMITTED',
  });
  await chain.accept(chain.commune, half);
});

it('the same doubt is not asked again in the year, a larger one is; history asks of its own', async () => {
  desk.clock.moveTo(new Date('2026-12-10T09:00:00+07:00'));
  const same = await save('2026-Y', { ...OVER, infra_paid_cumulative: '119' });
  year = same.filingId;
  expect(await found(year)).toEqual([
    ['F02_MAX_4', 'industrial_land_leased', 'cho thuê trước khi xong hạ tầng'],
    ['CUMULATIVE_FELL', 'infra_paid_cumulative', null],
  ]);
  await save('2026-Y', { ...OVER, industrial_land_leased: '22' }, same.version);
  expect(await found(year)).toEqual([['F02_MAX_4', 'industrial_land_leased', null]]);
});

it('a workbook is compared with the same history', async () => {
  const definition = law.definitionFor('02', '2026-Y');
  if (definition === null) throw new Error('no form 02');
  const values = exampleValues('02', { ...OVER, infra_paid_cumulative: '100' });
  const bytes = await writeForm({ definition, period: '2026-Y', unitName: 'Cụm công nghiệp A', values });
  const id = await desk.upload(bytes, { by: chain.investor, form: '02', unit: UNIT });
  await desk.processor.process(id);
  const { outcome } = await desk.as(chain.investor, (uow) => desk.imports.status(uow, id));
  expect(outcome).toBe('accepted_with_warnings');
  expect(await found(year)).toEqual([
    ['F02_MAX_4', 'industrial_land_leased', 'cho thuê trước khi xong hạ tầng'],
    ['CUMULATIVE_FELL', 'infra_paid_cumulative', null],
  ]);
});

it('the reason prints in the exported form of the unit above', async () => {
  const accepted: AcceptedFigure = {
    form: '04',
    period: '2026-Y',
    filerRef: '15',
    filerName: 'Lào Cai',
    key: 'planned_count',
    value: '54',
    filingId: 'f',
    revision: 1,
    definitionId: 'form-04@2025-07-01',
    file: null,
    sheet: null,
    cell: null,
    acceptedOn: null,
    provinceCode: '15',
    communeCode: null,
    clusterId: null,
    projectId: null,
    closings: [{ reason: 'REAL_CHANGE', text: 'quy hoạch mới' }],
  };
  const [definition, window] = [law.definitionFor('04', '2026-Y'), law.dataWindow('2026-Y')];
  if (definition === null || window === null) throw new Error('no form 04');
  const snapshot = await desk.as(desk.ministry, (uow) =>
    registerSnapshot(uow, { scope: { level: 'province', code: '99' }, asOf: window.to }),
  );
  const about = { definition, unit: '15', unitName: 'Lào Cai', period: '2026-Y', window, snapshot };
  const form = deriveForm({ ...about, accepted: [accepted], obligations: [], covered: false });
  const figure = form.figures.find((f) => f.key === 'planned_count');
  expect(figure && noteOf(figure)).toBe('Thay đổi thực tế trong kỳ: quy hoạch mới.');
});
