import { type Database, systemScope } from '#lib/persistence';

/** Where the project of a firm lies, and a commune of the same province that leads clusters of its own. */
export async function loadPlace(db: Database, code: string) {
  const [place] = await db.transact(systemScope, (uow) =>
    uow.em.execute<{ project: string; cluster: string; clusterCode: string; commune: string; otherCommune: string }[]>(
      `select t.id as project, c.id as cluster, c.code as "clusterCode", c.commune_code as commune,
         (select min(o.commune_code) from cluster o where o.province_code = c.province_code
           and not (c.commune_codes @> array[o.commune_code])) as "otherCommune"
       from tenant_project t join cluster c on c.id = t.cluster_id where t.code = ?`,
      [code],
    ),
  );
  if (place === undefined) throw new Error(`no project ${code}`);
  return place;
}
