import type { FormCode } from '#lib/forms';
import type { IsoDate, PeriodCode } from '#lib/kernel';
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
import { type Lateness, latenessSql } from './rules/lateness.js';
import type { ObligationState } from './rules/states.js';
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
  /** As it stands at the instant of asking. */
  readonly lateness?: Lateness;
  /** Kind of office that owes it. */
  readonly filer?: Tier;
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
  /** First and last day (both included) of what the filing counts. */
  readonly windowFrom: IsoDate;
  readonly windowTo: IsoDate;
  /** Due strictly before, extensions included. */
  readonly dueBefore: Date;
  /** From here on no first sending, extensions included. */
  readonly lockAt: Date;
  /** The same two as the regime of the period sets them. */
  readonly lawDueBefore: Date;
  readonly lawLockAt: Date;
  readonly state: ObligationState;
  /** Why it is closed, exempt, reopened or was added late; null for one that stands since the period was opened. */
  readonly stateReason: string | null;
  /** Not owed: opened because the unit wanted to send a nil filing. */
  readonly voluntary: boolean;
  readonly doubtful: boolean;
  readonly doubt: string | null;
  readonly filingId: string | null;
  readonly answer: AnswerState;
  /** When a filing for it was first sent; null while none was. */
  readonly receivedAt: Date | null;
}

type Instants = 'dueBefore' | 'lockAt' | 'lawDueBefore' | 'lawLockAt';
type Row = Omit<ObligationView, Instants | 'receivedAt'> &
  Readonly<Record<Instants, string>> & { readonly receivedAt: string | null };

/** When a filing was first sent, which decides whether it was on time; null while it was not. @param filing alias of its table */
export const receivedSql = (filing: string): string => `(select min(s.submitted_at) from filing_revision s
    where s.filing_id = ${filing}.id and s.state in ('submitted', 'returned', 'accepted', 'superseded'))`;
export const RECEIVED = receivedSql('f');

/** An accepted revision stands, whether or not an amendment of it is being drafted (`f`: the filing). */
export const ACCEPTED = `exists (select 1 from filing_revision a where a.filing_id = f.id and a.state = 'accepted')`;
/** With the receiver now: submitted or accepted (`r`: the latest revision). What was sent and is not settled is back with its sender. */
export const SETTLED = `(coalesce(r.state, 'none') in ('submitted', 'accepted') or ${ACCEPTED})`;

const SELECT = `select o.id, o.form, o.period, o.filer_kind as "filerKind", o.filer_ref as "filerRef", o.filer_name as "filerName",
  o.province_code as "provinceCode", o.commune_code as "communeCode", o.cluster_id as "clusterId", o.project_id as "projectId",
  o.window_from::text as "windowFrom", o.window_to::text as "windowTo", o.due_before as "dueBefore", o.lock_at as "lockAt",
  o.law_due_before as "lawDueBefore", o.law_lock_at as "lawLockAt", o.voluntary, ${RECEIVED} as "receivedAt", o.state, o.state_reason as "stateReason", o.doubtful, o.doubt,
  f.id as "filingId", coalesce(r.state, 'none') as answer`;
/** The state of the newest revision; a left join, because most of a season's obligations have none yet. */
const FROM = `from obligation o left join filing f on f.obligation_id = o.id
  left join filing_revision r on r.filing_id = f.id and r.revision = f.current_revision`;
const KEY = `o.due_before, o.form collate "C", o.period collate "C", o.filer_ref collate "C"`;

/** Obligations under a filter, the soonest due first. Two statements. @param now the instant lateness is judged at */
export async function listObligations(
  uow: UnitOfWork,
  filter: ObligationFilter,
  page: PageRequest,
  now: Date,
): Promise<Page<ObligationView>> {
  const first = pageSize(page);
  const after = decodeCursor(page.after, 4);
  const { where, params } = conditions(filter, now);
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
  return {
    ...row,
    dueBefore: instantOf(row.dueBefore),
    lockAt: instantOf(row.lockAt),
    lawDueBefore: instantOf(row.lawDueBefore),
    lawLockAt: instantOf(row.lawLockAt),
    receivedAt: row.receivedAt === null ? null : instantOf(row.receivedAt),
  };
}

function conditions(filter: ObligationFilter, now: Date): { where: string; params: string[] } {
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
  const among = (forms: readonly FormCode[]) => {
    parts.push('o.form = any (?::text[])');
    params.push(sqlArray(forms));
  };
  const filedBy = (tier: Tier) => [formFiledBy(tier)].filter((form) => form !== null);
  if (filter.tier !== undefined)
    among(filter.tier.side === 'below' ? formsReceivedBy(filter.tier.office) : filedBy(filter.tier.office));
  if (filter.filer !== undefined) among(filedBy(filter.filer));
  if (filter.lateness !== undefined) {
    const at = '?::timestamptz';
    parts.push(`${latenessSql(RECEIVED, at)} = ?`);
    params.push(now.toISOString(), now.toISOString(), filter.lateness);
  }
  return { where: parts.join(' and '), params };
}
