import type { Caller } from '#lib/access';
import { requirePermission } from '#lib/access';
import { audit } from '#lib/audit';
import { type Clock, type PeriodCode, vietnamDate } from '#lib/kernel';
import { addToOutbox, newId, type Page, type PageRequest, type UnitOfWork } from '#lib/persistence';
import { formFiledBy, receiversOf, type Tier } from '#lib/regime';
import { type DunningLine, writeDunningList } from '#lib/workbook';
import { readDunning } from './dunning.js';
import { DUTY_JOINS, isOwed, NEED, type Need, unitAt } from './duty-sql.js';
import { reminderError } from './errors.js';
import { listReminders, type ReminderFilter, type ReminderView } from './reminder-list.js';
import type { ReminderRulebook } from './rulebook.js';

/** What became of a reminder asked for by hand. */
export interface RemindedNow {
  readonly obligationId: string;
  /** It goes out from this instant on: at once, or in the next sending hours of a working day. */
  readonly sendNotBefore: Date;
}

interface Duty {
  readonly id: string;
  readonly form: '01' | '02' | '03' | '04';
  readonly period: PeriodCode;
  readonly filerRef: string;
  readonly filerName: string;
  readonly provinceCode: string;
  readonly need: Need;
}

const TIERS: readonly Tier[] = ['enterprise', 'investor', 'commune', 'department'];

/** The plan and its outcomes as people see them, and what they may do about it. */
export class ReminderService {
  private readonly clock: Clock;
  private readonly rulebook: ReminderRulebook;

  constructor(settings: { readonly clock: Clock; readonly rulebook: ReminderRulebook }) {
    this.clock = settings.clock;
    this.rulebook = settings.rulebook;
  }

  /** Steps of the duties in the caller's sight, and what came to his office. */
  async reminders(uow: UnitOfWork, filter: ReminderFilter, page: PageRequest): Promise<Page<ReminderView>> {
    return await listReminders(uow, filter, page);
  }

  /**
   * One more reminder at a click of the office that receives the filing: once a day for each duty, within the sending
   * hours like all others. Audited.
   * @throws DomainError FORBIDDEN, OBLIGATION_UNKNOWN, NOT_RECEIVER, NOTHING_TO_REMIND, REMINDED_TODAY
   */
  async remindNow(uow: UnitOfWork, caller: Caller, obligationId: string): Promise<RemindedNow> {
    requirePermission(caller, 'filing.decide');
    const [duty] = await uow.em.execute<Duty[]>(
      `select o.id, o.form, o.period, o.filer_ref as "filerRef", o.filer_name as "filerName", o.province_code as "provinceCode", ${NEED} as need
       from obligation o ${DUTY_JOINS} where o.id = ?`,
      [obligationId],
    );
    if (duty === undefined) throw reminderError('OBLIGATION_UNKNOWN', {}, 'obligationId');
    const named = { form: duty.form, unit: duty.filerName };
    if (!receiversOf(duty.form).includes(caller.officeKind)) throw reminderError('NOT_RECEIVER', named);
    const now = this.clock.now();
    await this.rulebook.refresh(uow);
    const policy = this.rulebook.today(now);
    if (!isOwed(duty.need) || policy === null) throw reminderError('NOTHING_TO_REMIND', named);
    const window = this.rulebook.nextSendingTime(policy, now);
    const kind = (
      { nothing: 'nothing_received', missing: 'cells_missing', returned: 'returned' } as Record<string, string>
    )[duty.need];
    const tier = TIERS.find((t) => formFiledBy(t) === duty.form) ?? 'department';
    const stepKey = `manual/${vietnamDate(now)}`;
    const steps = policy.channels.map((channel) => ({ id: newId(), key: `${duty.id}/${stepKey}/${channel}`, channel }));
    // Not "returning": the limit of once a day is the key itself, whoever asks.
    const [before] = await uow.em.execute<{ n: number }[]>(
      'select count(*)::int as n from reminder_step where obligation_id = ? and step_key = ?',
      [duty.id, stepKey],
    );
    if ((before?.n ?? 0) > 0) throw reminderError('REMINDED_TODAY', named);
    const added = await uow.em.execute<{ affectedRows: number }>(
      `insert into reminder_step (id, plan_key, period, obligation_id, step_key, kind, channel, recipient_tier, recipient_unit, due_before,
         send_not_before, send_not_after, policy_id, round, requested_by, created_at)
       select x.id, x.key, o.period, o.id, ?, ?, x.channel, t.tier, ${unitAt('t.tier')}, o.due_before, ?::timestamptz, ?::timestamptz, ?,
         x.id, ?, ?::timestamptz
       from obligation o cross join (select ?::text as tier) t, jsonb_to_recordset(?::jsonb) as x (id uuid, key text, channel text)
       where o.id = ? on conflict (plan_key) do nothing`,
      [
        stepKey,
        kind ?? 'nothing_received',
        window.from,
        window.to,
        policy.id,
        caller.accountId,
        now,
        tier,
        JSON.stringify(steps),
        duty.id,
      ],
      'run',
    );
    if (added.affectedRows !== steps.length) throw reminderError('REMINDED_TODAY', named);
    await addToOutbox(uow, 'reminders.sweep', {});
    const detail = { form: duty.form, period: duty.period, unit: duty.filerRef };
    await audit(
      uow,
      {
        action: 'reminder.now',
        subjectKind: 'obligation',
        subjectId: duty.id,
        provinceCode: duty.provinceCode,
        detail,
      },
      now,
    );
    return { obligationId: duty.id, sendNotBefore: window.from };
  }

  /** Who is late in a province, with the last reminder and whom to call, the longest overdue first. */
  async dunningList(uow: UnitOfWork, province: string, period: PeriodCode): Promise<DunningLine[]> {
    return (await readDunning(uow, province, period, this.clock.now())).lines;
  }

  /**
   * The dunning list as a workbook, fit to be the annex of a letter.
   * @throws DomainError PROVINCE_UNKNOWN, PERIOD_UNKNOWN
   */
  async dunningWorkbook(uow: UnitOfWork, province: string, period: PeriodCode): Promise<Uint8Array> {
    const now = this.clock.now();
    const { provinceName, lines } = await readDunning(uow, province, period, now);
    return writeDunningList({ provinceName, period, asOf: vietnamDate(now), lines });
  }
}
