/** docs/api.md as questions: each a heading with the query that answers it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = join(import.meta.dirname, '../../docs/api.md');
const BLOCKS = /### (?<title>[^\n]+)\n[^#]*?```graphql\n(?<query>[\s\S]*?)\n```/g;

export interface Documented {
  readonly title: string;
  readonly query: string;
}

export function documentedQueries(): Documented[] {
  return [...readFileSync(FILE, 'utf8').matchAll(BLOCKS)].map(({ groups }) => ({
    title: groups?.['title'] ?? '',
    query: groups?.['query'] ?? '',
  }));
}
