import type { IsoDate } from '#lib/kernel';
import type { UnitOfWork } from '#lib/persistence';
import { type ImportSpec, nowOf, stageOf } from './specs.js';

/** Findings that need the register beside the row; afterwards rows with an error are marked, and kept out of the differences. */
export async function checkRows(
  uow: UnitOfWork,
  province: string,
  today: IsoDate,
  live: readonly ImportSpec[],
): Promise<void> {
  const run = async (sql: string, values: string[] = []): Promise<void> => void (await uow.em.execute(sql, values));
  for (const spec of live) {
    await run(required(spec));
    if (spec.values.some((v) => v.key === 'validTo')) await run(daysReversed(spec));
    if (spec.key !== null)
      await run(`insert into finding (src, row, key, code)
        select src, row, 'action', 'REGISTER_RETRACT_NEW' from ${stageOf(spec)} where "action" = 'retract' and row_id is null and "${spec.key}" is null`);
  }
  await run(communes, [province, today, today]);
  await run(stillUsed);
  for (const spec of live)
    await run(`update ${stageOf(spec)} s set bad = true from finding f where f.src = s.src and f.row = s.row and not s.bad;
      analyze ${stageOf(spec)} (row_id, bad)`);
}

/** A new row must have what the register cannot do without; a present one must not lose it. */
function required(spec: ImportSpec): string {
  const columns = spec.values.filter((v) => v.required);
  if (columns.length === 0) return 'select 1';
  const missing = columns.map(
    (
      v,
    ) => `select s.src, s.row, '${v.key}', 'REGISTER_REQUIRED' from ${stageOf(spec)} s join st_source o on o.src = s.src
      where s."${v.key}" is null and (s.row_id is null or '${v.key}' = any (o.given)) and not s.bad ${spec.key === null ? '' : `and s."action" is null`}`,
  );
  return `insert into finding (src, row, key, code) ${missing.join(' union all ')}`;
}

function daysReversed(spec: ImportSpec): string {
  const now = (key: string): string => `case when '${key}' = any (o.given) then s."${key}" else n."${key}" end`;
  return `insert into finding (src, row, key, code, found)
    select s.src, s.row, 'validTo', 'REGISTER_DAYS_REVERSED', ${now('validTo')}
    from ${stageOf(spec)} s join st_source o on o.src = s.src left join ${nowOf(spec)} n on n.row_id = s.row_id
    where ${now('validTo')} <= ${now('validFrom')} and not s.bad`;
}

const communes = `
  insert into finding (src, row, key, code, found)
    select s.src, s.row, x.key, 'REGISTER_COMMUNE_UNKNOWN', x.code from st_clusters s
      cross join lateral (select 'leadCommuneCode' as key, s."leadCommuneCode" as code
        union select 'communeCodes', unnest(string_to_array(s."communeCodes", '; '))) x
    where x.code is not null and not (x.key = 'communeCodes' and x.code = s."leadCommuneCode")
      and not exists (select 1 from commune c where c.code = x.code and c.province_code = ? and c.valid_from <= ?::date
        and (c.valid_to is null or c.valid_to > ?::date))`;

/** Nothing may be left hanging on a row that is taken out. */
const stillUsed = `
  insert into finding (src, row, key, code, found)
    select s.src, s.row, 'action', 'REGISTER_STILL_USED', count(*)::text from st_clusters s join (
      ${['plan_entries', 'decisions', 'tenant_projects', 'leases']
        .map(
          (t) => `select n.cluster_id from now_${t} n
            where not exists (select 1 from st_${t} d where d.row_id = n.row_id and d."action" = 'retract')`,
        )
        .join(' union all ')}) x on x.cluster_id = s.cluster_id
    where s."action" = 'retract' group by s.src, s.row;
  insert into finding (src, row, key, code, found)
    select s.src, s.row, 'action', 'REGISTER_STILL_USED', count(*)::text from st_tenant_projects s join now_leases n on n.project_id = s.row_id
    where s."action" = 'retract' and not exists (select 1 from st_leases d where d.row_id = n.row_id and d."action" = 'retract')
    group by s.src, s.row`;
