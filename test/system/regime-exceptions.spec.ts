/** Extensions and exemptions: who grants them, what they change, and what the database itself refuses. */
import type { QueryResult } from '@mikro-orm/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '#lib/access';
import type { FormCode } from '#lib/forms';
import { type Database, newId, systemScope } from '#lib/persistence';
import { decideOnRecord, ExceptionService } from '#lib/regime';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { type Desk, openDesk } from '../support/filing-desk.js';
import { addPerson } from '../support/people.js';
import { LAO_CAI, LEAD_COMMUNE, OTHER_COMMUNE, openSeason } from '../support/season.js';

let database: TestDatabase;
let db: Database;
let desk: Desk;
let exceptions: ExceptionService;
let commune: Caller;
let neighbour: Caller;

const at = (day: string) => new Date(`${day}T00:00:00+07:00`);
const dutyOf = (form: FormCode, unit: string, period = '2026-Y') =>
  db.transact(systemScope, (uow) => desk.regime.obligationOf(uow, form, period, unit));
const extend = async (caller: Caller, form: FormCode, unit: string, due: string | null, lock: string | null = null) => {
  const { id: obligationId } = await dutyOf(form, unit);
  const wanted = { dueBefore: due === null ? null : at(due), lockAt: lock === null ? null : at(lock) };
  return await desk.as(caller, (uow) =>
    exceptions.extend(uow, caller, { obligationId, reason: 'Bão số 3, mất điện diện rộng', ...wanted }),
  );
};
const changes = async (id: string) =>
  (await db.transact(systemScope, (uow) => desk.regime.changesOf(uow, [id]))).get(id) ?? [];

beforeAll(async () => {
  database = await createTestDatabase();
  db = await openSeason(database.appUrl);
  desk = await openDesk(db);
  exceptions = new ExceptionService({ clock: desk.clock });
  commune = await addPerson(db, { kind: 'commune', provinceCode: LAO_CAI, communeCode: LEAD_COMMUNE }, 'officer');
  neighbour = await addPerson(db, { kind: 'department', provinceCode: '80' }, 'officer');
});
afterAll(async () => {
  await db?.close();
  await database?.drop();
});

describe('the three settings of an obligation', () => {
  it('are its data window, its due instant and its lock instant, as the regime sets them', async () => {
    expect(await dutyOf('03', LEAD_COMMUNE)).toMatchObject({
      windowFrom: '2025-12-15',
      windowTo: '2026-12-14',
      dueBefore: at('2026-12-25'),
      lawDueBefore: at('2026-12-25'),
      lockAt: at('2027-02-23'),
      lawLockAt: at('2027-02-23'),
      voluntary: false,
      receivedAt: null,
    });
  });
});

describe('an extension', () => {
  it('granted by the department is shown beside the statutory instant, with reason and author, and audited', async () => {
    const after = await extend(desk.officer, '03', LEAD_COMMUNE, '2027-01-05');
    expect(after).toMatchObject({
      dueBefore: at('2027-01-05'),
      lawDueBefore: at('2026-12-25'),
      lockAt: at('2027-02-23'),
    });
    expect(await changes(after.id)).toMatchObject([
      {
        kind: 'extension',
        at: desk.clock.now(),
        reason: 'Bão số 3, mất điện diện rộng',
        dueBefore: at('2027-01-05'),
        lockAt: at('2027-02-23'),
        authorName: desk.officer.name,
        officeName: desk.officer.officeName,
      },
    ]);
    const [entry] = await desk.rows<{ action: string; actor: string; province: string; detail: object }>(
      `select action, actor_id as actor, province_code as province, detail from audit_entry where subject_id = ? order by seq desc`,
      [after.id],
    );
    expect(entry).toMatchObject({
      action: 'obligation.extension',
      actor: desk.officer.accountId,
      province: LAO_CAI,
      detail: {
        dueBefore: '2027-01-05T00:00:00+07:00',
        before: { dueBefore: '2026-12-25T00:00:00+07:00' },
      },
    });
  });

  it('of form 04 is the ministry’s, and of a lock alone moves no due instant', async () => {
    const after = await extend(desk.ministry, '04', LAO_CAI, null, '2027-04-01');
    expect(after).toMatchObject({ dueBefore: at('2026-12-31'), lockAt: at('2027-04-01') });
  });

  it('outlives another run of the period', async () => {
    const run = await db.transact(systemScope, (uow) => desk.regime.openPeriod(uow, '2026-Y'));
    expect(run).toMatchObject({ added: 0, closed: 0, reopened: 0, updated: 0 });
    expect((await dutyOf('03', LEAD_COMMUNE)).dueBefore).toEqual(at('2027-01-05'));
  });

  it('never shortens', async () => {
    await expect(extend(desk.officer, '03', LEAD_COMMUNE, '2027-01-04')).rejects.toMatchObject({
      code: 'DUE_SHORTENED',
      path: 'dueBefore',
      message: expect.stringContaining('đang có hạn gửi trước 00:00 05/01/2027'),
    });
    await expect(extend(desk.officer, '03', LEAD_COMMUNE, null, '2027-02-22')).rejects.toMatchObject({
      code: 'LOCK_SHORTENED',
    });
  });

  it.each([
    ['a commune, of its own filing', () => commune, '03', LEAD_COMMUNE, 'NOT_GRANTING_OFFICE'],
    ['a department, of its own filing', () => desk.officer, '04', LAO_CAI, 'NOT_GRANTING_OFFICE'],
    ['the ministry, of a commune’s', () => desk.ministry, '03', OTHER_COMMUNE, 'NOT_GRANTING_OFFICE'],
    ['the department of another province', () => neighbour, '03', OTHER_COMMUNE, 'OBLIGATION_ID_UNKNOWN'],
  ] as const)('asked for by %s is refused', async (_, caller, form, unit, code) => {
    await expect(extend(caller(), form, unit, '2027-01-10')).rejects.toMatchObject({ code });
  });

  it('needs a reason', async () => {
    const { id: obligationId } = await dutyOf('03', OTHER_COMMUNE);
    const wanted = { obligationId, reason: '  ', dueBefore: at('2027-01-10'), lockAt: null };
    await expect(desk.as(desk.officer, (uow) => exceptions.extend(uow, desk.officer, wanted))).rejects.toMatchObject({
      code: 'EXCEPTION_REASON_REQUIRED',
      path: 'reason',
    });
  });

  it('that is refused is on record too, and changes nothing', async () => {
    const { id, dueBefore } = await dutyOf('03', OTHER_COMMUNE);
    const attempt = { action: 'obligation.extension', subjectKind: 'obligation', subjectId: id } as const;
    const wanted = { obligationId: id, reason: 'x', dueBefore: at('2026-12-01'), lockAt: null };
    const services = { db, clock: desk.clock };
    await expect(
      decideOnRecord(services, desk.officer, attempt, (uow) => exceptions.extend(uow, desk.officer, wanted)),
    ).rejects.toMatchObject({ code: 'DUE_SHORTENED' });
    const entries = await desk.rows<{ action: string; detail: { code: string } }>(
      'select action, detail from audit_entry where subject_id = ?',
      [id],
    );
    expect(entries).toEqual([
      { action: 'obligation.extension.refused', detail: { code: 'DUE_SHORTENED', path: 'dueBefore' } },
    ]);
    expect((await dutyOf('03', OTHER_COMMUNE)).dueBefore).toEqual(dueBefore);
  });

  it('lets a first filing in after the statutory lock, and judges punctuality by the new due instant', async () => {
    const unit = OTHER_COMMUNE;
    const clerk = await addPerson(db, { kind: 'commune', provinceCode: LAO_CAI, communeCode: unit }, 'officer');
    const draft = await desk.as(clerk, (uow) =>
      desk.filings.saveDraft(uow, clerk, {
        form: '03',
        period: '2026-H1',
        unit,
        figures: [{ key: 'planned_count', raw: '1' }],
      }),
    );
    const submit = () => desk.as(clerk, (uow) => desk.filings.submit(uow, clerk, { ...draft, reason: 'gửi muộn' }));
    await expect(submit()).rejects.toMatchObject({ code: 'PERIOD_LOCKED' });
    const { id: obligationId } = await dutyOf('03', unit, '2026-H1');
    await desk.as(desk.officer, (uow) =>
      exceptions.extend(uow, desk.officer, {
        obligationId,
        reason: 'Xã mới thành lập',
        dueBefore: at('2026-12-11'),
        lockAt: at('2026-12-20'),
      }),
    );
    await submit();
    const duty = await dutyOf('03', unit, '2026-H1');
    expect(duty.receivedAt).toEqual(desk.clock.now());
    expect(desk.regime.lateness(duty)).toBe('on_time');
  });
});

describe('an exemption', () => {
  it('frees one unit of one filing, outlives the register, and can be taken back with a reason', async () => {
    const duty = await dutyOf('02', 'CCN-A');
    const by = (action: 'exempt' | 'reinstate', reason: string) =>
      desk.as(desk.officer, (uow) => exceptions[action](uow, desk.officer, { obligationId: duty.id, reason }));
    expect(await by('exempt', 'Cụm đang giải thể')).toMatchObject({
      state: 'exempt',
      stateReason: 'Cụm đang giải thể',
    });
    await db.transact(systemScope, (uow) => desk.regime.openPeriod(uow, '2026-Y'));
    expect((await dutyOf('02', 'CCN-A')).state).toBe('exempt');
    await expect(by('exempt', 'lần nữa')).rejects.toMatchObject({ code: 'OBLIGATION_NOT_OPEN' });
    expect(await by('reinstate', 'Đã có chủ đầu tư mới')).toMatchObject({ state: 'open' });
    await expect(by('reinstate', 'lần nữa')).rejects.toMatchObject({ code: 'OBLIGATION_NOT_EXEMPT' });
    expect((await changes(duty.id)).map((c) => c.kind)).toEqual(['exemption', 'reinstatement']);
  });

  it('does not wipe away what was sent', async () => {
    const { id: obligationId } = await dutyOf('03', OTHER_COMMUNE, '2026-H1');
    await expect(
      desk.as(desk.officer, (uow) => exceptions.exempt(uow, desk.officer, { obligationId, reason: 'x' })),
    ).rejects.toMatchObject({ code: 'OBLIGATION_ANSWERED' });
  });
});

describe('the database itself', () => {
  const insert = (caller: Caller, row: Readonly<Record<string, unknown>>) =>
    db
      .transact({ ...caller.scope, canWrite: true }, async (uow) => {
        const by = { author_id: caller.accountId, author_name: 'x', office_id: caller.officeId, office_name: 'x' };
        const full = { id: newId(), reason: 'x', created_at: desk.clock.now(), ...by, ...row };
        const names = Object.keys(full);
        const marks = names.map(() => '?').join(', ');
        const sql = `insert into obligation_exception (${names.join(', ')}) values (${marks})`;
        return (await uow.em.execute<QueryResult>(sql, Object.values(full), 'run')).affectedRows;
      })
      .catch((error: { code?: string }) => error.code);

  it('takes an exception from nobody but the tier above, and in nobody else’s name', async () => {
    const { id } = await dutyOf('01', 'P-1');
    const exemption = { obligation_id: id, kind: 'exemption' };
    for (const person of [commune, neighbour, desk.ministry]) expect(await insert(person, exemption)).toBe('42501');
    expect(await insert(desk.officer, { ...exemption, author_id: desk.approver.accountId })).toBe('42501');
    expect(await insert(desk.officer, { ...exemption, obligation_id: (await dutyOf('04', LAO_CAI)).id })).toBe('42501');
    const reader = { ...desk.officer, scope: { ...desk.officer.scope, canWrite: false } };
    await expect(
      desk.as(reader, (uow) => exceptions.exempt(uow, reader, { obligationId: id, reason: 'x' })),
    ).rejects.toMatchObject({ code: '42501' });
  });

  it('never lets a due instant become earlier', async () => {
    const { id } = await dutyOf('01', 'P-1');
    const shorter = { obligation_id: id, kind: 'extension', due_before: at('2026-12-19'), lock_at: at('2027-02-18') };
    expect(await insert(desk.officer, shorter)).toBe('23000');
    const update = `update obligation set due_before = due_before - interval '1 day' where id = '${id}'`;
    await expect(db.transact(systemScope, (uow) => uow.em.execute(update))).rejects.toThrow(/obligation_never_shorter/);
  });

  it('lets a person change an obligation in no other way, and an exception not at all', async () => {
    for (const sql of [
      `update obligation set due_before = due_before + interval '1 day'`,
      `update obligation set state = 'exempt'`,
    ]) {
      const result = await db.transact(desk.officer.scope, (uow) => uow.em.execute<QueryResult>(sql, [], 'run'));
      expect(result.affectedRows).toBe(0);
    }
    for (const sql of [`update obligation_exception set reason = 'y'`, 'delete from obligation_exception'])
      await expect(db.transact(systemScope, (uow) => uow.em.execute(sql))).rejects.toMatchObject({ code: '42501' });
  });

  it('keeps two at once in order: the later of two extensions stands', async () => {
    const days = ['2027-01-03', '2027-01-09', '2027-01-06', '2027-01-12'];
    await Promise.allSettled(days.map((day) => extend(desk.officer, '01', 'P-2', day)));
    const duty = await dutyOf('01', 'P-2');
    expect(duty.dueBefore).toEqual(at('2027-01-12'));
    const granted = (await changes(duty.id)).map((c) => c.dueBefore?.getTime() ?? 0);
    expect(granted.length).toBeGreaterThan(0);
    expect(Math.max(...granted)).toBe(at('2027-01-12').getTime());
  });
});
