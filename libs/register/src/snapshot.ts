import type { DecimalString, IsoDate } from '#lib/kernel';
import type { ObservationBasis, ObservationFact } from './facts.js';

/**
 * The register as plain data, for consolidation: what was valid on one day (`asOf`), as far as it was
 * known at one instant (`knownAt`). No entity, no lazy loading, no float. Null means "not known".
 */

/** The territory a snapshot covers. Codes are read on the day `asOf` (or on today's map, see `map`). */
export type SnapshotScope =
  | { readonly level: 'nation' }
  | { readonly level: 'province'; readonly code: string }
  /** The clusters this commune leads: one lying in several communes is in the snapshot of its lead commune only. */
  | { readonly level: 'commune'; readonly code: string };

export interface SnapshotQuery {
  readonly scope: SnapshotScope;
  /** Day of validity: facts dated later are absent, facts that ended on or before it are absent. */
  readonly asOf: IsoDate;
  /** Instant of knowledge: rows recorded later are absent, rows retracted later are present. Absent: all we know now. */
  readonly knownAt?: Date;
  /**
   * Where a cluster lies: `as_of` (default) by its state valid on `asOf` (none valid: not in the snapshot),
   * `today` by the codes of today's map, whatever the day.
   */
  readonly map?: 'as_of' | 'today';
  /** Also tenant projects and leases that had ended by `asOf`: a cluster all of whose leases ended leases nothing. */
  readonly withEnded?: boolean;
}

export interface SourceRef {
  readonly id: string;
  /** Stable code, for instance `laocai-occupancy-2026`. */
  readonly code: string;
  readonly title: string;
  readonly asOf: IsoDate | null;
  readonly fileName: string | null;
}

/** What every fact carries. */
interface Fact {
  readonly id: string;
  readonly source: SourceRef | null;
  readonly note: string | null;
}

export type ClusterType = 'craft_village' | 'specialised' | 'supporting' | 'high_tech' | 'eco';

export interface SnapshotCluster {
  readonly id: string;
  /** Public stable code, `C00001`. */
  readonly code: string;
  /** Name valid on `asOf`. */
  readonly name: string;
  readonly provinceCode: string;
  readonly leadCommuneCode: string;
  /** All communes it lies in, the lead commune among them. */
  readonly communeCodes: readonly string[];
  /** Type as a decision states it; null: no type stated. */
  readonly type: ClusterType | null;
  /** Status group as the source wrote it; information only, never a legal status. */
  readonly status: string | null;
}

export interface SnapshotPlanEntry extends Fact {
  readonly clusterId: string;
  readonly planDecision: string;
  /** Group of the plan: I.1 … VI, or null. */
  readonly planGroup: string | null;
  /** False: withdrawn from or postponed in the plan. Row 1 counts listed entries only. */
  readonly listed: boolean;
  /** The plan's own wording. Not an establishment: only an establishment decision is (Decree 32/2024 Art. 2.9). */
  readonly listedAsEstablished: boolean | null;
  readonly plannedAreaHa: DecimalString | null;
  readonly areaBeforeHa: DecimalString | null;
  readonly validFrom: IsoDate;
  readonly validTo: IsoDate | null;
}

export type DecisionKind =
  | 'establishment'
  | 'expansion'
  | 'adjustment'
  | 'revocation'
  | 'detailed_plan'
  | 'infrastructure_project'
  | 'investment_policy';

export interface SnapshotDecision extends Fact {
  readonly clusterId: string;
  readonly kind: DecisionKind;
  readonly number: string | null;
  /** Issuer as written; former provinces keep their name. */
  readonly issuer: string | null;
  readonly signedOn: IsoDate | null;
  readonly effectiveOn: IsoDate | null;
  readonly areaHa: DecimalString | null;
  /** Industrial land the document fixes; the denominator of occupancy when kind is `detailed_plan`. */
  readonly industrialLandHa: DecimalString | null;
  readonly investmentBvnd: DecimalString | null;
  readonly clusterType: ClusterType | null;
  readonly fileId: string | null;
}

export type InvestorLegalType = 'enterprise' | 'cooperative' | 'public_body' | 'consortium' | 'other' | 'unknown';

export interface SnapshotInvestor {
  readonly id: string;
  readonly name: string;
  /** `consortium`: a joint venture of enterprises, kept apart because the form's row 7 says "enterprise". */
  readonly legalType: InvestorLegalType;
  readonly taxCode: string | null;
}

/** The infrastructure project of a cluster; a cluster without one has no known infrastructure investor. */
export interface SnapshotInfrastructureProject extends Fact {
  readonly clusterId: string;
  readonly name: string | null;
  readonly investor: SnapshotInvestor | null;
  readonly totalInvestmentBvnd: DecimalString | null;
  /** Null: start not known, so present on every day. */
  readonly validFrom: IsoDate | null;
  readonly validTo: IsoDate | null;
}

export type TenantState = 'operating' | 'suspended' | 'under_construction' | 'preparing' | 'ended' | 'unknown';

export interface SnapshotTenantProject extends Fact {
  readonly clusterId: string;
  /** Public stable code, `P00001`. */
  readonly code: string;
  readonly communeCode: string;
  readonly enterpriseName: string;
  readonly projectName: string | null;
  readonly industry: string | null;
  /** Null: not known, never "no". */
  readonly foreignCapital: boolean | null;
  readonly state: TenantState;
  readonly stateAsWritten: string | null;
  /** Land the project asks for or uses by its own papers; not a lease. */
  readonly landRequestedHa: DecimalString | null;
  readonly validFrom: IsoDate | null;
  readonly validTo: IsoDate | null;
}

export interface SnapshotLease extends Fact {
  readonly clusterId: string;
  readonly projectId: string;
  readonly areaHa: DecimalString | null;
  readonly document: string | null;
  readonly signedOn: IsoDate | null;
  readonly validFrom: IsoDate | null;
  readonly validTo: IsoDate | null;
}

export type InvestmentPaperKind = 'policy_approval' | 'registration_certificate' | 'licence' | 'unknown';

export interface SnapshotInvestmentPaper extends Fact {
  readonly clusterId: string;
  readonly projectId: string;
  readonly kind: InvestmentPaperKind;
  readonly number: string | null;
  readonly issuedOn: IsoDate | null;
  /** Industrial land the paper covers; null when the paper (or our copy of it) does not say. */
  readonly areaHa: DecimalString | null;
  readonly asWritten: string | null;
}

/** One statement of one fact by one source on one day. Several of the same fact stand side by side, newest first. */
export interface SnapshotObservation extends Fact {
  /** Null: about the whole province. */
  readonly clusterId: string | null;
  readonly provinceCode: string;
  readonly fact: ObservationFact;
  readonly value: DecimalString | null;
  readonly unit: string;
  readonly basis: ObservationBasis | null;
  /** How the source words the value and where it has it from. */
  readonly asWritten: string | null;
  readonly observedOn: IsoDate;
  readonly filingId: string | null;
}

/** A known defect of the data; shown beside the figures it touches, never cleaned away. */
export interface SnapshotDataProblem {
  readonly id: string;
  readonly clusterId: string | null;
  readonly provinceCode: string;
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'note';
  readonly message: string;
}

export interface RegisterSnapshot {
  readonly scope: SnapshotScope;
  readonly asOf: IsoDate;
  /** ISO instant, or null for "all we know now". */
  readonly knownAt: string | null;
  readonly map: 'as_of' | 'today';
  /** Ordered by code. */
  readonly clusters: readonly SnapshotCluster[];
  /** Valid on `asOf`. */
  readonly planEntries: readonly SnapshotPlanEntry[];
  /** Signed on or before `asOf`, or of unknown date; oldest first. */
  readonly decisions: readonly SnapshotDecision[];
  readonly infrastructureProjects: readonly SnapshotInfrastructureProject[];
  readonly tenantProjects: readonly SnapshotTenantProject[];
  readonly leases: readonly SnapshotLease[];
  readonly investmentPapers: readonly SnapshotInvestmentPaper[];
  /** Observed on or before `asOf`: of the clusters above, and (province and nation) of the provinces themselves. */
  readonly observations: readonly SnapshotObservation[];
  readonly problems: readonly SnapshotDataProblem[];
}
