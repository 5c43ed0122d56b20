export {
  type ChangedInput,
  type ChildrenView,
  changedSince,
  childrenOf,
  isConsolidating,
  type MissingChild,
} from './children.js';
export { type ClosingInput, type ClosureView, closuresOf, historyOf } from './doubts.js';
export * from './entities/index.js';
export { type FilingErrorCode, filingError } from './errors.js';
export * from './file-store.js';
export type { FilingChange } from './filing-change.js';
export * from './filing-service.js';
export * from './filing-views.js';
export * from './import-answers.js';
export { requeueImports } from './import-lease.js';
export * from './import-processor.js';
export type {
  AnswerRound,
  AppliedReading,
  ImportQuestion,
  RememberedReading,
} from './import-questions.js';
export * from './import-service.js';
export { type LastFiling, lastFilingsOf } from './last-filings.js';
export * from './mark-views.js';
export { type MarkedFileView, markedFilesOf, readMarkedFile } from './marked-file.js';
export type { ExplanationInput, MarkInput } from './marks.js';
export { NilFilings, type NilInput, nilNotesOf } from './nil-filing.js';
export { type QuickAnswer, QuickFilings, type QuickReceipt, type QuickSheet } from './quick-filing.js';
export * from './receipt/index.js';
export { type Attempt, onRecord } from './refusals.js';
export * from './review-queue.js';
export * from './rules/transitions.js';
export * from './template-service.js';
