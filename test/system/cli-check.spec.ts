import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { loadLaw } from '#lib/law';
import { type CheckReport, writeForm } from '#lib/workbook';
import { CORPUS, pathInCorpus, toldBy, wantedOf } from '../support/corpus.js';
import { packageOf, sheetOf, workbookAround } from '../unit/workbook/packages.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'ccn-check-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Run {
  readonly code: number;
  readonly out: string;
  readonly errors: string;
}

/** `ccn` as a person runs it, from the built program. */
function ccn(...args: string[]): Promise<Run> {
  return new Promise((resolve) => {
    const main = join(root, 'dist/apps/cli/src/main.js');
    execFile(process.execPath, [main, ...args], { cwd: root, maxBuffer: 1 << 26 }, (error, out, errors) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, errors });
    });
  });
}

async function check(file: string, ...flags: string[]): Promise<{ code: number; report: CheckReport }> {
  const run = await ccn('check', file, '--json', ...flags);
  return { code: run.code, report: JSON.parse(run.out) as CheckReport };
}

function made(name: string, bytes: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

const examples = join(root, 'schemas/forms/2025-07-01/examples');
const fixtures = join(root, 'test/fixtures/workbooks');

/** Every sixteenth file on a usual day, all of them in a deep run: each costs a process. */
const EVERY = process.env['CCN_DEEP'] ? 1 : 16;

describe('ccn check of workbooks made with other programs', () => {
  it.each(CORPUS.filter((_, i) => i % EVERY === 0))('%s', async (name, answer) => {
    const { period } = answer.options;
    const { code, report } = await check(pathInCorpus(name), ...(period === undefined ? [] : ['--period', period]));
    expect(toldBy(report)).toEqual(wantedOf(answer));
    expect(code).toBe(answer.outcome === 'rejected' ? 1 : 0);
  });
});

describe('ccn check', () => {
  it.each([
    ['01', 'not-ok-form-01-half-a-worker.xlsx', 'NOT_WHOLE'],
    ['02', 'not-ok-form-02-more-foreign-than-all-projects.xlsx', 'F02_MAX_7'],
    ['03', 'not-ok-form-03-negative-area.xlsx', 'NEGATIVE'],
    ['04', 'not-ok-form-04-wrong-total.xlsx', 'F04_SUM_15'],
  ])('accepts a good form %s and refuses a bad one', async (form, bad, code) => {
    const good = await check(join(examples, `ok-form-${form}.xlsx`), '--form', form, '--period', '2026-Y');
    expect([good.code, good.report.outcome, good.report.documents[0]?.form]).toEqual([0, 'accepted', form]);
    const refused = await check(join(examples, bad), '--form', form, '--period', '2026-Y');
    expect([refused.code, refused.report.outcome]).toEqual([1, 'rejected']);
    expect(refused.report.documents[0]?.problems.map((p) => p.code)).toEqual([code]);
    expect(refused.report.documents[0]?.problems[0]?.cell).toMatch(/^[A-Z]+\d+$/);
  });

  it('compares with the reports of earlier periods that it is given', async () => {
    const definition = loadLaw().definitionFor('04', '2026-Y');
    if (definition === null) throw new Error('no form 04');
    const report = (period: string, paid: string) =>
      writeForm({ definition, period, unitName: 'Tỉnh Lào Cai', values: { infra_paid_cumulative: paid } });
    const before = made('h1.xlsx', await report('2026-H1', '332.01'));
    const now = made('y.xlsx', await report('2026-Y', '331'));
    const codes = async (...flags: string[]) =>
      (await check(now, ...flags)).report.documents[0]?.problems.flatMap((p) =>
        p.code === 'MISSING_FIGURE' ? [] : [`${p.code} ${p.cell}`],
      );
    expect(await codes()).toEqual([]);
    expect(await codes('--previous', before)).toEqual([expect.stringMatching(/^CUMULATIVE_FELL D\d+$/)]);
    const other = await ccn('check', now, '--previous', join(folder, 'nowhere.xlsx'));
    expect([other.code, other.errors]).toEqual([2, expect.stringContaining('kỳ trước')]);
  });

  it('prints the document of the contract, and nothing else', async () => {
    const { report } = await check(
      join(examples, 'ok-form-04.xlsx'),
      '--form',
      'auto',
      '--period',
      'auto',
      '--unit',
      '15',
    );
    expect(Object.keys(report)).toEqual(['file', 'outcome', 'problems', 'documents']);
    expect(report.file).toMatchObject({ name: 'ok-form-04.xlsx', format: 'xlsx' });
    expect(report.file.sha256).toMatch(/^[0-9a-f]{64}$/);
    const [document] = report.documents;
    expect(Object.keys(document ?? {})).toEqual(['form', 'period', 'unit', 'outcome', 'values', 'notes', 'problems']);
    expect(document).toMatchObject({ form: '04', period: '2026-Y', unit: '15', problems: [] });
    expect(document?.values['planned_area']).toBe('2927.81');
  });

  it('says what does not fit the wish of the sender', async () => {
    const file = join(fixtures, 'plain-form-04.xlsx');
    const codes = async (...flags: string[]): Promise<(string | undefined)[]> =>
      (await check(file, ...flags)).report.documents.flatMap((d) => d.problems.map((p) => p.code));
    expect(await codes('--form', '02')).toEqual(['FORM_MISMATCH']);
    expect(await codes('--period', '2026-H1')).toEqual(['PERIOD_MISMATCH']);
    expect(await codes('--unit', '01')).toEqual(['UNIT_MISMATCH']);
    expect(await codes('--unit', '99')).toEqual(['UNKNOWN_UNIT']);
    expect(await codes('--period', '2023-Y')).toContain('FORM_NOT_IN_FORCE');
  });

  it.each([
    ['an empty file', '', 'FILE_EMPTY'],
    ['a web page', '<html><table></table></html>', 'NOT_XLSX'],
    ['half a workbook', packageOf(workbookAround(sheetOf(''))).slice(0, 300), 'FILE_TRUNCATED'],
    ['a bomb', packageOf(workbookAround(`<worksheet>${' '.repeat(20_000_000)}</worksheet>`)), 'FILE_HOSTILE'],
    ['twenty-one megabytes', new Uint8Array(21_000_000).fill(80), 'FILE_TOO_LARGE'],
  ])('ends with a document for %s', async (name, bytes, code) => {
    const { code: exit, report } = await check(made(`${name}.xlsx`, bytes));
    expect([exit, report.outcome, report.problems.map((p) => p.code), report.documents]).toEqual([
      1,
      'rejected',
      [code],
      [],
    ]);
    expect(report.problems[0]?.message).toMatch(/Hãy/);
  });

  it('prints a listing for people', async () => {
    const run = await ccn('check', join(examples, 'not-ok-form-04-wrong-total.xlsx'));
    expect(run.code).toBe(1);
    expect(run.out).toContain('CHƯA ĐẠT');
    expect(run.out).toContain('F04_SUM_15');
    expect(run.out).toMatch(/^ {2}2 Tổng diện tích .*: 2\.927,81$/m);
  });

  it('asks what only the sender knows, and takes the answer', async () => {
    const file = join(fixtures, 'ambiguous-number.xlsx');
    const asked = await ccn('check', file);
    expect(asked.code).toBe(1);
    expect(asked.out).toMatch(/HỎI .*--reading writing=vi\) hay .*--reading writing=en\)/);
    const answered = await ccn('check', file, '--reading', 'writing=vi');
    expect(answered.out).not.toContain('HỎI');
    expect(answered.out).not.toContain('AMBIGUOUS_NUMBER');
    expect((await ccn('check', file, '--reading', 'writing=fr')).code).toBe(2);
  });

  it.each([
    [['check']],
    [['check', 'a.xlsx', '--nonsense']],
    [['check', 'no-such-file.xlsx']],
    [['check', '.']],
    [['check', join(examples, 'ok-form-04.xlsx'), '--form', '09']],
    [['check', join(examples, 'ok-form-04.xlsx'), '--period', '2026-Q1']],
    [['check', join(examples, 'ok-form-04.xlsx'), '--unit', 'x']],
    [['deadlines']],
    [['deadlines', '--year', '26']],
    [['no-such-command']],
  ])('ends with 2 and a sentence when called wrongly: %j', async (args) => {
    const run = await ccn(...args);
    expect(run.code).toBe(2);
    expect(run.out).toBe('');
    expect(run.errors.trim()).not.toBe('');
  });
});

describe('ccn check of what is no plain file', () => {
  const good = join(examples, 'ok-form-04.xlsx');

  it('reads a pipe like a file, and an empty device as empty', async () => {
    const pipe = join(folder, 'ống dẫn');
    execFileSync('mkfifo', [pipe]);
    const reading = check(pipe);
    const writer = execFile('cp', [good, pipe]);
    const { code, report } = await reading;
    expect([code, report.outcome, report.file.name]).toEqual([0, 'accepted', 'ống dẫn']);
    expect(report.file.sha256).toBe((await check(good)).report.file.sha256);
    writer.kill();
    expect((await check('/dev/null')).report.problems.map((p) => p.code)).toEqual(['FILE_EMPTY']);
  });

  it('gives up on a device without end and on a pipe in which nobody writes', async () => {
    const silent = join(folder, 'silent');
    execFileSync('mkfifo', [silent]);
    const codes = await Promise.all(
      ['/dev/zero', silent].map(async (path) => {
        const { code, report } = await check(path);
        return [code, report.problems.map((p) => p.code), report.file.sha256];
      }),
    );
    expect(codes).toEqual([
      [1, ['FILE_TOO_LARGE'], null],
      [1, ['READ_TIMEOUT'], null],
    ]);
  }, 60_000);

  it.each(['.', 'no-such-file.xlsx', 'no-such-folder/a.xlsx'])(
    'says of %s in one document that it cannot be opened, and ends with 2',
    async (path) => {
      const run = await ccn('check', path, '--json');
      const report = JSON.parse(run.out) as CheckReport;
      expect([run.code, report.outcome, report.problems.map((p) => p.code), report.documents]).toEqual([
        2,
        'rejected',
        ['UNREADABLE_FILE'],
        [],
      ]);
      expect(run.errors).toMatch(/^Không mở được .*Hãy/);
    },
  );
});

describe('ccn deadlines', () => {
  it('lists every form and period of the year', async () => {
    const run = await ccn('deadlines', '--year', '2026', '--json');
    const found = JSON.parse(run.out) as { form: string; period: string }[];
    expect(found).toHaveLength(8);
    expect(found.find((d) => d.form === '04' && d.period === '2026-Y')).toEqual({
      form: '04',
      period: '2026-Y',
      windowFrom: '2025-12-15',
      windowTo: '2026-12-14',
      dueBefore: '2026-12-31T00:00:00+07:00',
      lastOnTimeInstant: '2026-12-30T23:59:59.999+07:00',
    });
    expect(found.find((d) => d.form === '01' && d.period === '2026-Y')).toMatchObject({
      dueBefore: '2026-12-20T00:00:00+07:00',
    });
  });
});
