/** Reminders through a real mail server that hangs, breaks off, refuses: each mail has its outcome, the others theirs. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '#lib/persistence';
import { type ReminderRunner, smtpTransport } from '#lib/reminders';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { addressOf, fillNation, type NationPlan, nationOf, type Subject } from '../support/nation.js';
import { openReminderDesk, type ReminderDesk, vietnam } from '../support/reminders.js';
import { openSeason } from '../support/season.js';
import { type Silence, SmtpServer } from '../support/smtp-server.js';

const PLAN: NationPlan = {
  period: '2026-H1',
  windowTo: '2026-06-14',
  due: { '01': '2026-06-20', '02': '2026-06-20', '03': '2026-06-25', '04': '2026-06-30' },
  from: '2026-06-01',
  to: '2026-07-10',
  seed: 11,
  provinces: 1,
  communes: 1,
  clusters: 2,
  projects: 6,
};

let database: TestDatabase;
let db: Database;
let mails: SmtpServer;
let desk: ReminderDesk;
let runner: ReminderRunner;
let subjects: Subject[];

beforeAll(async () => {
  mails = await SmtpServer.start();
  database = await createTestDatabase();
  db = await openSeason(database.appUrl);
  desk = openReminderDesk(db, '2026-06-05T07:00');
  subjects = nationOf(PLAN).filter((s) => s.reachable && (s.form === '01' || s.form === '02'));
  await fillNation(db, PLAN, subjects);
});
beforeEach(() => {
  const timeouts = { connect: 400, silence: 400, mail: 1_000 };
  runner = desk.runnerWith({ transport: smtpTransport({ url: mails.url, from: 'ccn@ccn.example', timeouts }) });
});
afterEach(async () => {
  await runner.stop();
  mails.silent = null;
  mails.refuse = () => null;
  mails.taken.length = 0;
});
afterAll(async () => {
  await db?.close();
  await database?.drop();
  await mails?.stop();
});

/** States of the mails of one step of the plan, with their reasons: "planned SMTP_TIMEOUT" -> how many. */
async function mailsOf(step: string): Promise<Record<string, number>> {
  const rows = await desk.rows<{ line: string; n: number }>(
    `select concat_ws(' ', state, reason) as line, count(*)::int as n from reminder_step
     where channel = 'email' and step_key like ? group by 1`,
    [`%/${step}`],
  );
  return Object.fromEntries(rows.map(({ line, n }) => [line, n]));
}
const inboxOf = async (step: string): Promise<number> =>
  (
    await desk.rows<{ n: number }>(
      `select count(*)::int as n from inbox_message m join reminder_step s on s.id = m.reminder_step where s.step_key like ?`,
      [`%/${step}`],
    )
  )[0]?.n ?? 0;
async function sweepAt(time: string) {
  desk.clock.moveTo(vietnam(time));
  return await runner.sweep();
}

describe.each([
  ['before its greeting', 'greeting', '2026-06-05', 'before-14'],
  ['after a recipient', 'recipient', '2026-06-12', 'before-7'],
  ['after the message', 'message', '2026-06-16', 'before-3'],
] as const)('a mail server that falls silent %s', (_, silence, day, step) => {
  it('ends no sweep and stops nothing else: the mail is tried again later and taken once', async () => {
    mails.silent = silence satisfies Silence;
    const all = subjects.length;
    expect(await sweepAt(`${day}T08:00`)).toMatchObject({ inbox: all, mailed: 0 });
    expect(await inboxOf(step)).toBe(all);
    const { planned = 0, 'planned SMTP_TIMEOUT': tried = 0, ...others } = await mailsOf(step);
    expect(others).toEqual({});
    // Only the mails that were under way; the others were spared.
    expect(tried).toBeGreaterThan(0);
    expect(tried).toBeLessThanOrEqual(4);
    expect(planned + tried).toBe(all);

    mails.silent = null;
    await sweepAt(`${day}T09:30`);
    expect(await mailsOf(step)).toEqual({ sent: all });
    expect(mails.ids.size).toBe(all);
    const outbox = await desk.rows<{ state: string; n: number }>(
      `select m.state, count(*)::int as n from outbound_mail m join reminder_step s on s.id = m.reminder_step
       where s.step_key like ? group by 1`,
      [`%/${step}`],
    );
    expect(outbox).toEqual([{ state: 'sent', n: all }]);
    expect(await inboxOf(step)).toBe(all);
  });
});

describe('a mailbox that bounces', () => {
  it('fails at once with code and answer; a full one is tried again; the others have their mail', async () => {
    const [gone, full, ...rest] = subjects.map(addressOf);
    mails.refuse = (address) =>
      address === gone ? '550 5.1.1 no such user' : address === full ? '452 4.2.2 mailbox full' : null;
    await sweepAt('2026-06-18T08:00');
    expect(await mailsOf('before-1')).toEqual({
      'failed MAIL_REFUSED': 1,
      'planned MAIL_FAILED': 1,
      sent: rest.length,
    });
    const [bounced] = await desk.rows<{ detail: string; state: string; response: string }>(
      `select s.detail, m.state, m.response from reminder_step s join outbound_mail m on m.reminder_step = s.id where s.reason = 'MAIL_REFUSED'`,
    );
    expect(bounced).toMatchObject({ state: 'failed' });
    expect([bounced?.detail, bounced?.response].every((said) => said?.includes('550 5.1.1 no such user'))).toBe(true);
    expect(mails.taken.flatMap((mail) => mail.to).sort()).toEqual([...rest].sort());

    mails.refuse = (address) => (address === gone ? '550 5.1.1 no such user' : null);
    await sweepAt('2026-06-18T08:30');
    expect(await mailsOf('before-1')).toEqual({ 'failed MAIL_REFUSED': 1, sent: rest.length + 1 });
  });
});

describe('a mail server that is gone', () => {
  it('is said to be unreachable, and the day ends with the reason on record', async () => {
    await mails.stop();
    await sweepAt('2026-06-19T08:00');
    const { 'planned SMTP_UNREACHABLE': tried = 0 } = await mailsOf('on-day');
    expect(tried).toBeGreaterThan(0);
    await sweepAt('2026-06-19T16:59');
    await sweepAt('2026-06-22T08:00');
    const { 'failed SMTP_UNREACHABLE': failed = 0, 'superseded WINDOW_PASSED': passed = 0 } = await mailsOf('on-day');
    expect(failed + passed).toBe(subjects.length);
    expect(failed).toBeGreaterThan(0);
  });
});
