/** Register workbooks out and in: what a clerk changed is exactly what is found, shown, and written. */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filingEntities } from '#lib/filing';
import { ManualClock } from '#lib/kernel';
import { createOrm, Database, executeBound, systemScope } from '#lib/persistence';
import { type ParsedSheet, readWorkbook } from '#lib/workbook';
import { matchVi } from '../../libs/workbook/src/register-book/read/match-vi.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

import { bookOf, edited, openRegisterDesk, type RegisterDesk } from '../support/register-book.js';
import { testServer } from '../support/worker.js';

const clock = new ManualClock(new Date('2026-12-01T02:00:00Z'));
let test: TestDatabase;
let db: Database;
let desk: RegisterDesk;
let folder: string;

beforeAll(async () => {
  test = await createTestDatabase('seeded');
  db = new Database(await createOrm({ connectionString: test.appUrl, entities: filingEntities, poolMax: 6 }));
  folder = mkdtempSync(join(testServer().scratch, 'register-'));
  desk = await openRegisterDesk(db, clock, 'sct.laocai.canbo@demo.ccn.invalid', folder);
});
afterAll(async () => {
  await db?.close();
  await test?.drop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

function sheetOf(bytes: Uint8Array, name: string): ParsedSheet {
  const read = readWorkbook(bytes);
  const sheet = read.ok ? read.sheets.find((s) => s.name === name) : undefined;
  if (sheet === undefined) throw new Error(`no sheet ${name}`);
  return sheet;
}

/** Texts of a sheet's cells, by address. */
const cellsOf = (bytes: Uint8Array, name: string): Map<string, string> =>
  new Map([...sheetOf(bytes, name).cells.values()].map((c) => [c.address, c.text]));

describe('a register workbook', () => {
  it('exported and sent back unchanged changes nothing', async () => {
    const id = await desk.dryRun(await desk.book());
    const result = await desk.result(id);
    expect(result.problems).toEqual([]);
    expect(result.changes).toEqual([]);
    expect(result).toMatchObject({ outcome: 'same', counts: { insert: 0, change: 0, end: 0, retract: 0 } });
    expect(result.counts?.same).toBeGreaterThan(150);
  });

  it('with one row added, one changed and one ended shows exactly those, and writes exactly those', async () => {
    const before = await desk.book();
    const plan = cellsOf(before, 'Quy hoạch');
    const head = [...plan].filter(([at]) => /^[A-Z]+1$/.test(at));
    const column = (title: string): string => head.find(([, text]) => text.startsWith(title))?.[0].slice(0, -1) ?? '?';
    const [area, end, note] = [column('Diện tích quy hoạch'), column('Đến ngày'), column('Ghi chú')];
    const projects = cellsOf(before, 'Dự án thứ cấp');
    const last = sheetOf(before, 'Dự án thứ cấp').rowCount;
    const book = edited(before, [
      { sheet: 'Quy hoạch', cell: `${area}2`, value: 61.25 },
      { sheet: 'Quy hoạch', cell: `${end}3`, value: '31/12/2026' },
      { sheet: 'Dự án thứ cấp', cell: `B${last + 1}`, value: projects.get('B2') ?? '' },
      { sheet: 'Dự án thứ cấp', cell: `D${last + 1}`, value: 'Công ty TNHH Gỗ Thử Nghiệm' },
      { sheet: 'Dự án thứ cấp', cell: `J${last + 1}`, value: 'đang hoạt động' },
    ]);
    expect(note).not.toBe('?');

    const id = await desk.dryRun(book);
    const shown = await desk.result(id);
    expect(shown.problems).toEqual([]);
    expect(shown.changes.map(({ table, kind, at, changes }) => ({ table, kind, at, changes }))).toEqual([
      {
        table: 'plan_entries',
        kind: 'change',
        at: `Quy hoạch!${area}2`,
        changes: { plannedAreaHa: [plan.get(`${area}2`) ?? null, '61.25'] },
      },
      { table: 'plan_entries', kind: 'end', at: `Quy hoạch!${end}3`, changes: { validTo: [null, '2026-12-31'] } },
      {
        table: 'tenant_projects',
        kind: 'insert',
        at: `Dự án thứ cấp!A${last + 1}`,
        changes: { enterpriseName: [null, 'Công ty TNHH Gỗ Thử Nghiệm'], state: [null, 'operating'] },
      },
    ]);
    expect(shown).toMatchObject({ outcome: 'ready', counts: { insert: 1, change: 1, end: 1, retract: 0 } });
    expect(cellsOf(await desk.book(), 'Quy hoạch')).toEqual(plan);

    expect(await desk.apply(id)).toMatchObject({ outcome: 'applied', errorCode: null });
    const after = await desk.book();
    const expected = new Map(plan).set(`${area}2`, '61.25').set(`${end}3`, '2026-12-31');
    expect(cellsOf(after, 'Quy hoạch')).toEqual(expected);
    for (const sheet of ['Cụm công nghiệp', 'Quyết định', 'Cho thuê đất'])
      expect(cellsOf(after, sheet), sheet).toEqual(cellsOf(before, sheet));
    const added = cellsOf(after, 'Dự án thứ cấp');
    expect([...added].filter(([at]) => at.endsWith(String(last + 1))).map(([, text]) => text)).toEqual([
      'P50001',
      projects.get('B2'),
      projects.get('C2'),
      'Công ty TNHH Gỗ Thử Nghiệm',
      'Đang hoạt động',
    ]);

    // The old value is still known, with its source; the new one has the workbook as its source.
    const rows = await db.transact(desk.caller.scope, ({ em }) =>
      em.execute<{ area: string; old: boolean; code: string }[]>(
        `select f.planned_area_ha::text as area, f.retracted_at is not null as old, s.code from plan_entry f join source s on s.id = f.source_id
         where coalesce(f.row_of, f.id)::text = ? order by old`,
        [plan.get('A2') ?? ''],
      ),
    );
    expect(rows).toEqual([
      { area: '61.25', old: false, code: `import:${id}` },
      { area: plan.get(`${area}2`), old: true, code: expect.not.stringContaining('import:') as unknown },
    ]);

    // The same file again has nothing left to say.
    expect(await desk.result(await desk.dryRun(book))).toMatchObject({ outcome: 'same', changes: [], problems: [] });
  });

  it('renames a cluster from a day on, takes a wrong row out, and keeps what was known', async () => {
    const book = await desk.book();
    const clusters = cellsOf(book, 'Cụm công nghiệp');
    const column = (title: string): string =>
      [...clusters].find(([at, text]) => /^[A-Z]+1$/.test(at) && text === title)?.[0].slice(0, -1) ?? '?';
    const decisions = sheetOf(book, 'Quyết định');
    const action = [...decisions.cells.values()]
      .find((c) => c.row === 1 && c.text === 'Thao tác')
      ?.address.slice(0, -1);
    const [name, from] = [column('Tên cụm'), column('Từ ngày')];
    const code = clusters.get('A2') ?? '';
    const old = clusters.get(`${name}2`) ?? '';
    const id = await desk.dryRun(
      edited(book, [
        { sheet: 'Cụm công nghiệp', cell: `${name}2`, value: `${old} Mới` },
        { sheet: 'Cụm công nghiệp', cell: `${from}2`, value: '01/11/2026' },
        { sheet: 'Quyết định', cell: `${action}2`, value: 'gỡ bỏ' },
      ]),
    );
    const shown = await desk.result(id);
    expect(shown.problems).toEqual([]);
    expect(shown.changes.map((c) => [c.table, c.kind, c.key])).toEqual([
      ['clusters', 'change', code],
      ['decisions', 'retract', cellsOf(book, 'Quyết định').get('A2')],
    ]);
    expect(await desk.apply(id)).toMatchObject({ outcome: 'applied' });

    const states = await db.transact(desk.caller.scope, ({ em }) =>
      em.execute<{ name: string; from: string; to: string | null; today: string }[]>(
        `select f.name, f.valid_from::text as "from", f.valid_to::text as "to", c.name as today from cluster_state f
         join cluster c on c.id = f.cluster_id where c.code = ? and f.retracted_at is null order by f.valid_from`,
        [code],
      ),
    );
    expect(states.at(-1)).toEqual({ name: `${old} Mới`, from: '2026-11-01', to: null, today: `${old} Mới` });
    expect(states.at(-2)).toMatchObject({ name: old, to: '2026-11-01' });
    const after = await desk.book();
    expect(sheetOf(after, 'Quyết định').rowCount).toBe(decisions.rowCount - 1);
    expect(await desk.result(await desk.dryRun(after))).toMatchObject({ outcome: 'same', problems: [] });
  });

  it('adds a cluster with its plan, decision, project and lease in one file, once', async () => {
    const book = bookOf({
      'Cụm công nghiệp': [
        ['Mã cụm', 'Tên cụm', 'Mã xã chủ trì', 'Loại hình', 'Từ ngày'],
        [null, 'Thử Nghiệm Mới', '02647', 'hỗ trợ', '01/12/2026'],
      ],
      'Quy hoạch': [
        ['Tên cụm', 'Văn bản quy hoạch', 'Có trong danh mục', 'Diện tích quy hoạch (ha)', 'Từ ngày'],
        ['CCN Thử nghiệm mới', '15/NQ-HĐND', 'Có', 40, '01/12/2026'],
      ],
      'Quyết định': [
        ['Tên cụm', 'Loại quyết định', 'Số văn bản', 'Ngày ký', 'Diện tích (m2)'],
        ['Thử Nghiệm Mới', 'Thành lập', '99/QĐ-UBND', '01/12/2026', 400000],
      ],
      'Dự án thứ cấp': [
        ['Tên cụm', 'Tên doanh nghiệp', 'Tình trạng'],
        ['Thử Nghiệm Mới', 'Công ty Thuê Đất', 'Đang xây dựng'],
      ],
      'Cho thuê đất': [
        ['Tên cụm', 'Tên doanh nghiệp', 'Diện tích thuê (ha)', 'Hợp đồng'],
        ['Thử Nghiệm Mới', 'CÔNG TY THUÊ ĐẤT', '1,5', 'HĐ 01'],
      ],
    });
    const id = await desk.dryRun(book);
    const shown = await desk.result(id);
    expect(shown.problems).toEqual([]);
    expect(shown.changes.map((c) => `${c.table} ${c.kind}`)).toEqual([
      'clusters insert',
      'plan_entries insert',
      'decisions insert',
      'tenant_projects insert',
      'leases insert',
    ]);
    expect(shown.changes[2]?.changes['areaHa']).toEqual([null, '40']);
    expect(await desk.apply(id)).toMatchObject({ outcome: 'applied' });
    expect(await desk.result(await desk.dryRun(book))).toMatchObject({ outcome: 'same', counts: { same: 5 } });
  });
});

const BITS = [
  'Công',
  'TY',
  'Quý',
  'ủy',
  'uỷ',
  'Đ',
  'ð',
  'İ',
  'ſ',
  'ß',
  'ﬁ',
  '²',
  '😀',
  '\u200b',
  '\ufeff',
  '\u00a0',
  '–',
  '.',
];
const MORE_BITS = [
  '  ',
  '\n',
  'o\u0300a',
  'oà',
  'òa',
  'hy\u0301',
  'lý',
  'y',
  'by',
  '\u0301',
  'a\u0323\u0302',
  'ậ',
  'Ự',
  '9',
  'x',
];

describe('the key that makes names the same', () => {
  it('is the same to the reader and to the database, for every character and any words', async () => {
    const words = fc.sample(fc.array(fc.constantFrom(...BITS, ...MORE_BITS), { maxLength: 9 }), 3_000);
    const texts = words.map((bits) => bits.join(''));
    for (let code = 1; code < 0x20000; code++)
      if (code < 0xd800 || code > 0xdfff) texts.push(`a${String.fromCodePoint(code)}y`);
    const rows = await db.transact(systemScope, (uow) =>
      executeBound<{ text: string; key: string }>(
        uow,
        'select x as text, match_vi(x) as key from unnest($1::text[]) with ordinality as u(x, n) order by n',
        [texts],
      ),
    );
    expect(rows).toHaveLength(texts.length);
    expect(rows.filter(({ text, key }) => matchVi(text) !== key)).toEqual([]);
  });

  it('is kept beside the names of a project, whoever writes them', async () => {
    const wrong = `select count(*)::int as n from tenant_project where enterprise_key is distinct from match_vi(enterprise_name)
      or project_key is distinct from match_vi(project_name)`;
    const ask = async (sql: string) =>
      await db.transact(systemScope, (uow) => executeBound<{ n: number }>(uow, sql, []));
    expect(await ask(wrong)).toEqual([{ n: 0 }]);
    await ask(`update tenant_project set enterprise_name = enterprise_name || ' Hoà', project_name = 'Kho'`);
    expect(await ask(wrong)).toEqual([{ n: 0 }]);
    expect(
      (await ask(`select count(*)::int as n from tenant_project where enterprise_key like '%hoà'`))[0]?.n,
    ).toBeGreaterThan(5);
  });
});
