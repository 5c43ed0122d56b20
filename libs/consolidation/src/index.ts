export * from './consolidation.service.js';
export { type Closed, type Closing, EditionService } from './editions/edition-service.js';
export {
  type EditionFormView,
  type EditionView,
  editionById,
  editionChanges,
  editionForms,
  editionPage,
  formDigest,
  mustFindEdition,
  type PinnedForm,
  pinnedForm,
  totalsOfEdition,
} from './editions/edition-views.js';
export { type ConsolidationErrorCode, consolidationError } from './errors.js';
export { noteOf } from './export-workbook.js';
export { OverrideService, type OverrideWanted } from './override-service.js';
export * from './rules/definitions.js';
export { deriveForm } from './rules/derive-form.js';
export type { ChangeCause, FigureChange } from './rules/edition-changes.js';
export { consolidateNation, NATION, type NationInput, type NationSources, nationalForm } from './rules/nation.js';
export type { FigureOverride } from './rules/overrides.js';
export { precedence } from './rules/precedence.js';
export type { PublishedTotal, PublishedUnit } from './rules/published-totals.js';
export { type ReconciledChild, type ReconciledRow, type ReconciledWhy, reconcile } from './rules/reconcile.js';
export { type Share, splitByProvince } from './rules/split.js';
export { FEWEST_FIRMS, type PublishedTable, type Suppression, suppress } from './rules/suppress.js';
export type * from './rules/types.js';
