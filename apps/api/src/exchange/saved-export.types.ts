import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { BoundedList } from '../graphql/bounded.js';
import { DateScalar, DateTimeScalar } from '../graphql/scalars.js';
import { UserError } from '../graphql/user-error.js';
import type { ValueOf } from '../graphql/value-of.js';
import { ExportFormatEnum, ExportScheduleEnum, FilterOperatorEnum, WorkStateEnum } from './exchange.enums.js';
import { TableExportInput } from './export.types.js';

const ERRORS = 'Why it was refused; empty when it was done.';

@ObjectType({ description: 'A condition of a saved table.' })
export class SavedFilter {
  @Field(() => String, { description: 'Key of the column.' })
  column!: string;

  @Field(() => FilterOperatorEnum, { description: 'How to compare (phép so sánh).' })
  operator!: ValueOf<typeof FilterOperatorEnum>;

  @BoundedList(500, () => [String], { description: 'Values, as in TableFilterInput.' })
  values!: readonly string[];
}

@ObjectType({ description: 'Order of a saved table by one column.' })
export class SavedOrder {
  @Field(() => String, { description: 'Key of the column.' })
  column!: string;

  @Field(() => Boolean, { description: 'The largest first (giảm dần).' })
  descending!: boolean;
}

@ObjectType({ description: 'What is in a saved table; the fields are those of TableExportInput.' })
export class SavedTable {
  @Field(() => String, { description: 'Dataset (bảng dữ liệu), see exportDatasets.' })
  dataset!: string;

  @Field(() => ExportFormatEnum, { description: 'Format (định dạng).' })
  format!: ValueOf<typeof ExportFormatEnum>;

  @BoundedList(60, () => [String], { description: 'Columns in printed order; the usual ones when empty.' })
  columns!: readonly string[];

  @BoundedList(20, () => [SavedFilter], { description: 'Conditions (bộ lọc).' })
  filters!: readonly SavedFilter[];

  @BoundedList(3, () => [String], { description: 'Columns that make groups, outermost first (nhóm theo).' })
  groupBy!: readonly string[];

  @BoundedList(5, () => [SavedOrder], { description: 'Order (thứ tự) within the groups.' })
  orderBy!: readonly SavedOrder[];

  @Field(() => DateScalar, { nullable: true, description: 'Day the table speaks of; null: the day of the export.' })
  asOf!: string | null;

  @Field(() => String, { nullable: true, description: 'Edition (ấn bản) it is taken from; null: the present state.' })
  edition?: string | null;
}

@ObjectType({ description: 'What a schedule made last.' })
export class SavedRun {
  @Field(() => DateTimeScalar, { description: 'When it began (thời điểm).' })
  at!: Date;

  @Field(() => ID, { nullable: true, description: 'The export; null where it could not be asked for.' })
  jobId!: string | null;

  @Field(() => WorkStateEnum, {
    nullable: true,
    description: 'Where it stands (trạng thái); null until it is asked for.',
  })
  state!: ValueOf<typeof WorkStateEnum> | null;
}

@ObjectType({ description: "A planners' table kept under a name (mẫu xuất đã lưu)." })
export class SavedExport {
  @Field(() => ID, { description: 'Identity of the definition.' })
  id!: string;

  @Field(() => String, { description: 'Name (tên).' })
  name!: string;

  @Field(() => SavedTable, { description: 'What is in it.' })
  table!: SavedTable;

  @Field(() => Boolean, { description: "The caller's own; else a colleague's, shared inside the office." })
  mine!: boolean;

  @Field(() => String, { description: 'Whose it is (người lưu).' })
  ownerName!: string;

  @Field(() => Boolean, { description: 'Colleagues of the office see it (dùng chung trong đơn vị).' })
  shared!: boolean;

  @Field(() => ExportScheduleEnum, { description: 'When it is made anew by itself (lịch xuất).' })
  schedule!: ValueOf<typeof ExportScheduleEnum>;

  @Field(() => SavedRun, {
    nullable: true,
    description: "What its schedule made last; null before, and for another's.",
  })
  lastRun!: SavedRun | null;
}

@InputType({ description: 'Keeps a table under a name (lưu mẫu xuất).' })
export class SaveExportInput {
  @Field(() => ID, { nullable: true, description: "One of the caller's own, to be changed; leave out for a new one." })
  id?: string | null;

  @Field(() => String, { description: "Name (tên), 1 to 80 characters, unlike the caller's others." })
  name!: string;

  @Field(() => TableExportInput, { description: 'What is in it.' })
  table!: TableExportInput;

  @Field(() => Boolean, { defaultValue: false, description: 'Colleagues of the office see it (dùng chung).' })
  shared!: boolean;

  @Field(() => ExportScheduleEnum, {
    defaultValue: ExportScheduleEnum.NEVER,
    description: 'When it is made anew by itself; such a table names no day and no edition.',
  })
  schedule!: ValueOf<typeof ExportScheduleEnum>;
}

@InputType({ description: 'Forgets a saved table (bỏ mẫu xuất).' })
export class DropSavedExportInput {
  @Field(() => ID, { description: "One of the caller's own." })
  id!: string;
}

@ObjectType({ description: 'Result of saveExport.' })
export class SaveExportPayload {
  @Field(() => SavedExport, { nullable: true, description: 'The definition as it is kept; null when it was refused.' })
  savedExport!: SavedExport | null;

  @BoundedList(100, () => [UserError], { description: ERRORS })
  errors!: UserError[];
}

@ObjectType({ description: 'Result of dropSavedExport.' })
export class DropSavedExportPayload {
  @Field(() => Boolean, { description: 'It is gone.' })
  dropped!: boolean;

  @BoundedList(100, () => [UserError], { description: ERRORS })
  errors!: UserError[];
}
