import type { IsoDate } from '#lib/kernel';
import { executeBound, type UnitOfWork } from '#lib/persistence';
import { matchedKey, type RegisterTableName, type StagedRows, type StagedSource } from '#lib/workbook';
import { registerRead } from '../register/register-sql.js';
import { type ImportSpec, nowOf, SPECS, specOf, stagedKeys, stageOf, unkeyed } from './specs.js';

/**
 * The workbook's rows beside the register's, in tables that live as long as the transaction. Everything after this is
 * done by whole tables, so that twenty thousand rows cost little more than twenty. A project that may be new has its
 * identity (`fresh`) from the beginning.
 */
export async function createStage(uow: UnitOfWork, province: string): Promise<void> {
  const columns = (spec: ImportSpec) =>
    stagedKeys(spec)
      .map((key) => `"${key}" text`)
      .join(', ');
  const tables = SPECS.map(
    (
      spec,
    ) => `create temp table ${stageOf(spec)} (no bigint generated always as identity, src integer not null, row integer not null,
      bad boolean not null, ${columns(spec)}, row_id uuid, cluster_id uuid, project_id uuid, must text, may text${
        spec.name === 'tenant_projects' ? ', fresh uuid not null default new_id()' : ''
      }) on commit drop;`,
  );
  // Sorting and joining some ten thousand rows fits in memory; a small sample tells as much about them as a large one.
  await uow.em.execute(
    `set local work_mem = '64MB'; set local default_statistics_target = 10; ${tables.join('\n')}
    create temp table st_source (src integer primary key, table_name text not null, sheet text not null, letters jsonb not null, given text[] not null) on commit drop;
    create temp table finding (src integer not null, row integer not null, key text, code text not null, found text) on commit drop;
    create temp table diff (no bigint generated always as identity, table_name text not null, kind text not null, src integer not null,
      row integer not null, stage_no bigint not null, row_id uuid, row_key text, label text not null, changes jsonb, said text) on commit drop;
    create temp table present_cluster on commit drop as select id, code from cluster where province_code = ?;
    analyze present_cluster`,
    [province],
  );
}

export async function addSource(uow: UnitOfWork, source: StagedSource): Promise<void> {
  const letters = JSON.stringify(source.letters);
  await uow.em.execute(
    `insert into st_source (src, table_name, sheet, letters, given)
     values (?, ?, ?, ?::jsonb, array(select jsonb_object_keys(?::jsonb)))`,
    [source.source, source.table, source.sheet, letters, letters],
  );
}

/**
 * Adds a batch of rows; their columns go on as the lists they came as. What can be said of a row by itself is worked out
 * on the way, while the next rows are being read: the cluster its code names, and what makes it the same as another.
 */
export async function addRows(uow: UnitOfWork, source: StagedSource, rows: StagedRows): Promise<void> {
  const spec = specOf(source.table);
  const staged = stagedKeys(spec);
  const keys = Object.keys(rows.columns).filter((key) => staged.includes(key));
  const names = keys.map((key) => `"${key}"`);
  const others = staged.filter((key) => !keys.includes(key)).map((key) => `, null::text as "${key}"`);
  const { must, may } = spec.same('s');
  const worked: [string, string][] = [];
  if (spec.sameLater !== true)
    worked.push(
      ['must', `case when ${unkeyed(spec)} then ${must} end`],
      ['may', `case when ${unkeyed(spec)} then ${may} end`],
    );
  const hasCode = keys.includes('clusterCode');
  if (hasCode) worked.push(['cluster_id', 'c.id']);
  await executeBound(
    uow,
    `insert into ${stageOf(spec)} (${['src', 'row', 'bad', ...names, ...worked.map(([name]) => name)].join(', ')})
     select ${['$1::integer', 's.row', 's.bad', ...names.map((name) => `s.${name}`), ...worked.map(([, sql]) => sql)].join(', ')}
     from (select u.*${others.join('')}
       from unnest(${['$2::integer[]', '$3::boolean[]', ...keys.map((_, i) => `$${i + 4}::text[]`)].join(', ')})
         with ordinality as u(${['row', 'bad', ...names, 'nth'].join(', ')})) s
       ${hasCode ? 'left join present_cluster c on c.code = upper(btrim(s."clusterCode"))' : ''} order by s.nth`,
    [source.source, rows.rows, rows.bad, ...keys.map((key) => rows.columns[key])],
  );
}

/**
 * Lays the present rows of the province beside the staged ones: those that a staged row can mean. All of them only where
 * one hangs on another: what a lease names, what would be left hanging when something is taken out.
 */
export async function readPresent(
  uow: UnitOfWork,
  province: string,
  today: IsoDate,
  live: readonly ImportSpec[],
): Promise<void> {
  const hanging = await hangingRows(uow);
  for (const spec of SPECS) {
    const { sql, values } = presentSql(spec, province, today);
    const { must, may } = spec.same('n');
    const stage = stageOf(spec);
    const isAsked = `exists (select 1 from ${stage} s where ${unkeyed(spec)})`;
    const code = spec.key === 'code' ? 'n."code"' : 'n.row_id::text';
    const isMeant =
      hanging || spec.name === 'clusters'
        ? 'true'
        : `n.must in (select s.must from ${stage} s where s.must is not null) ${
            spec.key === null
              ? ''
              : `or lower(${code}) in (select lower(btrim(s."${spec.key}")) from ${stage} s where s."${spec.key}" is not null)`
          }`;
    await uow.em.execute(
      `create temp table ${nowOf(spec)} on commit drop as select n.* from (
         select n.*, case when ${isAsked} then ${must} end as must, case when ${isAsked} then ${may} end as may from (${sql}) n) n
       where ${isMeant}`,
      values,
    );
  }
  const analyzed = live.map(
    (spec) => `analyze ${stageOf(spec)} (row_id, cluster_id, must); analyze ${nowOf(spec)} (row_id, cluster_id, must)`,
  );
  if (analyzed.length > 0) await uow.em.execute(analyzed.join('; '));
}

/** Whether rows of one table ask for rows of another. */
async function hangingRows(uow: UnitOfWork): Promise<boolean> {
  const retracts = SPECS.filter((spec) => spec.key !== null).map(
    (spec) => `exists (select 1 from ${stageOf(spec)} where "action" = 'retract')`,
  );
  const [row] = await uow.em.execute<{ hanging: boolean }[]>(
    `select exists (select 1 from st_leases) or ${retracts.join(' or ')} as hanging`,
  );
  return row?.hanging ?? true;
}

function presentSql(spec: ImportSpec, province: string, today: IsoDate): { sql: string; values: string[] } {
  const keys = stagedKeys(spec);
  if (spec.name === 'observations')
    return {
      sql: `select f.id as row_id, f.cluster_id, null::uuid as project_id,
          ${keys.map((key) => `${OBSERVED[key] ?? 'null'}::text as "${key}"`).join(', ')}
        from observation f where f.retracted_at is null and f.province_code = ? and exists (select 1 from st_observations)`,
      values: [province],
    };
  const name: RegisterTableName = spec.name;
  const read = registerRead(name, province, today);
  const values: string[] = [];
  const expressions: Record<string, string> = { ...read.expressions };
  for (const [key, kept] of Object.entries(spec.matched ?? {}))
    expressions[matchedKey(key)] = `coalesce(${kept}, match_vi(${read.expressions[key] ?? 'null'}))`;
  const selected = keys.map((key) => `(${expressions[key] ?? 'null'})::text as "${key}"`);
  const project = spec.name === 'leases' ? 'f.project_id' : spec.name === 'tenant_projects' ? 'f.id' : 'null::uuid';
  const sql =
    `select ${read.id} as row_id, ${read.clusterId} as cluster_id, ${project} as project_id, ${selected.join(', ')}
    ${read.from}`.replace(/\(\$1\)\[(\d+)\]/g, (_, n: string) => {
      values.push(read.values[Number(n) - 1] ?? '');
      return '?';
    });
  return { sql, values };
}

const OBSERVED: Readonly<Record<string, string>> = {
  fact: 'f.fact',
  value: 'f.value',
  unit: 'f.unit',
  asWritten: 'f.as_written',
  observedOn: 'f.observed_on',
};
