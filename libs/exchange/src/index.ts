export { exchangeError } from './errors.js';
export type { Dataset, DatasetColumn } from './export/dataset.js';
export { dropExpiredExports, ExportProcessor } from './export/export-processor.js';
export * from './export/export-service.js';
export type { AggregateAsk, ListAsk, QueryRequest } from './export/query-export.js';
export * from './export/request.js';
export { type Compared, type CompareInput, compareRegister } from './import/compare.js';
export type { ChangeCounts } from './import/differences.js';
export { RegisterImportProcessor } from './import/import-processor.js';
export {
  type ImportOutcome,
  type RegisterImportInput,
  RegisterImportService,
  type RegisterImportView,
} from './import/import-service.js';
export * from './import/import-views.js';
export { requeueExchange } from './lease.js';
export { SCHEDULES, type Schedule } from './saved/rules/occasions.js';
export { type SavedExport, SavedExports, type SavedRun, type SaveInput } from './saved/saved-exports.js';
export { runSavedExports } from './saved/saved-sweep.js';
