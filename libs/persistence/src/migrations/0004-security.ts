/**
 * Row-level security, enabled and forced, and grants to the application role, which owns nothing.
 * Reading follows the scope columns. Writing needs app.write as well; the ministry (scope nation) decides
 * filings but never edits the register of a province.
 */
const filingScoped = [
  'filing',
  'filing_revision',
  'filing_figure',
  'filing_problem',
  'filing_transition',
  'workbook_import',
  'source_file',
  'reported_figure',
  'obligation',
];
const registerScoped: Record<string, string> = {
  cluster_state: 'app_sees_cluster(cluster_id, province_code)',
  plan_entry: 'app_sees_cluster(cluster_id, province_code)',
  decision: 'app_sees_cluster(cluster_id, province_code)',
  infrastructure_project: 'app_sees_cluster(cluster_id, province_code)',
  tenant_project: 'app_sees(province_code, commune_code, cluster_id, id)',
  lease: 'app_sees_project(project_id, province_code)',
  investment_paper: 'app_sees_project(project_id, province_code)',
  observation: 'app_sees_cluster(cluster_id, province_code)',
  procedure_step: 'app_sees_cluster(cluster_id, province_code)',
  data_problem: 'app_sees_cluster(cluster_id, province_code)',
  investor:
    'app_sees(province_code, null, null, null) or exists (select 1 from infrastructure_project p where p.investor_id = investor.id)',
};

const protect = (table: string) =>
  `alter table ${table} enable row level security; alter table ${table} force row level security;\n`;
const writable = (table: string, sees: string, who: string) =>
  `create policy ${table}_read on ${table} for select to ccn_app using (${sees});
create policy ${table}_insert on ${table} for insert to ccn_app with check ((select app_scope()) = 'system' or (${who} and (select app_can_write()) and (${sees})));
create policy ${table}_update on ${table} for update to ccn_app using ((select app_scope()) = 'system' or (${who} and (select app_can_write()) and (${sees}))) with check ((select app_scope()) = 'system' or (${who} and (select app_can_write()) and (${sees})));
`;

export const securitySql = `
create function app_sees_cluster(p_cluster uuid, p_province text) returns boolean language sql stable parallel safe as $$
  select case app_scope()
    when 'system' then true when 'nation' then true
    when 'province' then p_province = any (app_units())
    when 'cluster' then p_cluster::text = any (app_units())
    when 'commune' then exists (select 1 from cluster c where c.id = p_cluster)
    when 'project' then exists (select 1 from cluster c where c.id = p_cluster)
    else false end $$;
create function app_sees_project(p_project uuid, p_province text) returns boolean language sql stable parallel safe as $$
  select case app_scope()
    when 'system' then true when 'nation' then true
    when 'province' then p_province = any (app_units())
    when 'project' then p_project::text = any (app_units())
    when 'commune' then exists (select 1 from tenant_project t where t.id = p_project)
    when 'cluster' then exists (select 1 from tenant_project t where t.id = p_project)
    else false end $$;

${protect('cluster')}
create policy cluster_read on cluster for select to ccn_app using (
  (select app_scope()) in ('system', 'nation')
  or ((select app_scope()) = 'province' and province_code = any ((select app_units())::text[]))
  or ((select app_scope()) = 'commune' and commune_codes && (select app_units())::text[])
  or ((select app_scope()) = 'cluster' and id::text = any ((select app_units())::text[]))
  or ((select app_scope()) = 'project' and id::text = any (string_to_array(coalesce(current_setting('app.clusters', true), ''), ','))));
create policy cluster_insert on cluster for insert to ccn_app with check (
  (select app_scope()) = 'system' or ((select app_scope()) = 'province' and (select app_can_write()) and province_code = any ((select app_units())::text[])));
create policy cluster_update on cluster for update to ccn_app using (
  (select app_scope()) = 'system' or ((select app_scope()) = 'province' and (select app_can_write()) and province_code = any ((select app_units())::text[])));

${Object.entries(registerScoped)
  .map(([t, sees]) => protect(t) + writable(t, sees, `(select app_scope()) = 'province'`))
  .join('')}
${filingScoped
  .map((t) => protect(t) + writable(t, 'app_sees(province_code, commune_code, cluster_id, project_id)', 'true'))
  .join('')}

/* Replacing the figures and findings of an open draft is the one deletion there is. */
${['filing_figure', 'filing_problem']
  .map(
    (
      t,
    ) => `create policy ${t}_delete on ${t} for delete to ccn_app using ((select app_can_write()) and app_sees(province_code, commune_code, cluster_id, project_id)
  and exists (select 1 from filing_revision r where r.filing_id = ${t}.filing_id and r.revision = ${t}.revision and r.state = 'draft'));
grant delete on ${t} to ccn_app;
`,
  )
  .join('')}

/* People and their keys: the sign-in service works in scope system; administrators see their own office's people. */
${['office', 'account', 'session', 'access_token'].map(protect).join('')}
create policy office_system on office to ccn_app using ((select app_scope()) = 'system') with check ((select app_scope()) = 'system');
create policy office_read on office for select to ccn_app using (app_sees(province_code, commune_code, null, null)
  or id = (select nullif(current_setting('app.office', true), '')::uuid));
create policy account_system on account to ccn_app using ((select app_scope()) = 'system') with check ((select app_scope()) = 'system');
create policy account_read on account for select to ccn_app using (id = (select app_actor()) or exists (select 1 from office o where o.id = office_id));
create policy session_system on session to ccn_app using ((select app_scope()) = 'system') with check ((select app_scope()) = 'system');
create policy session_own on session for select to ccn_app using (account_id = (select app_actor()));
create policy access_token_system on access_token to ccn_app using ((select app_scope()) = 'system') with check ((select app_scope()) = 'system');
create policy access_token_own on access_token for select to ccn_app using (account_id = (select app_actor()));

${protect('audit_entry')}
create policy audit_entry_read on audit_entry for select to ccn_app using (
  (select app_scope()) in ('system', 'nation') or ((select app_scope()) = 'province' and province_code = any ((select app_units())::text[])));
create policy audit_entry_owner on audit_entry to current_user using (true) with check (true);

${protect('outbox')}
create policy outbox_add on outbox for insert to ccn_app with check ((select app_can_write()) or (select app_scope()) = 'system');
create policy outbox_system on outbox to ccn_app using ((select app_scope()) = 'system') with check ((select app_scope()) = 'system');

grant usage on schema public to ccn_app;
grant select on province, commune, unit_lineage, source, reporting_period, audit_entry, audit_head to ccn_app;
grant insert, update on province, commune, unit_lineage, source, reporting_period to ccn_app;
grant select, insert, update on office, account, session, access_token, sign_in_attempt, outbox to ccn_app;
grant delete on sign_in_attempt, outbox to ccn_app;
grant select, insert, update on cluster, ${Object.keys(registerScoped).join(', ')} to ccn_app;
grant select, insert, update on ${filingScoped.join(', ')} to ccn_app;
grant usage on sequence receipt_number to ccn_app;
revoke all on function audit_append from public;
grant execute on function audit_append to ccn_app;

/* Reference rows change only in scope system (seeding, dated territory changes, opening a period). */
${['province', 'commune', 'unit_lineage', 'source', 'reporting_period']
  .map(
    (t) => `${protect(t)}create policy ${t}_read on ${t} for select to ccn_app using (true);
create policy ${t}_system on ${t} to ccn_app using ((select app_scope()) = 'system') with check ((select app_scope()) = 'system');
`,
  )
  .join('')}

/* What was accepted or submitted is frozen by the database as well, not only by the services. */
create function filing_frozen() returns trigger language plpgsql as $$
declare s text;
begin
  select state into s from filing_revision where filing_id = coalesce(new.filing_id, old.filing_id) and revision = coalesce(new.revision, old.revision);
  if s is distinct from 'draft' then
    raise exception 'figures of a % revision are frozen', s using errcode = 'integrity_constraint_violation';
  end if;
  return coalesce(new, old);
end $$;
create trigger filing_figure_frozen before insert or update or delete on filing_figure for each row execute function filing_frozen();
create trigger filing_problem_frozen before insert or update or delete on filing_problem for each row execute function filing_frozen();
create function reported_figure_frozen() returns trigger language plpgsql as $$
begin
  if (to_jsonb(new) - 'superseded_at') is distinct from (to_jsonb(old) - 'superseded_at') then
    raise exception 'an accepted number never changes without a new revision' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger reported_figure_frozen before update on reported_figure for each row execute function reported_figure_frozen();
`;
