import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '#lib/access';
import { assemble, connect, type Services, seed } from '#lib/assembly';
import { loadConfig } from '#lib/config';
import { type ConsolidatedForm, editionChanges, editionForms, editionPage, totalsOfEdition } from '#lib/consolidation';
import type { WantedExport } from '#lib/exchange';
import { type DomainError, ManualClock } from '#lib/kernel';
import { loadLaw } from '#lib/law';
import { systemScope } from '#lib/persistence';
import { readWorkbook, reportOn } from '#lib/workbook';
import { withClient } from '../../scripts/embedded/roles.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { addPerson } from '../support/people.js';
import { postFiling } from '../support/post-filing.js';
import { runCcn } from '../support/system.js';

let database: TestDatabase;
let services: Services;
let approver: Caller;
const clock = new ManualClock(new Date('2026-12-21T08:00:00+07:00'));
const period = '2026-Y';

const close = (reason: string, by = approver) => services.editions.closePeriod(by, { period, reason });
const pinned = (edition: string, unit: string, form = '04', by = approver) =>
  services.db.transact(by.scope, (uow) => services.consolidation.pinned(uow, { form, unit, period }, edition));
const live = (unit: string, form = '04'): Promise<ConsolidatedForm> =>
  services.db.transact(approver.scope, (uow) => services.consolidation.consolidatedForm(uow, { form, unit, period }));
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'answered',
    (error: DomainError) => error.code,
  );
const exported = async (edition: string) =>
  Buffer.from(
    await services.db.transact(approver.scope, (uow) =>
      services.consolidation.exportForm(uow, { form: '04', unit: '15', period, edition }),
    ),
  ).toString('base64');
const changesOf = (id: string, by = approver) =>
  services.db.transact(by.scope, async (uow) =>
    (await editionChanges(uow, id, { first: 500 })).edges.map((e) => e.node),
  );

beforeAll(async () => {
  database = await createTestDatabase();
  const config = loadConfig({ CCN_APP_URL: database.appUrl }, ['CCN_APP_URL']);
  services = assemble({ orm: await connect(config, 6), clock, law: loadLaw(), config });
  await seed(services);
  approver = await addPerson(services.db, { kind: 'ministry' }, 'approver');
});
afterAll(async () => {
  await services?.db.close();
  await database?.drop();
});

describe('closing a period', () => {
  it('is the ministry approver’s act, with a reason, after the cut-off of a period that was opened', async () => {
    const officer = await addPerson(services.db, { kind: 'ministry' }, 'officer');
    const department = await addPerson(services.db, { kind: 'department', provinceCode: '15' }, 'approver');
    expect(await codeOf(close('x', officer))).toBe('FORBIDDEN');
    expect(await codeOf(close('x', department))).toBe('FORBIDDEN');
    expect(await codeOf(close('  '))).toBe('CLOSING_REASON_REQUIRED');
    const other = (code: string) => codeOf(services.editions.closePeriod(approver, { period: code, reason: 'x' }));
    expect(await other('2026-H2')).toBe('UNKNOWN_PERIOD');
    expect(await other('2027-H1')).toBe('PERIOD_NOT_OVER');
    expect(await other('2024-Y')).toBe('PERIOD_NOT_OPENED');
  });

  it('two at once make one edition', async () => {
    await postFiling(services.db, { form: '04', period, unit: '15', figures: { planned_count: '55' } });
    const closed = await Promise.all([close('Chốt số liệu năm'), close('Chốt số liệu năm')]);
    expect(closed.map((c) => c.edition.id)).toEqual(['2026-Y-r1', '2026-Y-r1']);
    expect(closed.map((c) => c.created).sort()).toEqual([false, true]);
    const page = await services.db.transact(approver.scope, (uow) => editionPage(uow, { period }, { first: 10 }));
    expect(page.totalCount).toBe(1);
    expect(page.edges[0]?.node).toMatchObject({
      closedByName: approver.name,
      reason: 'Chốt số liệu năm',
      changeCount: 0,
    });
  });

  it('freezes exactly what each unit’s own question answers', async () => {
    const forms = await services.db.transact(approver.scope, (uow) => editionForms(uow, '2026-Y-r1', { first: 500 }));
    const listed = forms.edges.map((e) => e.node);
    const communes = listed.filter((f) => f.form === '03');
    expect(listed.filter((f) => f.form === '04')).toHaveLength(35); // the nation and 34 provinces
    expect(communes.length).toBeGreaterThan(20);
    for (const { form, unit, sha256 } of [
      ...listed.filter((f) => ['VN', '15', '80', '01'].includes(f.unit)),
      ...communes.slice(0, 8),
    ]) {
      const frozen = await pinned('2026-Y-r1', unit, form);
      expect(frozen.form, `${form} ${unit}`).toEqual(JSON.parse(JSON.stringify(await live(unit, form))));
      expect(createHash('sha256').update(frozen.body, 'utf8').digest('hex')).toBe(sha256);
    }
  });

  it('closed again with nothing changed, it is the same edition', async () => {
    clock.moveTo(new Date('2026-12-22T08:00:00+07:00'));
    expect(await close('Chốt lại')).toMatchObject({ created: false, edition: { id: '2026-Y-r1' } });
  });
});

describe('after an amendment', () => {
  it('r2 lists row by row what changed and why; r1 keeps its bytes', async () => {
    const before = await pinned('2026-Y-r1', '15');
    const workbook = await exported('2026-Y-r1');
    const nationBefore = await pinned('2026-Y-r1', 'VN');
    const at = '2026-12-23T08:00:00+07:00';
    const reason = 'Sở rà soát lại danh mục';
    const { filing } = await postFiling(services.db, {
      form: '04',
      period,
      unit: '15',
      figures: { planned_count: '54' },
      at,
      reason,
    });
    clock.moveTo(new Date('2026-12-24T08:00:00+07:00'));
    const { edition, created } = await close('Sau đính chính của Lào Cai');
    expect([edition.id, edition.previousId, created]).toEqual(['2026-Y-r2', '2026-Y-r1', true]);
    const changes = await changesOf('2026-Y-r2');
    expect(changes.map((c) => [c.form, c.unit, c.key, c.oldValue, c.newValue])).toEqual([
      ['04', 'VN', 'planned_count', '55', '54'],
      ['04', '15', 'planned_count', '55', '54'],
    ]);
    expect(changes[1]?.causes).toEqual([
      expect.objectContaining({ kind: 'filing', id: filing, oldValue: '55', newValue: '54', reason }),
    ]);
    expect(changes[1]?.causes[0]?.receiptNumber).toBe(`${filing.slice(-12)}/2`);
    expect(await exported('2026-Y-r1')).toEqual(workbook);
    expect(await exported('2026-Y-r2')).not.toEqual(workbook);
    expect(await pinned('2026-Y-r1', '15')).toEqual(before);
    expect(await pinned('2026-Y-r1', 'VN')).toEqual(nationBefore);
    expect((await pinned('2026-Y-r2', '15')).form.figures[0]?.value).toBe('54');
  });

  it('a pinned question takes no other options, and names what is not there', async () => {
    const ask = (query: object) =>
      codeOf(
        services.db.transact(approver.scope, (uow) =>
          services.consolidation.consolidatedForm(uow, {
            form: '04',
            unit: '15',
            period,
            edition: '2026-Y-r1',
            ...query,
          }),
        ),
      );
    expect(await ask({})).toBe('answered');
    expect(await ask({ edition: '2026-Y-r9' })).toBe('EDITION_UNKNOWN');
    expect(await ask({ period: '2026-H1' })).toBe('EDITION_OTHER_PERIOD');
    expect(await ask({ form: '03', unit: '00004' })).toBe('EDITION_WITHOUT_UNIT');
    expect(await ask({ definitions: { occupancy_rate: 'leased_over_total' } })).toBe('EDITION_IS_FROZEN');
  });

  it('a department reads its own pinned forms and changes, and no other’s', async () => {
    const own = await addPerson(services.db, { kind: 'department', provinceCode: '15' }, 'officer');
    const other = await addPerson(services.db, { kind: 'department', provinceCode: '80' }, 'officer');
    expect((await pinned('2026-Y-r1', '15', '04', own)).sha256).toBe((await pinned('2026-Y-r1', '15')).sha256);
    expect(await codeOf(pinned('2026-Y-r1', '15', '04', other))).toBe('UNIT_NOT_YOURS');
    expect(await codeOf(pinned('2026-Y-r1', 'VN', '04', own))).toBe('UNIT_NOT_YOURS');
    expect(await changesOf('2026-Y-r2', own)).toHaveLength(1);
    expect(await changesOf('2026-Y-r2', other)).toEqual([]);
  });
});

describe('a planners’ table of an edition', () => {
  const change = (sql: string, params: readonly unknown[]) =>
    withClient(database.superUrl, (c) => c.query(sql, [...params]));
  async function exportedFile(request: WantedExport, by = approver): Promise<{ readonly bytes: Buffer }> {
    const { id } = await services.exports.request(by, request);
    await services.exportProcessor.process(id);
    const { parts } = await services.exports.file(by, id);
    const bytes: Uint8Array[] = [];
    for await (const part of parts) bytes.push(part);
    return { bytes: Buffer.concat(bytes) };
  }
  /** The lines of a CSV: those that say what it is, and the others. */
  async function table(wanted: object, by = approver): Promise<{ readonly about: string; readonly lines: string[] }> {
    const usual = { dataset: 'reported_figures', columns: [], filters: [], groupBy: [], orderBy: [], asOf: null };
    const request = { kind: 'table', format: 'csv', ...usual, ...wanted } as const;
    const { bytes } = await exportedFile(request, by);
    const lines = bytes.toString('utf8').replace('\ufeff', '').trim().split('\r\n');
    const isAbout = (line: string) => /^"?#/.test(line);
    return { about: lines.filter(isAbout).join('\n'), lines: lines.filter((line) => !isAbout(line)) };
  }
  const filed = {
    columns: ['value'],
    filters: [
      { column: 'key', operator: 'any_of', values: ['planned_count'] },
      { column: 'period', operator: 'any_of', values: [period] },
    ],
  } as const;

  it('has what was accepted by then, and names the edition, its period and its instants', async () => {
    expect((await table({ ...filed, edition: '2026-Y-r1' })).lines).toEqual(['Giá trị', '55']);
    expect((await table({ ...filed, edition: '2026-Y-r2' })).lines).toEqual(['Giá trị', '54']);
    const now = await table(filed);
    expect(now.lines).toEqual(['Giá trị', '54']);
    expect(now.about).toContain('chưa chốt thành ấn bản');
    const { about } = await table({ dataset: 'clusters', edition: '2026-Y-r1' });
    expect(about).toContain('Kỳ, ngày dữ liệu: năm 2026 (2026-Y); dữ liệu có hiệu lực ngày 14/12/2026');
    expect(about).toMatch(/Phiên bản số liệu: ấn bản 2026-Y-r1, chốt lúc 21\/12\/2026 08:00 \(giờ Việt Nam\)/);
  });

  it('and a statutory workbook of an edition has its figures, and names it too', async () => {
    const form = async (edition?: string) => {
      const asked = { kind: 'forms', form: '04', period, units: ['15'], everyProvince: false, format: 'xlsx' } as const;
      const { bytes } = await exportedFile(edition === undefined ? asked : { ...asked, edition });
      const read = readWorkbook(bytes);
      if (!read.ok) throw new Error('the export cannot be read');
      const { report } = reportOn(read, '', { law: loadLaw(), name: 'b.xlsx', period, unit: '15' });
      const about = read.sheets.flatMap((s) => [...s.cells.values()].map((c) => c.text)).join('\n');
      return { planned: report.documents[0]?.values['planned_count'], about };
    };
    const [first, second, now] = [await form('2026-Y-r1'), await form('2026-Y-r2'), await form()];
    expect([first.planned, second.planned, now.planned]).toEqual(['55', '54', '54']);
    expect(first.about).toContain('ấn bản 2026-Y-r1, chốt lúc 21/12/2026 08:00 (giờ Việt Nam)');
    expect(second.about).toContain('ấn bản 2026-Y-r2, chốt lúc 24/12/2026 08:00 (giờ Việt Nam)');
    expect(now.about).toContain('hiện tại (số liệu đang cập nhật, chưa chốt thành ấn bản)');
  });

  it('has the register as it was known by then, in every table that has a knowledge', async () => {
    const named = { dataset: 'clusters', columns: ['cluster', 'established_area'], filters: [] };
    const before = await table({ ...named, edition: '2026-Y-r1' });
    const later = '2026-12-25T08:00:00+07:00';
    await change(
      `update cluster_state set name = 'Tên mới', recorded_at = $1 where cluster_id = (select id from cluster order by code limit 1)`,
      [later],
    );
    await change(`update decision set area_ha = 99, recorded_at = $1 where kind = 'establishment'`, [later]);
    expect((await table({ ...named, edition: '2026-Y-r1' })).lines).toEqual(before.lines);
    expect((await table(named)).lines).not.toEqual(before.lines);
    for (const dataset of services.exports.datasets.filter((d) => d.edition === 'may')) {
      const columns = dataset.columns.map((c) => c.key);
      const { lines } = await table({ dataset: dataset.key, columns, edition: '2026-Y-r1' });
      expect(lines.length, dataset.key).toBeGreaterThan(1);
    }
  });

  it('of published figures has the very figures of the frozen forms, of the caller’s units only', async () => {
    const wanted = {
      dataset: 'published_figures',
      edition: '2026-Y-r1',
      columns: ['unit', 'tt', 'value'],
      filters: [{ column: 'form', operator: 'any_of', values: ['04'] }],
    } as const;
    const own = await addPerson(services.db, { kind: 'department', provinceCode: '15' }, 'planner');
    const frozen = (await pinned('2026-Y-r1', '15')).form.figures.map((f) => `15,${f.tt},${f.value ?? ''}`);
    expect((await table(wanted, own)).lines).toEqual(['Mã đơn vị,TT,Giá trị', ...frozen]);
    expect((await table(wanted)).lines).toHaveLength(1 + 35 * 35); // the nation and 34 provinces, 35 rows each
  });

  it('is refused where no edition has it, where only an edition has it, and where there is no such edition', async () => {
    const refused = (wanted: object) => codeOf(table(wanted));
    expect(await refused({ dataset: 'obligations', edition: '2026-Y-r1' })).toBe('EXPORT_EDITION_UNFIT');
    expect(await refused({ dataset: 'published_figures' })).toBe('EXPORT_EDITION_NEEDED');
    expect(await refused({ edition: '2026-Y-r9' })).toBe('EXPORT_EDITION_UNKNOWN');
  });
});

describe('totals for everyone signed in', () => {
  it('hide what one or two firms filed, in the province and in the nation, and say so', async () => {
    await postFiling(services.db, {
      form: '01',
      period: '2026-H1',
      unit: 'P00001',
      figures: { project_revenue: '100' },
    });
    await postFiling(services.db, {
      form: '01',
      period: '2026-H1',
      unit: 'P00002',
      figures: { project_revenue: '50' },
    });
    const by = { period: '2026-H1', reason: 'Chốt' };
    const { edition } = await services.editions.closePeriod(approver, by);
    const rows = await services.db.transact({ ...systemScope, canWrite: false }, (uow) =>
      totalsOfEdition(uow, edition.id),
    );
    const of = (unit: string, key: string) => rows.find((r) => r.unit === unit)?.figures.find((f) => f.key === key);
    expect(rows).toHaveLength(35);
    expect(of('15', 'projects_revenue')).toMatchObject({ value: null, suppressed: 'few_firms', firms: null });
    expect(of('VN', 'projects_revenue')).toMatchObject({ value: null, suppressed: 'few_firms' });
    expect(of('15', 'planned_count')).toMatchObject({ value: '54', suppressed: null, firms: null });
    await postFiling(services.db, { form: '01', period: '2026-H1', unit: 'P00003', figures: { project_revenue: '7' } });
    const next = await services.editions.closePeriod(approver, by);
    const after = await services.db.transact(systemScope, (uow) => totalsOfEdition(uow, next.edition.id));
    const revenue = after.map((r) => r.figures.find((f) => f.key === 'projects_revenue')?.value ?? null);
    expect(revenue.filter((v) => v !== null)).toEqual(['157', '157']);
  });
});

describe('a pinned answer', () => {
  /** Everything an edition says, by form and unit. */
  const everything = async (edition: string) => {
    const forms = await services.db.transact(approver.scope, (uow) => editionForms(uow, edition, { first: 500 }));
    const said = new Map<string, string>();
    for (const { node } of forms.edges)
      said.set(`${node.form} ${node.unit}`, (await pinned(edition, node.unit, node.form)).body);
    return said;
  };
  const bySuperuser = (sql: string, params: readonly unknown[] = []) =>
    withClient(database.superUrl, (c) => c.query(sql, [...params]));
  const nth = async (table: string, n: number): Promise<string> => {
    const { rows } = await bySuperuser(`select id from ${table} order by id`);
    return String(rows[n % rows.length]?.id);
  };
  const events: readonly ((n: number) => Promise<unknown>)[] = [
    (n) => postFiling(services.db, { form: '04', period, unit: '15', figures: { planned_count: String(n) } }),
    (n) => postFiling(services.db, { form: '01', period, unit: 'P00001', figures: { project_labour: String(n) } }),
    async (n) => bySuperuser('update decision set area_ha = $1 where id = $2', [n, await nth('decision', n)]),
    async (n) =>
      bySuperuser('update observation set retracted_at = now() where id = $1', [await nth('observation', n)]),
    async (n) =>
      bySuperuser('update cluster_state set name = $1 where id = $2', [`x ${n}`, await nth('cluster_state', n)]),
    async (n) => bySuperuser(`update cluster set province_code = '80' where id = $1`, [await nth('cluster', n)]),
    () => bySuperuser(`update province set valid_to = '2026-12-01' where code = '01' and valid_to is null`),
    () => bySuperuser(`update commune set valid_to = '2026-12-01' where code = '04714' and valid_to is null`),
  ];

  it('never changes, whatever is amended, corrected or merged afterwards', async () => {
    const before = { r1: await everything('2026-Y-r1'), r2: await everything('2026-Y-r2') };
    const live15 = JSON.stringify(await live('15'));
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...events.keys()], { minLength: 5 }), fc.nat(5000), async (order, n) => {
        for (const i of order) await events[i]?.(n + i);
        expect(JSON.stringify(await live('15'))).not.toBe(live15);
        for (const [key, body] of before.r1) {
          const [form = '', unit = ''] = key.split(' ');
          expect((await pinned('2026-Y-r1', unit, form)).body, key).toBe(body);
        }
      }),
      { numRuns: process.env['CCN_DEEP'] === undefined ? 2 : 25, seed: 20_261_122, endOnFailure: true },
    );
    expect(await everything('2026-Y-r2')).toEqual(before.r2);
  });
});

describe('ccn', () => {
  const run = (...flags: string[]) => runCcn(flags, { CCN_APP_URL: database.appUrl, PATH: process.env['PATH'] ?? '' });

  it('lists editions and what they changed', async () => {
    const listed = await run('editions', '--json');
    expect(JSON.parse(listed.stdout).slice(0, 2)).toMatchObject([
      { id: '2026-Y-r2', changeCount: 2 },
      { id: '2026-Y-r1' },
    ]);
    const changed = await run('editions', '--id', '2026-Y-r2');
    expect(changed.stdout).toContain('dòng 1: 55 -> 54');
    expect(await run('editions', '--id', '2026-Y-r7')).toMatchObject({ code: 1 });
  });

  it('closes a period in the name of an approver only', async () => {
    const officer = await addPerson(services.db, { kind: 'ministry' }, 'officer');
    const asked = ['close-period', '--period', '2026-H1', '--reason', 'Chốt', '--as'];
    expect(await run(...asked, officer.email)).toMatchObject({ code: 1, stderr: expect.stringMatching(/^FORBIDDEN/) });
    expect(await run(...asked, 'x@y.z')).toMatchObject({ code: 1, stderr: expect.stringMatching(/^ACCOUNT_UNKNOWN/) });
    const done = await run(...asked, approver.email);
    expect(done, done.stderr).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Không có gì thay đổi từ ấn bản 2026-H1-r2|^Đã chốt 2026-H1-r3/),
    });
  });
});

describe('the database', () => {
  it('refuses every change of an edition, whoever asks, and a form that comes late', async () => {
    await withClient(database.superUrl, async (c) => {
      const refused = async (sql: string) => await expect(c.query(sql), sql).rejects.toThrow(/edition/);
      await refused(`update edition set reason = 'x'`);
      await refused(`delete from edition_change`);
      await refused(`update edition_form set unit_name = 'x'`);
      await refused(`update edition_form set body = body || ' '`);
      await refused(`delete from edition_form where unit = '15'`);
      await refused(`truncate edition_form`);
      await refused(`truncate edition cascade`);
      await refused(`insert into edition_form (edition_id, form, unit, unit_name, definition_id, body, sha256)
        values ('2026-Y-r1', '03', '99999', 'x', 'x', '{}', encode(sha256('{}'), 'hex'))`);
    });
  });

  it('refuses a text that is not the one of its hash', async () => {
    await withClient(database.superUrl, async (c) => {
      await expect(
        c.query(`with e as (select * from edition limit 1) insert into edition
          select (jsonb_populate_record(null::edition, to_jsonb(e) || '{"id": "2026-Y-r3", "revision": 3, "previous_id": "2026-Y-r2", "manifest": "{}"}')).* from e`),
      ).rejects.toThrow(/check constraint/);
    });
  });

  it('the closing is in the audit', async () => {
    await withClient(database.superUrl, async (c) => {
      const { rows } = await c.query<{ subject_id: string }>(
        `select subject_id from audit_entry where action = 'period.close' order by seq`,
      );
      expect(rows.map((r) => r.subject_id).slice(0, 4)).toEqual(['2026-Y-r1', '2026-Y-r2', '2026-H1-r1', '2026-H1-r2']);
    });
  });
});
