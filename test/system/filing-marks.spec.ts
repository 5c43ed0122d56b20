/** Return of doubtful cells: what opens, what stays locked, what is still to be answered, and what is kept of it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '#lib/access';
import { verifyAudit } from '#lib/audit';
import {
  acceptClean,
  attentionOf,
  figuresOf,
  marksOf,
  onRecord,
  problemsOfImport,
  type QueueFilter,
  returnsOf,
  reviewQueue,
  threadsOf,
} from '#lib/filing';
import type { Database } from '#lib/persistence';
import { writeForm } from '#lib/workbook';
import { type Chain, exampleValues, openChain, typed } from '../support/chain.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { type Desk, exampleBytes, law, openDesk } from '../support/filing-desk.js';
import { LAO_CAI, openSeason } from '../support/season.js';

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

const WITHOUT_ALL = 'Các xã chưa gửi; tổng hợp từ cơ sở dữ liệu của Sở.';
const DUTY = { form: '04', period: '2026-Y', unit: LAO_CAI };
const MARKS = [
  { key: 'labour_total', comment: 'Tăng gấp đôi so với 6 tháng, đề nghị kiểm tra.' },
  { key: 'projects_revenue', comment: 'Chưa khớp với báo cáo của Cục Thống kê.' },
];

const import04 = async (bytes: Uint8Array) => {
  const id = await desk.upload(bytes);
  await desk.processor.process(id);
  return await desk.as(desk.officer, (uow) => desk.imports.status(uow, id));
};
const figures = async (id: string) =>
  new Map(((await desk.as(desk.ministry, (uow) => figuresOf(uow, [id]))).get(id) ?? []).map((f) => [f.key, f]));
const marks = async (id: string) => (await desk.as(desk.officer, (uow) => marksOf(uow, [id]))).get(id) ?? [];
const open = async (id: string) => (await marks(id)).filter((m) => m.open).map((m) => m.key);
const save = async (change: {
  figures?: { key: string; raw: string | null }[];
  answers?: { key: string; explanation: string | null }[];
  version?: number | null;
}) =>
  await desk.as(desk.officer, (uow) =>
    desk.filings.saveDraft(uow, desk.officer, { ...DUTY, figures: [], version: null, ...change }),
  );

describe('two doubtful cells of a form 04', () => {
  let filing: string;

  beforeAll(async () => {
    filing = (await import04(exampleBytes('ok-form-04.xlsx'))).filingId ?? '';
    await chain.submit(desk.approver, filing, WITHOUT_ALL);
  });

  it('are not cells that the form does not have, none twice, none without a word; a refusal changes nothing', async () => {
    const give = (...wanted: { key: string; comment: string }[]) =>
      chain.giveBack(desk.ministry, filing, 'Xem lại', wanted);
    const real = { key: 'labour_total', comment: 'Xem lại' };
    await expect(give(real, { key: 'row_99', comment: 'x' })).rejects.toMatchObject({
      code: 'MARK_UNKNOWN_CELL',
      path: 'marks.row_99',
    });
    await expect(give(real, real)).rejects.toMatchObject({ code: 'MARK_TWICE' });
    await expect(give({ ...real, comment: '  ' })).rejects.toMatchObject({ code: 'COMMENT_REQUIRED' });
    await expect(chain.giveBack(desk.ministry, filing, ' ', MARKS)).rejects.toMatchObject({ code: 'REASON_REQUIRED' });
    expect(await chain.view(filing)).toMatchObject({ state: 'submitted', version: 2 });
    expect(await marks(filing)).toEqual([]);
  });

  it('are returned with a dated reason, each with its comment', async () => {
    await chain.giveBack(desk.ministry, filing, 'Hai chỉ tiêu cần xem lại.', MARKS);
    expect(await chain.view(filing)).toMatchObject({ state: 'returned' });
    const returned = (await desk.as(desk.officer, (uow) => returnsOf(uow, [filing]))).get(filing);
    expect(returned).toMatchObject({ revision: 1, reason: 'Hai chỉ tiêu cần xem lại.', marked: 2 });
    expect(returned?.at).toEqual(new Date('2026-12-10T09:00:00+07:00'));
    expect(await marks(filing)).toMatchObject([
      { key: 'projects_revenue', filed: '2150.75', now: null, answer: null, open: true },
      { key: 'labour_total', filed: '5820', now: null, answer: null, open: true, comment: MARKS[0]?.comment },
    ]);
  });

  it('leave all other cells locked, in the portal', async () => {
    const other = save({ figures: typed({ labour_total: '2910', planned_count: '55', planned_area: '2927.81' }) });
    await expect(other).rejects.toMatchObject({
      code: 'CELL_LOCKED',
      path: 'figures.planned_count',
      message: expect.stringContaining('TT 1.'),
    });
    const two = save({ figures: typed({ planned_count: '55', planned_area: null }) });
    await expect(two).rejects.toMatchObject({ code: 'CELL_LOCKED', message: expect.stringContaining('TT 1, 2.') });
    await expect(save({ figures: [{ key: 'planned_count', raw: '54' }] })).rejects.toMatchObject({
      code: 'CELL_LOCKED',
    });
    expect(await chain.view(filing)).toMatchObject({ state: 'returned', revision: 1 });
  });

  it('leave all other cells locked, in a workbook', async () => {
    const definition = law.definitionFor('04', '2026-Y')!;
    const values = exampleValues('04', { labour_total: '2910', planned_count: '55' });
    const book = writeForm({ definition, period: '2026-Y', unitName: 'tỉnh Lào Cai', values });
    const read = await import04(book);
    expect(read).toMatchObject({ state: 'done', outcome: 'rejected', filingId: null });
    expect(problemsOfImport(read).map((p) => p.code)).toContain('CELL_LOCKED');
    expect(await chain.view(filing)).toMatchObject({ state: 'returned', revision: 1 });
  });

  it('wait for their answers: a resubmission with an open mark is refused, with count and cells', async () => {
    const again = await import04(exampleBytes('ok-form-04.xlsx'));
    expect(again).toMatchObject({ outcome: 'accepted', revision: 2 });
    expect(await open(filing)).toEqual(['projects_revenue', 'labour_total']);
    await expect(chain.submit(desk.approver, filing, WITHOUT_ALL)).rejects.toMatchObject({
      code: 'MARKS_OPEN',
      message: expect.stringMatching(/còn 2 ô .*: TT 23, 25\./),
    });
    // The reason of the return stays in sight while the answer is being prepared.
    expect((await desk.as(desk.officer, (uow) => returnsOf(uow, [filing]))).get(filing)).toMatchObject({ revision: 1 });
  });

  it('are answered by a new value or an explanation; the rest keeps its place in the file', async () => {
    const answer = { key: 'projects_revenue', explanation: 'Cục Thống kê chưa tính hộ kinh doanh.' };
    await save({ figures: [{ key: 'labour_total', raw: '2.910' }], version: 1 }).catch(() => undefined);
    await save({
      figures: [{ key: 'labour_total', raw: '2910' }],
      answers: [answer],
      version: (await chain.view(filing)).version,
    });
    expect(await marks(filing)).toMatchObject([
      { key: 'projects_revenue', answer: 'explanation', explanation: answer.explanation, open: false },
      { key: 'labour_total', answer: 'value', filed: '5820', now: '2910', open: false },
    ]);
    const all = await figures(filing);
    expect(all.get('labour_total')).toMatchObject({ value: '2910', raw: '2910', cell: null });
    expect(all.get('planned_area')).toMatchObject({ value: '2927.81', sheet: 'Biểu 04' });
    expect(all.get('planned_count')?.note).toContain('525/QĐ-UBND');
    expect(await chain.view(filing)).toMatchObject({ outcome: 'accepted', state: 'draft', revision: 2 });
  });

  it('are open again when the answer is taken back', async () => {
    const version = async () => (await chain.view(filing)).version;
    await save({ figures: [{ key: 'labour_total', raw: '5820' }], version: await version() });
    await save({ answers: [{ key: 'projects_revenue', explanation: null }], version: await version() });
    expect(await open(filing)).toEqual(['projects_revenue', 'labour_total']);
    await expect(
      save({ answers: [{ key: 'planned_area', explanation: 'x' }], version: await version() }),
    ).rejects.toMatchObject({ code: 'ANSWER_WITHOUT_MARK' });
    const answers = [{ key: 'projects_revenue', explanation: 'Đã đối chiếu, số liệu đúng.' }];
    await save({ figures: [{ key: 'labour_total', raw: '2910' }], answers, version: await version() });
    expect(await open(filing)).toEqual([]);
  });

  it('a wrong new value is a finding of the draft, found again with every save', async () => {
    const version = async () => (await chain.view(filing)).version;
    await save({ figures: [{ key: 'labour_total', raw: 'hai nghìn' }], version: await version() });
    const answers = [{ key: 'projects_revenue', explanation: 'Đã đối chiếu với từng doanh nghiệp.' }];
    await save({ answers, version: await version() });
    expect(await chain.view(filing)).toMatchObject({ outcome: 'rejected' });
    await expect(chain.submit(desk.approver, filing, WITHOUT_ALL)).rejects.toMatchObject({ code: 'HAS_ERRORS' });
    await save({ figures: [{ key: 'labour_total', raw: '2910' }], version: await version() });
    expect(await chain.view(filing)).toMatchObject({ outcome: 'accepted' });
  });

  it('go back answered; the thread stays with the filing', async () => {
    await chain.submit(desk.approver, filing, WITHOUT_ALL);
    expect(await chain.view(filing)).toMatchObject({ state: 'submitted', revision: 2 });
    expect(await open(filing)).toEqual([]);
    await desk.as(desk.ministry, (uow) =>
      desk.filings.comment(uow, desk.ministry, { filingId: filing, key: 'labour_total', comment: 'Đã rõ.' }),
    );
    await chain.accept(desk.ministry, filing);
    const thread = (await desk.as(desk.officer, (uow) => threadsOf(uow, [filing]))).get(filing) ?? [];
    expect(thread.map((s) => [s.kind, s.side, s.revision, s.key])).toEqual([
      ['mark', 'receiver', 1, 'projects_revenue'],
      ['mark', 'receiver', 1, 'labour_total'],
      ['explanation', 'filer', 2, 'projects_revenue'],
      ['explanation', 'filer', 2, 'projects_revenue'],
      ['explanation', 'filer', 2, 'projects_revenue'],
      ['comment', 'receiver', 2, 'labour_total'],
    ]);
    expect((await figures(filing)).get('labour_total')?.value).toBe('2910');
    expect((await desk.as(desk.officer, (uow) => returnsOf(uow, [filing]))).get(filing)).toBeUndefined();
  });

  it('cannot be answered, changed or removed afterwards, not even by the system', async () => {
    for (const sql of [
      `update filing_mark set answer = null, explanation = null, answered_by = null, answered_at = null where filing_id = ?`,
      `update filing_mark set comment = 'x' where filing_id = ?`,
      `update filing_comment set comment = 'x' where filing_id = ?`,
      `delete from filing_mark where filing_id = ?`,
      `delete from filing_comment where filing_id = ?`,
    ])
      await expect(desk.rows(sql, [filing]), sql).rejects.toThrow(
        /kept as they were|is answered while|permission denied/,
      );
  });
});

describe('a whole return', () => {
  it('opens every cell', async () => {
    const id = await chain.draft(chain.enterprise, '01', 'P-1');
    await chain.submit(chain.enterprise, id);
    await chain.giveBack(chain.commune, id, 'Đề nghị lập lại.');
    await chain.draft(
      chain.enterprise,
      '01',
      'P-1',
      exampleValues('01', { project_labour: '65', project_revenue: '50' }),
    );
    expect(await chain.view(id)).toMatchObject({ state: 'draft', revision: 2 });
    await chain.submit(chain.enterprise, id);
    expect(await chain.view(id)).toMatchObject({ state: 'submitted' });
  });
});

describe('the thread of a filing', () => {
  it('is open to its filer and its receivers, and to nobody else', async () => {
    const [{ id: filing = '' } = {}] = await desk.rows<{ id: string }>(`select id from filing where form = '01'`);
    const say = (by: typeof desk.officer, text: string, key?: string) =>
      desk.as(by, (uow) => desk.filings.comment(uow, by, { filingId: filing, comment: text, key: key ?? null }));
    await say(chain.enterprise, 'Xin hỏi có tính lao động thời vụ không?', 'project_labour');
    await say(chain.communeHead, 'Có.');
    await expect(say(desk.officer, 'Sở hỏi')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(say(chain.investor, 'x')).rejects.toMatchObject({ code: 'FILING_UNKNOWN' });
    await expect(say(chain.commune, ' ')).rejects.toMatchObject({ code: 'COMMENT_REQUIRED' });
    await expect(say(chain.commune, 'x', 'nope')).rejects.toMatchObject({ code: 'MARK_UNKNOWN_CELL' });
    const thread = (await desk.as(chain.commune, (uow) => threadsOf(uow, [filing]))).get(filing) ?? [];
    expect(thread.map((s) => [s.side, s.key])).toEqual([
      ['filer', 'project_labour'],
      ['receiver', null],
    ]);
  });
});

describe('what is refused', () => {
  it('is recorded with its code, and harms nothing', async () => {
    const [{ id: filing = '' } = {}] = await desk.rows<{ id: string }>(`select id from filing where form = '01'`);
    const services = { db, clock: desk.clock };
    const attempt = { action: 'filing.return', filingId: filing };
    const before = await chain.view(filing);
    const wrong = { filingId: filing, version: before.version, reason: 'x', marks: [{ key: 'nope', comment: 'x' }] };
    await expect(
      onRecord(services, chain.commune, attempt, (uow) => desk.filings.return(uow, chain.commune, wrong)),
    ).rejects.toMatchObject({ code: 'MARK_UNKNOWN_CELL' });
    expect(await chain.view(filing)).toEqual(before);
    const entries = await desk.rows<{ action: string; actor_name: string; detail: object; province_code: string }>(
      `select action, actor_name, detail, province_code from audit_entry where action like '%.refused'`,
    );
    expect(entries).toEqual([
      {
        action: 'filing.return.refused',
        actor_name: chain.commune.name,
        detail: { code: 'MARK_UNKNOWN_CELL', path: 'marks.nope' },
        province_code: LAO_CAI,
      },
    ]);
    expect(await verifyAudit(database.ownerUrl)).toMatchObject({ ok: true });
  });

  it('a first submission after the lock, an amendment without a reason: the same', async () => {
    const services = { db, clock: desk.clock };
    // On 10 December the six months are long locked.
    const target = { form: '01', period: '2026-H1', unit: 'P-1', figures: typed(exampleValues('01')) };
    const { filingId, version } = await desk.as(chain.enterprise, (uow) =>
      desk.filings.saveDraft(uow, chain.enterprise, target),
    );
    const locked = await chain.view(filingId);
    await expect(
      onRecord(services, chain.enterprise, { action: 'filing.submit', filingId }, (uow) =>
        desk.filings.submit(uow, chain.enterprise, { filingId, version }),
      ),
    ).rejects.toMatchObject({ code: 'PERIOD_LOCKED' });
    expect(await chain.view(filingId)).toEqual(locked);

    const [{ id = '' } = {}] = await desk.rows<{ id: string }>(`select id from filing where form = '04'`);
    const accepted = await chain.view(id);
    const decision = { filingId: id, version: accepted.version, reason: ' ' };
    await expect(
      onRecord(services, desk.officer, { action: 'filing.amend', filingId: id }, (uow) =>
        desk.filings.amend(uow, desk.officer, decision),
      ),
    ).rejects.toMatchObject({ code: 'REASON_REQUIRED', path: 'reason' });
    expect(await chain.view(id)).toEqual(accepted);
    const codes = await desk.rows<{ entry: string }>(
      `select action || ' ' || (detail ->> 'code') as entry from audit_entry where action like '%.refused' order by seq`,
    );
    expect(codes.map((row) => row.entry).slice(-2)).toEqual([
      'filing.submit.refused PERIOD_LOCKED',
      'filing.amend.refused REASON_REQUIRED',
    ]);
  });

  it('a second approver: two at the same moment send one filing once', async () => {
    const id = await chain.draft(chain.investor, '02', 'CCN-A');
    const { version } = await chain.view(id);
    const submit = () =>
      desk.as(chain.investor, (uow) => desk.filings.submit(uow, chain.investor, { filingId: id, version }));
    const results = await Promise.allSettled([submit(), submit(), submit()]);
    expect(results.filter((r) => r.status === 'fulfilled')).toHaveLength(1);
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'ALREADY_SUBMITTED' });
    expect(await desk.rows('select number from filing_receipt where filing_id = ?', [id])).toHaveLength(1);
  });
});

describe('the queue of a receiving office', () => {
  const queue = async (by: Caller, filter: QueueFilter = {}) =>
    (await desk.as(by, (uow) => reviewQueue(uow, by, filter, { first: 50 }))).edges.map((edge) => edge.node);
  const clean = async (by: Caller, id: string) => {
    const { version } = await chain.view(id);
    return await desk.as(by, (uow) => acceptClean(desk.filings, uow, by, { filingId: id, version }));
  };
  let returned: string;
  let untouched: string;

  beforeAll(async () => {
    // Form 01 comes back with one cell in doubt and is sent again with an explanation; form 02 came as it should.
    const sent = `select id, form from filing where period = '2026-Y' and form in ('01', '02') order by form`;
    const [first, second] = await desk.rows<{ id: string }>(sent);
    [returned, untouched] = [first?.id ?? '', second?.id ?? ''];
    await chain.giveBack(chain.commune, returned, 'Xem lại', [{ key: 'project_labour', comment: 'Có tính thời vụ?' }]);
    const target = { form: '01', period: '2026-Y', unit: 'P-1', figures: [], version: null };
    const answers = [{ key: 'project_labour', explanation: 'Không tính lao động thời vụ.' }];
    await desk.as(chain.enterprise, (uow) => desk.filings.saveDraft(uow, chain.enterprise, { ...target, answers }));
    desk.clock.moveTo(new Date('2026-12-10T09:01:00+07:00'));
    await chain.submit(chain.enterprise, returned);
  });

  it('holds what comes to this kind of office, the longest waiting first, and no draft', async () => {
    const forms = async (by: Caller, filter?: QueueFilter) => (await queue(by, filter)).map((f) => f.form);
    expect(await forms(chain.commune, { state: 'submitted' })).toEqual(['02', '01']);
    expect(await forms(desk.officer, { state: 'submitted' })).toEqual(['02']);
    expect(await forms(desk.ministry)).toEqual(['04']);
    expect(await forms(chain.enterprise)).toEqual([]);
    expect(await forms(chain.commune, { form: '01', period: '2026-Y' })).toEqual(['01']);
    expect(await forms(chain.commune, { state: 'submitted', search: 'doanh nghiep' })).toEqual(['01']);
    expect(await forms(chain.commune, { state: 'submitted', late: true })).toEqual([]);
    expect(await forms(chain.commune, { state: 'submitted', clean: true })).toEqual(['02']);
    expect(await forms(chain.commune, { state: 'submitted', clean: false })).toEqual(['01']);
  });

  it('accepts together only what holds nothing to be read; a refusal changes nothing', async () => {
    const seen = await desk.as(chain.commune, (uow) => attentionOf(uow, [returned, untouched]));
    expect([seen.get(returned), seen.get(untouched)]).toEqual([['answers'], []]);
    const before = await chain.view(returned);
    await expect(clean(chain.communeHead, returned)).rejects.toMatchObject({ code: 'NEEDS_READING' });
    expect(await chain.view(returned)).toEqual(before);
    await clean(chain.communeHead, untouched);
    expect(await chain.view(untouched)).toMatchObject({ state: 'accepted' });
    await expect(clean(chain.communeHead, untouched)).rejects.toMatchObject({ code: 'ALREADY_DECIDED' });
    await expect(clean(chain.investor, untouched)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(clean(desk.ministry, returned)).rejects.toMatchObject({ code: 'NOT_RECEIVER' });
  });
});
