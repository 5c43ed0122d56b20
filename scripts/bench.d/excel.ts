/** Register workbooks of 20 columns, in and out, beside ExcelJS in the same run; and how the cost grows with the rows. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadLaw, loadTerritory } from '#lib/law';
import { checkWorkbook, unitDirectory } from '#lib/workbook';
import { PROJECT } from '../run/home.ts';
import { atMost, type Bench, type Measure, summary, time } from '../run/measure.ts';
import { WORKER_ENV, WORKER_FLAGS } from '../run/node-flags.ts';
import { watched } from '../run/process-peak.ts';
import { type ScratchRegister, scratchRegister } from '../run/scratch-register.ts';

const source = join(import.meta.dirname, '..', 'run', 'excel-work.ts');
const work = join(PROJECT, '.tmp', 'bench', 'excel-work.mjs');
const form04 = join(import.meta.dirname, '../../schemas/forms/2025-07-01/examples/ok-form-04.xlsx');
const MAIN = 20_000;
/** Other numbers of rows; BENCH_GROWTH= leaves them out. */
const GROWTH = (process.env['BENCH_GROWTH'] ?? '2000,200000')
  .split(',')
  .filter((n) => n !== '')
  .map(Number);
/** BENCH_RUNS=1 for a first look. */
const RUNS = Number(process.env['BENCH_RUNS'] ?? 3);

/** Figures of one piece of work over several runs; an import has a second name, for its dry run. */
class Piece {
  private readonly names: readonly string[];
  private readonly args: readonly string[];
  private readonly flags: readonly string[];
  private readonly took: number[][] = [];
  private peak = 0;
  private resident = 0;

  constructor(names: string | readonly string[], args: readonly string[], flags: readonly string[] = []) {
    this.names = [names].flat();
    this.args = args;
    this.flags = flags;
  }

  async run(env: NodeJS.ProcessEnv = process.env): Promise<void> {
    const { output, peakMegabytes, peakResidentMegabytes } = await watched([...this.flags, work, ...this.args], env);
    this.took.push(JSON.parse(output) as number[]);
    this.peak = Math.max(this.peak, peakMegabytes);
    this.resident = Math.max(this.resident, peakResidentMegabytes);
  }

  /** Of the work itself first. */
  get measures(): Measure[] {
    return this.names.map((name, i) => ({
      ...summary(
        name,
        this.took.map((each) => each[i] ?? 0),
      ),
      peakMegabytes: this.peak,
      peakResidentMegabytes: this.resident,
    }));
  }
}

/** All pieces for one number of rows, in turn and each in a fresh process, so that a busy moment meets them all. */
async function measureRows(register: ScratchRegister, folder: string, rows: number, runs: number): Promise<Measure[]> {
  const [book, out, n] = [join(folder, `${rows}.xlsx`), join(folder, 'out.xlsx'), String(rows)];
  const label = `${rows.toLocaleString('vi-VN')} dòng`;
  const importing = [`nhập cả sổ vào PostgreSQL, ${label}`, `chạy thử trước khi nhập, ${label}`];
  const whole = new Piece(importing, ['our-import', book], WORKER_FLAGS);
  const write = new Piece(`xuất sổ, ${label}`, ['our-write', out, n], WORKER_FLAGS);
  const stream = new Piece(`ExcelJS ghi tuần tự, ${label}`, ['exceljs-write', book, n]);
  const read = new Piece(`chỉ đọc sổ, ${label}`, ['our-read', book], WORKER_FLAGS);
  const load = new Piece(`ExcelJS load, ${label}`, ['exceljs-load', book]);
  // ExcelJS keeps the whole workbook: beyond some tens of thousands of rows it needs gigabytes.
  const hasPeer = rows <= MAIN;
  for (let run = 0; run < runs; run++) {
    const env = {
      ...process.env,
      CCN_APP_URL: register.appUrl,
      BENCH_CLUSTERS: register.clusters.join(','),
      BENCH_RUN: `${rows}-${run}`,
    };
    // What ExcelJS writes is what comes in: a foreign program's workbook, of other enterprises each time.
    await stream.run(env);
    const uploaded = await watched([work, 'our-upload', book], env);
    const [id = ''] = JSON.parse(uploaded.output) as string[];
    await whole.run({ ...env, ...WORKER_ENV, BENCH_IMPORT: id });
    await read.run({ ...env, ...WORKER_ENV });
    if (hasPeer) await load.run(env);
    await write.run({ ...env, ...WORKER_ENV });
  }
  const [imported, dry] = whole.measures;
  const others = [...(hasPeer ? [load] : []), write, stream, read].flatMap((piece) => piece.measures);
  return [imported, ...others, dry].filter((measure) => measure !== undefined);
}

/** From the bytes of a form 04 to the whole answer: limited child, matching, checks. */
async function answerForm04(): Promise<Measure> {
  const law = loadLaw();
  const units = unitDirectory(() => loadTerritory(), law);
  const bytes = readFileSync(form04);
  const options = { law, units, name: 'ok-form-04.xlsx', form: '04', period: '2026-Y', unit: null } as const;
  return await time('Biểu 04: từ tệp đến câu trả lời', 100, () => checkWorkbook(bytes, options));
}

export const bench: Bench = {
  about: 'sổ đăng ký 20 cột: nhập và xuất, so với ExcelJS trong cùng một lượt',
  measure: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ccn-bench-'));
    // Without types: what takes them away would stay in the memory of every piece of work, ours and theirs.
    mkdirSync(dirname(work), { recursive: true });
    writeFileSync(work, stripTypeScriptTypes(readFileSync(source, 'utf8')));
    const register = await scratchRegister();
    try {
      const measures = await measureRows(register, folder, MAIN, RUNS);
      for (const rows of GROWTH) measures.push(...(await measureRows(register, folder, rows, rows < MAIN ? RUNS : 1)));
      return [...measures, await answerForm04()];
    } finally {
      await register.remove();
      rmSync(folder, { recursive: true, force: true });
    }
  },
  goals: ([whole, load, write, stream]) => [
    atMost('thời gian nhập so với ExcelJS load', 1.0, whole?.median, load?.median),
    atMost('bộ nhớ nhập (cả tiến trình con) so với ExcelJS load', 0.3, whole?.peakMegabytes, load?.peakMegabytes),
    atMost('thời gian xuất so với ExcelJS ghi tuần tự', 0.7, write?.median, stream?.median),
  ],
};
