/** What the catalog of PostgreSQL says about row-level security; a new table that nobody thought of fails here. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../../scripts/embedded/roles.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
/** Tables with a column province_code, the reference data `commune` among them. */
let scoped: string[];

beforeAll(async () => {
  database = await createTestDatabase();
  const rows = await asOwner<{ t: string }>(
    `select c.table_name as t from information_schema.columns c
       join information_schema.tables t using (table_schema, table_name)
      where table_schema = 'public' and t.table_type = 'BASE TABLE' and c.column_name = 'province_code'`,
  );
  scoped = rows.map(({ t }) => t);
});
afterAll(async () => await database?.drop());

async function asOwner<T extends object>(sql: string): Promise<T[]> {
  return await withClient(database.ownerUrl, async (c) => (await c.query<T>(sql)).rows);
}

describe('the catalog', () => {
  it('has row-level security, enabled and forced, with a policy to read, on every table of a province', async () => {
    const rows = await asOwner<{ t: string; on: boolean; forced: boolean; policies: number }>(
      `select c.relname as t, c.relrowsecurity as on, c.relforcerowsecurity as forced,
              (select count(*)::int from pg_policies p where p.tablename = c.relname and p.cmd in ('SELECT', 'ALL')) as policies
         from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`,
    );
    const open = rows.filter((r) => scoped.includes(r.t) && !(r.on && r.forced && r.policies > 0));
    const mend = open.map(
      ({ t }) =>
        `${t}: add it to one of the lists in libs/persistence/src/migrations/0004-security.ts, or in a new migration:\n` +
        `  alter table ${t} enable row level security; alter table ${t} force row level security;\n` +
        `  create policy ${t}_read on ${t} for select to ccn_app using (…);`,
    );
    expect(mend.join('\n')).toBe('');
    expect(scoped.length).toBeGreaterThan(20);
  });

  it('has no table open to the application without row-level security', async () => {
    const open = await asOwner<{ t: string }>(
      `select c.relname as t from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') and not c.relrowsecurity
          and has_table_privilege('ccn_app', c.oid, 'select, insert, update, delete, truncate')`,
    );
    expect(open).toEqual([]);
  });

  it('ties every row about a cluster to the province of the cluster', async () => {
    const loose = await asOwner<{ t: string }>(
      `select c.relname as t from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname not in ('cluster')
          and exists (select 1 from pg_attribute x where x.attrelid = c.oid and x.attname = 'province_code')
          and exists (select 1 from pg_attribute x where x.attrelid = c.oid and x.attname = 'cluster_id')
          and not exists (select 1 from pg_attribute x where x.attrelid = c.oid and x.attname in ('filing_id', 'filer_ref', 'uploaded_by') and c.relname <> 'observation')
          and not exists (select 1 from pg_trigger g where g.tgrelid = c.oid and g.tgname = c.relname || '_same_units')
          and not exists (select 1 from pg_constraint k where k.conrelid = c.oid and k.contype = 'f' and cardinality(k.conkey) > 1)`,
    );
    expect(
      loose.map(({ t }) => `${t}: foreign key (cluster_id, province_code) references cluster (id, province_code)`),
    ).toEqual([]);
  });

  it('gives the application a role that owns nothing and can do nothing special', async () => {
    const [role] = await asOwner<Record<string, boolean>>(
      `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication from pg_roles where rolname = 'ccn_app'`,
    );
    expect(Object.values(role ?? { missing: true })).toEqual([false, false, false, false, false]);
    const owned = await asOwner(
      `select relname from pg_class where relowner = 'ccn_app'::regrole
       union all select proname from pg_proc where proowner = 'ccn_app'::regrole
       union all select nspname from pg_namespace where nspowner = 'ccn_app'::regrole
       union all select r.rolname from pg_auth_members m join pg_roles r on r.oid = m.roleid where m.member = 'ccn_app'::regrole`,
    );
    expect(owned).toEqual([]);
    const definers = await asOwner<{ f: string; config: string[] | null }>(
      `select proname as f, proconfig as config from pg_proc
        where prosecdef and pronamespace = 'public'::regnamespace and has_function_privilege('ccn_app', oid, 'execute')`,
    );
    // clusters_named answers with bare identities, whose rows are then read under the caller's own policy; keep_forms
    // keeps for those who see the whole nation, and for nobody else.
    const config = ['search_path=public, pg_temp'];
    expect(definers).toEqual(['audit_append', 'clusters_named', 'keep_forms'].map((f) => ({ f, config })));
  });

  it('lets the application switch nothing off', async () => {
    for (const sql of [
      'alter table filing_figure disable trigger all',
      'alter table filing disable row level security',
      'alter table filing no force row level security',
      'drop policy filing_read on filing',
      `set session_replication_role = 'replica'`,
      'set role ccn_owner',
      'truncate filing_figure',
      'create table mine (x int)',
      'create function public.app_scope2() returns text language sql as $$ select 1 $$',
      `set row_security = off; select * from filing`,
    ])
      await expect(
        withClient(database.appUrl, (c) => c.query(sql)),
        sql,
      ).rejects.toThrow(/must be owner|permission denied|row-level security/);
  });
});
