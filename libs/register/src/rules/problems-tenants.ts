import { type ClusterCase, clusterProblem, type FoundProblem, type ProvinceCase } from './problem-types.js';

/**
 * What the papers of tenants do not say; all of a cluster in one problem each. Tenants are named by code only: the
 * problem is read by everybody who sees the cluster, their neighbours among them.
 */
export function tenantProblems(c: ClusterCase, { rows }: ProvinceCase): FoundProblem[] {
  const found: FoundProblem[] = [];
  const projects = new Map(c.tenants.map((t) => [t.id, t]));
  const leases = rows.leases.filter((l) => l.clusterId === c.cluster.id);
  const papers = rows.investmentPapers.filter((p) => p.clusterId === c.cluster.id);
  const undated = leases.filter((l) => l.signedOn === null && l.validFrom === null);
  if (undated.length > 0) {
    found.push(
      clusterProblem(
        c,
        'LEASE_DATE_MISSING',
        'note',
        `Cụm ${c.cluster.name}: ${undated.length} hợp đồng thuê đất không có ngày ký, nên được tính cho mọi thời điểm. Hãy bổ sung số và ngày hợp đồng.`,
        { projects: undated.map((l) => projects.get(l.projectId)?.code) },
        undated[0]?.sourceId ?? null,
      ),
    );
  }
  if (papers.length > 0) {
    found.push(
      clusterProblem(
        c,
        'INVESTMENT_PAPER_KIND_INFERRED',
        'note',
        `Cụm ${c.cluster.name}: loại của ${papers.length} giấy tờ đầu tư (chấp thuận chủ trương, giấy chứng nhận, giấy phép) được suy từ cách ghi trong nguồn. Hãy đối chiếu với bản gốc.`,
        { papers: papers.map((p) => ({ project: projects.get(p.projectId)?.code, kind: p.kind })) },
        papers[0]?.sourceId ?? null,
      ),
    );
  }
  const withPaper = new Set(papers.map((p) => p.projectId));
  const without = leases.filter((l) => !withPaper.has(l.projectId)).map((l) => projects.get(l.projectId));
  if (without.length > 0) {
    found.push(
      clusterProblem(
        c,
        'LEASED_WITHOUT_INVESTMENT_PAPER',
        'note',
        `Cụm ${c.cluster.name}: dự án đã thuê đất nhưng không có giấy tờ đầu tư: ${without.map((t) => t?.code ?? '').join(', ')}. Hãy bổ sung nếu dự án thuộc diện phải có.`,
        { projects: without.map((t) => t?.code) },
        leases[0]?.sourceId ?? null,
      ),
    );
  }
  return found;
}
