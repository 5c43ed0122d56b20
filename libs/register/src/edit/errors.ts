import { DomainError } from '#lib/kernel';

/** Expected failures of editing. A code without both sentences does not compile. */
const CATALOGUE = {
  EDIT_REASON_REQUIRED: {
    vi: 'Chưa ghi lý do thay đổi. Hãy ghi lý do từ 3 đến 1.000 ký tự; lý do được lưu trong nhật ký.',
    en: 'The reason is missing. Write 3 to 1,000 characters; it is kept in the audit.',
  },
  EDIT_CLUSTER_UNKNOWN: {
    vi: 'Không có cụm “{cluster}” thuộc địa bàn của bạn. Hãy kiểm tra lại mã cụm.',
    en: 'There is no cluster "{cluster}" of your territory. Check its code.',
  },
  EDIT_FACT_UNKNOWN: {
    vi: 'Không còn dòng này trong sổ đăng ký của cụm (có thể đã được gỡ bỏ). Hãy tải lại trang.',
    en: 'The cluster has no such row any more; it may have been taken out. Load the page again.',
  },
  EDIT_NOTHING_CHANGED: {
    vi: 'Không có gì thay đổi. Hãy sửa ít nhất một mục rồi lưu.',
    en: 'Nothing is changed. Change at least one value, then save.',
  },
  EDIT_NAME_REQUIRED: {
    vi: 'Tên cụm không được để trống. Hãy ghi tên cụm.',
    en: 'The name of a cluster cannot be blank. Write its name.',
  },
  EDIT_DAY_INVALID: {
    vi: 'Ngày “{day}” không có thật hoặc ở tương lai. Hãy ghi ngày không muộn hơn hôm nay.',
    en: 'The day "{day}" is not a real one or lies in the future. Write one up to today.',
  },
  EDIT_VALUE_INVALID: {
    vi: 'Giá trị “{value}” không dùng được: cần một số không âm. Hãy ghi số thập phân với dấu chấm, ví dụ 12.5.',
    en: 'The value "{value}" does not fit: a plain decimal that is not negative is needed, such as 12.5.',
  },
  EDIT_DECISION_EMPTY: {
    vi: 'Quyết định cần ít nhất số, ký hiệu hoặc ngày ký. Hãy ghi một trong hai.',
    en: 'A decision needs its number or its day of signature. Write one of both.',
  },
} as const;

export type EditErrorCode = keyof typeof CATALOGUE;

export function editError(
  code: EditErrorCode,
  details: Readonly<Record<string, string>> = {},
  path?: string,
): DomainError {
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (whole, name: string) => details[name] ?? whole);
  return new DomainError({
    code,
    message: fill(CATALOGUE[code].vi),
    messageEn: fill(CATALOGUE[code].en),
    ...(path === undefined ? {} : { path }),
  });
}
