/** Turns what PostgreSQL's programs and the file system say into one sentence with the mend. */
import { codeOf, PlainFailure } from './plain-failure.ts';

function textOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error);
  const stderr = 'stderr' in error ? String(error.stderr) : '';
  return `${stderr}\n${error instanceof Error ? error.message : ''}`;
}

/**
 * Why the server did not start.
 * @param said what the server wrote to its log in this attempt.
 * @param where the log, or the folder that could not be made.
 */
export function explainStart(error: unknown, said: string, port: number, where: string): Error {
  if (error instanceof PlainFailure) return error;
  const text = `${textOf(error)}\n${said}`;
  const library = /error while loading shared libraries: ([^\s:]+)/.exec(text)?.[1];
  if (library !== undefined)
    return new PlainFailure(
      `PostgreSQL kèm theo cần thư viện ${library} mà máy này không có. Hãy cài gói chứa thư viện đó ` +
        `(tìm bằng: apt-cache search ${library.split('.')[0]}), hoặc đặt DATABASE_URL tới một máy chủ PostgreSQL có sẵn.`,
    );
  if (/Address already in use|could not bind/.test(text))
    return new PlainFailure(
      `Cổng ${port} dành cho PostgreSQL đang bị chương trình khác giữ. Hãy chạy lại, hệ thống sẽ chọn cổng khác.`,
    );
  if (/No space left on device/.test(text) || codeOf(error) === 'ENOSPC')
    return new PlainFailure(
      `Ổ đĩa đã đầy nên PostgreSQL không khởi động được. Hãy giải phóng dung lượng rồi chạy lại.`,
    );
  if (
    ['EACCES', 'EPERM', 'EROFS'].includes(codeOf(error) ?? '') ||
    /Permission denied|Read-only file system/.test(text)
  )
    return new PlainFailure(
      `Không ghi được vào ${where}. Hãy cấp quyền ghi cho người dùng đang chạy, hoặc đặt CCN_DATA tới một thư mục ghi được.`,
    );
  if (/database files are incompatible/.test(text))
    return new PlainFailure(
      `Dữ liệu ở ${where} do một phiên bản PostgreSQL khác tạo ra. Hãy dùng đúng phiên bản cũ để kết xuất dữ liệu trước khi nâng cấp.`,
    );
  return new Error(`PostgreSQL không khởi động được; nhật ký: ${where}\n${text.trim()}`);
}
