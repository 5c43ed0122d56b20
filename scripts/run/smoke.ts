/** `scripts/start --smoke`: the whole system on throw-away data, one real question, and down again. */
import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';
import { PlainFailure } from '../embedded/plain-failure.ts';
import { freePort } from '../embedded/postgres.ts';
import { urlWith, withClient } from '../embedded/roles.ts';
import { makeScratch } from '../embedded/scratch.ts';
import { homeAt, homeOf, PROJECT, prepareHome } from './home.ts';
import { runCommand } from './step.ts';
import { System } from './system.ts';

const QUESTION = '{ clusters(first: 3) { totalCount edges { node { name } } } }';

interface Answer {
  readonly data?: { clusters: { totalCount: number; edges: { node: { name: string } }[] } };
  readonly errors?: { message: string }[];
}

/** @returns exit code 0 when the question was answered with rows. Never touches a running system or its data. */
export async function smoke(say: (line: string) => void): Promise<number> {
  const began = Date.now();
  const given = process.env['DATABASE_URL'];
  if (given && process.env['DATABASE_OWNER_URL'])
    throw new PlainFailure(
      'Chạy thử trên PostgreSQL có sẵn cần tạo một cơ sở dữ liệu tạm. Hãy bỏ DATABASE_OWNER_URL và đặt DATABASE_URL là địa chỉ của quản trị viên.',
    );
  const scratch = await makeScratch(PROJECT);
  const home = homeAt(join(scratch.folder, 'data'));
  const database = `ccn_smoke_${randomBytes(4).toString('hex')}`;
  const port = await freePort();
  const env = {
    ...process.env,
    ...(given ? { DATABASE_URL: urlWith(given, { database }) } : {}),
    CCN_MODE: 'embedded',
    HOST: '127.0.0.1',
    PORT: String(port),
    CCN_PUBLIC_URL: '',
  };
  // The roles of an external server are shared with the system in use: keep its passwords.
  const inUse = homeOf(process.env).secrets;
  if (given && existsSync(inUse)) {
    prepareHome(home);
    copyFileSync(inUse, home.secrets);
  }

  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort());
  let failure: string | null = null;
  const failed = (sentence: string): void => {
    failure ??= sentence;
  };
  const system = new System({ home, env, demo: true, say, failed, signal: stopping.signal });
  try {
    await system.start();
    if (stopping.signal.aborted) throw new PlainFailure('Đã dừng theo yêu cầu.');
    const token = (await runCommand(['token', '--as', 'ministry-analyst'], system.ownerEnvironment)).trim();
    const { totalCount, edges } = await ask(system.url, token);
    say(`Câu hỏi: ${QUESTION}`);
    say(`Trả lời: ${totalCount} cụm công nghiệp; ba cụm đầu: ${edges.map((e) => e.node.name).join(', ')}`);
    if (failure !== null) throw new PlainFailure(failure);
    await system.stop();
    say(`Smoke: đạt (${totalCount} cụm công nghiệp, ${((Date.now() - began) / 1000).toFixed(1)} giây)`);
    return 0;
  } finally {
    await system.stop();
    await scratch.remove();
    if (given) {
      const drop = (db: Client) => db.query(`drop database if exists ${db.escapeIdentifier(database)} with (force)`);
      await withClient(urlWith(given, { database: 'postgres' }), drop);
    }
  }
}

/** Asks over HTTP as a program would. @throws PlainFailure when the answer is no answer. */
async function ask(url: string, token: string): Promise<{ totalCount: number; edges: { node: { name: string } }[] }> {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: QUESTION }),
  });
  const body = (await answer.json()) as Answer;
  const clusters = body.data?.clusters;
  if (clusters === undefined || clusters.edges.length === 0)
    throw new PlainFailure(
      `Smoke: không đạt. GraphQL trả lời ${answer.status}: ${JSON.stringify(body.errors ?? body).slice(0, 500)}`,
    );
  return clusters;
}
