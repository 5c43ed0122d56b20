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
 * `answered`, `closed` (also where a unit owes nothing and wants to say so). An accepted filing answers the duty also while an amendment of it is being drafted.
 */
export const NEED = `case
    when o.state <> 'open' or o.voluntary then 'closed'
    when r.state in ('submitted', 'accepted') then 'answered'
    when exists (select 1 from filing_revision a where a.filing_id = f.id and a.state = 'accepted') then 'answered'
    when back.revision is not null then 'returned'
    when r.state = 'draft' and exists (select 1 from filing_figure g
      where g.filing_id = f.id and g.revision = r.revision and g.value is null) then 'missing'
    else 'nothing' end`;

export type Need = 'nothing' | 'missing' | 'returned' | 'answered' | 'closed';

/** True where somebody still has something to do. */
export const isOwed = (need: Need): boolean => need === 'nothing' || need === 'missing' || need === 'returned';

/** Unit of an obligation `o` at a tier: the one that owes it, or one above it. Twin of office_units() in the tables. */
export const unitAt = (tier: string): string => `coalesce(case ${tier} when 'enterprise' then o.project_id::text
  when 'investor' then o.cluster_id::text when 'commune' then o.commune_code when 'department' then o.province_code
  else 'VN' end, '-')`;

/** The open office of a recipient `tier`, `unit` (`office.id`, `office.name`): of several the oldest that has somebody. */
export const officeOf = (tier: string, unit: string): string => `left join lateral (
    select x.id, x.name from office_reach w join office x on x.id = w.office_id where w.tier = ${tier} and w.unit = ${unit}
    order by exists (select 1 from account a where a.office_id = x.id and a.disabled_at is null) desc, w.since, x.id limit 1) office on true`;

/** Addresses of the people of `office` who can act on a reminder; empty where there is nobody. */
export const ADDRESSES = `left join lateral (select coalesce(array_agg(a.email order by a.created_at, a.id), '{}') as emails
    from account a where a.office_id = office.id and a.disabled_at is null and a.role in ('officer', 'approver')) people on true`;
