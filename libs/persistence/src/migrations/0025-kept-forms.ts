/**
 * What provinces bring to the national form is kept, and told apart from what is out of date by marks: every change of a
 * fact that figures rest on raises a mark in its own transaction. A kept form carries the sum of the marks it was reckoned
 * under; it holds as long as that sum is the same. Marks only rise, so an equal sum means that nothing has changed.
 *
 * - place, period "2026-H1": figures posted for a unit and period;
 * - place, period "": facts of the register of a province;
 * - place "", period "": where clusters lie and which units there are.
 *
 * Writers never wait for each other: a mark that another transaction holds is left alone and a further one is laid beside it.
 */

const SYSTEM_READS = '(select app_sees_all())';

/** Facts of a province's register that figures rest on. A change of the first two may also move a cluster. */
const PLACES = ['cluster', 'cluster_state'] as const;
const FACTS = [
  ...PLACES,
  'plan_entry',
  'decision',
  'infrastructure_project',
  'tenant_project',
  'lease',
  'investment_paper',
  'observation',
] as const;

const triggers = (table: string, call: string, events = ['insert', 'update', 'delete']): string =>
  events
    .map((event) => {
      const tables =
        event === 'insert'
          ? 'new table as added'
          : event === 'delete'
            ? 'old table as gone'
            : 'old table as gone new table as added';
      return `create trigger ${table}_marks_${event} after ${event} on ${table} referencing ${tables}
  for each statement execute function ${call};`;
    })
    .join('\n');

/** Rows before and after of whatever statement fired, as `changed`. */
const changed = (columns: string): string => `
  if tg_op = 'INSERT' then ${columns.replaceAll('CHANGED', 'added')}
  elsif tg_op = 'DELETE' then ${columns.replaceAll('CHANGED', 'gone')}
  else ${columns.replaceAll('CHANGED', '(select * from added union all select * from gone)')}
  end if;`;

const FUNCTION = 'language plpgsql security definer set search_path = public, pg_temp';

export const keptFormsSql = `
create table figure_mark (place text not null, period text not null, weight bigint not null check (weight > 0));
create index figure_mark_key on figure_mark (place, period);
comment on table figure_mark is 'How often what figures rest on has changed: the sum of weights by place and period. Written by triggers only.';

create table kept_form (
  id bigint generated always as identity primary key, unit text not null, period text not null, basis text not null,
  places text[] not null, mark bigint not null, body json not null, kept_at timestamptz not null default now());
create index kept_form_key on kept_form (period, basis, unit);
comment on table kept_form is 'What a province of the cut-off day brings to the national form; unit VN: the units that are no listed province. Holds while the marks of its places sum up to mark. basis: the rules and the definition it was reckoned by.';

alter table figure_mark enable row level security; alter table figure_mark force row level security;
create policy figure_mark_read on figure_mark for select to ccn_app using (${SYSTEM_READS});
create policy figure_mark_owner on figure_mark to current_user using (true) with check (true);
alter table kept_form enable row level security; alter table kept_form force row level security;
create policy kept_form_read on kept_form for select to ccn_app using (${SYSTEM_READS});
create policy kept_form_owner on kept_form to current_user using (true) with check (true);
grant select on figure_mark, kept_form to ccn_app;
create policy cluster_marks on cluster for select to current_user using (true);
create policy tenant_project_marks on tenant_project for select to current_user using (true);
create policy infrastructure_project_marks on infrastructure_project for select to current_user using (true);

/* Once for a transaction and key is enough: nobody else sees any of its changes before all of them. */
create function figure_marks_raise(at_places text[], at_periods text[]) returns void ${FUNCTION} as $$
declare k record; alone boolean := current_setting('transaction_isolation') = 'read committed';
begin
  perform set_config('app.marked', 'on', true);
  for k in select distinct u.place, u.period from unnest(at_places, at_periods) as u (place, period) where u.place is not null order by 1, 2 loop
    continue when exists (select 1 from figure_mark m where m.place = k.place and m.period = k.period and m.xmin = pg_current_xact_id()::xid);
    if alone then
      update figure_mark set weight = weight + 1 where ctid = (select m.ctid from figure_mark m
        where m.place = k.place and m.period = k.period limit 1 for update skip locked);
      continue when found;
    end if;
    insert into figure_mark values (k.place, k.period, 1);
  end loop;
end $$;

create function register_marked() returns trigger ${FUNCTION} as $$
declare codes text[];
begin${changed('select array_agg(distinct province_code) into codes from CHANGED x;')}
  if codes is null then return null; end if;
  if tg_nargs > 0 then codes := array_append(codes, ''); end if;
  perform figure_marks_raise(codes, array_fill(''::text, array[cardinality(codes)]));
  return null;
end $$;
create function investor_marked() returns trigger ${FUNCTION} as $$
declare codes text[];
begin
  select array_agg(distinct p.province_code) into codes from infrastructure_project p join gone on gone.id = p.investor_id;
  if codes is not null then perform figure_marks_raise(codes, array_fill(''::text, array[cardinality(codes)])); end if;
  return null;
end $$;
create function units_marked() returns trigger ${FUNCTION} as $$
declare any_row boolean;
begin${changed('select exists (select 1 from CHANGED x) into any_row;')}
  if any_row then perform figure_marks_raise(array[''], array['']); end if;
  return null;
end $$;
/* A filing names units of its own day, a row those of today, and a cluster may have moved since: all of them. */
create function figures_marked() returns trigger ${FUNCTION} as $$
declare places text[]; periods text[];
begin${changed(`select array_agg(u.place), array_agg(u.period) into places, periods from (
      select distinct v.place, x.period from CHANGED x left join cluster c on c.id = x.cluster_id
        left join tenant_project t on t.id = x.project_id
        cross join lateral (values (x.province_code), (c.province_code), (t.province_code), (case when x.form = '04' then x.filer_ref end)) v (place)
      where v.place is not null) u;`)}
  if places is not null then perform figure_marks_raise(places, periods); end if;
  return null;
end $$;
create function filer_marked() returns trigger ${FUNCTION} as $$
begin
  perform figure_marks_raise(array[new.province_code, new.filer_ref], array[new.period, new.period]);
  return null;
end $$;
create function everything_marked() returns trigger ${FUNCTION} as $$
begin
  perform figure_marks_raise(array[''], array['']);
  return null;
end $$;

${FACTS.map((t) => triggers(t, (PLACES as readonly string[]).includes(t) ? "register_marked('places')" : 'register_marked()')).join('\n')}
${['province', 'commune'].map((t) => triggers(t, 'units_marked()')).join('\n')}
${triggers('investor', 'investor_marked()', ['update', 'delete'])}
${triggers('reported_figure', 'figures_marked()')}
create trigger filing_marks_filer after update on filing for each row when (old.filer_name is distinct from new.filer_name) execute function filer_marked();
${[...FACTS, 'province', 'commune', 'investor', 'reported_figure'].map((t) => `create trigger ${t}_marks_truncate after truncate on ${t} for each statement execute function everything_marked();`).join('\n')}

/* Keeps forms: [{unit, period, basis, places, mark, body}]. A transaction that has changed something itself keeps nothing:
   its next change raises no mark any more, and it may yet be undone. */
create function keep_forms(forms json) returns void ${FUNCTION} as $$
begin
  if not app_sees_all() then
    raise exception 'only who sees the whole nation reckons it' using errcode = 'insufficient_privilege';
  end if;
  if coalesce(current_setting('app.marked', true), '') = 'on' or current_setting('transaction_read_only') = 'on' then return; end if;
  insert into kept_form (unit, period, basis, places, mark, body)
    select f.unit, f.period, f.basis, f.places, f.mark, f.body
    from json_to_recordset(forms) as f (unit text, period text, basis text, places text[], mark bigint, body json);
  if current_setting('transaction_isolation') = 'read committed' then
    delete from kept_form where ctid in (select o.ctid from kept_form o
      join json_to_recordset(forms) as f (unit text, period text, basis text, mark bigint) on f.unit = o.unit and f.period = o.period
      where (o.basis = f.basis and o.mark < f.mark) or o.kept_at < now() - interval '30 days' for update of o skip locked);
  end if;
end $$;
revoke all on function figure_marks_raise, register_marked, investor_marked, units_marked, figures_marked, filer_marked,
  everything_marked, keep_forms from public;
grant execute on function keep_forms to ccn_app;
`;
