/**
 * Quick look through every text of the project for what must not be there. Each pattern says why.
 * The patterns are put together from pieces so that this file does not find itself.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const project = join(import.meta.dirname, '..', '..');

interface Ban {
  readonly pattern: RegExp;
  readonly why: string;
  /** Only in files whose path matches. */
  readonly where: RegExp;
}

const CODE = /\.(ts|tsx|mjs|js)$/;
const SPEC = /\.spec\.tsx?$/;
const ALL = /./;
const word = (...parts: string[]): RegExp => new RegExp(parts.join(''));

const BANS: readonly Ban[] = [
  { pattern: word('@ts-', '(ignore|nocheck|expect-error)'), why: 'tắt kiểm tra kiểu; hãy sửa kiểu', where: CODE },
  { pattern: word('(biome-', 'ignore|eslint-', 'disable)'), why: 'tắt kiểm tra; hãy sửa chỗ bị báo', where: CODE },
  {
    pattern: word('\\b(TO', 'DO|FIX', 'ME|XX', 'X)\\b'),
    why: 'việc bỏ dở; hãy làm xong hoặc ghi thành một vấn đề',
    where: ALL,
  },
  {
    pattern: word('\\b(it|test|describe)\\.', '(only|skip|todo)\\b'),
    why: 'kiểm thử bị bỏ qua hoặc che các kiểm thử khác',
    where: SPEC,
  },
  {
    pattern: word('(^|[\\s"\'`(=])/(home|root|Users|work)', '/[a-z]'),
    why: 'đường dẫn của một máy cụ thể',
    where: ALL,
  },
  { pattern: word('\\.\\./', 'shared\\b'), why: 'dự án không đọc gì ngoài thư mục của nó', where: ALL },
];

const ROOTS = ['apps', 'libs', 'scripts', 'test', 'docs', 'schemas', '.ci'];
const SKIP_FOLDERS = new Set(['node_modules', 'gql', 'territory', '.out']);
const TEXT = /\.(ts|tsx|mjs|js|json|md|graphql|css|html|csv|yaml|yml|sh)$|(^|\/)[a-z]+$/;

function* filesBelow(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!SKIP_FOLDERS.has(entry.name)) yield* filesBelow(path);
    } else yield path;
  }
}

function* textFiles(): Generator<string> {
  for (const root of ROOTS) if (existsSync(join(project, root))) yield* filesBelow(join(project, root));
  for (const entry of readdirSync(project, { withFileTypes: true }))
    if (entry.isFile() && entry.name !== 'package-lock.json') yield join(project, entry.name);
}

let found = 0;
for (const file of textFiles()) {
  const path = relative(project, file);
  if (!TEXT.test(path)) continue;
  const lines = readFileSync(file, 'utf8').split('\n');
  for (const { pattern, why, where } of BANS) {
    if (!where.test(path)) continue;
    lines.forEach((line, index) => {
      if (!pattern.test(line)) return;
      found += 1;
      console.log(`${path}:${index + 1}: ${why}\n    ${line.trim().slice(0, 140)}`);
    });
  }
}
console.log(found === 0 ? 'Không thấy gì bị cấm.' : `${found} chỗ cần sửa.`);
process.exitCode = found === 0 ? 0 : 1;
