import { createHash } from 'node:crypto';
import { mkdir, open, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Caller, callerOf } from '#lib/access';
import { audit } from '#lib/audit';
import { DomainError, vietnamInstant } from '#lib/kernel';
import { type Database, systemScope, type UnitOfWork } from '#lib/persistence';
import { type TableSource, writeTableCsv, writeTableParquet, writeTableXlsx } from '#lib/workbook';
import { announceWork, giveWorkBack, HELD, keepWork, type Lease, takeWork } from '../lease.js';
import { registerBook } from '../register/register-book.js';
import { commonFacts, tableFacts } from './about.js';
import { type Dataset } from './dataset.js';
import { datasetsOf } from './datasets/index.js';
import { editionOf } from './edition-of.js';
import { writeQuery } from './query-export.js';
import { type ExportRequest, MEDIA_TYPES, type TableRequest } from './request.js';
import { rowsOf } from './rows-of.js';
import { type StatutoryServices, statutoryWorkbook } from './statutory.js';
import { tableQuery } from './table-query.js';

export interface ExportProcessorServices extends StatutoryServices {
  readonly db: Database;
  /** Folder for files while they are written. */
  readonly folder: string;
}

/** How long a finished file is kept. */
const KEPT_MS = 7 * 86_400_000;
const PART_BYTES = 1_000_000;

interface Written {
  readonly path: string;
  readonly rows: number;
  readonly name: string;
}

/** The worker's side of exports: writes the file under the asker's own eyes, then keeps it in the database. */
export class ExportProcessor {
  private readonly datasets: readonly Dataset[];

  constructor(private readonly services: ExportProcessorServices) {
    this.datasets = datasetsOf(services.law);
  }

  /**
   * Runs one export. Twice, or on two workers, it ends in the same state: whoever holds the newest lease finishes. An
   * expected failure is the export's answer; one of ours gives it back and is thrown.
   * @returns false when there was nothing to do
   */
  async process(exportId: string): Promise<boolean> {
    const { db, clock, folder } = this.services;
    const lease = await takeWork(db, 'export_job', exportId);
    if (lease === null) return false;
    const kept = keepWork(db, lease);
    await mkdir(folder, { recursive: true });
    const path = join(folder, `export-${exportId}-${lease.attempt}`);
    try {
      const { request, caller } = await this.read(exportId);
      const written = await this.write(request, caller, path, (percent) => kept.percent(percent));
      await this.finish(lease, request, caller, written);
    } catch (error) {
      if (error instanceof DomainError) await this.refuse(lease, error);
      else {
        await giveWorkBack(db, lease, clock.now()).catch(() => undefined);
        throw error;
      }
    } finally {
      kept.stop();
      await rm(path, { force: true });
    }
    return true;
  }

  private async read(id: string): Promise<{ request: ExportRequest; caller: Caller }> {
    return await this.services.db.transact(systemScope, async (uow) => {
      const [row] = await uow.em.execute<{ request: ExportRequest; requested_by: string }[]>(
        'select request, requested_by from export_job where id = ?',
        [id],
      );
      const caller = row === undefined ? null : await callerOf(uow, row.requested_by);
      if (row === undefined || caller === null)
        throw new DomainError({
          code: 'EXPORT_NOBODY',
          message: 'Tài khoản yêu cầu xuất không còn hiệu lực.',
          messageEn: 'The account that asked is no longer open.',
        });
      return { request: row.request, caller };
    });
  }

  private async write(
    request: ExportRequest,
    caller: Caller,
    path: string,
    percent: (percent: number) => void,
  ): Promise<Written> {
    const { db, clock } = this.services;
    const at = clock.now();
    const common = commonFacts(caller, at);
    const stamp = vietnamInstant(at).slice(0, 16).replace(/[-:]/g, '').replace('T', '-');
    switch (request.kind) {
      case 'forms': {
        const unitDone = async (done: number, all: number) => percent((95 * done) / all);
        const { bytes, forms } = await db.transact(caller.scope, (uow) =>
          statutoryWorkbook(uow, this.services, request, common, unitDone),
        );
        await writeFile(path, bytes);
        const units = request.everyProvince ? 'tat-ca-tinh' : request.units.join('-').slice(0, 40);
        return { path, rows: forms, name: `bieu-${request.form}-${units}-${request.period}-${stamp}.xlsx` };
      }
      case 'table': {
        const rows = await db.transact(caller.scope, (uow) => this.table(uow, request, path, common, percent));
        return { path, rows, name: `${request.dataset}-${stamp}.${request.format}` };
      }
      case 'query': {
        const told = (rows: number): void => percent(Math.min(95, rows / 100));
        const write = (uow: UnitOfWork) => writeQuery(uow, request, path, common, at, told);
        const rows = await db.transact(caller.scope, write, 'one_snapshot');
        const name = 'aggregate' in request.ask ? request.ask.aggregate.name : 'clusterFigures';
        return { path, rows, name: `${name}-${stamp}.${request.format}` };
      }
      case 'register': {
        const book = (uow: UnitOfWork) => registerBook(uow, request, common, path, percent);
        const rows = await db.transact(caller.scope, book);
        return { path, rows, name: `so-dang-ky-${request.province}-${stamp}.xlsx` };
      }
    }
  }

  private async table(
    uow: UnitOfWork,
    request: TableRequest,
    path: string,
    common: ReturnType<typeof commonFacts>,
    percent: (percent: number) => void,
  ): Promise<number> {
    const edition = await editionOf(uow, request.edition);
    const query = tableQuery(this.datasets, request, edition);
    const sql = { values: query.values, columns: query.columns };
    const counted = rowsOf(uow, {
      ...sql,
      sql: query.coverage.replace('as rows', 'as c0').replace('as provinces', 'as c1'),
    });
    const coverage = { rows: 0, provinces: 0 };
    for await (const [row] of counted) {
      coverage.rows = Number(row?.[0] ?? 0);
      coverage.provinces = Number(row?.[1] ?? 0);
    }
    const { length: provinces } = await this.services.territory.provinces(uow, { asOf: request.asOf });
    const about = {
      title: query.dataset.label,
      facts: [...tableFacts(request, query, edition, coverage, provinces), ...common],
    };
    const source: TableSource = {
      name: query.dataset.label,
      columns: query.columns,
      groups: query.groups,
      batches: rowsOf(uow, { ...sql, sql: query.rows }),
    };
    const told = (rows: number): void => percent((95 * rows) / Math.max(1, coverage.rows));
    switch (request.format) {
      case 'csv':
        return await writeTableCsv(path, about, source, told);
      case 'parquet':
        return await writeTableParquet(path, about, source, told);
      case 'xlsx':
        return await writeTableXlsx(path, about, [source], told);
    }
  }

  /** Keeps the file and says that it is done, or (lease lost) leaves nothing behind. */
  private async finish(
    lease: Lease,
    request: ExportRequest,
    caller: Caller,
    { path, rows, name }: Written,
  ): Promise<void> {
    const { db, clock } = this.services;
    const sizeBytes = (await stat(path)).size;
    await db.transact(
      { ...systemScope, actorId: caller.accountId, actorName: caller.name, officeId: caller.officeId },
      async (uow) => {
        const [held] = await uow.em.execute(`select 1 from export_job where ${HELD} for update`, [
          lease.id,
          lease.attempt,
        ]);
        if (held === undefined) return;
        const sha256 = await keepParts(uow, lease.id, path);
        const at = clock.now();
        await uow.em.execute(
          `update export_job set state = 'done', percent = 100, row_count = ?, file_name = ?, media_type = ?, size_bytes = ?,
           sha256 = ?, finished_at = ?::timestamptz, expires_at = ?::timestamptz where id = ?`,
          [rows, name, MEDIA_TYPES[request.format], sizeBytes, sha256, at, new Date(at.getTime() + KEPT_MS), lease.id],
        );
        announceWork(uow, lease.table, lease.id);
        const subject = { subjectKind: 'export', subjectId: lease.id, provinceCode: caller.provinceCode };
        await audit(uow, { action: 'export.finish', ...subject, detail: { name, sizeBytes, sha256, rows } }, at);
      },
    );
  }

  private async refuse(lease: Lease, error: DomainError): Promise<void> {
    const { db, clock } = this.services;
    await db.transact(systemScope, async (uow) => {
      announceWork(uow, lease.table, lease.id);
      await uow.em.execute(
        `update export_job set state = 'failed', error_code = ?, error_message = ?, percent = 0, finished_at = ?::timestamptz where ${HELD}`,
        [error.code, error.message, clock.now(), lease.id, lease.attempt],
      );
    });
  }
}

/** Puts the file's bytes into the database, a part at a time. @returns its SHA-256 */
async function keepParts(uow: UnitOfWork, id: string, path: string): Promise<string> {
  await uow.em.execute('delete from export_part where job_id = ?', [id]);
  const hash = createHash('sha256');
  const file = await open(path);
  try {
    for (let part = 0; ; part++) {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(PART_BYTES), 0, PART_BYTES);
      if (bytesRead === 0) break;
      const bytes = buffer.subarray(0, bytesRead);
      hash.update(bytes);
      await uow.em.execute('insert into export_part (job_id, part, bytes) values (?, ?, ?)', [id, part, bytes]);
    }
  } finally {
    await file.close();
  }
  return hash.digest('hex');
}

/** Lets go of the bytes of files that are past their time; the rows stay. @returns how many files went */
export async function dropExpiredExports(db: Database, at: Date): Promise<number> {
  return await db.transact(systemScope, async (uow) => {
    const gone = await uow.em.execute<{ job_id: string }[]>(
      `delete from export_part p using export_job j where j.id = p.job_id and j.expires_at < ?::timestamptz returning p.job_id`,
      [at],
    );
    return new Set(gone.map((row) => row.job_id)).size;
  });
}
