export type { ChainBlocker, ChainTier, DeadlineChain } from './deadline-chain.js';
export { MOST_BLOCKERS } from './deadline-chain.js';
export * from './entities/index.js';
export { type RegimeErrorCode, regimeError } from './errors.js';
export * from './exception-service.js';
export { NilOffers, nilOffered } from './nil-offers.js';
export type { ObligationChange, ObligationChangeKind } from './obligation-changes.js';
export {
  ACCEPTED,
  type AnswerState,
  findObligation,
  type ObligationFilter,
  type ObligationView,
  obligationsByIds,
  RECEIVED,
  receivedSql,
  SETTLED,
} from './obligation-list.js';
export { promiseRefresh } from './period-runs.js';
export { type DecisionAttempt, decideOnRecord } from './refusals.js';
export * from './regime-service.js';
export * from './reminder-policy-files.js';
export * from './reporter-service.js';
export * from './rules/calendar-feed.js';
export * from './rules/duties.js';
export { grantsFor } from './rules/exceptions.js';
export * from './rules/index.js';
export * from './rules/lateness.js';
export * from './rules/opening.js';
export {
  inOrder,
  inSequence,
  type PolicyFault,
  type PolicyWanted,
  policyFault,
  policyFrom,
} from './rules/policy-wanted.js';
export * from './rules/reconcile.js';
export * from './rules/reminder-plan.js';
export * from './rules/reminder-policy.js';
export * from './rules/slack.js';
export * from './rules/states.js';
export * from './rules/tiers.js';
export * from './rules/working-days.js';
export { SCOPE_FOLLOWERS } from './scope-followers.js';
export type { SeasonForm, SeasonPeriod } from './season.js';
export type { TimelinessBy, TimelinessRow } from './timeliness-view.js';
export * from './working-calendar-files.js';
