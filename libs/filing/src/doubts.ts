import {
  CLOSING_REASON_CODES,
  type ClosedDoubt,
  type ClosingReason,
  type DoubtfulFigure,
  type EarlierFigures,
  type FormHistory,
  openDoubts,
  SHORTEST_CLOSING_TEXT,
} from '#lib/forms';
import type { DecimalString, PeriodCode } from '#lib/kernel';
import { instantOf, newId, sqlArray, type UnitOfWork } from '#lib/persistence';
import type { ObligationView } from '#lib/regime';
import { scopeOf } from './draft.js';
import type { FilingRevision } from './entities/index.js';
import { filingError } from './errors.js';
import { type FilingSheet, words } from './filing-sheet.js';
import { keptText } from './marks.js';
import type { Hand } from './transition-log.js';

/** A doubt and the reason it is closed with. */
export interface ClosingInput {
  /** Code of the finding. */
  readonly code: string;
  /** Indicator. */
  readonly key: string;
  readonly reason: string;
  readonly text: string;
}

/** A closed doubt with who closed it. */
export interface ClosureView extends ClosedDoubt {
  readonly at: Date;
  /** Null when the caller may not see that person. */
  readonly authorName: string | null;
}

/**
 * The same unit: a code of a project or cluster is for ever, one of a commune or province may have had another owner
 * before the map changed, and then another name.
 */
const SAME_UNIT = `o.form = f.form and o.filer_ref = f.filer_ref and (f.form in ('01', '02') or o.filer_name = f.filer_name)`;
/** The six months of a year come before the year: "2026-H1" < "2026-Y" as text. */
const NOT_LATER = `o.period collate "C" <= f.period collate "C"`;

/** What the unit of a duty filed before and which doubts it closed, as the checks take it. Two statements. */
export async function historyOf(
  uow: UnitOfWork,
  duty: Pick<ObligationView, 'form' | 'filerRef' | 'filerName' | 'period'>,
): Promise<FormHistory> {
  const unit = [duty.form, duty.filerRef, duty.filerName, duty.period];
  const figures = await uow.em.execute<{ period: PeriodCode; values: EarlierFigures['values'] }[]>(
    `select o.period, jsonb_object_agg(g.key, trim_scale(g.value)::text) as values
     from (select ?::text as form, ?::text as filer_ref, ?::text as filer_name, ?::text as period) f
       join filing o on ${SAME_UNIT} and o.period <> f.period
       join reported_figure g on g.filing_id = o.id and g.superseded_at is null
     group by o.period`,
    unit,
  );
  const closed = await uow.em.execute<ClosedDoubt[]>(
    `select c.code, c.key, c.reference, trim_scale(c.magnitude)::text as magnitude, c.reason, c.comment as text
     from (select ?::text as form, ?::text as filer_ref, ?::text as filer_name, ?::text as period) f
       join filing o on ${SAME_UNIT} and ${NOT_LATER}
       join filing_closure c on c.filing_id = o.id
     order by c.at, c.id`,
    unit,
  );
  return { filed: figures, closed };
}

/** What closes doubts of many filings, theirs and those of the same unit's earlier periods, oldest first. One statement. */
export async function closuresOf(
  uow: UnitOfWork,
  filingIds: readonly string[],
): Promise<ReadonlyMap<string, readonly ClosureView[]>> {
  const rows = await uow.em.execute<(Omit<ClosureView, 'at'> & { at: string; filingId: string })[]>(
    `select f.id as "filingId", c.code, c.key, c.reference, trim_scale(c.magnitude)::text as magnitude, c.reason,
       c.comment as text, c.at, a.name as "authorName"
     from filing f join filing o on ${SAME_UNIT} and ${NOT_LATER}
       join filing_closure c on c.filing_id = o.id left join account a on a.id = c.author_id
     where f.id = any (?::uuid[]) order by c.at, c.id`,
    [sqlArray(filingIds)],
  );
  const byFiling = new Map<string, ClosureView[]>();
  for (const { filingId, at, ...row } of rows) {
    const list = byFiling.get(filingId) ?? [];
    list.push({ ...row, at: instantOf(at) });
    byFiling.set(filingId, list);
  }
  return byFiling;
}

/** Doubts of a revision that no reason closes yet. */
export async function doubtsOpen(
  uow: UnitOfWork,
  revision: Pick<FilingRevision, 'filingId' | 'revision'>,
): Promise<readonly DoubtfulFigure[]> {
  const closed = (await closuresOf(uow, [revision.filingId])).get(revision.filingId) ?? [];
  return openDoubts(await doubtsOf(uow, revision), closed);
}

async function doubtsOf(
  uow: UnitOfWork,
  { filingId, revision }: Pick<FilingRevision, 'filingId' | 'revision'>,
): Promise<DoubtfulFigure[]> {
  const rows = await uow.em.execute<
    (Omit<DoubtfulFigure, 'doubt'> & { reference: PeriodCode | null; magnitude: DecimalString })[]
  >(
    `select code, severity, sheet, cell, key, message, reference, trim_scale(magnitude)::text as magnitude
     from filing_problem where filing_id = ? and revision = ? and magnitude is not null and key is not null
     order by position`,
    [filingId, revision],
  );
  return rows.map(({ reference, magnitude, ...row }) => ({ ...row, doubt: { reference, magnitude } }));
}

/**
 * Closes every doubt of the draft with this code and row by a reason of the list and words.
 * @returns how many it closed
 * @throws DomainError DOUBT_UNKNOWN, CLOSING_REASON_UNKNOWN, CLOSING_TEXT_SHORT
 */
export async function keepClosure(
  uow: UnitOfWork,
  { latest, obligation }: FilingSheet & { readonly latest: FilingRevision },
  { code, key, reason, text }: ClosingInput,
  by: Hand,
): Promise<number> {
  const listed = CLOSING_REASON_CODES.find((r: ClosingReason) => r === reason);
  if (listed === undefined) {
    throw filingError('CLOSING_REASON_UNKNOWN', { reason, known: CLOSING_REASON_CODES.join(', ') }, 'reason');
  }
  const comment = keptText(text);
  if (comment === null || comment.length < SHORTEST_CLOSING_TEXT) {
    throw filingError('CLOSING_TEXT_SHORT', { least: String(SHORTEST_CLOSING_TEXT) }, 'text');
  }
  const doubts = (await doubtsOf(uow, latest)).filter((d) => d.code === code && d.key === key);
  if (doubts.length === 0) throw filingError('DOUBT_UNKNOWN', { ...words(obligation), code, key }, 'code');
  const scope = scopeOf(latest);
  for (const { doubt } of doubts) {
    await uow.em.execute(
      `insert into filing_closure (id, filing_id, revision, code, key, reference, magnitude, reason, comment, author_id, at,
         province_code, commune_code, cluster_id, project_id)
       values (?, ?, ?, ?, ?, ?, ?::numeric, ?, ?, ?, ?::timestamptz, ?, ?, ?, ?)`,
      [
        ...[newId(), latest.filingId, latest.revision, code, key, doubt.reference, doubt.magnitude],
        ...[listed, comment, by.accountId, by.at],
        ...[scope.provinceCode, scope.communeCode, scope.clusterId, scope.projectId],
      ],
    );
  }
  return doubts.length;
}
