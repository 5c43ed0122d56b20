import { type Clock, DomainError, type IsoDate, vietnamDate } from '#lib/kernel';
import {
  decodeCursor,
  type Page,
  type PageRequest,
  pageSize,
  sqlArray,
  toPage,
  type UnitOfWork,
} from '#lib/persistence';
import { COMMUNE_COLUMNS, type CommuneUnit, PROVINCE_COLUMNS, type ProvinceUnit } from '#lib/territory';
import { type ClusterFilter, clusterConditions } from './cluster-conditions.js';
import { type ClusterReading, clusterSource, establishedSql } from './cluster-sql.js';
import {
  type FactTime,
  type ProcedureStep,
  readDataProblems,
  readDecisions,
  readInfrastructureProjects,
  readInvestmentPapers,
  readLeases,
  readObservations,
  readPlanEntries,
  readProcedureSteps,
  readTenantProjects,
} from './fact-readers.js';
import { registerSnapshot } from './register-snapshot.js';
import type {
  RegisterSnapshot,
  SnapshotCluster,
  SnapshotDataProblem,
  SnapshotDecision,
  SnapshotInfrastructureProject,
  SnapshotInvestmentPaper,
  SnapshotLease,
  SnapshotObservation,
  SnapshotPlanEntry,
  SnapshotQuery,
  SnapshotTenantProject,
} from './snapshot.js';

/** A cluster as of a day. */
export interface ClusterView extends SnapshotCluster {
  readonly otherNames: readonly string[];
  readonly note: string | null;
  /** An establishment decision is in force on the day. False also where the decision is not known: see its data problems. */
  readonly established: boolean;
  readonly validFrom: IsoDate | null;
  readonly validTo: IsoDate | null;
}

/** Province and lead commune of a cluster as they stood on a day; null where the list of units has none then. */
export interface ClusterUnits {
  readonly province: ProvinceUnit | null;
  readonly leadCommune: CommuneUnit | null;
}

/** What a list carries beside its rows, in the same statement. */
export interface ClustersWanted {
  /** The number of rows of the whole list; zero when not asked for. */
  readonly count: boolean;
  /** Province and lead commune on this day beside each row; null: not asked for. */
  readonly unitsOn: IsoDate | null;
}

/** By what a list of clusters is ordered; ties are broken by id. */
export type ClusterOrder = 'name' | 'code' | 'province_name';

/** Facts of many clusters, keyed by cluster id; a cluster without any is absent. */
export type ByCluster<T> = ReadonlyMap<string, readonly T[]>;

/** When and on which map to read. Absent: today (or the day of `knownAt`), all we know now, the map of the day. */
export type RegisterTime = Partial<ClusterReading>;

/** Reads the register. Every method runs in the caller's unit of work: row-level security decides what is there. */
export class RegisterService {
  private readonly clock: Clock;

  constructor({ clock }: { readonly clock: Clock }) {
    this.clock = clock;
  }

  /** Clusters by name (tone marks folded), or as `order` says, and id, page by page. @throws DomainError PAGE_SIZE_INVALID, CURSOR_INVALID */
  async clusters(
    uow: UnitOfWork,
    filter: ClusterFilter,
    page: PageRequest,
    time: RegisterTime = {},
    order: ClusterOrder = 'name',
    wanted: ClustersWanted = { count: true, unitsOn: null },
  ): Promise<Page<ClusterView & { readonly units?: ClusterUnits }>> {
    const first = pageSize(page);
    const after = decodeCursor(page.after, 2);
    if (after !== null && !UUID.test(after[1] ?? '')) throw cursorInvalid();
    const reading = this.reading(time);
    const source = clusterSource(reading);
    const sortKey = {
      name: `fold_vi(${source.name})`,
      code: 'c.code',
      province_name: `${source.province} || ' ' || fold_vi(${source.name})`,
    }[order];
    const condition = clusterConditions(filter, reading);
    const params = [...source.params, ...condition.params];
    const beyond = after === null ? '' : ` and ((${sortKey}) collate "C", c.id) > (?, ?::uuid)`;
    const counting = { sql: `(select count(*)::int from ${source.from} where ${condition.sql})`, params };
    const rows = await this.read(
      uow,
      reading,
      `${condition.sql}${beyond}`,
      [...params, ...(after ?? [])],
      `order by (${sortKey}) collate "C", c.id limit ${first + 1}`,
      sortKey,
      [
        ...(wanted.count ? [{ sql: `${counting.sql} as total`, params: counting.params }] : []),
        ...(wanted.unitsOn === null ? [] : [unitsSql(source, wanted.unitsOn)]),
      ],
    );
    let total = rows[0]?.total ?? 0;
    // Beyond the last row there is no row to carry the number.
    if (wanted.count && rows.length === 0 && after !== null)
      total = (await uow.em.execute<{ n: number }[]>(`select ${counting.sql} as n`, counting.params))[0]?.n ?? 0;
    return toPage(rows, first, total, (c) => [c.sortName, c.id]);
  }

  /** One cluster by its id or public code; null where there is none on that day or the caller may not see it. */
  async cluster(
    uow: UnitOfWork,
    key: { readonly id: string } | { readonly code: string },
    time: RegisterTime = {},
  ): Promise<ClusterView | null> {
    const [column, value] = 'id' in key ? ['c.id::text', key.id] : ['c.code', key.code];
    const reading = this.reading(time);
    const rows = await this.read(uow, reading, `${column} = ?`, [...clusterSource(reading).params, value], '');
    return rows[0] ?? null;
  }

  /** Many clusters in one statement, keyed by id. */
  async clustersByIds(
    uow: UnitOfWork,
    ids: readonly string[],
    time: RegisterTime = {},
  ): Promise<ReadonlyMap<string, ClusterView>> {
    const reading = this.reading(time);
    const params = [...clusterSource(reading).params, sqlArray(ids)];
    const rows = await this.read(uow, reading, 'c.id = any (?::uuid[])', params, '');
    return new Map(rows.map((c) => [c.id, c]));
  }

  async planEntries(
    uow: UnitOfWork,
    clusterIds: readonly string[],
    time?: FactTime,
  ): Promise<ByCluster<SnapshotPlanEntry>> {
    return byCluster(await readPlanEntries(uow, clusterIds, time));
  }

  async decisions(
    uow: UnitOfWork,
    clusterIds: readonly string[],
    time?: FactTime,
  ): Promise<ByCluster<SnapshotDecision>> {
    return byCluster(await readDecisions(uow, clusterIds, time));
  }

  async infrastructureProjects(
    uow: UnitOfWork,
    clusterIds: readonly string[],
    time?: FactTime,
  ): Promise<ByCluster<SnapshotInfrastructureProject>> {
    return byCluster(await readInfrastructureProjects(uow, clusterIds, time));
  }

  async tenantProjects(
    uow: UnitOfWork,
    clusterIds: readonly string[],
    time?: FactTime,
  ): Promise<ByCluster<SnapshotTenantProject>> {
    return byCluster(await readTenantProjects(uow, clusterIds, time));
  }

  async leases(uow: UnitOfWork, clusterIds: readonly string[], time?: FactTime): Promise<ByCluster<SnapshotLease>> {
    return byCluster(await readLeases(uow, clusterIds, time));
  }

  async investmentPapers(
    uow: UnitOfWork,
    clusterIds: readonly string[],
    time?: FactTime,
  ): Promise<ByCluster<SnapshotInvestmentPaper>> {
    return byCluster(await readInvestmentPapers(uow, clusterIds, time));
  }

  async observations(
    uow: UnitOfWork,
    clusterIds: readonly string[],
    time?: FactTime,
  ): Promise<ByCluster<SnapshotObservation>> {
    return byCluster(await readObservations(uow, clusterIds, time));
  }

  async procedureSteps(
    uow: UnitOfWork,
    clusterIds: readonly string[],
    time?: FactTime,
  ): Promise<ByCluster<ProcedureStep>> {
    return byCluster(await readProcedureSteps(uow, clusterIds, time));
  }

  /** Open data problems of clusters. */
  async problems(
    uow: UnitOfWork,
    clusterIds: readonly string[],
    time?: FactTime,
  ): Promise<ByCluster<SnapshotDataProblem>> {
    return byCluster(await readDataProblems(uow, clusterIds, [], time));
  }

  /** Observations about whole provinces, keyed by province code of today's map. */
  async provinceObservations(
    uow: UnitOfWork,
    provinceCodes: readonly string[],
    time?: FactTime,
  ): Promise<ReadonlyMap<string, readonly SnapshotObservation[]>> {
    return grouped(await readObservations(uow, [], time, provinceCodes), (o) => o.provinceCode);
  }

  /** Open data problems of provinces as a whole, keyed by province code of today's map. */
  async provinceProblems(
    uow: UnitOfWork,
    provinceCodes: readonly string[],
    time?: FactTime,
  ): Promise<ReadonlyMap<string, readonly SnapshotDataProblem[]>> {
    return grouped(await readDataProblems(uow, [], provinceCodes, time), (p) => p.provinceCode);
  }

  /** Plain data for consolidation; a fixed number of SQL statements. */
  async snapshot(uow: UnitOfWork, query: SnapshotQuery): Promise<RegisterSnapshot> {
    return await registerSnapshot(uow, query);
  }

  private reading(time: RegisterTime): ClusterReading {
    return { ...time, asOf: time.asOf ?? vietnamDate(time.knownAt ?? this.clock.now()) };
  }

  private async read(
    uow: UnitOfWork,
    reading: ClusterReading,
    where: string,
    params: readonly string[],
    tail: string,
    sortKey?: string,
    more: readonly { readonly sql: string; readonly params: readonly string[] }[] = [],
  ): Promise<SortedCluster[]> {
    const source = clusterSource(reading);
    const established = establishedSql(reading);
    return await uow.em.execute<SortedCluster[]>(
      `select c.id, c.code, ${source.name} as name, ${source.province} as "provinceCode", ${source.lead} as "leadCommuneCode",
         ${source.communes} as "communeCodes", st.type, st.status, coalesce(st.other_names, '{}') as "otherNames", st.note,
         st.valid_from::text as "validFrom", st.valid_to::text as "validTo", ${sortKey ?? `fold_vi(${source.name})`} as "sortName",
         ${[`${established.sql} as established`, ...more.map(({ sql }) => sql)].join(', ')}
       from ${source.from} where ${where} ${tail}`,
      [...established.params, ...more.flatMap((each) => each.params), ...params],
    );
  }
}

/** `sortName` makes the cursor; it is not part of the view. */
interface SortedCluster extends ClusterView {
  readonly sortName: string;
  readonly total?: number;
  readonly units?: ClusterUnits;
}

/** Province and lead commune of a row as one JSON document, as libs/territory reads them. */
function unitsSql(source: ReturnType<typeof clusterSource>, day: IsoDate) {
  const unit = (columns: string, table: string, code: string) =>
    `(select to_jsonb(u) from (select ${columns} from ${table} where code = ${code} and valid_from <= ?::date
       and (valid_to is null or valid_to > ?::date) limit 1) u)`;
  return {
    sql: `jsonb_build_object('province', ${unit(PROVINCE_COLUMNS, 'province', source.province)},
      'leadCommune', ${unit(COMMUNE_COLUMNS, 'commune', source.lead)}) as units`,
    params: [day, day, day, day],
  };
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

function cursorInvalid(): DomainError {
  return new DomainError({
    code: 'CURSOR_INVALID',
    message: 'Vị trí trang (con trỏ) không hợp lệ. Hãy tải lại danh sách từ đầu.',
    messageEn: 'The cursor is not valid. Load the list from the beginning.',
    path: 'after',
  });
}

function byCluster<T extends { readonly clusterId: string | null }>(rows: readonly T[]): ByCluster<T> {
  return grouped(rows, (row) => row.clusterId ?? '');
}

function grouped<T>(rows: readonly T[], keyOf: (row: T) => string): ReadonlyMap<string, readonly T[]> {
  return Map.groupBy(rows, keyOf);
}
