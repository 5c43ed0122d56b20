import { halfYearWithin, type PeriodCode } from '#lib/kernel';
import { sqlArray, type UnitOfWork } from '#lib/persistence';
import type { AcceptedFigure, ObligationState } from './rules/types.js';

/** Which filings concern a consolidation. */
export interface FilingQuery {
  readonly period: PeriodCode;
  /** The unit whose form is made; null for the nation: all filings of the period. */
  readonly unit: string | null;
  /** Clusters of the unit: their forms 01 and 02 feed it. */
  readonly clusterIds: readonly string[];
  /** Instant of knowledge: acceptances and duties of later are not there, what was superseded later still is. Absent: now. */
  readonly knownAt?: Date;
}

/** A form 01 names its project; the cluster is the project's. */
const OF_PROJECT = 'left join tenant_project t on t.id = f.project_id';
const CLUSTER = 'coalesce(f.cluster_id, t.cluster_id)';

/**
 * Figures of accepted filings (posted, not superseded) with the file, sheet and cell they came from. One statement.
 * Of forms 03 and 04 those of the unit itself and of the communes of a province; of forms 01 and 02 also those of the
 * six months within a year.
 */
export async function readAcceptedFigures(uow: UnitOfWork, query: FilingQuery): Promise<AcceptedFigure[]> {
  const where = concerning(query);
  const posted = postedBy(query.knownAt);
  return await uow.em.execute<AcceptedFigure[]>(
    `${ACCEPTED}
     where (f.period = ? or (f.period = ? and f.form in ('01', '02'))) and ${posted.sql} and ${where.sql}
     ${IN_ORDER}`,
    [query.period, halfYearWithin(query.period) ?? query.period, ...posted.params, ...where.params],
  );
}

/** Accepted figures with where they stand. */
const ACCEPTED = `select f.form, f.period, f.filer_ref as "filerRef", g.filer_name as "filerName", f.key, f.value::text as value,
       f.filing_id as "filingId", f.revision, f.definition_id as "definitionId", s.name as file, f.sheet, f.cell,
       (r.decided_at at time zone 'Asia/Ho_Chi_Minh')::date::text as "acceptedOn", f.province_code as "provinceCode",
       f.commune_code as "communeCode", ${CLUSTER} as "clusterId", f.project_id as "projectId",
       (select jsonb_agg(jsonb_build_object('reason', c.reason, 'text', c.comment) order by c.at, c.id) from filing_closure c
         where c.filing_id = f.filing_id and c.revision <= f.revision and c.key = f.key) as closings
     from reported_figure f
       ${OF_PROJECT}
       join filing g on g.id = f.filing_id
       join filing_revision r on r.filing_id = f.filing_id and r.revision = f.revision
       left join source_file s on s.id = r.file_id`;
const IN_ORDER = 'order by f.form, f.period, f.filer_ref collate "C", f.key collate "C"';

/** Of which clusters and units the nation's figures are wanted; null: of all. */
export interface NationFilings {
  readonly clusterIds: readonly string[] | null;
  readonly units: readonly string[] | null;
}

/**
 * Figures of accepted forms 01, 03 and 04 of many periods, as `readAcceptedFigures` gives them: the few whose cells a
 * national form shows. One statement.
 */
export async function readFiledForNation(
  uow: UnitOfWork,
  periods: readonly PeriodCode[],
  { clusterIds, units }: NationFilings,
): Promise<AcceptedFigure[]> {
  const of =
    clusterIds === null || units === null
      ? { sql: 'true', params: [] }
      : {
          sql: `(${CLUSTER} = any (?::uuid[]) or (f.form in ('03', '04') and f.filer_ref = any (?::text[]))
            or (f.form = '03' and f.province_code = any (?::text[])))`,
          params: [sqlArray(clusterIds), sqlArray(units), sqlArray(units)],
        };
  return await uow.em.execute<AcceptedFigure[]>(
    `${ACCEPTED}
     where f.period = any (?::text[]) and f.form <> '02' and f.superseded_at is null and ${of.sql}
     ${IN_ORDER}`,
    [sqlArray(periods), ...of.params],
  );
}

/** Keys of form 02 that consolidation rests on; the columns of `cluster_figure` with these names hold them. In order. */
const KEYS_02 = [
  'industrial_land_infra_ready',
  'industrial_land_leased',
  'infra_budget_payment',
  'infra_labour',
  'infra_paid_cumulative',
  'infra_revenue',
  'infra_total_investment',
  'projects_fdi',
  'projects_operating',
  'projects_total',
  'wastewater_compliant',
  'wastewater_invested',
] as const;

/**
 * Accepted figures of form 02 of a period by their values alone, from the summary that is kept in the transaction of
 * posting (`cluster_figure`): for totals that explain nothing. One statement.
 */
export async function readValuesOfForm02(
  uow: UnitOfWork,
  period: PeriodCode,
  clusterIds: readonly string[] | null,
): Promise<AcceptedFigure[]> {
  const rows = await uow.em.execute<{ cluster: string; province: string; figures: (string | null)[] }[]>(
    `select cluster_id as cluster, province_code as province, json_build_array(${KEYS_02.map((k) => `${k}::text`).join(', ')}) as figures
     from cluster_figure where period = ?${clusterIds === null ? '' : ' and cluster_id = any (?::uuid[])'} order by cluster_id`,
    [period, ...(clusterIds === null ? [] : [sqlArray(clusterIds)])],
  );
  return rows.flatMap(({ cluster, province, figures }) =>
    stated(figures).map(
      ({ key, value }): AcceptedFigure => ({
        form: '02',
        period,
        filerRef: cluster,
        filerName: null,
        key,
        value,
        filingId: '',
        revision: 1,
        definitionId: '',
        file: null,
        sheet: null,
        cell: null,
        acceptedOn: null,
        provinceCode: province,
        communeCode: null,
        clusterId: cluster,
        projectId: null,
      }),
    ),
  );
}

/** A filing that states none of the keys is a filing still: one empty figure says so. */
function stated(figures: readonly (string | null)[]): { readonly key: string; readonly value: string | null }[] {
  const known = KEYS_02.flatMap((key, i) =>
    (figures[i] ?? null) === null ? [] : [{ key, value: figures[i] ?? null }],
  );
  return known.length === 0 ? [{ key: KEYS_02[0], value: null }] : known;
}

/** Duties to file form 04 of many periods, by period. One statement. */
export async function readNationDuties(
  uow: UnitOfWork,
  periods: readonly PeriodCode[],
): Promise<Map<PeriodCode, ObligationState[]>> {
  const rows = await uow.em.execute<(ObligationState & { readonly period: PeriodCode })[]>(
    `select f.period, f.form, f.filer_ref as "filerRef", f.province_code as "provinceCode", f.commune_code as "communeCode",
       null as "clusterId", coalesce(bool_or(r.state in ('submitted', 'accepted')), false) as reported,
       coalesce(bool_or(r.state = 'accepted'), false) as accepted
     from obligation f left join filing g on g.obligation_id = f.id left join filing_revision r on r.filing_id = g.id
     where f.period = any (?::text[]) and f.form = '04' and f.state = 'open' group by f.id order by f.period, f.filer_ref collate "C"`,
    [sqlArray(periods)],
  );
  return Map.groupBy(rows, (row) => row.period);
}

/** What is owed in the period by the unit and below it, and how far it has been sent and accepted. One statement. */
export async function readObligationStates(uow: UnitOfWork, query: FilingQuery): Promise<ObligationState[]> {
  const where = concerning(query);
  const stood = standing(query.knownAt);
  return await uow.em.execute<ObligationState[]>(
    `select f.form, f.filer_ref as "filerRef", f.province_code as "provinceCode", f.commune_code as "communeCode",
       ${CLUSTER} as "clusterId", coalesce(bool_or(r.state in ('submitted', 'accepted')), false) as reported,
       coalesce(bool_or(r.state = 'accepted'), false) as accepted
     from obligation f
       ${OF_PROJECT}
       left join filing g on g.obligation_id = f.id
       left join ${stood.revisions} r on r.filing_id = g.id
     where f.period = ? and ${stood.open} and ${where.sql}
     group by f.id, t.cluster_id
     order by f.form, f.filer_ref collate "C"`,
    [...stood.revisionParams, query.period, ...stood.openParams, ...where.params],
  );
}

function postedBy(knownAt: Date | undefined): { readonly sql: string; readonly params: string[] } {
  if (knownAt === undefined) return { sql: 'f.superseded_at is null', params: [] };
  const at = knownAt.toISOString();
  return { sql: 'f.posted_at <= ? and (f.superseded_at is null or f.superseded_at > ?)', params: [at, at] };
}

/**
 * In which state revisions stood, and whether a duty was open. At an instant: by the last step of each revision until
 * then, and by the last that was decided about the duty or done to it.
 */
function standing(knownAt: Date | undefined) {
  if (knownAt === undefined)
    return { revisions: 'filing_revision', revisionParams: [], open: `f.state = 'open'`, openParams: [] } as const;
  const at = knownAt.toISOString();
  return {
    revisions: `(select distinct on (s.filing_id, s.revision) s.filing_id, s.to_state as state from filing_transition s
       where s.at <= ?::timestamptz order by s.filing_id, s.revision, s.at desc, s.id desc)`,
    revisionParams: [at],
    open: `f.created_at <= ?::timestamptz and coalesce((select s.kind in ('reopened', 'reinstatement') from (
         select kind, at, id from obligation_event where obligation_id = f.id and kind in ('closed', 'reopened')
         union all select kind, created_at, id from obligation_exception
           where obligation_id = f.id and kind in ('exemption', 'reinstatement')) s
       where s.at <= ?::timestamptz order by s.at desc, s.id desc limit 1), true)`,
    openParams: [at, at],
  } as const;
}

/**
 * Forms 01 and 02 are matched by cluster, not by the unit columns: those carry today's map, while the clusters
 * were chosen by the map of the cut-off.
 */
function concerning(query: FilingQuery): { readonly sql: string; readonly params: string[] } {
  if (query.unit === null) return { sql: 'true', params: [] };
  return {
    sql: `(${CLUSTER} = any (?::uuid[]) or (f.form in ('03', '04') and f.filer_ref = ?)
       or (f.form = '03' and f.province_code = ?))`,
    params: [sqlArray(query.clusterIds), query.unit, query.unit],
  };
}

/**
 * Does the register hold anything of the province of a commune that leads no cluster? Then "none" is knowledge.
 * A caller who sees only his own commune is told by the obligation his commune has been given. One statement.
 */
export async function registerCoversCommune(
  uow: UnitOfWork,
  commune: { readonly code: string; readonly provinceCode: string },
  period: PeriodCode,
  knownAt?: Date,
): Promise<boolean> {
  const until = knownAt?.toISOString() ?? 'infinity';
  const rows = await uow.em.execute<{ covered: boolean }[]>(
    `select exists (select 1 from cluster where province_code = ? and created_at <= ?::timestamptz)
       or exists (select 1 from obligation where form = '03' and period = ? and filer_ref = ? and state = 'open'
         and created_at <= ?::timestamptz) as covered`,
    [commune.provinceCode, until, period, commune.code, until],
  );
  return rows[0]?.covered ?? false;
}
