import type { FormCode } from '#lib/forms';
import type { PeriodCode } from '#lib/kernel';
import {
  decodeCursor,
  instantOf,
  type Page,
  type PageRequest,
  pageSize,
  toPage,
  type UnitOfWork,
} from '#lib/persistence';
import type { ReminderChannel, ReminderKind, Tier } from '#lib/regime';

export type ReminderState = 'planned' | 'sent' | 'failed' | 'superseded';

export interface ReminderFilter {
  readonly period?: PeriodCode;
  readonly form?: FormCode;
  readonly province?: string;
  /** Public code of the unit that owes. */
  readonly unit?: string;
  readonly obligationId?: string;
  readonly state?: ReminderState;
  readonly kind?: ReminderKind;
  readonly channel?: ReminderChannel;
}

/** One step of the plan with its outcome. */
export interface ReminderView {
  readonly id: string;
  readonly obligationId: string | null;
  readonly period: PeriodCode | null;
  readonly form: FormCode | null;
  /** Name of the unit that owes; null for the digest of an office above. */
  readonly unitName: string | null;
  readonly stepKey: string;
  readonly kind: ReminderKind;
  readonly channel: ReminderChannel;
  readonly recipientTier: Tier;
  readonly recipientName: string | null;
  readonly sendNotBefore: Date;
  readonly sendNotAfter: Date;
  readonly state: ReminderState;
  /** Code of rules/outcome.ts; also of a planned step whose last try failed. */
  readonly reason: string | null;
  readonly detail: string | null;
  readonly attempts: number;
  readonly sentAt: Date | null;
  readonly messageId: string | null;
}

type Row = {
  readonly [K in keyof ReminderView]: ReminderView[K] extends Date
    ? string
    : ReminderView[K] extends Date | null
      ? string | null
      : ReminderView[K];
};

const SELECT = `select s.id, s.obligation_id as "obligationId", s.period, o.form, o.filer_name as "unitName", s.step_key as "stepKey",
  s.kind, s.channel, s.recipient_tier as "recipientTier", f.name as "recipientName", s.send_not_before as "sendNotBefore",
  s.send_not_after as "sendNotAfter", s.state, s.reason, s.detail, s.attempts, s.sent_at as "sentAt", s.message_id as "messageId"`;
const FROM =
  'from reminder_step s left join obligation o on o.id = s.obligation_id left join office f on f.id = s.office_id';

/** Steps in the caller's sight under a filter, the soonest first. */
export async function listReminders(
  uow: UnitOfWork,
  filter: ReminderFilter,
  page: PageRequest,
): Promise<Page<ReminderView>> {
  const first = pageSize(page);
  const after = decodeCursor(page.after, 2);
  const parts = ['true'];
  const params: string[] = [];
  for (const [column, value] of [
    ['s.period', filter.period],
    ['o.form', filter.form],
    ['o.province_code', filter.province],
    ['o.filer_ref', filter.unit],
    ['s.obligation_id', filter.obligationId],
    ['s.state', filter.state],
    ['s.kind', filter.kind],
    ['s.channel', filter.channel],
  ] as const) {
    if (value === undefined) continue;
    parts.push(`${column} = ?`);
    params.push(value);
  }
  const where = parts.join(' and ');
  const [total] = await uow.em.execute<{ n: number }[]>(`select count(*)::int as n ${FROM} where ${where}`, params);
  const beyond = after === null ? '' : 'and (s.send_not_before, s.id::text) > (?::timestamptz, ?)';
  const rows = await uow.em.execute<Row[]>(
    `${SELECT} ${FROM} where ${where} ${beyond} order by s.send_not_before, s.id::text limit ${first + 1}`,
    [...params, ...(after ?? [])],
  );
  return toPage(rows.map(viewOf), first, total?.n ?? 0, (r) => [r.sendNotBefore.toISOString(), r.id]);
}

function viewOf(row: Row): ReminderView {
  return {
    ...row,
    sendNotBefore: instantOf(row.sendNotBefore),
    sendNotAfter: instantOf(row.sendNotAfter),
    sentAt: row.sentAt === null ? null : instantOf(row.sentAt),
  };
}
