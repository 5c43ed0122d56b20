import { ClusterEntity, ClusterStateEntity, DataProblemEntity, ProcedureStepEntity, SourceEntity } from './clusters.js';
import { DecisionEntity, InfrastructureProjectEntity, InvestorEntity, PlanEntryEntity } from './law.js';
import { InvestmentPaperEntity, LeaseEntity, ObservationEntity, TenantProjectEntity } from './tenants.js';

export * from './clusters.js';
export * from './law.js';
export * from './tenants.js';

/** Every table of this room, for createOrm. */
export const registerEntities = [
  SourceEntity,
  ClusterEntity,
  ClusterStateEntity,
  PlanEntryEntity,
  DecisionEntity,
  InvestorEntity,
  InfrastructureProjectEntity,
  TenantProjectEntity,
  LeaseEntity,
  InvestmentPaperEntity,
  ObservationEntity,
  ProcedureStepEntity,
  DataProblemEntity,
];
