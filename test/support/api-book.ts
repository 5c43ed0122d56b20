/** docs/api.md as questions: each a heading with the query that answers it, and the answer. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = join(import.meta.dirname, '../../docs/api.md');
const BLOCKS =
  /### (?<title>[^\n]+)\n(?:(?!\n#)[^`]|`(?!``))*?```graphql\n(?<query>[\s\S]*?)\n```(?:\n\n```json\n(?<answer>[\s\S]*?)\n```)?/g;
/** A row of an answer that is no longer than this stands on one line. */
const LINE = 110;

export interface Documented {
  readonly title: string;
  readonly query: string;
  /** As printed; empty where the page shows none. */
  readonly answer: string;
}

export function documentedQueries(): Documented[] {
  return [...readFileSync(FILE, 'utf8').matchAll(BLOCKS)].map(({ groups }) => ({
    title: groups?.['title'] ?? '',
    query: groups?.['query'] ?? '',
    answer: groups?.['answer'] ?? '',
  }));
}

/** Puts the answers, by title, into the page. */
export function writeAnswers(answers: ReadonlyMap<string, string>): void {
  const page = readFileSync(FILE, 'utf8').replace(BLOCKS, (block: string, title: string) => {
    const answer = answers.get(title);
    const [question = ''] = block.split('\n\n```json\n');
    return answer === undefined ? block : `${question}\n\n\`\`\`json\n${answer}\n\`\`\``;
  });
  writeFileSync(FILE, page);
}

/** JSON as a person reads it: what fits on a line stands on one. */
export function printedAnswer(value: unknown, indent = ''): string {
  const line = inLine(value);
  if (typeof value !== 'object' || value === null || indent.length + line.length <= LINE) return line;
  const inner = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((each) => inner + printedAnswer(each, inner))
    : Object.entries(value).map(([key, each]) => `${inner}${JSON.stringify(key)}: ${printedAnswer(each, inner)}`);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  return `${open}\n${parts.join(',\n')}\n${indent}${close}`;
}

function inLine(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[${value.map(inLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const parts = Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}: ${inLine(each)}`);
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
}
