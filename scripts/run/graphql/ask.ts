/** One request to a measured server: as bytes for the load, and once by hand to see that the answers agree. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { LoadPlan, LoadResult } from './load.ts';

export interface Asked {
  readonly port: number;
  readonly path: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  /** Empty with GET. */
  readonly body: string;
}

export function graphql(
  port: number,
  query: string,
  variables: object,
  headers: Readonly<Record<string, string>> = {},
): Asked {
  return { port, path: '/graphql', method: 'POST', headers, body: JSON.stringify({ query, variables }) };
}

const HEADERS = { accept: 'application/json', 'content-type': 'application/json', 'user-agent': 'ccn-bench' };

/** @returns `data` of the answer. @throws Error when there is none, or errors beside it */
export async function answerOf({ port, path, method, headers, body }: Asked): Promise<never> {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers: { ...HEADERS, ...headers },
    ...(method === 'POST' ? { body } : {}),
  });
  const text = await answer.text();
  const { data, errors } = JSON.parse(text) as { data?: never; errors?: unknown };
  if (answer.status !== 200 || !data || errors !== undefined)
    throw new Error(`${port}${path} answered ${answer.status}: ${text.slice(0, 1_000)}`);
  return data;
}

const program = join(import.meta.dirname, 'load.ts');

/** Asks it again and again; see load.ts. @throws Error when an answer had another status than 200 (or `status`) */
export async function loaded(
  { port, path, method, headers, body }: Asked,
  plan: Pick<LoadPlan, 'connections' | 'warmupMs' | 'measureMs'>,
  status = 200,
): Promise<LoadResult> {
  const length = body === '' ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const head = Object.entries({ host: `127.0.0.1:${port}`, ...HEADERS, ...headers, ...length })
    .map(([name, value]) => `${name}: ${value}`)
    .join('\r\n');
  const request = `${method} ${path} HTTP/1.1\r\n${head}\r\n\r\n${body}`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [program, JSON.stringify({ port, request, ...plan })],
    {
      maxBuffer: 256 * 1024 * 1024,
    },
  );
  const result = JSON.parse(stdout) as LoadResult;
  if (result.status !== status || result.others > 0)
    throw new Error(`${port}${path}: status ${result.status}, ${result.others} other answers`);
  return result;
}
