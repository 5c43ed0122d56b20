export { exchangeError } from './errors.js';
export type { Dataset, DatasetColumn } from './export/dataset.js';
export { dropExpiredExports, ExportProcessor } from './export/export-processor.js';
export * from './export/export-service.js';
export * from './export/request.js';
export { requeueExchange } from './lease.js';
