export * from './entities/index.js';
export { type RegimeErrorCode, regimeError } from './errors.js';
export {
  type AnswerState,
  findObligation,
  type ObligationFilter,
  type ObligationView,
  obligationsByIds,
} from './obligation-list.js';
export * from './regime-service.js';
export * from './rules/duties.js';
export * from './rules/index.js';
export * from './rules/reconcile.js';
export * from './rules/tiers.js';
