import { registerEnumType } from '@nestjs/graphql';

export const ExportKindEnum = { FORMS: 'forms', TABLE: 'table', REGISTER: 'register', QUERY: 'query' } as const;
registerEnumType(ExportKindEnum, {
  name: 'ExportKind',
  description: 'What an export holds (loại xuất).',
  valuesMap: {
    FORMS: { description: 'Statutory forms 03, 04 in their layout (biểu mẫu theo luật).' },
    TABLE: { description: "A planners' table with chosen columns (bảng dữ liệu)." },
    REGISTER: { description: 'The register workbook of a province, fit to be read in again (sổ đăng ký).' },
    QUERY: { description: 'The answer of a query, a list or an aggregate (kết quả truy vấn).' },
  },
});

export const ExportFormatEnum = { XLSX: 'xlsx', CSV: 'csv', PARQUET: 'parquet' } as const;
registerEnumType(ExportFormatEnum, {
  name: 'ExportFormat',
  description: 'Format of an exported file (định dạng).',
  valuesMap: {
    XLSX: { description: 'Excel workbook.' },
    CSV: { description: 'CSV in UTF-8 with a byte order mark; the first lines begin with # and say what it is.' },
    PARQUET: { description: 'Parquet; figures are DECIMAL(38, 12).' },
  },
});

export const DatasetEditionEnum = { NEVER: 'never', MAY: 'may', MUST: 'must' } as const;
registerEnumType(DatasetEditionEnum, {
  name: 'DatasetEdition',
  description: 'Whether a table can be had as an edition knew it (theo ấn bản).',
  valuesMap: {
    NEVER: { description: 'Part of no edition (không có trong ấn bản).' },
    MAY: { description: 'As it is known now, or as an edition knew it (hiện tại hoặc theo ấn bản).' },
    MUST: { description: 'In editions only (chỉ có trong ấn bản).' },
  },
});

export const WorkStateEnum = { QUEUED: 'queued', RUNNING: 'running', DONE: 'done', FAILED: 'failed' } as const;
registerEnumType(WorkStateEnum, {
  name: 'WorkState',
  description: 'Where a piece of background work stands (trạng thái).',
  valuesMap: {
    QUEUED: { description: 'Waits (đang chờ).' },
    RUNNING: { description: 'Under way (đang làm).' },
    DONE: { description: 'Ready (xong).' },
    FAILED: { description: 'Given up; the code says why (không thành).' },
  },
});

export const FilterOperatorEnum = {
  ANY_OF: 'any_of',
  CONTAINS: 'contains',
  AT_LEAST: 'at_least',
  AT_MOST: 'at_most',
  KNOWN: 'known',
  UNKNOWN: 'unknown',
} as const;
registerEnumType(FilterOperatorEnum, {
  name: 'FilterOperator',
  description: 'How a filter compares (phép so sánh).',
  valuesMap: {
    ANY_OF: { description: 'Is one of the values (là một trong).' },
    CONTAINS: { description: 'Text contains the value; tone marks and case do not matter (có chứa).' },
    AT_LEAST: { description: 'Number or day is at least the value (từ).' },
    AT_MOST: { description: 'Number or day is at most the value (đến).' },
    KNOWN: { description: 'There is a value (đã có).' },
    UNKNOWN: { description: 'There is none; missing is not zero (chưa có).' },
  },
});

export const RegisterOutcomeEnum = { READY: 'ready', SAME: 'same', REJECTED: 'rejected', APPLIED: 'applied' } as const;
registerEnumType(RegisterOutcomeEnum, {
  name: 'RegisterImportOutcome',
  description: 'What a register workbook came to (kết quả nhập sổ).',
  valuesMap: {
    READY: { description: 'The differences may be applied (sẵn sàng ghi).' },
    SAME: { description: 'It says what the register says (không có thay đổi).' },
    REJECTED: { description: 'Nothing may be written: see problems and errorCode (không ghi được).' },
    APPLIED: { description: 'The differences are in the register (đã ghi).' },
  },
});

export const RegisterChangeKindEnum = { INSERT: 'insert', CHANGE: 'change', END: 'end', RETRACT: 'retract' } as const;
registerEnumType(RegisterChangeKindEnum, {
  name: 'RegisterChangeKind',
  description: 'What becomes of a row (loại thay đổi). Nothing is ever deleted.',
  valuesMap: {
    INSERT: { description: 'A new row (thêm).' },
    CHANGE: { description: 'Other values; what was known before stays (sửa).' },
    END: { description: 'It ends on a day (kết thúc).' },
    RETRACT: { description: 'It was recorded wrongly and counts no more (gỡ bỏ).' },
  },
});

export const NumberWritingEnum = { VI: 'vi', EN: 'en' } as const;
registerEnumType(NumberWritingEnum, {
  name: 'NumberWriting',
  description: 'How typed numbers are written (cách viết số).',
  valuesMap: {
    VI: { description: 'Vietnamese: 1.234,56.' },
    EN: { description: 'English: 1,234.56.' },
  },
});

export const ExportScheduleEnum = { NEVER: 'never', MONTHLY: 'monthly', AT_CLOSING: 'at_closing' } as const;
registerEnumType(ExportScheduleEnum, {
  name: 'ExportSchedule',
  description: 'When a saved table is made anew by itself (lịch xuất).',
  valuesMap: {
    NEVER: { description: 'Only when asked (không tự chạy).' },
    MONTHLY: { description: 'On the first day of each month, the present state (hằng tháng).' },
    AT_CLOSING: { description: 'When an edition is closed, as that edition knew it (khi chốt kỳ).' },
  },
});
