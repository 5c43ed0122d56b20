/** Exports over HTTP, queue, worker and PostgreSQL: what comes out is what is there, and says what it is. */
import { createHash } from 'node:crypto';
import { parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ParsedSheet, readWorkbook } from '#lib/workbook';
import { type Client, signIn } from '../support/client.js';
import { startSystem, type TestSystem } from '../support/system.js';

interface Job {
  readonly id: string;
  readonly state: string;
  readonly percent: number;
  readonly rowCount: string | null;
  readonly fileName: string | null;
  readonly sizeBytes: string | null;
  readonly sha256: string | null;
  readonly errorCode: string | null;
}

const FIELDS = 'id state percent rowCount fileName sizeBytes sha256 errorCode';
let system: TestSystem;
let planner: Client;

beforeAll(async () => {
  system = await startSystem();
  planner = await signIn(system, 'department', 'planner', '15');
});
afterAll(async () => await system?.stop());

async function request(client: Client, input: Record<string, unknown>): Promise<{ job: Job | null; codes: string[] }> {
  const { requestExport } = await client.data<{ requestExport: { exportJob: Job | null; errors: { code: string }[] } }>(
    `mutation ($input: RequestExportInput!) { requestExport(input: $input) { exportJob { ${FIELDS} } errors { code } } }`,
    { input },
  );
  return { job: requestExport.exportJob, codes: requestExport.errors.map((e) => e.code) };
}

/** Waits until an export has ended. */
async function ended(client: Client, id: string): Promise<Job> {
  for (let i = 0; i < 300; i++) {
    const { exportJob } = await client.data<{ exportJob: Job }>(
      `query ($id: ID!) { exportJob(id: $id) { ${FIELDS} } }`,
      { id },
    );
    if (exportJob.state === 'DONE' || exportJob.state === 'FAILED') return exportJob;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error('the export did not end in half a minute');
}

/** Runs an export to its end and fetches its file. */
async function exported(
  client: Client,
  input: Record<string, unknown>,
): Promise<{ job: Job; bytes: Buffer; type: string }> {
  const { job, codes } = await request(client, input);
  if (job === null) throw new Error(`refused: ${codes.join(', ')}`);
  const done = await ended(client, job.id);
  expect(done).toMatchObject({ state: 'DONE', percent: 100, errorCode: null });
  const response = await client.fetch(`/api/exports/${job.id}`);
  expect(response.status).toBe(200);
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(String(bytes.length)).toBe(done.sizeBytes);
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(done.sha256);
  return { job: done, bytes, type: response.headers.get('content-type') ?? '' };
}

function sheetsOf(bytes: Uint8Array): readonly ParsedSheet[] {
  const result = readWorkbook(bytes);
  if (!result.ok) throw new Error(result.findings[0].code);
  return result.sheets;
}

/** The texts of a row, from column A on. */
function line(sheet: ParsedSheet | undefined, row: number, columns: number): (string | null)[] {
  return Array.from(
    { length: columns },
    (_, i) => sheet?.cells.get(`${String.fromCharCode(65 + i)}${row}`)?.text ?? null,
  );
}
const words = (sheet: ParsedSheet | undefined) =>
  new Map(
    [...(sheet?.cells.values() ?? [])]
      .filter((c) => c.col === 1)
      .map((c) => [c.text, sheet?.cells.get(`B${c.row}`)?.text ?? '']),
  );

describe('a planners’ table', () => {
  const input = {
    table: {
      dataset: 'clusters',
      columns: ['cluster', 'planned_area', 'established'],
      filters: [{ column: 'planned_area', operator: 'AT_LEAST', values: ['75'] }],
      groupBy: ['commune'],
      orderBy: [{ column: 'cluster', descending: true }],
      asOf: '2026-10-01',
    },
  };

  it('has the chosen columns, filters, groups and order, with totals, and says so', async () => {
    const { job, bytes } = await exported(planner, input);
    const [sheet, about] = sheetsOf(bytes);
    expect(sheet?.name).toBe('Cụm công nghiệp');
    expect(line(sheet, 1, 4)).toEqual(['Xã, phường', 'Tên cụm', 'Diện tích quy hoạch (ha)', 'Đã thành lập']);
    const rows = Array.from({ length: (sheet?.rowCount ?? 1) - 1 }, (_, i) => line(sheet, i + 2, 4));
    const data = rows.filter((row) => row[1] !== null);
    expect(String(data.length)).toBe(job.rowCount);
    expect(data.every((row) => Number(row[2]) >= 75)).toBe(true);
    const communes = data.map((row) => row[0]);
    expect(communes).toEqual([...communes].sort((a, b) => (a ?? '').localeCompare(b ?? '', 'vi')));
    // The plan of 2026 has 54 clusters; 21 of them have 75 ha or more (laocai_planned_clusters.csv).
    expect(data.length).toBe(21);
    expect(rows.at(-1)?.[0]).toBe('Tổng cộng (21 dòng)');
    const told = words(about);
    expect(told.get('Phiên bản số liệu')).toContain('hiện tại');
    expect(told.get('Bộ lọc')).toBe('Diện tích quy hoạch từ: 75');
    expect(told.get('Nhóm theo')).toBe('Xã, phường');
    expect(told.get('Độ phủ')).toBe('21 dòng của 1/34 tỉnh, thành phố');
    expect(told.get('Kỳ, ngày dữ liệu')).toContain('01/10/2026');
    expect(told.get('Thời điểm xuất')).toContain('giờ Việt Nam');
  });

  it('is the same rows as CSV and as Parquet', async () => {
    const flat = { ...input.table, groupBy: [] };
    const csv = await exported(planner, { table: { ...flat, format: 'CSV' } });
    const parquet = await exported(planner, { table: { ...flat, format: 'PARQUET' } });
    expect(csv.type).toContain('text/csv');
    const text = csv.bytes.toString('utf8');
    expect(text.startsWith('\ufeff# Cụm công nghiệp\r\n')).toBe(true);
    const lines = text.split('\r\n').filter((l) => l !== '' && !/^\ufeff?"?#/.test(l));
    expect(lines[0]).toBe('Tên cụm,Diện tích quy hoạch (ha),Đã thành lập');
    const file = parquet.bytes.buffer.slice(
      parquet.bytes.byteOffset,
      parquet.bytes.byteOffset + parquet.bytes.byteLength,
    ) as ArrayBuffer;
    const read = (await parquetReadObjects({ file })) as {
      cluster: string;
      planned_area: number;
      established: boolean;
    }[];
    expect(read.map((r) => `${r.cluster},${r.planned_area},${r.established ? 'Có' : 'Không'}`)).toEqual(lines.slice(1));
  });

  it('can be made of every dataset with all of its columns', async () => {
    const { exportDatasets } = await planner.data<{
      exportDatasets: { key: string; edition: string; columns: { key: string }[] }[];
    }>('{ exportDatasets { key edition columns { key } } }');
    expect(exportDatasets.length).toBeGreaterThanOrEqual(8);
    // What was published is asked for by its edition; nothing is closed in this sample.
    const ofEditions = exportDatasets.filter((d) => d.edition === 'MUST');
    expect(ofEditions.map((d) => d.key)).toEqual(['published_figures']);
    for (const { key } of ofEditions)
      expect((await request(planner, { table: { dataset: key } })).codes).toEqual(['EXPORT_EDITION_NEEDED']);
    for (const { key, columns } of exportDatasets.filter((d) => !ofEditions.includes(d))) {
      const { bytes } = await exported(planner, { table: { dataset: key, columns: columns.map((c) => c.key) } });
      expect(sheetsOf(bytes)[0]?.columnCount, key).toBe(columns.length);
    }
  });

  it('holds the rows of one’s own scope only', async () => {
    const other = await signIn(system, 'department', 'planner', '80').catch(() =>
      signIn(system, 'department', 'officer', '80'),
    );
    const { job } = await exported(other, input);
    expect(job.rowCount).toBe('0');
    const ministry = await signIn(system, 'ministry', 'planner');
    expect((await exported(ministry, input)).job.rowCount).toBe('21');
  });

  it('is refused with a code and a place when it cannot be', async () => {
    const refused = async (table: Record<string, unknown>) =>
      (await request(planner, { table: { dataset: 'clusters', ...table } })).codes;
    expect(await refused({ dataset: 'accounts' })).toEqual(['DATASET_UNKNOWN']);
    expect(await refused({ columns: ['password_hash'] })).toEqual(['COLUMN_UNKNOWN']);
    expect(await refused({ orderBy: [{ column: '1; drop table cluster' }] })).toEqual(['COLUMN_UNKNOWN']);
    expect(await refused({ filters: [{ column: 'planned_area', operator: 'AT_LEAST', values: ['nhiều'] }] })).toEqual([
      'FILTER_INVALID',
    ]);
    expect(await refused({ filters: [{ column: 'cluster', operator: 'AT_MOST', values: ['x'] }] })).toEqual([
      'FILTER_INVALID',
    ]);
    expect((await request(planner, {})).codes).toEqual(['EXPORT_REQUEST_INVALID']);
    expect((await request(planner, { forms: { form: '04', period: '2026-Y' } })).codes).toEqual([
      'EXPORT_REQUEST_INVALID',
    ]);
    const investor = await signIn(system, 'investor', 'officer');
    expect((await investor.ask('{ exportJobs { totalCount } }')).errors[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

describe('statutory forms', () => {
  it('of one province come in their layout with a sheet that says what they are', async () => {
    const { bytes, job } = await exported(planner, { forms: { form: '04', period: '2026-Y', units: ['15'] } });
    expect(job.rowCount).toBe('1');
    const [form, about] = sheetsOf(bytes);
    expect(form?.name).toBe('Biểu 04');
    const told = words(about);
    expect(told.get('Kỳ báo cáo')).toBe('năm 2026 (2026-Y)');
    expect([...told.keys()].some((k) => k.startsWith('Độ phủ: 15'))).toBe(true);
    expect([...told.keys()].some((k) => k.startsWith('Cách tính'))).toBe(true);
  });

  it('of the nation and all 34 provinces are one workbook of the ministry', async () => {
    const ministry = await signIn(system, 'ministry', 'planner');
    const { bytes, job } = await exported(ministry, {
      forms: { form: '04', period: '2026-Y', units: ['VN'], everyProvince: true },
    });
    expect(job.rowCount).toBe('35');
    const names = sheetsOf(bytes).map((s) => s.name);
    expect(names).toHaveLength(36);
    expect(names[0]).toMatch(/^VN /);
    expect(names).toContain('15 Lào Cai');
    expect(names.at(-1)).toBe('Thông tin');
  });

  it('of another province fail with the reason', async () => {
    const { job } = await request(planner, { forms: { form: '04', period: '2026-Y', units: ['80'] } });
    const done = await ended(planner, job?.id ?? '');
    expect(done).toMatchObject({ state: 'FAILED', errorCode: 'UNIT_NOT_YOURS' });
    expect((await planner.fetch(`/api/exports/${done.id}`)).status).toBe(422);
  });
});

describe('an export', () => {
  it('asked for again while it waits is one; nobody else sees it; a killed worker loses nothing', async () => {
    await system.worker.crash();
    const input = { table: { dataset: 'decisions', asOf: '2026-10-01' } };
    const [first, again] = [await request(planner, input), await request(planner, input)];
    expect(again.job?.id).toBe(first.job?.id);
    const id = first.job?.id ?? '';
    expect((await planner.fetch(`/api/exports/${id}`)).status).toBe(409);
    const ministry = await signIn(system, 'ministry', 'planner');
    expect((await ministry.fetch(`/api/exports/${id}`)).status).toBe(404);
    expect(
      (await ministry.data<{ exportJob: Job | null }>('query ($id: ID!) { exportJob(id: $id) { id } }', { id }))
        .exportJob,
    ).toBeNull();
    await system.worker.start();
    expect((await ended(planner, id)).state).toBe('DONE');
  });
});
