export * from './table.js';
export { writeTableCsv } from './write-table-csv.js';
export { PARQUET_SCALE, writeTableParquet } from './write-table-parquet.js';
export { writeTableXlsx } from './write-table-xlsx.js';
