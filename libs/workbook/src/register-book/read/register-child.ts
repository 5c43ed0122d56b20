/** Entry of the limited child process that reads a register: limits and options as its arguments, bytes on stdin, frames of messages on stdout. */
import { writeSync } from 'node:fs';
import type { ReadLimits } from '../../read/limits.js';
import { encodeFrame } from './frames.js';
import { readRegister } from './read-register.js';
import type { RegisterReadOptions } from './staged.js';

const limits = JSON.parse(process.argv[2] ?? '') as ReadLimits;
const options = JSON.parse(process.argv[3] ?? '') as RegisterReadOptions;
const chunks: Buffer[] = [];
for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
const bytes = Buffer.concat(chunks);
chunks.length = 0;

/** Waits for the reader of the pipe, so that what was read does not pile up here. */
function write(out: Buffer): void {
  for (let at = 0; at < out.length; ) {
    try {
      at += writeSync(1, out, at);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 0.2);
    }
  }
}

await readRegister(bytes, limits, options, (message) => {
  for (const piece of encodeFrame(message)) write(piece);
});
