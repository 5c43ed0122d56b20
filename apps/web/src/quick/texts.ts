/** Texts of the page behind a link. It is read on cheap phones, so it brings its own few instead of the catalogue. */
const vi = {
  title: 'Báo cáo Biểu 01, {period}',
  lead: 'Chỉ {n} con số. Nhập xong, bấm Gửi báo cáo là xong; không cần đăng nhập.',
  due: 'Ngày cuối đúng hạn: {day}',
  last: 'Kỳ trước ({period}): {value} {unit}',
  lastNone: 'Kỳ trước ({period}): chưa có số liệu',
  zero: 'Không phát sinh thì gõ 0. Để trống nghĩa là chưa có số liệu.',
  send: 'Gửi báo cáo',
  sending: 'Đang gửi…',
  problems: 'Chưa gửi được. Hãy sửa các ô có ghi chú đỏ rồi gửi lại.',
  why: 'Nếu số đúng, hãy giải thích ngắn gọn rồi gửi lại',
  empty: 'Chưa nhập số liệu nào.',
  offline: 'Không có kết nối mạng. Số đã nhập vẫn còn trên máy này; khi có mạng hãy bấm gửi lại.',
  failed: 'Hệ thống chưa trả lời. Hãy thử lại sau ít phút.',
  returned: 'Báo cáo bị trả lại. Lý do: {reason}',
  sent: 'Đã nhận báo cáo',
  receipt: 'Số biên nhận',
  keep: 'Hãy chụp màn hình hoặc in trang này để lưu.',
  check: 'Kiểm tra biên nhận',
  print: 'In trang này',
  loading: 'Đang mở…',
  language: 'English',
} as const;

export type QuickText = keyof typeof vi;

const en: Readonly<Record<QuickText, string>> = {
  title: 'Form 01, {period}',
  lead: 'Only {n} figures. Type them, press Send, and it is done; no sign-in needed.',
  due: 'Last day on time: {day}',
  last: 'Last period ({period}): {value} {unit}',
  lastNone: 'Last period ({period}): no figure',
  zero: 'Type 0 for nothing. Blank means that there is no figure yet.',
  send: 'Send the report',
  sending: 'Sending…',
  problems: 'Not sent. Mend the boxes with a red note and send again.',
  why: 'If the figure is right, explain briefly and send again',
  empty: 'No figure has been typed.',
  offline: 'No connection. What you typed is kept on this device; send again when the network is back.',
  failed: 'The system does not answer. Try again in a few minutes.',
  returned: 'The report was returned. Reason: {reason}',
  sent: 'Report received',
  receipt: 'Receipt number',
  keep: 'Keep a screenshot of this page, or print it.',
  check: 'Check the receipt',
  print: 'Print this page',
  loading: 'Opening…',
  language: 'Tiếng Việt',
};

export type QuickLanguage = 'vi' | 'en';

export function quickText(
  language: QuickLanguage,
  key: QuickText,
  places: Readonly<Record<string, string | number>> = {},
): string {
  const text = (language === 'vi' ? vi : en)[key];
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(places[name] ?? whole));
}
