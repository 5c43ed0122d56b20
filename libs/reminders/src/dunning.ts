import { instantOf, type UnitOfWork } from '#lib/persistence';
import type { DunningLine } from '#lib/workbook';
import { ADDRESSES, DUTY_JOINS, NEED, type Need, officeOf, unitAt } from './duty-sql.js';
import { reminderError } from './errors.js';
import { daysOverdue, lastOnTimeDay } from './rules/wording.js';

interface Row {
  readonly unitName: string;
  readonly form: '01' | '02' | '03' | '04';
  readonly dueBefore: string;
  readonly need: Need;
  readonly lastReminder: string | null;
  readonly officeName: string | null;
  readonly emails: readonly string[];
}

const STATE: Readonly<Record<string, string>> = {
  nothing: 'Chưa gửi',
  missing: 'Đang lập, còn thiếu số liệu',
  returned: 'Bị trả lại, chưa gửi lại',
};

const TIER_OF_FORM = `case o.form when '01' then 'enterprise' when '02' then 'investor' when '03' then 'commune' else 'department' end`;

/** The late duties of a province. @throws DomainError PROVINCE_UNKNOWN, PERIOD_UNKNOWN */
export async function readDunning(
  uow: UnitOfWork,
  province: string,
  period: string,
  now: Date,
): Promise<{ provinceName: string; lines: DunningLine[] }> {
  const [known] = await uow.em.execute<{ name: string | null; period: string | null }[]>(
    `select (select full_name from province where code = ? order by valid_from desc limit 1) as name,
       (select code from reporting_period where code = ?) as period`,
    [province, period],
  );
  const reached = uow.scope.level !== 'province' || uow.scope.units.includes(province);
  if (known?.name == null || !reached) throw reminderError('PROVINCE_UNKNOWN', { province }, 'province');
  if (known.period === null) throw reminderError('PERIOD_UNKNOWN', { period }, 'period');
  const rows = await uow.em.execute<Row[]>(
    `select o.filer_name as "unitName", o.form, o.due_before as "dueBefore", ${NEED} as need, office.name as "officeName",
       coalesce(people.emails, '{}') as emails,
       (select max(s.sent_at) from reminder_step s where s.obligation_id = o.id and s.state = 'sent' and s.channel <> 'digest') as "lastReminder"
     from obligation o ${DUTY_JOINS} cross join lateral (select ${TIER_OF_FORM} as tier) t
     cross join lateral (select ${unitAt('t.tier')} as unit) u
     ${officeOf('t.tier', 'u.unit')} ${ADDRESSES}
     where o.province_code = ? and o.period = ? and o.due_before <= ?::timestamptz and ${NEED} in ('nothing', 'missing', 'returned')
     order by o.due_before, o.form, o.filer_name collate "C", o.id`,
    [province, period, now],
  );
  const lines = rows.map((row): DunningLine => {
    const due = instantOf(row.dueBefore);
    return {
      unitName: row.unitName,
      form: row.form,
      lastOnTimeDay: lastOnTimeDay(due),
      daysOverdue: daysOverdue(due, now),
      state: STATE[row.need] ?? row.need,
      lastReminderAt: row.lastReminder === null ? null : instantOf(row.lastReminder),
      contact:
        row.emails.length === 0 ? 'Chưa có tài khoản' : [row.officeName, ...row.emails].filter(Boolean).join('; '),
    };
  });
  return { provinceName: known.name, lines };
}
