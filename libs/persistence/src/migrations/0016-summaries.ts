/**
 * What the analysts' lists and sums stand on, kept current in the transaction of posting, and guards of figures that
 * ask once for a statement instead of once for a row (a form has dozens of figures, a season hundreds of thousands).
 *
 * - `cluster_figure`: one row for a cluster and period with the accepted figures of form 02, and a sign on the newest;
 * - `province_figure`: their sums for a province and period, each with the number of clusters that gave it.
 *
 * Both follow `reported_figure` by triggers and are written by nobody else. They carry the scope of what they follow.
 */

const SYSTEM_READS = '(select app_sees_all())';
const OWN_PROVINCE = 'province_code = any ((select app_provinces())::text[])';

/** Rows of form 02 (Circular 14/2024, Appendix I). */
const FIGURES = [
  'infra_total_investment',
  'infra_paid_cumulative',
  'industrial_land_infra_ready',
  'industrial_land_leased',
  'occupancy_rate',
  'projects_total',
  'projects_fdi',
  'projects_operating',
  'infra_revenue',
  'infra_budget_payment',
  'infra_labour',
  'infra_avg_income',
  'wastewater_invested',
  'wastewater_compliant',
] as const;
/** A rate and an average are never added. */
const SUMS = FIGURES.filter((f) => f !== 'occupancy_rate' && f !== 'infra_avg_income');

const columns = (names: readonly string[], of: (name: string) => string): string => names.map(of).join(', ');

const guard = (table: string, wanted: string, sentence: string): string => `
  if exists (select 1 from (select distinct filing_id, revision from added) n
      left join filing_revision r on r.filing_id = n.filing_id and r.revision = n.revision where ${wanted}) then
    raise exception '${sentence}' using errcode = 'integrity_constraint_violation';
  end if;
  if exists (select 1 from (select distinct filing_id, province_code, commune_code, cluster_id, project_id from added) n
      where not exists (select 1 from filing p where p.id = n.filing_id
        and (p.province_code, p.commune_code, p.cluster_id, p.project_id) is not distinct from (n.province_code, n.commune_code, n.cluster_id, n.project_id))) then
    raise exception '${table} must belong to the same units as its filing' using errcode = 'integrity_constraint_violation';
  end if;`;

/**
 * A function keeps the plan it made when the tables were still empty, and then walks the wrong index for ever. These
 * are planned anew at each call, by the size the tables have then.
 */
const REPLAN = 'set plan_cache_mode = force_custom_plan';
const SCOPE = 'province_code, commune_code, cluster_id, project_id';

export const summariesSql = `
/* ---------- guards of 0005, asked once for a statement that adds rows; for changes they stay as they were ---------- */
drop trigger filing_figure_same_units on filing_figure;
drop trigger filing_figure_frozen on filing_figure;
drop trigger reported_figure_same_units on reported_figure;
drop trigger reported_figure_accepted on reported_figure;
create trigger filing_figure_same_units before update of filing_id, ${SCOPE} on filing_figure
  for each row execute function filing_figure_same_units();
create trigger filing_figure_frozen before update or delete on filing_figure for each row execute function filing_frozen();
create trigger reported_figure_same_units before update of filing_id, ${SCOPE} on reported_figure
  for each row execute function reported_figure_same_units();

create function filing_figure_added() returns trigger language plpgsql ${REPLAN} as $$
begin${guard('filing_figure', "r.state is distinct from 'draft'", 'figures of a revision that is no draft are frozen')}
  return null;
end $$;
create trigger filing_figure_added after insert on filing_figure referencing new table as added
  for each statement execute function filing_figure_added();

create function reported_figure_added() returns trigger language plpgsql ${REPLAN} as $$
begin${guard('reported_figure', "r.state is null or r.state not in ('accepted', 'superseded')", 'only figures of an accepted revision are posted')}
  return null;
end $$;
create trigger reported_figure_added after insert on reported_figure referencing new table as added
  for each statement execute function reported_figure_added();

/* ---------- summaries ---------- */
create index reported_figure_cluster on reported_figure (cluster_id, period) where form = '02' and superseded_at is null;

create table cluster_figure (
  cluster_id uuid not null, period text not null, province_code text not null, commune_code text, posted_at timestamptz not null,
  latest boolean not null default false, ${columns(FIGURES, (f) => `${f} numeric`)}, primary key (cluster_id, period),
  foreign key (cluster_id, province_code) references cluster (id, province_code) on update cascade);
create unique index cluster_figure_latest on cluster_figure (cluster_id) where latest;
create index cluster_figure_period on cluster_figure (period, province_code);
comment on table cluster_figure is 'Accepted figures of form 02 in force, one row for a cluster and period; latest: the newest period of the cluster. Follows reported_figure.';

create table province_figure (
  province_code text not null, period text not null, clusters integer not null,
  ${columns(SUMS, (f) => `${f} numeric, ${f}_known integer not null`)},
  occupancy_leased numeric, occupancy_ready numeric, occupancy_known integer not null, primary key (province_code, period));
comment on table province_figure is 'Sums of cluster_figure; each with the number of clusters that gave the figure. occupancy_*: land of clusters that gave both leased and ready land.';

alter table cluster_figure enable row level security; alter table cluster_figure force row level security;
create policy cluster_figure_read on cluster_figure for select to ccn_app using (${SYSTEM_READS} or ${OWN_PROVINCE}
  or commune_code = any ((select app_communes())::text[]) or cluster_id = any ((select app_clusters())::uuid[]));
create policy cluster_figure_owner on cluster_figure to current_user using (true) with check (true);
alter table province_figure enable row level security; alter table province_figure force row level security;
create policy province_figure_read on province_figure for select to ccn_app using (${SYSTEM_READS} or ${OWN_PROVINCE});
create policy province_figure_owner on province_figure to current_user using (true) with check (true);
grant select on cluster_figure, province_figure to ccn_app;
create policy reported_figure_owner on reported_figure for select to current_user using (true);

/* Brings the summaries of these clusters and periods up to the figures in force. One writer at a time for a province. */
create function figures_summarise(clusters uuid[], periods text[], provinces text[]) returns void
  language plpgsql security definer set search_path = public, pg_temp ${REPLAN} as $$
begin
  perform pg_advisory_xact_lock(hashtext('cluster_figure'), hashtext(p)) from (select distinct p from unnest(provinces) p order by p) x;
  delete from cluster_figure f using (select distinct c, p from unnest(clusters, periods) as u (c, p)) k where f.cluster_id = k.c and f.period = k.p;
  insert into cluster_figure (cluster_id, period, province_code, commune_code, posted_at, ${columns(FIGURES, (f) => f)})
    select r.cluster_id, r.period, min(r.province_code), min(r.commune_code), max(r.posted_at),
      ${columns(FIGURES, (f) => `max(r.value) filter (where r.key = '${f}')`)}
    from (select distinct c, p from unnest(clusters, periods) as u (c, p)) k
    join reported_figure r on r.cluster_id = k.c and r.period = k.p and r.form = '02' and r.superseded_at is null
    group by r.cluster_id, r.period;
  update cluster_figure f set latest = false where f.cluster_id = any (clusters) and f.latest
    and exists (select 1 from cluster_figure n where n.cluster_id = f.cluster_id and n.period > f.period);
  update cluster_figure f set latest = true where f.cluster_id = any (clusters) and not f.latest
    and not exists (select 1 from cluster_figure n where n.cluster_id = f.cluster_id and n.period > f.period);
  delete from province_figure s where s.province_code = any (provinces) and s.period = any (periods);
  insert into province_figure (province_code, period, clusters, ${columns(SUMS, (f) => `${f}, ${f}_known`)}, occupancy_leased, occupancy_ready, occupancy_known)
    select province_code, period, count(*), ${columns(SUMS, (f) => `sum(${f}), count(${f})`)},
      sum(industrial_land_leased) filter (where industrial_land_infra_ready is not null),
      sum(industrial_land_infra_ready) filter (where industrial_land_leased is not null),
      count(*) filter (where industrial_land_leased is not null and industrial_land_infra_ready is not null)
    from cluster_figure where province_code = any (provinces) and period = any (periods) group by province_code, period;
end $$;
revoke all on function figures_summarise from public;

create function reported_figure_summarised() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare k record;
begin
  if tg_op = 'INSERT' then
    select array_agg(cluster_id) as c, array_agg(period) as p, array_agg(distinct province_code) as v into k
      from (select distinct cluster_id, period, province_code from added where form = '02' and cluster_id is not null) x;
  else
    select array_agg(cluster_id) as c, array_agg(period) as p, array_agg(distinct province_code) as v into k
      from (select cluster_id, period, province_code from added where form = '02' and cluster_id is not null
        union select cluster_id, period, province_code from gone where form = '02' and cluster_id is not null) x;
  end if;
  if k.c is not null then perform figures_summarise(k.c, k.p, k.v); end if;
  return null;
end $$;
revoke all on function reported_figure_summarised from public;
create trigger reported_figure_summarised_insert after insert on reported_figure referencing new table as added
  for each statement execute function reported_figure_summarised();
create trigger reported_figure_summarised_update after update on reported_figure referencing old table as gone new table as added
  for each statement execute function reported_figure_summarised();

select figures_summarise(array_agg(cluster_id), array_agg(period), array_agg(distinct province_code))
  from (select distinct cluster_id, period, province_code from reported_figure where form = '02' and superseded_at is null and cluster_id is not null) x
  having count(*) > 0;
`;
