import { createHash } from 'node:crypto';
import type { UnitOfWork } from '#lib/persistence';
import type { MarkedPackage } from '#lib/workbook';
import { scopeOf } from './draft.js';
import {
  type ImportMarkedFile,
  ImportMarkedFileEntity,
  type SourceFile,
  type WorkbookImport,
} from './entities/index.js';
import { filingError } from './errors.js';
import { bufferOf } from './file-store.js';

/** A marked file without its bytes. */
export type MarkedFileView = Pick<
  ImportMarkedFile,
  'importId' | 'name' | 'sizeBytes' | 'sha256' | 'marks' | 'findings'
>;

/**
 * Keeps what marking gave for an import, in place of what an earlier reading left. A file in which there was nothing
 * to mark and nothing to clear is not kept twice.
 */
export async function keepMarkedFile(
  uow: UnitOfWork,
  row: WorkbookImport,
  file: Pick<SourceFile, 'name' | 'sha256'>,
  marked: MarkedPackage | null,
  findings: number,
  at: Date,
): Promise<void> {
  await uow.em.execute('delete from import_marked_file where import_id = ?', [row.id]);
  if (marked === null) return;
  const sha256 = createHash('sha256').update(marked.bytes).digest('hex');
  if (sha256 === file.sha256) return;
  uow.em.create(ImportMarkedFileEntity, {
    importId: row.id,
    name: markedName(file.name, findings),
    sha256,
    sizeBytes: marked.bytes.byteLength,
    marks: marked.marks,
    findings,
    bytes: Buffer.from(marked.bytes),
    createdAt: at,
    ...scopeOf(row),
  });
  await uow.em.flush();
}

/** "bieu-04.xlsx" -> "bieu-04 - loi can sua.xlsx"; a file marked again does not grow its name. */
function markedName(name: string, findings: number): string {
  const stem = name.replace(/\.[A-Za-z]{3,4}$/, '').replace(/ - (lỗi cần sửa|không còn đánh dấu)$/u, '');
  return `${stem} - ${findings > 0 ? 'lỗi cần sửa' : 'không còn đánh dấu'}${/\.[A-Za-z]{3,4}$/.exec(name)?.[0] ?? '.xlsx'}`;
}

/** Marked files of many imports in one statement, by import, without bytes. */
export async function markedFilesOf(
  uow: UnitOfWork,
  importIds: readonly string[],
): Promise<ReadonlyMap<string, MarkedFileView>> {
  const rows = await uow.em.find(ImportMarkedFileEntity, { importId: { $in: [...importIds] } });
  return new Map(rows.map((row) => [row.importId, row]));
}

/** The marked workbook of an import. @throws DomainError IMPORT_UNKNOWN, MARKED_FILE_NONE */
export async function readMarkedFile(
  uow: UnitOfWork,
  importId: string,
): Promise<MarkedFileView & { readonly bytes: Buffer }> {
  const row = await uow.em.findOne(ImportMarkedFileEntity, { importId }, { populate: ['bytes'] });
  if (row !== null) {
    const { name, sizeBytes, sha256, marks, findings } = row;
    return { importId, name, sizeBytes, sha256, marks, findings, bytes: bufferOf(row.bytes) };
  }
  const [seen] = await uow.em.execute('select 1 from workbook_import where id = ?', [importId]);
  throw filingError(seen === undefined ? 'IMPORT_UNKNOWN' : 'MARKED_FILE_NONE', {}, 'id');
}
