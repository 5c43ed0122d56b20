/**
 * The first tables. Conventions:
 * - figures are unconstrained \`numeric\`; null is "not known", never zero;
 * - "scope columns" (province_code, commune_code, cluster_id, project_id) say whose row it is NOW and
 *   carry row-level security; they are codes of today's map, maintained when the map changes. A row cannot claim
 *   another province than its cluster: composite foreign keys tie them, and follow when the cluster's own changes;
 * - valid_from / valid_to is time in the world (half-open), recorded_at / retracted_at time of knowledge;
 * - ids are uuid v7 made by the application.
 */
export const tablesSql = `
/* ---------- territory (reference, everyone signed in may read) ---------- */
create table province (
  code text not null check (code ~ '^[0-9]{2}$'), valid_from date not null, valid_to date,
  name text not null, name_alt text, full_name text not null, name_en text not null, type text not null,
  region_code text, region text, primary key (code, valid_from));
create table commune (
  code text not null check (code ~ '^[0-9]{5}$'), valid_from date not null, valid_to date,
  name text not null, name_alt text, type text not null, province_code text not null, district_name text,
  primary key (code, valid_from));
create index commune_province on commune (province_code, code);
create index commune_name on commune using gin (fold_vi(name) gin_trgm_ops);
create table unit_lineage (
  id uuid primary key, level text not null check (level in ('province', 'commune')), on_date date not null,
  from_code text not null, from_name text not null, to_code text not null, to_name text not null,
  divided boolean not null default false, legal_basis text);
create index unit_lineage_from on unit_lineage (level, from_code);
create index unit_lineage_to on unit_lineage (level, to_code);

/* ---------- where facts come from ---------- */
create table source (
  id uuid primary key, code text not null unique, title text not null, reference text, as_of date,
  file_name text, licence_note text, recorded_at timestamptz not null);

/* ---------- access ---------- */
create table office (
  id uuid primary key, kind text not null check (kind in ('ministry', 'department', 'commune', 'investor', 'enterprise')),
  name text not null, province_code text, commune_code text, cluster_ids uuid[] not null default '{}',
  project_ids uuid[] not null default '{}', created_at timestamptz not null, closed_at timestamptz);
create table account (
  id uuid primary key, office_id uuid not null references office, email text not null, name text not null,
  role text not null check (role in ('officer', 'approver', 'analyst', 'planner', 'administrator')),
  password_hash text not null, language text not null default 'vi', created_at timestamptz not null,
  disabled_at timestamptz, must_change_password boolean not null default false);
create unique index account_email on account (lower(email));
create index account_office on account (office_id);
create table session (
  id uuid primary key, token_hash text not null unique, account_id uuid not null references account,
  created_at timestamptz not null, last_seen_at timestamptz not null, expires_at timestamptz not null,
  revoked_at timestamptz, user_agent text, address text);
create index session_account on session (account_id);
create table access_token (
  id uuid primary key, account_id uuid not null references account, name text not null, token_hash text not null unique,
  scopes text[] not null, created_at timestamptz not null, expires_at timestamptz not null, last_used_at timestamptz,
  revoked_at timestamptz);
create index access_token_account on access_token (account_id);
create table sign_in_attempt (
  key text not null, window_start timestamptz not null, attempts integer not null, primary key (key, window_start));

/* ---------- register ---------- */
create table cluster (
  id uuid primary key, code text not null unique, name text not null,
  province_code text not null, commune_code text not null, commune_codes text[] not null,
  created_at timestamptz not null, unique (id, province_code));
create index cluster_province on cluster (province_code, name);
create index cluster_commune on cluster using gin (commune_codes);
create index cluster_search on cluster using gin (fold_vi(name) gin_trgm_ops);
comment on column cluster.commune_code is 'Lead commune: the one that reports a cluster lying in several.';
create table cluster_state (
  id uuid primary key, cluster_id uuid not null, province_code text not null,
  valid_from date not null, valid_to date, name text not null, other_names text[] not null default '{}',
  lead_commune_code text not null, commune_codes text[] not null,
  type text check (type in ('craft_village', 'specialised', 'supporting', 'high_tech', 'eco')),
  status text, note text, source_id uuid references source, recorded_at timestamptz not null, retracted_at timestamptz,
  foreign key (cluster_id, province_code) references cluster (id, province_code) on update cascade);
create index cluster_state_cluster on cluster_state (cluster_id, valid_from);
create table plan_entry (
  id uuid primary key, cluster_id uuid not null, province_code text not null,
  plan_decision text not null, plan_group text, listed boolean not null, listed_as_established boolean,
  planned_area_ha numeric, area_before_ha numeric, valid_from date not null, valid_to date, note text,
  source_id uuid references source, recorded_at timestamptz not null, retracted_at timestamptz,
  foreign key (cluster_id, province_code) references cluster (id, province_code) on update cascade);
create index plan_entry_cluster on plan_entry (cluster_id);
create table decision (
  id uuid primary key, cluster_id uuid not null, province_code text not null,
  kind text not null check (kind in ('establishment', 'expansion', 'adjustment', 'revocation', 'detailed_plan', 'infrastructure_project', 'investment_policy')),
  number text, issuer text, signed_on date, effective_on date, area_ha numeric, industrial_land_ha numeric,
  investment_bvnd numeric, cluster_type text, file_id uuid, note text,
  source_id uuid references source, recorded_at timestamptz not null, retracted_at timestamptz,
  foreign key (cluster_id, province_code) references cluster (id, province_code) on update cascade);
create index decision_cluster on decision (cluster_id, kind, signed_on);
comment on table decision is 'Legal acts about a cluster. A detailed-plan approval is not an establishment (Decree 32/2024 Art. 2.9).';
create table investor (
  id uuid primary key, province_code text not null, name text not null, tax_code text,
  legal_type text not null check (legal_type in ('enterprise', 'cooperative', 'public_body', 'consortium', 'other', 'unknown')),
  source_id uuid references source, recorded_at timestamptz not null);
create index investor_province on investor (province_code);
create table infrastructure_project (
  id uuid primary key, cluster_id uuid not null, province_code text not null, investor_id uuid references investor,
  name text, total_investment_bvnd numeric, valid_from date, valid_to date, note text,
  source_id uuid references source, recorded_at timestamptz not null, retracted_at timestamptz,
  foreign key (cluster_id, province_code) references cluster (id, province_code) on update cascade);
create index infrastructure_project_cluster on infrastructure_project (cluster_id);
create index infrastructure_project_investor on infrastructure_project (investor_id);
create table tenant_project (
  id uuid primary key, code text not null unique, cluster_id uuid not null,
  province_code text not null, commune_code text not null,
  enterprise_name text not null, tax_code text, project_name text, industry text, foreign_capital boolean,
  land_requested_ha numeric,
  state text not null check (state in ('operating', 'suspended', 'under_construction', 'preparing', 'ended', 'unknown')), state_as_written text,
  valid_from date, valid_to date, note text,
  source_id uuid references source, recorded_at timestamptz not null, retracted_at timestamptz,
  unique (id, cluster_id, province_code),
  foreign key (cluster_id, province_code) references cluster (id, province_code) on update cascade);
create index tenant_project_cluster on tenant_project (cluster_id);
create index tenant_project_province on tenant_project (province_code);
create table lease (
  id uuid primary key, project_id uuid not null, cluster_id uuid not null,
  province_code text not null, area_ha numeric, document text, signed_on date, valid_from date, valid_to date,
  source_id uuid references source, recorded_at timestamptz not null, retracted_at timestamptz,
  foreign key (project_id, cluster_id, province_code) references tenant_project (id, cluster_id, province_code) on update cascade);
create index lease_project on lease (project_id);
create index lease_cluster on lease (cluster_id);
create table investment_paper (
  id uuid primary key, project_id uuid not null, cluster_id uuid not null,
  province_code text not null,
  kind text not null check (kind in ('policy_approval', 'registration_certificate', 'licence', 'unknown')),
  number text, issued_on date, area_ha numeric, as_written text,
  source_id uuid references source, recorded_at timestamptz not null, retracted_at timestamptz,
  foreign key (project_id, cluster_id, province_code) references tenant_project (id, cluster_id, province_code) on update cascade);
create index investment_paper_project on investment_paper (project_id);
create index investment_paper_cluster on investment_paper (cluster_id);
comment on table investment_paper is 'The occupancy numerator (Decree 32/2024 Art. 2.7) needs lease, policy approval and certificate apart.';
create table observation (
  id uuid primary key, cluster_id uuid, province_code text not null,
  fact text not null, value numeric, unit text not null, basis text, as_written text, observed_on date not null,
  source_id uuid references source, filing_id uuid, recorded_at timestamptz not null, retracted_at timestamptz,
  foreign key (cluster_id, province_code) references cluster (id, province_code) on update cascade);
create index observation_cluster on observation (cluster_id, fact, observed_on);
create index observation_province on observation (province_code, fact);
comment on table observation is 'One statement of one fact by one source on one day. Several stand side by side; none is cleaned away. cluster_id null: about the province.';
create table procedure_step (
  id uuid primary key, cluster_id uuid not null, province_code text not null,
  step text not null, document text, happened_on date, note text, source_id uuid references source, recorded_at timestamptz not null,
  foreign key (cluster_id, province_code) references cluster (id, province_code) on update cascade);
create index procedure_step_cluster on procedure_step (cluster_id, happened_on);
create table data_problem (
  id uuid primary key, province_code text not null, cluster_id uuid, code text not null,
  severity text not null check (severity in ('error', 'warning', 'note')), message text not null, details jsonb not null default '{}',
  source_id uuid references source, found_at timestamptz not null, settled_at timestamptz, settled_reason text,
  foreign key (cluster_id, province_code) references cluster (id, province_code) on update cascade);
create index data_problem_province on data_problem (province_code, cluster_id);

/* ---------- regime ---------- */
create table reporting_period (
  code text primary key, regime_id text not null, window_from date not null, window_to date not null, opened_at timestamptz not null);
create table obligation (
  id uuid primary key, form text not null check (form in ('01', '02', '03', '04')), period text not null references reporting_period,
  filer_kind text not null check (filer_kind in ('project', 'cluster', 'commune', 'province')), filer_ref text not null, filer_name text not null,
  province_code text not null, commune_code text, cluster_id uuid, project_id uuid,
  due_before timestamptz not null, lock_at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'closed', 'exempt')), state_reason text,
  doubtful boolean not null default false, doubt text, created_at timestamptz not null,
  unique (form, period, filer_ref));
create index obligation_scope on obligation (province_code, period, form);
create index obligation_commune on obligation (commune_code);
create index obligation_cluster on obligation (cluster_id);
create index obligation_project on obligation (project_id);

/* ---------- filing ---------- */
create table source_file (
  id uuid primary key, sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'), name text not null, size_bytes bigint not null,
  format text not null, bytes bytea not null, office_id uuid not null references office, uploaded_by uuid not null references account,
  province_code text not null, commune_code text, cluster_id uuid, project_id uuid, uploaded_at timestamptz not null);
create index source_file_scope on source_file (province_code, uploaded_at);
create index source_file_sha on source_file (sha256);
create table filing (
  id uuid primary key, obligation_id uuid not null unique references obligation, form text not null, period text not null,
  filer_kind text not null, filer_ref text not null, filer_name text not null,
  province_code text not null, commune_code text, cluster_id uuid, project_id uuid,
  current_revision integer not null, created_at timestamptz not null,
  unique (form, period, filer_ref));
create index filing_scope on filing (province_code, period, form);
create index filing_commune on filing (commune_code);
create index filing_cluster on filing (cluster_id);
create index filing_project on filing (project_id);
create table filing_revision (
  filing_id uuid not null references filing, revision integer not null check (revision > 0),
  state text not null check (state in ('draft', 'submitted', 'returned', 'accepted', 'superseded')),
  version integer not null default 1, definition_id text not null, outcome text not null,
  province_code text not null, commune_code text, cluster_id uuid, project_id uuid,
  file_id uuid references source_file, reason text, created_by uuid not null references account, created_at timestamptz not null,
  submitted_by uuid references account, submitted_at timestamptz, receipt_number text unique,
  decided_by uuid references account, decided_at timestamptz, decision_reason text,
  primary key (filing_id, revision));
create unique index filing_one_accepted on filing_revision (filing_id) where state = 'accepted';
create unique index filing_one_open on filing_revision (filing_id) where state in ('draft', 'submitted');
create table filing_figure (
  filing_id uuid not null, revision integer not null, key text not null, value numeric, raw text, note text, read_as text,
  sheet text, cell text, province_code text not null, commune_code text, cluster_id uuid, project_id uuid,
  primary key (filing_id, revision, key), foreign key (filing_id, revision) references filing_revision);
create table filing_problem (
  id uuid primary key, filing_id uuid not null, revision integer not null, position integer not null, code text not null,
  severity text not null check (severity in ('error', 'warning')), sheet text, cell text, key text, message text not null,
  province_code text not null, commune_code text, cluster_id uuid, project_id uuid,
  foreign key (filing_id, revision) references filing_revision);
create index filing_problem_revision on filing_problem (filing_id, revision, position);
create table filing_transition (
  id uuid primary key, filing_id uuid not null references filing, revision integer not null, from_state text, to_state text not null,
  actor_id uuid not null references account, at timestamptz not null, reason text,
  province_code text not null, commune_code text, cluster_id uuid, project_id uuid);
create index filing_transition_filing on filing_transition (filing_id, at);
create table workbook_import (
  id uuid primary key, file_id uuid not null references source_file, form text not null, period text not null, filer_ref text not null,
  obligation_id uuid references obligation, state text not null check (state in ('queued', 'running', 'done', 'failed')),
  percent integer not null default 0, outcome text, result jsonb, filing_id uuid references filing, revision integer,
  error_code text, attempts integer not null default 0, lease_until timestamptz,
  requested_by uuid not null references account, created_at timestamptz not null, finished_at timestamptz,
  province_code text not null, commune_code text, cluster_id uuid, project_id uuid);
create index workbook_import_open on workbook_import (state, lease_until) where state in ('queued', 'running');
create index workbook_import_scope on workbook_import (province_code, created_at);
create table reported_figure (
  id uuid primary key, form text not null, period text not null, filer_kind text not null, filer_ref text not null,
  key text not null, value numeric, note text, filing_id uuid not null, revision integer not null, definition_id text not null,
  sheet text, cell text, posted_at timestamptz not null, superseded_at timestamptz,
  province_code text not null, commune_code text, cluster_id uuid, project_id uuid,
  foreign key (filing_id, revision) references filing_revision);
create unique index reported_figure_current on reported_figure (form, period, filer_ref, key) where superseded_at is null;
create index reported_figure_scope on reported_figure (province_code, form, period) where superseded_at is null;
create index reported_figure_filing on reported_figure (filing_id, revision);

/* ---------- what is to be done after commit ---------- */
create table outbox (
  id uuid primary key, job text not null, payload jsonb not null, created_at timestamptz not null, dispatched_at timestamptz);
create index outbox_waiting on outbox (created_at) where dispatched_at is null;
create sequence receipt_number;
`;
