/** Shows the operator what matters in a log: lines of level error and worse; all the rest stays in the file. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const EVERY_MS = 500;
const ERROR_LEVEL = 50;
const MOST_AT_ONCE = 256 * 1024;

/** The sentence of a log line worth showing; null for the others. Lines are JSON: `{"level":50,"msg":"…"}`. */
export function importantLine(line: string): string | null {
  try {
    const entry: unknown = JSON.parse(line);
    if (typeof entry !== 'object' || entry === null || !('level' in entry) || !('msg' in entry)) return null;
    return typeof entry.level === 'number' && entry.level >= ERROR_LEVEL ? String(entry.msg) : null;
  } catch {
    return null;
  }
}

/** Follows a log from `offset` on. @returns what stops it. */
export function watchLog(path: string, offset: number, show: (sentence: string) => void): () => void {
  let [at, rest] = [offset, ''];
  const look = (): void => {
    const file = openSync(path, 'r');
    try {
      const size = fstatSync(file).size;
      if (size < at) at = 0;
      const buffer = Buffer.alloc(Math.min(size - at, MOST_AT_ONCE));
      at += readSync(file, buffer, 0, buffer.length, at);
      const lines = (rest + buffer.toString('utf8')).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const sentence = importantLine(line);
        if (sentence !== null) show(sentence);
      }
    } finally {
      closeSync(file);
    }
  };
  const timer = setInterval(look, EVERY_MS);
  return () => {
    clearInterval(timer);
    look();
  };
}
