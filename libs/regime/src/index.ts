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
export * from './reminder-policy-files.js';
export * from './rules/calendar-feed.js';
export * from './rules/duties.js';
export * from './rules/index.js';
export * from './rules/reconcile.js';
export * from './rules/reminder-plan.js';
export * from './rules/reminder-policy.js';
export * from './rules/tiers.js';
export * from './rules/working-days.js';
export * from './working-calendar-files.js';
