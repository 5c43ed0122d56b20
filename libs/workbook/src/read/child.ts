/**
 * Entry of the limited child process: bytes on stdin, one result on stdout. Imports nothing but the
 * reader, so that it starts fast and Node can run it from source as well as from dist.
 */
import { READ_LIMITS } from './limits.js';
import { readWorkbook } from './read-workbook.js';
import { encodeResult } from './wire.js';

const chunks: Buffer[] = [];
for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
process.stdout.write(encodeResult(readWorkbook(Buffer.concat(chunks), READ_LIMITS)));
