/** Why a job failed, for somebody who reads no stack traces. */
export interface PlainFailure {
  readonly vi: string;
  readonly en: string;
}

interface Known extends PlainFailure {
  readonly sign: RegExp;
}

/** The first that fits is told; what is told first is what a person can do something about. */
const KNOWN: readonly Known[] = [
  {
    sign: /no handler for the job/i,
    vi: 'Việc thuộc phiên bản cũ, không còn ai xử lý. Có thể bỏ qua.',
    en: 'A job of an older release that nobody handles any more. It may be left.',
  },
  {
    sign: /stalled/i,
    vi: 'Tiến trình worker dừng giữa chừng nhiều lần. Hãy xem bộ nhớ và nhật ký worker, rồi chạy lại.',
    en: 'The worker ended in the middle several times. Look at memory and the log of the worker, then run it again.',
  },
  {
    sign: /smtp|mail/i,
    vi: 'Máy chủ thư không nhận thư. Hãy kiểm tra SMTP_URL và máy chủ thư, rồi chạy lại.',
    en: 'The mail server did not take the mail. Check SMTP_URL and the mail server, then run it again.',
  },
  {
    sign: /ENOSPC|no space left|disk full/i,
    vi: 'Ổ đĩa đã đầy. Hãy giải phóng dung lượng, rồi chạy lại.',
    en: 'The disk is full. Free some space, then run it again.',
  },
  {
    sign: /ECONNREFUSED|ECONNRESET|ENOTFOUND|EPIPE|Connection terminated|terminating connection|connection (is )?closed/i,
    vi: 'Mất kết nối tới cơ sở dữ liệu hoặc dịch vụ khác. Khi dịch vụ đã chạy lại, hãy chạy lại việc này.',
    en: 'The connection to the database or another service was lost. Run it again when the service is back.',
  },
  {
    sign: /timeout|timed out|ETIMEDOUT|statement timeout|canceling statement/i,
    vi: 'Việc chạy quá thời gian cho phép. Hãy chạy lại khi hệ thống ít tải hơn.',
    en: 'It took longer than it may. Run it again when there is less load.',
  },
  {
    sign: /deadlock|could not serialize/i,
    vi: 'Trùng lúc với một thay đổi khác. Chỉ cần chạy lại.',
    en: 'It met another change at the same moment. Running it again is enough.',
  },
];

const UNKNOWN: PlainFailure = {
  vi: 'Lỗi chưa lường trước. Chi tiết nằm trong nhật ký worker; có thể chạy lại.',
  en: 'An unforeseen failure. The log of the worker has the details; it may be run again.',
};

/** The sentence for what a queue kept of a failure. Its own words are never shown: they may hold addresses and paths. */
export function plainFailure(reason: string | null | undefined): PlainFailure {
  const { vi, en } = KNOWN.find(({ sign }) => sign.test(reason ?? '')) ?? UNKNOWN;
  return { vi, en };
}
