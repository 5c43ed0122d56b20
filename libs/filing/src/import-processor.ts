import { type FilingProblem, type FormHistory, type ParsedForm, worstOutcome } from '#lib/forms';
import { type Clock, DomainError } from '#lib/kernel';
import type { Law } from '#lib/law';
import { announce, type Database, type RowScope, systemScope, type UnitOfWork } from '#lib/persistence';
import { obligationsByIds } from '#lib/regime';
import { type CheckedWorkbook, type CheckOptions, checkWorkbook, type MarkedPackage, markInChild } from '#lib/workbook';
import { historyOf } from './doubts.js';
import { SourceFileEntity, type WorkbookImport, WorkbookImportEntity } from './entities/index.js';
import { filingError } from './errors.js';
import { bufferOf } from './file-store.js';
import type { FilingService } from './filing-service.js';
import { type FilingSheet, lockSheet } from './filing-sheet.js';
import type { ProblemView } from './filing-views.js';
import { rememberedReadings } from './import-answers.js';
import { giveBack, type ImportLease, keepLease, progressed, takeImport } from './import-lease.js';
import {
  type AppliedReading,
  appliedReadings,
  conflictAnswers,
  questionOfConflict,
  questionOfDoubt,
  readingsOf,
} from './import-questions.js';
import { problemsOfImport } from './import-service.js';
import { keepMarkedFile } from './marked-file.js';
import { formOf, mergedWithServer, type ServerMerge } from './server-merge.js';

/** Reads, matches and checks a file; `checkWorkbook` of libs/workbook. */
export type WorkbookChecker = (bytes: Uint8Array, options: CheckOptions) => Promise<CheckedWorkbook>;

/** Puts marks on the problem cells of a file; `markInChild` of libs/workbook. Null: it cannot be marked. */
export type WorkbookMarker = (bytes: Uint8Array, problems: readonly ProblemView[]) => Promise<MarkedPackage | null>;

interface ReadFile {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: Buffer;
}

export interface ImportProcessorServices {
  readonly db: Database;
  readonly clock: Clock;
  readonly law: Law;
  readonly filings: FilingService;
  /** Names and codes of administrative units, so that a file of another unit is noticed. */
  readonly units?: CheckOptions['units'];
  /** Replaced in tests of what happens when it fails. */
  readonly check?: WorkbookChecker;
  readonly mark?: WorkbookMarker;
  /** Key of the templates' MAC; without it every file is a stranger's. */
  readonly templateKey?: Uint8Array | null;
  /** Told of a file that could not be marked; the import itself goes on. */
  readonly markingFailed?: (importId: string, error: unknown) => void;
}

/** The worker's side of an import: read the file, then file its figures in one transaction. */
export class ImportProcessor {
  private readonly services: ImportProcessorServices;

  constructor(services: ImportProcessorServices) {
    this.services = services;
  }

  /**
   * Reads one import and files it. Running it twice, or on two workers, ends in the same state: whoever holds the
   * newest lease finishes, all others leave no trace. A failure of ours gives the import back and is thrown.
   * @returns false when there was nothing to do
   */
  async process(importId: string): Promise<boolean> {
    const { db, clock, law, units, templateKey, check = checkWorkbook } = this.services;
    const lease = await takeImport(db, importId);
    if (lease === null) return false;
    const kept = keepLease(db, lease);
    try {
      const { row, unitName, file, history } = await this.read(importId);
      const scope = await this.scopeOf(row);
      const remembered =
        scope.officeId === null
          ? []
          : await db.transact(systemScope, (uow) => rememberedReadings(uow, scope.officeId ?? '', row.form));
      const rounds = row.answers ?? [];
      const target = { form: row.form, period: row.period, unit: row.filerRef };
      const isAsked = (p: ParsedForm) => p.form === row.form && p.period === row.period && p.unit === row.filerRef;
      const checked = await check(file.bytes, {
        law,
        name: file.name,
        ...target,
        unitName,
        history: (p) => (isAsked(p) ? history : { filed: [] }),
        readings: readingsOf(remembered, rounds),
        ...(units === undefined ? {} : { units }),
        ...(templateKey === null || templateKey === undefined ? {} : { templateKey }),
      });
      const readings = appliedReadings(checked.doubts, remembered, rounds);
      await progressed(db, lease, 60);
      await db.transact(scope, (uow) => this.finish(uow, lease, checked, file, readings));
      return true;
    } catch (error) {
      await giveBack(db, lease, clock.now()).catch(() => undefined);
      throw error;
    } finally {
      kept.stop();
    }
  }

  private async read(
    importId: string,
  ): Promise<{ row: WorkbookImport; unitName: string | null; file: ReadFile; history: FormHistory }> {
    return await this.services.db.transact(systemScope, async (uow) => {
      const row = await uow.em.findOneOrFail(WorkbookImportEntity, { id: importId });
      const file = await uow.em.findOneOrFail(SourceFileEntity, { id: row.fileId }, { populate: ['bytes'] });
      const duty = (await obligationsByIds(uow, [row.obligationId ?? ''])).get(row.obligationId ?? '');
      const history = duty === undefined ? { filed: [] } : await historyOf(uow, duty);
      return {
        row,
        unitName: duty?.filerName ?? null,
        history,
        file: { name: file.name, sha256: file.sha256, bytes: bufferOf(file.bytes) },
      };
    });
  }

  /** The system's hand, but the audit names the person who asked. */
  private async scopeOf(row: WorkbookImport): Promise<RowScope> {
    const [person] = await this.services.db.transact(systemScope, (uow) =>
      uow.em.execute<{ name: string; officeId: string }[]>(
        'select name, office_id as "officeId" from account where id = ?',
        [row.requestedBy],
      ),
    );
    const actorName = person?.name ?? systemScope.actorName;
    return { ...systemScope, actorId: row.requestedBy, actorName, officeId: person?.officeId ?? null };
  }

  /** Everything the import leaves behind: draft, findings, marked file and its own end, or (lease lost) nothing. */
  private async finish(
    uow: UnitOfWork,
    lease: ImportLease,
    checked: CheckedWorkbook,
    file: ReadFile,
    readings: readonly AppliedReading[],
  ): Promise<void> {
    const seen = await uow.em.findOneOrFail(WorkbookImportEntity, { id: lease.importId });
    const sheet = await lockSheet(uow, seen.obligationId ?? '');
    const [held] = await uow.em.execute(
      `select 1 from workbook_import where id = ? and state = 'running' and attempts = ? for update`,
      [lease.importId, lease.attempt],
    );
    if (held === undefined) return;

    const at = this.services.clock.now();
    const answers = conflictAnswers(seen.answers ?? []);
    const merged = await mergedWithServer(uow, sheet, seen, checked, this.services.law, answers);
    const { report } = merged;
    const questions = [
      ...checked.doubts.filter((d) => d.chosen === null).map(questionOfDoubt),
      ...merged.conflicts.map(questionOfConflict),
    ];
    seen.questions = questions.length === 0 ? null : questions;
    seen.readings = readings.length === 0 ? null : readings;
    seen.template = merged.template;
    const problem = questions.length > 0 ? null : await this.fileForm(uow, sheet, seen, merged, at);
    seen.result = problem === null ? report : withProblem(report, problem);
    seen.outcome = seen.result.outcome;
    const found = problemsOfImport(seen);
    const marked = checked.isReadable ? await this.marked(lease.importId, file.bytes, found) : null;
    await keepMarkedFile(uow, seen, file, marked, found.length, at);
    seen.state = questions.length > 0 ? 'asking' : 'done';
    seen.percent = 100;
    seen.finishedAt = questions.length > 0 ? null : at;
    seen.attempts = lease.attempt;
    await uow.em.flush();
    announce(uow, { kind: 'import', id: seen.id });
  }

  /** Puts the figures into the draft, where the file has them without errors. @returns why not, if it was not possible */
  private async fileForm(
    uow: UnitOfWork,
    sheet: FilingSheet,
    seen: WorkbookImport,
    merged: ServerMerge,
    at: Date,
  ): Promise<DomainError | null> {
    const { report, forms } = merged;
    if (report.outcome === 'rejected') return null;
    const form = formOf(forms, seen);
    if (form === null) {
      const target = { form: seen.form, period: seen.period, unit: sheet.obligation.filerName };
      return filingError('NO_SINGLE_TABLE', { ...target, count: forms.length });
    }
    if (merged.isSame && sheet.latest !== null) {
      // The same template again: what it changes is there already.
      seen.filingId = sheet.latest.filingId;
      seen.revision = sheet.latest.revision;
      return null;
    }
    try {
      const by = { accountId: seen.requestedBy, at };
      const change = await this.services.filings.fileDraft(uow, sheet, form, seen.fileId, by);
      seen.filingId = change.filingId;
      seen.revision = change.revision;
      return null;
    } catch (error) {
      // Somebody submitted or accepted the filing while the file was read: said, not overwritten.
      if (!(error instanceof DomainError)) throw error;
      return error;
    }
  }

  /** The file with its marks; with no findings, without the marks it came with. Failing costs the marks only. */
  private async marked(
    importId: string,
    bytes: Uint8Array,
    problems: readonly ProblemView[],
  ): Promise<MarkedPackage | null> {
    const { mark = markInChild, markingFailed } = this.services;
    try {
      return await mark(bytes, problems);
    } catch (error) {
      markingFailed?.(importId, error);
      return null;
    }
  }
}

function withProblem(report: CheckedWorkbook['report'], error: DomainError): CheckedWorkbook['report'] {
  const finding: Omit<FilingProblem, 'messageEn'> = {
    code: error.code,
    severity: 'error',
    sheet: null,
    cell: null,
    key: null,
    message: error.message,
  };
  return { ...report, outcome: worstOutcome([report.outcome, 'rejected']), problems: [...report.problems, finding] };
}
