import { TextDecoder } from 'node:util';

/** Turns the bytes of an XML part into text as they come. */
export interface SliceDecoder {
  take(bytes: Uint8Array): string;
  /** What was held back. */
  end(): string;
}

/** XML of a package is UTF-8 or UTF-16 (ECMA-376 part 2, 8.1.4); a byte order mark tells which. */
export function decoderFor(head: Uint8Array): SliceDecoder {
  if (head[0] === 0xff && head[1] === 0xfe) return wideDecoder('utf-16le');
  if (head[0] === 0xfe && head[1] === 0xff) return wideDecoder('utf-16be');
  return new Utf8Slices();
}

function wideDecoder(encoding: string): SliceDecoder {
  const decoder = new TextDecoder(encoding);
  return { take: (bytes) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() };
}

const MORE = 0x3e;
/** Bytes that are waited with for the end of a tag. */
const MOST_HELD = 262_144;

/**
 * Cuts UTF-8 behind the last tag of a slice. Whoever scans then has whole tags in one flat string, and letters are never
 * cut, so that each slice is decoded in one go.
 */
class Utf8Slices implements SliceDecoder {
  private readonly decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  private held: Uint8Array = new Uint8Array(0);

  take(bytes: Uint8Array): string {
    const all = this.held.length === 0 ? bytes : Buffer.concat([this.held, bytes]);
    let end = all.lastIndexOf(MORE) + 1;
    if (end === 0 && all.length > MOST_HELD) end = lastLetter(all);
    // A copy: the bytes may be somebody's buffer that is filled again.
    this.held = new Uint8Array(all.subarray(end));
    return end === 0 ? '' : this.decoder.decode(all.subarray(0, end));
  }

  end(): string {
    const rest = this.held;
    this.held = new Uint8Array(0);
    return rest.length === 0 ? '' : this.decoder.decode(rest);
  }
}

/** Where the last letter begins, whole or not. */
function lastLetter(bytes: Uint8Array): number {
  let at = bytes.length - 1;
  while (at > bytes.length - 4 && ((bytes[at] ?? 0) & 0xc0) === 0x80) at--;
  return at;
}
