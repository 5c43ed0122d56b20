import { type Clock, DomainError, type IsoDate, searchKey, vietnamDate } from '#lib/kernel';
import {
  decodeCursor,
  type Page,
  type PageRequest,
  pageSize,
  sqlArray,
  toPage,
  type UnitOfWork,
} from '#lib/persistence';
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
  ClusterType,
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

export interface ClusterFilter {
  /** Province code on the map of the day. */
  readonly province?: string;
  /** Any commune the cluster lies in. */
  readonly commune?: string;
  readonly type?: ClusterType;
  readonly established?: boolean;
  /** Status group as the source wrote it. */
  readonly status?: string;
  /** Part of a name, present or former, typed with or without tone marks. */
  readonly search?: string;
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
  ): Promise<Page<ClusterView>> {
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
    const where = ['true'];
    const params = [...source.params];
    const and = (sql: string, ...values: string[]) => {
      where.push(sql);
      params.push(...values);
    };
    if (filter.province !== undefined) and(`${source.province} = ?`, filter.province);
    if (filter.commune !== undefined) and(`${source.communes} @> ?::text[]`, sqlArray([filter.commune]));
    if (filter.type !== undefined) and('st.type = ?', filter.type);
    if (filter.status !== undefined) and('st.status = ?', filter.status);
    if (filter.established !== undefined) {
      const established = establishedSql(reading);
      and(`${filter.established ? '' : 'not '}${established.sql}`, ...established.params);
    }
    const search = searchKey(filter.search ?? '');
    if (search !== '') {
      const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
      and(
        `(fold_vi(${source.name}) like ? or exists (select 1 from unnest(st.other_names) o where fold_vi(o) like ?))`,
        pattern,
        pattern,
      );
    }
    const [total] = await uow.em.execute<{ n: number }[]>(
      `select count(*)::int as n from ${source.from} where ${where.join(' and ')}`,
      params,
    );
    if (after !== null) and(`((${sortKey}) collate "C", c.id) > (?, ?::uuid)`, after[0] ?? '', after[1] ?? '');
    const rows = await this.read(
      uow,
      reading,
      where.join(' and '),
      params,
      `order by (${sortKey}) collate "C", c.id limit ${first + 1}`,
      sortKey,
    );
    return toPage(rows, first, total?.n ?? 0, (c) => [c.sortName, c.id]);
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
  ): Promise<SortedCluster[]> {
    const source = clusterSource(reading);
    const established = establishedSql(reading);
    return await uow.em.execute<SortedCluster[]>(
      `select c.id, c.code, ${source.name} as name, ${source.province} as "provinceCode", ${source.lead} as "leadCommuneCode",
         ${source.communes} as "communeCodes", st.type, st.status, coalesce(st.other_names, '{}') as "otherNames", st.note,
         st.valid_from::text as "validFrom", st.valid_to::text as "validTo", ${sortKey ?? `fold_vi(${source.name})`} as "sortName",
         ${established.sql} as established
       from ${source.from} where ${where} ${tail}`,
      [...established.params, ...params],
    );
  }
}

/** `sortName` makes the cursor; it is not part of the view. */
interface SortedCluster extends ClusterView {
  readonly sortName: string;
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
