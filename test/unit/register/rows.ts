import type {
  ClusterStateRow,
  DecisionRow,
  InvestmentPaperRow,
  LeaseRow,
  ObservationRow,
  PlanEntryRow,
  RegisterRows,
  TenantProjectRow,
} from '../../../libs/register/src/rows.js';
import type { FoundProblem } from '../../../libs/register/src/rules/problem-types.js';

/** One cluster of province 15 in short: what is left out is unknown, and its id is its code. */
export interface ClusterText {
  readonly id: string;
  readonly name?: string;
  readonly state?: Partial<ClusterStateRow>;
  readonly plan?: Partial<PlanEntryRow>;
  readonly decisions?: readonly Partial<DecisionRow>[];
  readonly tenants?: readonly Partial<TenantProjectRow>[];
  readonly leases?: readonly Partial<LeaseRow>[];
  readonly papers?: readonly Partial<InvestmentPaperRow>[];
  readonly said?: readonly Partial<ObservationRow>[];
}

export const COMMUNES: Readonly<Record<string, string>> = { '02680': 'Xã Bảo Hà', '02683': 'Xã Phúc Khánh' };

const observation = (n: number, clusterId: string | null, said: Partial<ObservationRow>): ObservationRow => ({
  id: `o${clusterId ?? ''}${n}`,
  clusterId,
  provinceCode: '15',
  sourceId: 'báo cáo',
  recordedAt: '2026-11-01T00:00:00.000Z',
  fact: 'leased_land',
  value: null,
  unit: 'ha',
  basis: null,
  asWritten: null,
  observedOn: '2026-06-14',
  filingId: null,
  ...said,
});

/** Rows of the register of one province: its clusters, and what is said of it as a whole. */
export function rowsOf(
  clusters: readonly ClusterText[],
  province: readonly Partial<ObservationRow>[] = [],
): RegisterRows {
  const fact = (c: ClusterText, n: number) => ({
    id: `${c.id}-${n}`,
    clusterId: c.id,
    provinceCode: '15',
    sourceId: 'hồ sơ',
    recordedAt: '2026-11-01T00:00:00.000Z',
  });
  const all = <T, R>(
    of: (c: ClusterText) => readonly T[] | undefined,
    make: (c: ClusterText, row: T, n: number) => R,
  ) => clusters.flatMap((c) => (of(c) ?? []).map((row, n) => make(c, row, n)));
  return {
    sources: [],
    clusters: clusters.map((c) => ({
      id: c.id,
      code: c.id,
      name: c.name ?? c.id,
      provinceCode: '15',
      communeCode: '02680',
      communeCodes: ['02680'],
      createdAt: '2026-11-01T00:00:00.000Z',
    })),
    states: all(
      (c) => c.state && [c.state],
      (c, row, n) => ({
        ...fact(c, n),
        ...{ validFrom: '2025-07-01', validTo: null, name: c.name ?? c.id, otherNames: [], leadCommuneCode: '02680' },
        ...{ communeCodes: ['02680'], type: null, status: null, note: null },
        ...row,
      }),
    ),
    planEntries: all(
      (c) => c.plan && [c.plan],
      (c, row, n) => ({
        ...fact(c, n),
        ...{ planDecision: '1234/QĐ-UBND', planGroup: null, listed: true, listedAsEstablished: null },
        ...{ plannedAreaHa: null, areaBeforeHa: null, validFrom: '2025-07-01', validTo: null, note: null },
        sourceId: 'phương án',
        ...row,
      }),
    ),
    decisions: all(
      (c) => c.decisions,
      (c, row, n) => ({
        ...fact(c, n),
        ...{ kind: 'establishment' as const, number: null, issuer: null, signedOn: null, effectiveOn: null },
        ...{ areaHa: null, industrialLandHa: null, investmentBvnd: null, clusterType: null, note: null },
        ...row,
      }),
    ),
    investors: [],
    infrastructureProjects: [],
    tenantProjects: all(
      (c) => c.tenants,
      (c, row, n) => ({
        ...fact(c, n),
        ...{ id: `p${n}`, code: `P${n}`, communeCode: '02680', enterpriseName: `Công ty ${n}`, taxCode: null },
        ...{ projectName: null, industry: null, foreignCapital: null, landRequestedHa: null },
        ...{ state: 'operating' as const, stateAsWritten: null, validFrom: null, validTo: null, note: null },
        ...row,
      }),
    ),
    leases: all(
      (c) => c.leases,
      (c, row, n) => ({
        ...fact(c, n),
        ...{ projectId: 'p0', areaHa: null, document: null, signedOn: null, validFrom: null, validTo: null },
        ...row,
      }),
    ),
    investmentPapers: all(
      (c) => c.papers,
      (c, row, n) => ({
        ...fact(c, n),
        ...{ projectId: 'p0', kind: 'unknown' as const, number: null, issuedOn: null, areaHa: null, asWritten: null },
        ...row,
      }),
    ),
    observations: [
      ...all(
        (c) => c.said,
        (c, row, n) => observation(n, c.id, row),
      ),
      ...province.map((row, n) => observation(n, null, row)),
    ],
    procedureSteps: [],
  };
}

/** A problem of a cluster, as it is told. */
export const told = (
  code: FoundProblem['code'],
  severity: FoundProblem['severity'],
  clusterId: string | null,
  message: string,
  details: FoundProblem['details'],
  sourceId: string | null,
): FoundProblem => ({ code, severity, provinceCode: '15', clusterId, message, details, sourceId });
