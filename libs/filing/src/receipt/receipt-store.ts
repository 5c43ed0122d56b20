import { stat } from 'node:fs/promises';
import type { DecimalString } from '#lib/kernel';
import { type Database, sqlArray, systemScope, type UnitOfWork } from '#lib/persistence';
import { scopeOf } from '../draft.js';
import { type Filing, FilingReceiptEntity, type FilingRevision } from '../entities/index.js';
import { filingError } from '../errors.js';
import { bufferOf } from '../file-store.js';
import type { InstallationKey } from './installation-key.js';
import { printReceipt, type Receipt, receiptOf } from './receipt.js';
import { noteSuperseded, supersededNotePath } from './superseded-notes.js';
import { readReceipt } from './verify.js';

/** A receipt without its bytes. */
export interface ReceiptView {
  readonly number: string;
  readonly filingId: string;
  readonly revision: number;
  readonly sha256: string;
  /** Of the key that signed it. */
  readonly fingerprint: string;
  readonly supersedes: string | null;
  /** Number of the receipt that took its place; null while it is the latest. */
  readonly supersededBy: string | null;
}

/**
 * Signs and keeps the receipt of the submission that was just written, in the same transaction. The revision holds
 * its number, figures and file already.
 */
export async function issueReceipt(
  uow: UnitOfWork,
  filing: Filing,
  submitted: FilingRevision,
  key: InstallationKey,
): Promise<Receipt> {
  const { submittedAt, receiptNumber } = submitted;
  if (!submittedAt || !receiptNumber) throw new Error('a receipt is for a submitted revision');
  const at = [filing.id, submitted.revision];
  const figures = await uow.em.execute<{ key: string; value: DecimalString | null; note: string | null }[]>(
    'select key, trim_scale(value)::text as value, note from filing_figure where filing_id = ? and revision = ?',
    at,
  );
  const [before] = await uow.em.execute<{ number: string }[]>(
    'select number from filing_receipt where filing_id = ? and revision < ? order by revision desc limit 1',
    at,
  );
  const [file] = await uow.em.execute<{ name: string; sha256: string }[]>(
    'select name, sha256 from source_file where id = ?',
    [submitted.fileId ?? null],
  );
  const receipt = receiptOf(
    {
      number: receiptNumber,
      supersedes: before?.number ?? null,
      filing: filing.id,
      revision: submitted.revision,
      form: filing.form,
      period: filing.period,
      definitionId: submitted.definitionId,
      filer: { kind: filing.filerKind, ref: filing.filerRef, name: filing.filerName },
      submittedAt,
      figures: Object.fromEntries(figures.map((f) => [f.key, f.value])),
      notes: Object.fromEntries(figures.flatMap((f) => (f.note === null || f.note === '' ? [] : [[f.key, f.note]]))),
      file: file ?? null,
    },
    key,
  );
  uow.em.create(FilingReceiptEntity, {
    number: receipt.number,
    filingId: filing.id,
    revision: submitted.revision,
    supersedes: receipt.supersedes,
    sha256: receipt.sha256,
    fingerprint: receipt.signedBy.fingerprint,
    body: Buffer.from(printReceipt(receipt), 'utf8'),
    issuedAt: submittedAt,
    ...scopeOf(submitted),
  });
  await uow.em.flush();
  return receipt;
}

/** The receipt as it was handed out, byte for byte. @throws DomainError RECEIPT_UNKNOWN when it is not in sight */
export async function readReceiptBytes(uow: UnitOfWork, number: string): Promise<Buffer> {
  const row = await uow.em.findOne(FilingReceiptEntity, { number });
  if (row === null) throw filingError('RECEIPT_UNKNOWN', { number }, 'number');
  return bufferOf(row.body);
}

const SELECT = `select r.number, r.filing_id as "filingId", r.revision, r.sha256, r.fingerprint, r.supersedes,
  (select n.number from filing_receipt n where n.supersedes = r.number) as "supersededBy" from filing_receipt r`;

/** One receipt in sight; null where there is none. */
export async function receiptByNumber(uow: UnitOfWork, number: string): Promise<ReceiptView | null> {
  const [row] = await uow.em.execute<ReceiptView[]>(`${SELECT} where r.number = ?`, [number]);
  return row ?? null;
}

/** Receipts of many filings, the newest of each first; keyed by filing id. */
export async function receiptsOf(
  uow: UnitOfWork,
  filingIds: readonly string[],
): Promise<ReadonlyMap<string, readonly ReceiptView[]>> {
  const rows = await uow.em.execute<ReceiptView[]>(
    `${SELECT} where r.filing_id = any (?::uuid[]) order by r.revision desc`,
    [sqlArray(filingIds)],
  );
  return Map.groupBy(rows, (row) => row.filingId);
}

/** What anybody may learn who holds a receipt's number and hash, and nothing more. */
export interface ReceiptStanding {
  readonly result: 'genuine' | 'superseded' | 'unknown';
  /** Number of the newest receipt in its place. */
  readonly supersededBy: string | null;
}

/** Whether this installation has issued a receipt of this number with this hash, and whether it is still the latest. */
export async function receiptStanding(db: Database, number: string, sha256: string): Promise<ReceiptStanding> {
  const rows = await db.transact({ ...systemScope, canWrite: false }, (uow) =>
    uow.em.execute<{ number: string }[]>(
      `with recursive line (number, revision) as (
         select number, revision from filing_receipt where number = ? and sha256 = ?
         union all select n.number, n.revision from filing_receipt n join line on n.supersedes = line.number)
       select number from line order by revision desc`,
      [number, sha256],
    ),
  );
  const [newest] = rows;
  if (newest === undefined) return { result: 'unknown', supersededBy: null };
  return newest.number === number
    ? { result: 'genuine', supersededBy: null }
    : { result: 'superseded', supersededBy: newest.number };
}

/**
 * Keeps the notes of the data folder up to the rows (superseded-notes.ts), after commits. The first call looks through
 * all rows, because a process may have ended between its commit and its note; later ones write what is new.
 */
export class ReceiptNotes {
  private readonly db: Database;
  private readonly folder: string;
  private caughtUp = false;

  constructor(services: { readonly db: Database; readonly folder: string }) {
    this.db = services.db;
    this.folder = services.folder;
  }

  /** Writes the notes that are missing: of one filing, or at the first call of all. @returns how many were written */
  async keep(filingId: string): Promise<number> {
    const isNext = this.caughtUp;
    // Set again at the end: after a failure the next call looks through all rows once more.
    this.caughtUp = false;
    const which = isNext ? 'and filing_id = ?' : '';
    const rows = await this.db.transact({ ...systemScope, canWrite: false }, (uow) =>
      uow.em.execute<{ number: string; supersedes: string }[]>(
        `select number, supersedes from filing_receipt where supersedes is not null ${which} order by issued_at, number`,
        isNext ? [filingId] : [],
      ),
    );
    let written = 0;
    for (const row of rows) {
      if (await isThere(supersededNotePath(this.folder, row.supersedes))) continue;
      const bytes = await this.db.transact(systemScope, (uow) => readReceiptBytes(uow, row.number));
      const receipt = readReceipt(bytes);
      if (receipt === null) throw new Error(`the kept receipt ${row.number} cannot be read`);
      await noteSuperseded(this.folder, receipt);
      written += 1;
    }
    this.caughtUp = true;
    return written;
  }
}

async function isThere(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  );
}
