import type { UnitOfWork } from '#lib/persistence';
import { clusterSource } from './cluster-sql.js';
import {
  readDataProblems,
  readDecisions,
  readInfrastructureProjects,
  readInvestmentPapers,
  readLeases,
  readObservations,
  readPlanEntries,
  readTenantProjects,
} from './fact-readers.js';
import type { RegisterSnapshot, SnapshotCluster, SnapshotQuery } from './snapshot.js';

/**
 * The register as plain data: valid on a day, known at an instant, in one territory. Ten SQL statements,
 * whatever the number of clusters. What the caller may not see is not in it (row-level security).
 */
export async function registerSnapshot(uow: UnitOfWork, query: SnapshotQuery): Promise<RegisterSnapshot> {
  const clusters = await readClusters(uow, query);
  const ids = clusters.map((c) => c.id);
  const provinces = await provincesOf(uow, query);
  return {
    scope: query.scope,
    asOf: query.asOf,
    knownAt: query.knownAt?.toISOString() ?? null,
    map: query.map ?? 'as_of',
    clusters,
    planEntries: await readPlanEntries(uow, ids, query),
    decisions: await readDecisions(uow, ids, query),
    infrastructureProjects: await readInfrastructureProjects(uow, ids, query),
    tenantProjects: await readTenantProjects(uow, ids, query),
    leases: await readLeases(uow, ids, query),
    investmentPapers: await readInvestmentPapers(uow, ids, query),
    observations: await readObservations(uow, ids, query, provinces),
    problems: await readDataProblems(uow, ids, provinces, query),
  };
}

async function readClusters(uow: UnitOfWork, query: SnapshotQuery): Promise<SnapshotCluster[]> {
  const source = clusterSource(query);
  const where =
    query.scope.level === 'nation'
      ? { sql: 'true', params: [] }
      : { sql: `${query.scope.level === 'province' ? source.province : source.lead} = ?`, params: [query.scope.code] };
  return await uow.em.execute<SnapshotCluster[]>(
    `select c.id, c.code, ${source.name} as name, ${source.province} as "provinceCode", ${source.lead} as "leadCommuneCode",
       ${source.communes} as "communeCodes", st.type, st.status
     from ${source.from} where ${where.sql} order by c.code collate "C"`,
    [...source.params, ...where.params],
  );
}

/** Provinces whose own observations and problems belong to the snapshot, by the codes the rows carry (today's map). */
async function provincesOf(uow: UnitOfWork, query: SnapshotQuery): Promise<string[]> {
  if (query.scope.level === 'commune') return [];
  if (query.scope.level === 'nation' || query.map === 'today') {
    const rows = await uow.em.execute<{ code: string }[]>(
      'select code from province where valid_to is null order by code',
    );
    const codes = rows.map((r) => r.code);
    return query.scope.level === 'nation'
      ? codes
      : codes.filter((code) => 'code' in query.scope && code === query.scope.code);
  }
  // A province of before a merger has no observations of its own on today's map: only where code and name still agree.
  const rows = await uow.em.execute<{ code: string }[]>(
    `select now.code from province was join province now on now.code = was.code and now.valid_to is null and now.name = was.name
     where was.code = ? and was.valid_from <= ? and (was.valid_to is null or was.valid_to > ?)`,
    [query.scope.code, query.asOf, query.asOf],
  );
  return rows.map((r) => r.code);
}
