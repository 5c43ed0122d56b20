import { announce, type ChangePlace, sqlArray, type UnitOfWork } from '#lib/persistence';

/** More obligations than this in one run are told by province, without their names. */
const MOST_NAMED = 50;

/** Says that obligations of a period have changed: each one, or for a large run that many of a province have. */
export async function announceObligations(uow: UnitOfWork, period: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const list = sqlArray(ids);
  if (ids.length > MOST_NAMED) {
    const provinces = await uow.em.execute<{ code: string }[]>(
      'select distinct province_code as code from obligation where id = any (?::uuid[])',
      [list],
    );
    for (const { code } of provinces) {
      const place = { provinceCode: code, communeCode: null, clusterId: null, projectId: null };
      announce(uow, { kind: 'obligations', id: period, period, place });
    }
    return;
  }
  const rows = await uow.em.execute<(ChangePlace & { id: string })[]>(
    `select id, province_code as "provinceCode", commune_code as "communeCode", cluster_id as "clusterId",
       project_id as "projectId" from obligation where id = any (?::uuid[])`,
    [list],
  );
  for (const row of rows) announce(uow, { kind: 'obligation', id: row.id, period, place: row });
}
