import { unzipSync } from 'fflate';

/** Parts of a package by name, inflated. */
export function partsOf(bytes: Uint8Array): ReadonlyMap<string, Buffer> {
  return new Map(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, Buffer.from(part)]));
}

/** Names of parts that are not the same in two packages: changed, added or gone. */
export function differences(
  one: Uint8Array,
  other: Uint8Array,
): { changed: string[]; added: string[]; gone: string[] } {
  const a = partsOf(one);
  const b = partsOf(other);
  return {
    changed: [...a].filter(([name, part]) => b.has(name) && !b.get(name)?.equals(part)).map(([name]) => name),
    added: [...b.keys()].filter((name) => !a.has(name)),
    gone: [...a.keys()].filter((name) => !b.has(name)),
  };
}

/** Compressed bytes of each part as they lie in the file, by name. */
export function compressedParts(bytes: Uint8Array): ReadonlyMap<string, Buffer> {
  const file = Buffer.from(bytes);
  const end = file.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const found = new Map<string, Buffer>();
  let at = file.readUInt32LE(end + 16);
  for (let i = 0; i < file.readUInt16LE(end + 10); i++) {
    const nameLength = file.readUInt16LE(at + 28);
    const name = file.toString('utf8', at + 46, at + 46 + nameLength);
    const local = file.readUInt32LE(at + 42);
    const data = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    found.set(name, file.subarray(data, data + file.readUInt32LE(at + 20)));
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return found;
}
