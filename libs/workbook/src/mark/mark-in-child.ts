import { READ_LIMITS, type ReadLimits } from '../read/limits.js';
import { refuseByContent } from '../read/read-workbook.js';
import { runChild } from '../read/run-child.js';
import type { MarkedProblem } from './index-sheet.js';
import type { MarkedPackage } from './marking.js';

/** More findings than anybody reads; what is beyond them is not listed in the file. */
const MOST_LISTED = 5_000;

/**
 * `markWorkbook` in a child process with a limit on heap and time. Null when the file cannot be marked (no workbook,
 * too large to be rewritten within the limits): the findings themselves are known all the same.
 */
export async function markInChild(
  bytes: Uint8Array,
  problems: readonly MarkedProblem[],
  limits: ReadLimits = READ_LIMITS,
): Promise<MarkedPackage | null> {
  if (refuseByContent(bytes, limits) !== null) return null;
  const listed = problems
    .slice(0, MOST_LISTED)
    .map(({ code, severity, sheet, cell, message }): MarkedProblem => ({ code, severity, sheet, cell, message }));
  const words = Buffer.from(JSON.stringify(listed));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(words.length);
  const run = await runChild(new URL('./child.js', import.meta.url), [length, words, bytes], limits);
  if (run.end !== 'exit' || run.code !== 0 || run.output.length < 4) return null;
  return { bytes: run.output.subarray(4), marks: run.output.readUInt32BE(0) };
}
