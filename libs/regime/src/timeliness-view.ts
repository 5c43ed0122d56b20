import { FORM_CODES, type FormCode } from '#lib/forms';
import { type PeriodCode, parsePeriod } from '#lib/kernel';
import { sqlArray, type UnitOfWork } from '#lib/persistence';
import { regimeError } from './errors.js';
import { ACCEPTED, RECEIVED, SETTLED } from './obligation-list.js';
import { latenessSql } from './rules/lateness.js';

export type TimelinessBy = 'province' | 'form';

/** How punctual a province, or the filers of a form, were in a period. Every expected filing is counted exactly once as on time, late or missing. */
export interface TimelinessRow {
  /** Province code, or form. */
  readonly key: string;
  readonly name: string;
  readonly expected: number;
  /** Sent at least once. */
  readonly received: number;
  readonly onTime: number;
  readonly late: number;
  readonly accepted: number;
  /** Sent, and now back with the sender. */
  readonly returned: number;
  /** Never sent. */
  readonly missing: number;
  /** Never sent, and the due instant has come. */
  readonly overdue: number;
}

const KEY: Readonly<Record<TimelinessBy, string>> = { province: 'o.province_code', form: 'o.form' };

/**
 * Punctuality in a period, over the obligations in the caller's sight. One statement. Provinces by code, forms by code.
 * @throws DomainError PERIOD_INVALID
 */
export async function timelinessOf(
  uow: UnitOfWork,
  period: PeriodCode,
  by: TimelinessBy,
  forms: readonly FormCode[] = FORM_CODES,
  now: Date,
): Promise<readonly TimelinessRow[]> {
  if (parsePeriod(period) === null) throw regimeError('PERIOD_INVALID', { period }, 'period');
  const rows = await uow.em.execute<Omit<TimelinessRow, 'received' | 'missing'>[]>(
    `select g.key, coalesce(p.full_name, g.key) as name, g.expected, g."onTime", g.late, g.accepted, g.returned, g.overdue
     from (select key, count(*)::int as expected, (count(*) filter (where lateness = 'on_time'))::int as "onTime",
         (count(*) filter (where lateness = 'late'))::int as late, (count(*) filter (where accepted))::int as accepted,
         (count(*) filter (where received is not null and not settled))::int as returned,
         (count(*) filter (where lateness in ('overdue', 'missed')))::int as overdue
       from (select ${KEY[by]} as key, x.received, ${ACCEPTED} as accepted, ${SETTLED} as settled, ${latenessSql('x.received', '?::timestamptz')} as lateness
         from obligation o left join filing f on f.obligation_id = o.id
           left join filing_revision r on r.filing_id = f.id and r.revision = f.current_revision
           left join lateral (select ${RECEIVED} as received) x on true
         where o.period = ? and o.state = 'open' and not o.voluntary and o.form = any (?::text[])) o
       group by key) g
     left join lateral (select full_name from province where code = g.key order by valid_from desc limit 1) p on ${by === 'province'}
     order by g.key collate "C"`,
    [now, now, period, sqlArray(forms)],
  );
  return rows.map((row) => {
    const received = row.onTime + row.late;
    return { ...row, name: by === 'form' ? `Biểu ${row.key}` : row.name, received, missing: row.expected - received };
  });
}
