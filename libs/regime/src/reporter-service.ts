import type { Caller } from '#lib/access';
import { audit } from '#lib/audit';
import { type Clock, type IsoDate, vietnamDate } from '#lib/kernel';
import { sqlArray, type UnitOfWork } from '#lib/persistence';
import { changeLeadCommune } from '#lib/register';
import { DECIDER_COLUMNS, deciderValues, reasonGiven } from './decider.js';
import { regimeError } from './errors.js';
import { promiseRefresh } from './period-runs.js';
import { REPORTERS_IN_FORCE } from './reporter-sql.js';
import { type ClusterReporter, DEFAULT_REPORTER } from './rules/duties.js';

/** Somebody's answer to one question about a cluster. */
export interface ReporterDecision {
  readonly from: IsoDate;
  readonly to: IsoDate | null;
  readonly reason: string;
  readonly authorName: string;
  readonly officeName: string;
  readonly recordedAt: string;
}

/** Who reports a cluster, on a day, and whether somebody decided so or it is this system's default. */
export interface ClusterReporting {
  readonly clusterId: string;
  readonly clusterCode: string;
  readonly clusterName: string;
  readonly communeCodes: readonly string[];
  readonly leadCommuneCode: string;
  /** Null: nobody decided; for a cluster in several communes the first that the plan names is taken. */
  readonly leadDecision: ReporterDecision | null;
  readonly hasInvestor: boolean;
  /** Who reports it while it has no infrastructure investor. */
  readonly withoutInvestor: ClusterReporter;
  readonly withoutInvestorDecision: ReporterDecision | null;
}

/** From a day on, with a reason. `from` left out: from today on. */
export interface ReporterChange {
  /** Public code of the cluster. */
  readonly cluster: string;
  readonly from?: IsoDate | null;
  readonly reason: string;
}

type Answer =
  | { readonly question: 'lead_commune'; readonly communeCode: string }
  | { readonly question: 'without_investor'; readonly reporter: ClusterReporter };

/**
 * Who reports a cluster where the law is silent: its lead commune when it lies in several, and whoever steps in while
 * it has no infrastructure investor. Recorded by the department, with validity, reason and author.
 */
export class ReporterService {
  private readonly clock: Clock;

  constructor(services: { readonly clock: Clock }) {
    this.clock = services.clock;
  }

  /** Who reports these clusters on a day, keyed by cluster id. One statement. */
  async reporting(
    uow: UnitOfWork,
    clusterIds: readonly string[],
    asOf: IsoDate | null = null,
  ): Promise<ReadonlyMap<string, ClusterReporting>> {
    const day = asOf ?? vietnamDate(this.clock.now());
    const rows = await readReporting(uow, 'c.id = any (?::uuid[])', sqlArray(clusterIds), day);
    return new Map(rows.map((row) => [row.clusterId, row]));
  }

  /**
   * Another lead commune for a cluster, in the register as well; open periods follow.
   * @throws DomainError EXCEPTION_REASON_REQUIRED, CLUSTER_UNKNOWN, NOT_REPORTER_OFFICE, LEAD_COMMUNE_ELSEWHERE
   */
  async setLeadCommune(
    uow: UnitOfWork,
    caller: Caller,
    change: ReporterChange & { readonly commune: string },
  ): Promise<ClusterReporting> {
    const { reason, from, today, cluster } = await this.toDecide(uow, caller, change);
    const { clusterCode, communeCodes } = cluster;
    if (!communeCodes.includes(change.commune)) {
      const words = { cluster: clusterCode, commune: change.commune, communes: communeCodes.join(', ') };
      throw regimeError('LEAD_COMMUNE_ELSEWHERE', words, 'commune');
    }
    const { clusterId } = cluster;
    const at = this.clock.now();
    await changeLeadCommune(uow, { clusterId, communeCode: change.commune, from, note: reason, today, at });
    const answer: Answer = { question: 'lead_commune', communeCode: change.commune };
    return await this.record(uow, caller, cluster, answer, { from, reason, before: cluster.leadCommuneCode });
  }

  /**
   * Who reports a cluster while it has no infrastructure investor; open periods follow.
   * @throws DomainError EXCEPTION_REASON_REQUIRED, CLUSTER_UNKNOWN, NOT_REPORTER_OFFICE, REPORTER_UNNEEDED
   */
  async assignReporter(
    uow: UnitOfWork,
    caller: Caller,
    change: ReporterChange & { readonly reporter: ClusterReporter },
  ): Promise<ClusterReporting> {
    const { reason, from, cluster } = await this.toDecide(uow, caller, change);
    if (cluster.hasInvestor) throw regimeError('REPORTER_UNNEEDED', { cluster: cluster.clusterCode, from }, 'cluster');
    const answer: Answer = { question: 'without_investor', reporter: change.reporter };
    return await this.record(uow, caller, cluster, answer, { from, reason, before: cluster.withoutInvestor });
  }

  private async toDecide(uow: UnitOfWork, caller: Caller, change: ReporterChange) {
    const reason = reasonGiven(change.reason);
    const today = vietnamDate(this.clock.now());
    const from = change.from ?? today;
    await uow.em.execute('select pg_advisory_xact_lock(hashtext(?))', [`reporter ${change.cluster}`]);
    const [cluster] = await readReporting(uow, 'c.code = ?', change.cluster, from);
    if (cluster === undefined) throw regimeError('CLUSTER_UNKNOWN', { cluster: change.cluster }, 'cluster');
    if (caller.officeKind !== 'department' || !caller.permissions.has('filing.decide'))
      throw regimeError('NOT_REPORTER_OFFICE', { cluster: cluster.clusterCode }, 'cluster');
    return { reason, from, today, cluster };
  }

  /** The row in place of what was to hold from that day on, the audit entry, and the promise that obligations follow. */
  private async record(
    uow: UnitOfWork,
    caller: Caller,
    { clusterId, clusterCode }: ClusterReporting,
    answer: Answer,
    { from, reason, before }: { readonly from: IsoDate; readonly reason: string; readonly before: string },
  ): Promise<ClusterReporting> {
    const at = this.clock.now();
    const same = [clusterId, answer.question];
    await uow.em.execute(
      `update cluster_reporter set retracted_at = ?::timestamptz
       where cluster_id = ? and question = ? and retracted_at is null and valid_from >= ?`,
      [at, ...same, from],
    );
    await uow.em.execute(
      `update cluster_reporter set valid_to = ? where cluster_id = ? and question = ? and retracted_at is null
         and valid_from < ? and (valid_to is null or valid_to > ?)`,
      [from, ...same, from, from],
    );
    const commune = answer.question === 'lead_commune' ? answer.communeCode : null;
    const reporter = answer.question === 'without_investor' ? answer.reporter : null;
    await uow.em.execute(
      `insert into cluster_reporter (${DECIDER_COLUMNS}, cluster_id, question, commune_code, reporter, valid_from, reason, recorded_at)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::timestamptz)`,
      [...deciderValues(caller), ...same, commune, reporter, from, reason, at],
    );
    const follows = await promiseRefresh(uow, at);
    const action = answer.question === 'lead_commune' ? 'cluster.lead_commune' : 'cluster.reporter';
    const detail = { cluster: clusterCode, from, reason, before, after: commune ?? reporter, follows };
    const subject = { subjectKind: 'cluster', subjectId: clusterId, provinceCode: caller.provinceCode };
    await audit(uow, { action, ...subject, detail }, at);
    const [after] = await readReporting(uow, 'c.id = ?', clusterId, from);
    if (after === undefined) throw new Error(`cluster ${clusterCode} vanished while it was decided on`);
    return after;
  }
}

const decision = (
  alias: string,
): string => `case when ${alias}.id is not null then jsonb_build_object('from', ${alias}.valid_from, 'to', ${alias}.valid_to,
    'reason', ${alias}.reason, 'authorName', ${alias}.author_name, 'officeName', ${alias}.office_name, 'recordedAt', ${alias}.recorded_at) end`;

async function readReporting(uow: UnitOfWork, where: string, param: string, day: IsoDate): Promise<ClusterReporting[]> {
  return await uow.em.execute<ClusterReporting[]>(
    `select c.id as "clusterId", c.code as "clusterCode", c.name as "clusterName", c.commune_codes as "communeCodes",
       coalesce(lead.commune_code, s.lead_commune_code, c.commune_code) as "leadCommuneCode", ${decision('lead')} as "leadDecision",
       exists (select 1 from infrastructure_project i where i.cluster_id = c.id and i.investor_id is not null and i.retracted_at is null
         and (i.valid_from is null or i.valid_from <= ?) and (i.valid_to is null or i.valid_to > ?)) as "hasInvestor",
       coalesce(without.reporter, '${DEFAULT_REPORTER}') as "withoutInvestor", ${decision('without')} as "withoutInvestorDecision"
     from cluster c
     left join lateral (select s.lead_commune_code from cluster_state s where s.cluster_id = c.id and s.retracted_at is null
       and s.valid_from <= ? and (s.valid_to is null or s.valid_to > ?) order by s.valid_from desc, s.recorded_at desc limit 1) s on true
     ${REPORTERS_IN_FORCE}
     where ${where} order by c.code collate "C"`,
    [day, day, day, day, day, day, day, day, param],
  );
}
