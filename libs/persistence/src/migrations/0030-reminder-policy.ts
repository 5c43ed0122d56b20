/** Reminder policies the ministry set beside those of the schemas; dated, with reason and author, never changed. */
export const reminderPolicySql = `
create table reminder_policy (
  id uuid primary key, in_force_from date not null, body jsonb not null,
  reason text not null check (length(btrim(reason)) between 1 and 2000),
  author_id uuid not null references account, author_name text not null, created_at timestamptz not null);
create index reminder_policy_from on reminder_policy (in_force_from, created_at);
alter table reminder_policy enable row level security; alter table reminder_policy force row level security;
create policy reminder_policy_read on reminder_policy for select to ccn_app using ((select app_scope()) is not null);
create policy reminder_policy_insert on reminder_policy for insert to ccn_app with check ((select app_is_system()));
grant select, insert on reminder_policy to ccn_app;
`;
