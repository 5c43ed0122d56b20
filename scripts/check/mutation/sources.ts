/**
 * Loads spec files and the sources they reach, compiled, into this process, as often as wanted: every generation is a
 * fresh copy of all modules of the project, while libraries stay.
 */
import { readFileSync, statSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transformSync } from '@swc/core';

const SPECS = new URL('./specs.ts', import.meta.url).href;
const compiled = new Map<string, string>();
/** Which file imports which, as paths. */
const imports = new Map<string, Set<string>>();

const own = (url: string): boolean =>
  url.startsWith('file:') && !url.includes('/node_modules/') && !url.includes('/scripts/check/');
const isFile = (url: URL): boolean => statSync(fileURLToPath(url), { throwIfNoEntry: false })?.isFile() ?? false;

function sourceOf(path: string): string {
  const known = compiled.get(path);
  if (known !== undefined) return known;
  const { code } = transformSync(readFileSync(path, 'utf8'), {
    jsc: { parser: { syntax: 'typescript', decorators: true }, target: 'es2023' },
    module: { type: 'es6' },
    sourceMaps: false,
  });
  compiled.set(path, code);
  return code;
}

/** From here on the project's sources can be imported; to the spec files `vitest` is what collects them. */
export function compileOnLoad(): void {
  registerHooks({
    resolve(wanted, context, next) {
      if (!context.parentURL || !own(context.parentURL)) return next(wanted, context);
      if (wanted === 'vitest') return { url: SPECS, shortCircuit: true };
      const from = new URL(context.parentURL);
      const source = new URL(wanted.replace(/\.js$/, '.ts'), from);
      const found = wanted.startsWith('.') && isFile(source) ? { url: source.href } : next(wanted, context);
      if (!own(found.url)) return found;
      const target = new URL(found.url);
      const path = fileURLToPath(target);
      const importer = fileURLToPath(from);
      imports.set(importer, (imports.get(importer) ?? new Set()).add(path));
      target.search = from.search;
      return { ...found, url: target.href, shortCircuit: true };
    },
    load(url, context, next) {
      const { pathname } = new URL(url);
      if (!own(url) || !pathname.endsWith('.ts')) return next(url, context);
      return { format: 'module', source: sourceOf(fileURLToPath(new URL(pathname, url))), shortCircuit: true };
    },
  });
}

/** Imports a file and all it reaches as of this generation. */
export function importAs(file: string, generation: number): Promise<unknown> {
  const url = pathToFileURL(file);
  url.search = `?g=${generation}`;
  return import(url.href);
}

/** Whether a file reaches another by its imports, as far as they have been loaded. */
export function reaches(file: string, wanted: string, seen = new Set<string>()): boolean {
  if (file === wanted) return true;
  if (seen.has(file)) return false;
  seen.add(file);
  return [...(imports.get(file) ?? [])].some((next) => reaches(next, wanted, seen));
}
