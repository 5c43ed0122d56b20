/** Every environment variable the processes read, with its default and meaning. Kept in one place so that `docs` and `--help` can print it. */
export interface ConfigVariable {
  readonly name: string;
  /** Value used when the variable is absent; null when nothing is assumed. */
  readonly fallback: string | null;
  /** Vietnamese, for the operator. */
  readonly meaning: string;
}

export const CONFIG_VARIABLES = [
  { name: 'NODE_ENV', fallback: 'production', meaning: 'production, development hoặc test' },
  { name: 'CCN_MODE', fallback: 'external', meaning: 'embedded (PostgreSQL kèm theo) hoặc external (máy chủ có sẵn)' },
  { name: 'HOST', fallback: '127.0.0.1', meaning: 'địa chỉ mạng mà api lắng nghe' },
  { name: 'PORT', fallback: '3000', meaning: 'cổng của api, từ 1 đến 65535' },
  { name: 'CCN_PUBLIC_URL', fallback: null, meaning: 'địa chỉ http(s) người dùng mở; mặc định http://HOST:PORT' },
  { name: 'CCN_APP_URL', fallback: null, meaning: 'địa chỉ postgres:// của vai trò ứng dụng (không sở hữu bảng nào)' },
  { name: 'CCN_OWNER_URL', fallback: null, meaning: 'địa chỉ postgres:// của vai trò sở hữu, chỉ để nâng cấp dữ liệu' },
  {
    name: 'REDIS_URL',
    fallback: null,
    meaning: 'địa chỉ redis:// của hàng đợi; mặc định hàng đợi nằm trong PostgreSQL',
  },
  { name: 'CCN_DATA', fallback: '.data', meaning: 'thư mục dữ liệu (hộp thư đi, nhật ký, PostgreSQL kèm theo)' },
  {
    name: 'CCN_UPLOAD_MAX_BYTES',
    fallback: '41943040',
    meaning: 'cỡ lớn nhất của một tệp tải lên, tính bằng byte (sổ đăng ký 200.000 dòng: 25 MB)',
  },
  {
    name: 'CCN_REQUESTS_PER_MINUTE',
    fallback: '1200',
    meaning: 'số yêu cầu nhiều nhất mỗi phút của một tài khoản (một địa chỉ: gấp 10), 0 là không giới hạn',
  },
  {
    name: 'CCN_SESSION_QUERIES',
    fallback: 'portal',
    meaning: 'truy vấn GraphQL của phiên đăng nhập: portal (chỉ các truy vấn của cổng) hoặc any (khi phát triển)',
  },
  { name: 'CCN_SESSION_HOURS', fallback: '12', meaning: 'số giờ một phiên đăng nhập còn hiệu lực, từ 1 đến 720' },
  {
    name: 'SMTP_URL',
    fallback: null,
    meaning: 'địa chỉ smtp:// hoặc smtps:// để gửi thư; mặc định ghi thư thành tệp .eml trong CCN_DATA/outbox',
  },
  {
    name: 'MAIL_FROM',
    fallback: 'Báo cáo cụm công nghiệp <khong-tra-loi@ccn.invalid>',
    meaning: 'người gửi ghi trên thư nhắc, dạng Tên <hộp thư>',
  },
  {
    name: 'CCN_REMIND_SECONDS',
    fallback: '30',
    meaning: 'cứ bao nhiêu giây thì so kế hoạch nhắc việc với kết quả một lần, từ 2 đến 40',
  },
  {
    name: 'CCN_TEMPLATE_KEY',
    fallback: null,
    meaning: 'khóa bí mật của mẫu tải về, từ 32 chữ số thập lục phân; api và worker dùng chung một khóa',
  },
  {
    name: 'CCN_CLOCK_FROM',
    fallback: null,
    meaning:
      'diễn tập: đồng hồ bắt đầu từ thời điểm này, dạng 2026-06-05T08:00:00+07:00; không dùng khi NODE_ENV=production',
  },
  { name: 'CCN_LOG_LEVEL', fallback: 'info', meaning: 'fatal, error, warn, info, debug, trace hoặc silent' },
] as const satisfies readonly ConfigVariable[];
