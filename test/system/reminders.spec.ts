/** Reminders of a small season: what is planned, told, set aside and failed, seen from the rows. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '#lib/access';
import { type Database, newId } from '#lib/persistence';
import { loadReminderPolicies } from '#lib/regime';
import { MailFailure, MOST_TRIES, ReminderRulebook } from '#lib/reminders';
import { readWorkbook } from '#lib/workbook';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { addPerson } from '../support/people.js';
import { openReminderDesk, type ReminderDesk, vietnam } from '../support/reminders.js';
import {
  fillSeason,
  LAO_CAI,
  LEAD_COMMUNE,
  OTHER_COMMUNE,
  openSeason,
  type SeasonRegister,
} from '../support/season.js';

const PERIOD = '2026-H1';

let database: TestDatabase;
let db: Database;
let register: SeasonRegister;
let desk: ReminderDesk;
let enterprise: Caller;
let commune: Caller;
let department: Caller;
let investor: Caller;
let ministry: Caller;

beforeAll(async () => {
  database = await createTestDatabase();
  db = await openSeason(database.appUrl);
  register = await fillSeason(db);
  desk = openReminderDesk(db, '2026-06-01T07:00');
  const provinceCode = LAO_CAI;
  const projectIds = [register.projects['P-1']];
  enterprise = await addPerson(
    db,
    { kind: 'enterprise', provinceCode, communeCode: LEAD_COMMUNE, projectIds },
    'officer',
  );
  commune = await addPerson(db, { kind: 'commune', provinceCode, communeCode: LEAD_COMMUNE }, 'officer');
  department = await addPerson(db, { kind: 'department', provinceCode }, 'officer');
  investor = await addPerson(db, { kind: 'investor', provinceCode, clusterIds: [register.clusterA] }, 'officer');
  ministry = await addPerson(db, { kind: 'ministry' }, 'officer');
  await desk.as((uow) => desk.regime.openPeriod(uow, PERIOD));
});
afterEach(() => {
  desk.mails.refuse = () => null;
});
afterAll(async () => {
  await db?.close();
  await database?.drop();
});

/** Steps of one duty, "key channel state reason". */
async function steps(form: string, unit: string, more = 'true'): Promise<string[]> {
  const rows = await desk.rows<{ line: string }>(
    `select concat_ws(' ', s.step_key, s.channel, s.state, s.reason) as line from reminder_step s join obligation o on o.id = s.obligation_id
     where o.form = ? and o.filer_ref = ? and (${more}) order by s.send_not_before, s.channel`,
    [form, unit],
  );
  return rows.map((r) => r.line);
}
const toWhom = () => desk.mails.sent.map(({ mail }) => `${mail.to.join()} ${mail.subject}`);
const duty = async (form: string, unit: string): Promise<string> =>
  (await desk.rows<{ id: string }>('select id from obligation where form = ? and filer_ref = ?', [form, unit]))[0]
    ?.id ?? '';

describe('the plan', () => {
  it('is rows: obligation, step and channel, from policy and calendar; made again it is the same', async () => {
    const first = await desk.as((uow) => desk.planner.plan(uow, PERIOD));
    expect(first).toEqual({ changed: 39, superseded: 0 });
    expect(await steps('01', 'P-1', "s.channel = 'email' or s.channel = 'digest'")).toEqual([
      '2026-06-19/before-14 email planned',
      '2026-06-19/before-7 email planned',
      '2026-06-19/before-3 email planned',
      '2026-06-19/before-1 email planned',
      '2026-06-19/on-day email planned',
      '2026-06-19/after-3 email planned',
      '2026-06-19/to-superior digest planned',
    ]);
    const before = await desk.rows(
      'select id, plan_key, send_not_before, send_not_after, round from reminder_step order by id',
    );
    expect(await desk.as((uow) => desk.planner.plan(uow, PERIOD))).toEqual({ changed: 0, superseded: 0 });
    expect(
      await desk.rows('select id, plan_key, send_not_before, send_not_after, round from reminder_step order by id'),
    ).toEqual(before);
  });

  it('follows an extension with new steps and sets the old ones aside; an exemption ends them', async () => {
    const other = await duty('03', OTHER_COMMUNE);
    await desk.rows(
      `update obligation set due_before = '2026-07-02T00:00+07:00', lock_at = '2026-09-01T00:00+07:00' where id = ?`,
      [other],
    );
    await desk.as((uow) => desk.planner.plan(uow, PERIOD));
    expect(await steps('03', OTHER_COMMUNE, "s.channel = 'email' and s.step_key like '%on-day'")).toEqual([
      '2026-06-24/on-day email superseded REPLANNED',
      '2026-07-01/on-day email planned',
    ]);
    await desk.rows(`update obligation set state = 'exempt' where id = ?`, [other]);
    await desk.as((uow) => desk.planner.plan(uow, PERIOD));
    expect(await steps('03', OTHER_COMMUNE, "s.state = 'planned'")).toEqual([]);
    expect(await steps('03', OTHER_COMMUNE, "s.step_key = '2026-07-01/on-day' and s.channel = 'email'")).toEqual([
      '2026-07-01/on-day email superseded DUTY_CLOSED',
    ]);
    await desk.rows(`update obligation set state = 'open' where id = ?`, [other]);
    await desk.as((uow) => desk.planner.plan(uow, PERIOD));
    expect(await steps('03', OTHER_COMMUNE, "s.step_key = '2026-07-01/on-day' and s.channel = 'email'")).toEqual([
      '2026-07-01/on-day email planned',
    ]);
  });
});

describe('a day of the season', () => {
  it('nothing goes out before eight, at night or on a Saturday', async () => {
    for (const time of ['2026-06-05T07:59', '2026-06-05T17:00', '2026-06-05T23:00', '2026-06-06T10:00'])
      expect(await desk.sweepAt(time)).toMatchObject({ inbox: 0, mailed: 0 });
    expect(desk.mails.sent).toEqual([]);
  });

  it('at eight of 5 June whoever owes forms 01 and 02 is told once, by mail and in the inbox', async () => {
    expect(await desk.sweepAt('2026-06-05T08:00')).toMatchObject({ inbox: 2, mailed: 2, failed: 0 });
    expect(toWhom().sort()).toEqual(
      [
        `${enterprise.email} Nhắc gửi Biểu 01 6 tháng năm 2026 – Doanh nghiệp P-1 (Cụm A), hạn cuối 19/06/2026`,
        `${investor.email} Nhắc gửi Biểu 02 6 tháng năm 2026 – Cụm A, hạn cuối 19/06/2026`,
      ].sort(),
    );
    expect(await desk.sweepAt('2026-06-05T08:01')).toMatchObject({ inbox: 0, mailed: 0 });
    const { body, messageId } = desk.mails.sent.find(({ mail }) => mail.to.includes(enterprise.email))!.mail;
    expect(body).toContain('hết thứ Sáu, ngày 19/06/2026 (phải gửi trước ngày 20/06/2026)');
    expect(body).toContain('còn 14 ngày');
    expect(body).toContain('https://ccn.example/nop/01/2026-H1/P-1\n2. Tải lên');
    expect(messageId).toMatch(/^<reminder\.[0-9a-f-]{36}@ccn\.example>$/);
    const inbox = await db.transact(enterprise.scope, (uow) => desk.inbox.messages(uow, enterprise, {}, { first: 10 }));
    expect(inbox.edges.map((e) => e.node.subject)).toEqual([
      desk.mails.sent.find(({ mail }) => mail.to.includes(enterprise.email))!.mail.subject,
    ]);
  });

  it('a unit without an office is recorded as nobody to remind, and harms nothing', async () => {
    expect(await steps('01', 'P-2', "s.step_key like '%before-14'")).toEqual([
      '2026-06-19/before-14 email failed NO_RECIPIENT',
      '2026-06-19/before-14 inbox failed NO_RECIPIENT',
    ]);
  });

  it('a mailbox that is refused for good fails with its reason, the others go on', async () => {
    desk.mails.refuse = (mail) =>
      mail.to.includes(investor.email)
        ? new MailFailure('MAIL_REFUSED', '550 5.1.1 no such user', { permanent: true })
        : null;
    await desk.sweepAt('2026-06-12T08:00');
    expect(await steps('02', 'CCN-A', "s.step_key like '%before-7'")).toEqual([
      '2026-06-19/before-7 email failed MAIL_REFUSED',
      '2026-06-19/before-7 inbox sent',
    ]);
    expect(await steps('01', 'P-1', "s.step_key like '%before-7'")).toEqual([
      '2026-06-19/before-7 email sent',
      '2026-06-19/before-7 inbox sent',
    ]);
  });

  it('a server that does not answer is asked again later, in growing pauses, and given up with its reason', async () => {
    await desk.sweepAt('2026-06-15T08:00');
    desk.mails.concurrency = 1;
    desk.mails.refuse = () => new MailFailure('SMTP_TIMEOUT', 'no answer', { ofServer: true });
    await desk.sweepAt('2026-06-16T08:00');
    const email = "s.step_key like '%before-3' and s.channel = 'email'";
    const due = [...(await steps('01', 'P-1', email)), ...(await steps('02', 'CCN-A', email))];
    // One was tried, the other spared.
    expect(due.sort()).toEqual(['2026-06-19/before-3 email planned', '2026-06-19/before-3 email planned SMTP_TIMEOUT']);
    desk.mails.refuse = (mail) =>
      mail.to.includes(enterprise.email) ? new MailFailure('SMTP_TIMEOUT', 'no answer') : null;
    for (const time of ['08:02', '08:20', '09:30', '14:00']) await desk.sweepAt(`2026-06-16T${time}`);
    expect(await steps('02', 'CCN-A', email)).toEqual(['2026-06-19/before-3 email sent']);
    for (const time of ['16:59', '17:30']) await desk.sweepAt(`2026-06-16T${time}`);
    await desk.sweepAt('2026-06-17T08:00');
    await desk.sweepAt('2026-06-17T16:00');
    const [row] = await desk.rows<{ state: string; reason: string; attempts: number }>(
      `select s.state, s.reason, s.attempts from reminder_step s join obligation o on o.id = s.obligation_id where o.filer_ref = 'P-1' and ${email}`,
    );
    expect(row).toMatchObject({ state: 'failed', reason: 'SMTP_TIMEOUT' });
    expect(row?.attempts).toBeLessThanOrEqual(MOST_TRIES);
    expect(
      (await desk.rows(`select 1 from outbound_mail m join reminder_step s on s.id = m.reminder_step where ${email}`))
        .length,
    ).toBe(2);
    desk.mails.refuse = () => null;
  });
});

describe('an outage', () => {
  it('is followed by the latest reminder, not by all the missed ones', async () => {
    const before = desk.mails.sent.length;
    // The worker slept from the 17th to the evening of the 18th and on to the 19th.
    await desk.sweepAt('2026-06-19T09:00');
    expect(
      desk.mails.sent
        .slice(before)
        .map(({ mail }) => mail.to[0])
        .sort(),
    ).toEqual([commune.email, enterprise.email, investor.email].sort());
    expect(
      await steps('01', 'P-1', "s.channel = 'email' and s.step_key like any (array['%before-1', '%on-day'])"),
    ).toEqual(['2026-06-19/before-1 email superseded WINDOW_PASSED', '2026-06-19/on-day email sent']);
  });
});

describe('the offices above', () => {
  it('get one digest a day that names who is late', async () => {
    const before = desk.mails.sent.length;
    await desk.sweepAt('2026-06-22T08:00');
    const digests = desk.mails.sent.slice(before).filter(({ mail }) => mail.subject.includes('chậm báo cáo'));
    expect(digests.map(({ mail }) => `${mail.to[0]} ${mail.subject}`).sort()).toEqual(
      [
        `${commune.email} 2 đơn vị chậm báo cáo tính đến 22/06/2026`,
        `${department.email} 1 đơn vị chậm báo cáo tính đến 22/06/2026`,
      ].sort(),
    );
    expect(digests.find(({ mail }) => mail.to[0] === commune.email)?.mail.body).toContain(
      '- Doanh nghiệp P-1 (Cụm A): Biểu 01 6 tháng năm 2026, quá hạn 3 ngày',
    );
    await desk.sweepAt('2026-06-22T15:00');
    expect(
      desk.mails.sent.slice(before).filter(({ mail }) => mail.to[0] === commune.email && mail.subject.includes('chậm')),
    ).toHaveLength(1);
  });

  it('are told whom to call once the reminders have come to their end', async () => {
    const before = desk.mails.sent.length;
    await desk.sweepAt('2026-06-24T08:30');
    const [digest] = desk.mails.sent
      .slice(before)
      .filter(({ mail }) => mail.to[0] === commune.email && mail.subject.includes('chậm'));
    expect(digest?.mail.body).toContain('đã nhắc nhiều lần, đề nghị đôn đốc trực tiếp');
    expect(await steps('01', 'P-1', "s.channel = 'digest'")).toEqual(['2026-06-19/to-superior digest sent']);
  });

  it('get none when nobody is late any more', async () => {
    await desk.rows(`update obligation set state = 'closed', state_reason = 'x' where form = '01'`);
    await desk.sweepAt('2026-06-25T08:00');
    const told = await desk.rows<{ line: string }>(
      `select concat_ws(' ', channel, state, reason) as line from reminder_step where step_key = 'digest/2026-06-25'
         and recipient_tier = 'commune' and recipient_unit = ? order by 1`,
      [LEAD_COMMUNE],
    );
    expect(told.map((r) => r.line)).toEqual(['email superseded NOBODY_LATE', 'inbox superseded NOBODY_LATE']);
    await desk.rows(`update obligation set state = 'open', state_reason = null where form = '01'`);
  });
});

describe('a change of policy', () => {
  it('moves what is planned and rewrites nothing that was sent', async () => {
    const sent = await desk.rows(`select * from reminder_step where state in ('sent', 'failed') order by id`);
    const [policy] = loadReminderPolicies();
    const later = { ...policy!, deadlineSteps: policy!.deadlineSteps.filter((s) => s.key !== 'after-1') };
    const runner = desk.runnerWith({ rulebook: new ReminderRulebook([later]) });
    desk.clock.moveTo(vietnam('2026-06-25T18:00'));
    await runner.sweep();
    expect(
      await desk.rows(
        `select * from reminder_step where id in (select id from reminder_step where state in ('sent', 'failed')) order by id`,
      ),
    ).toEqual(sent);
    expect(await steps('04', LAO_CAI, "s.step_key like '%after-1' and s.channel = 'email'")).toEqual([
      '2026-06-29/after-1 email superseded REPLANNED',
    ]);
    await desk.runner.sweep();
    expect(await steps('04', LAO_CAI, "s.step_key like '%after-1' and s.channel = 'email'")).toEqual([
      '2026-06-29/after-1 email planned',
    ]);
  });
});

describe('one reminder at a click', () => {
  const ask = (caller: Caller, id: string) =>
    db.transact(caller.scope, (uow) => desk.reminders.remindNow(uow, caller, id));

  it('goes out at once within the hours, once a day, in the name of who asked', async () => {
    desk.clock.moveTo(vietnam('2026-06-26T10:00'));
    const id = await duty('03', LEAD_COMMUNE);
    expect(await ask(department, id)).toEqual({ obligationId: id, sendNotBefore: vietnam('2026-06-26T10:00') });
    await expect(ask(department, id)).rejects.toMatchObject({ code: 'REMINDED_TODAY' });
    const before = desk.mails.sent.length;
    await desk.runner.sweep();
    const [mail] = desk.mails.sent
      .slice(before)
      .filter(({ mail }) => mail.to[0] === commune.email && mail.body.includes('đề nghị đơn vị thực hiện'));
    expect(mail?.mail.body).toContain(`${department.officeName} đề nghị đơn vị thực hiện`);
    expect(await steps('03', LEAD_COMMUNE, "s.step_key like 'manual/%'")).toEqual([
      'manual/2026-06-26 email sent',
      'manual/2026-06-26 inbox sent',
    ]);
    expect(await desk.rows(`select 1 from audit_entry where action = 'reminder.now'`)).toHaveLength(1);
  });

  it('asked for in the evening it waits for the next working morning', async () => {
    desk.clock.moveTo(vietnam('2026-06-26T20:00'));
    const id = await duty('04', LAO_CAI);
    expect(await ask(ministry, id)).toEqual({ obligationId: id, sendNotBefore: vietnam('2026-06-29T08:00') });
  });

  it('is refused to whom the filing does not go, and for what one does not see', async () => {
    desk.clock.moveTo(vietnam('2026-06-29T10:00'));
    await expect(ask(department, await duty('01', 'P-1'))).rejects.toMatchObject({ code: 'NOT_RECEIVER' });
    await expect(ask(department, await duty('03', OTHER_COMMUNE))).resolves.toBeDefined();
    await expect(ask(commune, await duty('03', OTHER_COMMUNE))).rejects.toMatchObject({ code: 'OBLIGATION_UNKNOWN' });
    await expect(ask(enterprise, await duty('01', 'P-1'))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(ask(department, newId())).rejects.toMatchObject({ code: 'OBLIGATION_UNKNOWN' });
  });
});

describe('what an office sees', () => {
  it('its own duties and messages, not those of others', async () => {
    const units = async (caller: Caller) => {
      const page = await db.transact(caller.scope, (uow) =>
        desk.reminders.reminders(uow, { period: PERIOD }, { first: 500 }),
      );
      return [...new Set(page.edges.map((e) => e.node.unitName))].sort();
    };
    expect(await units(enterprise)).toEqual(['Doanh nghiệp P-1 (Cụm A)']);
    expect((await units(ministry)).length).toBe(34 + 5);
    const hidden = await db.transact(enterprise.scope, (uow) =>
      uow.em.execute<{ n: number }[]>(
        `select count(*)::int as n from inbox_message where office_id <> ? union all
         select count(*)::int from outbound_mail where not ? = any (to_addresses) union all select count(*)::int from reminder_plan`,
        [enterprise.officeId, enterprise.email],
      ),
    );
    expect(hidden.map((r) => r.n)).toEqual([0, 0, 0]);
  });

  it('pages through the steps without a gap or a double', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 40; page++) {
      const found = await desk.as((uow) => desk.reminders.reminders(uow, { form: '02' }, { first: 4, after }));
      seen.push(...found.edges.map((e) => e.node.id));
      if (!found.hasNextPage) break;
      after = found.edges.at(-1)?.cursor ?? null;
    }
    const all = await desk.rows<{ id: string }>(
      `select s.id from reminder_step s join obligation o on o.id = s.obligation_id where o.form = '02'`,
    );
    expect(seen.length).toBe(all.length);
    expect(new Set(seen).size).toBe(all.length);
  });

  it('marks its messages as read, and cannot touch what they say or those of others', async () => {
    const list = () =>
      db.transact(enterprise.scope, (uow) => desk.inbox.messages(uow, enterprise, { unreadOnly: true }, { first: 50 }));
    const [first] = (await list()).edges;
    const before = (await list()).totalCount;
    const mark = (caller: Caller, id: string | null) =>
      db.transact(caller.scope, (uow) => desk.inbox.markRead(uow, caller, id));
    expect(await mark(enterprise, first!.node.id)).toBe(before - 1);
    await expect(mark(commune, first!.node.id)).rejects.toMatchObject({ code: 'MESSAGE_UNKNOWN' });
    expect(await mark(enterprise, null)).toBe(0);
    await expect(
      db.transact(enterprise.scope, (uow) => uow.em.execute(`update inbox_message set body = 'x'`)),
    ).rejects.toThrow(/permission denied/);
    const forged = await db.transact({ ...commune.scope, canWrite: true }, (uow) =>
      uow.em.execute<{ id: string }[]>('update reminder_step set detail = detail returning id'),
    );
    expect(forged).toEqual([]);
  });
});

describe('the dunning list', () => {
  it('names who is late in a province, since when, the last reminder and whom to call, as a workbook', async () => {
    desk.clock.moveTo(vietnam('2026-06-26T09:00'));
    const bytes = await db.transact(department.scope, (uow) => desk.reminders.dunningWorkbook(uow, LAO_CAI, PERIOD));
    const read = readWorkbook(bytes);
    if (!read.ok) throw new Error(read.findings[0].code);
    const texts = [...read.sheets[0]!.cells.values()].map((cell) => cell.text);
    for (const word of [
      'Đơn vị',
      'Số ngày quá hạn',
      'Lần nhắc gần nhất',
      'Liên hệ',
      'Doanh nghiệp P-1 (Cụm A)',
      '19/06/2026',
      'Chưa gửi',
    ])
      expect(texts).toContain(word);
    const lines = await db.transact(department.scope, (uow) => desk.reminders.dunningList(uow, LAO_CAI, PERIOD));
    expect(lines.map((l) => `${l.form} ${l.unitName} ${l.daysOverdue}`)).toEqual([
      '01 Doanh nghiệp P-1 (Cụm A) 7',
      '01 Doanh nghiệp P-2 (Cụm A) 7',
      '02 Cụm A 7',
      expect.stringMatching(/^03 .* 2$/),
    ]);
    expect(lines[1]?.contact).toBe('Chưa có tài khoản');
    expect(lines[1]?.lastReminderAt).toBeNull();
    expect(lines[0]?.contact).toContain(enterprise.email);
    expect(lines[0]?.lastReminderAt).toEqual(vietnam('2026-06-22T08:00'));
  });

  it('is refused for another province and for a period that is not open', async () => {
    const get = (province: string, period: string) =>
      db.transact(department.scope, (uow) => desk.reminders.dunningWorkbook(uow, province, period));
    await expect(get('80', PERIOD)).rejects.toMatchObject({ code: 'PROVINCE_UNKNOWN' });
    await expect(get('99', PERIOD)).rejects.toMatchObject({ code: 'PROVINCE_UNKNOWN' });
    await expect(get(LAO_CAI, '2031-Y')).rejects.toMatchObject({ code: 'PERIOD_UNKNOWN' });
  });
});
