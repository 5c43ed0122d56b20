import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Caller } from '#lib/access';
import { assemble, connect, type Services, seed } from '#lib/assembly';
import { loadConfig } from '#lib/config';
import { noteOf } from '#lib/consolidation';
import { type DomainError, ManualClock, sumKnown } from '#lib/kernel';
import { loadLaw } from '#lib/law';
import { withClient } from '../../scripts/embedded/roles.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { addPerson } from '../support/people.js';
import { postFiling } from '../support/post-filing.js';

let database: TestDatabase;
let services: Services;
let officer: Caller;
let ministry: Caller;
const clock = new ManualClock(new Date('2026-12-21T08:00:00+07:00'));
const wanted = { form: '04', unit: '15', period: '2026-Y', key: 'planned_area', value: '2900', reason: 'Đo đạc lại' };

const set = (change: Partial<typeof wanted> = {}, by = officer) =>
  services.db.transact(by.scope, (uow) => services.overrides.set(uow, by, { ...wanted, ...change }));
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: DomainError) => error.code,
  );
const figure = async (unit: string, key: string, by: Caller, asKnown: Date | null = null) => {
  const query = { form: '04', unit, period: '2026-Y', asKnown };
  const form = await services.db.transact(by.scope, (uow) => services.consolidation.consolidatedForm(uow, query));
  return form.figures.find((f) => f.key === key)!;
};

beforeAll(async () => {
  database = await createTestDatabase();
  const config = loadConfig({ CCN_APP_URL: database.appUrl }, ['CCN_APP_URL']);
  services = assemble({ orm: await connect(config, 4), clock, law: loadLaw(), config });
  await seed(services);
  officer = await addPerson(services.db, { kind: 'department', provinceCode: '15' }, 'officer');
  ministry = await addPerson(services.db, { kind: 'ministry' }, 'officer');
});
afterAll(async () => {
  await services?.db.close();
  await database?.drop();
});

it('is the department’s act, for a row of its own province that is no rate, with a reason', async () => {
  const other = await addPerson(services.db, { kind: 'department', provinceCode: '80' }, 'officer');
  const commune = await addPerson(
    services.db,
    { kind: 'commune', provinceCode: '15', communeCode: '04714' },
    'officer',
  );
  expect(await codeOf(set({}, other))).toBe('UNIT_NOT_YOURS');
  expect(await codeOf(set({}, ministry))).toBe('FORBIDDEN');
  expect(await codeOf(set({ form: '03', unit: '04714' }, commune))).toBe('OVERRIDE_BY_DEPARTMENT');
  expect(await codeOf(set({ reason: ' ' }))).toBe('OVERRIDE_REASON_REQUIRED');
  expect(await codeOf(set({ value: '1,5' }))).toBe('OVERRIDE_VALUE_INVALID');
  expect(await codeOf(set({ key: 'nothing' }))).toBe('UNKNOWN_ROW');
  expect(await codeOf(set({ key: 'occupancy_rate_avg' }))).toBe('OVERRIDE_OF_RATE');
  expect(await codeOf(set({ form: '03' }))).toBe('UNKNOWN_UNIT');
});

it('both values are seen by the province, travel to the nation and print in exports; withdrawn, it stays in the record', async () => {
  const { id } = await set();
  const own = await figure('15', 'planned_area', officer);
  expect(own).toMatchObject({ value: '2900', derivedValue: '2927.81', basis: 'overridden', override: { id } });
  expect(noteOf(own)).toContain('thay số tổng hợp 2927.81 bằng 2900. Lý do: Đo đạc lại');
  const nation = await figure('VN', 'planned_area', ministry);
  expect(nation).toMatchObject({ value: '2900', derivedValue: '2927.81' });
  expect(nation.notes.map((n) => n.message).join()).toContain('Đo đạc lại');
  const whileItStood = clock.now();

  clock.moveTo(new Date('2026-12-22T08:00:00+07:00'));
  await services.db.transact(officer.scope, (uow) => services.overrides.withdraw(uow, officer, id, 'Nhầm'));
  expect(await figure('15', 'planned_area', officer)).toMatchObject({ value: '2927.81', basis: 'derived' });
  expect((await figure('15', 'planned_area', officer, whileItStood)).value).toBe('2900');
  const again = services.db.transact(officer.scope, (uow) => services.overrides.withdraw(uow, officer, id, 'Nhầm'));
  expect(await codeOf(again)).toBe('OVERRIDE_UNKNOWN');
  await withClient(database.superUrl, async (c) => {
    const { rows } = await c.query('select withdrawal_reason from figure_override where id = $1', [id]);
    expect(rows).toEqual([{ withdrawal_reason: 'Nhầm' }]);
    const changed = c.query('update figure_override set value = 1 where id = $1', [id]);
    await expect(changed).rejects.toThrow(/never changed/);
    const { rows: audited } = await c.query(`select action from audit_entry where subject_id = $1 order by seq`, [id]);
    expect(audited).toEqual([{ action: 'figure.override' }, { action: 'figure.override.withdraw' }]);
  });
});

it('reconciles the province with its communes, seen alike by department and ministry, and refuses others', async () => {
  await postFiling(services.db, { form: '03', period: '2026-Y', unit: '04714', figures: { planned_count: '9' } });
  const ask = (by: Caller, unit = '15', form = '04') =>
    services.db.transact(by.scope, (uow) =>
      services.consolidation.reconciliation(uow, { form, unit, period: '2026-Y' }),
    );
  const seen = await ask(officer);
  const row = seen.rows.find((r) => r.key === 'planned_count');
  expect(row).toMatchObject({ derived: '54', filed: null, childrenFiled: '9', childrenReported: 1 });
  expect(row?.children.find((c) => c.unit === '04714')?.filed).toBe('9');
  const derived = row?.children.find((c) => c.unit === '04714')?.derived ?? '0';
  expect(row?.unexplained).toBe(String(9 - 54 - (9 - Number(derived))));
  expect(await ask(ministry)).toEqual(seen);
  expect((await ask(ministry, 'VN')).rows.find((r) => r.key === 'planned_count')).toMatchObject({
    childrenExpected: 34,
  });
  expect(await codeOf(ask(officer, '80'))).toBe('UNIT_NOT_YOURS');
  const commune = await ask(officer, '04714', '03');
  expect(commune.rows.find((r) => r.key === 'planned_count')).toMatchObject({
    derived,
    filed: '9',
    childrenFiled: null,
  });
  const clusters = await services.db.transact(officer.scope, (uow) =>
    services.consolidation.reconciliation(uow, { form: '04', unit: '15', period: '2026-Y', byClusters: true }),
  );
  const areas = clusters.rows.find((r) => r.key === 'planned_area');
  expect(areas?.children.every((c) => c.why === 'not_filed')).toBe(true);
  expect(sumKnown(areas?.children.map((c) => c.derived) ?? [])).toBe('2927.81');
});

it('a second value withdraws the first; an accepted filing stays the value beside it', async () => {
  await set({ value: '2800' });
  await set({ value: '2850', reason: 'Rà soát lần hai' });
  expect(await figure('15', 'planned_area', officer)).toMatchObject({ value: '2850' });
  await postFiling(services.db, { form: '04', period: '2026-Y', unit: '15', figures: { planned_area: '2950' } });
  const figures = await figure('15', 'planned_area', officer);
  expect(figures).toMatchObject({
    value: '2950',
    basis: 'accepted',
    derivedValue: '2927.81',
    override: { value: '2850' },
  });
});
