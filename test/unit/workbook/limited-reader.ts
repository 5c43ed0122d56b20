import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { ReadResult } from '#lib/workbook';
import { READ_LIMITS } from '../../../libs/workbook/src/read/limits.js';
import { childArguments } from '../../../libs/workbook/src/read/run-child.js';
import { decodeResult } from '../../../libs/workbook/src/read/wire.js';

/** No file of the fuzz may take longer, milliseconds. */
const LONGEST = 20_000;

/** One limited child that reads file after file; a file that ends it, or takes too long, is an error. */
export class LimitedReader {
  /** Milliseconds of the slowest file so far. */
  slowest = 0;
  private child: ChildProcessWithoutNullStreams | null = null;
  private lines: AsyncIterator<string> | null = null;

  /** @throws Error when the child ends or does not answer in time */
  async read(bytes: Uint8Array): Promise<ReadResult> {
    const child = this.child ?? this.start();
    const began = performance.now();
    const head = Buffer.alloc(4);
    head.writeUInt32LE(bytes.length);
    child.stdin.write(Buffer.concat([head, bytes]));
    const timer = setTimeout(() => child.kill('SIGKILL'), LONGEST);
    const line = await this.lines?.next();
    clearTimeout(timer);
    this.slowest = Math.max(this.slowest, performance.now() - began);
    if (!line || line.done) {
      this.child = null;
      throw new Error(`the reading child ended after ${Math.round(performance.now() - began)} ms`);
    }
    return decodeResult(line.value);
  }

  /** Ends the child; its largest memory in megabytes. */
  async end(): Promise<number> {
    this.child?.stdin.end();
    const line = await this.lines?.next();
    this.child = null;
    return Number(line?.value ?? 0);
  }

  private start(): ChildProcessWithoutNullStreams {
    const entry = new URL('./fuzz-child.ts', import.meta.url);
    const child = spawn(process.execPath, childArguments(entry, READ_LIMITS), { env: { NODE_NO_WARNINGS: '1' } });
    child.stdin.on('error', () => undefined);
    this.child = child;
    this.lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    return child;
  }
}
