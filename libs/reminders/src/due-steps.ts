import type { FormCode } from '#lib/forms';
import type { PeriodCode } from '#lib/kernel';
import { instantOf, sqlArray, type UnitOfWork } from '#lib/persistence';
import type { Tier } from '#lib/regime';
import { ADDRESSES, DUTY_JOINS, isOwed, NEED, type Need, officeOf, unitAt } from './duty-sql.js';
import type { LateForm, Reminded } from './rules/wording.js';

/** A step that is due, with all that is needed to carry it out. Its row is locked. */
export interface DueStep {
  readonly id: string;
  readonly stepKey: string;
  readonly tier: Tier;
  readonly unit: string;
  readonly attempts: number;
  readonly inDoubt: boolean;
  readonly officeId: string | null;
  readonly officeName: string | null;
  readonly emails: readonly string[];
  /** Null for the digest of an office above. */
  readonly duty: DutyTold | null;
}

interface DutyTold {
  readonly obligationId: string;
  readonly form: FormCode;
  readonly period: PeriodCode;
  readonly filerRef: string;
  readonly filerName: string;
  readonly dueBefore: Date;
  /** From here on no first sending. */
  readonly lockAt: Date;
  readonly need: Need;
  /** The step was planned for another deadline or an earlier state than the present one. */
  readonly outdated: boolean;
  readonly doubtful: boolean;
  readonly returnReason: string | null;
  /** Definition and empty keys of the draft; null where there is none. */
  readonly definitionId: string | null;
  readonly emptyKeys: readonly string[];
  readonly askedBy: string | null;
}

type Row = Omit<DueStep, 'duty'> & {
  readonly obligationId: string | null;
} & {
  readonly [K in Exclude<keyof DutyTold, 'obligationId'>]: K extends 'dueBefore' | 'lockAt' ? string : DutyTold[K];
};

/**
 * The next steps that are due in a channel, locked; what others hold is passed over.
 * @param digests true: digests of offices above; false: reminders of duties
 */
export async function lockDueSteps(
  uow: UnitOfWork,
  channel: 'email' | 'inbox',
  digests: boolean,
  now: Date,
  most: number,
): Promise<DueStep[]> {
  const rows = await uow.em.execute<Row[]>(
    `with due as materialized (
       select s.* from reminder_step s where s.state = 'planned' and s.channel = ? and s.obligation_id is ${digests ? '' : 'not'} null
         and s.send_not_before <= ?::timestamptz and s.send_not_after > ?::timestamptz
         and (s.next_try_at is null or s.next_try_at <= ?::timestamptz)
         and (s.lease_until is null or s.lease_until < clock_timestamp())
       order by s.send_not_before, s.id limit ${most} for update skip locked)
     select s.id, s.step_key as "stepKey", s.recipient_tier as tier, s.recipient_unit as unit, s.attempts, s.in_doubt as "inDoubt",
       office.id as "officeId", office.name as "officeName", coalesce(people.emails, '{}') as emails, o.id as "obligationId",
       o.form, o.period, o.filer_ref as "filerRef", o.filer_name as "filerName", o.due_before as "dueBefore", o.lock_at as "lockAt", ${NEED} as need,
       s.due_before is distinct from o.due_before and s.step_key not like 'manual/%' as outdated, o.doubtful,
       back.decision_reason as "returnReason", r.definition_id as "definitionId",
       case when r.state = 'draft' then array(select g.key from filing_figure g where g.filing_id = f.id and g.revision = r.revision
         and g.value is null) else '{}' end as "emptyKeys",
       (select x.name from account a join office x on x.id = a.office_id where a.id = s.requested_by) as "askedBy"
     from due s left join obligation o on o.id = s.obligation_id ${DUTY_JOINS}
     ${officeOf('s.recipient_tier', 's.recipient_unit')} ${ADDRESSES}
     order by s.send_not_before, s.id`,
    [channel, now, now, now],
  );
  return rows.map(({ obligationId, ...row }) => ({
    ...row,
    duty:
      obligationId === null
        ? null
        : { ...row, obligationId, dueBefore: instantOf(row.dueBefore), lockAt: instantOf(row.lockAt) },
  }));
}

/** What a duty is reminded of at this moment; null where there is no need any more. */
export function remindedOf(
  duty: DutyTold,
  labels: (definitionId: string, keys: readonly string[]) => string[],
): Reminded | null {
  if (!isOwed(duty.need) || duty.outdated) return null;
  const missing =
    duty.need === 'missing' && duty.definitionId !== null ? labels(duty.definitionId, duty.emptyKeys) : [];
  const kind = duty.need === 'returned' ? 'returned' : duty.need === 'missing' ? 'cells_missing' : 'nothing_received';
  const { form, period, filerName, dueBefore, returnReason, doubtful, askedBy } = duty;
  return { kind, form, period, filerName, dueBefore, missing, returnReason, doubtful, askedBy };
}

/** Late units named in one digest and form; the rest is a number. */
const NAMED = 30;

interface LateRow {
  readonly tier: string;
  readonly unit: string;
  readonly form: FormCode;
  readonly period: PeriodCode;
  readonly filerName: string;
  readonly dueBefore: string;
  readonly escalated: boolean;
  readonly count: number;
}

/** Who is late below each of these offices, by `tier/unit`; an office with nobody late is not there. */
export async function lateBelow(
  uow: UnitOfWork,
  offices: readonly Pick<DueStep, 'tier' | 'unit'>[],
  superior: Readonly<Record<FormCode, Tier>>,
  now: Date,
): Promise<ReadonlyMap<string, readonly LateForm[]>> {
  if (offices.length === 0) return new Map();
  const wanted = offices.flatMap(({ tier, unit }) =>
    (Object.keys(superior) as FormCode[])
      .filter((form) => superior[form] === tier)
      .map((form) => ({ tier, unit, form })),
  );
  // The unit above is a function of the duty alone, so that the two sides meet by a hash and not each with each.
  const above = (Object.keys(superior) as FormCode[]).map(
    (form) => `when '${form}' then ${unitAt(`'${superior[form]}'`)}`,
  );
  const rows = await uow.em.execute<LateRow[]>(
    `select * from (
       select w.tier, w.unit, o.form, o.period, o.filer_name as "filerName", o.due_before as "dueBefore",
         count(*) over (partition by w.tier, w.unit, o.form)::int as count,
         row_number() over (partition by w.tier, w.unit, o.form order by o.due_before, o.filer_name collate "C", o.id) as place,
         exists (select 1 from reminder_step t where t.obligation_id = o.id and t.channel = 'digest'
           and t.send_not_before <= ?::timestamptz and t.due_before = o.due_before) as escalated
       from jsonb_to_recordset(?::jsonb) as w (tier text, unit text, form text)
       join obligation o on o.form = w.form and case o.form ${above.join(' ')} end = w.unit
       ${DUTY_JOINS}
       where o.due_before <= ?::timestamptz and o.lock_at > ?::timestamptz and ${NEED} in ('nothing', 'missing', 'returned')) late
     where place <= ${NAMED} order by tier, unit, form, place`,
    [now, JSON.stringify(wanted), now, now],
  );
  const found = new Map<string, LateForm[]>();
  for (const [key, late] of Map.groupBy(rows, (row) => `${row.tier}/${row.unit}`))
    found.set(
      key,
      [...Map.groupBy(late, (row) => row.form)].map(([form, named]) => ({
        form,
        count: named[0]?.count ?? 0,
        named: named.map((row) => ({ ...row, dueBefore: instantOf(row.dueBefore) })),
      })),
    );
  return found;
}

/** Settles steps that need no message: one statement for each outcome. */
export async function settle(
  uow: UnitOfWork,
  steps: readonly { readonly id: string; readonly state: 'failed' | 'superseded'; readonly reason: string }[],
  now: Date,
): Promise<void> {
  for (const [, same] of Map.groupBy(steps, (step) => `${step.state} ${step.reason}`)) {
    const [first] = same;
    if (first === undefined) continue;
    await uow.em.execute(
      `update reminder_step set state = ?, reason = ?, settled_at = ?::timestamptz, claim = null, lease_until = null
       where id = any (?::uuid[]) and state = 'planned'`,
      [first.state, first.reason, now, sqlArray(same.map((step) => step.id))],
    );
  }
}
