import type { IsoDate } from '#lib/kernel';
import { sqlArray, type UnitOfWork } from '#lib/persistence';
import type {
  SnapshotDataProblem,
  SnapshotDecision,
  SnapshotInfrastructureProject,
  SnapshotInvestmentPaper,
  SnapshotLease,
  SnapshotObservation,
  SnapshotPlanEntry,
  SnapshotTenantProject,
} from './snapshot.js';

/**
 * One statement per table: the facts of many clusters at once. The snapshot and the batch loaders both
 * read here, so that a fact looks the same wherever it is shown. Row-level security decides what is seen.
 */

/** When a fact has to hold, and when it has to have been known. Absent: at any time; known now. */
export interface FactTime {
  readonly asOf?: IsoDate;
  readonly knownAt?: Date;
  /** Without the sources of the facts: for totals that explain nothing. */
  readonly bare?: boolean;
  /** Tenant projects and leases that had ended by `asOf` are read as well: that they ended is knowledge too. */
  readonly withEnded?: boolean;
}

/** A step of an establishment dossier. */
export interface ProcedureStep {
  readonly id: string;
  readonly clusterId: string;
  readonly step: string;
  readonly document: string | null;
  readonly happenedOn: IsoDate | null;
  readonly note: string | null;
  readonly source: SnapshotDecision['source'];
}

const SOURCE = `case when s.id is null then null else jsonb_build_object('id', s.id, 'code', s.code, 'title', s.title,
  'asOf', s.as_of, 'fileName', s.file_name) end as source`;
const JOIN_SOURCE = 'left join source s on s.id = f.source_id';

/**
 * A table of facts as it is known now, or as it was known at an instant: then rows written over since say again what they
 * said (migrations/0015-knowledge.ts). For a FROM clause, with its parameters.
 */
export function factsKnown(
  table: string,
  { knownAt }: Pick<FactTime, 'knownAt'>,
): { readonly from: string; readonly params: readonly string[]; readonly where: string } {
  return knownAt === undefined
    ? { from: table, params: [], where: 'retracted_at is null' }
    : { from: `${table}_known_at(?::timestamptz)`, params: [knownAt.toISOString()], where: 'true' };
}

/** FROM with the WHERE parts, joined by AND, and the parameters of both. */
class Facts {
  private readonly parts: string[] = [];
  private readonly values: string[] = [];
  private readonly known: ReturnType<typeof factsKnown>;
  private joined: readonly string[] = [];
  /** Column `source`, and the table it comes from, for behind the others. */
  readonly source: string;
  readonly joinSource: string;

  constructor(table: string, time: FactTime, retractable = true) {
    this.source = time.bare === true ? 'null as source' : SOURCE;
    this.joinSource = time.bare === true ? '' : JOIN_SOURCE;
    this.known = factsKnown(table, time);
    if (retractable && time.knownAt === undefined) this.parts.push('f.retracted_at is null');
  }

  /** What stands behind FROM, the table as `f`. */
  get from(): string {
    return `${this.known.from} f`;
  }

  /** A second table, read in the same knowledge; its name stands once, directly behind `from`. */
  join(table: string, time: FactTime): string {
    const known = factsKnown(table, time);
    this.joined = known.params;
    return known.from;
  }

  get params(): string[] {
    return [...this.known.params, ...this.joined, ...this.values];
  }

  add(sql: string, ...params: string[]): this {
    this.parts.push(sql);
    this.values.push(...params);
    return this;
  }

  /** Facts of these clusters; null: of all. */
  of(clusterIds: readonly string[] | null, column = 'f.cluster_id'): this {
    if (clusterIds === null) return this;
    return this.add(`${column} = any (?::uuid[])`, sqlArray(clusterIds));
  }

  /** Half-open stretch; an unknown beginning counts as always. */
  valid({ asOf }: FactTime): this {
    if (asOf === undefined) return this;
    return this.add(
      '(f.valid_from is null or f.valid_from <= ?) and (f.valid_to is null or f.valid_to > ?)',
      asOf,
      asOf,
    );
  }

  /** As `valid`, for facts whose end is knowledge too. */
  begun(time: FactTime): this {
    if (time.asOf === undefined || time.withEnded !== true) return this.valid(time);
    return this.add('(f.valid_from is null or f.valid_from <= ?)', time.asOf);
  }

  toString(): string {
    return this.parts.length === 0 ? 'true' : this.parts.join(' and ');
  }
}

export async function readPlanEntries(
  uow: UnitOfWork,
  clusterIds: readonly string[] | null,
  time: FactTime = {},
): Promise<SnapshotPlanEntry[]> {
  const where = new Facts('plan_entry', time).of(clusterIds).valid(time);
  return await uow.em.execute<SnapshotPlanEntry[]>(
    `select f.id, f.cluster_id as "clusterId", f.plan_decision as "planDecision", f.plan_group as "planGroup", f.listed,
       f.listed_as_established as "listedAsEstablished", f.planned_area_ha::text as "plannedAreaHa",
       f.area_before_ha::text as "areaBeforeHa", f.valid_from::text as "validFrom", f.valid_to::text as "validTo", f.note, ${where.source}
     from ${where.from} ${where.joinSource} where ${where} order by f.valid_from, f.id`,
    where.params,
  );
}

export async function readDecisions(
  uow: UnitOfWork,
  clusterIds: readonly string[] | null,
  time: FactTime = {},
): Promise<SnapshotDecision[]> {
  const where = new Facts('decision', time).of(clusterIds);
  if (time.asOf !== undefined) where.add('(f.signed_on is null or f.signed_on <= ?)', time.asOf);
  return await uow.em.execute<SnapshotDecision[]>(
    `select f.id, f.cluster_id as "clusterId", f.kind, f.number, f.issuer, f.signed_on::text as "signedOn",
       f.effective_on::text as "effectiveOn", f.area_ha::text as "areaHa", f.industrial_land_ha::text as "industrialLandHa",
       f.investment_bvnd::text as "investmentBvnd", f.cluster_type as "clusterType", f.file_id as "fileId", f.note, ${where.source}
     from ${where.from} ${where.joinSource} where ${where} order by f.signed_on nulls first, f.number, f.id`,
    where.params,
  );
}

export async function readInfrastructureProjects(
  uow: UnitOfWork,
  clusterIds: readonly string[] | null,
  time: FactTime = {},
): Promise<SnapshotInfrastructureProject[]> {
  const where = new Facts('infrastructure_project', time).of(clusterIds).valid(time);
  return await uow.em.execute<SnapshotInfrastructureProject[]>(
    `select f.id, f.cluster_id as "clusterId", f.name, f.total_investment_bvnd::text as "totalInvestmentBvnd",
       case when i.id is null then null else jsonb_build_object('id', i.id, 'name', i.name, 'legalType', i.legal_type,
         'taxCode', i.tax_code) end as investor,
       f.valid_from::text as "validFrom", f.valid_to::text as "validTo", f.note, ${where.source}
     from ${where.from} left join ${where.join('investor', time)} i on i.id = f.investor_id ${where.joinSource}
     where ${where} order by f.valid_from nulls first, f.id`,
    where.params,
  );
}

export async function readTenantProjects(
  uow: UnitOfWork,
  clusterIds: readonly string[] | null,
  time: FactTime = {},
): Promise<SnapshotTenantProject[]> {
  const where = new Facts('tenant_project', time).of(clusterIds).begun(time);
  return await uow.em.execute<SnapshotTenantProject[]>(
    `select coalesce(f.row_of, f.id) as id, f.cluster_id as "clusterId", f.code, f.commune_code as "communeCode", f.enterprise_name as "enterpriseName",
       f.project_name as "projectName", f.industry, f.foreign_capital as "foreignCapital", f.state,
       f.state_as_written as "stateAsWritten", f.land_requested_ha::text as "landRequestedHa",
       f.valid_from::text as "validFrom", f.valid_to::text as "validTo", f.note, ${where.source}
     from ${where.from} ${where.joinSource} where ${where} order by f.code collate "C"`,
    where.params,
  );
}

export async function readLeases(
  uow: UnitOfWork,
  clusterIds: readonly string[] | null,
  time: FactTime = {},
): Promise<SnapshotLease[]> {
  const where = new Facts('lease', time).of(clusterIds).begun(time);
  if (time.asOf !== undefined) where.add('(f.signed_on is null or f.signed_on <= ?)', time.asOf);
  return await uow.em.execute<SnapshotLease[]>(
    `select f.id, f.cluster_id as "clusterId", f.project_id as "projectId", f.area_ha::text as "areaHa", f.document,
       f.signed_on::text as "signedOn", f.valid_from::text as "validFrom", f.valid_to::text as "validTo", null as note, ${where.source}
     from ${where.from} ${where.joinSource} where ${where} order by f.signed_on nulls first, f.id`,
    where.params,
  );
}

export async function readInvestmentPapers(
  uow: UnitOfWork,
  clusterIds: readonly string[] | null,
  time: FactTime = {},
): Promise<SnapshotInvestmentPaper[]> {
  const where = new Facts('investment_paper', time).of(clusterIds);
  if (time.asOf !== undefined) where.add('(f.issued_on is null or f.issued_on <= ?)', time.asOf);
  return await uow.em.execute<SnapshotInvestmentPaper[]>(
    `select f.id, f.cluster_id as "clusterId", f.project_id as "projectId", f.kind, f.number, f.issued_on::text as "issuedOn",
       f.area_ha::text as "areaHa", f.as_written as "asWritten", null as note, ${where.source}
     from ${where.from} ${where.joinSource} where ${where} order by f.issued_on nulls first, f.number, f.id`,
    where.params,
  );
}

/** Newest first. @param provinceCodes observations about these whole provinces are read as well */
export async function readObservations(
  uow: UnitOfWork,
  clusterIds: readonly string[] | null,
  time: FactTime = {},
  provinceCodes: readonly string[] = [],
): Promise<SnapshotObservation[]> {
  const where = new Facts('observation', time);
  if (clusterIds !== null)
    where.add(
      '(f.cluster_id = any (?::uuid[]) or (f.cluster_id is null and f.province_code = any (?::text[])))',
      sqlArray(clusterIds),
      sqlArray(provinceCodes),
    );
  if (time.asOf !== undefined) where.add('f.observed_on <= ?', time.asOf);
  return await uow.em.execute<SnapshotObservation[]>(
    `select f.id, f.cluster_id as "clusterId", f.province_code as "provinceCode", f.fact, f.value::text as value, f.unit, f.basis,
       f.as_written as "asWritten", f.observed_on::text as "observedOn", f.filing_id as "filingId", null as note, ${where.source}
     from ${where.from} ${where.joinSource} where ${where} order by f.observed_on desc, f.fact, f.id`,
    where.params,
  );
}

/** Oldest first, undated steps last. */
export async function readProcedureSteps(
  uow: UnitOfWork,
  clusterIds: readonly string[],
  time: FactTime = {},
): Promise<ProcedureStep[]> {
  const where = new Facts('procedure_step', time, false).of(clusterIds);
  return await uow.em.execute<ProcedureStep[]>(
    `select f.id, f.cluster_id as "clusterId", f.step, f.document, f.happened_on::text as "happenedOn", f.note, ${where.source}
     from ${where.from} ${where.joinSource} where ${where} order by f.happened_on nulls last, f.step, f.id`,
    where.params,
  );
}

/** Open problems, worst first. @param provinceCodes problems of these provinces as a whole are read as well */
export async function readDataProblems(
  uow: UnitOfWork,
  clusterIds: readonly string[],
  provinceCodes: readonly string[] = [],
  { knownAt }: FactTime = {},
): Promise<SnapshotDataProblem[]> {
  const at = knownAt?.toISOString();
  const known = at === undefined ? 'settled_at is null' : 'found_at <= ? and (settled_at is null or settled_at > ?)';
  return await uow.em.execute<SnapshotDataProblem[]>(
    `select id, cluster_id as "clusterId", province_code as "provinceCode", code, severity, message from data_problem
     where (cluster_id = any (?::uuid[]) or (cluster_id is null and province_code = any (?::text[]))) and ${known}
     order by case severity when 'error' then 0 when 'warning' then 1 else 2 end, code, id`,
    [sqlArray(clusterIds), sqlArray(provinceCodes), ...(at === undefined ? [] : [at, at])],
  );
}
