/** docs/api.md as questions: each a query with its answer, in fenced blocks that stand one behind the other. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = join(import.meta.dirname, '../../docs/api.md');
const BLOCKS =
  /### (?<title>[^\n]+)\n(?<text>[^#]*?)```graphql\n(?<query>[\s\S]*?)\n```\n+```json\n(?<answer>[\s\S]*?)\n```/g;

export interface Documented {
  readonly title: string;
  readonly query: string;
  readonly answer: unknown;
}

export function documentedQueries(): Documented[] {
  return [...readFileSync(FILE, 'utf8').matchAll(BLOCKS)].map(({ groups }) => ({
    title: groups?.['title'] ?? '',
    query: groups?.['query'] ?? '',
    answer: JSON.parse(groups?.['answer'] ?? 'null') as unknown,
  }));
}

/** Writes answers anew: `CCN_WRITE_DOCS=1`, after the schema or the country has changed on purpose. */
export function writeAnswers(answers: ReadonlyMap<string, unknown>): void {
  const text = readFileSync(FILE, 'utf8').replace(BLOCKS, (block, title: string, _text, _query, old: string) =>
    answers.has(title)
      ? block.replace(`\`\`\`json\n${old}\n\`\`\``, () => `\`\`\`json\n${compact(answers.get(title))}\n\`\`\``)
      : block,
  );
  writeFileSync(FILE, text);
}

/** JSON with what is short on one line. */
function compact(value: unknown, indent = ''): string {
  const line = JSON.stringify(value, null, 1)?.replace(/\n\s*/g, ' ') ?? 'null';
  if (line.length + indent.length <= 118 || typeof value !== 'object' || value === null) return line;
  const inner = `${indent}  `;
  if (Array.isArray(value)) return `[\n${value.map((v) => inner + compact(v, inner)).join(',\n')}\n${indent}]`;
  const entries = Object.entries(value).map(([k, v]) => `${inner}${JSON.stringify(k)}: ${compact(v, inner)}`);
  return `{\n${entries.join(',\n')}\n${indent}}`;
}
