import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { ReadLimits, ReadResult } from '#lib/workbook';

/** What came out of a path: its bytes, or the one reason why there are none. */
export interface Input {
  readonly bytes: Uint8Array | null;
  /** Of the whole file; null when it could not be read to its end in time. */
  readonly sha256: string | null;
  readonly refused: ReadResult | null;
}

/** A path that cannot be opened as a file at all; `reason` in Vietnamese. */
export class CannotOpen extends Error {
  constructor(readonly reason: string) {
    super(reason);
    this.name = 'CannotOpen';
  }
}

const PIECE = 1 << 20;
/** Time for reading, in milliseconds: what is slower is an endless device or a pipe in which nobody writes. */
const PATIENCE = 8_000;

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'không có tệp này',
  ENOTDIR: 'không có tệp này',
  EACCES: 'không có quyền đọc',
  EPERM: 'không có quyền đọc',
  EISDIR: 'đây là thư mục',
  ENAMETOOLONG: 'tên quá dài',
  ELOOP: 'liên kết vòng',
};

/**
 * Reads any path to its end, but never more than the limits allow into memory and never longer than some seconds: a
 * file, a pipe, a device. @throws CannotOpen for what is no file, or may not be read
 */
export async function readInput(path: string, limits: ReadLimits): Promise<Input> {
  // Without O_NONBLOCK the opening of a pipe waits for its writer, for ever if there is none.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch(cannotOpen);
  try {
    const kind = await file.stat();
    if (kind.isDirectory()) throw new CannotOpen('đây là thư mục');
    return await readAll(file, { size: kind.size, isPipe: kind.isFIFO() }, limits);
  } finally {
    await file.close();
  }
}

async function readAll(
  file: FileHandle,
  { size, isPipe }: { size: number; isPipe: boolean },
  limits: ReadLimits,
): Promise<Input> {
  const { refusal, tooLarge } = await import('#lib/workbook');
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(PIECE);
  const kept: Buffer[] = [];
  const until = Date.now() + PATIENCE;
  let total = 0;
  for (;;) {
    if (Date.now() > until) {
      const isLarge = total > limits.fileBytes || size > limits.fileBytes;
      const refused = isLarge
        ? tooLarge(Math.max(total, size), limits, 'unknown')
        : refusal('READ_TIMEOUT', 'unknown', String(PATIENCE / 1000));
      return { bytes: null, sha256: null, refused };
    }
    const piece = await readPiece(file, buffer);
    const isWaiting = piece === 'again' || (piece.length === 0 && isPipe && total === 0);
    if (isWaiting) await delay(20);
    else if (piece.length === 0) break;
    else {
      total += piece.length;
      hash.update(piece);
      if (total <= limits.fileBytes) kept.push(Buffer.from(piece));
      else kept.length = 0;
    }
  }
  const sha256 = hash.digest('hex');
  if (total > limits.fileBytes) return { bytes: null, sha256, refused: tooLarge(total, limits, 'unknown') };
  return { bytes: Buffer.concat(kept), sha256, refused: null };
}

async function readPiece(file: FileHandle, buffer: Buffer): Promise<Buffer | 'again'> {
  try {
    const { bytesRead } = await file.read(buffer, 0, PIECE, null);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    if (isErrno(error) && error.code === 'EAGAIN') return 'again';
    return cannotOpen(error);
  }
}

function cannotOpen(error: unknown): never {
  const code = isErrno(error) ? (error.code ?? '') : '';
  throw new CannotOpen(REASONS[code] ?? `lỗi khi đọc (${code === '' ? String(error) : code})`);
}

function isErrno(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error;
}
