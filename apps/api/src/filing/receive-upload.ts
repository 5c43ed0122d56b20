import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import busboy from 'busboy';
import type { Request } from 'express';
import { problem } from '#lib/forms';
import { DomainError } from '#lib/kernel';
import { newId } from '#lib/persistence';

/** A file received whole, lying on disk until `discard`. */
export interface ReceivedFile {
  readonly path: string;
  /** Name the sender gave it, without folders; kept for people, never used as a path. */
  readonly name: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  discard(): Promise<void>;
}

const LONGEST_NAME = 200;
const DRAIN_MS = 5_000;

/**
 * Takes one file from a request: a multipart form with one file, or the bare bytes with `x-file-name`
 * (percent-encoded). Streams to disk, hashing on the way, and stops as soon as the cap is passed.
 * @throws DomainError FILE_TOO_LARGE, FILE_EMPTY, FILE_MISSING, UPLOAD_BROKEN; nothing is left on disk then.
 */
export async function receiveUpload(req: Request, folder: string, maxBytes: number): Promise<ReceivedFile> {
  const declared = Number(req.headers['content-length'] ?? 0);
  // A form has a little text around its file.
  if (declared > maxBytes + 16_384) throw tooLarge(maxBytes);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${newId()}.part`);
  const discard = () => rm(path, { force: true });
  try {
    const received = req.is('multipart/form-data')
      ? await fromForm(req, path, maxBytes)
      : await fromBody(req, path, maxBytes);
    if (received.sizeBytes === 0) throw empty();
    return { ...received, path, discard };
  } catch (error) {
    await discard();
    // What is still under way is read away so that the answer arrives; a sender that never ends is cut off.
    setTimeout(() => req.complete || req.destroy(), DRAIN_MS).unref();
    throw error;
  }
}

interface Written {
  readonly name: string;
  readonly sha256: string;
  readonly sizeBytes: number;
}

async function fromBody(req: Request, path: string, maxBytes: number): Promise<Written> {
  const written = await write(req, path, maxBytes);
  return { ...written, name: tidyName(decodeName(req.get('x-file-name') ?? '')) };
}

function fromForm(req: Request, path: string, maxBytes: number): Promise<Written> {
  return new Promise((done, fail) => {
    let writing: Promise<Written> | null = null;
    const parts = busboy({
      headers: req.headers,
      defParamCharset: 'utf8',
      limits: { files: 1, fields: 20, fieldSize: 4096 },
    });
    parts.on('file', (_field, file, info) => {
      writing = write(file, path, maxBytes).then((w) => ({ ...w, name: tidyName(info.filename) }));
      writing.catch((error: unknown) => {
        // The rest of a refused upload is read away, so that the answer reaches the browser.
        req.unpipe(parts);
        req.resume();
        fail(error);
      });
    });
    parts.on('error', () => fail(broken()));
    parts.on('close', () => (writing === null ? fail(missing()) : writing.then(done, fail)));
    req.on('aborted', () => fail(broken()));
    req.pipe(parts);
  });
}

/** Writes a stream to disk. Shape: bytes -> {sha256, sizeBytes}. */
async function write(source: Readable, path: string, maxBytes: number): Promise<Omit<Written, 'name'>> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      sizeBytes += chunk.length;
      if (sizeBytes > maxBytes) return next(tooLarge(maxBytes));
      hash.update(chunk);
      next(null, chunk);
    },
  });
  try {
    await pipeline(source, meter, createWriteStream(path, { mode: 0o600 }));
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw isClientBreak(error) ? broken() : error;
  }
  return { sha256: hash.digest('hex'), sizeBytes };
}

function isClientBreak(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  return code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ABORT_ERR';
}

function decodeName(header: string): string {
  try {
    return decodeURIComponent(header);
  } catch {
    return header;
  }
}

/** A name fit to be shown: no folders, no control characters, not endless. */
function tidyName(name: string | undefined): string {
  const text = basename((name ?? '').normalize('NFC').replace(/\\/g, '/'))
    .replace(/\p{Cc}/gu, '')
    .trim();
  return text === '' || text === '.' || text === '..' ? 'khong-ten' : text.slice(-LONGEST_NAME);
}

function tooLarge(maxBytes: number): DomainError {
  const limit =
    maxBytes < 1024 * 1024 ? `${Math.floor(maxBytes / 1024)} kB` : `${Math.floor(maxBytes / 1024 / 1024)} MB`;
  const { message, messageEn } = problem('FILE_TOO_LARGE', {
    size: { vi: `trên ${limit}`, en: `over ${limit}` },
    limit,
  });
  return new DomainError({ code: 'FILE_TOO_LARGE', message, ...(messageEn === undefined ? {} : { messageEn }) });
}

function empty(): DomainError {
  const { message, messageEn } = problem('FILE_EMPTY', {});
  return new DomainError({ code: 'FILE_EMPTY', message, ...(messageEn === undefined ? {} : { messageEn }) });
}

function missing(): DomainError {
  return new DomainError({
    code: 'FILE_MISSING',
    message: 'Yêu cầu không kèm tệp nào. Hãy chọn tệp báo cáo rồi gửi lại.',
    messageEn: 'The request carries no file. Choose a file and send it again.',
  });
}

function broken(): DomainError {
  return new DomainError({
    code: 'UPLOAD_BROKEN',
    message: 'Việc tải tệp lên bị gián đoạn. Hãy kiểm tra kết nối rồi tải lại.',
    messageEn: 'The upload broke off. Check the connection and send the file again.',
  });
}
