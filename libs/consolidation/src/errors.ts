import { DomainError, type Problem } from '#lib/kernel';

/** Catalogue of this room's expected failures. A code without both sentences does not compile. */
const CATALOGUE = {
  UNKNOWN_FORM: {
    vi: 'Không tổng hợp được Biểu “{form}”. Chỉ Biểu 03 (cấp xã) và Biểu 04 (cấp tỉnh, cả nước) được tổng hợp; hãy ghi 03 hoặc 04.',
    en: 'Form "{form}" is not consolidated. Only forms 03 (commune) and 04 (province, nation) are; write 03 or 04.',
  },
  UNKNOWN_PERIOD: {
    vi: 'Không có kỳ báo cáo “{period}” theo Thông tư 14/2024/TT-BCT. Hãy ghi 2026-H1 (6 tháng) hoặc 2026-Y (năm); kỳ đầu tiên là 2024-Y.',
    en: 'There is no reporting period "{period}" under Circular 14/2024/TT-BCT. Write 2026-H1 or 2026-Y; the first is 2024-Y.',
  },
  UNKNOWN_UNIT: {
    vi: 'Không có đơn vị mang mã “{unit}” vào ngày {day}, ngày của bản đồ được hỏi (ngày chốt số liệu nếu không chọn). Hãy dùng mã tỉnh hai chữ số, mã xã năm chữ số có hiệu lực ngày đó, hoặc VN.',
    en: 'No unit had the code "{unit}" on {day}, the day of the map (the cut-off unless another is named). Use a province or commune code of that day, or VN.',
  },
  FORM_UNIT_MISMATCH: {
    vi: 'Biểu {form} không lập cho đơn vị “{unit}”. Biểu 03 lập cho xã (mã năm chữ số), Biểu 04 lập cho tỉnh (mã hai chữ số) hoặc cả nước (VN).',
    en: 'Form {form} is not made for "{unit}". Form 03 is for a commune (five digits), form 04 for a province (two digits) or VN.',
  },
  FORM_OF_DISTRICTS: {
    vi: 'Biểu 03 kỳ {period} do cấp huyện lập; cấp huyện kết thúc ngày 01/07/2025 nên hệ thống không tổng hợp được. Hãy chọn kỳ từ 2025-Y, hoặc Biểu 04.',
    en: 'Form 03 of {period} was made by districts, a level that ended on 2025-07-01. Choose 2025-Y or later, or form 04.',
  },
  UNIT_NOT_YOURS: {
    vi: 'Tài khoản không có quyền xem số tổng hợp của đơn vị “{unit}”. Hãy chọn đơn vị thuộc địa bàn của mình.',
    en: 'The account may not see the consolidated figures of "{unit}". Choose a unit of your own territory.',
  },
  UNKNOWN_DEFINITION: {
    vi: 'Không có cách tính “{name}” cho điểm “{point}”. Các cách tính có tên: {known}.',
    en: 'There is no definition "{name}" for "{point}". The named definitions are: {known}.',
  },
  UNKNOWN_CLUSTER: {
    vi: 'Không có cụm công nghiệp mang mã “{cluster}” mà tài khoản được xem. Hãy kiểm tra lại mã cụm.',
    en: 'There is no cluster "{cluster}" that the account may see. Check the code.',
  },
  DAY_OUTSIDE_PERIOD: {
    vi: 'Ngày {day} nằm ngoài kỳ số liệu {period} (từ {from} đến {to}). Hãy chọn một ngày trong kỳ, hoặc kỳ khác.',
    en: 'The day {day} lies outside the data window of {period} ({from} to {to}). Choose a day within it, or another period.',
  },
  MAP_DAY_MISSING: {
    vi: 'Bản đồ AS_OF cần ngày ở mapDay, và mapDay chỉ dùng với AS_OF. Hãy thêm hoặc bỏ mapDay.',
    en: 'The map AS_OF needs its day in mapDay, and mapDay goes with AS_OF alone. Add it, or leave it out.',
  },
  RECONCILED_BY_STEPS: {
    vi: 'Cả nước được đối chiếu với các tỉnh. Hãy chọn một tỉnh để đối chiếu đến từng cụm.',
    en: 'The nation is reconciled with its provinces. Choose a province to go down to clusters.',
  },
  UNKNOWN_ROW: {
    vi: 'Biểu {form} không có chỉ tiêu “{key}”. Hãy chọn một chỉ tiêu của biểu.',
    en: 'Form {form} has no row "{key}". Choose a row of the form.',
  },
  OVERRIDE_OF_RATE: {
    vi: 'Dòng {tt} là tỷ lệ, được tính lại từ tử số và mẫu số nên không thay trực tiếp được. Hãy thay các chỉ tiêu thành phần.',
    en: 'Row {tt} is a rate, worked out from its parts, and cannot be replaced itself. Replace the parts.',
  },
  OVERRIDE_VALUE_INVALID: {
    vi: 'Giá trị “{value}” không phải là số. Hãy ghi số thập phân với dấu chấm, ví dụ 1234.5.',
    en: 'The value "{value}" is no plain decimal, such as 1234.5.',
  },
  OVERRIDE_REASON_REQUIRED: {
    vi: 'Chưa ghi lý do. Hãy ghi rõ: lý do đi cùng số liệu lên cấp trên và trong tệp xuất.',
    en: 'The reason is missing. Write it: it travels upward with the figure, and into exports.',
  },
  OVERRIDE_BY_DEPARTMENT: {
    vi: 'Chỉ cán bộ Sở Công Thương được thay số tổng hợp của tỉnh mình và các xã trong tỉnh. Hãy gửi đề nghị đến Sở.',
    en: 'Only an officer of the department replaces derived figures of its province and communes. Ask the department.',
  },
  OVERRIDE_UNKNOWN: {
    vi: 'Không có giá trị thay thế này đang áp dụng trong tỉnh của tài khoản. Hãy tải lại trang.',
    en: 'There is no such override in force in the province of this account. Reload the page.',
  },
  PERIOD_NOT_OVER: {
    vi: 'Kỳ {period} chưa kết thúc: ngày chốt số liệu là {day}. Hãy chốt kỳ từ ngày hôm sau trở đi.',
    en: 'Period {period} is not over: its cut-off is {day}. Close it from the day after on.',
  },
  PERIOD_NOT_OPENED: {
    vi: 'Kỳ {period} chưa được mở trong hệ thống nên không có gì để chốt. Hãy kiểm tra lại kỳ.',
    en: 'Period {period} was never opened here, so there is nothing to close. Check the period.',
  },
  CLOSING_REASON_REQUIRED: {
    vi: 'Chưa ghi lý do chốt kỳ. Hãy ghi rõ; lý do được lưu cùng ấn bản và người đọc sẽ thấy.',
    en: 'The reason for closing is missing. Write it: it is kept with the edition and readers see it.',
  },
  EDITION_UNKNOWN: {
    vi: 'Không có ấn bản “{edition}”. Hãy chọn trong danh sách ấn bản, ví dụ 2026-H1-r1.',
    en: 'There is no edition "{edition}". Choose one of the list, such as 2026-H1-r1.',
  },
  EDITION_OTHER_PERIOD: {
    vi: 'Ấn bản “{edition}” thuộc kỳ {own}, không phải kỳ {period}. Hãy chọn ấn bản của đúng kỳ.',
    en: 'Edition "{edition}" is of period {own}, not {period}. Choose an edition of the period.',
  },
  EDITION_WITHOUT_UNIT: {
    vi: 'Ấn bản “{edition}” không có Biểu {form} của đơn vị “{unit}”: khi chốt kỳ, đơn vị này không có cụm, nghĩa vụ hay báo cáo nào.',
    en: 'Edition "{edition}" has no form {form} of "{unit}": at the closing it had no cluster, duty or filing.',
  },
  EDITION_IS_FROZEN: {
    vi: 'Ấn bản “{edition}” đã chốt với cách tính mặc định, ngày và bản đồ của kỳ. Hãy bỏ các lựa chọn khác (các cách tính khác nằm trong phần so sánh của từng chỉ tiêu), hoặc bỏ chọn ấn bản.',
    en: 'Edition "{edition}" is frozen with the default definitions, day and map of its period. Leave other options out (the other definitions stand beside each figure), or ask without an edition.',
  },
} as const satisfies Record<string, { readonly vi: string; readonly en: string }>;

export type ConsolidationErrorCode = keyof typeof CATALOGUE;

/** An expected failure of this room, with its sentence in both languages. */
export function consolidationError(
  code: ConsolidationErrorCode,
  details: Readonly<Record<string, string>>,
  path: string,
): DomainError {
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) => details[name]?.slice(0, 300) ?? whole);
  const problem: Problem = { code, message: fill(CATALOGUE[code].vi), messageEn: fill(CATALOGUE[code].en), path };
  return new DomainError(problem);
}
