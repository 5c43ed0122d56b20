import type { ReadResult } from '../sheet.js';
import { READ_LIMITS, type ReadLimits } from './limits.js';
import { refusal, refuseByContent } from './read-workbook.js';
import { runChild } from './run-child.js';
import { decodeResult } from './wire.js';

/**
 * Bytes -> sheets in a child process with a limit on heap and time, so that the worst file costs one
 * refusal (READ_TIMEOUT, READ_MEMORY) and not the server. The child may read files but not write
 * them, nor start processes. Files that the first bytes refuse cost no child at all.
 */
export async function readInChild(bytes: Uint8Array, limits: ReadLimits = READ_LIMITS): Promise<ReadResult> {
  const early = refuseByContent(bytes, limits);
  if (early) return early;
  const run = await runChild(new URL('./child.js', import.meta.url), [bytes], limits);
  if (run.end === 'timeout') return refusal('READ_TIMEOUT', 'xlsx', String(Math.round(limits.milliseconds / 1000)));
  if (run.end === 'overflow') return refusal('READ_MEMORY', 'xlsx');
  if (run.code === 0) {
    try {
      return decodeResult(run.output.toString());
    } catch {
      return refusal('READ_MEMORY', 'xlsx');
    }
  }
  // 134 is V8's abort for want of heap; a child killed from outside met the machine's own limit.
  if (run.code === 134 || run.signal !== null) return refusal('READ_MEMORY', 'xlsx');
  throw new Error(`the reading child ended with ${run.code}: ${run.errors.slice(0, 500)}`);
}
