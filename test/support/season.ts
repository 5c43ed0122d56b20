/**
 * A small register for the specs of the reporting season: the nation's territory, two clusters of Lào Cai (one with
 * an infrastructure investor) and three tenant projects. Plain SQL by the system's hand.
 */
import { accessEntities } from '#lib/access';
import { filingEntities } from '#lib/filing';
import { loadTerritory } from '#lib/law';
import { createOrm, Database, newId, sqlArray, systemScope, type UnitOfWork } from '#lib/persistence';
import { regimeEntities } from '#lib/regime';
import { loadTerritoryRows } from '#lib/territory';

export const LAO_CAI = '15';
export const LEAD_COMMUNE = '02647';
export const OTHER_COMMUNE = '02671';

/** Opens the database as the application does, with the entities of the season. */
export async function openSeason(appUrl: string): Promise<Database> {
  const entities = [...accessEntities, ...regimeEntities, ...filingEntities];
  return new Database(await createOrm({ connectionString: appUrl, entities, poolMax: 8 }));
}

export interface SeasonRegister {
  /** CCN-A: with an investor, lying in two communes; CCN-B: without one. */
  readonly clusterA: string;
  readonly clusterB: string;
  /** P-1 operates in A, P-2 has leased in A but not begun, P-3 only prepares in B. */
  readonly projects: Readonly<Record<'P-1' | 'P-2' | 'P-3', string>>;
}

const AT = '2026-01-05T08:00:00+07:00';

export async function fillSeason(db: Database): Promise<SeasonRegister> {
  return await db.transact(systemScope, async (uow) => {
    await loadTerritoryRows(uow, loadTerritory());
    const clusterA = await addCluster(uow, 'CCN-A', 'Cụm A', [LEAD_COMMUNE, OTHER_COMMUNE]);
    const clusterB = await addCluster(uow, 'CCN-B', 'Cụm B', [OTHER_COMMUNE]);
    const investor = newId();
    await addRow(uow, 'investor', {
      id: investor,
      province_code: LAO_CAI,
      name: 'Chủ đầu tư A',
      legal_type: 'enterprise',
      recorded_at: AT,
    });
    await addRow(uow, 'infrastructure_project', { ...fact(clusterA), investor_id: investor });
    const projects = {
      'P-1': await addProject(uow, clusterA, 'P-1', 'operating'),
      'P-2': await addProject(uow, clusterA, 'P-2', 'under_construction'),
      'P-3': await addProject(uow, clusterB, 'P-3', 'preparing'),
    };
    await addRow(uow, 'lease', { ...fact(clusterA), project_id: projects['P-2'], valid_from: '2026-02-01' });
    return { clusterA, clusterB, projects };
  });
}

export async function addCluster(uow: UnitOfWork, code: string, name: string, communes: string[]): Promise<string> {
  const id = newId();
  const place = { name, commune_codes: sqlArray(communes) };
  await addRow(uow, 'cluster', {
    id,
    code,
    ...place,
    province_code: LAO_CAI,
    commune_code: communes[0],
    created_at: AT,
  });
  const state = { ...place, lead_commune_code: communes[0], valid_from: '2025-07-01' };
  await addRow(uow, 'cluster_state', { ...fact(id), ...state });
  return id;
}

async function addProject(uow: UnitOfWork, cluster: string, code: string, state: string): Promise<string> {
  const id = newId();
  const row = {
    ...fact(cluster),
    id,
    code,
    commune_code: LEAD_COMMUNE,
    enterprise_name: `Doanh nghiệp ${code}`,
    state,
  };
  await addRow(uow, 'tenant_project', row);
  return id;
}

function fact(cluster: string): Record<string, string> {
  return { id: newId(), cluster_id: cluster, province_code: LAO_CAI, recorded_at: AT };
}

async function addRow(uow: UnitOfWork, table: string, row: Readonly<Record<string, unknown>>): Promise<void> {
  const names = Object.keys(row);
  const marks = names.map(() => '?').join(', ');
  await uow.em.execute(`insert into ${table} (${names.join(', ')}) values (${marks})`, Object.values(row));
}
