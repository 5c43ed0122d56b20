/**
 * Planners' tables kept under a name, by person, shared inside the office when the person says so; and which of their
 * occasions (a month, a closed edition) have been answered. Rows are written by the system's hand in the person's name.
 */
export const savedExportsSql = `
create table saved_export (
  id uuid primary key, owner_id uuid not null references account, office_id uuid not null references office,
  name text not null check (length(btrim(name)) between 1 and 80), request jsonb not null,
  shared boolean not null default false,
  schedule text not null default 'never' check (schedule in ('never', 'monthly', 'at_closing')),
  scheduled_since timestamptz, created_at timestamptz not null, updated_at timestamptz not null,
  unique (owner_id, name), check ((schedule = 'never') = (scheduled_since is null)));
create index saved_export_office on saved_export (office_id) where shared;
create index saved_export_due on saved_export (schedule) where schedule <> 'never';
create table saved_export_run (
  saved_id uuid not null references saved_export on delete cascade, occasion text not null,
  job_id uuid references export_job, error_message text, created_at timestamptz not null, told_at timestamptz,
  primary key (saved_id, occasion));
create index saved_export_run_untold on saved_export_run (created_at) where told_at is null;
create index saved_export_run_job on saved_export_run (job_id);
comment on column saved_export_run.occasion is 'month/2026-12 or edition/2026-H1-r1; answered once.';
do $$ declare t text; begin
  foreach t in array array['saved_export', 'saved_export_run'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I for insert to ccn_app with check ((select app_is_system()))', t || '_insert', t);
    execute format('create policy %I on %I for update to ccn_app using ((select app_is_system())) with check ((select app_is_system()))',
      t || '_update', t);
    execute format('create policy %I on %I for delete to ccn_app using ((select app_is_system()))', t || '_delete', t);
    execute format('grant select, insert, update, delete on %I to ccn_app', t);
  end loop;
end $$;
create policy saved_export_read on saved_export for select to ccn_app using ((select app_is_system())
  or owner_id = (select app_actor()) or (shared and office_id = (select app_office())));
create policy saved_export_run_read on saved_export_run for select to ccn_app
  using ((select app_is_system()) or saved_id in (select s.id from saved_export s where s.owner_id = (select app_actor())));
/* Rows go with their definition by the key's own action, which runs as the owner of the tables. */
create policy saved_export_run_owner on saved_export_run to current_user using (true) with check (true);
create policy saved_export_owner on saved_export to current_user using (true) with check (true);
`;
