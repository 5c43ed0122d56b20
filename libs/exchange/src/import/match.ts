import type { UnitOfWork } from '#lib/persistence';
import { matchedKey } from '#lib/workbook';
import { CLUSTER_LINKED, type ImportSpec, nowOf, specOf, stageOf, unkeyed } from './specs.js';

/**
 * Which row of the register each staged row means: by its code, else by what makes it the same for a person. What
 * means none, several, or the same as another row of the workbook is a finding. @param live tables that the workbook has rows of
 */
export async function matchRows(uow: UnitOfWork, province: string, live: readonly ImportSpec[]): Promise<void> {
  const run = async (sql: string, values: string[] = []): Promise<void> => void (await uow.em.execute(sql, values));
  const [clusters, leases] = [specOf('clusters'), specOf('leases')];
  const linked = live.filter((spec) => CLUSTER_LINKED.includes(spec));
  if (live.includes(clusters)) {
    await run(communesOfClusters);
    await run(byKey(clusters));
    await run(bySameness(clusters, 'true'));
    await run(`update st_clusters set cluster_id = new_id() where row_id is null`);
  }
  await run(clusterNames, [province]);
  await run('analyze st_clusters (row_id, cluster_id); analyze cluster_name');
  for (const spec of linked) await run(linkClusters(spec));
  for (const spec of linked) {
    if (spec.key !== null) await run(byKey(spec));
    if (spec.name !== 'observations') await run(missingCluster(spec));
    await run(bySameness(spec, 'n.cluster_id is not distinct from s.cluster_id'));
  }
  if (live.includes(leases)) {
    await run(linkProjects);
    await run(byKey(leases));
    await run(missingProject);
    await run(bySameness(leases, 'true'));
  }
  for (const spec of live) await run(twice(spec));
}

/** The lead commune is one of a cluster's communes, whether the list says so or not. */
const communesOfClusters = `update st_clusters set "communeCodes" =
  case when "communeCodes" is null then "leadCommuneCode"
    when "leadCommuneCode" is null or "leadCommuneCode" = any (string_to_array("communeCodes", '; ')) then "communeCodes"
    else "leadCommuneCode" || '; ' || "communeCodes" end
  where src in (select src from st_source where 'communeCodes' = any (given))`;

/** By code. A row that names its code stays in its cluster. */
function byKey(spec: ImportSpec): string {
  const stage = stageOf(spec);
  const key = `"${spec.key}"`;
  const found = spec.key === 'id' ? `n.row_id::text = lower(btrim(s."id"))` : `n."code" = upper(btrim(s."code"))`;
  const isCluster = spec.name === 'clusters';
  return `
    update ${stage} s set row_id = n.row_id, ${isCluster ? 'cluster_id = n.cluster_id' : 'cluster_id = coalesce(s.cluster_id, n.cluster_id), project_id = coalesce(s.project_id, n.project_id)'}
      from ${nowOf(spec)} n where s.${key} is not null and ${found};
    insert into finding (src, row, key, code, found)
      select src, row, '${spec.key}', 'REGISTER_KEY_UNKNOWN', ${key} from ${stage} where ${key} is not null and row_id is null;
    ${
      isCluster
        ? ''
        : `insert into finding (src, row, key, code, found)
      select s.src, s.row, case when s."${spec.name === 'leases' ? 'projectCode' : 'clusterCode'}" is null then 'clusterName' else '${spec.name === 'leases' ? 'projectCode' : 'clusterCode'}' end,
        'REGISTER_CLUSTER_MOVED', (select l.name from cluster_label l where l.cluster_id = n.cluster_id)
      from ${stage} s join ${nowOf(spec)} n on n.row_id = s.row_id where s.cluster_id <> n.cluster_id or s.project_id <> n.project_id;`
    }`;
}

/** Rows without a code, by what makes them the same; a full likeness goes before one where something is not known. */
function bySameness(spec: ImportSpec, within: string): string {
  const { must, may } = spec.same('s');
  const isCluster = spec.name === 'clusters';
  const later = `update ${stageOf(spec)} s set must = ${must}, may = ${may} where ${unkeyed(spec)}; analyze ${stageOf(spec)} (must);`;
  return `${spec.sameLater === true ? later : ''}
    with likely as (
      select s.no, n.row_id, n.cluster_id, n.may is not distinct from s.may as fully from ${stageOf(spec)} s
        join ${nowOf(spec)} n on n.must = s.must and (n.may is null or s.may is null or n.may = s.may) and ${within}
        where ${unkeyed(spec)}),
    counted as (
      select no, count(*) filter (where fully) as full, count(*) as any,
        (array_agg(row_id order by fully desc, row_id))[1] as row_id, (array_agg(cluster_id order by fully desc, row_id))[1] as cluster_id
        from likely group by no),
    told as (
      insert into finding (src, row, key, code, found)
        select s.src, s.row, null, 'REGISTER_ROW_AMBIGUOUS', greatest(c.full, case when c.full = 0 then c.any else c.full end)::text
        from counted c join ${stageOf(spec)} s on s.no = c.no
        where ${spec.name === 'observations' ? 'false' : 'c.full > 1 or (c.full = 0 and c.any > 1)'})
    update ${stageOf(spec)} s set row_id = c.row_id${isCluster ? ', cluster_id = c.cluster_id' : ''} from counted c where c.no = s.no;`;
}

/** Names under which a row may mean a cluster: its present and former ones, and those the workbook gives it. */
const clusterNames = `
  create temp table cluster_label on commit drop as
    select distinct on (cluster_id) cluster_id, name, code from (
      select id as cluster_id, name, code, 1 as rank from cluster where province_code = ?
      union all select cluster_id, "name", null, 2 from st_clusters where "name" is not null) x order by cluster_id, rank;
  create temp table cluster_name on commit drop as
    select distinct cluster_key(name) as key, cluster_id from (
      select cluster_id, name from cluster_label
      union all select cluster_id, "name" from now_clusters
      union all select cluster_id, unnest(string_to_array("otherNames", '; ')) from now_clusters
      union all select cluster_id, "name" from st_clusters where "name" is not null) x where name is not null;
  create index on cluster_name (key); analyze cluster_label`;

function linkClusters(spec: ImportSpec): string {
  const stage = stageOf(spec);
  return `
    insert into finding (src, row, key, code, found)
      select src, row, 'clusterCode', 'REGISTER_CLUSTER_UNKNOWN', "clusterCode" from ${stage} where "clusterCode" is not null and cluster_id is null;
    insert into finding (src, row, key, code, found)
      select s.src, s.row, 'clusterName', 'REGISTER_CLUSTER_MISMATCH', l.name from ${stage} s join cluster_label l on l.cluster_id = s.cluster_id
      where s."clusterName" is not null and s."clusterName" <> l.name
        and not exists (select 1 from cluster_name c where c.cluster_id = s.cluster_id and c.key = cluster_key(s."clusterName"));
    with named as (select name, cluster_key(name) as key from (select distinct "clusterName" as name from ${stage}
        where "clusterCode" is null and "clusterName" is not null) x),
    found as (select name, count(c.cluster_id) as n, (array_agg(c.cluster_id))[1] as cluster_id
        from named left join cluster_name c using (key) group by name),
    told as (insert into finding (src, row, key, code, found)
      select s.src, s.row, 'clusterName', case f.n when 0 then 'REGISTER_CLUSTER_UNKNOWN' else 'REGISTER_CLUSTER_AMBIGUOUS' end,
        case f.n when 0 then f.name else f.n::text end
      from ${stage} s join found f on f.name = s."clusterName" where s."clusterCode" is null and f.n <> 1)
    update ${stage} s set cluster_id = f.cluster_id from found f where f.name = s."clusterName" and s."clusterCode" is null and f.n = 1;`;
}

const missingCluster = (spec: ImportSpec): string => `
  insert into finding (src, row, key, code)
    select src, row, 'clusterName', 'REGISTER_CLUSTER_MISSING' from ${stageOf(spec)}
    where cluster_id is null and "clusterCode" is null and "clusterName" is null and "${spec.key}" is null`;

const ENTERPRISE = matchedKey('enterpriseName');

/** A lease names its project by code, or by cluster and enterprise; the project may stand in the same workbook. */
const linkProjects = `
  update st_leases s set project_id = n.row_id, cluster_id = n.cluster_id from now_tenant_projects n where n."code" = upper(btrim(s."projectCode"));
  insert into finding (src, row, key, code, found)
    select src, row, 'projectCode', 'REGISTER_PROJECT_UNKNOWN', "projectCode" from st_leases where "projectCode" is not null and project_id is null;
  with project as (
    select "${ENTERPRISE}" as key, cluster_id, row_id as project_id from now_tenant_projects
    union select "${ENTERPRISE}", cluster_id, coalesce(row_id, fresh) from st_tenant_projects where "enterpriseName" is not null and cluster_id is not null),
  found as (
    select s.no, count(distinct p.project_id) as n, (array_agg(p.project_id))[1] as project_id, (array_agg(p.cluster_id))[1] as cluster_id
      from st_leases s left join project p on p.key = match_vi(s."enterpriseName") and (s."clusterName" is null
        or exists (select 1 from cluster_name c where c.cluster_id = p.cluster_id and c.key = cluster_key(s."clusterName")))
      where s."projectCode" is null and s."enterpriseName" is not null and s."id" is null group by s.no),
  told as (insert into finding (src, row, key, code, found)
    select s.src, s.row, 'enterpriseName', case f.n when 0 then 'REGISTER_PROJECT_UNKNOWN' else 'REGISTER_PROJECT_AMBIGUOUS' end,
      case f.n when 0 then s."enterpriseName" else f.n::text end
    from found f join st_leases s on s.no = f.no where f.n <> 1)
  update st_leases s set project_id = f.project_id, cluster_id = f.cluster_id from found f where f.no = s.no and f.n = 1`;

const missingProject = `
  insert into finding (src, row, key, code, found)
    select src, row, 'enterpriseName', 'REGISTER_PROJECT_UNKNOWN', coalesce("clusterName", '') from st_leases
    where project_id is null and "projectCode" is null and "enterpriseName" is null and "id" is null`;

/** Two rows of the workbook that mean one row of the register, or would be one new row. */
function twice(spec: ImportSpec): string {
  if (spec.name === 'observations')
    return `delete from st_observations s using st_observations t
      where t.no < s.no and t.cluster_id is not distinct from s.cluster_id and t.must = s.must`;
  const within = spec.name === 'clusters' ? '' : 'cluster_id, ';
  return `
    insert into finding (src, row, key, code)
      select src, row, null, 'REGISTER_ROW_TWICE' from (
        select src, row, row_number() over (partition by row_id order by no) as nth from ${stageOf(spec)} where row_id is not null
        union all
        select src, row, row_number() over (partition by ${within}must collate "C", may collate "C" order by no) from ${stageOf(spec)}
          where row_id is null and must is not null and not bad${within === '' ? '' : ' and cluster_id is not null'}) x where nth > 1`;
}
