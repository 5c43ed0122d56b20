import { column, REGISTER_TABLES, type RegisterColumn, registerTable } from './columns.js';

/**
 * Tables that a workbook can bring rows of: the register's five, and the statements of sources about a cluster or the
 * whole province, which are only ever added.
 */
export const IMPORT_TABLES = [...REGISTER_TABLES, 'observations'] as const;
export type ImportTableName = (typeof IMPORT_TABLES)[number];

/** A statement of one fact on one day; what no column of the register holds is kept in this way, with its wording. */
export const observationColumns: readonly RegisterColumn[] = [
  column('link', 'text', 'clusterCode', 'Mã cụm', 'Trống cùng tên cụm: số của cả tỉnh.'),
  column('link', 'text', 'clusterName', 'Tên cụm', 'Trống cùng mã cụm: số của cả tỉnh.'),
  column('value', 'text', 'fact', 'Chỉ tiêu', 'Điều được nêu.', { required: true }),
  column('value', 'decimal', 'value', 'Giá trị', 'Như nguồn nêu.'),
  column('value', 'text', 'unit', 'Đơn vị tính', 'Đơn vị của giá trị.', { required: true }),
  column('value', 'text', 'asWritten', 'Nguyên văn', 'Cách ghi của nguồn.'),
  column('value', 'date', 'observedOn', 'Ngày số liệu', 'Ngày mà nguồn nói về.', { required: true }),
];

export function importColumns(name: ImportTableName): readonly RegisterColumn[] {
  return name === 'observations' ? observationColumns : registerTable(name).columns;
}

/** Name of a table for people. */
export function importTableLabel(name: ImportTableName): string {
  return name === 'observations' ? 'Số liệu quan sát' : registerTable(name).sheet;
}
