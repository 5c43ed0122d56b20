/**
 * Row-level security's vocabulary. A transaction says for whom it speaks:
 *   app.scope     system | nation | province | commune | cluster | project   (unset: sees nothing)
 *   app.units     comma list of province codes, commune codes, cluster ids or project ids, by scope
 *   app.clusters  scope project only: the clusters its projects stand in
 *   app.write     'on' when the person may change rows
 *   app.actor     account id; app.office its office
 * Policies call these functions in sub-selects, `(select app_provinces())`: the planner then evaluates each once for
 * a query and not once for a row. The list functions answer null outside their own scope, so `x = any (null)` is no match.
 */
export const scopeSql = `
create extension if not exists pg_trgm;

create function app_scope() returns text language sql stable parallel safe
  as $$ select nullif(current_setting('app.scope', true), '') $$;
create function app_can_write() returns boolean language sql stable parallel safe
  as $$ select coalesce(current_setting('app.write', true) = 'on', false) $$;
create function app_actor() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.actor', true), '')::uuid $$;
create function app_office() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.office', true), '')::uuid $$;

create function app_is_system() returns boolean language sql stable parallel safe
  as $$ select coalesce(app_scope() = 'system', false) $$;
/* Sees every province: the system itself and the ministry. */
create function app_sees_all() returns boolean language sql stable parallel safe
  as $$ select coalesce(app_scope() in ('system', 'nation'), false) $$;
/* Sees less than a province: what it may read of a cluster follows from the cluster or the project. */
create function app_is_narrow() returns boolean language sql stable parallel safe
  as $$ select coalesce(app_scope() in ('commune', 'cluster', 'project'), false) $$;

create function app_units_of(wanted text) returns text[] language sql stable parallel safe
  as $$ select case when app_scope() = wanted then string_to_array(nullif(current_setting('app.units', true), ''), ',') end $$;
create function app_provinces() returns text[] language sql stable parallel safe as $$ select app_units_of('province') $$;
create function app_communes() returns text[] language sql stable parallel safe as $$ select app_units_of('commune') $$;
create function app_projects() returns uuid[] language sql stable parallel safe as $$ select app_units_of('project')::uuid[] $$;
/* Clusters an investor answers for. */
create function app_clusters() returns uuid[] language sql stable parallel safe as $$ select app_units_of('cluster')::uuid[] $$;
/* Clusters in which an enterprise has a project: it reads the cluster, not its neighbours. */
create function app_host_clusters() returns uuid[] language sql stable parallel safe
  as $$ select case when app_scope() = 'project' then string_to_array(nullif(current_setting('app.clusters', true), ''), ',')::uuid[] end $$;

/* Search without tone marks: immutable wrapper, so that it can be indexed. */
create function fold_vi(t text) returns text language sql immutable strict parallel safe
  as $$ select lower(translate(normalize(regexp_replace(normalize(t, NFD), '[\\u0300-\\u036f]', '', 'g'), NFC), 'đĐ', 'dd')) $$;
`;
