import { compare, type DecimalString, type IsoDate, subtract, sumKnown } from '#lib/kernel';
import type { InvestmentPaperKind, SnapshotInvestmentPaper, SnapshotLease } from '#lib/register';
import type { Choices } from './definitions.js';
import { compareText, type ProjectRecord } from './record.js';

/** A tenant project as it stood at the cut-off. */
export interface Tenant {
  readonly record: ProjectRecord;
  /** It had begun and had not ended. */
  readonly alive: boolean;
  /** Null: not known. */
  readonly inProduction: boolean | null;
  readonly leases: readonly SnapshotLease[];
  /** A lease of it had begun by the cut-off, whether it still holds or not. */
  readonly hasLeased: boolean;
  readonly papers: readonly SnapshotInvestmentPaper[];
  /** Leased land in ha; null when no lease states an area. */
  readonly leasedHa: DecimalString | null;
  /** Land covered by investment papers in ha; null when none states it. */
  readonly approvedHa: DecimalString | null;
  /** The paper that fixes approvedHa. */
  readonly approvedBy: SnapshotInvestmentPaper | null;
}

/** Papers that Decree 32/2024 Art. 2.7 names; a licence is what came before the certificate. */
const NUMERATOR_PAPERS: readonly InvestmentPaperKind[] = ['policy_approval', 'registration_certificate', 'licence'];

/**
 * Projects that had begun by the cut-off. An unknown start, signature or issue does not hide a lease or a
 * paper: it is held by the register, only its day is not known.
 */
export function tenantsAt(projects: readonly ProjectRecord[], cutOff: IsoDate): Tenant[] {
  return projects.filter(({ project }) => begun(project.validFrom, cutOff)).map((record) => tenantAt(record, cutOff));
}

function tenantAt(record: ProjectRecord, cutOff: IsoDate): Tenant {
  const { project } = record;
  // The state is today's; a day of ending says more about the cut-off than the word "ended" does.
  const ended = project.validTo === null ? project.state === 'ended' : project.validTo <= cutOff;
  const signed = record.leases.filter((l) => begun(l.signedOn, cutOff) && begun(l.validFrom, cutOff));
  const leases = signed.filter((l) => l.validTo === null || l.validTo > cutOff);
  const papers = record.papers.filter((p) => begun(p.issuedOn, cutOff));
  const approvedBy = approval(papers);
  return {
    record,
    alive: !ended,
    inProduction: project.state === 'unknown' || project.state === 'ended' ? null : project.state === 'operating',
    leases: leases.filter((l) => l.areaHa === null || compare(l.areaHa, '0') > 0),
    hasLeased: signed.length > 0,
    papers,
    leasedHa: sumKnown(leases.map((l) => l.areaHa)),
    approvedHa: approvedBy?.areaHa ?? null,
    approvedBy,
  };
}

/** Is the project "in the cluster" (row 15: "đã có dự án đầu tư trong cụm")? */
export function inCluster(tenant: Tenant, rule: Choices['project_in_cluster']): boolean {
  if (!tenant.alive) return false;
  switch (rule) {
    case 'leased_or_approved':
      return tenant.leases.length > 0 || tenant.papers.length > 0;
    case 'leased':
      return tenant.leases.length > 0;
    case 'in_production':
      return tenant.inProduction === true;
    case 'registered':
      return true;
  }
}

/**
 * Land of a project approved or certified beyond what it leases, in ha: what Art. 2.7 adds to leased land.
 * A parcel both approved and leased counts once. Null when the papers state no area.
 */
export function approvedBeyondLease(tenant: Tenant): DecimalString | null {
  if (!tenant.alive || tenant.approvedHa === null) return null;
  if (tenant.leasedHa === null) return tenant.approvedHa;
  const beyond = subtract(tenant.approvedHa, tenant.leasedHa);
  return compare(beyond, '0') > 0 ? beyond : '0';
}

/** The newest paper of each kind replaces its older ones; of the kinds the widest covers the others. */
function approval(papers: readonly SnapshotInvestmentPaper[]): SnapshotInvestmentPaper | null {
  if (papers.length === 0) return null;
  const stated = papers.filter((p) => p.areaHa !== null);
  const newestByKind = NUMERATOR_PAPERS.flatMap((kind) => {
    const ofKind = stated.filter((p) => p.kind === kind).sort(byIssue);
    const newest = ofKind.at(-1);
    return newest === undefined ? [] : [newest];
  });
  return newestByKind.reduce<SnapshotInvestmentPaper | null>(
    (widest, paper) => (widest === null || compare(paper.areaHa ?? '0', widest.areaHa ?? '0') > 0 ? paper : widest),
    null,
  );
}

const byIssue = (a: SnapshotInvestmentPaper, b: SnapshotInvestmentPaper): number =>
  compareText(a.issuedOn ?? '', b.issuedOn ?? '') ||
  compare(a.areaHa ?? '0', b.areaHa ?? '0') ||
  compareText(a.id, b.id);

const begun = (day: IsoDate | null, cutOff: IsoDate): boolean => day === null || day <= cutOff;
