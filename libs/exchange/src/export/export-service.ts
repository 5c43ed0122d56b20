import { createHash } from 'node:crypto';
import { type Caller, requirePermission, systemFor } from '#lib/access';
import { audit } from '#lib/audit';
import { type Clock, isIsoDate, parsePeriod, vietnamDate } from '#lib/kernel';
import type { Law } from '#lib/law';
import {
  addToOutbox,
  type Database,
  decodeCursor,
  instantOf,
  newId,
  type Page,
  type PageRequest,
  pageSize,
  toPage,
} from '#lib/persistence';
import type { TableRow } from '#lib/workbook';
import { exchangeError } from '../errors.js';
import { announceWork, FIRST_WAIT_S } from '../lease.js';
import type { Dataset, DatasetColumn, TableEdition } from './dataset.js';
import { datasetsOf } from './datasets/index.js';
import { editionOf } from './edition-of.js';
import { checkQuery } from './query-export.js';
import type { ExportRequest, WantedExport, WantedTable } from './request.js';
import { type ReadColumn, rowsOf } from './rows-of.js';
import { tableQuery } from './table-query.js';

export type WorkState = 'queued' | 'running' | 'done' | 'failed';

/** A background export as its owner sees it. */
export interface ExportView {
  readonly id: string;
  readonly kind: ExportRequest['kind'];
  readonly request: ExportRequest;
  readonly state: WorkState;
  readonly percent: number;
  /** Rows of a table, forms of a workbook; null until done. */
  readonly rowCount: string | null;
  readonly fileName: string | null;
  readonly sizeBytes: string | null;
  readonly sha256: string | null;
  /** Why it failed; null unless failed. */
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  /** When the file goes away; null until done. */
  readonly expiresAt: Date | null;
}

/** A finished file: its bytes come piece by piece. */
export interface ExportFile {
  readonly name: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly parts: AsyncIterable<Uint8Array>;
}

type Row = Omit<ExportView, 'createdAt' | 'finishedAt' | 'expiresAt'> & {
  readonly createdAt: string;
  readonly finishedAt: string | null;
  readonly expiresAt: string | null;
  readonly mediaType: string | null;
};

const COLUMNS = `id, kind, request, state, percent, row_count::text as "rowCount", file_name as "fileName",
  media_type as "mediaType", size_bytes::text as "sizeBytes", sha256, error_code as "errorCode", error_message as "errorMessage",
  created_at as "createdAt", finished_at as "finishedAt", expires_at as "expiresAt"`;
const MOST_OPEN = 5;
const MOST_UNITS = 64;

/**
 * Asking for exports and fetching their files. Runs its own transactions: rows are written by the system's hand in the
 * caller's name, because somebody who only reads may export too; they are read with the caller's eyes.
 */
export class ExportService {
  private readonly db: Database;
  private readonly clock: Clock;
  private readonly law: Law;
  readonly datasets: readonly Dataset[];

  constructor(services: { readonly db: Database; readonly clock: Clock; readonly law: Law }) {
    this.db = services.db;
    this.law = services.law;
    this.clock = services.clock;
    this.datasets = datasetsOf(services.law);
  }

  /**
   * Promises an export, in the transaction that acknowledges it. The same request asked again while it waits or runs is
   * the same job.
   * @throws DomainError FORBIDDEN, EXPORT_REQUEST_INVALID, DATASET_UNKNOWN, COLUMN_UNKNOWN, FILTER_INVALID, EXPORT_TOO_MANY,
   * EXPORT_EDITION_UNKNOWN, EXPORT_EDITION_UNFIT, EXPORT_EDITION_NEEDED
   */
  async request(caller: Caller, wanted: WantedExport): Promise<ExportView> {
    requirePermission(caller, 'export.create');
    const request = await this.settled(caller, wanted);
    const edition = request.kind === 'table' ? await this.edition(caller, request.edition) : null;
    this.check(request, edition);
    const text = JSON.stringify(request);
    const key = createHash('sha256').update(text).digest('hex');
    const now = this.clock.now();
    const id = newId();
    return await this.db.transact(systemFor(caller), async (uow) => {
      const open = await uow.em.execute<{ id: string; request_key: string }[]>(
        `select id, request_key from export_job where requested_by = ? and state in ('queued', 'running') for update`,
        [caller.accountId],
      );
      const same = open.find((job) => job.request_key === key);
      if (same === undefined && open.length >= MOST_OPEN) throw exchangeError('EXPORT_TOO_MANY', { count: MOST_OPEN });
      if (same === undefined) {
        const added = await uow.em.execute(
          `insert into export_job (id, kind, request, request_key, state, requested_by, office_id, created_at, lease_until)
           values (?, ?, ?::jsonb, ?, 'queued', ?, ?, ?::timestamptz, clock_timestamp() + make_interval(secs => ${FIRST_WAIT_S}))
           on conflict (requested_by, request_key) where state in ('queued', 'running') do nothing returning 1`,
          [id, request.kind, text, key, caller.accountId, caller.officeId, now],
        );
        if (added.length > 0) {
          await addToOutbox(uow, 'export.run', { exportId: id });
          announceWork(uow, 'export_job', id);
          const subject = { subjectKind: 'export', subjectId: id, provinceCode: caller.provinceCode };
          await audit(uow, { action: 'export.request', ...subject, detail: { request } }, now);
        }
      }
      const [row] = await uow.em.execute<Row[]>(
        `select ${COLUMNS} from export_job where requested_by = ? and request_key = ? and state in ('queued', 'running')`,
        [caller.accountId, key],
      );
      if (row === undefined) throw exchangeError('EXPORT_UNKNOWN');
      return viewOf(row);
    });
  }

  /**
   * The first rows of a table as its export would have them, and how many there are: one statement each, nothing is kept.
   * @throws DomainError as request
   */
  async preview(caller: Caller, wanted: WantedExport & { readonly kind: 'table' }): Promise<TablePreview> {
    requirePermission(caller, 'export.create');
    const request = await this.settled(caller, wanted);
    if (request.kind !== 'table') throw new RangeError('only tables are previewed');
    const edition = await this.edition(caller, request.edition);
    const { columns, rows, coverage, values } = tableQuery(this.datasets, request, edition);
    return await this.db.transact(caller.scope, async (uow) => {
      const shown: TableRow[] = [];
      const sql = `${rows} limit ${PREVIEW_ROWS}`;
      for await (const batch of rowsOf(uow, { sql, values, columns })) shown.push(...batch);
      const counts: TableRow[] = [];
      const counted = `select rows::text as c0, provinces::text as c1 from (${coverage}) c`;
      const two = [COUNT_COLUMN, COUNT_COLUMN];
      for await (const batch of rowsOf(uow, { sql: counted, values, columns: two })) counts.push(...batch);
      const [rowCount, provinces] = counts[0] ?? [];
      return { columns, rows: shown, rowCount: Number(rowCount ?? 0), provinces: Number(provinces ?? 0) };
    });
  }

  /** One export of the caller; null when he has none of this id. */
  async job(caller: Caller, id: string): Promise<ExportView | null> {
    const row = await this.row(caller, id);
    return row === null ? null : viewOf(row);
  }

  /** The caller's exports, newest first. @throws DomainError PAGE_SIZE_INVALID, CURSOR_INVALID */
  async jobs(caller: Caller, page: PageRequest): Promise<Page<ExportView>> {
    const first = pageSize(page);
    const after = decodeCursor(page.after, 2);
    return await this.db.transact(caller.scope, async (uow) => {
      const mine = 'requested_by = ?';
      const [counted] = await uow.em.execute<{ n: number }[]>(
        `select count(*)::int as n from export_job where ${mine}`,
        [caller.accountId],
      );
      const beyond = after === null ? '' : 'and (created_at, id) < (?::timestamptz, ?::uuid)';
      const rows = await uow.em.execute<Row[]>(
        `select ${COLUMNS} from export_job where ${mine} ${beyond} order by created_at desc, id desc limit ${first + 1}`,
        [caller.accountId, ...(after ?? [])],
      );
      return toPage(rows.map(viewOf), first, counted?.n ?? 0, (job) => [job.createdAt.toISOString(), job.id]);
    });
  }

  /** The file of a finished export. @throws DomainError EXPORT_UNKNOWN, EXPORT_NOT_READY, EXPORT_FAILED, EXPORT_EXPIRED */
  async file(caller: Caller, id: string): Promise<ExportFile> {
    const row = await this.row(caller, id);
    if (row === null) throw exchangeError('EXPORT_UNKNOWN', {}, 'id');
    if (row.state === 'failed') throw exchangeError('EXPORT_FAILED', { why: row.errorMessage ?? '' }, 'id');
    if (row.state !== 'done') throw exchangeError('EXPORT_NOT_READY', { percent: row.percent }, 'id');
    const { expiresAt, fileName, mediaType, sizeBytes, sha256 } = row;
    if (expiresAt === null || instantOf(expiresAt) <= this.clock.now()) throw exchangeError('EXPORT_EXPIRED', {}, 'id');
    return {
      name: fileName ?? 'xuat',
      mediaType: mediaType ?? 'application/octet-stream',
      sizeBytes: Number(sizeBytes),
      sha256: sha256 ?? '',
      parts: this.parts(caller, id),
    };
  }

  private async *parts(caller: Caller, id: string): AsyncGenerator<Uint8Array> {
    for (let part = 0; ; part++) {
      const [found] = await this.db.transact(caller.scope, (uow) =>
        uow.em.execute<{ bytes: Uint8Array }[]>('select bytes from export_part where job_id = ? and part = ?', [
          id,
          part,
        ]),
      );
      if (found === undefined) return;
      yield found.bytes;
    }
  }

  private async row(caller: Caller, id: string): Promise<Row | null> {
    const [row] = await this.db.transact(caller.scope, (uow) =>
      uow.em.execute<Row[]>(`select ${COLUMNS} from export_job where id = ? and requested_by = ?`, [
        id,
        caller.accountId,
      ]),
    );
    return row ?? null;
  }

  private async edition(caller: Caller, name: string | undefined): Promise<TableEdition | null> {
    return name === undefined ? null : await this.db.transact(caller.scope, (uow) => editionOf(uow, name));
  }

  /** A day that is not named is the last one of the edition's period, or today. */
  /** Looks whether a table could be exported now. @throws DomainError as request */
  async checkTable(caller: Caller, wanted: WantedTable): Promise<void> {
    this.check(await this.settled(caller, wanted), await this.edition(caller, wanted.edition));
  }

  private async settled(caller: Caller, wanted: WantedExport): Promise<ExportRequest> {
    if (wanted.kind === 'forms' || wanted.kind === 'query') return wanted;
    if (wanted.asOf !== null) return { ...wanted, asOf: wanted.asOf };
    const edition = wanted.kind === 'table' ? await this.edition(caller, wanted.edition) : null;
    const lastDay = edition === null ? undefined : this.law.dataWindow(edition.period)?.to;
    return { ...wanted, asOf: lastDay ?? vietnamDate(this.clock.now()) };
  }

  private check(request: ExportRequest, edition: TableEdition | null): void {
    const wrong = (what: string, whatEn: string, path: string) =>
      exchangeError('EXPORT_REQUEST_INVALID', { what, whatEn }, path);
    if (request.kind === 'query') {
      checkQuery(request);
      return;
    }
    if (request.kind !== 'forms' && !isIsoDate(request.asOf))
      throw wrong('ngày dữ liệu không có thật', 'the day is not a real one', 'asOf');
    if (request.kind === 'table') tableQuery(this.datasets, request, edition);
    if (request.kind === 'register' && !/^\d{2}$/.test(request.province))
      throw exchangeError('REGISTER_PROVINCE_NEEDED', {}, 'province');
    if (request.kind !== 'forms') return;
    if (parsePeriod(request.period) === null)
      throw wrong(`không có kỳ “${request.period.slice(0, 20)}”`, 'there is no such period', 'period');
    if (request.units.length === 0 && !request.everyProvince)
      throw wrong('chưa chọn đơn vị nào', 'no unit is chosen', 'units');
    if (request.units.length > MOST_UNITS)
      throw wrong(`quá ${MOST_UNITS} đơn vị`, `more than ${MOST_UNITS} units`, 'units');
    if (request.everyProvince && request.form !== '04')
      throw wrong('mọi tỉnh chỉ có ở Biểu 04', 'every province is for form 04 only', 'form');
  }
}

/** Rows that a preview shows. */
const PREVIEW_ROWS = 20;
const COUNT_COLUMN: ReadColumn = { key: 'n', label: 'n', type: 'integer' };

/** The beginning of a table. */
export interface TablePreview {
  readonly columns: readonly DatasetColumn[];
  /** Cells as the export prints them; null where nothing is known. */
  readonly rows: readonly TableRow[];
  /** Rows of the whole table. */
  readonly rowCount: number;
  /** Provinces behind them. */
  readonly provinces: number;
}

function viewOf({ mediaType: _, ...row }: Row): ExportView {
  const instant = (text: string | null) => (text === null ? null : instantOf(text));
  return {
    ...row,
    createdAt: instantOf(row.createdAt),
    finishedAt: instant(row.finishedAt),
    expiresAt: instant(row.expiresAt),
  };
}
