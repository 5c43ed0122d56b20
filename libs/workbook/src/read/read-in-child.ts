import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ReadResult } from '../sheet.js';
import { READ_LIMITS, type ReadLimits } from './limits.js';
import { refusal, refuseByContent } from './read-workbook.js';
import { decodeResult } from './wire.js';

/** More text than the largest allowed result can need. */
const MOST_OUTPUT = 160_000_000;

/**
 * Bytes -> sheets in a child process with a limit on heap and time, so that the worst file costs one
 * refusal (READ_TIMEOUT, READ_MEMORY) and not the server. The child may read files but not write
 * them, nor start processes. Files that the first bytes refuse cost no child at all.
 */
export async function readInChild(bytes: Uint8Array, limits: ReadLimits = READ_LIMITS): Promise<ReadResult> {
  const early = refuseByContent(bytes, limits);
  if (early) return early;
  const run = await runChild(bytes, limits);
  if (run.end === 'timeout') return refusal('READ_TIMEOUT', 'xlsx', String(Math.round(limits.milliseconds / 1000)));
  if (run.end === 'overflow') return refusal('READ_MEMORY', 'xlsx');
  if (run.code === 0) {
    try {
      return decodeResult(run.output);
    } catch {
      return refusal('READ_MEMORY', 'xlsx');
    }
  }
  // 134 is V8's abort for want of heap; a child killed from outside met the machine's own limit.
  if (run.code === 134 || run.signal !== null) return refusal('READ_MEMORY', 'xlsx');
  throw new Error(`the reading child ended with ${run.code}: ${run.errors.slice(0, 500)}`);
}

interface ChildRun {
  readonly end: 'exit' | 'timeout' | 'overflow';
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
  readonly errors: string;
}

function runChild(bytes: Uint8Array, limits: ReadLimits): Promise<ChildRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, childArguments(limits), {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { NODE_NO_WARNINGS: '1' },
      windowsHide: true,
    });
    const output: Buffer[] = [];
    let size = 0;
    let errors = '';
    let end: ChildRun['end'] = 'exit';
    const stop = (why: ChildRun['end']): void => {
      end = why;
      child.kill('SIGKILL');
    };
    const timer = setTimeout(() => stop('timeout'), limits.milliseconds);
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > MOST_OUTPUT) stop('overflow');
      else output.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      if (errors.length < 4000) errors += chunk.toString();
    });
    // The child may end before it has taken all input; its exit says why.
    child.stdin.on('error', () => undefined);
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ end, code, signal, output: end === 'exit' ? Buffer.concat(output).toString() : '', errors });
    });
    child.stdin.end(bytes);
  });
}

/** Lets Node find `./x.ts` behind `./x.js` when the reader runs from source (tests, before a build). */
const FROM_SOURCE = `data:text/javascript,${encodeURIComponent(
  "import{registerHooks}from'node:module';registerHooks({resolve:(s,c,next)=>next(s.startsWith('.')&&c.parentURL?.endsWith('.ts')?s.replace(/\\.js$/,'.ts'):s,c)});",
)}`;

function childArguments(limits: ReadLimits): string[] {
  const fromSource = import.meta.url.endsWith('.ts');
  const entry = new URL(fromSource ? './child.ts' : './child.js', import.meta.url);
  return [
    `--max-old-space-size=${limits.heapMegabytes}`,
    '--permission',
    '--allow-fs-read=*',
    ...(fromSource ? [`--import=${FROM_SOURCE}`] : []),
    fileURLToPath(entry),
    JSON.stringify(limits),
  ];
}
