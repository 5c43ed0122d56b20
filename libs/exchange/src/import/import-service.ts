import { type Caller, requirePermission } from '#lib/access';
import { audit } from '#lib/audit';
import { type Clock, isIsoDate } from '#lib/kernel';
import { addToOutbox, type Database, instantOf, newId, type UnitOfWork } from '#lib/persistence';
import { exchangeError } from '../errors.js';
import type { WorkState } from '../export/export-service.js';
import { announceWork, FIRST_WAIT_S } from '../lease.js';
import type { ChangeCounts } from './differences.js';

/** How a register workbook is to be read; part of what the dry run showed. */
export interface RegisterImportInput {
  readonly fileId: string;
  /** Cluster (code or name) of tables that name none; null: what stands above the table. */
  readonly cluster: string | null;
  /** Day of figures, YYYY-MM-DD; null: what stands above the table, else the day of upload. */
  readonly observedOn: string | null;
  /** How typed numbers part thousands; null: an ambiguous number is a problem. */
  readonly writing: 'vi' | 'en' | null;
}

/** The settings of an import as its row keeps them; `apply` once it is to be written. */
export interface ImportSettings extends Omit<RegisterImportInput, 'fileId'> {
  readonly apply?: { readonly digest: string; readonly reason: string; readonly by: string };
}

export type ImportOutcome = 'ready' | 'same' | 'rejected' | 'applied';

/** An import of a register workbook. */
export interface RegisterImportView {
  readonly id: string;
  readonly fileId: string;
  readonly fileName: string;
  readonly provinceCode: string;
  readonly state: WorkState;
  readonly percent: number;
  /** Null until the dry run is done. `ready`: may be applied; `same`: nothing to change; `rejected`: problems. */
  readonly outcome: ImportOutcome | null;
  readonly counts: ChangeCounts | null;
  /** Names the list of differences; what is applied is this list or nothing. */
  readonly digest: string | null;
  /** Why it failed, or why nothing was written. */
  readonly errorCode: string | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

export type ImportRow = Omit<RegisterImportView, 'createdAt' | 'finishedAt'> & {
  readonly createdAt: string;
  readonly finishedAt: string | null;
};

export const IMPORT_COLUMNS = `i.id, i.file_id as "fileId", f.name as "fileName", i.province_code as "provinceCode", i.state, i.percent,
  i.outcome, i.counts, i.digest, i.error_code as "errorCode", i.created_at as "createdAt", i.finished_at as "finishedAt"`;
const MOST_OPEN = 3;
const LONGEST_REASON = 1_000;

/** Asking for imports of register workbooks, and applying what a dry run showed. */
export class RegisterImportService {
  private readonly db: Database;
  private readonly clock: Clock;

  constructor(services: { readonly db: Database; readonly clock: Clock }) {
    this.db = services.db;
    this.clock = services.clock;
  }

  /**
   * Promises a dry run of a file that was uploaded, in the transaction that acknowledges it; nothing is written into the
   * register. Asked again while it waits or runs, it is the same import.
   * @throws DomainError FORBIDDEN, IMPORT_NOT_FOR_YOU, IMPORT_FILE_UNKNOWN, EXPORT_REQUEST_INVALID, IMPORT_TOO_MANY
   */
  async request(caller: Caller, input: RegisterImportInput): Promise<RegisterImportView> {
    requirePermission(caller, 'register.import');
    const province = caller.provinceCode;
    if (caller.officeKind !== 'department' || province === null) throw exchangeError('IMPORT_NOT_FOR_YOU');
    if (input.observedOn !== null && !isIsoDate(input.observedOn)) {
      const wrong = { what: 'ngày số liệu không có thật', whatEn: 'the day is not a real one' };
      throw exchangeError('EXPORT_REQUEST_INVALID', wrong, 'observedOn');
    }
    const settings: ImportSettings = { cluster: input.cluster, observedOn: input.observedOn, writing: input.writing };
    const now = this.clock.now();
    return await this.db.transact(caller.scope, async (uow) => {
      await uow.em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`register-import:${province}`]);
      const [file] = await uow.em.execute<{ id: string }[]>(
        'select id from source_file where id = ? and office_id = ? and province_code = ?',
        [input.fileId, caller.officeId, province],
      );
      if (file === undefined) throw exchangeError('IMPORT_FILE_UNKNOWN', {}, 'fileId');
      const text = JSON.stringify(settings);
      const open = await uow.em.execute<{ id: string; same: boolean }[]>(
        `select id, file_id = ? and dry_run and settings = ?::jsonb as same from register_import
         where province_code = ? and state in ('queued', 'running')`,
        [input.fileId, text, province],
      );
      const same = open.find((row) => row.same);
      if (same !== undefined) return await this.found(uow, same.id);
      if (open.length >= MOST_OPEN) throw exchangeError('IMPORT_TOO_MANY', { count: MOST_OPEN });
      const id = newId();
      await uow.em.execute(
        `insert into register_import (id, file_id, dry_run, settings, state, requested_by, office_id, province_code, created_at, lease_until)
         values (?, ?, true, ?::jsonb, 'queued', ?, ?, ?, ?::timestamptz, clock_timestamp() + make_interval(secs => ${FIRST_WAIT_S}))`,
        [id, input.fileId, text, caller.accountId, caller.officeId, province, now],
      );
      await addToOutbox(uow, 'register.import', { importId: id });
      announceWork(uow, 'register_import', id);
      const subject = { subjectKind: 'register_import', subjectId: id, provinceCode: province };
      await audit(uow, { action: 'register.import', ...subject, detail: { file: input.fileId, ...settings } }, now);
      return await this.found(uow, id);
    });
  }

  /**
   * Promises that exactly the differences of a dry run are written, in one transaction, or nothing.
   * @param digest of the list that the caller has seen
   * @throws DomainError FORBIDDEN, IMPORT_NOT_FOR_YOU, REGISTER_IMPORT_UNKNOWN, DRY_RUN_NEEDED, DIGEST_DIFFERS, REASON_NEEDED
   */
  async apply(
    caller: Caller,
    { id, digest, reason }: { readonly id: string; readonly digest: string; readonly reason: string },
  ): Promise<RegisterImportView> {
    requirePermission(caller, 'register.import');
    if (caller.officeKind !== 'department') throw exchangeError('IMPORT_NOT_FOR_YOU');
    const why = reason.normalize('NFC').trim();
    if (why.length < 3 || why.length > LONGEST_REASON) throw exchangeError('REASON_NEEDED', {}, 'reason');
    const now = this.clock.now();
    return await this.db.transact(caller.scope, async (uow) => {
      const [row] = await uow.em.execute<
        { state: string; outcome: string | null; digest: string | null; dry: boolean; province: string }[]
      >(
        `select state, outcome, digest, dry_run as dry, province_code as province from register_import where id = ? for update`,
        [id],
      );
      if (row === undefined) throw exchangeError('REGISTER_IMPORT_UNKNOWN', {}, 'id');
      // Asked again after a lost answer: it is on its way, or done.
      if (!row.dry && row.digest === digest && row.outcome !== 'rejected') return await this.found(uow, id);
      if (row.state !== 'done' || row.outcome !== 'ready') {
        const states = { vi: row.outcome ?? row.state, en: row.outcome ?? row.state };
        throw exchangeError('DRY_RUN_NEEDED', { why: states.vi, whyEn: states.en }, 'id');
      }
      if (row.digest !== digest) throw exchangeError('DIGEST_DIFFERS', {}, 'digest');
      const apply = JSON.stringify({ apply: { digest, reason: why, by: caller.accountId } });
      await uow.em.execute(
        `update register_import set dry_run = false, state = 'queued', percent = 0, outcome = null, attempts = 0, finished_at = null,
           settings = settings || ?::jsonb, requested_by = ?, lease_until = clock_timestamp() + make_interval(secs => ${FIRST_WAIT_S})
         where id = ?`,
        [apply, caller.accountId, id],
      );
      await addToOutbox(uow, 'register.import', { importId: id });
      announceWork(uow, 'register_import', id);
      const subject = { subjectKind: 'register_import', subjectId: id, provinceCode: row.province };
      await audit(uow, { action: 'register.apply', ...subject, detail: { digest, reason: why } }, now);
      return await this.found(uow, id);
    });
  }

  /** One import in the caller's sight; null when there is none. */
  async one(caller: Caller, id: string): Promise<RegisterImportView | null> {
    return await this.db.transact(caller.scope, (uow) => this.read(uow, id));
  }

  private async found(uow: UnitOfWork, id: string): Promise<RegisterImportView> {
    const row = await this.read(uow, id);
    if (row === null) throw exchangeError('REGISTER_IMPORT_UNKNOWN', {}, 'id');
    return row;
  }

  private async read(uow: UnitOfWork, id: string): Promise<RegisterImportView | null> {
    const [row] = await uow.em.execute<ImportRow[]>(
      `select ${IMPORT_COLUMNS} from register_import i join source_file f on f.id = i.file_id where i.id = ?`,
      [id],
    );
    return row === undefined ? null : importView(row);
  }
}

export function importView(row: ImportRow): RegisterImportView {
  const finishedAt = row.finishedAt === null ? null : instantOf(row.finishedAt);
  return { ...row, createdAt: instantOf(row.createdAt), finishedAt };
}
