/**
 * Register workbooks read in. A row that changes keeps its identity, because others hang on it (leases on a project, duties
 * on a cluster); what it said before stays as a retracted row that names it.
 */
const VERSIONED = ['plan_entry', 'decision', 'tenant_project', 'lease'] as const;

export const registerImportSql = `
${VERSIONED.map(
  (table) => `alter table ${table} add column row_of uuid;
comment on column ${table}.row_of is 'An earlier version of that row, kept as it was known; null for the row itself.';
create index ${table}_row_of on ${table} (row_of) where row_of is not null;`,
).join('\n')}
alter table tenant_project drop constraint tenant_project_code_key;
create unique index tenant_project_by_code on tenant_project (code) where row_of is null;

/* A workbook's rows lie beside the register's in temporary tables while they are compared. */
do $$ begin execute format('grant temporary on database %I to ccn_app', current_database()); end $$;

/* Codes given by the system begin above those of the sample data. */
alter sequence cluster_code restart with 50001;
alter sequence tenant_project_code restart with 50001;
/* One expression, so that a statement of many rows takes it in instead of calling it. */
create function next_code(letter text) returns text language sql as $$
  select letter || to_char(nextval(case letter when 'C' then 'cluster_code' else 'tenant_project_code' end::regclass), 'FM99999999900000') $$;
grant execute on function next_code to ccn_app;

/* Identity made where the rows are: uuid version 7, as the application makes it. */
create function new_id() returns uuid language sql volatile parallel safe as $$
  select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) placing
    substring(int8send(floor(extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid $$;
grant execute on function new_id to ccn_app;

/* Key for equality of names, as the kernel's matchKey: case, spaces, signs, decomposition and the place of the tone mark
   do not matter, i and y after a consonant are one; tones and letters differ. */
create function match_vi(t text) returns text language sql immutable strict parallel safe as $$
  select btrim(regexp_replace(regexp_replace(regexp_replace(
      translate(lower(normalize(translate(t, U&'\\200b\\200c\\200d\\200e\\200f\\2060\\feff\\00ad', ''), NFD)), 'Đð', 'đđ'),
      '[^a-z0-9đ\\u0300-\\u036f]+', ' ', 'g'),
      '([\\u0300\\u0301\\u0303\\u0309\\u0323])([^ ]+)', '\\2\\1', 'g'),
      '([bcdđghklmnpqrstvx])y([\\u0300\\u0301\\u0303\\u0309\\u0323]*)( |$)', '\\1i\\2\\3', 'g')) $$;
/* The same for the name of a cluster, whether "CCN" is written before it or not. */
create function cluster_key(t text) returns text language sql immutable strict parallel safe as $$
  select regexp_replace(match_vi(t), '^(' || match_vi('cụm công nghiệp') || '|' || match_vi('cụm cn') || '|ccn) ', '') $$;
grant execute on function match_vi, cluster_key to ccn_app;
`;
