import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { DomainError, isIsoDate } from '#lib/kernel';

/**
 * Reads the dated data files of schemas/ and holds them against their JSON Schemas. A broken file
 * stops the start with one sentence that names the file and the place in it.
 */
export class SchemaFiles {
  private readonly ajv = new Ajv2020({ allErrors: false, strict: true, allowUnionTypes: true });
  private readonly validators = new Map<string, ValidateFunction>();

  constructor(readonly dir: string = findSchemasDir()) {}

  /** Parsed and valid content of a JSON file, path relative to schemas/. @throws DomainError LAW_FILE_BROKEN */
  json<T>(path: string, schema: string): T {
    let content: unknown;
    try {
      content = JSON.parse(this.text(path));
    } catch (e) {
      if (e instanceof DomainError) throw e;
      throw lawFileBroken(path, '', e instanceof Error ? e.message : String(e));
    }
    this.holds(content, path, '', schema);
    return content as T;
  }

  /**
   * Rows of a plain CSV by column name, each held against its JSON Schema. These files use no quotes;
   * one would be refused.
   */
  csv<T>(path: string, schema: string): T[] {
    const [head = '', ...lines] = this.text(path).trimEnd().split(/\r?\n/);
    const names = head.split(',');
    return lines.map((line, i) => {
      const at = `line ${i + 2}`;
      const cells = line.split(',');
      if (line.includes('"') || cells.length !== names.length) {
        throw lawFileBroken(path, at, `${names.length} plain cells expected, ${cells.length} found`);
      }
      const row: unknown = Object.fromEntries(names.map((name, c) => [name, cells[c] ?? '']));
      this.holds(row, path, at, schema);
      return row as T;
    });
  }

  /** Refuses a value that does not obey its JSON Schema. `at` is put before the JSON path (a CSV line, say). */
  holds(value: unknown, path: string, at: string, schema: string): void {
    const validate = this.validator(schema);
    if (validate(value)) return;
    const first = validate.errors?.[0];
    const extra = first?.params?.['additionalProperty'] ?? first?.params?.['missingProperty'];
    const what = `${first?.message ?? 'does not obey its schema'}${typeof extra === 'string' ? ` (${extra})` : ''}`;
    throw lawFileBroken(path, `${at}${first?.instancePath ?? ''}`, what);
  }

  /** Text of a file, path relative to schemas/. */
  text(path: string): string {
    try {
      return readFileSync(join(this.dir, path), 'utf8');
    } catch (e) {
      throw lawFileBroken(path, '', e instanceof Error ? e.message : String(e));
    }
  }

  has(path: string): boolean {
    return existsSync(join(this.dir, path));
  }

  /** Entries of a folder that are named by a date, oldest first. Others (README, notes) are not law. */
  dated(folder: string, suffix = ''): string[] {
    const names = existsSync(join(this.dir, folder)) ? readdirSync(join(this.dir, folder)) : [];
    const days = names.filter((n) => n.endsWith(suffix)).map((n) => n.slice(0, n.length - suffix.length));
    return days.filter((day) => isIsoDate(day)).sort();
  }

  private validator(schema: string): ValidateFunction {
    const known = this.validators.get(schema);
    if (known) return known;
    const made = this.ajv.compile(JSON.parse(this.text(`json-schema/${schema}.schema.json`)));
    this.validators.set(schema, made);
    return made;
  }
}

/** One sentence about a broken file of schemas/: which file, where in it, what is wrong. */
export function lawFileBroken(file: string, at: string, what: string): DomainError {
  const place = at === '' ? `schemas/${file}` : `schemas/${file} ${at}`;
  return new DomainError({
    code: 'LAW_FILE_BROKEN',
    message: `Tệp dữ liệu pháp lý ${place} không hợp lệ: ${what}. Hãy sửa tệp này rồi chạy lại.`,
    messageEn: `The law file ${place} is broken: ${what}. Correct it and start again.`,
    path: place,
  });
}

/** schemas/ of this package: the nearest above this file, whether it runs from the sources or from dist/. */
export function findSchemasDir(from: string = dirname(fileURLToPath(import.meta.url))): string {
  for (let at = from; ; at = dirname(at)) {
    const candidate = join(at, 'schemas');
    if (existsSync(join(candidate, 'json-schema')) && existsSync(join(at, 'package.json'))) return candidate;
    if (dirname(at) === at)
      throw lawFileBroken('', '', `no folder schemas/ above ${relative(process.cwd(), from) || from}`);
  }
}
