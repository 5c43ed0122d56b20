/**
 * Reminders: the plan and its outcome are rows, the queue only executes what they say is due.
 * What belongs to an obligation is seen by whoever sees the obligation, and by the office it was sent to; there are no
 * scope columns here that could fall behind the map.
 */
export const remindersSql = `
/* Which office stands for which unit: kept beside the offices by a trigger, because under row-level security an array
   is not searched by an index. Unit: code of province or commune, id of cluster or project; VN for the ministry. */
create policy office_owner on office for select to current_user using (true);
create table office_reach (
  tier text not null, unit text not null, office_id uuid not null references office, since timestamptz not null,
  primary key (tier, unit, office_id));
create index office_reach_office on office_reach (office_id);
create function office_units(o office) returns setof text language sql immutable as $$
  select u from unnest(case o.kind when 'enterprise' then o.project_ids::text[] when 'investor' then o.cluster_ids::text[]
    when 'commune' then array[o.commune_code] when 'department' then array[o.province_code] else array['VN'] end) u
  where u is not null and o.closed_at is null $$;
create function office_reach_follows() returns trigger language plpgsql as $$
begin
  delete from office_reach where office_id = new.id;
  insert into office_reach select new.kind, u, new.id, new.created_at from office_units(new) u on conflict do nothing;
  return null;
end $$;
insert into office_reach select o.kind, u, o.id, o.created_at from office o, office_units(o) u on conflict do nothing;
create trigger office_reach_follows after insert or update on office for each row execute function office_reach_follows();
create index obligation_period on obligation (period, form);

/* What the steps of one subject (an obligation; the digest of an office above) were last planned from: a run plans
   anew only where that has changed. */
create table reminder_plan (
  subject text primary key, obligation_id uuid unique references obligation, facts jsonb not null, round uuid not null,
  planned_at timestamptz not null);
create index reminder_plan_round on reminder_plan (round);

create table reminder_step (
  id uuid primary key, plan_key text not null unique,
  period text references reporting_period, obligation_id uuid references obligation,
  step_key text not null,
  kind text not null check (kind in ('nothing_received', 'cells_missing', 'returned', 'children_late')),
  channel text not null check (channel in ('email', 'inbox', 'digest')),
  recipient_tier text not null check (recipient_tier in ('ministry', 'department', 'commune', 'investor', 'enterprise')),
  recipient_unit text not null, office_id uuid references office,
  due_before timestamptz, send_not_before timestamptz not null, send_not_after timestamptz not null,
  state text not null default 'planned' check (state in ('planned', 'sent', 'failed', 'superseded')),
  reason text, detail text, sent_at timestamptz, settled_at timestamptz, message_id text unique,
  attempts integer not null default 0, next_try_at timestamptz,
  claim uuid, lease_until timestamptz, in_doubt boolean not null default false,
  told_in uuid references reminder_step, requested_by uuid references account,
  policy_id text not null, round uuid not null, created_at timestamptz not null,
  check (obligation_id is not null or kind = 'children_late'),
  check (send_not_before < send_not_after),
  check ((state = 'sent') = (sent_at is not null)),
  check ((state = 'planned') = (settled_at is null)),
  check (state in ('planned', 'sent') or reason is not null));
create index reminder_step_due on reminder_step (channel, send_not_before, id) where state = 'planned';
create index reminder_step_passing on reminder_step (send_not_after) where state = 'planned';
create index reminder_step_obligation on reminder_step (obligation_id, send_not_before);
create index reminder_step_recipient on reminder_step (recipient_tier, recipient_unit, send_not_before) where obligation_id is null or channel = 'digest';
create index reminder_step_office on reminder_step (office_id, send_not_before);
comment on column reminder_step.recipient_unit is 'Code of province or commune, id of cluster or project; VN for the ministry.';
comment on column reminder_step.claim is 'The batch that holds the step until lease_until; only it may record the outcome.';
comment on column reminder_step.in_doubt is 'Handed to the mail server, outcome not yet recorded: a repeat is the same message (same Message-ID).';
comment on column reminder_step.told_in is 'Channel digest: the step of the digest that told it.';

create table outbound_mail (
  id uuid primary key, reminder_step uuid not null unique references reminder_step, message_id text not null unique,
  to_addresses text[] not null check (cardinality(to_addresses) > 0), subject text not null, body text not null,
  state text not null default 'queued' check (state in ('queued', 'sent', 'failed')),
  response text, refused text[] not null default '{}', created_at timestamptz not null, sent_at timestamptz);

create table inbox_message (
  id uuid primary key, office_id uuid not null references office, account_id uuid references account,
  subject text not null, body text not null, link text, reminder_step uuid unique references reminder_step,
  created_at timestamptz not null, read_at timestamptz, read_by uuid references account);
create index inbox_message_office on inbox_message (office_id, created_at desc, id desc);

create table calendar_feed (
  id uuid primary key, office_id uuid not null references office, secret_hash text not null unique,
  created_by uuid not null references account, created_at timestamptz not null, revoked_at timestamptz, last_read_at timestamptz);
create unique index calendar_feed_one on calendar_feed (office_id) where revoked_at is null;

/* A step goes one way: what was sent or has failed stays what it is; one that was superseded may be planned again
   (the filing that answered the duty was returned). */
create function reminder_step_path() returns trigger language plpgsql as $$
begin
  if old.state in ('sent', 'failed') and new is distinct from old then
    raise exception 'the outcome of a reminder never changes (it is %)', old.state using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger reminder_step_path before update on reminder_step for each row execute function reminder_step_path();

do $$ declare t text; begin
  foreach t in array array['office_reach', 'reminder_plan', 'reminder_step', 'outbound_mail', 'inbox_message', 'calendar_feed'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
end $$;

create policy office_reach_owner on office_reach to current_user using (true) with check (true);
create policy office_reach_read on office_reach for select to ccn_app
  using ((select app_is_system()) or exists (select 1 from office o where o.id = office_reach.office_id));
create policy office_reach_insert on office_reach for insert to ccn_app with check ((select app_is_system()));
create policy office_reach_delete on office_reach for delete to ccn_app using ((select app_is_system()));
grant select, insert, delete on office_reach to ccn_app;

create policy reminder_plan_system on reminder_plan for all to ccn_app using ((select app_is_system())) with check ((select app_is_system()));
grant select, insert, update on reminder_plan to ccn_app;

create policy reminder_step_read on reminder_step for select to ccn_app
  using ((select app_sees_all()) or office_id = (select app_office()) or obligation_id in (select o.id from obligation o));
/* A person adds one kind of step alone: the reminder at a click, in his own name, about a duty he sees. */
create policy reminder_step_insert on reminder_step for insert to ccn_app with check ((select app_is_system()) or (
  (select app_can_write()) and step_key like 'manual/%' and state = 'planned' and attempts = 0 and requested_by = (select app_actor())
  and obligation_id in (select o.id from obligation o)));
create policy reminder_step_update on reminder_step for update to ccn_app
  using ((select app_is_system())) with check ((select app_is_system()));
grant select, insert, update on reminder_step to ccn_app;

create policy outbound_mail_read on outbound_mail for select to ccn_app
  using ((select app_is_system()) or exists (select 1 from reminder_step s where s.id = outbound_mail.reminder_step));
create policy outbound_mail_insert on outbound_mail for insert to ccn_app with check ((select app_is_system()));
create policy outbound_mail_update on outbound_mail for update to ccn_app
  using ((select app_is_system())) with check ((select app_is_system()));
grant select, insert, update on outbound_mail to ccn_app;

create policy inbox_message_read on inbox_message for select to ccn_app using ((select app_is_system())
  or (office_id = (select app_office()) and (account_id is null or account_id = (select app_actor()))));
create policy inbox_message_insert on inbox_message for insert to ccn_app with check ((select app_is_system()));
/* Whoever may read a message may say that he has read it; that column is all he may write. */
create policy inbox_message_update on inbox_message for update to ccn_app using ((select app_is_system())
  or (office_id = (select app_office()) and (account_id is null or account_id = (select app_actor()))))
  with check ((select app_is_system()) or (office_id = (select app_office()) and read_by = (select app_actor())));
grant select, insert, update (read_at, read_by) on inbox_message to ccn_app;

create policy calendar_feed_read on calendar_feed for select to ccn_app
  using ((select app_is_system()) or office_id = (select app_office()));
create policy calendar_feed_insert on calendar_feed for insert to ccn_app with check ((select app_is_system())
  or (office_id = (select app_office()) and created_by = (select app_actor())));
create policy calendar_feed_update on calendar_feed for update to ccn_app
  using ((select app_is_system()) or office_id = (select app_office()))
  with check ((select app_is_system()) or office_id = (select app_office()));
grant select, insert, update (revoked_at, last_read_at) on calendar_feed to ccn_app;
`;
