import type { IsoDate } from '#lib/kernel';
import type { UnitOfWork } from '#lib/persistence';
import { REPORTERS_IN_FORCE } from './reporter-sql.js';
import type { ClusterFacts, DutyFacts, ProjectFacts } from './rules/duties.js';

/** Not retracted, and valid on a day (two parameters). */
const HELD = (t: string) =>
  `${t}.retracted_at is null and (${t}.valid_from is null or ${t}.valid_from <= ?) and (${t}.valid_to is null or ${t}.valid_to > ?)`;

const COMMUNE_KIND: Readonly<Record<string, string>> = { xa: 'Xã', phuong: 'Phường', dac_khu: 'Đặc khu' };

/** "Xã Bảo Hà": how a commune is addressed. */
export function communeName(type: string, name: string): string {
  return `${COMMUNE_KIND[type] ?? ''} ${name}`.trim();
}

/** What the register says on a day about everybody who may owe a filing. Four statements for the nation. */
export async function readDutyFacts(uow: UnitOfWork, asOf: IsoDate): Promise<DutyFacts> {
  const on = [asOf, asOf];
  const provinces = await uow.em.execute<{ code: string; name: string }[]>(
    `select code, full_name as name from province where valid_from <= ? and (valid_to is null or valid_to > ?) order by code`,
    on,
  );
  const communes = await uow.em.execute<{ code: string; name: string; type: string; provinceCode: string }[]>(
    `select code, name, type, province_code as "provinceCode" from commune
     where valid_from <= ? and (valid_to is null or valid_to > ?)
       and code in (select lead_commune_code from cluster_state union select commune_code from cluster_reporter)`,
    on,
  );
  const clusters = await uow.em.execute<ClusterFacts[]>(
    `select c.id, c.code, s.name, c.province_code as "provinceCode",
       coalesce(lead.commune_code, s.lead_commune_code) as "leadCommuneCode", lead.commune_code is not null as "leadDecided",
       without.reporter, s.commune_codes as "communeCodes",
       exists (select 1 from infrastructure_project i where i.cluster_id = c.id and i.investor_id is not null and ${HELD('i')}) as "hasInvestor"
     from cluster c
     join lateral (select s.* from cluster_state s where s.cluster_id = c.id and ${HELD('s')}
       order by s.valid_from desc, s.recorded_at desc limit 1) s on true
     ${REPORTERS_IN_FORCE}
     order by c.code`,
    [...on, ...on, ...on, ...on],
  );
  const projects = await uow.em.execute<ProjectFacts[]>(
    `select t.id, t.code, t.enterprise_name as name, c.name as "clusterName", t.province_code as "provinceCode",
       t.commune_code as "communeCode", t.state,
       exists (select 1 from lease l where l.project_id = t.id and ${HELD('l')}) as leased
     from tenant_project t join cluster c on c.id = t.cluster_id
     where ${HELD('t')} order by t.code`,
    [...on, ...on],
  );
  return {
    provinces,
    communes: new Map(
      communes.map((c) => [c.code, { name: communeName(c.type, c.name), provinceCode: c.provinceCode }]),
    ),
    clusters,
    projects,
  };
}
