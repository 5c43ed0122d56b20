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
    vi: 'Không có đơn vị mang mã “{unit}” vào ngày {day}, ngày chốt số liệu của kỳ. Hãy dùng mã tỉnh hai chữ số, mã xã năm chữ số có hiệu lực ngày đó, hoặc VN.',
    en: 'No unit had the code "{unit}" on {day}, the cut-off of the period. Use a province or commune code of that day, or VN.',
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
