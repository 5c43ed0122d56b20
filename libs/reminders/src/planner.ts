import { FORM_CODES, type FormCode } from '#lib/forms';
import type { Clock, PeriodCode } from '#lib/kernel';
import { newId, type UnitOfWork } from '#lib/persistence';
import { planDigests, planReminders, type ReminderDuty, type ReminderPolicy } from '#lib/regime';
import { DUTY_JOINS, NEED, type Need, unitAt } from './duty-sql.js';
import { reminderError } from './errors.js';
import type { HeldPolicy, ReminderRulebook } from './rulebook.js';

/** What a run of the planner has changed. */
export interface Planned {
  /** Duties, and digests of offices, whose plan was made anew because what it rests on has changed. */
  readonly changed: number;
  /** Steps of those that will not be sent any more. */
  readonly superseded: number;
}

/** What the plan of one duty rests on, as kept in reminder_plan.facts. */
interface DutyFacts {
  readonly form: FormCode;
  /** ISO instant. */
  readonly due: string;
  readonly need: Need;
  readonly revision: number | null;
  readonly returnedAt: string | null;
  readonly stamp: string;
}

/**
 * Keeps the plan of reminders up to the obligations: rows from policy, calendar and duties. Idempotent, and of the
 * same cost whatever was planned before: duties in the same position share one plan, which SQL multiplies.
 * What was sent or has failed is never touched.
 */
export class ReminderPlanner {
  private readonly clock: Clock;
  private readonly rulebook: ReminderRulebook;

  constructor(settings: { readonly clock: Clock; readonly rulebook: ReminderRulebook }) {
    this.clock = settings.clock;
    this.rulebook = settings.rulebook;
  }

  /** Plans every period that is not locked, and the digests. Needs the system's scope. */
  async planAll(uow: UnitOfWork): Promise<Planned> {
    await this.rulebook.refresh(uow);
    const periods = await this.livePeriods(uow);
    const runs: Planned[] = [];
    for (const { code } of periods) runs.push(await this.plan(uow, code));
    runs.push(await this.planDigests(uow));
    return {
      changed: runs.reduce((sum, run) => sum + run.changed, 0),
      superseded: runs.reduce((sum, run) => sum + run.superseded, 0),
    };
  }

  /** The same, unless another process is planning at this moment: then there is nothing to wait for. */
  async planAllUnlessPlanned(uow: UnitOfWork): Promise<Planned> {
    const [row] = await uow.em.execute<{ free: boolean }[]>('select pg_try_advisory_xact_lock(hashtext(?)) as free', [
      PLAN,
    ]);
    return row?.free === true ? await this.planAll(uow) : { changed: 0, superseded: 0 };
  }

  /**
   * Brings the steps of one period's duties up to date. Needs the system's scope; one run at a time.
   * @throws DomainError PERIOD_UNKNOWN for a period that is not open
   */
  async plan(uow: UnitOfWork, period: PeriodCode): Promise<Planned> {
    await lockPlan(uow);
    const [row] = await uow.em.execute<{ window_to: string }[]>(
      'select window_to::text from reporting_period where code = ?',
      [period],
    );
    if (row === undefined) throw reminderError('PERIOD_UNKNOWN', { period }, 'period');
    const held = this.rulebook.of({ to: row.window_to });
    if (held === null) return { changed: 0, superseded: 0 };
    const round = newId();
    const now = this.clock.now();
    const changed = await noteDuties(uow, period, held, round, now);
    if (changed === 0) return { changed: 0, superseded: 0 };
    await this.writeDutySteps(uow, held.policy, round, now);
    const superseded = await supersedeLeftOver(uow, round, now);
    return { changed, superseded };
  }

  /** The digests of the offices above, over all live periods: at most one a day, office and channel. */
  async planDigests(uow: UnitOfWork): Promise<Planned> {
    await lockPlan(uow);
    const [newest] = await this.livePeriods(uow);
    const held = newest === undefined ? null : this.rulebook.of({ to: newest.window_to });
    if (held === null) return { changed: 0, superseded: 0 };
    const round = newId();
    const now = this.clock.now();
    const changed = await noteOfficesAbove(uow, held, round, now);
    if (changed === 0) return { changed: 0, superseded: 0 };
    await this.writeDigestSteps(uow, held.policy, round, now);
    const rows = await uow.em.execute<{ id: string }[]>(
      `update reminder_step s set state = 'superseded', reason = 'REPLANNED', settled_at = ?::timestamptz
       from reminder_plan p where p.round = ? and p.obligation_id is null and s.obligation_id is null
         and p.subject = 'digest/' || s.recipient_tier || '/' || s.recipient_unit and s.state = 'planned' and s.round <> p.round
         and s.claim is null and not s.in_doubt returning s.id`,
      [now, round],
    );
    return { changed, superseded: rows.length };
  }

  /** Periods with a duty that is not locked yet, newest first. */
  private async livePeriods(uow: UnitOfWork): Promise<{ code: string; window_to: string }[]> {
    return await uow.em.execute(
      `select p.code, p.window_to::text from reporting_period p
       where exists (select 1 from obligation o where o.period = p.code and o.lock_at > ?::timestamptz)
       order by p.window_to desc, p.code`,
      [this.clock.now()],
    );
  }

  private async writeDutySteps(uow: UnitOfWork, policy: ReminderPolicy, round: string, now: Date): Promise<void> {
    const distinct = await uow.em.execute<{ facts: DutyFacts }[]>(
      'select distinct facts from reminder_plan where round = ?',
      [round],
    );
    const steps = distinct.flatMap(({ facts }) =>
      planReminders(dutyOf(facts), policy, this.rulebook.calendar).map((step) => ({ ...step, facts })),
    );
    await uow.em.execute(
      `insert into reminder_step (id, plan_key, period, obligation_id, step_key, kind, channel, recipient_tier, recipient_unit,
         due_before, send_not_before, send_not_after, policy_id, round, created_at)
       select md5(k.key)::uuid, k.key, o.period, o.id, x."stepKey", x.kind, x.channel, x."recipientTier", ${unitAt('x."recipientTier"')},
         (p.facts ->> 'due')::timestamptz, x."sendNotBefore", x."sendNotAfter", ?, p.round, ?::timestamptz
       from reminder_plan p join obligation o on o.id = p.obligation_id
       join jsonb_to_recordset(?::jsonb) as x (facts jsonb, "stepKey" text, kind text, channel text, "recipientTier" text,
         "sendNotBefore" timestamptz, "sendNotAfter" timestamptz) on x.facts = p.facts
       cross join lateral (select o.id || '/' || x."stepKey" || '/' || x.channel as key) k
       where p.round = ? ${ON_CONFLICT}`,
      [policy.id, now, JSON.stringify(steps), round, now],
    );
  }

  private async writeDigestSteps(uow: UnitOfWork, policy: ReminderPolicy, round: string, now: Date): Promise<void> {
    const distinct = await uow.em.execute<{ facts: { dues: string[] } }[]>(
      'select distinct facts from reminder_plan where round = ?',
      [round],
    );
    const steps = distinct.flatMap(({ facts }) =>
      planDigests(
        facts.dues.map((due) => new Date(due)),
        policy,
        this.rulebook.calendar,
      ).map((step) => ({ ...step, facts })),
    );
    await uow.em.execute(
      `insert into reminder_step (id, plan_key, step_key, kind, channel, recipient_tier, recipient_unit,
         send_not_before, send_not_after, policy_id, round, created_at)
       select md5(k.key)::uuid, k.key, x."stepKey", x.kind, x.channel, u.tier, u.unit,
         x."sendNotBefore", x."sendNotAfter", ?, p.round, ?::timestamptz
       from reminder_plan p
       cross join lateral (select split_part(p.subject, '/', 2) as tier, split_part(p.subject, '/', 3) as unit) u
       join jsonb_to_recordset(?::jsonb) as x (facts jsonb, "stepKey" text, kind text, channel text,
         "sendNotBefore" timestamptz, "sendNotAfter" timestamptz) on x.facts = p.facts
       cross join lateral (select p.subject || '/' || x."stepKey" || '/' || x.channel as key) k
       where p.round = ? and p.obligation_id is null ${ON_CONFLICT}`,
      [policy.id, now, JSON.stringify(steps), round, now],
    );
  }
}

/** A step planned before moves with the plan; one set aside comes back while its time has not passed; outcomes stay. */
const ON_CONFLICT = `on conflict (plan_key) do update set kind = excluded.kind, due_before = excluded.due_before,
    recipient_unit = excluded.recipient_unit, send_not_before = excluded.send_not_before,
    send_not_after = excluded.send_not_after, policy_id = excluded.policy_id, round = excluded.round,
    state = 'planned', reason = case when reminder_step.state = 'planned' then reminder_step.reason end,
    detail = case when reminder_step.state = 'planned' then reminder_step.detail end, settled_at = null
  where reminder_step.state = 'planned'
    or (reminder_step.state = 'superseded' and excluded.send_not_after > ?::timestamptz)`;

const PLAN = 'reminders.plan';

/** Two planners at once would each supersede what the other has just planned. */
async function lockPlan(uow: UnitOfWork): Promise<void> {
  await uow.em.execute('select pg_advisory_xact_lock(hashtext(?))', [PLAN]);
}

const INSTANT = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Writes down what each duty's plan rests on, where that has changed. @returns how many have. */
async function noteDuties(
  uow: UnitOfWork,
  period: string,
  held: HeldPolicy,
  round: string,
  now: Date,
): Promise<number> {
  const [row] = await uow.em.execute<{ n: number }[]>(
    `with noted as (
       insert into reminder_plan as p (subject, obligation_id, facts, round, planned_at)
       select 'duty/' || o.id, o.id, jsonb_build_object('form', o.form, 'due', ${INSTANT('o.due_before')}, 'need', ${NEED},
           'revision', back.revision, 'returnedAt', ${INSTANT('back.decided_at')}, 'stamp', ?::text),
         ?::uuid, ?::timestamptz
       from obligation o ${DUTY_JOINS} where o.period = ?
       on conflict (subject) do update set facts = excluded.facts, round = excluded.round, planned_at = excluded.planned_at
         where p.facts <> excluded.facts returning 1)
     select count(*)::int as n from noted`,
    [held.stamp, round, now, period],
  );
  return row?.n ?? 0;
}

/** The same for the offices above: the due instants of what each is owed. */
async function noteOfficesAbove(uow: UnitOfWork, held: HeldPolicy, round: string, now: Date): Promise<number> {
  const above = FORM_CODES.map((form) => ({ form, tier: held.policy.superior[form] }));
  const [row] = await uow.em.execute<{ n: number }[]>(
    `with noted as (
       insert into reminder_plan as p (subject, facts, round, planned_at)
       select 'digest/' || d.tier || '/' || d.unit, jsonb_build_object('dues', jsonb_agg(${INSTANT('d.due')} order by d.due), 'stamp', ?::text),
         ?::uuid, ?::timestamptz
       from (select distinct x.tier, ${unitAt('x.tier')} as unit, o.due_before as due
         from obligation o join jsonb_to_recordset(?::jsonb) as x (form text, tier text) on x.form = o.form
         where o.state = 'open' and o.lock_at > ?::timestamptz) d
       where d.unit <> '-' group by d.tier, d.unit
       on conflict (subject) do update set facts = excluded.facts, round = excluded.round, planned_at = excluded.planned_at
         where p.facts <> excluded.facts returning 1)
     select count(*)::int as n from noted`,
    [held.stamp, round, now, JSON.stringify(above), now],
  );
  return row?.n ?? 0;
}

/**
 * Steps of replanned duties that the new plan does not have. A step in a worker's hands keeps its row: whoever takes
 * it up again asks anew whether it is needed.
 */
async function supersedeLeftOver(uow: UnitOfWork, round: string, now: Date): Promise<number> {
  const [row] = await uow.em.execute<{ n: number }[]>(
    `with p as materialized (select obligation_id, facts, round from reminder_plan where round = ? and obligation_id is not null),
     gone as (
       update reminder_step s set state = 'superseded', settled_at = ?::timestamptz,
         reason = case p.facts ->> 'need' when 'answered' then 'ANSWERED' when 'closed' then 'DUTY_CLOSED' else 'REPLANNED' end
       from p where s.obligation_id = p.obligation_id and s.state = 'planned' and s.round <> p.round
         and (p.facts ->> 'need' in ('answered', 'closed') or s.step_key not like 'manual/%') and s.claim is null
         and not s.in_doubt returning 1)
     select count(*)::int as n from gone`,
    [round, now],
  );
  return row?.n ?? 0;
}

function dutyOf(facts: DutyFacts): ReminderDuty {
  const { form, due, need, revision, returnedAt } = facts;
  const answer = (
    { nothing: 'none', missing: 'draft', returned: 'returned', answered: 'accepted', closed: 'none' } as const
  )[need];
  return {
    form,
    dueBefore: new Date(due),
    extendedTo: null,
    open: need !== 'closed',
    answer,
    missingCells: need === 'missing' ? 1 : 0,
    returned: revision === null || returnedAt === null ? null : { revision, at: new Date(returnedAt) },
  };
}
