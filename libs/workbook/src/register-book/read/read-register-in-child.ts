import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { PassThrough, type Writable } from 'node:stream';
import { READ_LIMITS, type ReadLimits } from '../../read/limits.js';
import { CHILD_ENV, childArguments } from '../../read/run-child.js';
import type { ReadCode } from '../../sheet.js';
import { decodeFrames } from './frames.js';
import type { RegisterMessage, RegisterReadOptions } from './staged.js';

/** A register is larger than any form: rows pass by and are not kept, so that their number costs time, not memory. */
export const REGISTER_LIMITS: ReadLimits = {
  ...READ_LIMITS,
  // 200,000 rows of twenty columns are about 25 MB; the cap of uploads is the same.
  fileBytes: 40 * 1024 * 1024,
  inflatedBytes: 1_000_000_000,
  rows: 300_000,
  cells: 6_000_000,
  mergedRanges: 50_000,
  sharedCharacters: 200_000_000,
  milliseconds: 180_000,
  heapMegabytes: 768,
};

/** So much is taken from the child while the caller is busy with a piece; then the child waits. */
const READ_AHEAD = 256 * 1024;

/**
 * What a register workbook says, piece by piece, read in a child process with a limit on heap and time; the worst file
 * costs one refusal. @param bytes the file, whole or in pieces that are passed on as they come
 */
export async function* readRegisterInChild(
  bytes: Uint8Array | AsyncIterable<Uint8Array>,
  options: RegisterReadOptions,
  limits: ReadLimits = REGISTER_LIMITS,
): AsyncGenerator<RegisterMessage> {
  const entry = new URL('./register-child.js', import.meta.url);
  const args = [...childArguments(entry, limits), JSON.stringify(options)];
  const child = spawn(process.execPath, args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: CHILD_ENV,
    windowsHide: true,
  });
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal }));
  });
  ended.catch(() => undefined);
  let late = false;
  let errors = '';
  const timer = setTimeout(() => {
    late = true;
    child.kill('SIGKILL');
  }, limits.milliseconds);
  child.stderr.on('data', (chunk: Buffer) => {
    if (errors.length < 4_000) errors += chunk.toString();
  });
  // The child may end before it has taken all input; its exit says why.
  child.stdin.on('error', () => undefined);
  let isWhole = false;
  try {
    await give(child.stdin, bytes);
    const ahead = child.stdout.pipe(new PassThrough({ highWaterMark: READ_AHEAD }));
    for await (const message of decodeFrames(ahead)) {
      isWhole ||= message.kind === 'end' || (message.kind === 'reading' && message.refused);
      yield message;
    }
    const { code, signal } = await ended;
    if (isWhole) return;
    if (late) yield refusal('READ_TIMEOUT', String(Math.round(limits.milliseconds / 1000)));
    // 134 is V8's abort for want of heap; a child killed from outside met the machine's own limit.
    else if (code === 134 || signal !== null) yield refusal('READ_MEMORY', '');
    else throw new Error(`the reading child ended with ${code}: ${errors.slice(0, 500)}`);
  } finally {
    clearTimeout(timer);
    child.kill('SIGKILL');
  }
}

/** Waits for the child to take each piece, so that the file is nowhere whole but there. */
async function give(stdin: Writable, bytes: Uint8Array | AsyncIterable<Uint8Array>): Promise<void> {
  const pieces = bytes instanceof Uint8Array ? [bytes] : bytes;
  for await (const piece of pieces) if (!stdin.write(piece) && stdin.writable) await drained(stdin);
  stdin.end();
}

/** A child that has ended takes nothing more; its exit says why. */
async function drained(stdin: Writable): Promise<void> {
  const settled = new AbortController();
  const options = { signal: settled.signal };
  await Promise.race([once(stdin, 'drain', options), once(stdin, 'close', options)]).catch(() => undefined);
  settled.abort();
}

function refusal(code: ReadCode, seconds: string): RegisterMessage {
  return { kind: 'reading', refused: true, finding: { code, detail: seconds, limit: '', sheet: null, cell: null } };
}
