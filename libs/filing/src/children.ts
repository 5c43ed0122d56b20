import { OFFICE_KINDS } from '#lib/access';
import { FORM_CODES, type FormCode } from '#lib/forms';
import { instantOf, sqlArray, type UnitOfWork } from '#lib/persistence';
import { type AnswerState, formFiledBy, formsReceivedBy } from '#lib/regime';

/** A filing from below that has not arrived. */
export interface MissingChild {
  readonly form: FormCode;
  readonly unit: string;
  readonly unitName: string;
  readonly dueBefore: Date;
  /** How far it has come: `none`, `draft` or `returned`. */
  readonly answer: AnswerState;
  /** The duty itself is doubtful. */
  readonly doubtful: boolean;
}

/** What comes to a unit from below in a period. */
export interface ChildrenView {
  readonly expected: number;
  /** Submitted or accepted at least once, and not sent back since. */
  readonly received: number;
  /** The first of those that have not arrived, by form and name. */
  readonly missing: readonly MissingChild[];
}

/** How many missing filings are named; the count is always of all. */
export const MOST_NAMED = 100;

/** Which forms go into which: [above, below]. Circular 14/2024 Art. 3.3. */
const INTO = FORM_CODES.flatMap((above) => {
  const tier = OFFICE_KINDS.find((kind) => formFiledBy(kind) === above);
  return tier === undefined ? [] : formsReceivedBy(tier).map((below) => ({ above, below }));
});
const PAIRS = JSON.stringify(INTO);

/** A form that is made up from filings below. */
export function isConsolidating(form: FormCode): boolean {
  return INTO.some((pair) => pair.above === form);
}

/** `c`: obligations below, `p`: obligations or filings above. The scope columns are both of today's map. */
const BELOW = `join jsonb_to_recordset(?::jsonb) as pair (above text, below text) on pair.above = p.form
  join obligation c on c.province_code = p.province_code and c.period = p.period and c.form = pair.below
    and (p.filer_kind = 'province' or (p.filer_kind = 'commune' and c.commune_code = p.commune_code))`;
/** Newest revision of the filing that answers `c` which its receiver holds: submitted, or accepted. */
const ARRIVED = `left join filing f on f.obligation_id = c.id
  left join lateral (select r.revision, r.state from filing_revision r
    where r.filing_id = f.id and r.state in ('submitted', 'accepted') order by r.revision desc limit 1) a on true`;

/** What has and has not come from below, for many obligations in one statement; keyed by obligation id. */
export async function childrenOf(
  uow: UnitOfWork,
  obligationIds: readonly string[],
): Promise<ReadonlyMap<string, ChildrenView>> {
  const rows = await uow.em.execute<
    {
      id: string;
      expected: number;
      received: number;
      missing: (Omit<MissingChild, 'dueBefore'> & { dueBefore: string })[] | null;
    }[]
  >(
    `with child as (
       select p.id, c.form, c.filer_ref, c.filer_name, c.due_before, c.doubtful, coalesce(n.state, 'none') as answer, a.revision is not null as arrived,
         row_number() over (partition by p.id, a.revision is null order by c.form, c.filer_name, c.filer_ref) as place
       from obligation p ${BELOW} and c.state = 'open' ${ARRIVED}
       left join filing_revision n on n.filing_id = f.id and n.revision = f.current_revision
       where p.id = any (?::uuid[]))
     select id, count(*)::int as expected, (count(*) filter (where arrived))::int as received,
       jsonb_agg(jsonb_build_object('form', form, 'unit', filer_ref, 'unitName', filer_name, 'dueBefore', due_before,
         'answer', answer, 'doubtful', doubtful) order by place) filter (where not arrived and place <= ${MOST_NAMED}) as missing
     from child group by id`,
    [PAIRS, sqlArray(obligationIds)],
  );
  const found = new Map<string, ChildrenView>(
    obligationIds.map((id) => [id, { expected: 0, received: 0, missing: [] }]),
  );
  for (const { id, expected, received, missing } of rows) {
    const named = (missing ?? []).map((child) => ({ ...child, dueBefore: instantOf(child.dueBefore) }));
    found.set(id, { expected, received, missing: named });
  }
  return found;
}

/**
 * Keeps the filings below from being taken back until this transaction ends, so that what is looked at next holds
 * when it commits. Locks go from above downwards only, so two submissions never wait for each other.
 */
export async function holdChildren(uow: UnitOfWork, obligationId: string): Promise<void> {
  await uow.em.execute(
    `select pg_advisory_xact_lock_shared(hashtextextended(c.id::text, 0))::text
     from obligation p ${BELOW} where p.id = ?`,
    [PAIRS, obligationId],
  );
}

/** Writes down which revisions from below a submission was built on. */
export async function recordInputs(uow: UnitOfWork, filingId: string, revision: number): Promise<void> {
  await uow.em.execute(
    `insert into filing_input (filing_id, revision, child_filing_id, child_revision, form, filer_name,
       province_code, commune_code, cluster_id, project_id)
     select p.id, ?, f.id, a.revision, p.form, p.filer_name, f.province_code, f.commune_code, f.cluster_id, f.project_id
     from filing p ${BELOW} ${ARRIVED} where p.id = ? and a.revision is not null`,
    [revision, PAIRS, filingId],
  );
}

/** The filing no longer stands on what came from below: it was returned, or a newer revision took its place. */
export async function releaseInputs(uow: UnitOfWork, filingId: string, revision: number, at: Date): Promise<void> {
  await uow.em.execute(
    `update filing_input set released_at = ?::timestamptz where filing_id = ? and revision = ? and released_at is null`,
    [at, filingId, revision],
  );
}

/** Filings above that were built on this one and still stand. */
export async function standingAbove(
  uow: UnitOfWork,
  filingId: string,
): Promise<readonly { readonly form: FormCode; readonly filerName: string }[]> {
  return await uow.em.execute(
    `select distinct form, filer_name as "filerName" from filing_input
     where child_filing_id = ? and released_at is null order by form, filer_name`,
    [filingId],
  );
}

/** A filing from below that is no longer what a filing above was built on. */
export interface ChangedInput {
  /** The filing above. */
  readonly aboveId: string;
  /** The filing below, and the revision that is new, or was taken back. */
  readonly filingId: string;
  readonly revision: number;
  readonly state: 'accepted' | 'returned';
  readonly at: Date;
}

/**
 * What changed below after a filing above was submitted: a revision accepted since that it was not built on, or one
 * it was built on that was sent back since. For many filings in one statement; the latest change of each filing below.
 */
export async function changedSince(
  uow: UnitOfWork,
  filingIds: readonly string[],
): Promise<ReadonlyMap<string, readonly ChangedInput[]>> {
  const rows = await uow.em.execute<(Omit<ChangedInput, 'at'> & { at: string })[]>(
    `with above as (
       select p.id, p.form, p.period, p.filer_kind, p.province_code, p.commune_code, s.revision, s.submitted_at
       from filing p join lateral (select r.revision, r.submitted_at from filing_revision r
         where r.filing_id = p.id and r.state in ('submitted', 'accepted') order by r.revision desc limit 1) s on true
       where p.id = any (?::uuid[])),
     change as (
       select distinct on (p.id, f.id) p.id as above_id, f.id as filing_id, f.form, f.filer_name, x.revision, x.decided_at,
         case x.state when 'returned' then 'returned' else 'accepted' end as state
       from above p ${BELOW} join filing f on f.obligation_id = c.id
       left join filing_input i on i.filing_id = p.id and i.revision = p.revision and i.child_filing_id = f.id
       join filing_revision x on x.filing_id = f.id and x.decided_at >= p.submitted_at
         and ((x.state in ('accepted', 'superseded') and x.revision > coalesce(i.child_revision, 0))
           or (x.state = 'returned' and x.revision = i.child_revision))
       order by p.id, f.id, x.revision desc),
     placed as (select *, row_number() over (partition by above_id order by form, filer_name, filing_id) as place from change)
     select above_id as "aboveId", filing_id as "filingId", revision, state, decided_at as at
     from placed where place <= ${MOST_NAMED} order by above_id, place`,
    [sqlArray(filingIds), PAIRS],
  );
  const found = new Map<string, ChangedInput[]>();
  for (const row of rows) {
    const change = { ...row, at: instantOf(row.at) };
    found.set(row.aboveId, [...(found.get(row.aboveId) ?? []), change]);
  }
  return found;
}
