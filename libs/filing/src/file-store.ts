import { createHash } from 'node:crypto';
import { type Caller, requirePermission } from '#lib/access';
import { audit } from '#lib/audit';
import { type Clock, tidy } from '#lib/kernel';
import { executeBound, newId, type UnitOfWork } from '#lib/persistence';
import { type SourceFile, SourceFileEntity } from './entities/index.js';
import { filingError } from './errors.js';

/** A kept file without its bytes. */
export type FileView = Pick<
  SourceFile,
  'id' | 'sha256' | 'name' | 'sizeBytes' | 'format' | 'officeId' | 'uploadedBy' | 'uploadedAt' | 'provinceCode'
>;

const LONGEST_NAME = 200;

/** The original bytes of every uploaded workbook, with their SHA-256. */
export class FileStore {
  private readonly clock: Clock;
  readonly maxBytes: number;

  /** `maxBytes`: larger files are refused; the REST door stops reading there as well. */
  constructor(services: { readonly clock: Clock; readonly maxBytes: number }) {
    this.clock = services.clock;
    this.maxBytes = services.maxBytes;
  }

  /**
   * Keeps a file for the caller's office. The same bytes under the same name are kept once, so an upload repeated
   * after a lost answer gives the file of the first.
   * @throws DomainError FORBIDDEN, FILE_EMPTY, FILE_TOO_LARGE
   */
  async save(
    uow: UnitOfWork,
    caller: Caller,
    file: { readonly bytes: Uint8Array; readonly name: string },
  ): Promise<FileView> {
    requirePermission(caller, 'file.upload');
    const name = fileName(file.name);
    if (file.bytes.byteLength === 0) throw filingError('FILE_EMPTY', { name }, 'file');
    if (file.bytes.byteLength > this.maxBytes) throw this.tooLarge(name);
    const sha256 = createHash('sha256').update(file.bytes).digest('hex');
    const known = await uow.em.findOne(SourceFileEntity, { sha256, name, officeId: caller.officeId });
    if (known !== null) return known;
    const row: FileView = {
      id: newId(),
      sha256,
      name,
      sizeBytes: file.bytes.byteLength,
      format: formatOf(file.bytes),
      officeId: caller.officeId,
      uploadedBy: caller.accountId,
      uploadedAt: this.clock.now(),
      provinceCode: placeOf(caller).provinceCode,
    };
    await this.insert(uow, row, file.bytes, placeOf(caller));
    const subject = { subjectKind: 'file', subjectId: row.id, provinceCode: row.provinceCode };
    await audit(
      uow,
      { action: 'file.upload', ...subject, detail: { sha256, name, bytes: row.sizeBytes } },
      row.uploadedAt,
    );
    return row;
  }

  /** The bytes travel beside the statement: written into it, forty megabytes would become some hundreds. */
  private async insert(uow: UnitOfWork, row: FileView, bytes: Uint8Array, place: Place): Promise<void> {
    await executeBound(
      uow,
      `insert into source_file (id, sha256, name, size_bytes, format, bytes, office_id, uploaded_by, uploaded_at,
         province_code, commune_code, cluster_id, project_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        ...[row.id, row.sha256, row.name, row.sizeBytes, row.format, bufferOf(bytes), row.officeId, row.uploadedBy],
        ...[row.uploadedAt, place.provinceCode, place.communeCode, place.clusterId, place.projectId],
      ],
    );
  }

  /** The refusal of a file over the limit; the REST door uses it before all bytes have come. */
  tooLarge(name: string): Error {
    return filingError('FILE_TOO_LARGE', { name: fileName(name), max: Math.floor(this.maxBytes / 1_000_000) }, 'file');
  }

  /** Many files in one statement, keyed by id, without bytes. */
  async filesByIds(uow: UnitOfWork, ids: readonly string[]): Promise<ReadonlyMap<string, FileView>> {
    const rows = await uow.em.find(SourceFileEntity, { id: { $in: [...ids] } });
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** A file with its bytes as they came. @throws DomainError FILE_UNKNOWN */
  async read(uow: UnitOfWork, id: string): Promise<FileView & { readonly bytes: Buffer }> {
    const row = await uow.em.findOne(SourceFileEntity, { id }, { populate: ['bytes'] });
    if (row === null) throw filingError('FILE_UNKNOWN', {}, 'id');
    return { ...viewOf(row), bytes: bufferOf(row.bytes) };
  }
}

/** The same bytes, not copied. */
export function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function viewOf(row: FileView): FileView {
  const { id, sha256, name, sizeBytes, format, officeId, uploadedBy, uploadedAt, provinceCode } = row;
  return { id, sha256, name, sizeBytes, format, officeId, uploadedBy, uploadedAt, provinceCode };
}

/** The last part of whatever path a browser sends, printable. */
function fileName(name: string): string {
  const last = tidy(name).split(/[\\/]/).at(-1) ?? '';
  const printable = last.replace(/\p{Cc}/gu, '').slice(-LONGEST_NAME);
  return printable === '' ? 'tep' : printable;
}

/** By the first bytes; what the file really holds is found by reading it. */
function formatOf(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  if (head === '504b0304') return 'xlsx';
  return head === 'd0cf11e0' ? 'xls' : 'unknown';
}

interface Place {
  readonly provinceCode: string;
  readonly communeCode: string | null;
  readonly clusterId: string | null;
  readonly projectId: string | null;
}

/** An upload belongs to the office's own units; once it is imported it follows its obligation. */
function placeOf(caller: Caller): Place {
  const { level, units } = caller.scope;
  if (caller.provinceCode === null) throw filingError('FORBIDDEN', { form: '' });
  return {
    provinceCode: caller.provinceCode,
    communeCode: level === 'commune' ? (units[0] ?? null) : null,
    clusterId: level === 'cluster' ? (units[0] ?? null) : null,
    projectId: level === 'project' ? (units[0] ?? null) : null,
  };
}
