import type { FormCode } from '#lib/forms';
import type { PeriodCode } from '#lib/kernel';
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
import type { ObligationState } from './entities/index.js';
import { formFiledBy, formsReceivedBy, type Tier } from './rules/tiers.js';

/** State of the filing that answers an obligation; `none`: nobody has begun one. */
export type AnswerState = 'none' | 'draft' | 'submitted' | 'returned' | 'accepted';

export interface ObligationFilter {
  readonly form?: FormCode;
  readonly period?: PeriodCode;
  readonly province?: string;
  readonly commune?: string;
  /** Public code of the unit that owes. */
  readonly unit?: string;
  readonly state?: ObligationState;
  readonly answer?: AnswerState;
  /** `own`: what an office of this kind owes itself; `below`: what comes to it. Row-level security narrows to its units. */
  readonly tier?: { readonly office: Tier; readonly side: 'own' | 'below' };
}

/** An obligation with the answer it has found so far. */
export interface ObligationView {
  readonly id: string;
  readonly form: FormCode;
  readonly period: PeriodCode;
  readonly filerKind: 'project' | 'cluster' | 'commune' | 'province';
  readonly filerRef: string;
  readonly filerName: string;
  readonly provinceCode: string;
  readonly communeCode: string | null;
  readonly clusterId: string | null;
  readonly projectId: string | null;
  readonly dueBefore: Date;
  readonly lockAt: Date;
  readonly state: ObligationState;
  readonly stateReason: string | null;
  readonly doubtful: boolean;
  readonly doubt: string | null;
  readonly filingId: string | null;
  readonly answer: AnswerState;
}

type Row = Omit<ObligationView, 'dueBefore' | 'lockAt'> & { readonly dueBefore: string; readonly lockAt: string };

const SELECT = `select o.id, o.form, o.period, o.filer_kind as "filerKind", o.filer_ref as "filerRef", o.filer_name as "filerName",
  o.province_code as "provinceCode", o.commune_code as "communeCode", o.cluster_id as "clusterId", o.project_id as "projectId",
  o.due_before as "dueBefore", o.lock_at as "lockAt", o.state, o.state_reason as "stateReason", o.doubtful, o.doubt,
  f.id as "filingId", coalesce(r.state, 'none') as answer`;
/** The state of the newest revision; a left join, because most of a season's obligations have none yet. */
const FROM = `from obligation o left join filing f on f.obligation_id = o.id
  left join filing_revision r on r.filing_id = f.id and r.revision = f.current_revision`;
const KEY = `o.due_before, o.form collate "C", o.period collate "C", o.filer_ref collate "C"`;

/** Obligations under a filter, the soonest due first. */
export async function listObligations(
  uow: UnitOfWork,
  filter: ObligationFilter,
  page: PageRequest,
): Promise<Page<ObligationView>> {
  const first = pageSize(page);
  const after = decodeCursor(page.after, 4);
  const { where, params } = conditions(filter);
  const [total] = await uow.em.execute<{ n: number }[]>(`select count(*)::int as n ${FROM} where ${where}`, params);
  const beyond = after === null ? '' : `and (${KEY}) > (?::timestamptz, ?, ?, ?)`;
  const rows = await uow.em.execute<Row[]>(
    `${SELECT} ${FROM} where ${where} ${beyond} order by ${KEY} limit ${first + 1}`,
    [...params, ...(after ?? [])],
  );
  return toPage(rows.map(viewOf), first, total?.n ?? 0, (o) => [
    o.dueBefore.toISOString(),
    o.form,
    o.period,
    o.filerRef,
  ]);
}

/** Many obligations in one statement, keyed by id. */
export async function obligationsByIds(
  uow: UnitOfWork,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ObligationView>> {
  const rows = await uow.em.execute<Row[]>(`${SELECT} ${FROM} where o.id = any (?::uuid[])`, [sqlArray(ids)]);
  return new Map(rows.map((row) => [row.id, viewOf(row)]));
}

/** The obligation of one form, period and unit; null where there is none in sight. */
export async function findObligation(
  uow: UnitOfWork,
  form: string,
  period: string,
  filerRef: string,
): Promise<ObligationView | null> {
  const rows = await uow.em.execute<Row[]>(`${SELECT} ${FROM} where o.form = ? and o.period = ? and o.filer_ref = ?`, [
    form,
    period,
    filerRef,
  ]);
  return rows[0] === undefined ? null : viewOf(rows[0]);
}

function viewOf(row: Row): ObligationView {
  return { ...row, dueBefore: instantOf(row.dueBefore), lockAt: instantOf(row.lockAt) };
}

function conditions(filter: ObligationFilter): { where: string; params: string[] } {
  const parts = ['true'];
  const params: string[] = [];
  const equal = (column: string, value: string | undefined) => {
    if (value === undefined) return;
    parts.push(`${column} = ?`);
    params.push(value);
  };
  equal('o.form', filter.form);
  equal('o.period', filter.period);
  equal('o.province_code', filter.province);
  equal('o.commune_code', filter.commune);
  equal('o.filer_ref', filter.unit);
  equal('o.state', filter.state);
  equal(`coalesce(r.state, 'none')`, filter.answer);
  if (filter.tier !== undefined) {
    const own = formFiledBy(filter.tier.office);
    const forms = filter.tier.side === 'below' ? formsReceivedBy(filter.tier.office) : own === null ? [] : [own];
    parts.push('o.form = any (?::text[])');
    params.push(sqlArray(forms));
  }
  return { where: parts.join(' and '), params };
}
