export * from './rules/definitions.js';
export { deriveForm } from './rules/derive-form.js';
export { NATION, type NationInput, nationalForm } from './rules/nation.js';
export { precedence } from './rules/precedence.js';
export type * from './rules/types.js';
