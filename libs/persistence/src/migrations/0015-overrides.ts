/**
 * A department's officer may set another value in place of a derived one, with a reason. Both stay visible; the override
 * is withdrawn, never changed. Written by the department of the province, for its form 04 and the forms 03 in it.
 */

const ALL = '(select app_sees_all())';
const SYSTEM = '(select app_is_system())';
const OWN_PROVINCE = 'province_code = any ((select app_provinces())::text[])';
const WRITES = `(select app_can_write()) and ${OWN_PROVINCE}`;

export const overridesSql = `
create table figure_override (
  id uuid primary key, form text not null check (form in ('03', '04')), unit text not null, period text not null,
  key text not null, province_code text not null, commune_code text, value numeric not null,
  reason text not null check (length(btrim(reason)) between 1 and 2000),
  author_id uuid not null references account, author_name text not null,
  office_id uuid not null references office, office_name text not null, recorded_at timestamptz not null,
  withdrawn_at timestamptz, withdrawn_by_name text, withdrawal_reason text,
  check ((form = '03') = (commune_code is not null)),
  check ((withdrawn_at is null) = (withdrawn_by_name is null) and (withdrawn_at is null) = (withdrawal_reason is null)),
  check (withdrawn_at >= recorded_at));
create unique index figure_override_one on figure_override (form, unit, period, key) where withdrawn_at is null;
create index figure_override_province on figure_override (province_code, period);
create index figure_override_author on figure_override (author_id);
create index figure_override_office on figure_override (office_id);
comment on table figure_override is 'Another value in place of a derived one, with a reason. The derived value stays beside it.';
create function figure_override_kept() returns trigger language plpgsql as $$
declare free text[] := array['province_code', 'commune_code', 'withdrawn_at', 'withdrawn_by_name', 'withdrawal_reason'];
begin
  if tg_op = 'DELETE' or (to_jsonb(new) - free) is distinct from (to_jsonb(old) - free)
    or (old.withdrawn_at is not null and (new.withdrawn_at, new.withdrawn_by_name, new.withdrawal_reason)
        is distinct from (old.withdrawn_at, old.withdrawn_by_name, old.withdrawal_reason)) then
    raise exception 'an override is withdrawn, never changed' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger figure_override_kept before update or delete on figure_override for each row execute function figure_override_kept();
alter table figure_override enable row level security; alter table figure_override force row level security;
create policy figure_override_read on figure_override for select to ccn_app
  using (${ALL} or ${OWN_PROVINCE} or commune_code = any ((select app_communes())::text[]));
create policy figure_override_insert on figure_override for insert to ccn_app with check (${SYSTEM} or (${WRITES}
  and author_id = (select app_actor()) and office_id = (select app_office())));
create policy figure_override_update on figure_override for update to ccn_app
  using (${SYSTEM} or (${WRITES})) with check (${SYSTEM} or (${WRITES}));
grant select, insert, update on figure_override to ccn_app;
`;
