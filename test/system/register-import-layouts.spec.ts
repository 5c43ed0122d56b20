/** Tables as provincial systems keep them, and workbooks with something wrong: what is kept, what is said, what is refused. */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filingEntities } from '#lib/filing';
import { ManualClock } from '#lib/kernel';
import { createOrm, Database } from '#lib/persistence';
import { isObservationFact } from '#lib/register';
import { INDICATOR_FACTS } from '#lib/workbook';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { bookOf, type ImportResult, type Line, openRegisterDesk, type RegisterDesk } from '../support/register-book.js';
import { testServer } from '../support/worker.js';

const clock = new ManualClock(new Date('2026-12-01T02:00:00Z'));
let test: TestDatabase;
let db: Database;
let desk: RegisterDesk;
let folder: string;

beforeAll(async () => {
  test = await createTestDatabase('seeded');
  db = new Database(await createOrm({ connectionString: test.appUrl, entities: filingEntities, poolMax: 6 }));
  folder = mkdtempSync(join(testServer().scratch, 'layouts-'));
  desk = await openRegisterDesk(db, clock, 'sct.laocai.canbo@demo.ccn.invalid', folder);
});
afterAll(async () => {
  await db?.close();
  await test?.drop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

type Options = Parameters<RegisterDesk['dryRun']>[1];
const read = async (sheets: Readonly<Record<string, readonly Line[]>>, options?: Options): Promise<ImportResult> =>
  await desk.result(await desk.dryRun(bookOf(sheets), options));
const listed = ({ changes }: ImportResult) =>
  changes.map(({ table, kind, changes: values }) => [table, kind, after(values)]);
const after = (values: ImportResult['changes'][number]['changes']): Record<string, string | null> =>
  Object.fromEntries(Object.entries(values).map(([key, [, value]]) => [key, value]));
const codes = ({ problems }: ImportResult) => problems.map(({ code, at }) => `${code} ${at}`);

describe('the cluster list of a province', () => {
  const heads = [
    'STT',
    'TÊN CỤM CÔNG NGHIỆP',
    'Diện tích thành lập (ha)',
    'QĐ thành lập',
    'Diện tích mở rộng',
    'Quyết định mở rộng',
    'Diện tích QH chi tiết',
    'Quyết định phê duyệt QHCT',
    'Diện tích đất công nghiệp',
    'Diện tích đất cho thuê (m2)',
    'Tỷ lệ lấp đầy (%)',
    'Ghi chú',
  ];
  const book = (...lines: Line[]) => ({
    'Danh mục': [['SỞ CÔNG THƯƠNG'], ['Tính đến ngày 30/6/2026'], heads, ...lines, ['Tổng cộng', null, 120]],
  });

  it('becomes decisions and observations; nothing is dropped, the rate is a statement', async () => {
    const line = [
      1,
      'CCN Bắc Duyên Hải',
      20,
      'Số 1234/QĐ-UBND ngày 12/3/2018 của UBND tỉnh',
      null,
      null,
      18.5,
      '77/QĐ-UBND ngày 5/6/2019',
      '12,5',
      94000,
      '75,2%',
      'Đang vướng mặt bằng',
    ];
    const result = await read(book(line));
    expect(codes(result)).toEqual(['REGISTER_ROW_IGNORED Danh mục!A5']);
    const observed = { observedOn: '2026-06-30' };
    expect(listed(result)).toEqual([
      [
        'decisions',
        'insert',
        { kind: 'establishment', number: '1234/QĐ-UBND', signedOn: '2018-03-12', issuer: 'UBND tỉnh', areaHa: '20' },
      ],
      ['decisions', 'insert', { kind: 'detailed_plan', number: '77/QĐ-UBND', signedOn: '2019-06-05', areaHa: '18.5' }],
      [
        'observations',
        'insert',
        {
          ...observed,
          fact: 'industrial_land',
          value: '12.5',
          unit: 'ha',
          asWritten: 'Diện tích đất công nghiệp: 12,5',
        },
      ],
      [
        'observations',
        'insert',
        { ...observed, fact: 'leased_land', value: '9.4', unit: 'ha', asWritten: 'Diện tích đất cho thuê: 94000' },
      ],
      [
        'observations',
        'insert',
        { ...observed, fact: 'occupancy_rate', value: '75.2', unit: '%', asWritten: 'Tỉ lệ lấp đầy: 75,2%' },
      ],
      ['observations', 'insert', { ...observed, fact: 'remark', unit: 'không', asWritten: 'Đang vướng mặt bằng' }],
    ]);
    const id = await desk.dryRun(bookOf(book(line)));
    expect(await desk.apply(id)).toMatchObject({ outcome: 'applied' });
    expect(await read(book(line))).toMatchObject({ outcome: 'same', counts: { same: 6 } });
  });

  it('an area without its decision is no establishment; a cluster the register does not have is an error', async () => {
    const result = await read(
      book([1, 'Bắc Duyên Hải', 33, '-'], [2, 'Không Có Trong Sổ', 10, '5/QĐ-UBND ngày 1/2/2020']),
    );
    expect(listed(result)).toEqual([
      [
        'observations',
        'insert',
        {
          fact: 'dossier_area',
          value: '33',
          unit: 'ha',
          observedOn: '2026-06-30',
          asWritten: 'Diện tích thành lập: 33 ha, không ghi quyết định',
        },
      ],
    ]);
    expect(result.outcome).toBe('rejected');
    expect(codes(result)).toContain('REGISTER_CLUSTER_UNKNOWN Danh mục!B5');
  });
});

describe('the project list of a province', () => {
  const heads = [
    'Đầu tư',
    'Tên doanh nghiệp / dự án',
    'Chủ doanh nghiệp / dự án',
    'Ngành nghề',
    'Vốn đăng kí',
    'Số lao động',
    'Diện tích',
    'Thực trạng',
  ];

  it('takes the cluster from its title and keeps owner, capital, workers and unitless areas in the note', async () => {
    const result = await read({
      'Doanh nghiệp': [
        ['DANH SÁCH DOANH NGHIỆP TRONG CỤM CÔNG NGHIỆP BẮC DUYÊN HẢI NĂM 2026'],
        heads,
        ['Trong nước', 'Công ty CP Giấy Mới', 'Nguyễn Văn A', 'Sản xuất giấy', '12,5 tỷ', 40, 5000, 'Đang hoạt động'],
      ],
    });
    expect(listed(result)).toEqual([
      [
        'tenant_projects',
        'insert',
        {
          enterpriseName: 'Công ty CP Giấy Mới',
          industry: 'Sản xuất giấy',
          foreignCapital: 'false',
          state: 'operating',
          stateAsWritten: 'Đang hoạt động',
          note: 'Chủ doanh nghiệp / dự án: Nguyễn Văn A; Vốn đăng kí: 12,5 tỷ; Số lao động: 40; Diện tích: 5000',
        },
      ],
    ]);
    expect(result.changes[0]?.label).toContain('Bắc Duyên Hải – Công ty CP Giấy Mới');
    expect(codes(result)).toEqual(['REGISTER_UNIT_MISSING Doanh nghiệp!G2']);
    expect(result.outcome).toBe('ready');
  });

  it('takes areas with a stated unit, and clusters that stand as lines in the list', async () => {
    const result = await read({
      T: [
        heads.map((h) => (h === 'Diện tích' ? 'Diện tích (m2)' : h)),
        ['I', 'CCN Bắc Duyên Hải'],
        ['FDI', 'Doanh nghiệp Một', null, null, null, null, 5000, 'tạm ngừng hoạt động'],
        ['II', 'Cụm công nghiệp Phố Ràng'],
        [null, 'Doanh nghiệp Hai', null, null, null, null, '0,7 ha', 'đang nghiên cứu'],
      ],
    });
    expect(result.changes.map((c) => [c.label.split(' – ')[0], after(c.changes)])).toEqual([
      [
        'Bắc Duyên Hải',
        {
          enterpriseName: 'Doanh nghiệp Một',
          foreignCapital: 'true',
          landRequestedHa: '0.5',
          state: 'suspended',
          stateAsWritten: 'tạm ngừng hoạt động',
        },
      ],
      [
        'Phố Ràng',
        {
          enterpriseName: 'Doanh nghiệp Hai',
          landRequestedHa: '0.7',
          state: 'unknown',
          stateAsWritten: 'đang nghiên cứu',
        },
      ],
    ]);
    expect(codes(result)).toEqual(['REGISTER_STATE_UNKNOWN T!H5']);
  });

  it('without a cluster anywhere asks for one, and takes the one that is chosen', async () => {
    const sheets = { T: [heads, [null, 'Doanh nghiệp Ba', null, 'Cơ khí', null, null, null, 'hoạt động']] };
    const lost = await read(sheets);
    expect(codes(lost)).toContain('REGISTER_CLUSTER_MISSING T!B2');
    expect(lost.outcome).toBe('rejected');
    expect((await read(sheets, { cluster: 'Bắc Duyên Hải' })).outcome).toBe('ready');
  });
});

describe('the indicators of a province', () => {
  it('become observations of their period; what the register does not know is kept as written', async () => {
    const result = await read({
      'Chỉ tiêu': [
        ['Kỳ báo cáo', 'Năm báo cáo', 'Loại', 'Chỉ tiêu', 'Đơn vị tính', 'Số lượng', 'Ghi chú'],
        ['6 tháng', 2026, 'Hạ tầng', 'Tổng vốn đầu tư xây dựng hạ tầng kỹ thuật', 'triệu đồng', 1500000, null],
        [null, null, null, 'Số dự án đang hoạt động', 'Dự án', 27, 'lũy kế'],
        ['Năm', '2025', 'Môi trường', 'Số cụm có trạm quan trắc', 'cụm', 3, null],
        ['Năm', '2025', null, 'Tỷ lệ lấp đầy', '%', '1.250', null],
      ],
    });
    expect(listed(result)).toEqual([
      [
        'observations',
        'insert',
        {
          fact: 'infra_total_investment',
          value: '1500',
          unit: 'tỷ đồng',
          observedOn: '2026-06-30',
          asWritten: 'Hạ tầng | Tổng vốn đầu tư xây dựng hạ tầng kỹ thuật | 6 tháng | 2026: 1500000 triệu đồng',
        },
      ],
      [
        'observations',
        'insert',
        {
          fact: 'projects_operating',
          value: '27',
          unit: 'dự án',
          observedOn: '2026-06-30',
          asWritten: 'Hạ tầng | Số dự án đang hoạt động | 6 tháng | 2026 | lũy kế: 27 Dự án',
        },
      ],
      [
        'observations',
        'insert',
        {
          fact: 'reported_indicator',
          value: '3',
          unit: 'cụm',
          observedOn: '2025-12-31',
          asWritten: 'Môi trường | Số cụm có trạm quan trắc | Năm | 2025: 3 cụm',
        },
      ],
    ]);
    expect(codes(result)).toEqual([
      'REGISTER_INDICATOR_KEPT Chỉ tiêu!D4',
      'REGISTER_NUMBER_AMBIGUOUS Chỉ tiêu!F5',
      'REGISTER_INDICATOR_KEPT Chỉ tiêu!D5',
    ]);
    expect(result.outcome).toBe('rejected');
  });

  it('name only facts that the register knows', () => {
    expect(INDICATOR_FACTS.filter((fact) => !isObservationFact(fact))).toEqual([]);
  });
});

describe('a workbook with faults', () => {
  it('has all of them told in one pass, each at its cell, and may not be applied', async () => {
    const result = await read({
      'Dự án thứ cấp': [
        ['Sổ của tỉnh'],
        [
          null,
          'Mã dự án',
          'Mã cụm',
          'Tên cụm',
          'Tên doanh nghiệp',
          'Diện tích đăng ký (ha)',
          'Tình trạng',
          'Từ ngày',
          'Đến ngày',
          'Điện thoại',
        ],
        [null, 'P99999', null, 'Bắc Duyên Hải', 'A', 1, 'Đang hoạt động', null, null, '0214'],
        [null, null, 'C00001', 'Tên Khác Hẳn', 'B', '1.250', 'Đang ngủ', '31/02/2020', null, null],
        [null, null, null, 'Bắc Duyên Hải', null, 1, 'Đang hoạt động', '2025-05-01', '2025-01-01', null],
        [null, null, null, 'Bắc Duyên Hải', 'C', -1, null, null, null, null],
      ],
      Sai: [['không', 'phải', 'bảng']],
    });
    expect(result.outcome).toBe('rejected');
    expect(codes(result).sort()).toEqual(
      [
        'REGISTER_COLUMN_UNKNOWN Dự án thứ cấp!J2',
        'REGISTER_KEY_UNKNOWN Dự án thứ cấp!B3',
        'REGISTER_CLUSTER_MISMATCH Dự án thứ cấp!D4',
        'REGISTER_NUMBER_AMBIGUOUS Dự án thứ cấp!F4',
        'REGISTER_WORD_UNKNOWN Dự án thứ cấp!G4',
        'REGISTER_DATE Dự án thứ cấp!H4',
        'REGISTER_REQUIRED Dự án thứ cấp!E5',
        'REGISTER_DAYS_REVERSED Dự án thứ cấp!I5',
        'REGISTER_NUMBER_NEGATIVE Dự án thứ cấp!F6',
      ].sort(),
    );
    expect(result.problems.every((p) => p.message.length > 20 && !/[{}]/.test(p.message))).toBe(true);
  });

  it('that is none, or says nothing of a register, is refused with the reason', async () => {
    const word = Buffer.from('not a workbook at all');
    expect((await desk.result(await desk.dryRun(word, { name: 'a.xlsx' }))).problems.map((p) => p.code)).toEqual([
      'NOT_XLSX',
    ]);
    expect((await read({ A: [['x', 'y', 'z']] })).problems.map((p) => p.code)).toEqual(['REGISTER_TABLE_MISSING']);
  });
});

describe('a register as CSV', () => {
  it('is read like a workbook', async () => {
    const text =
      '\ufeff# Sổ đăng ký\r\nTên cụm;Tên doanh nghiệp;Diện tích đăng ký (ha);Tình trạng\r\n"Bắc Duyên Hải";"Công ty ""Sao Mai""";1,5;Đang xây dựng\r\n';
    const result = await desk.result(await desk.dryRun(Buffer.from(text), { name: 'du-an.csv' }));
    expect(result.problems).toEqual([]);
    expect(listed(result)).toEqual([
      [
        'tenant_projects',
        'insert',
        { enterpriseName: 'Công ty "Sao Mai"', landRequestedHa: '1.5', state: 'under_construction' },
      ],
    ]);
  });
});
