/**
 * What can be wrong with a register workbook. `{sheet}` and `{cell}` come from the place, the rest from the details.
 * An error keeps the workbook from being applied; a warning is said and no more.
 */
const CATALOGUE = {
  REGISTER_OLD_LETTERS: [
    'warning',
    '{place}: chữ viết theo bảng mã cũ {encoding} đã được đọc là “{found}”, cả trang được đọc theo cách này. Hãy xem lại tên trong danh sách thay đổi; nên chuyển tệp sang Unicode.',
    '{place}: text in the old encoding {encoding} was read as "{found}", and so was the whole sheet. Look at the names in the list of differences.',
  ],
  REGISTER_LETTER_LOST: [
    'error',
    '{place}: “{found}” có chữ đã bị hỏng khi chuyển mã nên không thể lưu. Hãy gõ lại ô này.',
    '{place}: "{found}" has a letter that was lost in some conversion. Type the cell again.',
  ],
  REGISTER_TABLE_MISSING: [
    'error',
    'Không tìm thấy bảng nào của sổ đăng ký trong tệp. Hãy giữ nguyên dòng tiêu đề cột như tệp hệ thống xuất ra, hoặc dùng bảng có tiêu đề như mẫu của tỉnh.',
    'No register table was found. Keep the headings of the exported workbook.',
  ],
  REGISTER_COLUMN_UNKNOWN: [
    'warning',
    '{place}: cột “{found}” không thuộc bảng {table} nên không được đọc. Nếu cần lưu, hãy chép nội dung vào cột Ghi chú.',
    '{place}: the column "{found}" is not part of {table} and was not read.',
  ],
  REGISTER_COLUMN_TWICE: [
    'error',
    '{place}: cột “{found}” xuất hiện hai lần. Hãy bỏ một cột.',
    '{place}: the column "{found}" stands twice.',
  ],
  REGISTER_ROW_IGNORED: [
    'warning',
    '{place}: dòng “{found}” không phải dòng dữ liệu (dòng cộng, ghi chú hoặc chữ ký) nên được bỏ qua.',
    '{place}: the line "{found}" is no row of data and was left out.',
  ],
  REGISTER_NUMBER: [
    'error',
    '{place}: cột {column} cần một số, đang ghi “{found}”. Hãy ghi số, hoặc để trống nếu chưa có.',
    '{place}: {column} needs a number, found "{found}".',
  ],
  REGISTER_NUMBER_AMBIGUOUS: [
    'error',
    '{place}: “{found}” có thể là {first} hoặc {second}. Hãy gõ lại thành số trong Excel, hoặc chọn cách viết số khi nhập.',
    '{place}: "{found}" may be {first} or {second}. Type it as a number, or choose the writing of numbers.',
  ],
  REGISTER_NUMBER_NEGATIVE: [
    'error',
    '{place}: cột {column} không thể âm ({found}). Hãy sửa lại.',
    '{place}: {column} cannot be negative ({found}).',
  ],
  REGISTER_UNIT_UNKNOWN: [
    'error',
    '{place}: không hiểu đơn vị “{found}” của cột {column}. Hãy ghi theo {unit}.',
    '{place}: the unit "{found}" of {column} is not known; use {unit}.',
  ],
  REGISTER_UNIT_MISSING: [
    'warning',
    '{place}: cột {column} không ghi đơn vị, nên chỉ được giữ nguyên văn ở ghi chú, không tính là diện tích. Hãy ghi đơn vị ở tiêu đề, ví dụ “{column} (ha)”.',
    '{place}: {column} states no unit; the figure is kept as written in the note only.',
  ],
  REGISTER_DATE: [
    'error',
    '{place}: cột {column} cần một ngày (ngày/tháng/năm), đang ghi “{found}”. Hãy sửa lại.',
    '{place}: {column} needs a day, found "{found}".',
  ],
  REGISTER_YES_NO: [
    'error',
    '{place}: cột {column} chỉ nhận “Có” hoặc “Không”, đang ghi “{found}”.',
    '{place}: {column} is yes or no ("Có", "Không"), found "{found}".',
  ],
  REGISTER_WORD_UNKNOWN: [
    'error',
    '{place}: cột {column} không nhận “{found}”. Hãy chọn một trong: {known}.',
    '{place}: {column} does not take "{found}"; it takes one of: {known}.',
  ],
  REGISTER_FORMULA: [
    'error',
    '{place}: ô công thức chưa có kết quả hoặc bị lỗi ({found}). Hãy mở tệp bằng Excel, lưu lại, hoặc ghi số trực tiếp.',
    '{place}: the formula has no usable result ({found}).',
  ],
  REGISTER_TEXT_TOO_LONG: [
    'error',
    '{place}: nội dung dài {found} ký tự, nhiều nhất là {most}. Hãy rút gọn.',
    '{place}: {found} characters, at most {most}.',
  ],
  REGISTER_REQUIRED: [
    'error',
    '{place}: dòng mới còn thiếu {column}. Hãy bổ sung.',
    '{place}: a new row needs {column}.',
  ],
  REGISTER_KEY_UNKNOWN: [
    'error',
    '{place}: không có mã “{found}” trong sổ của tỉnh (có thể đã bị gỡ bỏ). Hãy để trống mã nếu là dòng mới, hoặc xuất lại sổ để lấy mã đúng.',
    '{place}: the register of the province has no "{found}". Leave the code empty for a new row, or export the register again.',
  ],
  REGISTER_ROW_TWICE: [
    'error',
    '{place}: dòng này trùng với một dòng khác trong tệp. Hãy giữ lại một dòng.',
    '{place}: this row stands twice in the workbook. Keep one.',
  ],
  REGISTER_ROW_AMBIGUOUS: [
    'error',
    '{place}: dòng không ghi mã này khớp với {found} dòng trong sổ. Hãy xuất sổ đăng ký để lấy mã rồi sửa dòng đúng.',
    '{place}: this row without a code fits {found} rows of the register. Export the register for its codes.',
  ],
  REGISTER_CLUSTER_UNKNOWN: [
    'error',
    '{place}: không tìm thấy cụm “{found}” trong sổ của tỉnh. Hãy sửa tên hoặc mã cụm; nếu là cụm mới, hãy thêm vào trang “Cụm công nghiệp” kèm mã xã chủ trì.',
    '{place}: the register has no cluster "{found}". Mend its name or code; add a new one on the sheet "Cụm công nghiệp".',
  ],
  REGISTER_CLUSTER_AMBIGUOUS: [
    'error',
    '{place}: có {found} cụm cùng tên. Hãy ghi mã cụm.',
    '{place}: {found} clusters have this name. Write the code.',
  ],
  REGISTER_CLUSTER_MISMATCH: [
    'error',
    '{place}: mã cụm và tên cụm không cùng một cụm (mã này là “{found}”). Hãy sửa mã hoặc tên.',
    '{place}: code and name are not of the same cluster (the code is "{found}").',
  ],
  REGISTER_CLUSTER_MISSING: [
    'error',
    '{place}: dòng chưa cho biết thuộc cụm nào. Hãy ghi mã hoặc tên cụm; với bảng của tỉnh, ghi tên cụm ở tiêu đề phía trên bảng hoặc chọn cụm khi nhập.',
    '{place}: the row does not say its cluster. Write code or name, or choose the cluster when importing.',
  ],
  REGISTER_CLUSTER_MOVED: [
    'error',
    '{place}: dòng đã có không thể chuyển sang cụm hoặc dự án khác (đang thuộc cụm “{found}”). Hãy gỡ bỏ dòng này và thêm dòng mới.',
    '{place}: a row cannot move to another cluster or project (it belongs to the cluster "{found}"). Retract it and add a new one.',
  ],
  REGISTER_PROJECT_UNKNOWN: [
    'error',
    '{place}: không tìm thấy dự án “{found}” trong sổ. Hãy sửa mã dự án hoặc tên doanh nghiệp; dự án mới thì thêm ở trang “Dự án thứ cấp”.',
    '{place}: the register has no project "{found}".',
  ],
  REGISTER_PROJECT_AMBIGUOUS: [
    'error',
    '{place}: có {found} dự án phù hợp. Hãy ghi mã dự án.',
    '{place}: {found} projects fit. Write the code of the project.',
  ],
  REGISTER_COMMUNE_UNKNOWN: [
    'error',
    '{place}: mã xã “{found}” không có trong tỉnh theo danh mục hành chính hiện hành. Hãy sửa mã xã (năm chữ số).',
    '{place}: the province has no commune "{found}".',
  ],
  REGISTER_DAYS_REVERSED: [
    'error',
    '{place}: “Đến ngày” ({found}) phải sau “Từ ngày”. Hãy sửa lại.',
    '{place}: the end ({found}) must be after the beginning.',
  ],
  REGISTER_ACTION_UNKNOWN: [
    'error',
    '{place}: cột Thao tác chỉ nhận “Gỡ bỏ” hoặc để trống, đang ghi “{found}”.',
    '{place}: the action is "Gỡ bỏ" or nothing, found "{found}".',
  ],
  REGISTER_RETRACT_NEW: [
    'error',
    '{place}: không thể gỡ bỏ một dòng chưa có trong sổ. Hãy ghi mã dòng, hoặc bỏ dòng này.',
    '{place}: a row that is not in the register cannot be retracted.',
  ],
  REGISTER_STILL_USED: [
    'error',
    '{place}: chưa thể gỡ bỏ vì còn {found} dòng khác trong sổ gắn với dòng này. Hãy gỡ bỏ các dòng đó trong cùng tệp.',
    '{place}: {found} other rows still hang on this one; retract them as well.',
  ],
  REGISTER_STATE_UNKNOWN: [
    'warning',
    '{place}: tình trạng “{found}” chưa rõ nghĩa; ghi là “Chưa rõ” và giữ nguyên văn.',
    '{place}: the state "{found}" is not understood; kept as written, state unknown.',
  ],
  REGISTER_INDICATOR_KEPT: [
    'warning',
    '{place}: chỉ tiêu “{found}” không có trong danh mục số liệu quan sát; được giữ nguyên văn kèm nguồn, không dùng để tính toán.',
    '{place}: the indicator "{found}" is not one the register knows; kept as written with its source, never calculated with.',
  ],
  REGISTER_DAY_ASSUMED: [
    'warning',
    '{place}: tệp không ghi ngày số liệu; lấy ngày {found} (ngày tải tệp). Nếu không đúng, hãy ghi ngày khi nhập.',
    '{place}: the file states no day for its figures; {found} (the day of upload) is taken.',
  ],
} as const satisfies Record<string, readonly ['error' | 'warning', string, string]>;

export type RegisterProblemCode = keyof typeof CATALOGUE;

/** Where, in the workbook. */
export interface RegisterPlace {
  readonly sheet: string | null;
  readonly cell: string | null;
}

/** A finding without words: code, place, and what the sentence names. */
export interface RegisterFinding extends RegisterPlace {
  readonly code: RegisterProblemCode;
  readonly details: Readonly<Record<string, string>>;
}

/** A finding with its sentences. */
export interface RegisterProblem extends RegisterPlace {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly messageEn: string;
}

const LONGEST = 200;

export function registerProblem({ code, sheet, cell, details }: RegisterFinding): RegisterProblem {
  const [severity, vi, en] = CATALOGUE[code];
  const at = (sheetWord: string, cellWord: string): string =>
    [sheet === null ? '' : `${sheetWord} “${sheet}”`, cell === null ? '' : `${cellWord} ${cell}`]
      .filter((part) => part !== '')
      .join(', ');
  const fill = (text: string, place: string): string =>
    text
      .replace(/\{(\w+)\}/g, (whole, name: string) =>
        name === 'place' ? place : (details[name]?.slice(0, LONGEST) ?? whole),
      )
      .replace(/^: /, '');
  return {
    code,
    severity,
    sheet,
    cell,
    message: fill(vi, at('Trang', 'ô')),
    messageEn: fill(en, at('Sheet', 'cell')),
  };
}

/** True for a finding that keeps a workbook from being applied. */
export function isRegisterError(code: RegisterProblemCode): boolean {
  return CATALOGUE[code][0] === 'error';
}
