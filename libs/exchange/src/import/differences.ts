import type { UnitOfWork } from '#lib/persistence';
import { type ImportSpec, nowOf, type SpecColumn, stageOf } from './specs.js';

/** How many rows of each kind a workbook would change. */
export interface ChangeCounts {
  readonly insert: number;
  readonly change: number;
  readonly end: number;
  readonly retract: number;
  /** Rows that say what the register says. */
  readonly same: number;
}

/** Rows of the list by table: how many are new, how many are there and differ. */
export type DiffTables = ReadonlyMap<string, { readonly inserted: number; readonly others: number }>;

/**
 * Writes the list of differences, in the order of tables and rows. New rows keep their values in the stage; `keep` writes
 * them out for people. @returns their number by kind and by table, and a digest of the list
 */
export async function findDifferences(
  uow: UnitOfWork,
  live: readonly ImportSpec[],
): Promise<{ counts: ChangeCounts; digest: string; tables: DiffTables }> {
  let read = 0;
  for (const spec of live) {
    await uow.em.execute(differences(spec));
    const [row] = await uow.em.execute<{ n: number }[]>(
      `select count(*)::int as n from ${stageOf(spec)} where not bad`,
    );
    read += row?.n ?? 0;
  }
  await uow.em.execute('analyze diff (table_name, kind, src, stage_no, row_id)');
  const perTable = await uow.em.execute<{ name: string; inserted: number; others: number }[]>(
    `select table_name as name, count(*) filter (where kind = 'insert')::int as inserted,
       count(*) filter (where kind <> 'insert')::int as others from diff group by table_name`,
  );
  const [row] = await uow.em.execute<
    { insert: number; change: number; end: number; retract: number; all: number; digest: string }[]
  >(
    `select count(*) filter (where kind = 'insert')::int as insert, count(*) filter (where kind = 'change')::int as change,
       count(*) filter (where kind = 'end')::int as "end", count(*) filter (where kind = 'retract')::int as retract,
       count(*)::int as "all", encode(sha256(coalesce(string_agg(sha256(convert_to(
         concat_ws(E'\\t', table_name, kind, row_key, src, row, label, said, changes), 'UTF8')), ''::bytea order by no), ''::bytea)), 'hex') as digest
     from diff`,
  );
  const { insert = 0, change = 0, end = 0, retract = 0, all = 0, digest = '' } = row ?? {};
  const tables = new Map(perTable.map(({ name, inserted, others }) => [name, { inserted, others }]));
  return { counts: { insert, change, end, retract, same: read - all }, digest, tables };
}

/** The values of a new row, as the list of differences names them. */
export function insertedValues(spec: ImportSpec): string {
  const values = spec.values.map(
    ({ key }) => `'${key}', case when s."${key}" is not null then jsonb_build_array(null, s."${key}") end`,
  );
  return `jsonb_strip_nulls(jsonb_build_object(${values.join(', ')}))`;
}

/** Spaces at the ends and runs of them are no difference. */
const squashed = (text: string): string => `btrim(regexp_replace(${text}, '\\s+', ' ', 'g'))`;

function differs({ key, type }: SpecColumn): string {
  const [s, n] = [`s."${key}"`, `n."${key}"`];
  const given = `'${key}' = any (o.given)`;
  if (type === 'numeric') return `(${given} and ${s}::numeric is distinct from ${n}::numeric)`;
  if (type === 'text')
    return `(${given} and ${s} is distinct from ${n} and ${squashed(s)} is distinct from ${squashed(n)})`;
  return `(${given} and nullif(${s}, '') is distinct from nullif(${n}, ''))`;
}

function differences(spec: ImportSpec): string {
  const key = spec.key === null ? 'null' : spec.key === 'code' ? `n."code"` : 'n.row_id::text';
  const cluster = `(select l.name from cluster_label l where l.cluster_id = s.cluster_id)`;
  const label =
    spec.name === 'clusters' ? `coalesce(n."name", s."name", '')` : `concat_ws(' – ', ${cluster}, ${spec.label})`;
  const added = `
    insert into diff (table_name, kind, src, row, stage_no, label, said)
      select '${spec.name}', 'insert', s.src, s.row, s.no, ${label.replaceAll('n."name"', 'null').replace(/n\."\w+"/g, 'null')},
        array[${spec.values.map(({ key: k }) => `s."${k}"`).join(', ')}]::text
      from ${stageOf(spec)} s where not s.bad and s.row_id is null order by s.no;`;
  if (spec.name === 'observations') return added;
  const changed = spec.values.map(
    (v) => `'${v.key}', case when ${differs(v)} then jsonb_build_array(n."${v.key}", s."${v.key}") end`,
  );
  const others = spec.values.filter((v) => v.key !== 'validTo').map(differs);
  const hasEnd = spec.values.some((v) => v.key === 'validTo');
  const isEnd = hasEnd ? `n."validTo" is null and s."validTo" is not null and not (${others.join(' or ')})` : 'false';
  return `${added}
    insert into diff (table_name, kind, src, row, stage_no, row_id, row_key, label, changes)
      select '${spec.name}', case when s."action" = 'retract' then 'retract' when ${isEnd} then 'end' else 'change' end,
        s.src, s.row, s.no, s.row_id, ${key}, ${label},
        case when s."action" = 'retract' then '{}'::jsonb else jsonb_strip_nulls(jsonb_build_object(${changed.join(', ')})) end
      from ${stageOf(spec)} s join ${nowOf(spec)} n on n.row_id = s.row_id join st_source o on o.src = s.src
      where not s.bad and (s."action" = 'retract' or ${spec.values.map(differs).join(' or ')}) order by s.no;`;
}
