import { type Clock, DomainError } from '#lib/kernel';
import { namedId, type UnitOfWork } from '#lib/persistence';
import type { TerritoryService } from '#lib/territory';
import { insertRows, type RegisterTable } from '../insert-rows.js';
import type { RegisterRows } from '../rows.js';
import { findDataProblems } from '../rules/data-problems.js';
import type { FoundProblem } from '../rules/problem-types.js';
import { addClusters } from './lao-cai-clusters.js';
import { addInvestorClusters } from './lao-cai-investors.js';
import { addOccupancy, addProcedure, addProvinceTotals, addTenants } from './lao-cai-operation.js';
import { RowBuilder } from './row-builder.js';
import type { Samples } from './samples.js';
import { addTayNinh } from './tay-ninh.js';

export interface SeedContext {
  readonly samples: Samples;
  /** Territory has to be loaded before. */
  readonly territory: TerritoryService;
  readonly clock: Clock;
}

/** Rows added per table; all zero when everything was there already. */
export type SeededRegister = Readonly<Record<RegisterTable, number>>;

/**
 * Loads the samples into the register. Idempotent: identities are named after what the rows are, and a row that is
 * there stays as it is, whatever was changed in it since. Needs scope system, and the territory loaded.
 * @throws DomainError SAMPLE_FILE_BROKEN, SAMPLE_NAME_UNKNOWN, TERRITORY_MISSING
 */
export async function seedRegister(
  uow: UnitOfWork,
  { samples, territory, clock }: SeedContext,
): Promise<SeededRegister> {
  const asOf = samples.investors.as_of;
  const provinceCode = async (name: string): Promise<string> => {
    const [match] = await territory.findByName(uow, 'province', name, { asOf });
    if (match !== undefined) return match.unit.code;
    throw new DomainError({
      code: 'TERRITORY_MISSING',
      message: `Danh mục hành chính chưa có tỉnh ${name}. Hãy nạp danh mục hành chính trước khi nạp dữ liệu mẫu.`,
      messageEn: `The territory has no province ${name}. Load the territory first.`,
    });
  };
  const rows = sampleRows(samples, {
    laoCai: await provinceCode(samples.facts.province),
    tayNinh: await provinceCode(samples.tayNinh.province),
    recordedAt: clock.now().toISOString(),
  });
  const codes = [...new Set(rows.states.flatMap((s) => s.communeCodes))];
  const communes = await territory.communesByCodes(uow, codes, asOf);
  const problems = findDataProblems(rows, (code) => communes.get(code)?.name ?? null);
  return await writeRows(uow, rows, problems, clock.now().toISOString());
}

/** The samples as register rows, without a database. @param at province codes of today's map, instant of knowledge */
export function sampleRows(
  samples: Samples,
  at: { readonly laoCai: string; readonly tayNinh: string; readonly recordedAt: string },
): RegisterRows {
  const laoCai = new RowBuilder(at.laoCai, at.recordedAt, samples.sources);
  addClusters(laoCai, samples);
  addInvestorClusters(laoCai, samples);
  addOccupancy(laoCai, samples);
  addTenants(laoCai, samples);
  addProcedure(laoCai, samples);
  addProvinceTotals(laoCai, samples);
  const tayNinh = new RowBuilder(at.tayNinh, at.recordedAt, samples.sources);
  addTayNinh(tayNinh, samples);
  const [a, b] = [laoCai.rows, tayNinh.rows];
  return {
    ...a,
    sources: [...a.sources, ...b.sources],
    observations: [...a.observations, ...b.observations],
  };
}

async function writeRows(
  uow: UnitOfWork,
  rows: RegisterRows,
  problems: readonly FoundProblem[],
  foundAt: string,
): Promise<SeededRegister> {
  return {
    source: await insertRows(uow, 'source', rows.sources),
    cluster: await insertRows(uow, 'cluster', rows.clusters),
    cluster_state: await insertRows(uow, 'cluster_state', rows.states),
    plan_entry: await insertRows(uow, 'plan_entry', rows.planEntries),
    decision: await insertRows(uow, 'decision', rows.decisions),
    investor: await insertRows(uow, 'investor', rows.investors),
    infrastructure_project: await insertRows(uow, 'infrastructure_project', rows.infrastructureProjects),
    tenant_project: await insertRows(uow, 'tenant_project', rows.tenantProjects),
    lease: await insertRows(uow, 'lease', rows.leases),
    investment_paper: await insertRows(uow, 'investment_paper', rows.investmentPapers),
    observation: await insertRows(uow, 'observation', rows.observations),
    procedure_step: await insertRows(uow, 'procedure_step', rows.procedureSteps),
    data_problem: await insertRows(
      uow,
      'data_problem',
      problems.map(({ key, ...p }) => ({
        ...p,
        id: namedId('data_problem', p.provinceCode, p.code, p.clusterId ?? '', key ?? ''),
        foundAt,
      })),
    ),
  };
}
