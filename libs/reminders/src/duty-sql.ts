/**
 * How a duty stands, in SQL: one wording for planning, for the check before a message goes out, for digests and for
 * the dunning list, so that they cannot disagree.
 */

/** Joins of an obligation `o` to the filing that answers it (`f`), its latest revision (`r`) and an open return (`back`). */
export const DUTY_JOINS = `left join filing f on f.obligation_id = o.id
  left join filing_revision r on r.filing_id = f.id and r.revision = f.current_revision
  left join lateral (select b.revision, b.decided_at, b.decision_reason from filing_revision b
    where b.filing_id = f.id and b.state = 'returned' and b.revision >= f.current_revision - 1
      and r.state in ('returned', 'draft') order by b.revision desc limit 1) back on true`;

/**
 * What is still to be done: `nothing` (nothing received), `missing` (a draft with empty cells), `returned`; or no more:
 * `answered`, `closed`. An accepted filing answers the duty also while an amendment of it is being drafted.
 */
export const NEED = `case
    when o.state <> 'open' then 'closed'
    when r.state in ('submitted', 'accepted') then 'answered'
    when exists (select 1 from filing_revision a where a.filing_id = f.id and a.state = 'accepted') then 'answered'
    when back.revision is not null then 'returned'
    when r.state = 'draft' and exists (select 1 from filing_figure g
      where g.filing_id = f.id and g.revision = r.revision and g.value is null) then 'missing'
    else 'nothing' end`;

export type Need = 'nothing' | 'missing' | 'returned' | 'answered' | 'closed';

/** True where somebody still has something to do. */
export const isOwed = (need: Need): boolean => need === 'nothing' || need === 'missing' || need === 'returned';

/** Unit of an obligation `o` at a tier: the one that owes it, or one above it. Twin of the join in OFFICE. */
export const unitAt = (tier: string): string => `coalesce(case ${tier} when 'enterprise' then o.project_id::text
  when 'investor' then o.cluster_id::text when 'commune' then o.commune_code when 'department' then o.province_code
  else 'VN' end, '-')`;

/** The open office of a recipient `tier`, `unit` (`office.id`, `office.name`): the oldest where there are several. */
export const officeOf = (tier: string, unit: string): string => `left join lateral (
    select x.id, x.name from (
      select id, name, created_at from office where ${tier} = 'enterprise' and kind = 'enterprise' and closed_at is null
        and project_ids @> array[case when ${tier} = 'enterprise' and ${unit} <> '-' then ${unit}::uuid end]
      union all
      select id, name, created_at from office where ${tier} = 'investor' and kind = 'investor' and closed_at is null
        and cluster_ids @> array[case when ${tier} = 'investor' and ${unit} <> '-' then ${unit}::uuid end]
      union all
      select id, name, created_at from office where ${tier} = 'commune' and kind = 'commune' and closed_at is null and commune_code = ${unit}
      union all
      select id, name, created_at from office where ${tier} = 'department' and kind = 'department' and closed_at is null and province_code = ${unit}
      union all
      select id, name, created_at from office where ${tier} = 'ministry' and kind = 'ministry' and closed_at is null
    ) x order by exists (select 1 from account a where a.office_id = x.id and a.disabled_at is null) desc, x.created_at, x.id limit 1) office on true`;

/** Addresses of the people of `office` who can act on a reminder; empty where there is nobody. */
export const ADDRESSES = `left join lateral (select coalesce(array_agg(a.email order by a.created_at, a.id), '{}') as emails
    from account a where a.office_id = office.id and a.disabled_at is null and a.role in ('officer', 'approver')) people on true`;
