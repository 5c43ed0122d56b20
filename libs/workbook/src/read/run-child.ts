import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ReadLimits } from './limits.js';

/** More text than the largest allowed result can need. */
const MOST_OUTPUT = 160_000_000;

/** How a limited child ended, and what it wrote. */
export interface ChildRun {
  readonly end: 'exit' | 'timeout' | 'overflow';
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: Buffer;
  readonly errors: string;
}

/**
 * Runs an entry of this room in a process with a limit on heap and time: `input` on its stdin, the limits as its
 * argument. It may read files but not write them, nor start processes. Killed at the limit.
 */
export function runChild(entry: URL, input: readonly Uint8Array[], limits: ReadLimits): Promise<ChildRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, childArguments(entry, limits), {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: CHILD_ENV,
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
      resolve({ end, code, signal, output: end === 'exit' ? Buffer.concat(output) : Buffer.alloc(0), errors });
    });
    for (const piece of input) child.stdin.write(piece);
    child.stdin.end();
  });
}

/** Lets Node find `./x.ts` behind `./x.js` when the reader runs from source (tests, before a build). */
const FROM_SOURCE = `data:text/javascript,${encodeURIComponent(
  "import{registerHooks}from'node:module';registerHooks({resolve:(s,c,next)=>next(s.startsWith('.')&&c.parentURL?.endsWith('.ts')?s.replace(/\\.js$/,'.ts'):s,c)});",
)}`;

/** A child has none of our settings and secrets; one pool of memory is enough for a reader of one thread. */
export const CHILD_ENV: NodeJS.ProcessEnv = { NODE_NO_WARNINGS: '1', MALLOC_ARENA_MAX: '1' };

/** Command line of Node for a limited child. */
export function childArguments(entry: URL, limits: ReadLimits): string[] {
  const fromSource = import.meta.url.endsWith('.ts');
  const path = fileURLToPath(entry);
  return [
    `--max-old-space-size=${limits.heapMegabytes}`,
    // Rows pass by and are gone: a small nursery costs no time here and saves half of the memory.
    '--max-semi-space-size=1',
    '--optimize-for-size',
    '--permission',
    '--allow-fs-read=*',
    ...(fromSource ? ['--experimental-transform-types', '--conditions=ccn-source', `--import=${FROM_SOURCE}`] : []),
    fromSource ? path.replace(/\.js$/, '.ts') : path,
    JSON.stringify(limits),
  ];
}
