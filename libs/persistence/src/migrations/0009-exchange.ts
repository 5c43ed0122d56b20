/**
 * Exports as background jobs with their files, and register workbooks read in. The rows say what is to be done; the
 * queue only carries it. An export belongs to the person who asked; an import to his province.
 */
export const exchangeSql = `
create table export_job (
  id uuid primary key, kind text not null check (kind in ('forms', 'table', 'register')), request jsonb not null,
  request_key text not null, state text not null check (state in ('queued', 'running', 'done', 'failed')),
  percent integer not null default 0 check (percent between 0 and 100), row_count bigint,
  file_name text, media_type text, size_bytes bigint, sha256 text, error_code text, error_message text,
  attempts integer not null default 0, lease_until timestamptz,
  requested_by uuid not null references account, office_id uuid not null references office,
  created_at timestamptz not null, finished_at timestamptz, expires_at timestamptz);
create unique index export_job_once on export_job (requested_by, request_key) where state in ('queued', 'running');
create index export_job_open on export_job (lease_until) where state in ('queued', 'running');
create index export_job_mine on export_job (requested_by, created_at desc, id desc);
comment on column export_job.request_key is 'SHA-256 of the request: asked again while it runs, it is the same job.';
create table export_part (
  job_id uuid not null references export_job, part integer not null, bytes bytea not null, primary key (job_id, part));

create table register_import (
  id uuid primary key, file_id uuid not null references source_file, dry_run boolean not null,
  settings jsonb not null, state text not null check (state in ('queued', 'running', 'done', 'failed')),
  percent integer not null default 0 check (percent between 0 and 100),
  outcome text check (outcome in ('ready', 'same', 'rejected', 'applied')), counts jsonb, digest text,
  error_code text, attempts integer not null default 0, lease_until timestamptz,
  requested_by uuid not null references account, office_id uuid not null references office, province_code text not null,
  created_at timestamptz not null, finished_at timestamptz, unique (id, province_code));
create index register_import_open on register_import (lease_until) where state in ('queued', 'running');
create index register_import_province on register_import (province_code, created_at desc);
create index register_import_file on register_import (file_id);
comment on column register_import.digest is 'Hash of the list of differences: what is applied is what the dry run showed, or nothing.';
create table register_import_change (
  import_id uuid not null, position integer not null, province_code text not null,
  table_name text not null, kind text not null check (kind in ('insert', 'change', 'end', 'retract')),
  row_key text, label text not null, sheet text, cell text, changes jsonb not null, primary key (import_id, position),
  foreign key (import_id, province_code) references register_import (id, province_code));
create table register_import_problem (
  import_id uuid not null, position integer not null, province_code text not null,
  code text not null, severity text not null check (severity in ('error', 'warning')), sheet text, cell text,
  message text not null, message_en text, primary key (import_id, position),
  foreign key (import_id, province_code) references register_import (id, province_code));

/* Codes of clusters and tenant projects that a workbook leaves to the system. */
create sequence cluster_code;
create sequence tenant_project_code;
grant usage on sequence cluster_code, tenant_project_code to ccn_app;

/* A query's rows, read piece by piece from one snapshot. The statement takes its values from the array $1. It runs with
   the caller's rights and eyes: row-level security sees the same person. */
create function open_rows(name refcursor, statement text, params text[]) returns refcursor language plpgsql as $$
begin
  open name no scroll for execute statement using params;
  return name;
end $$;
revoke all on function open_rows from public;
grant execute on function open_rows to ccn_app;

do $$ declare t text; begin
  foreach t in array array['export_job', 'export_part', 'register_import', 'register_import_change', 'register_import_problem'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
end $$;

/* The export service works by the system's hand, in the name of whoever asked; its readers are he alone. */
create policy export_job_read on export_job for select to ccn_app
  using ((select app_is_system()) or requested_by = (select app_actor()));
create policy export_job_insert on export_job for insert to ccn_app with check ((select app_is_system()));
create policy export_job_update on export_job for update to ccn_app
  using ((select app_is_system())) with check ((select app_is_system()));
grant select, insert, update on export_job to ccn_app;
create policy export_part_read on export_part for select to ccn_app
  using ((select app_is_system()) or job_id in (select j.id from export_job j));
create policy export_part_insert on export_part for insert to ccn_app with check ((select app_is_system()));
create policy export_part_delete on export_part for delete to ccn_app using ((select app_is_system()));
grant select, insert, delete on export_part to ccn_app;

do $$ declare t text; own text := 'province_code = any ((select app_provinces())::text[])'; begin
  foreach t in array array['register_import', 'register_import_change', 'register_import_problem'] loop
    execute format('create policy %1$I on %2$I for select to ccn_app using ((select app_sees_all()) or %3$s)', t || '_read', t, own);
    execute format('create policy %1$I on %2$I for insert to ccn_app with check ((select app_is_system()) or ((select app_can_write()) and %3$s))',
      t || '_insert', t, own);
  end loop;
  execute format('create policy register_import_update on register_import for update to ccn_app
    using ((select app_is_system()) or ((select app_can_write()) and %1$s))
    with check ((select app_is_system()) or ((select app_can_write()) and %1$s))', own);
end $$;
/* A foreign key alone does not ask whether the writer may see the parent: these run with the writer's eyes. */
create function register_import_parent() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from source_file f where f.id = new.file_id and f.province_code = new.province_code) then
    raise exception 'register_import: the file is not of the same province' using errcode = '23000';
  end if;
  return new;
end $$;
create trigger register_import_parent before insert or update of file_id, province_code on register_import
  for each row execute function register_import_parent();
grant select, insert, update on register_import to ccn_app;
grant select, insert on register_import_change, register_import_problem to ccn_app;

/* A province that brings facts names where they come from: the workbook it sent. */
create policy source_import on source for insert to ccn_app with check (
  (select app_can_write()) and (select app_provinces()) is not null and code like 'import:%');
`;
