import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '#lib/audit';
import {
  figuresOf,
  filingsByIds,
  listFilings,
  problemsOfImport,
  problemsOfMany,
  revisionsOf,
  transitionsOf,
} from '#lib/filing';
import type { Database } from '#lib/persistence';
import { writeForm } from '#lib/workbook';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { type Desk, exampleBytes, law, openDesk } from '../support/filing-desk.js';
import { addPerson } from '../support/people.js';
import { LAO_CAI, LEAD_COMMUNE, openSeason } from '../support/season.js';

let database: TestDatabase;
let db: Database;
let desk: Desk;
/** Nothing has come from below in this season. */
const WITHOUT_ALL = 'Các xã chưa gửi; tổng hợp từ cơ sở dữ liệu của Sở.';
const good = exampleBytes('ok-form-04.xlsx');
const bad = exampleBytes('not-ok-form-04-wrong-total.xlsx');

beforeAll(async () => {
  database = await createTestDatabase();
  db = await openSeason(database.appUrl);
  desk = await openDesk(db);
});
afterAll(async () => {
  await db?.close();
  await database?.drop();
});

const importOf = (id: string) => desk.as(desk.officer, (uow) => desk.imports.status(uow, id));
const view = async (id: string) => {
  const found = (await desk.as(desk.ministry, (uow) => filingsByIds(uow, [id]))).get(id);
  if (found === undefined) throw new Error('no such filing');
  return found;
};
const figure = async (id: string, key: string) =>
  (await desk.as(desk.ministry, (uow) => figuresOf(uow, [id]))).get(id)?.find((f) => f.key === key);
const lawful = (key: string) =>
  desk.rows<{ value: string | null; superseded: boolean; cell: string }>(
    `select trim_scale(value)::text as value, superseded_at is not null as superseded, cell from reported_figure
     where form = '04' and filer_ref = '15' and period = '2026-Y' and key = ? order by posted_at`,
    [key],
  );

/** Takes the good workbook of Lào Cai to the state of a draft; returns the filing's id. */
async function draft(): Promise<string> {
  const id = await desk.upload(good);
  await desk.processor.process(id);
  const filingId = (await importOf(id)).filingId;
  if (typeof filingId !== 'string') throw new Error('the import made no filing');
  return filingId;
}

describe('a workbook on its way to the lawful numbers', () => {
  let filing: string;

  it('is refused with sheet, cell and code while a cell is wrong, and makes no draft', async () => {
    const id = await desk.upload(bad);
    expect(await desk.processor.process(id)).toBe(true);
    const row = await importOf(id);
    expect(row).toMatchObject({ state: 'done', outcome: 'rejected', filingId: null, percent: 100 });
    expect(problemsOfImport(row)).toEqual([
      expect.objectContaining({ code: 'F04_SUM_15', severity: 'error', sheet: 'Biểu 04', cell: 'D26' }),
    ]);
    expect(await desk.rows('select id from filing')).toEqual([]);
  });

  it('becomes a draft with every figure and its cell', async () => {
    filing = await draft();
    expect(await view(filing)).toMatchObject({
      form: '04',
      filerRef: LAO_CAI,
      state: 'draft',
      revision: 1,
      version: 1,
      outcome: 'accepted',
      receiptNumber: null,
      late: null,
    });
    expect(await figure(filing, 'planned_count')).toMatchObject({ value: '54', sheet: 'Biểu 04' });
    expect(await figure(filing, 'planned_area')).toMatchObject({ value: '2927.81' });
  });

  it('read again, or asked for again, is the same import and the same draft', async () => {
    const again = await desk.upload(good);
    expect(await desk.processor.process(again)).toBe(false);
    expect(await desk.rows(`select id from workbook_import where outcome = 'accepted'`)).toHaveLength(1);
    expect(await view(filing)).toMatchObject({ version: 1 });
  });

  it('is submitted by another person than the preparer, with a receipt', async () => {
    const submit = (by: typeof desk.officer, version = 1, reason: string | null = WITHOUT_ALL) =>
      desk.as(by, (uow) => desk.filings.submit(uow, by, { filingId: filing, version, reason }));
    await expect(submit(desk.officer)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(submit(desk.approver, 7)).rejects.toMatchObject({ code: 'STALE_REVISION' });
    await expect(submit(desk.approver, 1, null)).rejects.toMatchObject({ code: 'MISSING_CHILDREN_REASON' });
    expect(await submit(desk.approver)).toEqual({ filingId: filing, revision: 1, version: 2 });
    const seen = await view(filing);
    expect(seen).toMatchObject({ state: 'submitted', late: false });
    expect(seen.receiptNumber).toMatch(/^2026-Y\/04\/15\/\d{6}$/);
    await expect(submit(desk.approver)).rejects.toMatchObject({ code: 'ALREADY_SUBMITTED' });
    await expect(desk.upload(exampleBytes('ok-form-03.xlsx'))).rejects.toMatchObject({ code: 'ALREADY_SUBMITTED' });
  });

  it('is returned with a reason and nothing else, then mended and sent again', async () => {
    const decide = (reason: string) =>
      desk.as(desk.ministry, (uow) =>
        desk.filings.return(uow, desk.ministry, { filingId: filing, version: 2, reason }),
      );
    await expect(decide(' ')).rejects.toMatchObject({ code: 'REASON_REQUIRED' });
    await decide('Dòng 19 chưa khớp với quý trước.');
    expect(await view(filing)).toMatchObject({ state: 'returned', decisionReason: 'Dòng 19 chưa khớp với quý trước.' });

    expect(await draft()).toBe(filing);
    expect(await view(filing)).toMatchObject({ state: 'draft', revision: 2, version: 1 });
    await desk.as(desk.approver, (uow) =>
      desk.filings.submit(uow, desk.approver, { filingId: filing, version: 1, revision: 2, reason: WITHOUT_ALL }),
    );
  });

  it('is accepted by the ministry alone, and its figures are the lawful ones', async () => {
    const decision = { filingId: filing, version: 2 };
    await expect(
      desk.as(desk.approver, (uow) => desk.filings.accept(uow, desk.approver, decision)),
    ).rejects.toMatchObject({ code: 'NOT_RECEIVER' });
    await desk.as(desk.ministry, (uow) => desk.filings.accept(uow, desk.ministry, decision));
    expect(await view(filing)).toMatchObject({ state: 'accepted', revision: 2 });
    expect(await lawful('planned_area')).toEqual([
      { value: '2927.81', superseded: false, cell: expect.stringMatching(/^D\d+$/) },
    ]);
    await expect(
      desk.as(desk.ministry, (uow) => desk.filings.accept(uow, desk.ministry, decision)),
    ).rejects.toMatchObject({ code: 'ALREADY_DECIDED' });
  });

  it('changes afterwards only by an amendment with a reason; the old revision stays readable', async () => {
    const amend = (reason: string | null) =>
      desk.as(desk.officer, (uow) => desk.filings.amend(uow, desk.officer, { filingId: filing, version: 3, reason }));
    await expect(draft()).resolves.toBe(filing);
    await expect(amend(null)).rejects.toMatchObject({ code: 'REASON_REQUIRED' });
    await amend('Sửa diện tích theo quyết định mới.');
    const before = await figure(filing, 'planned_area');
    expect(before).toMatchObject({ value: '2927.81' });

    const values = Object.fromEntries(
      ((await desk.as(desk.officer, (uow) => figuresOf(uow, [filing]))).get(filing) ?? []).map((f) => [f.key, f.value]),
    );
    await desk.as(desk.officer, (uow) =>
      desk.filings.saveDraft(uow, desk.officer, {
        form: '04',
        period: '2026-Y',
        unit: LAO_CAI,
        version: 1,
        figures: Object.entries({ ...values, planned_area: '2930.5' }).map(([key, raw]) => ({
          key,
          // As the Vietnamese portal shows and takes it.
          raw: raw?.replace('.', ',') ?? null,
        })),
      }),
    );
    expect(await figure(filing, 'planned_area')).toMatchObject({ value: '2930.5', raw: '2930,5', cell: null });
    expect(await lawful('planned_area')).toHaveLength(1);
    await desk.as(desk.approver, (uow) =>
      desk.filings.submit(uow, desk.approver, { filingId: filing, version: 2, reason: WITHOUT_ALL }),
    );
    await desk.as(desk.ministry, (uow) => desk.filings.accept(uow, desk.ministry, { filingId: filing, version: 3 }));
    expect((await lawful('planned_area')).map(({ value, superseded }) => [value, superseded])).toEqual([
      ['2927.81', true],
      ['2930.5', false],
    ]);
    const revisions = (await desk.as(desk.ministry, (uow) => revisionsOf(uow, [filing]))).get(filing) ?? [];
    expect(revisions.map((r) => [r.revision, r.state])).toEqual([
      [3, 'accepted'],
      [2, 'superseded'],
      [1, 'returned'],
    ]);
  });

  it('has told each step, by whom, in the transitions and in an unbroken audit', async () => {
    const steps = (await desk.as(desk.ministry, (uow) => transitionsOf(uow, [filing]))).get(filing) ?? [];
    expect(steps.map((t) => `${t.revision}:${t.from ?? ''}>${t.to}`)).toEqual([
      '1:>draft',
      '1:draft>submitted',
      '1:submitted>returned',
      '2:returned>draft',
      '2:draft>submitted',
      '2:submitted>accepted',
      '3:accepted>draft',
      '3:draft>submitted',
      '2:accepted>superseded',
      '3:submitted>accepted',
    ]);
    expect(steps.every((t) => t.actorName !== null)).toBe(true);
    expect(await verifyAudit(database.ownerUrl)).toMatchObject({ ok: true });
    const who = await desk.rows<{ actor_name: string }>(
      `select distinct actor_name from audit_entry where action = 'filing.draft' and subject_id = ?`,
      [filing],
    );
    expect(who).toEqual([{ actor_name: desk.officer.name }]);
  });

  it('keeps the bytes as they came', async () => {
    const revisions = (await desk.as(desk.ministry, (uow) => revisionsOf(uow, [filing]))).get(filing) ?? [];
    const fileId = revisions.find((r) => r.revision === 2)?.fileId ?? '';
    const read = await desk.as(desk.ministry, (uow) => desk.files.read(uow, fileId));
    expect(Buffer.compare(read.bytes, good)).toBe(0);
    expect(read.sha256).toBe(createHash('sha256').update(good).digest('hex'));
    const stranger = await addPerson(db, { kind: 'department', provinceCode: '24' }, 'officer');
    const peek = desk.as(stranger, (uow) => desk.files.read(uow, fileId));
    await expect(peek).rejects.toMatchObject({ code: 'FILE_UNKNOWN' });
  });

  it('is in the list, newest first, page by page', async () => {
    const page = await desk.as(desk.ministry, (uow) =>
      listFilings(uow, { form: '04', state: 'accepted' }, { first: 1 }),
    );
    expect(page.totalCount).toBe(1);
    expect(page.edges[0]?.node.id).toBe(filing);
  });
});

describe('what is refused', () => {
  it('a workbook that names another province, another period or another form', async () => {
    const definition = law.definitionFor('04', '2026-Y')!;
    const values = Object.fromEntries(definition.rows.map((row) => [row.key, '1']));
    const other = writeForm({ definition, period: '2026-Y', unitName: 'tỉnh Bắc Ninh', values });
    const codes = async (id: string) => {
      await desk.processor.process(id);
      return problemsOfImport(await importOf(id)).map((p) => p.code);
    };
    expect(await codes(await desk.upload(other, { period: '2026-H1' }))).toEqual(
      expect.arrayContaining(['UNIT_MISMATCH', 'PERIOD_MISMATCH']),
    );
    expect(await codes(await desk.upload(exampleBytes('ok-form-02.xlsx'), { period: '2026-H1' }))).toContain(
      'FORM_MISMATCH',
    );
  });

  it('a file for a unit one has no right to, and a period or form that is not there', async () => {
    await expect(desk.upload(good, { unit: '24' })).rejects.toMatchObject({ code: 'FORBIDDEN_UNIT' });
    await expect(desk.upload(good, { form: '03', unit: LEAD_COMMUNE })).rejects.toMatchObject({
      code: 'FORBIDDEN_UNIT',
    });
    await expect(desk.upload(good, { period: '2031-Y' })).rejects.toMatchObject({ code: 'PERIOD_NOT_OPEN' });
    await expect(desk.upload(good, { form: '05' })).rejects.toMatchObject({ code: 'UNKNOWN_FORM' });
    await expect(desk.upload(good, { by: desk.approver })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const other = await addPerson(db, { kind: 'department', provinceCode: '24' }, 'officer');
    await expect(desk.upload(good, { by: other })).rejects.toMatchObject({ code: 'FORBIDDEN_UNIT' });
  });

  it('an empty or too large file', async () => {
    await expect(desk.upload(Buffer.alloc(0))).rejects.toMatchObject({ code: 'FILE_EMPTY' });
    await expect(desk.upload(Buffer.alloc(5_000_001))).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
  });

  it('a hostile file, with an answer and no draft', async () => {
    const id = await desk.upload(Buffer.from('PK\u0003\u0004 not a zip'), { period: '2026-H1' });
    await desk.processor.process(id);
    const row = await importOf(id);
    expect(row).toMatchObject({ state: 'done', outcome: 'rejected', filingId: null });
    expect(problemsOfImport(row)[0]?.severity).toBe('error');
  });

  describe('in the portal', () => {
    const save = (figures: { key: string; raw: string }[], version: number | null) =>
      desk.as(desk.officer, (uow) =>
        desk.filings.saveDraft(uow, desk.officer, { form: '04', period: '2026-H1', unit: LAO_CAI, version, figures }),
      );

    beforeAll(() => desk.clock.moveTo(new Date('2026-06-10T09:00:00+07:00')));

    it('a draft with errors is kept with its findings, and is not submitted', async () => {
      const saved = await save(
        [
          { key: 'planned_count', raw: 'nhiều' },
          { key: 'planned_area', raw: '1.250,5' },
        ],
        null,
      );
      const problems = await desk.as(desk.officer, (uow) => problemsOfMany(uow, [saved.filingId]));
      const first = problems.get(saved.filingId)?.[0];
      expect(first).toMatchObject({ code: 'NOT_A_NUMBER', key: 'planned_count', cell: null });
      expect(first?.message).toContain('Biểu số 04, dòng 1');
      expect(await figure(saved.filingId, 'planned_area')).toMatchObject({ value: '1250.5', raw: '1.250,5' });
      expect(await figure(saved.filingId, 'planned_count')).toMatchObject({ value: null, raw: 'nhiều' });
      const submit = desk.as(desk.approver, (uow) =>
        desk.filings.submit(uow, desk.approver, { filingId: saved.filingId, version: saved.version }),
      );
      await expect(submit).rejects.toMatchObject({ code: 'HAS_ERRORS' });
    });

    it('a draft that somebody else has saved meanwhile, an unknown figure, a figure sent twice', async () => {
      await expect(save([], null)).rejects.toMatchObject({ code: 'STALE_REVISION' });
      await expect(save([{ key: 'nope', raw: '1' }], 1)).rejects.toMatchObject({ code: 'FIGURE_UNKNOWN' });
      const twice = { key: 'planned_count', raw: '1' };
      await expect(save([twice, twice], 1)).rejects.toMatchObject({ code: 'FIGURE_TWICE' });
      expect(await save([twice], 1)).toMatchObject({ version: 2 });
    });
  });

  it('a first submission after the lock; a late one before it is taken and marked', async () => {
    const enterprise = await addPerson(
      db,
      {
        kind: 'enterprise',
        provinceCode: LAO_CAI,
        clusterIds: [desk.register.clusterA],
        projectIds: [desk.register.projects['P-1']],
      },
      'officer',
    );
    const definition = law.definitionFor('01', '2026-Y')!;
    const target = { form: '01', unit: 'P-1', figures: definition.rows.map(({ key }) => ({ key, raw: '3' })) };
    const file = async (period: string, at: string) =>
      await desk.as(enterprise, async (uow) => {
        const { filingId, version } = await desk.filings.saveDraft(uow, enterprise, { ...target, period });
        desk.clock.moveTo(new Date(at));
        await desk.filings.submit(uow, enterprise, { filingId, version });
        return filingId;
      });
    expect(await view(await file('2026-Y', '2026-12-20T00:00:00+07:00'))).toMatchObject({
      state: 'submitted',
      late: true,
    });
    await expect(file('2026-H1', '2026-08-20T00:00:00+07:00')).rejects.toMatchObject({ code: 'PERIOD_LOCKED' });
    const onTime = await file('2026-H1', '2026-06-19T23:59:59.999+07:00');
    expect(await view(onTime)).toMatchObject({ late: false });

    // The first sending decides: what comes back and is sent again after the due instant stays on time.
    const place = { provinceCode: LAO_CAI, communeCode: LEAD_COMMUNE };
    const commune = await addPerson(db, { kind: 'commune', ...place }, 'officer');
    const reason = 'Xem lại số lao động.';
    await desk.as(commune, (uow) => desk.filings.return(uow, commune, { filingId: onTime, version: 2, reason }));
    expect(await file('2026-H1', '2026-06-21T08:00:00+07:00')).toBe(onTime);
    expect(await view(onTime)).toMatchObject({ state: 'submitted', revision: 2, late: false });
  });
});
