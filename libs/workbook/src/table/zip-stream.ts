import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { crc32, createDeflateRaw, type DeflateRaw } from 'node:zlib';

interface Entry {
  readonly name: Buffer;
  readonly crc: number;
  readonly compressed: number;
  readonly size: number;
  readonly offset: number;
}

/** Text gathered before it goes to the compressor. */
const GATHER = 128 * 1024;
const MOST = 0xffff_ffff;
/** 1980-01-01, the first day a zip can name: the same input gives the same bytes. */
const DAY = 0x21;
/** UTF-8 names, sizes behind the data. */
const FLAGS = 0x0808;

/**
 * Writes a zip file part by part; of each part only a gathered piece is in memory. One part at a time.
 * @throws RangeError when a part or the file passes 4 GB
 */
export class ZipStream {
  private readonly file: WriteStream;
  private readonly entries: Entry[] = [];
  private at = 0;

  constructor(path: string) {
    this.file = createWriteStream(path);
    // A failed write is told by the next `put` or by `finish`, both of which wait for the stream.
    this.file.on('error', () => undefined);
  }

  /** Begins a part; the one before it has ended. */
  async part(name: string): Promise<ZipPart> {
    const bytes = Buffer.from(name);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(20, 4);
    head.writeUInt16LE(FLAGS, 6);
    head.writeUInt16LE(8, 8);
    head.writeUInt16LE(DAY, 12);
    head.writeUInt16LE(bytes.length, 26);
    const offset = this.at;
    await this.put(Buffer.concat([head, bytes]));
    return new ZipPart(
      (chunk) => this.put(chunk),
      async (sizes) => {
        if (sizes.size > MOST || this.at > MOST) throw new RangeError('a part of the file passes 4 GB');
        const tail = Buffer.alloc(16);
        tail.writeUInt32LE(0x08074b50, 0);
        tail.writeUInt32LE(sizes.crc, 4);
        tail.writeUInt32LE(sizes.compressed, 8);
        tail.writeUInt32LE(sizes.size, 12);
        await this.put(tail);
        this.entries.push({ name: bytes, offset, ...sizes });
      },
    );
  }

  /** A whole part at once. */
  async whole(name: string, text: string): Promise<void> {
    const part = await this.part(name);
    await part.write(text);
    await part.end();
  }

  /** Writes the directory and closes the file. */
  async finish(): Promise<void> {
    const start = this.at;
    for (const { name, crc, compressed, size, offset } of this.entries) {
      const head = Buffer.alloc(46);
      head.writeUInt32LE(0x02014b50, 0);
      head.writeUInt16LE(20, 4);
      head.writeUInt16LE(20, 6);
      head.writeUInt16LE(FLAGS, 8);
      head.writeUInt16LE(8, 10);
      head.writeUInt16LE(DAY, 14);
      head.writeUInt32LE(crc, 16);
      head.writeUInt32LE(compressed, 20);
      head.writeUInt32LE(size, 24);
      head.writeUInt16LE(name.length, 28);
      head.writeUInt32LE(offset, 42);
      await this.put(Buffer.concat([head, name]));
    }
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(this.entries.length, 8);
    end.writeUInt16LE(this.entries.length, 10);
    end.writeUInt32LE(this.at - start, 12);
    end.writeUInt32LE(start, 16);
    await this.put(end);
    this.file.end();
    await finished(this.file);
  }

  /** Gives the file up; nothing more is written. */
  abandon(): void {
    this.file.destroy();
  }

  private async put(bytes: Uint8Array): Promise<void> {
    if (this.file.errored !== null) throw this.file.errored;
    this.at += bytes.length;
    if (!this.file.write(bytes)) await once(this.file, 'drain');
  }
}

interface Sizes {
  readonly crc: number;
  readonly compressed: number;
  readonly size: number;
}

/** One part of a zip that is being written. */
export class ZipPart {
  private readonly deflate: DeflateRaw = createDeflateRaw({ level: 6 });
  private readonly emptied: Promise<void>;
  private gathered: string[] = [];
  private length = 0;
  private crc = 0;
  private size = 0;
  private compressed = 0;

  constructor(
    put: (chunk: Uint8Array) => Promise<void>,
    private readonly ended: (sizes: Sizes) => Promise<void>,
  ) {
    const drain = async (): Promise<void> => {
      for await (const chunk of this.deflate) {
        this.compressed += (chunk as Buffer).length;
        await put(chunk as Buffer);
      }
    };
    this.emptied = drain();
    // Told by `end`, which waits for it.
    this.emptied.catch(() => undefined);
  }

  async write(text: string): Promise<void> {
    this.gathered.push(text);
    this.length += text.length;
    if (this.length >= GATHER) await this.flush();
  }

  async end(): Promise<void> {
    await this.flush();
    this.deflate.end();
    await this.emptied;
    await this.ended({ crc: this.crc, compressed: this.compressed, size: this.size });
  }

  private async flush(): Promise<void> {
    if (this.length === 0) return;
    const bytes = Buffer.from(this.gathered.join(''));
    this.gathered = [];
    this.length = 0;
    this.crc = crc32(bytes, this.crc) >>> 0;
    this.size += bytes.length;
    if (!this.deflate.write(bytes)) await Promise.race([once(this.deflate, 'drain'), this.emptied]);
  }
}
