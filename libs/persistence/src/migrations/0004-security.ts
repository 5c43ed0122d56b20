/**
 * Row-level security, enabled and forced, and grants to the application role, which owns nothing.
 * One table below says for every table who reads and who writes; test/system/isolation.spec.ts asks the catalog
 * whether a table was forgotten.
 */

/** Sees every province. */
const ALL = '(select app_sees_all())';
const SYSTEM = '(select app_is_system())';
const MAY_WRITE = '(select app_can_write())';
const OWN_PROVINCE = 'province_code = any ((select app_provinces())::text[])';

/** Rows that hang on a cluster: what a commune, an investor or an enterprise may read of it follows the cluster. */
const ofCluster = `${ALL} or ${OWN_PROVINCE} or ((select app_is_narrow()) and cluster_id in (select c.id from cluster c))`;
/** Rows of one enterprise in a cluster. */
const ofProject = `${ALL} or ${OWN_PROVINCE} or ((select app_is_narrow()) and project_id in (select t.id from tenant_project t))`;

/**
 * Filings and what belongs to them, below the ministry. An investor reads what is filed for its cluster, but not what
 * the enterprises in it file: one firm's figures are its own business data (Circular 14/2024 names other receivers).
 */
const filingOwners = `${OWN_PROVINCE}
  or commune_code = any ((select app_communes())::text[])
  or (project_id is null and cluster_id = any ((select app_clusters())::uuid[]))
  or project_id = any ((select app_projects())::uuid[])`;
const filingReaders = `${ALL} or ${filingOwners}`;

interface Access {
  readonly table: string;
  /** SQL condition for reading. */
  readonly read: string;
  /** SQL condition for a new row, beside the system's own hand. Null: only the system adds rows. */
  readonly insert: string | null;
  /** SQL condition for a row before and after a change, beside the system's own hand. Null: only the system. */
  readonly update: string | null;
}

const writable = (condition: string): string => `${MAY_WRITE} and (${condition})`;

/** The register is kept by the province; the ministry reads it and never edits it. */
const register: readonly Access[] = [
  {
    table: 'cluster',
    read: `${ALL} or ${OWN_PROVINCE}
  or commune_codes && (select app_communes())::text[]
  or id = any ((select app_clusters())::uuid[])
  or id = any ((select app_host_clusters())::uuid[])`,
  },
  ...[
    'cluster_state',
    'plan_entry',
    'decision',
    'infrastructure_project',
    'observation',
    'procedure_step',
    'data_problem',
  ].map((table) => ({ table, read: ofCluster })),
  {
    table: 'tenant_project',
    read: `${ALL} or ${OWN_PROVINCE}
  or commune_code = any ((select app_communes())::text[])
  or cluster_id = any ((select app_clusters())::uuid[])
  or id = any ((select app_projects())::uuid[])`,
  },
  { table: 'lease', read: ofProject },
  { table: 'investment_paper', read: ofProject },
  {
    table: 'investor',
    read: `${ALL} or ${OWN_PROVINCE}
  or ((select app_is_narrow()) and id in (select p.investor_id from infrastructure_project p))`,
  },
].map((t) => ({ ...t, insert: writable(OWN_PROVINCE), update: writable(OWN_PROVINCE) }));

/** A unit writes what it files; whoever receives a filing decides on it; nobody but the system opens duties. */
const filings: readonly Access[] = [
  { table: 'obligation', read: filingReaders, insert: null, update: null },
  ...['source_file', 'workbook_import', 'filing_figure', 'filing_problem'].map((table) => ({
    table,
    read: filingReaders,
    insert: writable(filingOwners),
    update: writable(filingOwners),
  })),
  ...['filing', 'filing_revision'].map((table) => ({
    table,
    read: filingReaders,
    insert: writable(filingOwners),
    update: writable(filingReaders),
  })),
  ...['filing_transition', 'reported_figure'].map((table) => ({
    table,
    read: filingReaders,
    insert: writable(filingReaders),
    update: table === 'reported_figure' ? writable(filingReaders) : null,
  })),
];

/** Reference rows change only by the system's hand (seeding, dated territory changes, opening a period). */
const reference: readonly Access[] = ['province', 'commune', 'unit_lineage', 'source', 'reporting_period'].map(
  (table) => ({
    table,
    read: '(select app_scope()) is not null',
    insert: null,
    update: null,
  }),
);

/** People and their keys: the access service works as the system; people see their own keys and their own side's offices. */
const people: readonly Access[] = [
  {
    table: 'office',
    read: `${ALL} or ${OWN_PROVINCE}
  or (kind = 'commune' and commune_code = any ((select app_communes())::text[])) or id = (select app_office())`,
    insert: null,
    update: null,
  },
  {
    table: 'account',
    read: `${SYSTEM} or id = (select app_actor()) or office_id in (select o.id from office o)`,
    insert: null,
    update: null,
  },
  { table: 'session', read: `${SYSTEM} or account_id = (select app_actor())`, insert: null, update: null },
  { table: 'access_token', read: `${SYSTEM} or account_id = (select app_actor())`, insert: null, update: null },
  { table: 'sign_in_attempt', read: SYSTEM, insert: null, update: null },
  { table: 'outbox', read: SYSTEM, insert: MAY_WRITE, update: null },
];

function policies({ table, read, insert, update }: Access): string {
  const system = (condition: string | null): string => (condition === null ? SYSTEM : `${SYSTEM} or (${condition})`);
  return `
alter table ${table} enable row level security; alter table ${table} force row level security;
create policy ${table}_read on ${table} for select to ccn_app using (${read});
create policy ${table}_insert on ${table} for insert to ccn_app with check (${system(insert)});
create policy ${table}_update on ${table} for update to ccn_app using (${system(update)}) with check (${system(update)});
grant select, insert, update on ${table} to ccn_app;
`;
}

/** Replacing the figures and findings of an open draft, and upkeep of the system's own lists, are all the deletions there are. */
function deletions(): string {
  const drafts = ['filing_figure', 'filing_problem'].map(
    (t) => `create policy ${t}_delete on ${t} for delete to ccn_app using ((${SYSTEM} or (${writable(filingOwners)}))
  and exists (select 1 from filing_revision r where r.filing_id = ${t}.filing_id and r.revision = ${t}.revision and r.state = 'draft'));
grant delete on ${t} to ccn_app;`,
  );
  const lists = ['sign_in_attempt', 'outbox'].map(
    (t) => `create policy ${t}_delete on ${t} for delete to ccn_app using (${SYSTEM});
grant delete on ${t} to ccn_app;`,
  );
  return [...drafts, ...lists].join('\n');
}

export const securitySql = `
grant usage on schema public to ccn_app;
${[...register, ...filings, ...reference, ...people].map(policies).join('')}
${deletions()}

alter table audit_entry enable row level security; alter table audit_entry force row level security;
create policy audit_entry_read on audit_entry for select to ccn_app using (${ALL} or ${OWN_PROVINCE});
create policy audit_entry_owner on audit_entry to current_user using (true) with check (true);
alter table audit_head enable row level security; alter table audit_head force row level security;
create policy audit_head_read on audit_head for select to ccn_app using (${SYSTEM});
create policy audit_head_owner on audit_head to current_user using (true) with check (true);
grant select on audit_entry, audit_head to ccn_app;
revoke all on function audit_append from public;
grant execute on function audit_append to ccn_app;
grant usage on sequence receipt_number to ccn_app;
`;
