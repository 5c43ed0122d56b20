/**
 * The real worker, killed, doubled and cut off from its servers in the middle of a batch of reminders, on both queue
 * backends: in the end every step has exactly one outcome, and a mail that had to be repeated is the same mail.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Database, newId, systemScope } from '#lib/persistence';
import { crashAndRestartPostgres, createTestDatabase, type TestDatabase } from '../support/database.js';
import { addressOf, fillNation, type NationPlan, nationOf, randomOf, type Subject } from '../support/nation.js';
import { queueBackends, startRedis, type TestRedis } from '../support/redis.js';
import { openSeason } from '../support/season.js';
import { SmtpServer } from '../support/smtp-server.js';
import { startSystem, type TestSystem } from '../support/system.js';

const deep = Boolean(process.env['CCN_DEEP']);
const KILLS = deep ? 100 : 2;
if (deep) vi.setConfig({ testTimeout: 2_400_000 });
/** Friday: two weeks before the last on-time day of forms 01 and 02. Every life of a worker begins at eight of it. */
const CLOCK = '2026-06-05T08:00:00+07:00';

const PLAN: NationPlan = {
  period: '2026-H1',
  windowTo: '2026-06-14',
  due: { '01': '2026-06-20', '02': '2026-06-20', '03': '2026-06-25', '04': '2026-06-30' },
  from: '2026-06-01',
  to: '2026-07-10',
  seed: 7,
  provinces: deep ? 34 : 4,
  communes: 2,
  clusters: 10,
  projects: deep ? 120 : 50,
};

interface Step {
  readonly id: string;
  readonly channel: string;
  readonly state: string;
  readonly reason: string | null;
  readonly messageId: string | null;
}

describe.each(queueBackends('Nhắc việc khi có sự cố'))('reminders with the queue in $name', ({ redis: program }) => {
  let database: TestDatabase;
  let db: Database;
  let mails: SmtpServer;
  let redis: TestRedis | null = null;
  let env: Record<string, string>;
  const systems: TestSystem[] = [];

  beforeAll(async () => {
    mails = await SmtpServer.start();
    if (program !== null) redis = await startRedis(program);
    env = {
      NODE_ENV: 'test',
      CCN_CLOCK_FROM: CLOCK,
      CCN_LOG_LEVEL: 'warn',
      SMTP_URL: mails.url,
      // Every day the worker looks more often than in earnest, so that the spec need not wait as long.
      ...(deep ? {} : { CCN_REMIND_SECONDS: '2' }),
      ...(redis === null ? { REDIS_URL: '' } : { REDIS_URL: redis.url }),
    };
  });
  afterEach(async () => {
    await Promise.all(systems.splice(0).map((system) => system.stop()));
    await db?.close();
    await database?.drop();
    mails.taken.length = 0;
    mails.delay = 0;
    mails.onMessage = () => undefined;
    mails.refuse = () => null;
  });
  afterAll(async () => {
    await mails?.stop();
    await redis?.stop();
  });

  /** A database in which forms 01 and 02 of a small nation are to be reminded of. */
  async function begin(plan: NationPlan = PLAN): Promise<Subject[]> {
    database = await createTestDatabase();
    db = await openSeason(database.appUrl);
    const subjects = nationOf(plan);
    await fillNation(db, plan, subjects);
    // There is no register behind this nation: the day's run, which would close what nobody owes, counts as done.
    await db.transact(systemScope, (uow) =>
      uow.em.execute('insert into period_run (period, day, promised_at) values (?, ?, ?::timestamptz)', [
        plan.period,
        CLOCK.slice(0, 10),
        CLOCK,
      ]),
    );
    return subjects.filter((s) => s.form === '01' || s.form === '02');
  }
  async function worker(): Promise<TestSystem> {
    const system = await startSystem({ database, env, api: false, worker: false });
    systems.push(system);
    await system.worker.start();
    return system;
  }
  /** Looks from outside, through whatever crash. */
  async function rows<T extends object>(sql: string, params: readonly unknown[] = []): Promise<T[]> {
    for (let attempt = 0; ; attempt++) {
      const client = new pg.Client({ connectionString: database.superUrl, connectionTimeoutMillis: 5_000 });
      try {
        await client.connect();
        return (await client.query<T>(sql, [...params])).rows;
      } catch (error) {
        if (attempt >= 20) throw error;
        await sleep(250);
      } finally {
        await client.end().catch(() => undefined);
      }
    }
  }
  const dueSteps = () =>
    rows<Step>(
      `select id, channel, state, reason, message_id as "messageId" from reminder_step where send_not_before <= $1 and obligation_id is not null`,
      [new Date(CLOCK)],
    );
  const open = async () => {
    const steps = await dueSteps();
    return steps.length === 0 ? -1 : steps.filter((s) => s.state === 'planned').length;
  };
  const finished = () => expect.poll(open, { timeout: deep ? 600_000 : 110_000, interval: 250 }).toBe(0);

  /** Every step has its one outcome, the mail server saw what the rows say, the inbox has each message once. */
  async function everythingOnce(subjects: readonly Subject[], bounced: readonly string[] = []): Promise<void> {
    const steps = await dueSteps();
    const reachable = subjects.filter((s) => s.reachable).length;
    const of = (channel: string, state: string) => steps.filter((s) => s.channel === channel && s.state === state);
    const mailed = reachable - bounced.length;
    expect([of('email', 'sent').length, of('inbox', 'sent').length]).toEqual([mailed, reachable]);
    const unreachable = subjects.length - reachable;
    const reasons = [...bounced.map(() => 'MAIL_REFUSED'), ...Array(2 * unreachable).fill('NO_RECIPIENT')];
    expect(steps.flatMap((s) => (s.state === 'failed' ? [s.reason] : [])).sort()).toEqual(reasons);
    expect(steps.length).toBe(2 * subjects.length);
    expect([...mails.ids].sort()).toEqual(
      of('email', 'sent')
        .map((s) => s.messageId)
        .sort(),
    );
    const outbox = await rows<{ n: number; same: number }>(
      `select count(*)::int as n, count(distinct reminder_step)::int as same from outbound_mail where state = 'sent'`,
    );
    expect(outbox).toEqual([{ n: mailed, same: mailed }]);
    const inbox = await rows<{ n: number; same: number }>(
      'select count(*)::int as n, count(distinct reminder_step)::int as same from inbox_message',
    );
    expect(inbox).toEqual([{ n: reachable, same: reachable }]);
    // A repeat is the same message, letter for letter.
    const texts = Map.groupBy(mails.taken, (mail) => mail.messageId);
    expect([...texts.values()].filter((same) => new Set(same.map((mail) => mail.text)).size > 1)).toEqual([]);
  }

  it('killed between sending and recording, it sends the same message again and records it once', async () => {
    const subjects = await begin({ ...PLAN, provinces: 1, projects: 20 });
    const system = await worker();
    let killed: Promise<void> | null = null;
    mails.onMessage = () => {
      // The server has the mail; the worker never hears of it.
      if (mails.taken.length === 5) killed = system.worker.crash();
      return killed;
    };
    await expect.poll(() => killed !== null, { timeout: 60_000 }).toBe(true);
    await killed;
    mails.onMessage = () => undefined;
    expect(await open()).toBeGreaterThan(0);
    await system.worker.start();
    await finished();
    await everythingOnce(subjects);
    expect(mails.taken.length).toBeGreaterThan(mails.ids.size);
  });

  it(`killed at ${KILLS} random moments, it leaves every step with exactly one outcome`, async () => {
    const subjects = await begin();
    const random = randomOf(20260605);
    mails.delay = deep ? 60 : 20;
    const system = await worker();
    for (let kill = 0; kill < KILLS; kill++) {
      const before = mails.taken.length;
      await expect
        .poll(async () => mails.taken.length > before || (await open()) === 0, { timeout: 120_000, interval: 20 })
        .toBe(true);
      await sleep(random() * 600);
      await system.worker.crash();
      await system.worker.start();
    }
    mails.delay = 0;
    await finished();
    await everythingOnce(subjects);
  });

  it('two workers at once share the work and double none of it; a mailbox that bounces harms no other', async () => {
    const subjects = await begin();
    mails.delay = 5;
    const bounced = subjects
      .filter((s) => s.reachable)
      .slice(0, 2)
      .map(addressOf);
    mails.refuse = (address) => (bounced.includes(address) ? '550 5.1.1 no such user' : null);
    await Promise.all([worker(), worker()]);
    await finished();
    await everythingOnce(subjects, bounced);
    const refused = await rows<{ to: string[]; response: string; attempts: number }>(
      `select m.to_addresses as "to", m.response, s.attempts from outbound_mail m join reminder_step s on s.id = m.reminder_step where m.state = 'failed'`,
    );
    expect(refused.flatMap((mail) => mail.to).sort()).toEqual([...bounced].sort());
    expect(refused.every((mail) => mail.response.includes('550') && mail.attempts === 1)).toBe(true);
    expect(mails.taken.length).toBe(mails.ids.size);
    const leaders = await rows<{ n: number }>(
      `select count(*)::int as n from pg_locks where locktype = 'advisory' and granted and objid = 8104703
         and database = (select oid from pg_database where datname = current_database())`,
    );
    expect(leaders).toEqual([{ n: 1 }]);
  });

  it('goes on when PostgreSQL is killed in the middle and comes back; the next step fires within a minute', async () => {
    const subjects = await begin();
    mails.delay = 20;
    await worker();
    await expect.poll(() => mails.taken.length, { timeout: 60_000, interval: 10 }).toBeGreaterThan(10);
    await crashAndRestartPostgres();
    mails.delay = 0;
    await finished();
    await everythingOnce(subjects);
    await nextStepFires();
  });

  if (program !== null)
    it('goes on without Redis and with a Redis that came back empty', async () => {
      const subjects = await begin({ ...PLAN, provinces: 2 });
      await worker();
      await redis?.crash();
      await finished();
      await everythingOnce(subjects);
      await nextStepFires();
      await redis?.start();
      await nextStepFires();
    });

  /** A duty that appears now is reminded of within a minute, by mail and in the inbox. */
  async function nextStepFires(): Promise<void> {
    const id = newId();
    const [pattern] = await rows<{
      id: string;
    }>(`select o.id from obligation o join office_reach w on w.tier = 'enterprise'
      and w.unit = o.project_id::text where exists (select 1 from account a where a.office_id = w.office_id) limit 1`);
    for (let attempt = 0; ; attempt++) {
      try {
        await db.transact(systemScope, (uow) =>
          uow.em.execute(
            `insert into obligation (id, form, period, filer_kind, filer_ref, filer_name, province_code, commune_code, project_id, due_before, lock_at, created_at)
             select ?, form, period, filer_kind, ?, filer_name, province_code, commune_code, project_id, due_before, lock_at, created_at
             from obligation where id = ?`,
            [id, `next-${id}`, pattern?.id ?? ''],
          ),
        );
        break;
      } catch (error) {
        if (attempt > 20) throw error;
        await sleep(250);
      }
    }
    const sent = async () =>
      (
        await rows(`select 1 from reminder_step where obligation_id = $1 and state = 'sent' and channel <> 'digest'`, [
          id,
        ])
      ).length;
    await expect.poll(sent, { timeout: 60_000, interval: 250 }).toBe(2);
  }
});
