import type { DecimalString, IsoDate } from '#lib/kernel';
import type { ObservationBasis, ObservationFact } from './facts.js';
import type { ClusterType, DecisionKind, InvestmentPaperKind, InvestorLegalType, TenantState } from './snapshot.js';

/** Rows of the register as they are written: plain data, one type per table. Instants are ISO text. */

export interface SourceRow {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly reference: string | null;
  readonly asOf: IsoDate | null;
  readonly fileName: string | null;
  readonly licenceNote: string | null;
  readonly recordedAt: string;
}

export interface ClusterRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly provinceCode: string;
  readonly communeCode: string;
  readonly communeCodes: readonly string[];
  readonly createdAt: string;
}

interface FactRow {
  readonly id: string;
  readonly clusterId: string;
  readonly provinceCode: string;
  readonly sourceId: string | null;
  readonly recordedAt: string;
}

export interface ClusterStateRow extends FactRow {
  readonly validFrom: IsoDate;
  readonly validTo: IsoDate | null;
  readonly name: string;
  readonly otherNames: readonly string[];
  readonly leadCommuneCode: string;
  readonly communeCodes: readonly string[];
  readonly type: ClusterType | null;
  readonly status: string | null;
  readonly note: string | null;
}

export interface PlanEntryRow extends FactRow {
  readonly planDecision: string;
  readonly planGroup: string | null;
  readonly listed: boolean;
  readonly listedAsEstablished: boolean | null;
  readonly plannedAreaHa: DecimalString | null;
  readonly areaBeforeHa: DecimalString | null;
  readonly validFrom: IsoDate;
  readonly validTo: IsoDate | null;
  readonly note: string | null;
}

export interface DecisionRow extends FactRow {
  readonly kind: DecisionKind;
  readonly number: string | null;
  readonly issuer: string | null;
  readonly signedOn: IsoDate | null;
  readonly effectiveOn: IsoDate | null;
  readonly areaHa: DecimalString | null;
  readonly industrialLandHa: DecimalString | null;
  readonly investmentBvnd: DecimalString | null;
  readonly clusterType: ClusterType | null;
  readonly note: string | null;
}

export interface InvestorRow {
  readonly id: string;
  readonly provinceCode: string;
  readonly name: string;
  readonly taxCode: string | null;
  readonly legalType: InvestorLegalType;
  readonly sourceId: string | null;
  readonly recordedAt: string;
}

export interface InfrastructureProjectRow extends FactRow {
  readonly investorId: string | null;
  readonly name: string | null;
  readonly totalInvestmentBvnd: DecimalString | null;
  readonly validFrom: IsoDate | null;
  readonly validTo: IsoDate | null;
  readonly note: string | null;
}

export interface TenantProjectRow extends FactRow {
  readonly code: string;
  readonly communeCode: string;
  readonly enterpriseName: string;
  readonly taxCode: string | null;
  readonly projectName: string | null;
  readonly industry: string | null;
  readonly foreignCapital: boolean | null;
  readonly landRequestedHa: DecimalString | null;
  readonly state: TenantState;
  readonly stateAsWritten: string | null;
  readonly validFrom: IsoDate | null;
  readonly validTo: IsoDate | null;
  readonly note: string | null;
}

export interface LeaseRow extends FactRow {
  readonly projectId: string;
  readonly areaHa: DecimalString | null;
  readonly document: string | null;
  readonly signedOn: IsoDate | null;
  readonly validFrom: IsoDate | null;
  readonly validTo: IsoDate | null;
}

export interface InvestmentPaperRow extends FactRow {
  readonly projectId: string;
  readonly kind: InvestmentPaperKind;
  readonly number: string | null;
  readonly issuedOn: IsoDate | null;
  readonly areaHa: DecimalString | null;
  readonly asWritten: string | null;
}

export interface ObservationRow extends Omit<FactRow, 'clusterId'> {
  readonly clusterId: string | null;
  readonly fact: ObservationFact;
  readonly value: DecimalString | null;
  readonly unit: string;
  readonly basis: ObservationBasis | null;
  readonly asWritten: string | null;
  readonly observedOn: IsoDate;
  readonly filingId: string | null;
}

export interface ProcedureStepRow extends FactRow {
  readonly step: string;
  readonly document: string | null;
  readonly happenedOn: IsoDate | null;
  readonly note: string | null;
}

/** A bundle of rows, in the order in which they can be written. */
export interface RegisterRows {
  readonly sources: readonly SourceRow[];
  readonly clusters: readonly ClusterRow[];
  readonly states: readonly ClusterStateRow[];
  readonly planEntries: readonly PlanEntryRow[];
  readonly decisions: readonly DecisionRow[];
  readonly investors: readonly InvestorRow[];
  readonly infrastructureProjects: readonly InfrastructureProjectRow[];
  readonly tenantProjects: readonly TenantProjectRow[];
  readonly leases: readonly LeaseRow[];
  readonly investmentPapers: readonly InvestmentPaperRow[];
  readonly observations: readonly ObservationRow[];
  readonly procedureSteps: readonly ProcedureStepRow[];
}
