import type { IsoDate } from '#lib/kernel';
import { executeBound, type UnitOfWork } from '#lib/persistence';
import type { RegisterTableName, StagedRows, StagedSource } from '#lib/workbook';
import { registerRead } from '../register/register-sql.js';
import { type ImportSpec, nowOf, SPECS, specOf, stagedKeys, stageOf } from './specs.js';

/**
 * The workbook's rows beside the register's, in tables that live as long as the transaction. Everything after this is
 * done by whole tables, so that twenty thousand rows cost little more than twenty.
 */
export async function createStage(uow: UnitOfWork): Promise<void> {
  const columns = (spec: ImportSpec) =>
    stagedKeys(spec)
      .map((key) => `"${key}" text`)
      .join(', ');
  const tables = SPECS.map(
    (
      spec,
    ) => `create temp table ${stageOf(spec)} (no bigint generated always as identity, src integer not null, row integer not null,
      bad boolean not null, ${columns(spec)}, row_id uuid, cluster_id uuid, project_id uuid, must text, may text) on commit drop;`,
  );
  await uow.em.execute(`${tables.join('\n')}
    create temp table st_source (src integer primary key, table_name text not null, sheet text not null, letters jsonb not null, given text[] not null) on commit drop;
    create temp table finding (src integer not null, row integer not null, key text, code text not null, found text) on commit drop;
    create temp table diff (no bigint generated always as identity, table_name text not null, kind text not null, src integer not null,
      row integer not null, stage_no bigint not null, row_id uuid, row_key text, label text not null, changes jsonb not null) on commit drop;`);
}

export async function addSource(uow: UnitOfWork, source: StagedSource): Promise<void> {
  const letters = JSON.stringify(source.letters);
  await uow.em.execute(
    `insert into st_source (src, table_name, sheet, letters, given)
     values (?, ?, ?, ?::jsonb, array(select jsonb_object_keys(?::jsonb)))`,
    [source.source, source.table, source.sheet, letters, letters],
  );
}

/** Adds a batch of rows; their columns go on as the lists they came as. */
export async function addRows(uow: UnitOfWork, source: StagedSource, rows: StagedRows): Promise<void> {
  const known = new Set(stagedKeys(specOf(source.table)));
  const keys = Object.keys(rows.columns).filter((key) => known.has(key));
  await executeBound(
    uow,
    `insert into ${stageOf(specOf(source.table))} (src, row, bad${keys.map((key) => `, "${key}"`).join('')})
     select $1::integer, t.* from unnest($2::integer[], $3::boolean[]${keys.map((_, i) => `, $${i + 4}::text[]`).join('')}) t`,
    [source.source, rows.rows, rows.bad, ...keys.map((key) => rows.columns[key])],
  );
}

/** Lays the present rows of the province beside the staged ones. */
export async function readPresent(uow: UnitOfWork, province: string, today: IsoDate): Promise<void> {
  for (const spec of SPECS) {
    const { sql, values } = presentSql(spec, province, today);
    await uow.em.execute(`create temp table ${nowOf(spec)} on commit drop as ${sql}`, values);
  }
  for (const spec of SPECS) await uow.em.execute(`analyze ${stageOf(spec)}; analyze ${nowOf(spec)}`);
}

function presentSql(spec: ImportSpec, province: string, today: IsoDate): { sql: string; values: string[] } {
  const keys = stagedKeys(spec);
  if (spec.name === 'observations')
    return {
      sql: `select f.id as row_id, f.cluster_id, null::uuid as project_id, null::text as must, null::text as may,
          ${keys.map((key) => `${OBSERVED[key] ?? 'null'}::text as "${key}"`).join(', ')}
        from observation f where f.retracted_at is null and f.province_code = ? and exists (select 1 from st_observations)`,
      values: [province],
    };
  const name: RegisterTableName = spec.name;
  const read = registerRead(name, province, today);
  const values: string[] = [];
  const selected = keys.map((key) => `(${read.expressions[key] ?? 'null'})::text as "${key}"`);
  const project = spec.name === 'leases' ? 'f.project_id' : spec.name === 'tenant_projects' ? 'f.id' : 'null::uuid';
  const sql = `select ${read.id} as row_id, ${read.clusterId} as cluster_id, ${project} as project_id,
    null::text as must, null::text as may, ${selected.join(', ')} ${read.from}`.replace(
    /\(\$1\)\[(\d+)\]/g,
    (_, n: string) => {
      values.push(read.values[Number(n) - 1] ?? '');
      return '?';
    },
  );
  return { sql, values };
}

const OBSERVED: Readonly<Record<string, string>> = {
  fact: 'f.fact',
  value: 'f.value',
  unit: 'f.unit',
  asWritten: 'f.as_written',
  observedOn: 'f.observed_on',
};
