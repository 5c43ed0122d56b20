/**
 * Knowledge is never lost. `valid_from`/`valid_to` say when a fact holds, `recorded_at`/`retracted_at` when we knew it.
 * Retracting a row keeps it; but a row may also be written over (an end becomes known, a project stops). From here on
 * PostgreSQL keeps what stood there before, whoever writes and however: the row's former text goes to `fact_history` with
 * the stretch of time in which it was what we knew. `TABLE_known_at(instant)` reads a table as it was known then, with the
 * reader's own eyes: policies of the table and of the history both hold.
 */

/** Facts about clusters. Scope columns follow the map and are no knowledge. */
const FACTS = [
  'cluster_state',
  'plan_entry',
  'decision',
  'infrastructure_project',
  'tenant_project',
  'lease',
  'investment_paper',
  'observation',
  'procedure_step',
  'investor',
] as const;
const WITHOUT_RETRACTION: readonly string[] = ['procedure_step', 'investor'];

const asKnown = (table: string): string => {
  const kept = (row: string): string =>
    WITHOUT_RETRACTION.includes(table) ? '' : ` and (${row}.retracted_at is null or ${row}.retracted_at > seen)`;
  return `
create function ${table}_known_at(seen timestamptz) returns setof ${table} language sql stable as $$
  select f.* from ${table} f where f.recorded_at <= seen${kept('f')}
  union all
  select r.* from fact_history h, jsonb_populate_record(null::${table}, h.image) r
  where h.table_name = '${table}' and h.known_from <= seen and h.known_to > seen${kept('r')}
$$;
create trigger ${table}_remembers before update on ${table} for each row execute function fact_remembers();
`;
};

const CLUSTER_SEEN = 'cluster_id in (select c.id from cluster c)';

export const knowledgeSql = `
create table fact_history (
  table_name text not null, row_id uuid not null, known_from timestamptz not null, known_to timestamptz not null,
  cluster_id uuid, project_id uuid, province_code text not null, image jsonb not null,
  primary key (table_name, row_id, known_to), check (known_to > known_from),
  foreign key (cluster_id, province_code) references cluster (id, province_code) on update cascade);
create index fact_history_province on fact_history (province_code);
create index fact_history_cluster on fact_history (cluster_id);
comment on table fact_history is 'What a row of the register said before it was written over: known from, known until.';

/* The row's former text is kept, and the row is known as it is now from the instant of the change on: the one the writer
   gives as recorded_at, else the clock's. */
create function fact_remembers() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  was jsonb := to_jsonb(old); now_is jsonb := to_jsonb(new);
  no_fact text[] := array['province_code', 'commune_code', 'recorded_at'];
begin
  if was - no_fact = now_is - no_fact then
    new.recorded_at := old.recorded_at;
    return new;
  end if;
  /* A retraction alone says by itself until when the row was known. */
  if (was - no_fact - 'retracted_at') = (now_is - no_fact - 'retracted_at') and was->>'retracted_at' is null then
    new.recorded_at := old.recorded_at;
    return new;
  end if;
  if new.recorded_at is not distinct from old.recorded_at or new.recorded_at < old.recorded_at then
    new.recorded_at := greatest(clock_timestamp(), old.recorded_at + interval '1 microsecond');
  end if;
  insert into fact_history (table_name, row_id, known_from, known_to, cluster_id, project_id, province_code, image)
  values (tg_table_name, old.id, old.recorded_at, new.recorded_at, (was->>'cluster_id')::uuid,
    case when tg_table_name = 'tenant_project' then old.id else (was->>'project_id')::uuid end, was->>'province_code', was);
  return new;
end $$;
revoke all on function fact_remembers from public;

create function fact_history_kept() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and (to_jsonb(new) - 'province_code') = (to_jsonb(old) - 'province_code') then return new; end if;
  raise exception 'what was known is never changed' using errcode = 'integrity_constraint_violation';
end $$;
create trigger fact_history_kept before update or delete on fact_history for each row execute function fact_history_kept();
create trigger fact_history_whole before truncate on fact_history for each statement execute function fact_history_kept();

alter table fact_history enable row level security; alter table fact_history force row level security;
create policy fact_history_owner on fact_history to current_user using (true) with check (true);
create policy fact_history_read on fact_history for select to ccn_app using (
  (select app_sees_all()) or province_code = any ((select app_provinces())::text[])
  or ((select app_is_narrow()) and case
    when table_name in ('lease', 'investment_paper', 'tenant_project') then project_id in (select t.id from tenant_project t)
    when table_name = 'investor' then row_id in (select i.id from investor i)
    else ${CLUSTER_SEEN} end));
grant select on fact_history to ccn_app;
${FACTS.map(asKnown).join('')}
`;
