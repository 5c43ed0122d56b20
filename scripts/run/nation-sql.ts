/** A row of the answer: the figures of a period by row number of form 04. */
export interface SqlRow {
  readonly period: string;
  readonly figures: Readonly<Record<string, string | number | null>>;
}

/**
 * What somebody would write who wants the derived figures of the national form and nothing else: no sources, no coverage, no
 * notes, no other definitions. Right for registers without revocations, statements, expansions and forms 01 and 03, as the
 * synthetic country is; it sees the same tables through the same row-level security. Parameter: the windows as JSON.
 */
export const NATION_SQL = `
with p as (select * from jsonb_to_recordset(?::jsonb) as x (code text, a date, b date, half text)),
figure as (
  select cluster_id, period,
    max(value) filter (where key = 'infra_total_investment') as investment, max(value) filter (where key = 'infra_paid_cumulative') as paid,
    max(value) filter (where key = 'industrial_land_leased') as leased, max(value) filter (where key = 'projects_total') as projects,
    max(value) filter (where key = 'projects_fdi') as fdi, max(value) filter (where key = 'projects_operating') as operating,
    max(value) filter (where key = 'infra_labour') as labour, max(value) filter (where key = 'wastewater_invested') as invested,
    max(value) filter (where key = 'wastewater_compliant') as compliant
  from reported_figure where form = '02' and superseded_at is null group by cluster_id, period),
project as (
  select p.code, t.cluster_id, t.foreign_capital, t.state, coalesce(t.valid_to > p.b, t.state <> 'ended') as alive,
    (select sum(l.area_ha) from lease l where l.project_id = t.id and l.retracted_at is null and (l.valid_from is null or l.valid_from <= p.b)
       and (l.signed_on is null or l.signed_on <= p.b) and (l.valid_to is null or l.valid_to > p.b)) as leased,
    (select max(x.area_ha) from investment_paper x where x.project_id = t.id and x.retracted_at is null
       and (x.issued_on is null or x.issued_on <= p.b)) as approved
  from p join tenant_project t on (t.valid_from is null or t.valid_from <= p.b) where t.retracted_at is null),
land as (
  select code, cluster_id, count(*) filter (where alive and (leased > 0 or approved is not null)) as projects,
    count(*) filter (where alive and foreign_capital and (leased > 0 or approved is not null)) as fdi,
    count(*) filter (where alive and state = 'operating' and (leased > 0 or approved is not null)) as operating,
    sum(leased) filter (where alive) as leased, sum(greatest(approved - coalesce(leased, 0), 0)) filter (where alive) as beyond
  from project group by code, cluster_id),
decided as (
  select p.code, d.cluster_id,
    (array_agg(d.area_ha order by d.signed_on desc) filter (where d.kind = 'establishment'))[1] as area,
    bool_or(d.kind = 'establishment') as established, bool_or(d.kind = 'establishment' and d.signed_on >= p.a) as is_new,
    (array_agg(d.cluster_type order by d.signed_on desc) filter (where d.kind = 'establishment'))[1] as type,
    bool_or(d.kind = 'detailed_plan') as planned, bool_or(d.kind = 'infrastructure_project') as approved,
    (array_agg(d.area_ha order by d.signed_on desc) filter (where d.kind = 'detailed_plan'))[1] as plan_area,
    (array_agg(d.industrial_land_ha order by d.signed_on desc) filter (where d.kind = 'detailed_plan'))[1] as plan_land,
    (array_agg(d.investment_bvnd order by d.signed_on desc) filter (where d.kind = 'infrastructure_project'))[1] as investment
  from p join decision d on d.signed_on <= p.b where d.retracted_at is null group by p.code, d.cluster_id),
investor as (
  select p.code, i.cluster_id, bool_or(v.legal_type in ('enterprise', 'consortium')) as enterprise
  from p join infrastructure_project i on (i.valid_from is null or i.valid_from <= p.b) and (i.valid_to is null or i.valid_to > p.b)
  join investor v on v.id = i.investor_id where i.retracted_at is null group by p.code, i.cluster_id),
entry as (
  select p.code, e.cluster_id, max(e.planned_area_ha) as area
  from p join plan_entry e on e.valid_from <= p.b and (e.valid_to is null or e.valid_to > p.b)
  where e.retracted_at is null and e.listed group by p.code, e.cluster_id),
fact as (
  select p.code, e.cluster_id is not null as listed, e.area as listed_area, coalesce(d.established, false) as established,
    coalesce(d.is_new, false) as is_new, coalesce(d.planned, false) as planned, coalesce(d.approved, false) as approved,
    coalesce(i.enterprise, false) as enterprise, d.area, d.plan_area, d.plan_land, coalesce(d.type, s.type) as type,
    case when d.established then d.area else coalesce(d.plan_area, e.area) end as own_area,
    coalesce(f.investment, h.investment, d.investment) as investment, coalesce(f.paid, h.paid) as paid,
    coalesce(f.leased, l.leased, h.leased) as leased, l.beyond, coalesce(f.projects, l.projects, h.projects) as projects,
    coalesce(f.fdi, l.fdi, h.fdi) as fdi, coalesce(f.operating, l.operating, h.operating) as operating,
    coalesce(f.labour, h.labour) as labour, coalesce(f.invested, h.invested) as invested, coalesce(f.compliant, h.compliant) as compliant,
    coalesce(l.projects > 0, false) or coalesce(f.projects > 0, false) or coalesce(f.leased > 0, false)
      or coalesce(h.projects > 0, false) or coalesce(h.leased > 0, false) as operates
  from p join cluster_state s on s.valid_from <= p.b and (s.valid_to is null or s.valid_to > p.b) and s.retracted_at is null
  left join entry e on e.code = p.code and e.cluster_id = s.cluster_id
  left join decided d on d.code = p.code and d.cluster_id = s.cluster_id
  left join investor i on i.code = p.code and i.cluster_id = s.cluster_id
  left join land l on l.code = p.code and l.cluster_id = s.cluster_id
  left join figure f on f.cluster_id = s.cluster_id and f.period = p.code
  left join figure h on h.cluster_id = s.cluster_id and h.period = p.half and p.half <> p.code and f.cluster_id is null)
select code as period, json_build_object(
  '1', count(*) filter (where listed), '2', sum(listed_area)::text,
  '3', count(*) filter (where established), '4', (sum(area) filter (where established))::text,
  '5', count(*) filter (where is_new), '6', coalesce(sum(area) filter (where is_new), 0)::text,
  '7', count(*) filter (where established and enterprise), '8', (sum(own_area) filter (where established and enterprise))::text,
  '9', count(*) filter (where planned), '10', (sum(plan_area) filter (where planned))::text,
  '11', count(*) filter (where approved), '12', (sum(own_area) filter (where approved))::text,
  '13', sum(investment)::text, '14', sum(paid)::text,
  '15', count(*) filter (where operates), '15.1', count(*) filter (where operates and established),
  '15.2', count(*) filter (where operates and not established),
  '15.3', count(*) filter (where operates and type = 'craft_village'), '15.4', count(*) filter (where operates and type = 'specialised'),
  '16', (sum(own_area) filter (where operates))::text, '16.1', (sum(own_area) filter (where operates and established))::text,
  '17', (sum(plan_land) filter (where operates))::text, '18', sum(leased)::text,
  '19', round(100 * sum(coalesce(leased, 0) + coalesce(beyond, 0)) filter (where operates and plan_land > 0 and (leased is not null or beyond is not null))
    / sum(plan_land) filter (where operates and plan_land > 0 and (leased is not null or beyond is not null)), 2)::text,
  '20', sum(projects)::text, '21', sum(fdi)::text, '22', sum(operating)::text,
  '25', sum(labour)::text, '26', sum(invested)::text, '27', sum(compliant)::text) as figures
from fact group by code`;
