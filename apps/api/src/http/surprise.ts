import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';

/** A failure nobody expected: kept in the log under an id, and shown as that id only. */
export interface Surprise {
  readonly code: 'INTERNAL_ERROR';
  readonly errorId: string;
  readonly message: string;
  readonly messageEn: string;
}

/** Logs a surprise with its stack and gives back what may be shown of it. */
export function surprise(error: unknown, log: Logger, where: Readonly<Record<string, unknown>>): Surprise {
  const errorId = randomUUID();
  log.error({ err: error, errorId, ...where }, 'surprise');
  return {
    code: 'INTERNAL_ERROR',
    errorId,
    message: `Hệ thống gặp lỗi ngoài dự kiến. Xin thử lại; nếu vẫn lỗi, hãy báo người quản trị mã ${errorId}.`,
    messageEn: `The system met an unexpected failure. Please try again; if it stays, tell the administrator the id ${errorId}.`,
  };
}
