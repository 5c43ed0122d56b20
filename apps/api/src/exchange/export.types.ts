import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { BoundedList } from '../graphql/bounded.js';
import { connectionType } from '../graphql/connection.js';
import { DateScalar, DateTimeScalar } from '../graphql/scalars.js';
import { UserError } from '../graphql/user-error.js';
import type { ValueOf } from '../graphql/value-of.js';
import {
  DatasetEditionEnum,
  ExportFormatEnum,
  ExportKindEnum,
  FilterOperatorEnum,
  WorkStateEnum,
} from './exchange.enums.js';

@ObjectType({
  description: 'An export that runs in the background (lần xuất dữ liệu); its file is at GET /api/exports/:id.',
})
export class ExportJob {
  @Field(() => ID, { description: 'Identity of the export.' })
  id!: string;

  @Field(() => ExportKindEnum, { description: 'What it holds (loại).' })
  kind!: ValueOf<typeof ExportKindEnum>;

  @Field(() => WorkStateEnum, { description: 'Where it stands (trạng thái).' })
  state!: ValueOf<typeof WorkStateEnum>;

  @Field(() => Int, { description: 'Progress, per cent (tiến độ).' })
  percent!: number;

  @Field(() => String, { nullable: true, description: 'Rows of the table, or forms of the workbook; null until done.' })
  rowCount!: string | null;

  @Field(() => String, { nullable: true, description: 'Name of the file (tên tệp); null until done.' })
  fileName!: string | null;

  @Field(() => String, { nullable: true, description: 'Size in bytes (dung lượng); null until done.' })
  sizeBytes!: string | null;

  @Field(() => String, { nullable: true, description: 'SHA-256 of the file; null until done.' })
  sha256!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it failed (mã lỗi); null unless failed.' })
  errorCode!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The same in words; null unless it failed for an expected reason.',
  })
  errorMessage!: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was asked for (thời điểm yêu cầu).' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ended (thời điểm xong); null until then.' })
  finishedAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the file goes away (hết hạn giữ); null until done.',
  })
  expiresAt!: Date | null;
}

@ObjectType({ description: "A page of the caller's exports (lần xuất dữ liệu), newest first." })
export class ExportJobConnection extends connectionType(ExportJob, 'ExportJob', 'exports (lần xuất dữ liệu)') {}

@ObjectType({ description: 'A column that a table export can have (cột).' })
export class DatasetColumn {
  @Field(() => String, { description: 'Name for programs.' })
  key!: string;

  @Field(() => String, { description: 'Heading (tên cột), with its unit.' })
  label!: string;

  @Field(() => String, { nullable: true, description: 'What it means (ý nghĩa); null where the heading says it.' })
  definition!: string | null;

  @Field(() => String, { description: 'Kind: text, decimal, integer, percent, date or boolean.' })
  type!: string;

  @Field(() => Boolean, { description: 'Part of the table when no columns are chosen.' })
  usual!: boolean;
}

@ObjectType({ description: 'Rows that planners can export (bảng dữ liệu).' })
export class ExportDataset {
  @Field(() => String, { description: 'Name for programs.' })
  key!: string;

  @Field(() => String, { description: 'Vietnamese name (tên bảng).' })
  label!: string;

  @Field(() => String, { description: 'English name.' })
  labelEn!: string;

  @Field(() => DatasetEditionEnum, { description: 'Whether it can be had as an edition (ấn bản) knew it.' })
  edition!: ValueOf<typeof DatasetEditionEnum>;

  @BoundedList(80, () => [DatasetColumn], { description: 'Its columns (các cột), in printed order.' })
  columns!: DatasetColumn[];
}

@InputType({ description: 'A condition on one column; conditions are joined by "and".' })
export class TableFilterInput {
  @Field(() => String, { description: 'Key of the column.' })
  column!: string;

  @Field(() => FilterOperatorEnum, { description: 'How to compare (phép so sánh).' })
  operator!: ValueOf<typeof FilterOperatorEnum>;

  @BoundedList(500, () => [String], {
    defaultValue: [],
    description: 'Values: codes or words, decimals, days as YYYY-MM-DD, true or false; none for KNOWN and UNKNOWN.',
  })
  values!: string[];
}

@InputType({ description: 'Order by one column.' })
export class TableOrderInput {
  @Field(() => String, { description: 'Key of the column.' })
  column!: string;

  @Field(() => Boolean, { defaultValue: false, description: 'The largest first (giảm dần).' })
  descending!: boolean;
}

@InputType({ description: 'Statutory forms to be exported (biểu mẫu theo luật).' })
export class FormsExportInput {
  @Field(() => String, { description: 'Form (biểu): 03 or 04.' })
  form!: string;

  @Field(() => String, { description: 'Period (kỳ báo cáo): 2026-H1 or 2026-Y.' })
  period!: string;

  @BoundedList(64, () => [String], {
    defaultValue: [],
    description: 'Units (đơn vị), one sheet each: commune codes for 03, province codes for 04, VN for the nation.',
  })
  units!: string[];

  @Field(() => Boolean, { defaultValue: false, description: 'Every province behind them (mọi tỉnh), form 04 only.' })
  everyProvince!: boolean;

  @Field(() => ID, {
    nullable: true,
    description: 'As this edition (ấn bản) published them, such as "2026-H1-r1"; leave out for the present state.',
  })
  edition?: string | null;
}

@InputType({ description: "A planners' table to be exported (bảng dữ liệu)." })
export class TableExportInput {
  @Field(() => String, { description: 'Dataset, see exportDatasets.' })
  dataset!: string;

  @Field(() => ExportFormatEnum, { defaultValue: ExportFormatEnum.XLSX, description: 'Format (định dạng).' })
  format!: ValueOf<typeof ExportFormatEnum>;

  @BoundedList(60, () => [String], {
    defaultValue: [],
    description: 'Columns in printed order; the usual ones when empty.',
  })
  columns!: string[];

  @BoundedList(20, () => [TableFilterInput], { defaultValue: [], description: 'Conditions (bộ lọc).' })
  filters!: TableFilterInput[];

  @BoundedList(3, () => [String], {
    defaultValue: [],
    description: 'Columns that make groups, outermost first (nhóm theo); in a workbook each group has its total.',
  })
  groupBy!: string[];

  @BoundedList(5, () => [TableOrderInput], { defaultValue: [], description: 'Order (thứ tự) within the groups.' })
  orderBy!: TableOrderInput[];

  @Field(() => DateScalar, {
    nullable: true,
    description:
      "Day the table speaks of (ngày dữ liệu); when left out the last day of the edition's period, or today without one.",
  })
  asOf?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'As this edition (ấn bản) knew it, such as "2026-H1-r1": nothing accepted or recorded later; leave out for the present state.',
  })
  edition?: string | null;
}

@InputType({ description: 'The register workbook of a province to be exported (sổ đăng ký).' })
export class RegisterExportInput {
  @Field(() => String, { description: 'Province code (mã tỉnh), two digits.' })
  province!: string;

  @Field(() => DateScalar, { nullable: true, description: 'Day of the clusters’ state; today when left out.' })
  asOf?: string | null;
}

@InputType({
  description:
    'The answer of a query to be exported (kết quả truy vấn): one field, `clusterFigures` or a named aggregate, as it would be asked.',
})
export class QueryExportInput {
  @Field(() => String, {
    description: 'The query; its one field and arguments say what is in the file, its selection which numbers.',
  })
  document!: string;

  @Field(() => String, { nullable: true, description: 'Variables of the query, as JSON text.' })
  variables?: string | null;

  @Field(() => ExportFormatEnum, { defaultValue: ExportFormatEnum.XLSX, description: 'Format (định dạng).' })
  format!: ValueOf<typeof ExportFormatEnum>;
}

@InputType({ description: 'Asks for an export: exactly one of forms, table, register, query.' })
export class RequestExportInput {
  @Field(() => FormsExportInput, { nullable: true, description: 'Statutory forms.' })
  forms?: FormsExportInput | null;

  @Field(() => TableExportInput, { nullable: true, description: "A planners' table." })
  table?: TableExportInput | null;

  @Field(() => RegisterExportInput, { nullable: true, description: 'The register workbook of a province.' })
  register?: RegisterExportInput | null;

  @Field(() => QueryExportInput, { nullable: true, description: 'The answer of a query.' })
  query?: QueryExportInput | null;
}

@ObjectType({ description: 'Result of requestExport.' })
export class RequestExportPayload {
  @Field(() => ExportJob, {
    nullable: true,
    description: 'The export, or the one under way for the same request; null when it was refused.',
  })
  exportJob!: ExportJob | null;

  @BoundedList(100, () => [UserError], { description: 'Why it was refused; empty when it was taken.' })
  errors!: UserError[];
}

@ObjectType({ description: 'One row of a preview.' })
export class ExportPreviewRow {
  @BoundedList(60, () => [String], {
    description: 'Cells as printed, in the order of the columns; empty text where nothing is known.',
  })
  cells!: string[];
}

@ObjectType({ description: 'The beginning of a table export (xem trước).' })
export class ExportPreview {
  @BoundedList(60, () => [DatasetColumn], { description: 'The columns, groups first.' })
  columns!: DatasetColumn[];

  @BoundedList(20, () => [ExportPreviewRow], { description: 'The first rows.' })
  rows!: ExportPreviewRow[];

  @Field(() => Int, { description: 'Rows of the whole table (số dòng).' })
  rowCount!: number;

  @Field(() => Int, { description: 'Provinces behind them (số tỉnh có dữ liệu).' })
  provinces!: number;
}
