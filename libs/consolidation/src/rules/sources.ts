import type { DecimalString } from '#lib/kernel';
import type {
  SnapshotCluster,
  SnapshotDecision,
  SnapshotInfrastructureProject,
  SnapshotInvestmentPaper,
  SnapshotLease,
  SnapshotObservation,
  SnapshotPlanEntry,
  SnapshotTenantProject,
} from '#lib/register';
import { statementLabels } from './statement-labels.js';
import type { AcceptedFigure, FigureSource } from './types.js';

/** Builders of sources: one place that says how each kind of row of the register explains itself. */

const blank = {
  value: null,
  unit: null,
  counted: true,
  part: null,
  clusterId: null,
  file: null,
  sheet: null,
  cell: null,
  document: null,
  date: null,
} as const;

const DECISION_LABELS: Record<SnapshotDecision['kind'], string> = {
  establishment: 'quyết định thành lập',
  expansion: 'quyết định mở rộng',
  adjustment: 'quyết định điều chỉnh',
  revocation: 'quyết định bãi bỏ, thu hồi',
  detailed_plan: 'phê duyệt quy hoạch chi tiết',
  infrastructure_project: 'phê duyệt dự án hạ tầng kỹ thuật',
  investment_policy: 'chấp thuận chủ trương đầu tư',
};

const PAPER_LABELS: Record<SnapshotInvestmentPaper['kind'], string> = {
  policy_approval: 'chấp thuận chủ trương đầu tư',
  registration_certificate: 'giấy chứng nhận đăng ký đầu tư',
  licence: 'giấy phép đầu tư',
  unknown: 'văn bản đầu tư chưa rõ loại',
};

type Amount = { readonly value: DecimalString | null; readonly unit: string | null };

/** The cluster itself, where no single document stands behind its contribution. */
export function clusterSource(cluster: SnapshotCluster, amount: Amount, what?: string): FigureSource {
  const label = what === undefined ? cluster.name : `${cluster.name}: ${what}`;
  return { ...blank, ...amount, kind: 'cluster', id: cluster.id, label, clusterId: cluster.id };
}

export function decisionSource(cluster: SnapshotCluster, decision: SnapshotDecision, amount: Amount): FigureSource {
  return {
    ...blank,
    ...amount,
    kind: 'decision',
    id: decision.id,
    label: `${cluster.name}: ${DECISION_LABELS[decision.kind]}`,
    clusterId: cluster.id,
    file: decision.source?.fileName ?? null,
    document: documentOf(decision.number, decision.issuer, decision.source?.title),
    date: decision.signedOn,
  };
}

export function planEntrySource(cluster: SnapshotCluster, entry: SnapshotPlanEntry, amount: Amount): FigureSource {
  const state = entry.listed ? 'trong phương án phát triển' : 'đã đưa ra khỏi phương án phát triển';
  return {
    ...blank,
    ...amount,
    kind: 'plan_entry',
    id: entry.id,
    label: `${cluster.name}: ${state}${entry.planGroup === null ? '' : ` (nhóm ${entry.planGroup})`}`,
    clusterId: cluster.id,
    file: entry.source?.fileName ?? null,
    document: entry.planDecision,
    date: entry.validFrom,
  };
}

export function infrastructureProjectSource(
  cluster: SnapshotCluster,
  project: SnapshotInfrastructureProject,
  amount: Amount,
): FigureSource {
  return {
    ...blank,
    ...amount,
    kind: 'infrastructure_project',
    id: project.id,
    label: `${cluster.name}: chủ đầu tư ${project.investor?.name ?? 'chưa rõ'}`,
    clusterId: cluster.id,
    file: project.source?.fileName ?? null,
    document: project.source?.title ?? null,
    date: project.validFrom,
  };
}

export function tenantProjectSource(
  cluster: SnapshotCluster,
  project: SnapshotTenantProject,
  amount: Amount,
): FigureSource {
  return {
    ...blank,
    ...amount,
    kind: 'tenant_project',
    id: project.id,
    label: `${cluster.name}: ${project.projectName ?? project.enterpriseName}`,
    clusterId: cluster.id,
    file: project.source?.fileName ?? null,
    document: project.source?.title ?? null,
    date: project.validFrom,
  };
}

export function leaseSource(cluster: SnapshotCluster, tenant: string, lease: SnapshotLease): FigureSource {
  return {
    ...blank,
    kind: 'lease',
    id: lease.id,
    label: `${cluster.name}: ${tenant} thuê đất`,
    value: lease.areaHa,
    unit: 'ha',
    clusterId: cluster.id,
    file: lease.source?.fileName ?? null,
    document: lease.document ?? lease.source?.title ?? null,
    date: lease.signedOn ?? lease.validFrom,
  };
}

export function paperSource(
  cluster: SnapshotCluster,
  tenant: string,
  paper: SnapshotInvestmentPaper,
  value: DecimalString | null,
): FigureSource {
  return {
    ...blank,
    kind: 'investment_paper',
    id: paper.id,
    label: `${cluster.name}: ${tenant}, ${PAPER_LABELS[paper.kind]}`,
    value,
    unit: 'ha',
    clusterId: cluster.id,
    file: paper.source?.fileName ?? null,
    document: paper.number ?? paper.asWritten ?? paper.source?.title ?? null,
    date: paper.issuedOn,
  };
}

/** A statement; `place` is the name of the cluster or of the province it speaks about. */
export function observationSource(place: string, observation: SnapshotObservation, unit?: string): FigureSource {
  return {
    ...blank,
    kind: 'observation',
    id: observation.id,
    label: `${place}: ${statementLabels[observation.fact] ?? observation.fact} (số liệu kê khai)`,
    value: observation.value,
    unit: unit ?? observation.unit,
    clusterId: observation.clusterId,
    file: observation.source?.fileName ?? null,
    document: observation.source?.title ?? observation.asWritten,
    date: observation.observedOn,
  };
}

/** One cell of an accepted filing. */
export function filingSource(figure: AcceptedFigure, unit: string | null, place?: string): FigureSource {
  return {
    ...blank,
    kind: 'filing',
    id: figure.filingId,
    label: `Biểu ${figure.form} ${figure.period}: ${figure.filerName ?? place ?? figure.filerRef}`,
    value: figure.value,
    unit,
    clusterId: figure.clusterId,
    file: figure.file,
    sheet: figure.sheet,
    cell: figure.cell,
    document: `lần gửi ${figure.revision}`,
    date: figure.acceptedOn,
  };
}

/** A province's own figure within the national form. */
export function unitSource(code: string, name: string, amount: Amount): FigureSource {
  return { ...blank, ...amount, kind: 'unit', id: code, label: `${name}: số tổng hợp từ hệ thống` };
}

function documentOf(number: string | null, issuer: string | null, title: string | undefined): string | null {
  if (number === null) return title ?? issuer;
  return issuer === null ? number : `${number} của ${issuer}`;
}
