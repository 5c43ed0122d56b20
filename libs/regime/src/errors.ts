import { DomainError, type Problem } from '#lib/kernel';

/** Catalogue of this room's expected failures. A code without both sentences does not compile. */
const CATALOGUE = {
  PERIOD_INVALID: {
    vi: 'Kỳ báo cáo “{period}” không hợp lệ. Hãy ghi 2026-H1 (6 tháng) hoặc 2026-Y (năm).',
    en: 'The period "{period}" is not valid. Write 2026-H1 (six months) or 2026-Y (year).',
  },
  PERIOD_BEFORE_COMMUNES: {
    vi: 'Kỳ {period} thuộc thời cấp huyện còn báo cáo (trước 01/07/2025) nên không mở được trong hệ thống. Hãy chọn kỳ từ 2025-Y trở đi.',
    en: 'Period {period} belongs to the time when districts reported (before 2025-07-01) and cannot be opened. Choose 2025-Y or later.',
  },
  OBLIGATION_UNKNOWN: {
    vi: 'Không có nghĩa vụ gửi Biểu {form} kỳ {period} của đơn vị {unit}, hoặc tài khoản không được xem. Hãy kiểm tra lại biểu, kỳ và mã đơn vị.',
    en: 'There is no obligation for form {form}, period {period}, unit {unit}, or the account may not see it. Check form, period and code.',
  },
} as const satisfies Record<string, { readonly vi: string; readonly en: string }>;

export type RegimeErrorCode = keyof typeof CATALOGUE;

/** An expected failure of this room, with its sentence in both languages. */
export function regimeError(
  code: RegimeErrorCode,
  details: Readonly<Record<string, string>>,
  path?: string,
): DomainError {
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) => details[name]?.slice(0, 80) ?? whole);
  const problem: Problem = { code, message: fill(CATALOGUE[code].vi), messageEn: fill(CATALOGUE[code].en) };
  return new DomainError(path === undefined ? problem : { ...problem, path });
}
