/**
 * Entry of the limited child that marks a workbook. Stdin: four bytes with the length of the problems, the problems as
 * JSON, the workbook. Stdout: four bytes with the count of marks, the marked workbook. Like the reading child it imports
 * nothing that Node could not run from source.
 */
import type { ReadLimits } from '../read/limits.js';
import type { MarkedProblem } from './index-sheet.js';
import { markPackage } from './marking.js';

const limits = JSON.parse(process.argv[2] ?? '') as ReadLimits;
const chunks: Buffer[] = [];
for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
const input = Buffer.concat(chunks);
const begin = 4 + input.readUInt32BE(0);
const problems = JSON.parse(input.subarray(4, begin).toString()) as readonly MarkedProblem[];
const marked = markPackage(input.subarray(begin), problems, limits);
const count = Buffer.alloc(4);
count.writeUInt32BE(marked.marks);
process.stdout.write(Buffer.concat([count, marked.bytes]));
