import type { FilerKind, FormCode, Regime } from '#lib/forms';

/** What the register says about the units that may owe a filing, as of the last day of the period. */
export interface DutyFacts {
  readonly provinces: readonly { readonly code: string; readonly name: string }[];
  /** Names of communes by code. */
  readonly communes: ReadonlyMap<string, { readonly name: string; readonly provinceCode: string }>;
  readonly clusters: readonly ClusterFacts[];
  readonly projects: readonly ProjectFacts[];
}

export interface ClusterFacts {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly provinceCode: string;
  readonly leadCommuneCode: string;
  readonly communeCodes: readonly string[];
  readonly hasInvestor: boolean;
  /** Lead commune by somebody's decision, and not merely the first that is named. Absent: nobody decided. */
  readonly leadDecided?: boolean;
  /** Who reports it while it has no infrastructure investor, by somebody's decision; null or absent: the default holds. */
  readonly reporter?: ClusterReporter | null;
}

/** Answers to open point CLUSTER_WITHOUT_INVESTOR. `department`: straight into form 04; `nobody`: its rows stay empty. */
export const CLUSTER_REPORTERS = ['commune', 'department', 'nobody'] as const;
export type ClusterReporter = (typeof CLUSTER_REPORTERS)[number];

/** Who reports a cluster without an investor as long as nobody decided otherwise. Our choice: the law is silent. */
export const DEFAULT_REPORTER: ClusterReporter = 'commune';

export interface ProjectFacts {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly clusterName: string;
  readonly provinceCode: string;
  readonly communeCode: string;
  readonly state: 'operating' | 'suspended' | 'under_construction' | 'preparing' | 'ended' | 'unknown';
  readonly leased: boolean;
}

/** One unit that owes one form. `filerRef` is the public code. */
export interface DutyOwed {
  readonly form: FormCode;
  readonly filerKind: Exclude<FilerKind, 'district'>;
  readonly filerRef: string;
  readonly filerName: string;
  readonly provinceCode: string;
  readonly communeCode: string | null;
  readonly clusterId: string | null;
  readonly projectId: string | null;
  /** What the law leaves open about this duty; null where it is clear. */
  readonly doubt: string | null;
}

/**
 * Who owes what under a regime. Circular 14/2024 Art. 3.3: tenant projects form 01, infrastructure
 * investors form 02, the lead commune of clusters form 03, departments form 04. The answer depends on the
 * facts alone, not on what was owed before, and is ordered by form and code.
 */
export function dutiesOwed(regime: Pick<Regime, 'duties'>, facts: DutyFacts): DutyOwed[] {
  const owedBy: Record<FilerKind, () => DutyOwed[]> = {
    project: () => facts.projects.flatMap(projectDuty),
    cluster: () => facts.clusters.filter((c) => c.hasInvestor).map(clusterDuty),
    commune: () => communeDuties(facts),
    province: () => facts.provinces.map(provinceDuty),
    district: () => [],
  };
  return regime.duties
    .flatMap((duty) => owedBy[duty.filerKind]().map((owed) => ({ ...owed, form: duty.form })))
    .sort((a, b) => compareText(a.form, b.form) || compareText(a.filerRef, b.filerRef));
}

function projectDuty(project: ProjectFacts): DutyOwed[] {
  const operating = project.state === 'operating';
  if (project.state === 'ended' || (!operating && !project.leased)) return [];
  return [
    {
      form: '01',
      filerKind: 'project',
      filerRef: project.code,
      filerName: `${project.name} (${project.clusterName})`,
      provinceCode: project.provinceCode,
      communeCode: project.communeCode,
      // Figures of one firm are business data: the infrastructure investor, who sees by cluster, must not reach them.
      clusterId: null,
      projectId: project.id,
      doubt: operating
        ? null
        : 'Dự án đã thuê đất nhưng chưa ghi nhận hoạt động; văn bản không nói rõ dự án chưa hoạt động có phải báo cáo. Nếu chưa phát sinh, hãy gửi báo cáo không phát sinh.',
    },
  ];
}

function clusterDuty(cluster: ClusterFacts): DutyOwed {
  return {
    form: '02',
    filerKind: 'cluster',
    filerRef: cluster.code,
    filerName: cluster.name,
    provinceCode: cluster.provinceCode,
    communeCode: cluster.leadCommuneCode,
    clusterId: cluster.id,
    projectId: null,
    doubt: null,
  };
}

function provinceDuty(province: { readonly code: string; readonly name: string }): DutyOwed {
  return {
    form: '04',
    filerKind: 'province',
    filerRef: province.code,
    filerName: province.name,
    provinceCode: province.code,
    communeCode: null,
    clusterId: null,
    projectId: null,
    doubt: null,
  };
}

function communeDuties(facts: DutyFacts): DutyOwed[] {
  const led = new Map<string, ClusterFacts[]>();
  for (const cluster of facts.clusters.filter(reportedByCommune)) {
    led.set(cluster.leadCommuneCode, [...(led.get(cluster.leadCommuneCode) ?? []), cluster]);
  }
  return [...led].map(([code, clusters]) => {
    const commune = facts.communes.get(code);
    return {
      form: '03',
      filerKind: 'commune',
      filerRef: code,
      filerName: commune?.name ?? code,
      provinceCode: commune?.provinceCode ?? clusters[0]?.provinceCode ?? '',
      communeCode: code,
      clusterId: null,
      projectId: null,
      doubt: communeDoubt(clusters),
    };
  });
}

/** A cluster without an investor that the department reports, or nobody, makes no commune owe a form 03. */
function reportedByCommune(cluster: ClusterFacts): boolean {
  return cluster.hasInvestor || (cluster.reporter ?? DEFAULT_REPORTER) === 'commune';
}

/** Open points CLUSTER_WITHOUT_INVESTOR and CLUSTER_IN_SEVERAL_COMMUNES, said where they bite and nobody has decided. */
function communeDoubt(clusters: readonly ClusterFacts[]): string | null {
  const without = clusters.filter((c) => !c.hasInvestor && (c.reporter ?? null) === null);
  const shared = clusters.filter((c) => c.communeCodes.length > 1 && c.leadDecided !== true);
  const parts: string[] = [];
  if (without.length > 0) {
    parts.push(
      `${named(without)} chưa có chủ đầu tư hạ tầng; văn bản không nói ai báo cáo, hệ thống giao UBND cấp xã tổng hợp vào Biểu 03.`,
    );
  }
  if (shared.length > 0) {
    parts.push(
      `${named(shared)} nằm trên nhiều xã; văn bản không nói xã nào báo cáo, hệ thống giao xã đầu mối ghi trong sổ cụm.`,
    );
  }
  return parts.length === 0 ? null : parts.join(' ');
}

const NAMED_AT_MOST = 5;

function named(clusters: readonly ClusterFacts[]): string {
  const names = clusters.map((c) => c.name).sort(compareText);
  const shown = names.slice(0, NAMED_AT_MOST).join(', ');
  return names.length > NAMED_AT_MOST ? `${shown} và ${names.length - NAMED_AT_MOST} cụm khác` : shown;
}

/** By code unit, so that the order is the same on every machine. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
