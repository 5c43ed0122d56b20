import { type Caller, callerOf } from '#lib/access';
import { audit } from '#lib/audit';
import { type Clock, DomainError, vietnamDate } from '#lib/kernel';
import { type Database, instantOf, newId, systemScope, type UnitOfWork } from '#lib/persistence';
import { exchangeError } from '../errors.js';
import { announceWork, giveWorkBack, HELD, keepWork, type Lease, takeWork } from '../lease.js';
import { applyDifferences } from './apply.js';
import { type Compared, compareRegister } from './compare.js';
import type { ImportOutcome, ImportSettings } from './import-service.js';

export interface RegisterImportServices {
  readonly db: Database;
  readonly clock: Clock;
}

/** Bytes of a file fetched at once. */
const PIECE = 256 * 1024;

interface Asked {
  readonly caller: Caller;
  readonly province: string;
  readonly settings: ImportSettings;
  readonly file: { readonly id: string; readonly name: string; readonly uploadedOn: string };
}

/** The worker's side of register workbooks: compares one with the register, and writes what was agreed to. */
export class RegisterImportProcessor {
  private readonly services: RegisterImportServices;

  constructor(services: RegisterImportServices) {
    this.services = services;
  }

  /**
   * Runs one import, dry or for good, in one transaction and under the eyes of whoever asked. Twice, or on two workers,
   * it ends in the same state: whoever holds the newest lease finishes. A worker that dies leaves nothing behind.
   * @returns false when there was nothing to do
   */
  async process(importId: string): Promise<boolean> {
    const { db, clock } = this.services;
    const lease = await takeWork(db, 'register_import', importId);
    if (lease === null) return false;
    const kept = keepWork(db, lease);
    try {
      const asked = await this.read(importId);
      await db.transact(asked.caller.scope, async (uow) => {
        if (asked.settings.apply !== undefined) await lockRegister(uow, asked.province);
        const compared = await compareRegister(uow, {
          ...asked.settings,
          bytes: this.pieces(asked.file.id),
          uploadedOn: asked.file.uploadedOn,
          province: asked.province,
          today: vietnamDate(clock.now()),
          percent: (percent) => kept.percent(percent),
        });
        await this.finish(uow, lease, asked, compared);
      });
    } catch (error) {
      if (error instanceof DomainError) await this.refuse(lease, error);
      else {
        await giveWorkBack(db, lease, clock.now()).catch(() => undefined);
        throw error;
      }
    } finally {
      kept.stop();
    }
    return true;
  }

  private async read(id: string): Promise<Asked> {
    return await this.services.db.transact(systemScope, async (uow) => {
      const [row] = await uow.em.execute<
        { settings: ImportSettings; by: string; province: string; file: string; name: string; uploaded: string }[]
      >(
        `select i.settings, i.requested_by as by, i.province_code as province, f.id as file, f.name, f.uploaded_at as uploaded
         from register_import i join source_file f on f.id = i.file_id where i.id = ?`,
        [id],
      );
      const caller = row === undefined ? null : await callerOf(uow, row.by);
      if (
        row === undefined ||
        caller?.permissions.has('register.import') !== true ||
        caller.provinceCode !== row.province
      )
        throw exchangeError('IMPORT_NOBODY');
      const { settings, province, file, name } = row;
      return { caller, settings, province, file: { id: file, name, uploadedOn: vietnamDate(instantOf(row.uploaded)) } };
    });
  }

  /** The file's bytes, so much at a time that its size costs no memory here. */
  private async *pieces(fileId: string): AsyncGenerator<Uint8Array> {
    for (let from = 1; ; from += PIECE) {
      const piece = await this.services.db.transact(systemScope, async ({ em }) => {
        const [row] = await em.execute<{ bytes: Uint8Array }[]>(
          'select substring(bytes from ? for ?) as bytes from source_file where id = ?',
          [from, PIECE, fileId],
        );
        return row?.bytes;
      });
      if (piece === undefined || piece.length === 0) return;
      yield piece;
    }
  }

  /** Everything an import leaves behind, or (lease lost) nothing. */
  private async finish(uow: UnitOfWork, lease: Lease, asked: Asked, compared: Compared): Promise<void> {
    const at = this.services.clock.now();
    const [held] = await uow.em.execute(`select 1 from register_import where ${HELD} for update`, [
      lease.id,
      lease.attempt,
    ]);
    if (held === undefined) throw new Error('the lease of the import was lost');
    const { apply } = asked.settings;
    if (apply === undefined) {
      await compared.keep(lease.id);
      await this.end(uow, lease, compared, outcomeOf(compared), at);
      return;
    }
    if (compared.hasErrors || compared.digest !== apply.digest) throw exchangeError('REGISTER_CHANGED');
    const sourceId = newId();
    const reference = `Nhập sổ đăng ký: ${apply.reason}`.slice(0, 500);
    await uow.em.execute(
      `insert into source (id, code, title, reference, as_of, file_name, recorded_at) values (?, ?, ?, ?, ?::date, ?, ?::timestamptz)`,
      [sourceId, `import:${lease.id}`, asked.file.name, reference, asked.file.uploadedOn, asked.file.name, at],
    );
    await applyDifferences(uow, {
      province: asked.province,
      sourceId,
      at,
      today: vietnamDate(at),
      tables: compared.tables,
    });
    await this.end(uow, lease, compared, 'applied', at);
    const subject = { subjectKind: 'register_import', subjectId: lease.id, provinceCode: asked.province };
    const detail = { ...compared.counts, digest: compared.digest, reason: apply.reason, source: sourceId };
    await audit(uow, { action: 'register.applied', ...subject, detail }, at);
  }

  private async end(
    uow: UnitOfWork,
    lease: Lease,
    { counts, digest }: Compared,
    outcome: ImportOutcome,
    at: Date,
  ): Promise<void> {
    await uow.em.execute(
      `update register_import set state = 'done', percent = 100, outcome = ?, counts = ?::jsonb, digest = ?, error_code = null,
         finished_at = ?::timestamptz where id = ?`,
      [outcome, JSON.stringify(counts), digest, at, lease.id],
    );
    announceWork(uow, lease.table, lease.id);
  }

  /** What could not be written is said; the list of differences stays as the dry run showed it. */
  private async refuse(lease: Lease, error: DomainError): Promise<void> {
    const { db, clock } = this.services;
    await db.transact(systemScope, async (uow) => {
      announceWork(uow, lease.table, lease.id);
      await uow.em.execute(
        `update register_import set state = 'done', outcome = 'rejected', error_code = ?, percent = 100, finished_at = ?::timestamptz
         where ${HELD}`,
        [error.code, clock.now(), lease.id, lease.attempt],
      );
    });
  }
}

function outcomeOf({ hasErrors, counts }: Compared): ImportOutcome {
  if (hasErrors) return 'rejected';
  return counts.insert + counts.change + counts.end + counts.retract === 0 ? 'same' : 'ready';
}

/** One import writes into a province's register at a time. */
async function lockRegister(uow: UnitOfWork, province: string): Promise<void> {
  await uow.em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`register:${province}`]);
}
