import type { RegisterMessage, StagedRows } from './staged.js';

/**
 * How messages cross from the reading child: the length of the frame, the length of its JSON, the JSON; behind those of
 * rows the lists themselves, whose sizes the JSON names.
 */
interface RowsHead {
  readonly kind: 'rows';
  readonly source: number;
  readonly keys: readonly string[];
  /** Bytes of the row numbers, of the marks of bad rows, and of each column. */
  readonly sizes: readonly number[];
}

const LENGTHS = 8;
/** More than a batch of the widest table can need. */
const LARGEST = 256_000_000;

export function encodeFrame(message: RegisterMessage): Buffer[] {
  if (message.kind !== 'rows') return framed(message, []);
  const { source, rows, bad, columns } = message.rows;
  const lists = [rows, bad, ...Object.values(columns)];
  const head: RowsHead = { kind: 'rows', source, keys: Object.keys(columns), sizes: lists.map((list) => list.length) };
  return framed(head, lists);
}

function framed(head: object, lists: readonly Uint8Array[]): Buffer[] {
  const json = Buffer.from(JSON.stringify(head));
  const lengths = Buffer.alloc(LENGTHS);
  lengths.writeUInt32BE(json.length + lists.reduce((sum, list) => sum + list.length, 0), 0);
  lengths.writeUInt32BE(json.length, 4);
  return [lengths, json, ...lists.map((list) => joined([list]))];
}

/** Messages out of the pieces in which a pipe brings them. What a child that was killed did not finish is left out. */
export async function* decodeFrames(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<RegisterMessage> {
  let held: Uint8Array[] = [];
  let size = 0;
  let wanted = LENGTHS;
  for await (const piece of pieces) {
    held.push(piece);
    size += piece.length;
    while (size >= wanted) {
      const bytes = joined(held);
      const length = LENGTHS + bytes.readUInt32BE(0);
      if (length > LARGEST) return;
      if (size < length) {
        held = [bytes];
        wanted = length;
        break;
      }
      const message = messageIn(bytes.subarray(LENGTHS, length), bytes.readUInt32BE(4));
      if (message === null) return;
      held = [bytes.subarray(length)];
      size -= length;
      wanted = LENGTHS;
      yield message;
    }
  }
}

function joined(pieces: readonly Uint8Array[]): Buffer {
  const [only] = pieces;
  if (only === undefined || pieces.length > 1) return Buffer.concat(pieces);
  return Buffer.from(only.buffer, only.byteOffset, only.byteLength);
}

function messageIn(bytes: Buffer, jsonLength: number): RegisterMessage | null {
  try {
    const head = JSON.parse(bytes.toString('utf8', 0, jsonLength)) as
      | Exclude<RegisterMessage, { kind: 'rows' }>
      | RowsHead;
    return head.kind === 'rows' ? { kind: 'rows', rows: rowsOf(head, bytes.subarray(jsonLength)) } : head;
  } catch {
    return null;
  }
}

function rowsOf({ source, keys, sizes }: RowsHead, bytes: Buffer): StagedRows {
  let at = 0;
  const [rows = EMPTY, bad = EMPTY, ...lists] = sizes.map((size) => {
    at += size;
    return bytes.subarray(at - size, at);
  });
  return { source, rows, bad, columns: Object.fromEntries(keys.map((key, i) => [key, lists[i] ?? EMPTY])) };
}

const EMPTY = Buffer.alloc(0);
