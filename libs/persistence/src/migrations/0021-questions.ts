/**
 * What the analysts' questions stand on beside the summaries: names searched without tone marks through a trigram index,
 * and territory followed through mergers.
 *
 * Row-level security keeps an index from a condition that could leak what it compares (LIKE on text), so the search asks
 * a function of the owner for identities, and the caller's own statement decides which of them he sees.
 */
export const questionsSql = `
/* By a trigger and not generated: rows of the register are written whole, and a generated column takes no value. */
alter table cluster add column name_key text;
create function cluster_name_key() returns trigger language plpgsql as $$
begin
  new.name_key := fold_vi(new.name);
  return new;
end $$;
create trigger cluster_name_key before insert or update of name, name_key on cluster for each row execute function cluster_name_key();
create policy cluster_owner on cluster to current_user using (true) with check (true);
update cluster set name_key = fold_vi(name);
alter table cluster alter column name_key set not null;
comment on column cluster.name_key is 'Name without tone marks and case, for search and order; follows name.';
create index cluster_name_key on cluster using gin (name_key gin_trgm_ops);
create index cluster_name_order on cluster (name_key collate "C", id);
drop index cluster_search;

/* Identities of clusters whose folded name is like a pattern. They say nothing by themselves: rows are read under the caller's policy. */
create function clusters_named(pattern text) returns uuid[] language sql stable security definer set search_path = public, pg_temp
  as $$ select coalesce(array_agg(id), '{}') from cluster where name_key like pattern $$;
revoke all on function clusters_named from public;
grant execute on function clusters_named to ccn_app;

/* Communes of today that a unit (two digits: province, five: commune) of a day has become, mergers followed. */
create function communes_of(unit text, day date) returns text[] language sql stable parallel safe as $$
  with recursive start as (
    select distinct code from commune where (code = unit or province_code = unit) and valid_from <= day and (valid_to is null or valid_to > day)
  ), steps as (
    select s.to_code, s.on_date from unit_lineage s join start on s.from_code = start.code where s.level = 'commune' and s.on_date > day
    union
    select s.to_code, s.on_date from unit_lineage s join steps p on s.from_code = p.to_code where s.level = 'commune' and s.on_date > p.on_date
  )
  select coalesce(array_agg(distinct code), '{}') from (
    select to_code as code from steps union all
    select code from start where not exists (
      select 1 from unit_lineage s where s.level = 'commune' and s.from_code = start.code and s.on_date > day)) x
$$;
`;
