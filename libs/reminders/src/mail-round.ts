import { randomUUID } from 'node:crypto';
import { instantOf, newId, sqlArray, systemScope, type UnitOfWork } from '#lib/persistence';
import { markTold } from './digest-told.js';
import { type Mail, MailFailure } from './mail/mail.js';
import { MOST_TRIES, waitAfterTry } from './rules/outcome.js';
import type { ReadyStep, RunnerSettings } from './runner-settings.js';

/** The database's clock, because workers' clocks differ. */
const LEASE_S = 10;
const lease = (seconds: number): string => `clock_timestamp() + make_interval(secs => ${seconds})`;

interface Claimed extends ReadyStep {
  readonly mail: Mail;
}

type Outcome =
  | { readonly kind: 'sent'; readonly at: Date; readonly response: string; readonly refused: readonly string[] }
  | { readonly kind: 'failed'; readonly at: Date; readonly failure: MailFailure }
  | { readonly kind: 'untried' };

/**
 * One batch of mails: claimed under a lease in one transaction, sent outside any, recorded in another. A worker that
 * dies in between leaves the lease to run out; the next one sends the same row of the outbox, under the same
 * Message-ID. Only the holder of the claim records an outcome.
 */
export class MailRound {
  private readonly claimId = randomUUID();
  private claimed: Claimed[] = [];
  private readonly outcomes = new Map<string, Outcome>();
  private recording: Promise<void> = Promise.resolve();
  private abandoned = false;
  private sent = 0;
  private failed = 0;

  constructor(
    private readonly settings: RunnerSettings,
    private readonly mayGoOn: () => boolean,
  ) {}

  /** First transaction: the outbox rows are written, or found as an earlier worker left them, and the steps leased. */
  async claim(uow: UnitOfWork, ready: readonly ReadyStep[]): Promise<void> {
    if (ready.length === 0) return;
    const { clock, publicUrl } = this.settings;
    const host = new URL(publicUrl).hostname;
    const rows = ready.map(({ step, officeId, message }) => {
      const messageId = `<reminder.${step.id}@${host}>`;
      return { id: newId(), step: step.id, officeId, messageId, to: step.emails, ...message };
    });
    const json = JSON.stringify(rows);
    await uow.em.execute(
      `insert into outbound_mail (id, reminder_step, message_id, to_addresses, subject, body, created_at)
       select x.id, x.step, x."messageId", x."to", x.subject, x.body, ?::timestamptz from jsonb_to_recordset(?::jsonb)
         as x (id uuid, step uuid, "messageId" text, "to" text[], subject text, body text)
       on conflict (reminder_step) do nothing`,
      [clock.now(), json],
    );
    await uow.em.execute(
      `update reminder_step s set claim = ?, lease_until = ${lease(this.leaseSeconds)}, in_doubt = true,
         attempts = attempts + 1, office_id = x."officeId", message_id = coalesce(s.message_id, x."messageId")
       from jsonb_to_recordset(?::jsonb) as x (step uuid, "officeId" uuid, "messageId" text) where s.id = x.step`,
      [this.claimId, json],
    );
    const mails = await uow.em.execute<(Omit<Mail, 'createdAt'> & { step: string; createdAt: string })[]>(
      `select reminder_step as step, message_id as "messageId", to_addresses as "to", subject, body, created_at as "createdAt"
       from outbound_mail where reminder_step = any (?::uuid[])`,
      [sqlArray(ready.map(({ step }) => step.id))],
    );
    const ofStep = new Map(mails.map(({ step, ...mail }) => [step, { ...mail, createdAt: instantOf(mail.createdAt) }]));
    this.claimed = ready.map((each) => {
      const mail = ofStep.get(each.step.id);
      if (mail === undefined) throw new Error(`no outbox row for step ${each.step.id}`);
      return { ...each, mail };
    });
  }

  /** Sends the batch and records every outcome. A failure of the server ends the batch; the rest waits for the next. */
  async send(): Promise<{ sent: number; failed: number; abandoned: boolean }> {
    if (this.claimed.length === 0) return { sent: 0, failed: 0, abandoned: false };
    const renewal = this.keepLease();
    try {
      const queue = [...this.claimed];
      const lane = async (): Promise<void> => {
        for (let next = queue.shift(); next !== undefined; next = queue.shift()) await this.sendOne(next);
      };
      const lanes = Math.min(queue.length, this.settings.transport.concurrency);
      await Promise.all(Array.from({ length: lanes }, lane));
      await this.record(0);
    } finally {
      clearInterval(renewal);
    }
    return { sent: this.sent, failed: this.failed, abandoned: this.abandoned };
  }

  private async sendOne(claimed: Claimed): Promise<void> {
    const { clock, transport, recordEvery = 20 } = this.settings;
    if (this.abandoned || !this.mayGoOn()) {
      this.abandoned = true;
      this.outcomes.set(claimed.step.id, { kind: 'untried' });
      return;
    }
    try {
      const delivery = await transport.send(claimed.mail);
      this.outcomes.set(claimed.step.id, { kind: 'sent', at: clock.now(), ...delivery });
    } catch (error) {
      const failure =
        error instanceof MailFailure
          ? error
          : new MailFailure('MAIL_FAILED', String(error).slice(0, 300), { ofServer: true, inDoubt: true });
      if (failure.ofServer) this.abandoned = true;
      this.outcomes.set(claimed.step.id, { kind: 'failed', at: clock.now(), failure });
    }
    if (this.outcomes.size >= recordEvery) await this.record(recordEvery);
  }

  /** Second transaction, one after the other: whatever outcomes wait, when there are at least so many. */
  private async record(atLeast: number): Promise<void> {
    this.recording = this.recording.then(async () => {
      if (this.outcomes.size < Math.max(atLeast, 1)) return;
      const settled = [...this.outcomes];
      this.outcomes.clear();
      await this.settings.db.transact(systemScope, (uow) => this.write(uow, settled));
    });
    await this.recording;
  }

  private async write(uow: UnitOfWork, settled: readonly [string, Outcome][]): Promise<void> {
    const ofKind = <K extends Outcome['kind']>(kind: K) =>
      settled.filter((entry): entry is [string, Extract<Outcome, { kind: K }>] => entry[1].kind === kind);
    const steps = new Map(this.claimed.map((each) => [each.step.id, each]));

    const sent = ofKind('sent').map(([id, { at, response, refused }]) => ({
      id,
      at,
      response: response.slice(0, 300),
      refused,
    }));
    const recorded = await uow.em.execute<{ id: string }[]>(
      `with done as (
         update reminder_step s set state = 'sent', sent_at = x.at, settled_at = x.at, claim = null, lease_until = null, in_doubt = false,
           reason = null, detail = case when cardinality(x.refused) > 0 then array_to_string(x.refused, ', ') end
         from jsonb_to_recordset(?::jsonb) as x (id uuid, at timestamptz, refused text[])
         where s.id = x.id and s.claim = ? and s.state = 'planned' returning s.id)
       update outbound_mail m set state = 'sent', sent_at = x.at, response = x.response, refused = x.refused
       from jsonb_to_recordset(?::jsonb) as x (id uuid, at timestamptz, response text, refused text[])
       where m.reminder_step = x.id and x.id in (select id from done) returning m.reminder_step as id`,
      [JSON.stringify(sent), this.claimId, JSON.stringify(sent)],
    );
    this.sent += recorded.length;
    const digests = recorded.flatMap(({ id }) => steps.get(id) ?? []).filter(({ step }) => step.duty === null);
    if (sent[0] !== undefined && digests.length > 0) await markTold(uow, digests, sent[0].at);

    const failed = ofKind('failed').map(([id, { at, failure }]) => {
      const tries = (steps.get(id)?.step.attempts ?? 0) + 1;
      const final = failure.permanent || tries >= MOST_TRIES;
      const nextTryAt = new Date(at.getTime() + waitAfterTry(tries));
      return { id, at, final, nextTryAt, reason: failure.code, detail: failure.message, inDoubt: failure.inDoubt };
    });
    await uow.em.execute(
      `with tried as (
         update reminder_step s set state = case when x.final then 'failed' else 'planned' end, reason = x.reason, detail = x.detail,
           settled_at = case when x.final then x.at end, next_try_at = x."nextTryAt", in_doubt = x."inDoubt", claim = null, lease_until = null
         from jsonb_to_recordset(?::jsonb) as x (id uuid, at timestamptz, final boolean, "nextTryAt" timestamptz, reason text, detail text, "inDoubt" boolean)
         where s.id = x.id and s.claim = ? and s.state = 'planned' returning s.id, s.state, s.detail)
       update outbound_mail m set state = case when t.state = 'failed' then 'failed' else 'queued' end, response = t.detail
       from tried t where m.reminder_step = t.id`,
      [JSON.stringify(failed), this.claimId],
    );
    this.failed += failed.length;

    const untried = ofKind('untried').map(([id]) => ({ id, inDoubt: steps.get(id)?.step.inDoubt ?? false }));
    await uow.em.execute(
      `update reminder_step s set claim = null, lease_until = null, attempts = attempts - 1, in_doubt = x."inDoubt"
       from jsonb_to_recordset(?::jsonb) as x (id uuid, "inDoubt" boolean) where s.id = x.id and s.claim = ? and s.state = 'planned'`,
      [JSON.stringify(untried), this.claimId],
    );
  }

  private get leaseSeconds(): number {
    return this.settings.leaseSeconds ?? LEASE_S;
  }

  /** A renewal that fails is no matter: the claim decides who records. */
  private keepLease(): NodeJS.Timeout {
    const renew = (): void => {
      void this.settings.db
        .transact(systemScope, (uow) =>
          uow.em.execute(
            `update reminder_step set lease_until = ${lease(this.leaseSeconds)}
             where id = any (?::uuid[]) and claim = ? and state = 'planned'`,
            [sqlArray(this.claimed.map(({ step }) => step.id)), this.claimId],
          ),
        )
        .catch(() => undefined);
    };
    const timer = setInterval(renew, this.leaseSeconds * 250);
    timer.unref();
    return timer;
  }
}
