import { newId, systemScope, type UnitOfWork } from '#lib/persistence';
import { failUntold, markTold } from './digest-told.js';
import { type DueStep, lateBelow, lockDueSteps, remindedOf, settle } from './due-steps.js';
import { MailRound } from './mail-round.js';
import type { Planned } from './planner.js';
import { digestMessage, type Message, reminderMessage } from './rules/wording.js';
import type { ReadyStep, RunnerSettings } from './runner-settings.js';

/** What a sweep has done. */
export interface Sweep extends Planned {
  readonly passed: number;
  readonly inbox: number;
  readonly mailed: number;
  readonly failed: number;
}

/**
 * Carries the plan out: compares the rows with the clock and sends what is due, wherever and however often it is
 * called. Nothing is remembered between calls; a crash, a lost job or a dead queue only delays.
 */
export class ReminderRunner {
  private readonly settings: RunnerSettings;
  private readonly stopping = new AbortController();
  private running: Promise<Sweep> | null = null;

  constructor(settings: RunnerSettings) {
    this.settings = settings;
  }

  /** One sweep. Called while one runs in this process, it waits for that one. */
  sweep(): Promise<Sweep> {
    this.running ??= this.sweepOnce().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  /** Ends the running sweep between two mails and closes the way out. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running?.catch(() => undefined);
    await this.settings.transport.close();
  }

  private async sweepOnce(): Promise<Sweep> {
    const { db, planner } = this.settings;
    const planned = await db.transact(systemScope, (uow) => planner.planAllUnlessPlanned(uow));
    const passed = await db.transact(systemScope, (uow) => this.settlePassed(uow));
    let inbox = 0;
    let mailed = 0;
    let failed = 0;
    for (const digests of [false, true]) {
      while (this.maySend()) {
        const n = await db.transact(systemScope, (uow) => this.tellInbox(uow, digests));
        inbox += n.told;
        if (n.taken < this.batch) break;
      }
      while (this.maySend()) {
        const round = new MailRound(this.settings, () => this.maySend());
        const ready = await db.transact(systemScope, async (uow) => {
          const { taken, ready } = await this.takeDue(uow, 'email', digests);
          await round.claim(uow, ready);
          return { taken, ready };
        });
        const done = await round.send();
        mailed += done.sent;
        failed += done.failed;
        if (ready.taken < this.batch || done.abandoned) break;
      }
    }
    return { ...planned, passed, inbox, mailed, failed };
  }

  private get batch(): number {
    return this.settings.batch ?? 50;
  }

  private maySend(): boolean {
    return !this.stopping.signal.aborted && this.settings.rulebook.isSendingTime(this.settings.clock);
  }

  /**
   * Steps whose time has passed. One that a server has refused, or of which nobody knows, has failed; the others
   * give way to the next step, so that an outage is followed by one message and not by all the missed ones.
   */
  private async settlePassed(uow: UnitOfWork): Promise<number> {
    const now = this.settings.clock.now();
    const [row] = await uow.em.execute<{ n: number }[]>(
      `with passed as (
         update reminder_step set settled_at = ?::timestamptz, claim = null, lease_until = null,
           state = case when reason is not null or in_doubt then 'failed' else 'superseded' end,
           reason = coalesce(reason, case when in_doubt then 'UNCONFIRMED' else 'WINDOW_PASSED' end)
         where state = 'planned' and send_not_after <= ?::timestamptz and (lease_until is null or lease_until < clock_timestamp())
         returning 1)
       select count(*)::int as n from passed`,
      [now, now],
    );
    return row?.n ?? 0;
  }

  /** Messages of the in-app inbox: written and recorded in one transaction, so each is there once. */
  private async tellInbox(uow: UnitOfWork, digests: boolean): Promise<{ taken: number; told: number }> {
    const now = this.settings.clock.now();
    const { taken, ready } = await this.takeDue(uow, 'inbox', digests);
    if (ready.length > 0) {
      const rows = ready.map(({ step, officeId, message, link }) => ({
        id: newId(),
        step: step.id,
        officeId,
        ...message,
        link,
      }));
      await uow.em.execute(
        `insert into inbox_message (id, office_id, subject, body, link, reminder_step, created_at)
         select x.id, x."officeId", x.subject, x.body, x.link, x.step, ?::timestamptz from jsonb_to_recordset(?::jsonb)
           as x (id uuid, step uuid, "officeId" uuid, subject text, body text, link text)`,
        [now, JSON.stringify(rows)],
      );
      await uow.em.execute(
        `update reminder_step s set state = 'sent', sent_at = ?::timestamptz, settled_at = ?::timestamptz, office_id = x."officeId",
           attempts = attempts + 1, reason = null
         from jsonb_to_recordset(?::jsonb) as x (step uuid, "officeId" uuid) where s.id = x.step`,
        [now, now, JSON.stringify(rows)],
      );
      if (digests) await markTold(uow, ready, now);
    }
    return { taken, told: ready.length };
  }

  /** Locks what is due, settles what needs no message, and words the rest. */
  private async takeDue(
    uow: UnitOfWork,
    channel: 'email' | 'inbox',
    digests: boolean,
  ): Promise<{ taken: number; ready: ReadyStep[] }> {
    const now = this.settings.clock.now();
    const steps = await lockDueSteps(uow, channel, digests, now, this.batch);
    const late = digests ? await this.lateBelow(uow, steps, now) : null;
    const ready: ReadyStep[] = [];
    const idle: Parameters<typeof settle>[1][number][] = [];
    for (const step of steps) {
      const worded = step.duty === null ? this.wordDigest(step, late, now) : this.wordReminder(step, channel, now);
      if (worded === null) idle.push({ id: step.id, ...whyIdle(step) });
      else if (step.officeId === null || step.emails.length === 0)
        idle.push({ id: step.id, state: 'failed', reason: 'NO_RECIPIENT' });
      else ready.push({ step, officeId: step.officeId, ...worded });
    }
    await settle(uow, idle, now);
    if (digests)
      await failUntold(
        uow,
        steps.filter((s) => idle.some((i) => i.id === s.id && i.reason === 'NO_RECIPIENT')),
        now,
      );
    return { taken: steps.length, ready };
  }

  private lateBelow(uow: UnitOfWork, steps: readonly DueStep[], now: Date) {
    const held = this.settings.rulebook.today(now);
    return held === null ? Promise.resolve(new Map()) : lateBelow(uow, steps, held.superior, now);
  }

  private wordDigest(
    step: DueStep,
    late: Awaited<ReturnType<typeof lateBelow>> | null,
    now: Date,
  ): { message: Message; link: string } | null {
    const forms = late?.get(`${step.tier}/${step.unit}`);
    if (forms === undefined) return null;
    const link = `${this.settings.publicUrl}/`;
    return { message: digestMessage(forms, step.officeName ?? '', link, now), link };
  }

  private wordReminder(
    step: DueStep,
    channel: 'email' | 'inbox',
    now: Date,
  ): { message: Message; link: string } | null {
    const about = step.duty === null ? null : remindedOf(step.duty, (id, keys) => this.rowLabels(id, keys));
    if (about === null || step.duty === null) return null;
    const { form, period, filerRef } = step.duty;
    const link = `${this.settings.publicUrl}/nop/${form}/${period}/${encodeURIComponent(filerRef)}`;
    const quick = channel === 'email' ? this.quickAddress(step) : null;
    return { message: reminderMessage({ ...about, quick }, step.officeName ?? '', link, now), link };
  }

  /** Only a mail to the enterprise itself carries the key to its form 01. */
  private quickAddress({ tier, officeId, duty }: DueStep): string | null {
    if (tier !== 'enterprise' || officeId === null || duty?.form !== '01') return null;
    return this.settings.quickAddress?.(duty.obligationId, officeId, duty.lockAt) ?? null;
  }

  private rowLabels(definitionId: string, keys: readonly string[]): string[] {
    const empty = new Set(keys);
    const rows = this.settings.law.definitionById(definitionId)?.rows ?? [];
    return rows.filter((row) => empty.has(row.key)).map((row) => `${row.tt}. ${row.labelVi}`);
  }
}

/** Why a step carries no message. What may have gone out already must not be called superseded. */
function whyIdle({ duty, inDoubt }: DueStep): { state: 'failed' | 'superseded'; reason: string } {
  if (inDoubt) return { state: 'failed', reason: 'UNCONFIRMED' };
  const reason =
    duty === null
      ? 'NOBODY_LATE'
      : duty.need === 'answered'
        ? 'ANSWERED'
        : duty.need === 'closed'
          ? 'DUTY_CLOSED'
          : 'REPLANNED';
  return { state: 'superseded', reason };
}
