/**
 * The regime in full: three separate settings of an obligation, what persons decided about it, what the register did
 * to it, who reports a cluster where the law is silent, nil filings, and the daily runs.
 *
 * An obligation itself is still written by the system's hand alone. A person above grants an extension or an exemption
 * by adding a row of `obligation_exception`; its trigger, and nothing else, carries that over to the obligation, and
 * never to an earlier due instant. What hangs on an obligation or a cluster has no scope columns of its own that could
 * fall behind the map: it is seen by whoever sees the obligation or the cluster.
 */

const SYSTEM = '(select app_is_system())';
const MAY_WRITE = '(select app_can_write())';

/** Obligations of tiers below the one who asks: forms 01-03 below their department, form 04 below the ministry. */
const BELOW = `select o.id from obligation o
  where (o.form <> '04' and o.province_code = any ((select app_provinces())::text[])) or (o.form = '04' and (select app_scope()) = 'nation')`;

export const regimeSql = `
/* ---------- three settings: data window, due instant, lock instant ---------- */
/* The owner's own eye and hand on obligations: for the lines below, and for the trigger of exceptions. */
create policy obligation_owner on obligation to current_user using (true) with check (true);
create policy reporting_period_owner on reporting_period for select to current_user using (true);

alter table obligation
  add column window_from date, add column window_to date,
  add column law_due_before timestamptz, add column law_lock_at timestamptz,
  add column voluntary boolean not null default false;
comment on column obligation.due_before is 'Due strictly before, extensions included; law_due_before is the statutory instant.';
comment on column obligation.lock_at is 'From here on no first sending, extensions included; law_lock_at is the setting of the regime.';
comment on column obligation.voluntary is 'Not owed: opened because the unit wants to send a nil filing.';
update obligation o set window_from = p.window_from, window_to = p.window_to, law_due_before = o.due_before, law_lock_at = o.lock_at
  from reporting_period p where p.code = o.period;

/* An obligation is born with its period's window, and with the statutory instants it is due and locked at. */
create function obligation_settings() returns trigger language plpgsql as $$
begin
  new.law_due_before := coalesce(new.law_due_before, new.due_before);
  new.law_lock_at := coalesce(new.law_lock_at, new.lock_at);
  if new.window_from is null or new.window_to is null then
    select p.window_from, p.window_to into new.window_from, new.window_to from reporting_period p where p.code = new.period;
  end if;
  return new;
end $$;
create trigger obligation_settings before insert on obligation for each row execute function obligation_settings();
alter table obligation alter column window_from set not null, alter column window_to set not null,
  alter column law_due_before set not null, alter column law_lock_at set not null,
  add constraint obligation_never_shorter check (due_before >= law_due_before and lock_at >= law_lock_at);

/* ---------- what persons decided ---------- */
create table obligation_exception (
  id uuid primary key, obligation_id uuid not null references obligation,
  kind text not null check (kind in ('extension', 'exemption', 'reinstatement')),
  due_before timestamptz, lock_at timestamptz,
  reason text not null check (length(btrim(reason)) between 1 and 2000),
  author_id uuid not null references account, author_name text not null,
  office_id uuid not null references office, office_name text not null, created_at timestamptz not null,
  check ((kind = 'extension') = (due_before is not null)), check ((due_before is null) = (lock_at is null)),
  check (lock_at >= due_before));
create index obligation_exception_obligation on obligation_exception (obligation_id, created_at);
create index obligation_exception_author on obligation_exception (author_id);
create index obligation_exception_office on obligation_exception (office_id);

create function obligation_exception_applies() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare o obligation%rowtype;
begin
  select * into o from obligation where id = new.obligation_id for update;
  if not found or o.state <> (case new.kind when 'reinstatement' then 'exempt' else 'open' end) then
    raise exception 'no % of an obligation that is %', new.kind, o.state using errcode = 'integrity_constraint_violation';
  end if;
  if new.kind = 'extension' then
    if new.due_before < o.due_before or new.lock_at < o.lock_at or (new.due_before = o.due_before and new.lock_at = o.lock_at) then
      raise exception 'an extension never shortens' using errcode = 'integrity_constraint_violation';
    end if;
    update obligation set due_before = new.due_before, lock_at = new.lock_at where id = o.id;
  else
    update obligation set state = (case new.kind when 'exemption' then 'exempt' else 'open' end), state_reason = new.reason where id = o.id;
  end if;
  return null;
end $$;
revoke all on function obligation_exception_applies from public;
create trigger obligation_exception_applies after insert on obligation_exception
  for each row execute function obligation_exception_applies();

alter table obligation_exception enable row level security; alter table obligation_exception force row level security;
create policy obligation_exception_read on obligation_exception for select to ccn_app
  using (${SYSTEM} or obligation_id in (select o.id from obligation o));
create policy obligation_exception_insert on obligation_exception for insert to ccn_app with check (
  ${MAY_WRITE} and author_id = (select app_actor()) and office_id = (select app_office()) and obligation_id in (${BELOW}));
grant select, insert on obligation_exception to ccn_app;

/* ---------- what the register did, after the period was opened ---------- */
create table obligation_event (
  id uuid primary key, obligation_id uuid not null references obligation,
  kind text not null check (kind in ('added', 'closed', 'reopened', 'moved', 'offered')), reason text not null, at timestamptz not null);
create index obligation_event_obligation on obligation_event (obligation_id, at);
alter table obligation_event enable row level security; alter table obligation_event force row level security;
create policy obligation_event_read on obligation_event for select to ccn_app
  using (${SYSTEM} or obligation_id in (select o.id from obligation o));
create policy obligation_event_insert on obligation_event for insert to ccn_app with check (${SYSTEM});
grant select, insert on obligation_event to ccn_app;

/* ---------- who reports a cluster where the law is silent ---------- */
create table cluster_reporter (
  id uuid primary key, cluster_id uuid not null references cluster,
  question text not null check (question in ('lead_commune', 'without_investor')),
  commune_code text, reporter text check (reporter in ('commune', 'department', 'nobody')),
  valid_from date not null, valid_to date, reason text not null check (length(btrim(reason)) between 1 and 2000),
  author_id uuid not null references account, author_name text not null,
  office_id uuid not null references office, office_name text not null,
  recorded_at timestamptz not null, retracted_at timestamptz,
  check ((question = 'lead_commune') = (commune_code is not null)),
  check ((question = 'without_investor') = (reporter is not null)), check (valid_to > valid_from));
create index cluster_reporter_cluster on cluster_reporter (cluster_id, question, valid_from);
create index cluster_reporter_author on cluster_reporter (author_id);
create index cluster_reporter_office on cluster_reporter (office_id);
comment on table cluster_reporter is 'Answers to open points CLUSTER_IN_SEVERAL_COMMUNES and CLUSTER_WITHOUT_INVESTOR for one cluster; without a row the default holds.';
alter table cluster_reporter enable row level security; alter table cluster_reporter force row level security;
create policy cluster_reporter_read on cluster_reporter for select to ccn_app
  using (${SYSTEM} or cluster_id in (select c.id from cluster c));
create policy cluster_reporter_insert on cluster_reporter for insert to ccn_app with check (
  ${MAY_WRITE} and author_id = (select app_actor()) and office_id = (select app_office())
  and cluster_id in (select c.id from cluster c where c.province_code = any ((select app_provinces())::text[])));
create policy cluster_reporter_update on cluster_reporter for update to ccn_app
  using (${SYSTEM} or (${MAY_WRITE} and cluster_id in (select c.id from cluster c where c.province_code = any ((select app_provinces())::text[]))))
  with check (${SYSTEM} or (${MAY_WRITE} and cluster_id in (select c.id from cluster c where c.province_code = any ((select app_provinces())::text[]))));
grant select, insert, update (valid_to, retracted_at) on cluster_reporter to ccn_app;

/* ---------- nil filings ---------- */
create table nil_declaration (
  filing_id uuid not null, revision integer not null, note text not null check (length(btrim(note)) between 1 and 2000),
  declared_at timestamptz not null, primary key (filing_id, revision), foreign key (filing_id, revision) references filing_revision);
comment on table nil_declaration is 'The revision says that nothing occurred. Typing or importing figures into the draft takes it back.';
alter table nil_declaration enable row level security; alter table nil_declaration force row level security;
create policy nil_declaration_read on nil_declaration for select to ccn_app
  using (${SYSTEM} or filing_id in (select f.id from filing f));
create policy nil_declaration_insert on nil_declaration for insert to ccn_app with check (${SYSTEM} or (
  ${MAY_WRITE} and not (select app_sees_all()) and exists (select 1 from filing_revision r
    where r.filing_id = nil_declaration.filing_id and r.revision = nil_declaration.revision and r.state = 'draft')));
create policy nil_declaration_delete on nil_declaration for delete to ccn_app using ((${SYSTEM} or (${MAY_WRITE} and not (select app_sees_all())))
  and exists (select 1 from filing_revision r
    where r.filing_id = nil_declaration.filing_id and r.revision = nil_declaration.revision and r.state = 'draft'));
grant select, insert, delete on nil_declaration to ccn_app;
create function nil_declaration_taken_back() returns trigger language plpgsql as $$
begin
  delete from nil_declaration d using (select distinct filing_id, revision from gone) g
    where d.filing_id = g.filing_id and d.revision = g.revision;
  return null;
end $$;
create trigger nil_declaration_taken_back after delete on filing_figure referencing old table as gone
  for each statement execute function nil_declaration_taken_back();

/* ---------- the daily runs ---------- */
create table period_run (period text not null, day date not null, promised_at timestamptz not null, primary key (period, day));
comment on table period_run is 'The run of period.open that was promised for a day, by whichever process came first.';
alter table period_run enable row level security; alter table period_run force row level security;
create policy period_run_system on period_run for all to ccn_app using (${SYSTEM}) with check (${SYSTEM});
grant select, insert on period_run to ccn_app;
`;
