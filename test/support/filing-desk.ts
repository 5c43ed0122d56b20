/** The desk of a department and of the ministry, for specs that take a filing through its life without the api. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Caller } from '#lib/access';
import {
  FileStore,
  FilingService,
  ImportProcessor,
  ImportService,
  loadOrCreateInstallationKey,
  type WorkbookChecker,
} from '#lib/filing';
import { ManualClock } from '#lib/kernel';
import { loadLaw, loadTerritory } from '#lib/law';
import { type Database, systemScope, type UnitOfWork } from '#lib/persistence';
import { RegimeService } from '#lib/regime';
import { unitDirectory } from '#lib/workbook';
import { addPerson } from './people.js';
import { fillSeason, LAO_CAI, type SeasonRegister } from './season.js';
import { testServer } from './worker.js';

export const law = loadLaw();

/** Bytes of one of the published example workbooks of the version in force for 2026. */
export function exampleBytes(name: string): Buffer {
  return readFileSync(join(import.meta.dirname, '../../schemas/forms/2025-07-01/examples', name));
}

export interface Desk {
  readonly clock: ManualClock;
  /** Holds the key that signs the receipts. */
  readonly dataFolder: string;
  readonly register: SeasonRegister;
  readonly regime: RegimeService;
  readonly files: FileStore;
  readonly filings: FilingService;
  readonly imports: ImportService;
  readonly processor: ImportProcessor;
  /** Another worker, which checks workbooks its own way. */
  processorWith(check: WorkbookChecker): ImportProcessor;
  readonly officer: Caller;
  readonly approver: Caller;
  readonly ministry: Caller;
  /** One transaction of a person. */
  as<T>(caller: Caller, work: (uow: UnitOfWork) => Promise<T>): Promise<T>;
  /** A look from outside all scopes. */
  rows<T extends object>(sql: string, params?: readonly unknown[]): Promise<T[]>;
  /** Uploads bytes and asks for their import, as the officer unless another is named; returns the import's id. */
  upload(bytes: Uint8Array, change?: { by?: Caller; form?: string; unit?: string; period?: string }): Promise<string>;
}

/** A season with periods 2026-H1 and 2026-Y open, on 10 December 2026. */
export async function openDesk(db: Database, check?: WorkbookChecker): Promise<Desk> {
  const clock = new ManualClock(new Date('2026-12-10T09:00:00+07:00'));
  const register = await fillSeason(db);
  const regime = new RegimeService({ clock, law });
  await db.transact(systemScope, async (uow) => {
    await regime.openPeriod(uow, '2026-H1');
    await regime.openPeriod(uow, '2026-Y');
  });
  const dataFolder = mkdtempSync(join(testServer().scratch, 'desk-'));
  const filings = new FilingService({ clock, law, receiptKey: () => loadOrCreateInstallationKey(dataFolder) });
  const files = new FileStore({ clock, maxBytes: 5_000_000 });
  const imports = new ImportService({ clock, filings });
  const units = unitDirectory(loadTerritory, law);
  const worker = { db, clock, law, filings, units };
  const processorWith = (own: WorkbookChecker) => new ImportProcessor({ ...worker, check: own });
  const processor = check === undefined ? new ImportProcessor(worker) : processorWith(check);
  const officer = await addPerson(db, { kind: 'department', provinceCode: LAO_CAI }, 'officer');
  const approver = await addPerson(db, { kind: 'department', provinceCode: LAO_CAI }, 'approver');
  const ministry = await addPerson(db, { kind: 'ministry' }, 'officer');
  const as: Desk['as'] = (caller, work) => db.transact(caller.scope, work);
  return {
    clock,
    dataFolder,
    register,
    regime,
    files,
    filings,
    imports,
    processor,
    processorWith,
    officer,
    approver,
    ministry,
    as,
    rows: (sql, params = []) => db.transact(systemScope, (uow) => uow.em.execute(sql, [...params])),
    upload: async (bytes, { by = officer, form = '04', unit = LAO_CAI, period = '2026-Y' } = {}) =>
      await as(by, async (uow) => {
        const file = await files.save(uow, by, { bytes, name: `bieu-${form}.xlsx` });
        return (await imports.request(uow, by, { fileId: file.id, form, period, unit })).id;
      }),
  };
}
