import { answerTo, type FilerKind, type FormCode, type Outcome, type Severity } from '#lib/forms';
import type { DecimalString, PeriodCode } from '#lib/kernel';
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
import { receivedSql } from '#lib/regime';
import { type ClosureView, closuresOf } from './doubts.js';
import type { MissingThen } from './entities/index.js';
import type { FilingState } from './rules/transitions.js';

export interface FilingFilter {
  readonly form?: FormCode;
  readonly period?: PeriodCode;
  readonly province?: string;
  /** Public code of the unit it speaks for. */
  readonly unit?: string;
  /** State of the latest revision. */
  readonly state?: FilingState;
}

/** A filing with its latest revision. */
export interface FilingView {
  readonly id: string;
  readonly obligationId: string;
  readonly form: FormCode;
  readonly period: PeriodCode;
  readonly filerKind: Exclude<FilerKind, 'district'>;
  readonly filerRef: string;
  readonly filerName: string;
  readonly provinceCode: string;
  readonly communeCode: string | null;
  readonly revision: number;
  readonly state: FilingState;
  readonly version: number;
  readonly definitionId: string;
  readonly outcome: Outcome;
  readonly receiptNumber: string | null;
  readonly submittedAt: Date | null;
  /** First submitted after the last on-time instant; a return or an amendment changes nothing in it. Null before submission. */
  readonly late: boolean | null;
  readonly decidedAt: Date | null;
  readonly decisionReason: string | null;
  readonly fileId: string | null;
  /** Why the latest revision was submitted without filings from below, and which; null when none was missing. */
  readonly missingReason: string | null;
  readonly missingThen: readonly MissingThen[] | null;
}

/** One revision of a filing. */
export interface RevisionView {
  readonly filingId: string;
  readonly revision: number;
  readonly state: FilingState;
  readonly version: number;
  readonly definitionId: string;
  readonly outcome: Outcome;
  readonly reason: string | null;
  readonly createdAt: Date;
  readonly submittedAt: Date | null;
  readonly receiptNumber: string | null;
  readonly decidedAt: Date | null;
  readonly decisionReason: string | null;
  readonly fileId: string | null;
  readonly missingReason: string | null;
}

export interface FigureView {
  readonly filingId: string;
  readonly key: string;
  readonly value: DecimalString | null;
  readonly raw: string | null;
  readonly note: string | null;
  readonly readAs: string | null;
  readonly sheet: string | null;
  readonly cell: string | null;
}

export interface ProblemView {
  readonly code: string;
  readonly severity: Severity;
  readonly sheet: string | null;
  readonly cell: string | null;
  readonly key: string | null;
  readonly message: string;
}

/** A finding of a filing. */
export interface FindingView extends ProblemView {
  /** A doubt that a reason has to close. */
  readonly needsReason: boolean;
  /** The reason that closes it; null while none does. */
  readonly closing: ClosureView | null;
}

export interface TransitionView {
  readonly filingId: string;
  readonly revision: number;
  readonly from: FilingState | null;
  readonly to: FilingState;
  readonly at: Date;
  /** Null when the caller may not see that person. */
  readonly actorName: string | null;
  readonly reason: string | null;
}

/** As raw SQL yields it: instants are texts. */
type Raw<T> = { readonly [K in keyof T]: T[K] extends Date ? string : T[K] extends Date | null ? string | null : T[K] };

const SELECT = `select f.id, f.obligation_id as "obligationId", f.form, f.period, f.filer_kind as "filerKind", f.filer_ref as "filerRef",
  f.filer_name as "filerName", f.province_code as "provinceCode", f.commune_code as "communeCode", r.revision, r.state,
  r.version, r.definition_id as "definitionId", r.outcome, r.receipt_number as "receiptNumber", r.submitted_at as "submittedAt",
  ${receivedSql('f')} >= o.due_before as late, r.decided_at as "decidedAt", r.decision_reason as "decisionReason", r.file_id as "fileId",
  r.missing_reason as "missingReason", r.missing_children as "missingThen"`;
const FROM = `from filing f join filing_revision r on r.filing_id = f.id and r.revision = f.current_revision
  join obligation o on o.id = f.obligation_id`;

/** Filings in the caller's sight, the newest first. */
export async function listFilings(uow: UnitOfWork, filter: FilingFilter, page: PageRequest): Promise<Page<FilingView>> {
  const first = pageSize(page);
  const after = decodeCursor(page.after, 1);
  const parts = ['true'];
  const params: string[] = [];
  for (const [column, value] of [
    ['f.form', filter.form],
    ['f.period', filter.period],
    ['f.province_code', filter.province],
    ['f.filer_ref', filter.unit],
    ['r.state', filter.state],
  ] as const) {
    if (value === undefined) continue;
    parts.push(`${column} = ?`);
    params.push(value);
  }
  const where = parts.join(' and ');
  const [total] = await uow.em.execute<{ n: number }[]>(`select count(*)::int as n ${FROM} where ${where}`, params);
  const rows = await uow.em.execute<Raw<FilingView>[]>(
    `${SELECT} ${FROM} where ${where} ${after === null ? '' : 'and f.id::text < ?'} order by f.id desc limit ${first + 1}`,
    [...params, ...(after ?? [])],
  );
  return toPage(rows.map(filingView), first, total?.n ?? 0, (f) => [f.id]);
}

/** Many filings in one statement, keyed by id. */
export async function filingsByIds(uow: UnitOfWork, ids: readonly string[]): Promise<ReadonlyMap<string, FilingView>> {
  const rows = await uow.em.execute<Raw<FilingView>[]>(`${SELECT} ${FROM} where f.id::text = any (?::text[])`, [
    sqlArray(ids),
  ]);
  return new Map(rows.map((row) => [row.id, filingView(row)]));
}

/** Filings that answer obligations, keyed by obligation id. */
export async function filingsOfObligations(
  uow: UnitOfWork,
  ids: readonly string[],
): Promise<ReadonlyMap<string, FilingView>> {
  const rows = await uow.em.execute<Raw<FilingView>[]>(`${SELECT} ${FROM} where f.obligation_id = any (?::uuid[])`, [
    sqlArray(ids),
  ]);
  return new Map(rows.map((row) => [row.obligationId, filingView(row)]));
}

/** Figures of the latest revision of many filings; the order of the form is the definition's affair. */
export async function figuresOf(
  uow: UnitOfWork,
  filingIds: readonly string[],
): Promise<ReadonlyMap<string, readonly FigureView[]>> {
  const rows = await uow.em.execute<FigureView[]>(
    `select g.filing_id as "filingId", g.key, trim_scale(g.value)::text as value, g.raw, g.note, g.read_as as "readAs", g.sheet, g.cell
     from filing_figure g join filing f on f.id = g.filing_id and f.current_revision = g.revision
     where f.id = any (?::uuid[]) order by g.key`,
    [sqlArray(filingIds)],
  );
  return groupBy(rows, (row) => row.filingId);
}

/** Findings of the latest revision of one filing, in the order of the form. */
export async function problemsOf(uow: UnitOfWork, filingId: string, page: PageRequest): Promise<Page<ProblemView>> {
  const first = pageSize(page);
  const after = decodeCursor(page.after, 1);
  const from = `from filing_problem p join filing f on f.id = p.filing_id and f.current_revision = p.revision where f.id = ?`;
  const [total] = await uow.em.execute<{ n: number }[]>(`select count(*)::int as n ${from}`, [filingId]);
  const rows = await uow.em.execute<(ProblemView & { position: number })[]>(
    `select p.position, p.code, p.severity, p.sheet, p.cell, p.key, p.message ${from} and p.position > ?
     order by p.position limit ${first + 1}`,
    [filingId, Number(after?.[0] ?? 0) || 0],
  );
  return toPage(rows, first, total?.n ?? 0, (p) => [String(p.position)]);
}

/** Findings of the latest revision of many filings with what closes them, each list in the order of the form. Two statements. */
export async function problemsOfMany(
  uow: UnitOfWork,
  filingIds: readonly string[],
): Promise<ReadonlyMap<string, readonly FindingView[]>> {
  const rows = await uow.em.execute<FoundRow[]>(
    `select p.filing_id as "filingId", p.code, p.severity, p.sheet, p.cell, p.key, p.message, p.reference,
       trim_scale(p.magnitude)::text as magnitude
     from filing_problem p join filing f on f.id = p.filing_id and f.current_revision = p.revision
     where f.id = any (?::uuid[]) order by p.position`,
    [sqlArray(filingIds)],
  );
  const closures = rows.some((row) => row.magnitude !== null)
    ? await closuresOf(uow, filingIds)
    : new Map<string, readonly ClosureView[]>();
  return groupBy(
    rows.map((row) => shownWith(row, closures.get(row.filingId) ?? [])),
    (row) => row.filingId,
  );
}

type FoundRow = ProblemView & {
  readonly filingId: string;
  readonly reference: PeriodCode | null;
  readonly magnitude: DecimalString | null;
};

function shownWith(
  { reference, magnitude, ...row }: FoundRow,
  closures: readonly ClosureView[],
): FindingView & { readonly filingId: string } {
  if (magnitude === null || row.key === null) return { ...row, needsReason: false, closing: null };
  const doubt = { ...row, key: row.key, doubt: { reference, magnitude } };
  return { ...row, needsReason: true, closing: answerTo(doubt, closures) };
}

/** All revisions of many filings, newest first. */
export async function revisionsOf(
  uow: UnitOfWork,
  filingIds: readonly string[],
): Promise<ReadonlyMap<string, readonly RevisionView[]>> {
  const rows = await uow.em.execute<Raw<RevisionView>[]>(
    `select filing_id as "filingId", revision, state, version, definition_id as "definitionId", outcome, reason,
       created_at as "createdAt", submitted_at as "submittedAt", receipt_number as "receiptNumber", decided_at as "decidedAt",
       decision_reason as "decisionReason", file_id as "fileId", missing_reason as "missingReason"
     from filing_revision where filing_id = any (?::uuid[]) order by revision desc`,
    [sqlArray(filingIds)],
  );
  const views = rows.map((row) => ({
    ...row,
    createdAt: instantOf(row.createdAt),
    submittedAt: instantOrNull(row.submittedAt),
    decidedAt: instantOrNull(row.decidedAt),
  }));
  return groupBy(views, (row) => row.filingId);
}

/** What happened to many filings, oldest first. */
export async function transitionsOf(
  uow: UnitOfWork,
  filingIds: readonly string[],
): Promise<ReadonlyMap<string, readonly TransitionView[]>> {
  const rows = await uow.em.execute<Raw<TransitionView>[]>(
    `select t.filing_id as "filingId", t.revision, t.from_state as "from", t.to_state as "to", t.at, a.name as "actorName", t.reason
     from filing_transition t left join account a on a.id = t.actor_id
     where t.filing_id = any (?::uuid[]) order by t.at, t.id`,
    [sqlArray(filingIds)],
  );
  return groupBy(
    rows.map((row) => ({ ...row, at: instantOf(row.at) })),
    (row) => row.filingId,
  );
}

function filingView(row: Raw<FilingView>): FilingView {
  return { ...row, submittedAt: instantOrNull(row.submittedAt), decidedAt: instantOrNull(row.decidedAt) };
}

function instantOrNull(text: string | null): Date | null {
  return text === null ? null : instantOf(text);
}

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}
