/**
 * Why a step ended as it did, or why its last try failed: stable codes, each with what it means. A code without both
 * sentences does not compile.
 */
const REASONS = {
  NO_RECIPIENT: {
    vi: 'Đơn vị chưa có tài khoản nào trên hệ thống nên không có ai để nhắc. Hãy tạo tài khoản cho đơn vị, hoặc nhắc bằng công văn.',
    en: 'The unit has no account here, so there is nobody to remind. Make an account for it, or write a letter.',
  },
  MAIL_REFUSED: {
    vi: 'Máy chủ thư từ chối hộp thư của đơn vị (địa chỉ sai hoặc không còn dùng). Hãy sửa địa chỉ thư của tài khoản.',
    en: "The mail server refuses the unit's mailbox (wrong or gone). Correct the e-mail address of the account.",
  },
  SMTP_UNREACHABLE: {
    vi: 'Không kết nối hoặc đăng nhập được máy chủ thư. Hãy kiểm tra SMTP_URL và máy chủ thư.',
    en: 'The mail server cannot be reached or does not let us in. Check SMTP_URL and the server.',
  },
  SMTP_TIMEOUT: {
    vi: 'Máy chủ thư không trả lời trong thời gian cho phép.',
    en: 'The mail server did not answer in time.',
  },
  MAIL_FAILED: {
    vi: 'Máy chủ thư tạm thời không nhận thư này.',
    en: 'The mail server does not take this mail at present.',
  },
  UNCONFIRMED: {
    vi: 'Thư đã giao cho máy chủ thư nhưng hệ thống dừng trước khi ghi nhận kết quả, và đến nay không còn lý do gửi lại. Thư có thể đã đến nơi.',
    en: 'The mail was handed over, but the process ended before recording it, and there was no reason to repeat it later. It may have arrived.',
  },
  ANSWERED: {
    vi: 'Đơn vị đã gửi báo cáo nên không cần nhắc nữa.',
    en: 'The filing was received; nothing to remind of.',
  },
  DUTY_CLOSED: {
    vi: 'Nghĩa vụ báo cáo đã đóng hoặc được miễn.',
    en: 'The obligation was closed or exempted.',
  },
  REPLANNED: {
    vi: 'Lần nhắc được thay bằng kế hoạch mới (hạn gửi, tình trạng báo cáo hoặc quy định nhắc đã thay đổi).',
    en: 'Replaced by a newer plan (deadline, state of the filing or policy changed).',
  },
  NOBODY_LATE: { vi: 'Không còn đơn vị nào chậm báo cáo.', en: 'Nobody was late.' },
  WINDOW_PASSED: {
    vi: 'Đã qua thời gian gửi của lần nhắc này; lần nhắc tiếp theo thay cho nó.',
    en: 'Its time has passed; the next reminder takes its place.',
  },
} as const satisfies Record<string, { readonly vi: string; readonly en: string }>;

export type ReminderReason = keyof typeof REASONS;

/** What a reason means, for people. A code of a later release is shown as it is. */
export function reasonSentence(code: string, language: 'vi' | 'en' = 'vi'): string {
  return Object.hasOwn(REASONS, code) ? REASONS[code as ReminderReason][language] : code;
}

/** Tries of one mail, the first included. */
export const MOST_TRIES = 6;

/** Milliseconds to wait after the n-th failed try (from 1): 1, 4, 16, 64 minutes and so on. */
export function waitAfterTry(n: number): number {
  return 60_000 * 4 ** (n - 1);
}
