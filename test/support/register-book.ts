/** Register workbooks in tests: an exported one edited in place, as a clerk would, or a small one made of lines. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { type Caller, callerOf } from '#lib/access';
import { ConsolidationService } from '#lib/consolidation';
import { ExportProcessor, ExportService, RegisterImportProcessor, RegisterImportService } from '#lib/exchange';
import { FileStore } from '#lib/filing';
import type { Clock } from '#lib/kernel';
import { loadLaw } from '#lib/law';
import { type Database, systemScope } from '#lib/persistence';
import { TerritoryService } from '#lib/territory';

export interface CellEdit {
  readonly sheet: string;
  readonly cell: string;
  /** Text or number; null empties the cell. */
  readonly value: string | number | null;
}

const xmlOf = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const columnOf = (cell: string): string => /^[A-Z]+/.exec(cell)?.[0] ?? '';
const number = (column: string): number => [...column].reduce((n, c) => n * 26 + c.charCodeAt(0) - 64, 0);

/** The workbook with some cells changed; a row that is not there is added. Everything else stays as it is. */
export function edited(bytes: Uint8Array, edits: readonly CellEdit[]): Uint8Array {
  const parts = unzipSync(bytes);
  const names = [...strFromU8(parts['xl/workbook.xml'] ?? new Uint8Array()).matchAll(/<sheet name="([^"]+)"/g)].map(
    (m) => m[1],
  );
  for (const { sheet, cell, value } of edits) {
    const part = `xl/worksheets/sheet${names.indexOf(sheet) + 1}.xml`;
    const row = /\d+$/.exec(cell)?.[0] ?? '';
    let xml = strFromU8(parts[part] ?? new Uint8Array());
    const written =
      value === null
        ? ''
        : typeof value === 'number'
          ? `<c r="${cell}"><v>${value}</v></c>`
          : `<c r="${cell}" t="inlineStr"><is><t xml:space="preserve">${xmlOf(value)}</t></is></c>`;
    if (!xml.includes(`<row r="${row}"`)) xml = xml.replace('</sheetData>', `<row r="${row}"></row></sheetData>`);
    xml = xml.replace(
      new RegExp(`(<row r="${row}"[^>]*>)(.*?)(</row>)`, 's'),
      (_, open: string, cells: string, close: string) => {
        const kept = [...cells.matchAll(/<c r="([A-Z]+)\d+"[^>]*?(?:\/>|>.*?<\/c>)/gs)].map(
          (m) => [m[1] ?? '', m[0]] as const,
        );
        const all = [...kept.filter(([c]) => c !== columnOf(cell)), [columnOf(cell), written] as const];
        return (
          open +
          all
            .sort(([a], [b]) => number(a) - number(b))
            .map(([, x]) => x)
            .join('') +
          close
        );
      },
    );
    parts[part] = strToU8(xml);
  }
  return zipSync(parts);
}

export type Line = readonly (string | number | null)[];

/** A plain workbook: sheets of lines, from A1 on. */
export function bookOf(sheets: Readonly<Record<string, readonly Line[]>>): Uint8Array {
  const names = Object.keys(sheets);
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const ns = 'http://schemas.openxmlformats.org';
  const letter = (i: number): string => (i < 26 ? String.fromCharCode(65 + i) : `A${String.fromCharCode(39 + i)}`);
  const xml = (lines: readonly Line[]): string =>
    lines
      .map((line, r) => {
        const cells = line.map((value, c) => {
          const at = `${letter(c)}${r + 1}`;
          if (value === null) return '';
          return typeof value === 'number'
            ? `<c r="${at}"><v>${value}</v></c>`
            : `<c r="${at}" t="inlineStr"><is><t>${xmlOf(value)}</t></is></c>`;
        });
        return `<row r="${r + 1}">${cells.join('')}</row>`;
      })
      .join('');
  return zipSync({
    '[Content_Types].xml': strToU8(
      `${head}<Types xmlns="${ns}/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    ),
    '_rels/.rels': strToU8(
      `${head}<Relationships xmlns="${ns}/package/2006/relationships"><Relationship Id="r" Type="${ns}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    'xl/workbook.xml': strToU8(
      `${head}<workbook xmlns="${ns}/spreadsheetml/2006/main" xmlns:r="${ns}/officeDocument/2006/relationships"><sheets>${names.map((n, i) => `<sheet name="${xmlOf(n)}" sheetId="${i + 1}" r:id="r${i + 1}"/>`).join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `${head}<Relationships xmlns="${ns}/package/2006/relationships">${names.map((_, i) => `<Relationship Id="r${i + 1}" Type="${ns}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}</Relationships>`,
    ),
    ...Object.fromEntries(
      names.map((name, i) => [
        `xl/worksheets/sheet${i + 1}.xml`,
        strToU8(
          `${head}<worksheet xmlns="${ns}/spreadsheetml/2006/main"><sheetData>${xml(sheets[name] ?? [])}</sheetData></worksheet>`,
        ),
      ]),
    ),
  });
}

/** Register workbooks of one department, without queue and worker. */
export interface RegisterDesk {
  readonly caller: Caller;
  /** The register workbook of the province as it is exported now. */
  book(): Promise<Uint8Array>;
  /** Uploads and runs a dry run. @returns its id */
  dryRun(
    bytes: Uint8Array,
    options?: { cluster?: string; observedOn?: string; writing?: 'vi' | 'en'; name?: string },
  ): Promise<string>;
  /** What an import came to. */
  result(id: string): Promise<ImportResult>;
  /** Applies what the dry run showed. */
  apply(id: string): Promise<ImportResult>;
}

export interface ImportResult {
  readonly outcome: string | null;
  readonly errorCode: string | null;
  readonly digest: string | null;
  readonly counts: { insert: number; change: number; end: number; retract: number; same: number } | null;
  readonly changes: readonly {
    table: string;
    kind: string;
    key: string | null;
    label: string;
    at: string;
    changes: Record<string, [string | null, string | null]>;
  }[];
  readonly problems: readonly { code: string; at: string; severity: string; message: string }[];
}

export async function openRegisterDesk(
  db: Database,
  clock: Clock,
  email: string,
  folder: string,
): Promise<RegisterDesk> {
  const law = loadLaw();
  const territory = new TerritoryService();
  const consolidation = new ConsolidationService({ clock, law, territory });
  const exports = new ExportService({ db, clock, law });
  const exporting = new ExportProcessor({ db, clock, law, territory, consolidation, folder });
  const imports = new RegisterImportService({ db, clock });
  const importing = new RegisterImportProcessor({ db, clock });
  const files = new FileStore({ clock, maxBytes: 50_000_000 });
  const caller = await db.transact(systemScope, async (uow) => {
    const [row] = await uow.em.execute<{ id: string }[]>('select id from account where email = ?', [email]);
    const found = row === undefined ? null : await callerOf(uow, row.id);
    if (found === null) throw new Error(`no account ${email}`);
    return found;
  });
  const result = async (id: string): Promise<ImportResult> =>
    await db.transact(caller.scope, async ({ em }) => {
      const [row] = await em.execute<Omit<ImportResult, 'changes' | 'problems'>[]>(
        `select outcome, error_code as "errorCode", digest, counts from register_import where id = ?`,
        [id],
      );
      if (row === undefined) throw new Error('no such import');
      const changes = await em.execute<ImportResult['changes'][number][]>(
        `select table_name as "table", kind, row_key as key, label, sheet || '!' || cell as at, changes from register_import_change where import_id = ? order by position`,
        [id],
      );
      const problems = await em.execute<ImportResult['problems'][number][]>(
        `select code, concat_ws('!', sheet, cell) as at, severity, message from register_import_problem where import_id = ? order by position`,
        [id],
      );
      return { ...row, changes, problems };
    });
  return {
    caller,
    result,
    async book() {
      const asOf = clock.now().toISOString().slice(0, 10);
      const job = await exports.request(caller, {
        kind: 'register',
        province: caller.provinceCode ?? '',
        asOf,
        format: 'xlsx',
      });
      await exporting.process(job.id);
      const chunks: Uint8Array[] = [];
      for await (const part of (await exports.file(caller, job.id)).parts) chunks.push(part);
      return Buffer.concat(chunks);
    },
    async dryRun(bytes, { cluster, observedOn, writing, name = 'so-dang-ky.xlsx' } = {}) {
      const file = await db.transact(caller.scope, (uow) => files.save(uow, caller, { bytes, name }));
      const { id } = await imports.request(caller, {
        fileId: file.id,
        cluster: cluster ?? null,
        observedOn: observedOn ?? null,
        writing: writing ?? null,
      });
      await importing.process(id);
      return id;
    },
    async apply(id) {
      const { digest } = await result(id);
      await imports.apply(caller, { id, digest: digest ?? '', reason: 'Cập nhật theo báo cáo của các xã' });
      await importing.process(id);
      return await result(id);
    },
  };
}
