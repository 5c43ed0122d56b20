/**
 * What an import gives back beside its findings: the sender's own workbook with each problem cell marked; the questions
 * only the sender can answer, with the answers; and the ways of writing that an office settled once for all.
 */

const SCOPE = ['province_code', 'commune_code', 'cluster_id', 'project_id'] as const;
const SYSTEM = '(select app_is_system())';
/** As in 0004: whoever may read an import may read its marked file. */
const READERS = `(select app_sees_all()) or province_code = any ((select app_provinces())::text[])
  or commune_code = any ((select app_communes())::text[])
  or (project_id is null and cluster_id = any ((select app_clusters())::uuid[]))
  or project_id = any ((select app_projects())::uuid[])`;
const scopeOf = (row: string): string => `(${SCOPE.map((c) => `${row}.${c}`).join(', ')})`;
/** A sender's own habits: of the office, and of nobody else. */
const OWN_OFFICE = 'office_id = (select app_office())';

export const importsSql = `
alter table workbook_import drop constraint workbook_import_state_check;
alter table workbook_import add constraint workbook_import_state_check
  check (state in ('queued', 'running', 'asking', 'done', 'failed'));
alter table workbook_import add column questions jsonb, add column answers jsonb, add column readings jsonb,
  add column template jsonb, add column attempts_before integer not null default 0;
comment on column workbook_import.questions is 'What only the sender can answer: doubtful readings, and cells changed on both sides. Null: nothing was asked.';
comment on column workbook_import.answers is 'The answers, with who gave them and when. The file is read again with them.';
comment on column workbook_import.readings is 'Which settled readings the figures rest on, with who chose them and when.';
comment on column workbook_import.template is 'What was merged from a template of the system; null for any other file.';
comment on column workbook_import.attempts_before is 'Attempts used up before the last answer: each answer gives the import new ones.';

create table import_marked_file (
  import_id uuid primary key references workbook_import, name text not null, sha256 text not null, size_bytes bigint not null,
  marks integer not null check (marks >= 0), findings integer not null check (findings >= 0),
  bytes bytea not null, created_at timestamptz not null,
  province_code text not null, commune_code text, cluster_id uuid, project_id uuid);
comment on table import_marked_file is 'The workbook of an import with a comment and fill on each problem cell; with 0 marks: cleared of the marks it came with.';
create function import_marked_file_same_units() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from workbook_import p where p.id = new.import_id and ${scopeOf('p')} is not distinct from ${scopeOf('new')}) then
    raise exception 'import_marked_file must belong to the same units as its import' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger import_marked_file_same_units before insert or update of import_id, ${SCOPE.join(', ')} on import_marked_file
  for each row execute function import_marked_file_same_units();
alter table import_marked_file enable row level security; alter table import_marked_file force row level security;
create policy import_marked_file_read on import_marked_file for select to ccn_app using (${READERS});
create policy import_marked_file_insert on import_marked_file for insert to ccn_app with check (${SYSTEM});
create policy import_marked_file_update on import_marked_file for update to ccn_app using (${SYSTEM}) with check (${SYSTEM});
create policy import_marked_file_delete on import_marked_file for delete to ccn_app using (${SYSTEM});
grant select, insert, update, delete on import_marked_file to ccn_app;

create table sender_reading (
  id uuid primary key, office_id uuid not null references office, form text not null, kind text not null, choice text not null,
  chosen_by uuid not null references account, chosen_by_name text not null, chosen_at timestamptz not null,
  dropped_by uuid references account, dropped_at timestamptz, check ((dropped_by is null) = (dropped_at is null)));
create unique index sender_reading_holds on sender_reading (office_id, form, kind) where dropped_at is null;
comment on table sender_reading is 'How an office writes doubtful texts in a form ("1.250", "không"): chosen once, used until dropped.';
create function sender_reading_kept() returns trigger language plpgsql as $$
begin
  if old.dropped_at is not null
    or (to_jsonb(new) - array['dropped_by', 'dropped_at']) is distinct from (to_jsonb(old) - array['dropped_by', 'dropped_at']) then
    raise exception 'a choice is kept as it was made' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger sender_reading_kept before update on sender_reading for each row execute function sender_reading_kept();
alter table sender_reading enable row level security; alter table sender_reading force row level security;
create policy sender_reading_read on sender_reading for select to ccn_app using (${SYSTEM} or ${OWN_OFFICE});
create policy sender_reading_insert on sender_reading for insert to ccn_app
  with check (${SYSTEM} or ((select app_can_write()) and ${OWN_OFFICE}));
create policy sender_reading_update on sender_reading for update to ccn_app
  using (${SYSTEM} or ((select app_can_write()) and ${OWN_OFFICE}))
  with check (${SYSTEM} or ((select app_can_write()) and ${OWN_OFFICE}));
grant select, insert, update on sender_reading to ccn_app;
`;
