import { instantOf, type UnitOfWork } from '#lib/persistence';

/** The filing an office sent last. */
export interface LastFiling {
  readonly form: string;
  readonly period: string;
  readonly submittedAt: Date;
}

/** The column of a filing that is the unit of an office of each tier, and its form. */
const FILED_BY = [
  ['enterprise', '01', 'project_id::text'],
  ['investor', '02', 'cluster_id::text'],
  ['commune', '03', 'commune_code'],
  ['department', '04', 'province_code'],
] as const;

/** What each of these offices submitted last, as far as the caller sees it; an office that never did is left out. */
export async function lastFilingsOf(
  uow: UnitOfWork,
  officeIds: readonly string[],
): Promise<ReadonlyMap<string, LastFiling>> {
  const own = FILED_BY.map(
    ([tier, form, unit]) =>
      `select r.office_id, f.id, f.form, f.period from office_reach r join filing f on f.${unit} = r.unit
       where r.tier = '${tier}' and f.form = '${form}' and r.office_id in (?)`,
  );
  const rows = await uow.em.execute<{ officeId: string; form: string; period: string; at: string }[]>(
    `select distinct on (f.office_id) f.office_id as "officeId", f.form, f.period, t.at
     from (${own.join(' union all ')}) f
     join filing_transition t on t.filing_id = f.id and t.to_state = 'submitted'
     order by f.office_id, t.at desc`,
    own.map(() => [...officeIds]),
  );
  return new Map(
    rows.map(({ officeId, form, period, at }) => [officeId, { form, period, submittedAt: instantOf(at) }]),
  );
}
