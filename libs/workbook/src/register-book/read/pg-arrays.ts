/**
 * Lists in the binary writing of PostgreSQL (array_send): a batch of rows goes into the database as it is, and nobody
 * between the reader and the server has to take it apart, quote it or keep it as text.
 */

const TEXT = 25;
const INTEGER = 23;
const BOOLEAN = 16;
/** Dimensions, whether there are nulls, type, length, lower bound. */
const HEAD = 20;

/** A growing list; `take` gives what was gathered and begins anew in the same memory. */
class PgArray {
  protected bytes: Buffer;
  protected at = HEAD;
  private count = 0;
  private hasNull = false;

  constructor(
    private readonly type: number,
    room: number,
  ) {
    this.bytes = Buffer.allocUnsafe(room);
  }

  /** A copy of the list. */
  take(): Buffer {
    const { bytes, at } = this;
    bytes.writeInt32BE(1, 0);
    bytes.writeInt32BE(this.hasNull ? 1 : 0, 4);
    bytes.writeInt32BE(this.type, 8);
    bytes.writeInt32BE(this.count, 12);
    bytes.writeInt32BE(1, 16);
    this.at = HEAD;
    this.count = 0;
    this.hasNull = false;
    return Buffer.from(bytes.subarray(0, at));
  }

  /** Makes sure that a value of so many bytes fits. */
  protected reserve(size: number): void {
    this.count++;
    const needed = this.at + 4 + size;
    if (needed <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(needed * 2);
    this.bytes.copy(larger, 0, 0, this.at);
    this.bytes = larger;
  }

  /** The length that stands for null. */
  protected nothing(): number {
    this.hasNull = true;
    return -1;
  }
}

export class TextArray extends PgArray {
  constructor() {
    super(TEXT, 16_384);
  }

  push(value: string | null): void {
    this.reserve(value === null ? 0 : value.length * 3);
    const size = value === null ? this.nothing() : this.bytes.write(value, this.at + 4);
    this.at = this.bytes.writeInt32BE(size, this.at) + Math.max(0, size);
  }
}

export class IntegerArray extends PgArray {
  constructor() {
    super(INTEGER, 8_192);
  }

  push(value: number): void {
    this.reserve(4);
    this.at = this.bytes.writeInt32BE(value, this.bytes.writeInt32BE(4, this.at));
  }
}

export class BooleanArray extends PgArray {
  constructor() {
    super(BOOLEAN, 8_192);
  }

  push(value: boolean): void {
    this.reserve(1);
    this.at = this.bytes.writeUInt8(value ? 1 : 0, this.bytes.writeInt32BE(1, this.at));
  }
}
