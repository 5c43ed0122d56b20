import type { DecimalString } from '#lib/kernel';
import { instantOf, sqlArray, type UnitOfWork } from '#lib/persistence';
import type { MarkAnswer } from './entities/index.js';
import type { FigureView } from './filing-views.js';

/** A doubted cell with what was filed, what stands there now and how it was answered. */
export interface MarkView {
  readonly id: string;
  readonly filingId: string;
  /** The revision that was returned. */
  readonly revision: number;
  readonly key: string;
  readonly comment: string;
  readonly at: Date;
  /** Null when the caller may not see that person; so for the other names. */
  readonly authorName: string | null;
  /** Waits for an answer: the return is in play, and there is neither a new value nor an explanation. */
  readonly open: boolean;
  readonly answer: MarkAnswer | null;
  readonly filed: DecimalString | null;
  /** In the revision after the returned one; null before there is one, or when not answered there. */
  readonly now: DecimalString | null;
  readonly explanation: string | null;
  readonly answeredByName: string | null;
  readonly answeredAt: Date | null;
}

type RawMark = Omit<MarkView, 'at' | 'answeredAt'> & { readonly at: string; readonly answeredAt: string | null };

/** Marks of many filings, the newest return first, each return in the order of its keys; keyed by filing id. */
export async function marksOf(
  uow: UnitOfWork,
  filingIds: readonly string[],
): Promise<ReadonlyMap<string, readonly MarkView[]>> {
  const rows = await uow.em.execute<RawMark[]>(
    `select m.id, m.filing_id as "filingId", m.revision, m.key, m.comment, m.at, a.name as "authorName",
       m.answer is null and n.state is distinct from 'submitted' and f.current_revision <= m.revision + 1 as open, m.answer,
       trim_scale(g.value)::text as filed, trim_scale(h.value)::text as now, m.explanation,
       b.name as "answeredByName", m.answered_at as "answeredAt"
     from filing_mark m join filing f on f.id = m.filing_id
     left join filing_revision n on n.filing_id = m.filing_id and n.revision = m.revision + 1
     left join filing_figure g on g.filing_id = m.filing_id and g.revision = m.revision and g.key = m.key
     left join filing_figure h on h.filing_id = m.filing_id and h.revision = m.revision + 1 and h.key = m.key
     left join account a on a.id = m.author_id left join account b on b.id = m.answered_by
     where m.filing_id = any (?::uuid[]) order by m.revision desc, m.id`,
    [sqlArray(filingIds)],
  );
  const views = rows.map((row) => ({
    ...row,
    at: instantOf(row.at),
    answeredAt: row.answeredAt === null ? null : instantOf(row.answeredAt),
  }));
  return Map.groupBy(views, (mark) => mark.filingId);
}

/** Something said about a filing: a mark's comment, an explanation, a remark of either side. */
export interface StatementView {
  readonly filingId: string;
  readonly kind: 'mark' | 'explanation' | 'comment';
  readonly side: 'filer' | 'receiver';
  readonly revision: number;
  readonly key: string | null;
  readonly text: string;
  readonly at: Date;
  readonly authorName: string | null;
}

/** The thread of many filings, oldest first; it stays with the filing whatever becomes of its revisions. */
export async function threadsOf(
  uow: UnitOfWork,
  filingIds: readonly string[],
): Promise<ReadonlyMap<string, readonly StatementView[]>> {
  const ids = sqlArray(filingIds);
  const rows = await uow.em.execute<(Omit<StatementView, 'at'> & { at: string })[]>(
    `select s.filing_id as "filingId", s.kind, s.side, s.revision, s.key, s.comment as text, s.at, a.name as "authorName"
     from (select id, filing_id, 'mark' as kind, 'receiver' as side, revision, key, comment, author_id, at from filing_mark
             where filing_id = any (?::uuid[])
           union all select id, filing_id, kind, side, revision, key, comment, author_id, at from filing_comment
             where filing_id = any (?::uuid[])) s
     left join account a on a.id = s.author_id order by s.at, s.id`,
    [ids, ids],
  );
  return Map.groupBy(
    rows.map((row) => ({ ...row, at: instantOf(row.at) })),
    (row) => row.filingId,
  );
}

/** The return that a filing has still to answer. */
export interface ReturnView {
  readonly revision: number;
  readonly reason: string;
  readonly at: Date;
  readonly byName: string | null;
  /** Cells that were marked; 0: the whole filing is open. */
  readonly marked: number;
}

/** Returns in play, keyed by filing id: the latest revision was returned, or its answer is being prepared. */
export async function returnsOf(
  uow: UnitOfWork,
  filingIds: readonly string[],
): Promise<ReadonlyMap<string, ReturnView>> {
  const rows = await uow.em.execute<(Omit<ReturnView, 'at'> & { at: string; filingId: string })[]>(
    `select f.id as "filingId", r.revision, r.decision_reason as reason, r.decided_at as at, a.name as "byName",
       (select count(*)::int from filing_mark m where m.filing_id = f.id and m.revision = r.revision) as marked
     from filing f join filing_revision l on l.filing_id = f.id and l.revision = f.current_revision
     join filing_revision r on r.filing_id = f.id and r.state = 'returned'
       and r.revision = case l.state when 'returned' then l.revision when 'draft' then l.revision - 1 end
     left join account a on a.id = r.decided_by where f.id = any (?::uuid[])`,
    [sqlArray(filingIds)],
  );
  return new Map(rows.map(({ filingId, ...row }) => [filingId, { ...row, at: instantOf(row.at) }]));
}

/** Figures of revisions, each named "filing/revision" as `revisionKey` writes it. */
export async function figuresOfRevisions(
  uow: UnitOfWork,
  keys: readonly string[],
): Promise<ReadonlyMap<string, readonly FigureView[]>> {
  const rows = await uow.em.execute<(FigureView & { at: string })[]>(
    `select filing_id || '/' || revision as at, filing_id as "filingId", key, trim_scale(value)::text as value, raw, note,
       read_as as "readAs", sheet, cell
     from filing_figure join (select split_part(k, '/', 1)::uuid as f, split_part(k, '/', 2)::integer as n
       from unnest(?::text[]) as k) w on filing_id = w.f and revision = w.n order by key`,
    [sqlArray(keys)],
  );
  return Map.groupBy(rows, (row) => row.at);
}

export function revisionKey(filingId: string, revision: number): string {
  return `${filingId}/${revision}`;
}
