import type { IsoDate } from '#lib/kernel';
import { sqlArray, type UnitOfWork } from '#lib/persistence';
import { clusterSource } from './cluster-sql.js';
import {
  readDecisions,
  readInfrastructureProjects,
  readInvestmentPapers,
  readLeases,
  readObservations,
  readPlanEntries,
  readTenantProjects,
} from './fact-readers.js';
import type { RegisterSnapshot, SnapshotCluster } from './snapshot.js';

/** The register on several days, read once. */
export interface RegisterDays {
  /** As `registerSnapshot` of the nation with what has ended, without sources and problems. */
  readonly on: (day: IsoDate) => RegisterSnapshot;
  /** The province each cluster lies in on today's map: the one its rows carry. */
  readonly nowIn: ReadonlyMap<string, string>;
}

/**
 * The nation's register as known now, for many days of validity: a statement for the clusters of each day and one for
 * each table of facts, whatever the number of days.
 * @param provinces only clusters that lie in these provinces, by the codes of each day; null: all
 */
export async function registerOnDays(
  uow: UnitOfWork,
  days: readonly IsoDate[],
  provinces: readonly string[] | null,
): Promise<RegisterDays> {
  const clusters = new Map<IsoDate, SnapshotCluster[]>();
  for (const day of days) clusters.set(day, await clustersOn(uow, day, provinces));
  const ids = provinces === null ? null : [...new Set([...clusters.values()].flatMap((list) => list.map((c) => c.id)))];
  const all = { bare: true } as const;
  const facts = {
    planEntries: await readPlanEntries(uow, ids, all),
    decisions: await readDecisions(uow, ids, all),
    infrastructureProjects: await readInfrastructureProjects(uow, ids, all),
    tenantProjects: await readTenantProjects(uow, ids, all),
    leases: await readLeases(uow, ids, all),
    investmentPapers: await readInvestmentPapers(uow, ids, all),
    observations: await readObservations(uow, ids, all),
  };
  const places = await uow.em.execute<{ id: string; now: string }[]>(
    `select id, province_code as now from cluster${ids === null ? '' : ' where id = any (?::uuid[])'}`,
    ids === null ? [] : [sqlArray(ids)],
  );
  return {
    on: (day) => snapshotOn(day, clusters.get(day) ?? [], facts),
    nowIn: new Map(places.map((p) => [p.id, p.now])),
  };
}

async function clustersOn(
  uow: UnitOfWork,
  asOf: IsoDate,
  provinces: readonly string[] | null,
): Promise<SnapshotCluster[]> {
  const source = clusterSource({ asOf });
  const where = provinces === null ? 'true' : `${source.province} = any (?::text[])`;
  return await uow.em.execute<SnapshotCluster[]>(
    `select c.id, c.code, ${source.name} as name, ${source.province} as "provinceCode", ${source.lead} as "leadCommuneCode",
       ${source.communes} as "communeCodes", st.type, st.status
     from ${source.from} where ${where} order by c.code collate "C"`,
    [...source.params, ...(provinces === null ? [] : [sqlArray(provinces)])],
  );
}

type Facts = Pick<
  RegisterSnapshot,
  | 'planEntries'
  | 'decisions'
  | 'infrastructureProjects'
  | 'tenantProjects'
  | 'leases'
  | 'investmentPapers'
  | 'observations'
>;

/** What holds on a day, by the conditions of the readers (fact-readers.ts); ended projects and leases stay in. */
function snapshotOn(day: IsoDate, clusters: readonly SnapshotCluster[], facts: Facts): RegisterSnapshot {
  const begun = (from: IsoDate | null): boolean => from === null || from <= day;
  const holds = (fact: { readonly validFrom: IsoDate | null; readonly validTo: IsoDate | null }): boolean =>
    begun(fact.validFrom) && (fact.validTo === null || fact.validTo > day);
  return {
    scope: { level: 'nation' },
    asOf: day,
    knownAt: null,
    map: 'as_of',
    clusters,
    planEntries: facts.planEntries.filter(holds),
    decisions: facts.decisions.filter((d) => begun(d.signedOn)),
    infrastructureProjects: facts.infrastructureProjects.filter(holds),
    tenantProjects: facts.tenantProjects.filter((p) => begun(p.validFrom)),
    leases: facts.leases.filter((l) => begun(l.signedOn) && begun(l.validFrom)),
    investmentPapers: facts.investmentPapers.filter((p) => begun(p.issuedOn)),
    observations: facts.observations.filter((o) => o.observedOn <= day),
    problems: [],
  };
}
