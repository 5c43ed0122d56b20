import type { Caller } from '#lib/access';
import type { FormCode } from '#lib/forms';
import { type PeriodCode, searchKey } from '#lib/kernel';
import {
  decodeCursor,
  instantOf,
  type Page,
  type PageRequest,
  pageSize,
  sqlArray,
  toPage,
  type UnitOfWork,
} from '#lib/persistence';
import { formsReceivedBy, receivedSql } from '#lib/regime';
import { filingError } from './errors.js';
import type { FilingChange } from './filing-change.js';
import type { FilingDecision, FilingService } from './filing-service.js';
import { type FilingView, filingsByIds } from './filing-views.js';

/** Why a person should read a submitted filing before it is accepted. */
export const ATTENTIONS = ['findings', 'reasons', 'answers', 'missing_children', 'nil'] as const;
export type FilingAttention = (typeof ATTENTIONS)[number];

/** One column of reasons; f: the filing, r: its latest revision. Reasons given for an earlier period were read then. */
const ATTENTION = `array_remove(array[
  case when exists (select 1 from filing_problem p where p.filing_id = f.id and p.revision = r.revision
    and p.magnitude is null) then 'findings' end,
  case when exists (select 1 from filing_closure c where c.filing_id = f.id) then 'reasons' end,
  case when exists (select 1 from filing_mark m where m.filing_id = f.id and m.revision = r.revision - 1) then 'answers' end,
  case when r.missing_reason is not null then 'missing_children' end,
  case when exists (select 1 from nil_declaration d where d.filing_id = f.id and d.revision = r.revision) then 'nil' end
], null)`;
const FROM = `from filing f join filing_revision r on r.filing_id = f.id and r.revision = f.current_revision
  join obligation o on o.id = f.obligation_id`;

export interface QueueFilter {
  readonly form?: FormCode;
  readonly period?: PeriodCode;
  /** State of the latest revision; drafts are never in the queue. */
  readonly state?: 'submitted' | 'returned' | 'accepted';
  readonly late?: boolean;
  /** Nothing asks for attention. */
  readonly clean?: boolean;
  /** Text in the unit's name; tone marks and case do not matter. */
  readonly search?: string;
}

/** What came to the caller's office from below, the longest waiting first. @throws DomainError PAGE_SIZE_INVALID, CURSOR_INVALID */
export async function reviewQueue(
  uow: UnitOfWork,
  caller: Caller,
  filter: QueueFilter,
  page: PageRequest,
): Promise<Page<FilingView>> {
  const first = pageSize(page);
  const after = decodeCursor(page.after, 2);
  const parts = ['f.form = any (?::text[])', `r.submitted_at is not null and r.state <> 'draft'`];
  const params: unknown[] = [sqlArray([...formsReceivedBy(caller.officeKind)])];
  const add = (part: string, ...given: unknown[]) => {
    parts.push(part);
    params.push(...given);
  };
  if (filter.form !== undefined) add('f.form = ?', filter.form);
  if (filter.period !== undefined) add('f.period = ?', filter.period);
  if (filter.state !== undefined) add('r.state = ?', filter.state);
  if (filter.late !== undefined) add(`(${receivedSql('f')} >= o.due_before) = ?`, filter.late);
  if (filter.clean !== undefined) add(`(cardinality(${ATTENTION}) = 0) = ?`, filter.clean);
  if (filter.search !== undefined)
    add('fold_vi(f.filer_name) like ?', `%${searchKey(filter.search).replace(/[\\%_]/g, '\\$&')}%`);
  const where = parts.join(' and ');
  const [total] = await uow.em.execute<{ n: number }[]>(`select count(*)::int as n ${FROM} where ${where}`, params);
  const rows = await uow.em.execute<{ id: string; at: string }[]>(
    `select f.id, r.submitted_at as at ${FROM} where ${where}
       ${after === null ? '' : 'and (r.submitted_at, f.id::text) > (?::timestamptz, ?)'}
     order by r.submitted_at, f.id::text limit ${first + 1}`,
    [...params, ...(after ?? [])],
  );
  const views = await filingsByIds(
    uow,
    rows.map((row) => row.id),
  );
  const found = rows.flatMap(({ id, at }) => {
    const view = views.get(id);
    return view === undefined ? [] : [{ ...view, at: instantOf(at).toISOString() }];
  });
  return toPage(found, first, total?.n ?? 0, (row) => [row.at, row.id]);
}

/** What asks for attention in many filings, keyed by id. One statement. */
export async function attentionOf(
  uow: UnitOfWork,
  filingIds: readonly string[],
): Promise<ReadonlyMap<string, readonly FilingAttention[]>> {
  const rows = await uow.em.execute<{ id: string; attention: FilingAttention[] }[]>(
    `select f.id, ${ATTENTION} as attention ${FROM} where f.id = any (?::uuid[])`,
    [sqlArray(filingIds)],
  );
  return new Map(rows.map((row) => [row.id, row.attention]));
}

/**
 * Accepts one of many that were ticked in the queue: only a filing in which nothing asks for attention, looked at
 * again under its lock.
 * @throws DomainError as FilingService.accept, and NEEDS_READING
 */
export async function acceptClean(
  filings: FilingService,
  uow: UnitOfWork,
  caller: Caller,
  decision: FilingDecision,
): Promise<FilingChange> {
  // Accepting takes the lock of the filing and refuses what has moved on; a refusal after it undoes it.
  const change = await filings.accept(uow, caller, decision);
  const attention = (await attentionOf(uow, [decision.filingId])).get(decision.filingId) ?? [];
  if (attention.length === 0) return change;
  const view = (await filingsByIds(uow, [decision.filingId])).get(decision.filingId);
  const about = { form: view?.form ?? '', period: view?.period ?? '', unit: view?.filerName ?? '' };
  throw filingError('NEEDS_READING', about, 'id');
}
