import { crc32 } from 'node:zlib';
import { deflateSync } from 'fflate';
import type { ReadLimits } from '../read/limits.js';
import { broken } from '../read/refusal.js';
import { ZipArchive } from '../read/zip.js';

/** One part as it stands in the package: its directory record, and its bytes as they are compressed. */
interface StoredPart {
  readonly name: string;
  /** The central directory record as written. */
  readonly central: Uint8Array;
  readonly localExtra: Uint8Array;
  readonly data: Uint8Array;
  readonly crc: number;
  readonly size: number;
}

const END = 0x06054b50;
const END64_LOCATOR = 0x07064b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
/** Midnight of 1 January 1980, the first date a zip can hold: no clock is asked. */
const FIRST_DATE = 0x0021;
const ZIP64_FIELD = 1;

/**
 * A package in which single parts are replaced, added or removed. Parts that are not touched keep their
 * compressed bytes, their names and dates as they were.
 */
export class EditablePackage {
  /** The package as it was given, under the guards of the reader. */
  readonly zip: ZipArchive;
  private readonly stored: StoredPart[] = [];
  private readonly changed = new Map<string, Uint8Array | null>();
  private readonly added: string[] = [];
  private readonly bytes: Uint8Array;
  private readonly view: DataView;

  /** @throws ReadRefusal as the reader does, for a file that is no sound package */
  constructor(bytes: Uint8Array, limits: ReadLimits) {
    this.zip = new ZipArchive(bytes, limits);
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.readParts();
  }

  /** Names of all parts that the package will have. */
  names(): string[] {
    const kept = this.stored.filter((p) => this.changed.get(p.name.toLowerCase()) !== null).map((p) => p.name);
    return [...kept, ...this.added.filter((name) => this.changed.get(name.toLowerCase()) != null)];
  }

  has(name: string): boolean {
    const changed = this.changed.get(name.toLowerCase());
    return changed === undefined ? this.zip.has(name) : changed !== null;
  }

  /** Content of a part; null when there is none. */
  read(name: string): Uint8Array | null {
    const changed = this.changed.get(name.toLowerCase());
    if (changed !== undefined) return changed;
    const chunks: Uint8Array[] = [];
    return this.zip.stream(name, (chunk) => chunks.push(chunk.slice())) ? Buffer.concat(chunks) : null;
  }

  /** Puts a part, new or in place of the one with this name. */
  write(name: string, content: Uint8Array): void {
    const key = name.toLowerCase();
    if (!this.zip.has(name) && !this.added.includes(name)) this.added.push(name);
    this.changed.set(key, content);
  }

  remove(name: string): void {
    if (this.has(name)) this.changed.set(name.toLowerCase(), null);
  }

  /** The package; the very bytes that came in when nothing was changed. */
  toBytes(): Uint8Array {
    if (this.changed.size === 0) return this.bytes;
    const out = new ZipOutput();
    for (const part of this.stored) {
      const content = this.changed.get(part.name.toLowerCase());
      if (content === undefined) out.keep(part);
      else if (content !== null) out.put(part.name, content, part.central);
    }
    for (const name of this.added) {
      const content = this.changed.get(name.toLowerCase());
      if (content) out.put(name, content, null);
    }
    return out.finish();
  }

  /** The reader has checked every record already; here they are only cut out. */
  private readParts(): void {
    const v = this.view;
    const { count, offset } = this.directory();
    let at = offset;
    for (let i = 0; i < count; i++) {
      const nameLength = v.getUint16(at + 28, true);
      const extraLength = v.getUint16(at + 30, true);
      const end = at + 46 + nameLength + extraLength + v.getUint16(at + 32, true);
      const wide = wideField(this.bytes.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength));
      const size = wide(v.getUint32(at + 24, true));
      const packed = wide(v.getUint32(at + 20, true));
      const local = wide(v.getUint32(at + 42, true));
      const name = new TextDecoder().decode(this.bytes.subarray(at + 46, at + 46 + nameLength));
      if (local + 30 > this.bytes.length || v.getUint32(local, true) !== LOCAL) throw broken(name);
      const extraAt = local + 30 + v.getUint16(local + 26, true);
      const dataAt = extraAt + v.getUint16(local + 28, true);
      if (dataAt + packed > this.bytes.length) throw broken(name);
      this.stored.push({
        name: name.replaceAll('\\', '/').replace(/^\/+/, ''),
        central: this.bytes.subarray(at, end),
        localExtra: this.bytes.subarray(extraAt, dataAt),
        data: this.bytes.subarray(dataAt, dataAt + packed),
        crc: v.getUint32(at + 16, true),
        size,
      });
      at = end;
    }
  }

  private directory(): { count: number; offset: number } {
    const v = this.view;
    let end = this.bytes.length - 22;
    while (end >= 0 && v.getUint32(end, true) !== END) end--;
    if (end < 0) throw broken('zip');
    const count = v.getUint16(end + 10, true);
    const offset = v.getUint32(end + 16, true);
    const isWide = (count === 0xffff || offset === 0xffffffff) && v.getUint32(end - 20, true) === END64_LOCATOR;
    if (!isWide) return { count, offset };
    const at = Number(v.getBigUint64(end - 12, true));
    return { count: Number(v.getBigUint64(at + 32, true)), offset: Number(v.getBigUint64(at + 48, true)) };
  }
}

/** Writes local records one after the other and the directory behind them. */
class ZipOutput {
  private readonly chunks: Uint8Array[] = [];
  private readonly directory: Uint8Array[] = [];
  private position = 0;

  /** A part as it was: same compressed bytes, same name, date and attributes. */
  keep(part: StoredPart): void {
    this.record(part.central, part.localExtra, part.data, part.crc, part.size);
  }

  /** New content; `like` gives name, date and attributes of the part it stands in for. */
  put(name: string, content: Uint8Array, like: Uint8Array | null): void {
    const data = deflateSync(content, { level: 6 });
    const central = Buffer.from(like ?? blankRecord(name));
    central.writeUInt16LE(8, 10);
    this.record(central, new Uint8Array(0), data, crc32(content) >>> 0, content.length);
  }

  private record(like: Uint8Array, localExtra: Uint8Array, data: Uint8Array, crc: number, size: number): void {
    const from = Buffer.from(like);
    const nameLength = from.readUInt16LE(28);
    const extraLength = from.readUInt16LE(30);
    const name = from.subarray(46, 46 + nameLength);
    const comment = from.subarray(46 + nameLength + extraLength);
    // Sizes stand in the record itself: no data descriptor behind the data, no wide sizes in the extra field.
    const flags = from.readUInt16LE(8) & ~8;
    const extra = withoutWide(localExtra);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(LOCAL, 0);
    from.copy(local, 4, 6, 16);
    local.writeUInt16LE(flags, 6);
    local.writeUInt32LE(crc, 14);
    local.writeUInt32LE(data.length, 18);
    local.writeUInt32LE(size, 22);
    local.writeUInt16LE(name.length, 26);
    local.writeUInt16LE(extra.length, 28);

    const centralExtra = withoutWide(from.subarray(46 + nameLength, 46 + nameLength + extraLength));
    const head = Buffer.from(from.subarray(0, 46));
    head.writeUInt32LE(CENTRAL, 0);
    head.writeUInt16LE(flags, 8);
    head.writeUInt32LE(crc, 16);
    head.writeUInt32LE(data.length, 20);
    head.writeUInt32LE(size, 24);
    head.writeUInt16LE(centralExtra.length, 30);
    head.writeUInt16LE(0, 34);
    head.writeUInt32LE(this.position, 42);
    this.directory.push(Buffer.concat([head, name, centralExtra, comment]));
    for (const chunk of [local, name, extra, data]) {
      this.chunks.push(chunk);
      this.position += chunk.length;
    }
  }

  finish(): Uint8Array {
    const directory = Buffer.concat(this.directory);
    const end = Buffer.alloc(22);
    end.writeUInt32LE(END, 0);
    end.writeUInt16LE(this.directory.length, 8);
    end.writeUInt16LE(this.directory.length, 10);
    end.writeUInt32LE(directory.length, 12);
    end.writeUInt32LE(this.position, 16);
    return Buffer.concat([...this.chunks, directory, end]);
  }
}

function blankRecord(name: string): Uint8Array {
  const bytes = Buffer.from(name);
  const record = Buffer.alloc(46);
  record.writeUInt32LE(CENTRAL, 0);
  record.writeUInt16LE(20, 4);
  record.writeUInt16LE(20, 6);
  record.writeUInt16LE(0x0800, 8);
  record.writeUInt16LE(FIRST_DATE, 14);
  record.writeUInt16LE(bytes.length, 28);
  return Buffer.concat([record, bytes]);
}

/** Fields of an extra area, one after the other. */
function* fields(extra: Uint8Array): Generator<{ id: number; at: number; end: number }> {
  const view = new DataView(extra.buffer, extra.byteOffset, extra.byteLength);
  let at = 0;
  while (at + 4 <= extra.length) {
    const end = Math.min(extra.length, at + 4 + view.getUint16(at + 2, true));
    yield { id: view.getUint16(at, true), at, end };
    at = end;
  }
}

function withoutWide(extra: Uint8Array): Uint8Array {
  const kept = [...fields(extra)].filter((f) => f.id !== ZIP64_FIELD).map((f) => extra.subarray(f.at, f.end));
  return Buffer.concat(kept);
}

/** Reads values that overflowed 32 bits from the zip64 field, in their order. */
function wideField(extra: Uint8Array): (value: number) => number {
  const field = [...fields(extra)].find((f) => f.id === ZIP64_FIELD);
  const view = new DataView(extra.buffer, extra.byteOffset, extra.byteLength);
  let at = (field?.at ?? 0) + 4;
  return (value) => {
    if (value !== 0xffffffff) return value;
    if (!field || at + 8 > field.end) throw broken('zip64');
    at += 8;
    return Number(view.getBigUint64(at - 8, true));
  };
}
