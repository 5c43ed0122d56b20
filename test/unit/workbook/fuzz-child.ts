/**
 * The reader under its limits, for many files in one process: each as a length of four bytes and its bytes on stdin,
 * each answered by one line. At the end one line more: the largest memory the process ever held, in megabytes.
 */
import type { ReadLimits } from '../../../libs/workbook/src/read/limits.ts';
import { readWorkbook } from '../../../libs/workbook/src/read/read-workbook.ts';
import { encodeResult } from '../../../libs/workbook/src/read/wire.ts';

const limits = JSON.parse(process.argv[2] ?? '') as ReadLimits;
let pending: Buffer = Buffer.alloc(0);
for await (const chunk of process.stdin) {
  pending = Buffer.concat([pending, chunk as Buffer]);
  while (pending.length >= 4 && pending.length >= 4 + pending.readUInt32LE(0)) {
    const end = 4 + pending.readUInt32LE(0);
    process.stdout.write(`${encodeResult(readWorkbook(pending.subarray(4, end), limits))}\n`);
    pending = pending.subarray(end);
  }
}
process.stdout.write(`${Math.round(process.resourceUsage().maxRSS / 1024)}\n`);
