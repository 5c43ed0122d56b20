/**
 * Whole seasons, simulated by moving the clock over a nation of obligations that are met, missed, returned, extended and
 * exempted on the way. What the rows and the mail server saw must be what the rule alone says, each once.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, type IsoDate, vietnamInstant } from '#lib/kernel';
import { type Database, systemScope } from '#lib/persistence';
import { loadReminderPolicies } from '#lib/regime';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { fillNation, happen, type NationPlan, nationOf, type Subject } from '../support/nation.js';
import { openReminderDesk, type ReminderDesk, vietnam } from '../support/reminders.js';
import { openSeason } from '../support/season.js';
import { modelOf } from '../support/season-model.js';

const deep = Boolean(process.env['CCN_DEEP']);

/** 34 x (1 + 30 + 60 + 410) = 17,034 obligations; every day a small nation with the same fates. */
const SIZE = deep
  ? { provinces: 34, communes: 30, clusters: 60, projects: 410 }
  : { provinces: 6, communes: 3, clusters: 6, projects: 20 };

const SIX_MONTHS: NationPlan = {
  period: '2026-H1',
  windowTo: '2026-06-14',
  due: { '01': '2026-06-20', '02': '2026-06-20', '03': '2026-06-25', '04': '2026-06-30' },
  from: '2026-06-01',
  to: '2026-07-10',
  seed: 20260601,
  ...SIZE,
};
/** Over New Year: the small nation is enough. */
const YEAR: NationPlan = {
  period: '2026-Y',
  windowTo: '2026-12-14',
  due: { '01': '2026-12-20', '02': '2026-12-20', '03': '2026-12-25', '04': '2026-12-31' },
  from: '2026-12-08',
  to: '2027-01-09',
  seed: 20261201,
  provinces: 4,
  communes: 2,
  clusters: 4,
  projects: 10,
};
/** Stops of the clock: at night, at the edges of the sending hours, and within them; once on a day of the weekend. */
const TIMES = ['02:00', '07:59', '08:00', '13:30', '17:00'];
const TIMES_OF_MANY = ['02:00', '08:00', '14:00', '17:00'];
const stopsOf = (day: IsoDate, many: boolean): readonly string[] =>
  [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()) ? ['10:00'] : many ? TIMES_OF_MANY : TIMES;

describe.each([
  ['six months', SIX_MONTHS, []],
  ['the year', YEAR, ['2027-01-01']],
] as const)('the season of %s', (_, plan, holidays) => {
  let database: TestDatabase;
  let db: Database;
  let desk: ReminderDesk;
  let subjects: Subject[];
  let stops: Date[];
  /** "ID instant" of every mail the server took. */
  const mailed: { readonly id: string; readonly at: Date }[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
    db = await openSeason(database.appUrl);
    const sizes = deep ? { batch: 500, recordEvery: 500 } : { batch: 50, recordEvery: 20 };
    desk = openReminderDesk(db, `${plan.from}T00:00`, sizes);
    desk.mails.take = ({ messageId }, at) => mailed.push({ id: messageId, at });
    subjects = nationOf(plan);
    const account = await fillNation(db, plan, subjects);
    stops = [];
    for (let day = plan.from; day <= plan.to; day = addDays(day, 1))
      stops.push(...stopsOf(day, deep && plan === SIX_MONTHS).map((time) => vietnam(`${day}T${time}`)));
    let before = new Date(0);
    for (const stop of stops) {
      const now = subjects.flatMap((subject) =>
        subject.fate.filter((what) => what.at > before && what.at <= stop).map((what) => ({ subject, what })),
      );
      // What happened twice to one duty between two stops happened in its order.
      for (const turn of turnsOf(now)) await db.transact(systemScope, (uow) => happen(uow, account, turn));
      desk.clock.moveTo(stop);
      await desk.runner.sweep();
      before = stop;
    }
  }, 1_500_000);
  afterAll(async () => {
    await db?.close();
    await database?.drop();
  });

  it('told what the plan says, of the kind it says, on the day it says, and nothing else', async () => {
    const [policy] = loadReminderPolicies();
    const offices = new Set(['ministry/VN']);
    for (const s of subjects) {
      if (s.form === '03' && s.reachable) offices.add(`commune/${s.filerRef}`);
      if (s.form === '04') offices.add(`department/${s.filerRef}`);
    }
    const model = modelOf(subjects, stops, policy!, desk.rulebook.calendar, offices);
    const rows = await desk.rows<{ line: string }>(
      `select plan_key || ' ' || kind || ' ' || state || ' ' || to_char(settled_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') as line
       from reminder_step where state in ('sent', 'failed')`,
    );
    const told = new Set(rows.map((row) => row.line));
    expect([...model.outcomes].filter((line) => !told.has(line)).slice(0, 10)).toEqual([]);
    expect([...told].filter((line) => !model.outcomes.has(line)).slice(0, 10)).toEqual([]);
    expect(told.size).toBe(rows.length);
    expect(told.size).toBeGreaterThan(subjects.length * 3);
    const kinds = await desk.rows<{ kind: string; n: number }>(
      `select kind, count(*)::int as n from reminder_step where state = 'sent' group by kind order by kind`,
    );
    expect(kinds.map((k) => k.kind)).toEqual(['cells_missing', 'children_late', 'nothing_received', 'returned']);
    const failed = await desk.rows<{ reason: string }>(
      `select distinct reason from reminder_step where state = 'failed'`,
    );
    expect(failed.map((f) => f.reason)).toEqual(['NO_RECIPIENT']);
  });

  it('sent no mail twice, and exactly the mails that the rows call sent', async () => {
    const rows = await desk.rows<{ id: string }>(
      `select s.message_id as id from reminder_step s join outbound_mail m on m.reminder_step = s.id and m.state = 'sent' where s.state = 'sent'`,
    );
    expect(new Set(mailed.map((m) => m.id)).size).toBe(mailed.length);
    expect(mailed.map((m) => m.id).sort()).toEqual(rows.map((r) => r.id).sort());
    const inbox = await desk.rows<{ n: number }>('select count(*)::int as n from inbox_message');
    const told = await desk.rows<{ n: number }>(
      `select count(*)::int as n from reminder_step where channel = 'inbox' and state = 'sent'`,
    );
    expect(inbox).toEqual(told);
  });

  it('sent nothing at night, on a weekend or on a holiday', () => {
    const wrong = mailed.filter(({ at }) => {
      const text = vietnamInstant(at);
      const day: IsoDate = text.slice(0, 10);
      const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
      const time = text.slice(11, 16);
      return weekday === 0 || weekday === 6 || time < '08:00' || time >= '17:00' || holidays.some((h) => h === day);
    });
    expect(wrong).toEqual([]);
    expect(mailed.length).toBeGreaterThan(subjects.length);
  });

  it('gave no office above more than one digest a day', async () => {
    const rows = await desk.rows<{ n: number }>(
      `select count(*)::int as n from reminder_step where obligation_id is null and state = 'sent' and channel = 'email'
       group by recipient_tier, recipient_unit, to_char(sent_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD')`,
    );
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.every((row) => row.n === 1)).toBe(true);
  });

  it('left every step whose time has come with one outcome', async () => {
    const open = await desk.rows(
      `select plan_key, state from reminder_step where state = 'planned' and send_not_after <= ?::timestamptz`,
      [desk.clock.now()],
    );
    expect(open).toEqual([]);
    expect(subjects.length).toBeGreaterThanOrEqual(deep && plan === SIX_MONTHS ? 17_000 : 60);
  });
});

/** Happenings of one stretch in turns in which no duty comes twice. */
function turnsOf<T extends { readonly subject: Subject }>(happenings: readonly T[]): T[][] {
  const turns: T[][] = [];
  const seen = new Map<string, number>();
  for (const each of happenings) {
    const turn = seen.get(each.subject.id) ?? 0;
    seen.set(each.subject.id, turn + 1);
    turns[turn] = [...(turns[turn] ?? []), each];
  }
  return turns;
}
