import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assemble, connect, type Services, seed } from '#lib/assembly';
import { loadConfig } from '#lib/config';
import type { ConsolidatedForm, ConsolidationQuery } from '#lib/consolidation';
import { type DomainError, ManualClock, sumKnown } from '#lib/kernel';
import { loadLaw } from '#lib/law';
import { type RowScope, systemScope, type UnitOfWork } from '#lib/persistence';
import { checkWorkbook } from '#lib/workbook';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { postFiling } from '../support/post-filing.js';
import { runCcn } from '../support/system.js';
import { sampleCases, seenAs } from '../unit/consolidation/figure-case.js';

let database: TestDatabase;
let services: Services;
const law = loadLaw();
const nation: RowScope = { ...systemScope, level: 'nation', canWrite: false };

const ask = (query: ConsolidationQuery, scope: RowScope = nation): Promise<ConsolidatedForm> =>
  services.db.transact(scope, (uow) => services.consolidation.consolidatedForm(uow, query));
const codeOf = (query: ConsolidationQuery, scope?: RowScope): Promise<string> =>
  ask(query, scope).then(
    () => 'answered',
    (error: DomainError) => error.code,
  );
const figure = (form: ConsolidatedForm, tt: string) => form.figures.find((f) => f.tt === tt)!;

beforeAll(async () => {
  database = await createTestDatabase();
  const config = loadConfig({ CCN_APP_URL: database.appUrl }, ['CCN_APP_URL']);
  const clock = new ManualClock(new Date('2026-12-21T08:00:00+07:00'));
  services = assemble({ orm: await connect(config, 4), clock, law, config });
  await seed(services);
});
afterAll(async () => {
  await services?.db.close();
  await database?.drop();
});

describe('the sample register, figures worked out by hand', () => {
  for (const test of sampleCases('sample-lao-cai')) {
    it(test.title, async () => {
      const form = await ask({ form: test.form, unit: test.unit, period: test.period });
      expect(seenAs(form, test.expected)).toEqual(test.expected);
    });
  }

  it('a figure opens to its documents: number, issuer as written, date, file', async () => {
    const form = await ask({ form: '04', unit: '15', period: '2026-Y' });
    const source = figure(form, '3').sources.find((s) => s.label.startsWith('Phú Thịnh 2'));
    expect(source).toMatchObject({
      kind: 'decision',
      document: '1454/QĐ-UBND của UBND tỉnh Yên Bái',
      date: '2022-08-24',
      file: 'laocai_enterprise_investor_clusters.json',
      value: '1',
    });
  });

  it('what was published about a province stands beside the missing figure and is not counted', async () => {
    const form = await ask({ form: '04', unit: '80', period: '2026-Y' });
    expect(figure(form, '1').sources).toMatchObject([{ kind: 'observation', value: '108', counted: false }]);
    const laoCai = await ask({ form: '04', unit: '15', period: '2026-Y' });
    const published = figure(laoCai, '19').sources.filter((s) => s.clusterId === null);
    expect(published.map((s) => [s.date, s.value, s.counted])).toEqual([
      ['2026-10-05', '26.96', false],
      ['2026-10-01', '30.49', false],
      ['2026-09-28', '29.02', false],
    ]);
  });

  it('a named definition replaces the default one and says its name', async () => {
    const query = { form: '04', unit: '15', period: '2026-Y', definitions: { occupancy_rate: 'leased_over_total' } };
    const rate = figure(await ask(query), '19');
    expect([rate.value, rate.definitions[0]?.name, rate.definitions[0]?.isDefault]).toEqual([
      '36.22',
      'leased_over_total',
      false,
    ]);
  });
});

describe('the map', () => {
  const at = { form: '04', period: '2025-H1' } as const;
  const count = async (query: ConsolidationQuery) => figure(await ask(query), '3');

  it('one period answers as filed, on a named day’s map and on today’s; code 15 is another province before the merger', async () => {
    const yenBai = await ask({ ...at, unit: '15' });
    const laoCai = await ask({ ...at, unit: '10' });
    expect([yenBai.unitName, laoCai.unitName]).toEqual(['Tỉnh Yên Bái', 'Tỉnh Lào Cai']);
    const today = await ask({ ...at, unit: '15', map: 'today' });
    expect(today.unitName).toBe('Tỉnh Lào Cai');
    expect(figure(today, '3').value).toBe(sumKnown([figure(yenBai, '3').value, figure(laoCai, '3').value]));
    expect(await count({ ...at, unit: '15', map: 'as_of', mapDay: '2025-07-01' })).toEqual(figure(today, '3'));
    expect(await ask({ ...at, unit: '15', map: 'as_filed' })).toEqual(yenBai);
    expect(await codeOf({ ...at, unit: '10', map: 'today' })).toBe('UNKNOWN_UNIT');
    expect(await codeOf({ ...at, unit: '15', map: 'as_of' })).toBe('MAP_DAY_MISSING');
  });

  it('a later period on the former map, and the nation equal on every map', async () => {
    const year = { form: '04', period: '2026-Y' } as const;
    const former = { map: 'as_of', mapDay: '2025-06-30' } as const;
    const whole = await ask({ ...year, unit: '15' });
    const parts = [await ask({ ...year, unit: '15', ...former }), await ask({ ...year, unit: '10', ...former })];
    expect(parts.map((f) => f.unitName)).toEqual(['Tỉnh Yên Bái', 'Tỉnh Lào Cai']);
    for (const tt of ['1', '3', '4', '15'])
      expect([tt, sumKnown(parts.map((f) => figure(f, tt).value))]).toEqual([tt, figure(whole, tt).value]);
    const values = (f: ConsolidatedForm) => f.figures.map((x) => [x.tt, x.value, x.derivedValue]);
    const nationOf = (query: Partial<ConsolidationQuery>) =>
      ask({ form: '04', unit: 'VN', period: '2025-H1', ...query });
    const asFiled = values(await nationOf({}));
    expect(values(await nationOf({ map: 'today' }))).toEqual(asFiled);
    expect(values(await nationOf({ map: 'as_of', mapDay: '2026-05-01' }))).toEqual(asFiled);
    expect(figure(await nationOf({ map: 'today' }), '3').coverage.expected).toBe(63);
  });

  it('rights follow the unit, not its code: the department of today sees both former provinces', async () => {
    const laoCai: RowScope = { ...nation, level: 'province', units: ['15'] };
    const tayNinh: RowScope = { ...nation, level: 'province', units: ['80'] };
    expect(await codeOf({ ...at, unit: '10' }, laoCai)).toBe('answered');
    expect(await codeOf({ ...at, unit: '10' }, tayNinh)).toBe('UNIT_NOT_YOURS');
    expect(await codeOf({ ...at, unit: '15', map: 'today' }, laoCai)).toBe('answered');
    expect(await codeOf({ ...at, unit: '72' }, tayNinh)).toBe('answered');
  });
});

describe('asking wrongly', () => {
  it('every refusal has its own code and a Vietnamese sentence', async () => {
    const at = { form: '04', unit: '15', period: '2026-Y' };
    expect(await codeOf({ ...at, form: '02' })).toBe('UNKNOWN_FORM');
    expect(await codeOf({ ...at, period: '2026-H2' })).toBe('UNKNOWN_PERIOD');
    expect(await codeOf({ ...at, period: '2020-Y' })).toBe('UNKNOWN_PERIOD');
    expect(await codeOf({ ...at, form: '03' })).toBe('FORM_UNIT_MISMATCH');
    expect(await codeOf({ ...at, form: '03', unit: 'VN' })).toBe('FORM_UNIT_MISMATCH');
    expect(await codeOf({ ...at, unit: '02647' })).toBe('FORM_UNIT_MISMATCH');
    expect(await codeOf({ ...at, unit: '10' })).toBe('UNKNOWN_UNIT');
    expect(await codeOf({ ...at, unit: 'Lào Cai' })).toBe('UNKNOWN_UNIT');
    expect(await codeOf({ ...at, form: '03', unit: '99999' })).toBe('UNKNOWN_UNIT');
    expect(await codeOf({ form: '03', unit: '02647', period: '2025-H1' })).toBe('FORM_OF_DISTRICTS');
    expect(await codeOf({ ...at, definitions: { occupancy_rate: 'guess' } })).toBe('UNKNOWN_DEFINITION');
    await expect(ask({ ...at, unit: '10' })).rejects.toThrow(/2026-12-14/);
  });

  it('nobody asks for another territory', async () => {
    const province = (units: string[]): RowScope => ({ ...nation, level: 'province', units });
    const commune = (units: string[]): RowScope => ({ ...nation, level: 'commune', units });
    const at = { form: '04', unit: '15', period: '2026-Y' };
    expect(await codeOf(at, province(['15']))).toBe('answered');
    expect(await codeOf(at, province(['80']))).toBe('UNIT_NOT_YOURS');
    expect(await codeOf({ ...at, unit: 'VN' }, province(['15']))).toBe('UNIT_NOT_YOURS');
    expect(await codeOf({ ...at, form: '03', unit: '04714' }, province(['15']))).toBe('answered');
    expect(await codeOf({ ...at, form: '03', unit: '04714' }, commune(['04714']))).toBe('answered');
    expect(await codeOf({ ...at, form: '03', unit: '04279' }, commune(['04714']))).toBe('UNIT_NOT_YOURS');
    expect(await codeOf(at, commune(['04714']))).toBe('UNIT_NOT_YOURS');
  });

  it('a department sees the same figures of its province as the ministry does', async () => {
    const at = { form: '04', unit: '15', period: '2026-Y' };
    expect(await ask(at, { ...nation, level: 'province', units: ['15'] })).toEqual(await ask(at));
  });
});

describe('accepted filings', () => {
  const yearly = '2026-Y';

  it('form 01 and 02 feed form 04; an accepted form 04 is the lawful number; the nation adds up values', async () => {
    await accept('01', 'P00001', { project_revenue: '100.5', project_budget_payment: '3.25', project_labour: '120' });
    await accept('01', 'P00002', { project_revenue: '50', project_budget_payment: null, project_labour: '80' });
    const phuThinh2 = await clusterCode('Phú Thịnh 2');
    await accept('02', phuThinh2, { infra_total_investment: '570', infra_paid_cumulative: '60.5', infra_labour: '12' });
    const before = await ask({ form: '04', unit: '15', period: yearly });
    const read = (tt: string) => [figure(before, tt).value, figure(before, tt).basis];
    expect(read('23')).toEqual(['150.5', 'derived']);
    expect(read('24')).toEqual(['3.25', 'derived']);
    expect(read('25')).toEqual(['212', 'derived']);
    expect(read('13')).toEqual(['5163.851', 'derived']); // 5157.851 - 564 + 570
    expect(read('14')).toEqual(['60.5', 'derived']);
    expect(figure(before, '23').coverage).toMatchObject({ reported: 2, accepted: 2 });
    expect(figure(before, '14').coverage).toMatchObject({ reported: 1, accepted: 1 });
    expect(figure(before, '23').sources[0]).toMatchObject({
      kind: 'filing',
      file: 'bieu-01-P00001.xlsx',
      sheet: 'Biểu 01',
      cell: 'D7',
      value: '100.5',
    });

    await accept('04', '15', { planned_count: '56', industrial_land_operating: '650', occupancy_rate_avg: '30' });
    const after = await ask({ form: '04', unit: '15', period: yearly });
    expect(figure(after, '1')).toMatchObject({
      value: '56',
      derivedValue: '54',
      acceptedValue: '56',
      basis: 'accepted',
    });
    expect(figure(after, '23')).toMatchObject({ value: '150.5', basis: 'derived' });

    const whole = await ask({ form: '04', unit: 'VN', period: yearly });
    expect(figure(whole, '1')).toMatchObject({ value: '56', coverage: { expected: 34, reported: 1, accepted: 1 } });
    expect(figure(whole, '19')).toMatchObject({ value: '30', parts: { numerator: '195', denominator: '650' } });
    expect(figure(whole, '1').sources).toMatchObject([{ kind: 'filing', cell: 'D7', value: '56' }]);
  });

  it('a filing of one period says nothing about another', async () => {
    const half = await ask({ form: '04', unit: '15', period: '2026-H1' });
    expect(figure(half, '23')).toMatchObject({ value: null, basis: 'missing', acceptedValue: null });
  });

  it('the exported workbook, read back, has the same figures', async () => {
    for (const [form, unit] of [
      ['04', '15'],
      ['03', '04714'],
      ['04', 'VN'],
    ] as const) {
      const query = { form, unit, period: yearly };
      const consolidated = await ask(query);
      const bytes = await services.db.transact(nation, (uow) => services.consolidation.exportForm(uow, query));
      const { report } = await checkWorkbook(bytes, { law, name: 'xuat.xlsx', form, period: yearly });
      expect(report.documents.map((d) => [d.form, d.period])).toEqual([[form, yearly]]);
      const values = Object.fromEntries(consolidated.figures.map((f) => [f.key, f.value]));
      expect(report.documents[0]?.values).toEqual(values);
    }
  });
});

describe('ccn export', () => {
  const run = (...flags: string[]) =>
    runCcn(['export', ...flags], { CCN_APP_URL: database.appUrl, PATH: process.env['PATH'] ?? '' });

  it('writes the statutory workbook, which `check` reads as a form 04', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ccn-export-'));
    const file = join(folder, 'bieu-04.xlsx');
    const done = await run('--form', '04', '--unit', '15', '--period', '2026-H1', '--out', file);
    expect(done).toMatchObject({ code: 0, stderr: '' });
    const { report } = await checkWorkbook(readFileSync(file), {
      law,
      name: 'bieu-04.xlsx',
      form: '04',
      period: '2026-H1',
    });
    expect(report.documents[0]?.values).toMatchObject({
      planned_count: '54',
      established_area: '509.95',
      projects_revenue: null,
    });
    rmSync(folder, { recursive: true });
  });

  it('says plainly what is wrong', async () => {
    const asked = ['--form', '04', '--unit', '15', '--period', '2026-Y', '--out', '/nowhere/x.xlsx'];
    expect(await run(...asked)).toMatchObject({ code: 2, stderr: expect.stringContaining('/nowhere/x.xlsx') });
    expect(await run(...asked.with(3, '10'))).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^UNKNOWN_UNIT: /),
    });
    expect(await run(...asked, '--definition', 'rate')).toMatchObject({ code: 2 });
    expect(await run('--form', '04')).toMatchObject({ code: 2 });
  });
});

describe('ccn explain', () => {
  const run = (...flags: string[]) =>
    runCcn(['explain', '--form', '04', '--unit', '15', '--period', '2026-H1', ...flags], {
      CCN_APP_URL: database.appUrl,
      PATH: process.env['PATH'] ?? '',
    });

  it('prints value, definition, parts and sources; a named definition changes the value', async () => {
    const shown = await run('--row', '19', '--definition', 'leased_over_total');
    expect(shown).toMatchObject({ code: 0, stderr: '' });
    for (const part of [
      'Giá trị',
      'Mẫu số',
      'leased_over_total: đã cho thuê / diện tích cụm',
      'từ 2024-05-01',
      'Nguồn được tính',
    ])
      expect(shown.stdout).toContain(part);
    const { stdout } = await run('--row', '4', '--json');
    const { figure, unit } = JSON.parse(stdout) as {
      unit: string;
      figure: { tt: string; value: string; sources: object[] };
    };
    expect([unit, figure.tt, figure.value, figure.sources.length]).toEqual(['15', '4', '509.95', 7]);
  });

  it('says plainly which rows and definitions there are', async () => {
    expect(await run('--row', '99')).toMatchObject({ code: 2, stderr: expect.stringContaining('15.1') });
    const unknown = await run('--row', '19', '--definition', 'nothing');
    expect(unknown).toMatchObject({ code: 2, stderr: expect.stringContaining('occupancy_rate=art_2_7_weighted') });
  });
});

it('the number of statements does not depend on the number of clusters', async () => {
  const count = async (query: ConsolidationQuery) => {
    let statements = 0;
    await services.db.transact(nation, async (uow) => {
      const em = new Proxy(uow.em, {
        get: (target, name, receiver) => {
          const found: unknown = Reflect.get(target, name, receiver);
          if (name !== 'execute' && name !== 'find' && name !== 'findOne') return found;
          statements += 1;
          return typeof found === 'function' ? found.bind(target) : found;
        },
      });
      await services.consolidation.consolidatedForm({ ...uow, em } satisfies UnitOfWork, query);
    });
    return statements;
  };
  const large = await count({ form: '04', unit: '15', period: '2026-Y' });
  expect(await count({ form: '04', unit: '80', period: '2026-Y' })).toBe(large);
  // Of the nation first what is kept is read, then what is missing, and that is kept.
  const ofNation = { form: '04', unit: 'VN', period: '2026-Y' };
  await services.db.transact(systemScope, (uow) =>
    uow.em.execute('update decision set number = number where kind = ?', ['detailed_plan']),
  );
  expect(await count({ ...ofNation, definitions: { plan_scope: 'listed_in_force' } })).toBe(large);
  const reckoned = await count(ofNation);
  expect(reckoned).toBeLessThanOrEqual(17);
  expect(await count(ofNation)).toBe(4);
  expect(large).toBeLessThanOrEqual(15);
});

async function clusterCode(name: string): Promise<string> {
  return await services.db.transact(systemScope, async (uow) => {
    const rows = await uow.em.execute<{ code: string }[]>('select code from cluster where name = ?', [name]);
    return rows[0]!.code;
  });
}

/** Posts an accepted filing of an obligation that the opened period holds. */
async function accept(form: string, unit: string, figures: Readonly<Record<string, string | null>>): Promise<void> {
  await postFiling(services.db, { form, period: '2026-Y', unit, figures });
}
