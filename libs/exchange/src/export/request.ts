import type { IsoDate, PeriodCode } from '#lib/kernel';
import type { QueryRequest } from './query-export.js';

export const TABLE_FORMATS = ['xlsx', 'csv', 'parquet'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

export const FILTER_OPERATORS = ['any_of', 'contains', 'at_least', 'at_most', 'known', 'unknown'] as const;
export type FilterOperator = (typeof FILTER_OPERATORS)[number];

/** A condition on one column; conditions are joined by "and". */
export interface TableFilter {
  readonly column: string;
  readonly operator: FilterOperator;
  /** Codes, words, decimals or days, as the column has them; none for known and unknown. */
  readonly values: readonly string[];
}

export interface TableOrder {
  readonly column: string;
  readonly descending: boolean;
}

/** Statutory forms 03 and 04: one unit, several, or every province in one workbook. */
export interface FormsRequest {
  readonly kind: 'forms';
  readonly form: string;
  readonly period: PeriodCode;
  /** Codes of communes (03) or provinces (04), "VN" for the nation; with `everyProvince` those come behind. */
  readonly units: readonly string[];
  readonly everyProvince: boolean;
  /** As this edition published them; absent: the present state. */
  readonly edition?: string;
  readonly format: 'xlsx';
}

/** A planners' table. */
export interface TableRequest {
  readonly kind: 'table';
  readonly dataset: string;
  readonly format: TableFormat;
  /** Keys in printed order; the dataset's usual ones when empty. */
  readonly columns: readonly string[];
  readonly filters: readonly TableFilter[];
  /** Columns that make groups, the outermost first. */
  readonly groupBy: readonly string[];
  readonly orderBy: readonly TableOrder[];
  /** Day the table speaks of. */
  readonly asOf: IsoDate;
  /** As this edition knew it; absent: as it is known now. */
  readonly edition?: string;
}

/** The register workbook of a province, as it is read in again. */
export interface RegisterRequest {
  readonly kind: 'register';
  readonly province: string;
  readonly asOf: IsoDate;
  readonly format: 'xlsx';
}

/** A table without its day: it is the edition's last one, or today, unless one is named. */
export type WantedTable = Omit<TableRequest, 'asOf'> & { readonly asOf: IsoDate | null };

export type ExportRequest = FormsRequest | TableRequest | RegisterRequest | QueryRequest;

/** What is asked for; without a day it is the edition's last one, or today. */
export type WantedExport =
  | FormsRequest
  | QueryRequest
  | WantedTable
  | (Omit<RegisterRequest, 'asOf'> & { readonly asOf: IsoDate | null });

export const MEDIA_TYPES: Readonly<Record<TableFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
};
