/** The calendar of an office: its duties as an iCalendar feed behind a secret address. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '#lib/access';
import type { Database } from '#lib/persistence';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { addPerson } from '../support/people.js';
import { openReminderDesk, type ReminderDesk } from '../support/reminders.js';
import { fillSeason, LAO_CAI, LEAD_COMMUNE, openSeason } from '../support/season.js';

let database: TestDatabase;
let db: Database;
let desk: ReminderDesk;
let enterprise: Caller;
let ministry: Caller;

beforeAll(async () => {
  database = await createTestDatabase();
  db = await openSeason(database.appUrl);
  const register = await fillSeason(db);
  desk = openReminderDesk(db, '2026-06-01T07:00');
  enterprise = await addPerson(
    db,
    {
      kind: 'enterprise',
      provinceCode: LAO_CAI,
      communeCode: LEAD_COMMUNE,
      projectIds: [register.projects['P-1']],
    },
    'officer',
  );
  ministry = await addPerson(db, { kind: 'ministry' }, 'officer');
  await desk.as((uow) => desk.regime.openPeriod(uow, '2026-H1'));
});
afterAll(async () => {
  await db?.close();
  await database?.drop();
});

describe('the calendar of an office', () => {
  it('is read at a secret address, follows the duties, and ends when it is revoked', async () => {
    const { url } = await db.transact(enterprise.scope, (uow) => desk.calendars.create(uow, enterprise));
    const secret = /^https:\/\/ccn\.example\/api\/calendar\/([\w-]{43})\.ics$/.exec(url)?.[1] ?? '';
    const text = (await desk.calendars.read(secret)).replace(/\r\n /g, '');
    expect(text).toContain('DTSTART;VALUE=DATE:20260619');
    expect(text).toContain('SUMMARY:Hạn cuối: Biểu 01 6 tháng năm 2026 – Doanh nghiệp P-1 (Cụm A)');
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(1);
    const stored = await desk.rows<{ secret_hash: string }>('select secret_hash from calendar_feed');
    expect(stored.map((r) => r.secret_hash)).not.toContain(secret);
    const again = await db.transact(enterprise.scope, (uow) => desk.calendars.create(uow, enterprise));
    await expect(desk.calendars.read(secret)).rejects.toMatchObject({ code: 'FEED_UNKNOWN' });
    expect(again.url).not.toBe(url);
    expect(await db.transact(enterprise.scope, (uow) => desk.calendars.revoke(uow, enterprise))).toBe(true);
    expect(await db.transact(enterprise.scope, (uow) => desk.calendars.current(uow, enterprise))).toBeNull();
    await expect(desk.calendars.read(/calendar\/(.*)\.ics/.exec(again.url)?.[1] ?? '')).rejects.toMatchObject({
      code: 'FEED_UNKNOWN',
    });
  });

  it('shows the ministry what comes to it', async () => {
    const { url } = await db.transact(ministry.scope, (uow) => desk.calendars.create(uow, ministry));
    const text = await desk.calendars.read(/calendar\/(.*)\.ics/.exec(url)?.[1] ?? '');
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(34);
  });
});
