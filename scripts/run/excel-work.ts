/**
 * One piece of work of `scripts/bench excel` in a process of its own, so that its memory can be seen:
 * `node scripts/run/excel-work.ts WORK FILE [ROWS]`. Prints the milliseconds that the work itself took, as a JSON list:
 * an import's, and those of the dry run before it. ExcelJS is loaded by its own pieces of work only.
 */
import { readFileSync } from 'node:fs';
import { type Caller, callerOf } from '#lib/access';
import { RegisterImportProcessor, RegisterImportService } from '#lib/exchange';
import { FileStore, filingEntities } from '#lib/filing';
import { ManualClock } from '#lib/kernel';
import { createOrm, Database, systemScope } from '#lib/persistence';
import { headingOf, readRegisterInChild, registerTable, type TableColumn, writeTableXlsx } from '#lib/workbook';

const FAMILIES = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng', 'Bùi', 'Đỗ', 'Ngô'];
const TRADES = [
  'Chế biến gỗ',
  'Sản xuất gạch không nung',
  'May mặc xuất khẩu',
  'Cơ khí chính xác',
  'Vật liệu xây dựng',
];
/** What a department keeps beside the columns of the register; twenty columns in all. */
const OWN_COLUMNS: readonly TableColumn[] = [
  { key: 'head', label: 'Người đại diện', type: 'text' },
  { key: 'address', label: 'Địa chỉ', type: 'text' },
  { key: 'phone', label: 'Điện thoại', type: 'text' },
  { key: 'capital', label: 'Vốn đăng ký', type: 'decimal' },
  { key: 'labour', label: 'Lao động', type: 'integer' },
];
const COLUMNS = [...registerTable('tenant_projects').columns, ...OWN_COLUMNS];
const BATCH = 500;
const OFFICER = 'sct.laocai.canbo@demo.ccn.invalid';
/** Clusters on which the projects hang, by code; and a word that makes the enterprises of one run differ from another's. */
const CLUSTERS = (process.env['BENCH_CLUSTERS'] ?? 'C00001').split(',');
const RUN = process.env['BENCH_RUN'] ?? '';

/** Row `i` of the register: tenant projects of the nine clusters of one province. */
function rowOf(i: number): (string | null)[] {
  const [family, trade] = [FAMILIES[i % 10] ?? '', TRADES[i % 5] ?? ''];
  return [
    null,
    CLUSTERS[i % CLUSTERS.length] ?? null,
    null,
    `Công ty TNHH ${family} Thị Hương ${RUN} số ${i}`,
    String(5_300_000_000 + i),
    `Nhà máy ${trade.toLowerCase()} giai đoạn ${i % 7}`,
    trade,
    i % 3 === 0 ? 'true' : 'false',
    String((i % 5_000) / 100 + 0.5),
    'operating',
    `đang sản xuất ${i % 100}`,
    `2024-0${(i % 9) + 1}-1${i % 10}`,
    null,
    i % 4 === 0 ? null : `Theo Quyết định số ${i}/QĐ-UBND`,
    null,
    `${FAMILIES[(i + 3) % 10]} Văn Đức`,
    `Thôn ${i % 300}, xã Yên Hợp, tỉnh Lào Cai`,
    `0912${100_000 + (i % 900_000)}`,
    String((i % 9_000) / 10 + 1),
    String(i % 500),
  ];
}

function* batches(rows: number): Generator<(string | null)[][]> {
  for (let from = 0; from < rows; from += BATCH)
    yield Array.from({ length: Math.min(BATCH, rows - from) }, (_, i) => rowOf(from + i));
}

const ABOUT = { title: 'Sổ đăng ký cụm công nghiệp', facts: [] };
const source = (rows: number) => ({
  name: 'Dự án thứ cấp',
  columns: COLUMNS,
  totals: false,
  batches: batches(rows),
});

/** The same table with ExcelJS: heads, widths, number formats, a filter; as its streaming writer does it best. */
async function writeWithExcelJs(path: string, rows: number): Promise<number> {
  const { default: exceljs } = await import('exceljs');
  const began = performance.now();
  const book = new exceljs.stream.xlsx.WorkbookWriter({ filename: path, useSharedStrings: false, useStyles: true });
  const sheet = book.addWorksheet('Dự án thứ cấp', { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = COLUMNS.map((c) => ({
    header: headingOf(c),
    key: c.key,
    width: c.width ?? 18,
    style: { numFmt: formatOf(c) },
  }));
  for (const batch of batches(rows)) {
    for (const row of batch) sheet.addRow(row.map((value, i) => typed(value, COLUMNS[i]))).commit();
    await new Promise((done) => setImmediate(done));
  }
  sheet.commit();
  await book.commit();
  return performance.now() - began;
}

function formatOf({ type }: TableColumn): string {
  return type === 'decimal' ? '#,##0.00' : type === 'date' ? 'dd/mm/yyyy' : 'General';
}

function typed(value: string | null, column: TableColumn | undefined): string | number | boolean | Date | null {
  if (value === null || column === undefined) return null;
  if (column.type === 'decimal' || column.type === 'integer') return Number(value);
  if (column.type === 'boolean') return value === 'true' ? 'Có' : 'Không';
  return column.type === 'date' ? new Date(`${value}T00:00:00Z`) : value;
}

/** Guard and read in the limited child, row by row, as the import does. */
async function readOurs(path: string): Promise<void> {
  const options = { cluster: null, observedOn: null, uploadedOn: '2026-12-01', writing: null };
  for await (const message of readRegisterInChild(readFileSync(path), options))
    if (message.kind === 'reading' && message.refused) throw new Error(message.finding.code);
}

interface Desk {
  readonly db: Database;
  readonly clock: ManualClock;
  readonly caller: Caller;
}

/** Something done by the department's officer in the database of CCN_APP_URL. */
async function atDesk<T>(work: (desk: Desk) => Promise<T>): Promise<T> {
  const clock = new ManualClock(new Date('2026-12-01T02:00:00Z'));
  const db = new Database(
    await createOrm({ connectionString: process.env['CCN_APP_URL'] ?? '', entities: filingEntities, poolMax: 4 }),
  );
  try {
    const caller = await db.transact(systemScope, async (uow) => {
      const [row] = await uow.em.execute<{ id: string }[]>('select id from account where email = ?', [OFFICER]);
      return row === undefined ? null : await callerOf(uow, row.id);
    });
    if (caller === null) throw new Error(`no account ${OFFICER}`);
    return await work({ db, clock, caller });
  } finally {
    await db.close();
  }
}

/** What the API does before: keeps the file and asks for its import. Prints the import's id; not measured. */
async function uploadOurs(path: string): Promise<string> {
  return await atDesk(async ({ db, clock, caller }) => {
    const files = new FileStore({ clock, maxBytes: 60_000_000 });
    const bytes = new Uint8Array(readFileSync(path));
    const file = await db.transact(caller.scope, (uow) => files.save(uow, caller, { bytes, name: 'so-dang-ky.xlsx' }));
    const imports = new RegisterImportService({ db, clock });
    return (await imports.request(caller, { fileId: file.id, cluster: null, observedOn: null, writing: null })).id;
  });
}

/**
 * The whole import of an uploaded workbook (BENCH_IMPORT), as a worker does it. The dry run that people look at goes before
 * and is counted apart: the import itself is guard, reading, matching, checks and writing, once, with the acknowledgement
 * committed. @returns milliseconds of the import, and of the dry run
 */
async function importOurs(): Promise<readonly number[]> {
  return await atDesk(async ({ db, clock, caller }) => {
    const id = process.env['BENCH_IMPORT'] ?? '';
    const work = new RegisterImportProcessor({ db, clock });
    const timed = async (): Promise<number> => {
      const began = performance.now();
      await work.process(id);
      return performance.now() - began;
    };
    const state = async () =>
      await db.transact(caller.scope, async ({ em }) => {
        const [row] = await em.execute<{ outcome: string; digest: string | null; errorCode: string | null }[]>(
          'select outcome, digest, error_code as "errorCode" from register_import where id = ?',
          [id],
        );
        return row;
      });
    const dryTook = await timed();
    const dry = await state();
    if (dry?.outcome !== 'ready') {
      const why = await db.transact(caller.scope, ({ em }) =>
        em.execute(
          'select code, cell, message from register_import_problem where import_id = ? and severity = ? limit 3',
          [id, 'error'],
        ),
      );
      throw new Error(`the dry run ended with ${JSON.stringify(dry)}: ${JSON.stringify(why)}`);
    }
    const imports = new RegisterImportService({ db, clock });
    await imports.apply(caller, { id, digest: dry.digest ?? '', reason: 'Phép đo' });
    const took = await timed();
    const done = await state();
    if (done?.outcome !== 'applied') throw new Error(`the import ended with ${JSON.stringify(done)}`);
    return [took, dryTook];
  });
}

/** The acknowledgement of an import whose dry run a worker has done (BENCH_IMPORT). */
async function applyOurs(): Promise<void> {
  const id = process.env['BENCH_IMPORT'] ?? '';
  await atDesk(async ({ db, clock, caller }) => {
    const [row] = await db.transact(caller.scope, ({ em }) =>
      em.execute<{ digest: string | null }[]>('select digest from register_import where id = ?', [id]),
    );
    const imports = new RegisterImportService({ db, clock });
    await imports.apply(caller, { id, digest: row?.digest ?? '', reason: 'Phép đo' });
  });
}

/** What the peer does of an import: the workbook in memory, nothing looked at, nothing written. */
async function loadWithExcelJs(path: string): Promise<number> {
  const { default: exceljs } = await import('exceljs');
  const began = performance.now();
  await new exceljs.Workbook().xlsx.load(Uint8Array.from(readFileSync(path)).buffer);
  return performance.now() - began;
}

const WORK: Readonly<Record<string, (path: string, rows: number) => Promise<unknown>>> = {
  'our-write': async (path, rows) => void (await writeTableXlsx(path, ABOUT, [source(rows)])),
  'exceljs-write': writeWithExcelJs,
  'our-read': readOurs,
  'our-upload': uploadOurs,
  'our-import': importOurs,
  'our-apply': async () => void (await applyOurs()),
  'exceljs-load': loadWithExcelJs,
};

const [work = '', path = '', rows = '0'] = process.argv.slice(2);
const run = WORK[work];
if (run === undefined) throw new Error(`no work ${work}`);
const began = performance.now();
const counted = await run(path, Number(rows));
console.log(JSON.stringify([counted ?? performance.now() - began].flat()));
