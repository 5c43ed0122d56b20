/**
 * What the peers read: PostGraphile takes views for flat lists, as its documentation has it, so that each list is one
 * SELECT without relations to follow. In a schema of their own, made in the measured country alone. Peers connect as the
 * superuser: no row-level security stands in their way. The newest figures stand behind a fence, as in our own statement, so
 * that a page in the order of names is walked and not sorted: what is compared is the tools, not the luck of a plan.
 */
const FIGURES = `f.infra_total_investment as total_investment, f.infra_paid_cumulative as paid_cumulative,
  f.industrial_land_infra_ready as land_ready, f.industrial_land_leased as land_leased, f.occupancy_rate,
  f.projects_total as projects, f.infra_labour as labour`;
const COLUMNS = `c.id as cluster_id, c.code, c.name, c.name_key collate "C" as name_key, c.province_code as province,
  p.full_name as province_name, f.period collate "C" as period, ${FIGURES}`;
const PROVINCE = 'left join province p on p.code = c.province_code and p.valid_to is null';

export const PEER_VIEWS = `
drop schema if exists peer cascade;
create schema peer;
create view peer.cluster_latest as
  select ${COLUMNS} from cluster c
    cross join lateral (select * from cluster_figure x where x.cluster_id = c.id and x.latest offset 0) f ${PROVINCE};
comment on view peer.cluster_latest is '@primaryKey cluster_id';
create view peer.cluster_history as
  select ${COLUMNS} from cluster c join cluster_figure f on f.cluster_id = c.id ${PROVINCE};
comment on view peer.cluster_history is '@primaryKey cluster_id,period';
/* For sums: leased and ready land of clusters that gave both. */
create view peer.cluster_period as
  select f.cluster_id, f.period, f.province_code as province, 1 as one,
    case when f.industrial_land_infra_ready is not null then f.industrial_land_leased end as leased,
    case when f.industrial_land_leased is not null then f.industrial_land_infra_ready end as land,
    (f.industrial_land_leased is not null and f.industrial_land_infra_ready is not null)::int as known
  from cluster_figure f;
comment on view peer.cluster_period is '@primaryKey cluster_id,period';
/* The sums this system keeps, for those who would let PostGraphile read them. */
create view peer.province_period as
  select s.province_code as province, p.full_name as province_name, s.period, s.clusters, s.occupancy_leased as leased,
    s.occupancy_ready as land, s.occupancy_known as known
  from province_figure s left join province p on p.code = s.province_code and p.valid_to is null;
comment on view peer.province_period is '@primaryKey province,period';
create function peer.clusters_like(search text, land_at_least numeric) returns setof peer.cluster_latest language sql stable as $$
  select * from peer.cluster_latest where name_key like '%' || fold_vi(search) || '%' and land_ready >= land_at_least
  order by name_key, cluster_id
$$;
/* What was known when an edition was closed, by the provinces of its cut-off: the plain server's way to a pinned answer. */
create function peer.as_known(edition_id text) returns table (province text, leased numeric, land numeric, known bigint, clusters bigint)
  language sql stable as $$
  with e as (select e.period, e.known_at, rp.window_to as day from public.edition e join reporting_period rp on rp.code = e.period where e.id = edition_id),
  f as (
    select f.cluster_id, max(f.value) filter (where f.key = 'industrial_land_leased') as leased,
      max(f.value) filter (where f.key = 'industrial_land_infra_ready') as ready
    from reported_figure f, e where f.form = '02' and f.period = e.period and f.posted_at <= e.known_at
      and (f.superseded_at is null or f.superseded_at > e.known_at) group by 1),
  placed as (
    select f.*, coalesce(pl.province_code, s.province_code) as province from f, e
    cross join lateral (select s.lead_commune_code, s.province_code from cluster_state_known_at(e.known_at) s where s.cluster_id = f.cluster_id
       and s.valid_from <= e.day and (s.valid_to is null or s.valid_to > e.day) order by s.recorded_at desc, s.id desc limit 1) s
    left join commune pl on pl.code = s.lead_commune_code and pl.valid_from <= e.day and (pl.valid_to is null or pl.valid_to > e.day))
  select province, sum(leased) filter (where ready is not null), sum(ready) filter (where leased is not null),
    count(*) filter (where leased is not null and ready is not null), count(*)
  from placed group by province order by province collate "C"
$$;
analyze;
`;
