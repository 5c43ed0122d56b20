import type { Response } from 'express';

/** Sends bytes as a file to keep: never shown inside a page, never guessed at by the browser. */
export function sendAttachment(res: Response, file: { name: string; type: string; bytes: Uint8Array }): void {
  attachmentHeaders(res, file);
  res.end(file.bytes);
}

/** The headers of such a file, before its bytes are streamed. */
export function attachmentHeaders(res: Response, file: { name: string; type: string }): void {
  const ascii = file.name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .replace(/[^\w .()-]/g, '_');
  res.setHeader('content-type', file.type);
  res.setHeader(
    'content-disposition',
    `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
  );
  res.setHeader('cache-control', 'private, no-store');
}
