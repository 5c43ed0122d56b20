import { DomainError, type Problem } from '#lib/kernel';

/** Catalogue of this room's expected failures. A code without both sentences does not compile. */
const CATALOGUE = {
  REMINDED_TODAY: {
    vi: 'Biểu {form} của {unit} đã được nhắc thêm trong ngày hôm nay. Mỗi ngày chỉ nhắc thêm một lần; hãy nhắc lại vào ngày mai.',
    en: 'Form {form} of {unit} was reminded of by hand today already. Once a day is the limit; try again tomorrow.',
  },
  NOTHING_TO_REMIND: {
    vi: 'Biểu {form} của {unit} đã được gửi, hoặc nghĩa vụ đã đóng, nên không còn gì để nhắc.',
    en: 'Form {form} of {unit} was received, or is no longer owed: there is nothing to remind of.',
  },
  NOT_RECEIVER: {
    vi: 'Biểu {form} không gửi đến đơn vị của tài khoản nên tài khoản không nhắc được. Việc này do cấp nhận báo cáo thực hiện.',
    en: 'Form {form} is not sent to the office of this account; the tier that receives it reminds.',
  },
  OBLIGATION_UNKNOWN: {
    vi: 'Không có nghĩa vụ báo cáo này, hoặc tài khoản không được xem. Hãy tải lại danh sách rồi chọn lại.',
    en: 'There is no such obligation, or the account may not see it. Load the list again.',
  },
  MESSAGE_UNKNOWN: {
    vi: 'Không có tin này trong hộp tin của đơn vị. Hãy tải lại hộp tin.',
    en: "There is no such message in the office's inbox. Load it again.",
  },
  MAIL_UNKNOWN: {
    vi: 'Không có thư này trong hộp thư đi mà tài khoản được xem. Hãy tải lại danh sách thư.',
    en: 'There is no such mail in the part of the outbox that the account may see. Load the list again.',
  },
  FEED_UNKNOWN: {
    vi: 'Địa chỉ lịch này không đúng hoặc đã bị thu hồi. Hãy lấy địa chỉ mới trong trang Nhắc việc của đơn vị.',
    en: 'This calendar address is wrong or was revoked. Get a new one in the portal.',
  },
  PROVINCE_UNKNOWN: {
    vi: 'Không có tỉnh mang mã "{province}" trong phạm vi của tài khoản. Hãy dùng mã tỉnh hai chữ số.',
    en: 'There is no province "{province}" within reach of the account. Use the two-digit code.',
  },
  POLICY_DATE_PAST: {
    vi: 'Chính sách nhắc việc mới chỉ có hiệu lực từ ngày mai trở đi. Hãy chọn ngày sau hôm nay.',
    en: 'A new reminder policy holds from tomorrow on at the earliest. Choose a later day.',
  },
  POLICY_REASON_REQUIRED: {
    vi: 'Chưa ghi lý do đổi chính sách nhắc việc. Hãy ghi ngắn gọn; lý do được lưu cùng chính sách.',
    en: 'Say why the reminder policy changes; the reason is kept with it.',
  },
  PERIOD_UNKNOWN: {
    vi: 'Kỳ báo cáo "{period}" chưa mở. Hãy chọn một kỳ trong danh sách các kỳ đã mở.',
    en: 'The period "{period}" has not been opened. Choose one of the open periods.',
  },
} as const satisfies Record<string, { readonly vi: string; readonly en: string }>;

export type ReminderErrorCode = keyof typeof CATALOGUE;

/** An expected failure of this room, with its sentence in both languages. */
export function reminderError(
  code: ReminderErrorCode,
  details: Readonly<Record<string, string>> = {},
  path?: string,
): DomainError {
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) => details[name]?.slice(0, 80) ?? whole);
  const problem: Problem = { code, message: fill(CATALOGUE[code].vi), messageEn: fill(CATALOGUE[code].en) };
  return new DomainError(path === undefined ? problem : { ...problem, path });
}
