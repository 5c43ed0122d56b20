/**
 * Entry of the limited child process: limits as its argument, bytes on stdin, one result on stdout. Imports nothing but the
 * reader, so that it starts fast and Node can run it from source as well as from dist.
 */
import type { ReadLimits } from './limits.js';
import { readWorkbook } from './read-workbook.js';
import { encodeResult } from './wire.js';

const limits = JSON.parse(process.argv[2] ?? '') as ReadLimits;
const chunks: Buffer[] = [];
for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
process.stdout.write(encodeResult(readWorkbook(Buffer.concat(chunks), limits)));
