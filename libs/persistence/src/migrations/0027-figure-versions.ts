/**
 * A number for each province that rises in the transaction in which its kept sums change: an answer made of them may be given
 * again while the numbers a caller sees are the same. Not a sequence: that would be seen to rise before the sums have changed.
 */
export const figureVersionsSql = `
create table figure_version (province_code text primary key, version bigint not null);
comment on table figure_version is 'Rises whenever rows of province_figure for the province, or names of provinces, change.';
alter table figure_version enable row level security; alter table figure_version force row level security;
create policy figure_version_read on figure_version for select to ccn_app
  using ((select app_sees_all()) or province_code = any ((select app_provinces())::text[]));
create policy figure_version_owner on figure_version to current_user using (true) with check (true);
grant select on figure_version to ccn_app;

create function figure_version_rises() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into figure_version (province_code, version) select distinct province_code, 1 from changed order by 1
    on conflict (province_code) do update set version = figure_version.version + 1;
  return null;
end $$;
revoke all on function figure_version_rises from public;
create trigger province_figure_added after insert on province_figure referencing new table as changed
  for each statement execute function figure_version_rises();
create trigger province_figure_gone after delete on province_figure referencing old table as changed
  for each statement execute function figure_version_rises();
create trigger province_figure_changed after update on province_figure referencing new table as changed
  for each statement execute function figure_version_rises();

create function province_names_changed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update figure_version set version = version + 1;
  return null;
end $$;
revoke all on function province_names_changed from public;
create trigger province_names_changed after insert or update or delete on province
  for each statement execute function province_names_changed();

insert into figure_version (province_code, version) select distinct province_code, 1 from province_figure;
`;
