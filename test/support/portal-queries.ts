/** The portal's own queries, which its pages ask by hash. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = join(import.meta.dirname, '../../schemas/portal-queries.json');

/** Hash of the operation of this name. */
export function portalQuery(name: string): string {
  const queries = Object.entries(JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, string>);
  const hash = queries.find(([, text]) => new RegExp(`^\\w+ ${name}\\b`).test(text))?.[0];
  if (hash === undefined) throw new Error(`the portal asks no ${name}`);
  return hash;
}
