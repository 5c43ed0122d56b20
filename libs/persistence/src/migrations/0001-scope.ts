/**
 * Row-level security's vocabulary. A transaction says who it speaks for in two settings:
 *   app.scope  system | nation | province | commune | cluster | project   (unset: sees nothing)
 *   app.units  comma list of province codes, commune codes, cluster ids or project ids, by scope
 *   app.write  'on' when the person may change rows
 *   app.actor  account id, kept by the audit
 * The functions are STABLE and are called in sub-selects, so that a query evaluates each once.
 */
export const scopeSql = `
create extension if not exists pg_trgm;

create function app_scope() returns text language sql stable parallel safe
  as $$ select nullif(current_setting('app.scope', true), '') $$;
create function app_units() returns text[] language sql stable parallel safe
  as $$ select string_to_array(nullif(current_setting('app.units', true), ''), ',') $$;
create function app_can_write() returns boolean language sql stable parallel safe
  as $$ select coalesce(current_setting('app.write', true) = 'on', false) $$;
create function app_actor() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.actor', true), '')::uuid $$;

/* May the caller see a row that belongs to these units? Null units match no narrower scope. */
create function app_sees(province text, commune text, cluster uuid, project uuid) returns boolean
  language sql stable parallel safe
  as $$
    select case app_scope()
      when 'system' then true
      when 'nation' then true
      when 'province' then province = any (app_units())
      when 'commune' then commune = any (app_units())
      when 'cluster' then cluster::text = any (app_units())
      when 'project' then project::text = any (app_units())
      else false end $$;

/* Search without tone marks: immutable wrapper, so that it can be indexed. */
create function fold_vi(t text) returns text language sql immutable strict parallel safe
  as $$ select lower(translate(normalize(regexp_replace(normalize(t, NFD), '[\\u0300-\\u036f]', '', 'g'), NFC), 'đĐ', 'dd')) $$;
`;
