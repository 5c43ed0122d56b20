import { crc32, createInflateRaw } from 'node:zlib';
import { Inflate } from 'fflate';
import type { ReadLimits } from './limits.js';
import { broken, hostile, ReadRefusal, tooMuch } from './refusal.js';

/** One part of the package, as the central directory declares it. */
export interface ZipEntry {
  /** Name with forward slashes, no leading one. */
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly compressedSize: number;
  readonly size: number;
  readonly localOffset: number;
  readonly nameBytes: Uint8Array;
}

const END = 0x06054b50;
const END64 = 0x06064b50;
const LOCATOR64 = 0x07064b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const TOO_BIG = 'kích thước sau khi giải nén quá lớn';
const SLICE = 16_384;
const OUTSIDE_SLICE = 65_536;

/**
 * A zip package under guard: the directory is checked before anything is inflated, and every inflated
 * byte is counted. Parts are looked up without regard to case, as the Open Packaging Conventions say.
 */
export class ZipArchive {
  private readonly byName = new Map<string, ZipEntry>();
  private inflated = 0;
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private readonly limits: ReadLimits;

  /** @throws ReadRefusal FILE_TRUNCATED, FILE_HOSTILE, FILE_ENCRYPTED, FILE_TOO_LARGE */
  constructor(bytes: Uint8Array, limits: ReadLimits) {
    this.bytes = bytes;
    this.limits = limits;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.readDirectory();
  }

  /** Names of all parts as written. */
  names(): string[] {
    return [...this.byName.values()].map((e) => e.name);
  }

  has(name: string): boolean {
    return this.byName.has(name.toLowerCase());
  }

  /**
   * Inflates one part in slices. Returns false when there is no such part.
   * @throws ReadRefusal when the part is broken, or the package inflates beyond its limit
   */
  stream(name: string, onBytes: (chunk: Uint8Array) => void): boolean {
    const entry = this.byName.get(name.toLowerCase());
    if (!entry) return false;
    const { take, end } = this.counted(entry, onBytes);
    const data = this.dataOf(entry);
    if (entry.method === 0) pass(data, take);
    else inflate(data, take);
    end();
    return true;
  }

  /**
   * The same for large parts, inflated by Node outside this thread: slice by slice, each when the one before was taken.
   * @throws ReadRefusal when the part is broken, or the package inflates beyond its limit
   */
  async flow(name: string, onBytes: (chunk: Uint8Array) => void): Promise<boolean> {
    const entry = this.byName.get(name.toLowerCase());
    if (!entry) return false;
    const { take, end } = this.counted(entry, onBytes);
    const data = this.dataOf(entry);
    if (entry.method === 0) pass(data, take);
    else await inflateOutside(data, take);
    end();
    return true;
  }

  /** Counts and checks what is inflated on its way to whoever reads it. */
  private counted(
    entry: ZipEntry,
    onBytes: (chunk: Uint8Array) => void,
  ): { readonly take: (chunk: Uint8Array) => void; readonly end: () => void } {
    let size = 0;
    let crc = 0;
    return {
      take: (chunk) => {
        size += chunk.length;
        this.inflated += chunk.length;
        if (this.inflated > this.limits.inflatedBytes || size > entry.size) throw hostile(TOO_BIG);
        crc = crc32(chunk, crc);
        onBytes(chunk);
      },
      end: () => {
        if (size !== entry.size || crc >>> 0 !== entry.crc) throw broken(entry.name);
      },
    };
  }

  private dataOf(entry: ZipEntry): Uint8Array {
    const at = entry.localOffset;
    if (at + 30 > this.bytes.length || this.view.getUint32(at, true) !== LOCAL) throw broken(entry.name);
    const nameLength = this.view.getUint16(at + 26, true);
    const start = at + 30 + nameLength + this.view.getUint16(at + 28, true);
    const sameName = Buffer.compare(this.bytes.subarray(at + 30, at + 30 + nameLength), entry.nameBytes) === 0;
    if (!sameName || start + entry.compressedSize > this.bytes.length) throw broken(entry.name);
    return this.bytes.subarray(start, start + entry.compressedSize);
  }

  private readDirectory(): void {
    const { count, offset } = this.findEnd();
    if (count > this.limits.entries) throw tooMuch(count, this.limits.entries, 'phần');
    let at = offset;
    let declared = 0;
    for (let i = 0; i < count; i++) {
      if (at + 46 > this.bytes.length || this.view.getUint32(at, true) !== CENTRAL) throw broken('zip');
      const { entry, next } = this.readEntry(at);
      at = next;
      declared += entry.size;
      this.guard(entry, declared);
      this.byName.set(entry.name.toLowerCase(), entry);
    }
  }

  private guard(entry: ZipEntry, declared: number): void {
    if (declared > this.limits.inflatedBytes) throw hostile(TOO_BIG);
    if (entry.size > 1_000_000 && entry.size > entry.compressedSize * this.limits.ratio) {
      throw hostile(TOO_BIG);
    }
    const hasBadName =
      entry.name === '' ||
      entry.name.length > 260 ||
      /(^|\/)\.\.(\/|$)|^[a-z]:/i.test(entry.name) ||
      entry.name.includes('\0');
    if (hasBadName) throw hostile('tên phần bên trong tệp không hợp lệ');
    if (this.byName.has(entry.name.toLowerCase())) throw hostile('tên phần bên trong tệp không hợp lệ');
  }

  private readEntry(at: number): { entry: ZipEntry; next: number } {
    const v = this.view;
    const flags = v.getUint16(at + 8, true);
    const method = v.getUint16(at + 10, true);
    const nameLength = v.getUint16(at + 28, true);
    const extraLength = v.getUint16(at + 30, true);
    const next = at + 46 + nameLength + extraLength + v.getUint16(at + 32, true);
    if (next > this.bytes.length) throw broken('zip');
    if (flags & 1) throw new ReadRefusal('FILE_ENCRYPTED', '', 'encrypted');
    if (method !== 0 && method !== 8) throw broken(`method ${method}`);
    const nameBytes = this.bytes.subarray(at + 46, at + 46 + nameLength);
    const name = new TextDecoder().decode(nameBytes).replaceAll('\\', '/').replace(/^\/+/, '');
    const wide = this.zip64(at + 46 + nameLength, extraLength);
    const size = wide(v.getUint32(at + 24, true));
    const compressedSize = wide(v.getUint32(at + 20, true));
    const localOffset = wide(v.getUint32(at + 42, true));
    return {
      entry: { name, method, crc: v.getUint32(at + 16, true), compressedSize, size, localOffset, nameBytes },
      next,
    };
  }

  /** Sizes of a zip64 entry stand in its extra field, in the order in which they overflow. */
  private zip64(start: number, length: number): (value: number) => number {
    let at = start;
    const end = start + length;
    while (at + 4 <= end && this.view.getUint16(at, true) !== 1) at += 4 + this.view.getUint16(at + 2, true);
    let field = at + 4;
    return (value) => {
      if (value !== 0xffffffff) return value;
      if (field + 8 > end) throw broken('zip64');
      const wide = Number(this.view.getBigUint64(field, true));
      field += 8;
      return wide;
    };
  }

  private findEnd(): { count: number; offset: number } {
    const v = this.view;
    for (let at = this.bytes.length - 22; at >= Math.max(0, this.bytes.length - 65_557); at--) {
      if (v.getUint32(at, true) !== END) continue;
      const count = v.getUint16(at + 10, true);
      const offset = v.getUint32(at + 16, true);
      if (count !== 0xffff && offset !== 0xffffffff) return { count, offset };
      return this.findEnd64(at) ?? { count, offset };
    }
    throw broken('zip');
  }

  private findEnd64(end: number): { count: number; offset: number } | null {
    const v = this.view;
    if (end < 20 || v.getUint32(end - 20, true) !== LOCATOR64) return null;
    const at = Number(v.getBigUint64(end - 12, true));
    if (at + 56 > this.bytes.length || v.getUint32(at, true) !== END64) throw broken('zip64');
    return { count: Number(v.getBigUint64(at + 32, true)), offset: Number(v.getBigUint64(at + 48, true)) };
  }
}

function pass(data: Uint8Array, take: (chunk: Uint8Array) => void): void {
  for (let at = 0; at < data.length; at += SLICE) take(data.subarray(at, at + SLICE));
}

/** Fixed slices out, and no more of them than are taken. */
async function inflateOutside(data: Uint8Array, take: (chunk: Uint8Array) => void): Promise<void> {
  const stream = createInflateRaw({ chunkSize: OUTSIDE_SLICE });
  stream.end(data);
  try {
    for await (const chunk of stream) take(chunk as Buffer);
  } catch (error) {
    if (isOfInflate(error)) throw broken('deflate');
    throw error;
  } finally {
    stream.destroy();
  }
}

function isOfInflate(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_');
}

/** Small slices in, so that no single step can inflate to more than some megabytes. */
function inflate(data: Uint8Array, take: (chunk: Uint8Array) => void): void {
  const stream = new Inflate((chunk) => take(chunk));
  try {
    for (let at = 0; at < data.length; at += SLICE)
      stream.push(data.subarray(at, at + SLICE), at + SLICE >= data.length);
  } catch (error) {
    if (error instanceof ReadRefusal) throw error;
    throw broken('deflate');
  }
}
