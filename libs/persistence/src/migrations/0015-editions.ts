/**
 * Editions: what was published of a period, frozen. An edition is a list of forms, each with the very text that was
 * published and its hash; PostgreSQL itself checks each hash when the row is written and refuses every later change.
 * Scope columns are left out of "unchanged", as in 0005: they say whose row it is on today's map.
 *
 * The ministry's approver adds editions, in one transaction each; nobody changes or removes one, the system neither.
 */

const ALL = '(select app_sees_all())';
const SYSTEM = '(select app_is_system())';
const CLOSER = `((select app_scope()) = 'nation' and (select app_can_write()))`;
/** A form 03 is its commune's and its province's, a form 04 its province's; the nation's is the ministry's. */
const OWN = `province_code = any ((select app_provinces())::text[]) or commune_code = any ((select app_communes())::text[])`;

export const editionsSql = `
create table edition (
  id text primary key, period text not null references reporting_period, revision integer not null check (revision > 0),
  previous_id text references edition, known_at timestamptz not null, closed_at timestamptz not null,
  closed_by uuid not null references account, closed_by_name text not null, office_id uuid not null references office,
  reason text not null check (length(btrim(reason)) between 1 and 2000),
  content_sha256 text not null, manifest text not null, sha256 text not null,
  unique (period, revision), unique (previous_id),
  check (id = period || '-r' || revision), check ((revision = 1) = (previous_id is null)),
  check (sha256 = encode(sha256(convert_to(manifest, 'UTF8')), 'hex')));
create index edition_closed_by on edition (closed_by);
create index edition_office on edition (office_id);
comment on column edition.known_at is 'Instant of knowledge: filings accepted and facts recorded later are not in it.';
comment on column edition.manifest is 'Canonical JSON: who, when, why, and each form with its hash; sha256 is the hash of this text.';
comment on column edition.content_sha256 is 'Hash of the list of forms alone: the same figures closed again are the same edition.';

create table edition_form (
  edition_id text not null references edition, form text not null check (form in ('03', '04')), unit text not null,
  unit_name text not null, province_code text, commune_code text, definition_id text not null, body text not null,
  sha256 text not null, primary key (edition_id, form, unit),
  check (sha256 = encode(sha256(convert_to(body, 'UTF8')), 'hex')));
create index edition_form_province on edition_form (province_code);
create index edition_form_commune on edition_form (commune_code);
comment on column edition_form.body is 'Canonical JSON of the consolidated form, every figure with its sources and coverage.';

create table edition_change (
  edition_id text not null references edition, position integer not null, form text not null, unit text not null,
  unit_name text not null, province_code text, commune_code text, key text not null, tt text not null, label text not null,
  old_value numeric, new_value numeric, old_derived numeric, new_derived numeric, causes jsonb not null,
  primary key (edition_id, position));
create index edition_change_province on edition_change (province_code);
create index edition_change_commune on edition_change (commune_code);
comment on table edition_change is 'What an edition says otherwise than the one before it, row by row, and why.';

create function edition_frozen() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and tg_table_name <> 'edition' and (to_jsonb(new) - array['province_code', 'commune_code'])
      = (to_jsonb(old) - array['province_code', 'commune_code']) then
    return new;
  end if;
  raise exception 'an edition never changes' using errcode = 'integrity_constraint_violation';
end $$;
create function edition_one_transaction() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from edition e where e.id = new.edition_id and e.xmin = pg_current_xact_id()::xid) then
    raise exception 'an edition is complete once it is closed' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger edition_form_complete before insert on edition_form for each row execute function edition_one_transaction();
create trigger edition_change_complete before insert on edition_change for each row execute function edition_one_transaction();

do $$ declare t text; begin
  foreach t in array array['edition', 'edition_form', 'edition_change'] loop
    execute format('create trigger %1$I before update or delete on %2$I for each row execute function edition_frozen()', t || '_frozen', t);
    execute format('create trigger %1$I before truncate on %2$I for each statement execute function edition_frozen()', t || '_kept', t);
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
end $$;
create policy edition_read on edition for select to ccn_app using ((select app_scope()) is not null);
create policy edition_insert on edition for insert to ccn_app
  with check (${SYSTEM} or (${CLOSER} and closed_by = (select app_actor()) and office_id = (select app_office())));
grant select, insert on edition to ccn_app;
create policy edition_form_read on edition_form for select to ccn_app using (${ALL} or ${OWN});
create policy edition_form_insert on edition_form for insert to ccn_app with check (${SYSTEM} or ${CLOSER});
create policy edition_form_update on edition_form for update to ccn_app using (${SYSTEM}) with check (${SYSTEM});
grant select, insert, update (province_code, commune_code) on edition_form to ccn_app;
create policy edition_change_read on edition_change for select to ccn_app using (${ALL} or ${OWN});
create policy edition_change_insert on edition_change for insert to ccn_app with check (${SYSTEM} or ${CLOSER});
create policy edition_change_update on edition_change for update to ccn_app using (${SYSTEM}) with check (${SYSTEM});
grant select, insert, update (province_code, commune_code) on edition_change to ccn_app;
`;
