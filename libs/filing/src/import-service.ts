import { type Caller, requirePermission } from '#lib/access';
import { audit } from '#lib/audit';
import type { Clock } from '#lib/kernel';
import { addToOutbox, announce, newId, type UnitOfWork } from '#lib/persistence';
import { scopeOf } from './draft.js';
import { SourceFileEntity, type WorkbookImport, WorkbookImportEntity } from './entities/index.js';
import { filingError } from './errors.js';
import type { FilingService, FilingTarget } from './filing-service.js';
import { allow, type FilingSheet, lockSheet } from './filing-sheet.js';
import type { ProblemView } from './filing-views.js';
import { FIRST_WAIT_S } from './import-lease.js';

/** Asking that an uploaded workbook be read as a filing. */
export class ImportService {
  private readonly clock: Clock;
  private readonly filings: FilingService;

  constructor(services: { readonly clock: Clock; readonly filings: FilingService }) {
    this.clock = services.clock;
    this.filings = services.filings;
  }

  /**
   * Promises that the worker reads the file, in the transaction that acknowledges it. The same bytes for the same
   * obligation are read once: asking again gives the import there is, as long as its result still stands.
   * @throws DomainError FILE_UNKNOWN, FORBIDDEN, FORBIDDEN_UNIT, PERIOD_NOT_OPEN, OBLIGATION_CLOSED, ALREADY_SUBMITTED,
   *   NEEDS_AMENDMENT
   */
  async request(
    uow: UnitOfWork,
    caller: Caller,
    input: FilingTarget & { readonly fileId: string },
  ): Promise<WorkbookImport> {
    requirePermission(caller, 'filing.prepare');
    const file = await uow.em.findOne(SourceFileEntity, { id: input.fileId, officeId: caller.officeId });
    if (file === null) throw filingError('FILE_UNKNOWN', {}, 'fileId');
    const obligation = await this.filings.obligationToAnswer(uow, caller, input);
    const sheet = await lockSheet(uow, obligation.id);
    const known = await this.standing(uow, sheet, file.sha256);
    if (known !== null) return known;
    allow(sheet.latest?.state === 'returned' ? 'renew' : 'prepare', sheet, caller, null);

    // From here on whoever receives the filing may open the file it was read from.
    Object.assign(file, scopeOf(obligation));
    const at = this.clock.now();
    const row = uow.em.create(WorkbookImportEntity, {
      id: newId(),
      fileId: file.id,
      form: obligation.form,
      period: obligation.period,
      filerRef: obligation.filerRef,
      obligationId: obligation.id,
      state: 'queued',
      percent: 0,
      outcome: null,
      result: null,
      filingId: null,
      revision: null,
      errorCode: null,
      questions: null,
      answers: null,
      readings: null,
      template: null,
      attempts: 0,
      attemptsBefore: 0,
      leaseUntil: null,
      requestedBy: caller.accountId,
      createdAt: at,
      finishedAt: null,
      ...scopeOf(obligation),
    });
    await uow.em.flush();
    await uow.em.execute(
      `update workbook_import set lease_until = clock_timestamp() + make_interval(secs => ${FIRST_WAIT_S}) where id = ?`,
      [row.id],
    );
    await addToOutbox(uow, 'import.workbook', { importId: row.id });
    announce(uow, { kind: 'import', id: row.id });
    const subject = { subjectKind: 'workbook_import', subjectId: row.id, provinceCode: row.provinceCode };
    const { form, period, filerRef: unit } = row;
    await audit(uow, { action: 'import.request', ...subject, detail: { file: file.id, form, period, unit } }, at);
    return row;
  }

  /** Many imports in one statement, keyed by id. */
  async importsByIds(uow: UnitOfWork, ids: readonly string[]): Promise<ReadonlyMap<string, WorkbookImport>> {
    const rows = await uow.em.find(WorkbookImportEntity, { id: { $in: [...ids] } });
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** One import in the caller's sight. @throws DomainError IMPORT_UNKNOWN */
  async status(uow: UnitOfWork, id: string): Promise<WorkbookImport> {
    const row = await uow.em.findOne(WorkbookImportEntity, { id });
    if (row === null) throw filingError('IMPORT_UNKNOWN', {}, 'id');
    return row;
  }

  /**
   * The import of these bytes for this obligation whose result still stands: under way, rejected (the bytes would be
   * rejected again), or what the latest revision was read from and not sent back.
   */
  private async standing(uow: UnitOfWork, sheet: FilingSheet, sha256: string): Promise<WorkbookImport | null> {
    const files = await uow.em.execute<{ id: string }[]>(
      `select i.id from workbook_import i join source_file s on s.id = i.file_id
       where i.obligation_id = ? and s.sha256 = ? and i.state <> 'failed' order by i.created_at desc, i.id desc limit 1`,
      [sheet.obligation.id, sha256],
    );
    const found = await uow.em.find(WorkbookImportEntity, { id: { $in: files.map((f) => f.id) } });
    const [last] = found;
    if (last === undefined) return null;
    if (last.state !== 'done' || last.outcome === 'rejected') return last;
    const { latest } = sheet;
    const isLatest = last.revision === latest?.revision && last.fileId === latest?.fileId;
    return isLatest && latest?.state !== 'returned' ? last : null;
  }
}

/** Findings of a finished import: about the file first, then in the order of its tables. Empty until read. */
export function problemsOfImport(row: Pick<WorkbookImport, 'result'>): readonly ProblemView[] {
  const report = row.result ?? null;
  return report === null ? [] : [...report.problems, ...report.documents.flatMap((d) => d.problems)];
}
