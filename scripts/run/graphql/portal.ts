/** A question of the portal, asked as the portal does: in a session, by the hash of its text. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../home.ts';
import type { Nation } from '../nation.ts';
import type { Asked } from './ask.ts';

export async function signedIn(nation: Nation, port: number, operation: string, variables: object): Promise<Asked> {
  const manifest = JSON.parse(readFileSync(join(PROJECT, 'schemas', 'portal-queries.json'), 'utf8')) as Record<
    string,
    string
  >;
  const hash = Object.keys(manifest).find((key) => manifest[key]?.startsWith(`query ${operation}(`));
  const answer = await fetch(`http://127.0.0.1:${port}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: nation.analyst?.email, password: nation.analyst?.password }),
  });
  const { csrfToken } = (await answer.json()) as { csrfToken?: string };
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
  if (hash === undefined || csrfToken === undefined || cookie === undefined)
    throw new Error(`no session for the portal's question ${operation}`);
  const extensions = { persistedQuery: { version: 1, sha256Hash: hash } };
  const headers = { cookie, 'x-ccn-csrf': csrfToken };
  return { port, path: '/graphql', method: 'POST', headers, body: JSON.stringify({ variables, extensions }) };
}
