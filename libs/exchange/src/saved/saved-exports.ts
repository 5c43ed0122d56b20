import { type Caller, requirePermission, systemFor } from '#lib/access';
import { audit } from '#lib/audit';
import { type Clock, tidy } from '#lib/kernel';
import { type Database, instantOf, newId, type UnitOfWork } from '#lib/persistence';
import { exchangeError } from '../errors.js';
import type { ExportService, WorkState } from '../export/export-service.js';
import type { WantedTable } from '../export/request.js';
import type { Schedule } from './rules/occasions.js';

/** A table kept under a name. */
export interface SavedExport {
  readonly id: string;
  readonly name: string;
  readonly table: WantedTable;
  /** The caller's own; else a colleague's that is shared inside the office. */
  readonly mine: boolean;
  readonly ownerName: string;
  readonly shared: boolean;
  readonly schedule: Schedule;
  /** What its schedule made last; null before, and for a colleague's. */
  readonly lastRun: SavedRun | null;
}

export interface SavedRun {
  readonly at: Date;
  readonly jobId: string | null;
  /** Null where the export could not even be asked for. */
  readonly state: WorkState | null;
}

export interface SaveInput {
  /** Null: a new one. */
  readonly id: string | null;
  readonly name: string;
  readonly table: WantedTable;
  readonly shared: boolean;
  readonly schedule: Schedule;
}

const MOST_SAVED = 50;
const MOST_SHOWN = 100;

type Row = Omit<SavedExport, 'lastRun' | 'table'> & {
  readonly request: WantedTable;
  readonly runAt: string | null;
  readonly jobId: string | null;
  readonly state: WorkState | null;
};

/** Definitions of tables, kept on the server: by person, shareable inside the office, made anew by a schedule. */
export class SavedExports {
  private readonly db: Database;
  private readonly clock: Clock;
  private readonly exports: ExportService;

  constructor(services: { readonly db: Database; readonly clock: Clock; readonly exports: ExportService }) {
    this.db = services.db;
    this.clock = services.clock;
    this.exports = services.exports;
  }

  /** The caller's own and those his office shares, by name; at most 100. @throws DomainError FORBIDDEN */
  async list(caller: Caller): Promise<readonly SavedExport[]> {
    requirePermission(caller, 'export.create');
    return await this.db.transact(caller.scope, (uow) => read(uow, caller, null));
  }

  /**
   * Keeps a table under a name, or changes one of the caller's own. A schedule begins now.
   * @throws DomainError FORBIDDEN, SAVED_EXPORT_UNKNOWN, SAVED_EXPORT_NAME, SAVED_EXPORT_NAME_TAKEN, SAVED_EXPORT_TOO_MANY,
   *   SCHEDULE_UNFIT and as ExportService.request
   */
  async save(caller: Caller, wanted: SaveInput): Promise<SavedExport> {
    requirePermission(caller, 'export.create');
    const name = tidy(wanted.name);
    if (name.length < 1 || name.length > 80) throw exchangeError('SAVED_EXPORT_NAME', {}, 'name');
    await this.checkSchedule(caller, wanted);
    const now = this.clock.now();
    const id = wanted.id ?? newId();
    await this.db.transact(systemFor(caller), async (uow) => {
      await uow.em.execute('select pg_advisory_xact_lock(hashtext(?))', [`saved exports ${caller.accountId}`]);
      const own = await uow.em.execute<{ id: string; name: string }[]>(
        'select id, name from saved_export where owner_id = ?',
        [caller.accountId],
      );
      if (wanted.id !== null && !own.some((one) => one.id === id))
        throw exchangeError('SAVED_EXPORT_UNKNOWN', {}, 'id');
      if (own.some((one) => one.id !== id && one.name === name))
        throw exchangeError('SAVED_EXPORT_NAME_TAKEN', { name }, 'name');
      if (wanted.id === null && own.length >= MOST_SAVED)
        throw exchangeError('SAVED_EXPORT_TOO_MANY', { count: MOST_SAVED });
      await uow.em.execute(
        `insert into saved_export as s (id, owner_id, office_id, name, request, shared, schedule, scheduled_since, created_at, updated_at)
         values (?, ?, ?, ?, ?::jsonb, ?, ?, case when ? = 'never' then null else ?::timestamptz end, ?::timestamptz, ?::timestamptz)
         on conflict (id) do update set name = excluded.name, request = excluded.request, shared = excluded.shared,
           office_id = excluded.office_id, schedule = excluded.schedule, updated_at = excluded.updated_at,
           scheduled_since = case when s.schedule = excluded.schedule then s.scheduled_since else excluded.scheduled_since end`,
        [
          id,
          caller.accountId,
          caller.officeId,
          name,
          JSON.stringify(wanted.table),
          wanted.shared,
          wanted.schedule,
          wanted.schedule,
          now,
          now,
          now,
        ],
      );
      const detail = { name, shared: wanted.shared, schedule: wanted.schedule, dataset: wanted.table.dataset };
      const subject = { subjectKind: 'saved_export', subjectId: id, provinceCode: caller.provinceCode };
      await audit(uow, { action: 'export.save', ...subject, detail }, now);
    });
    const [saved] = await this.db.transact(caller.scope, (uow) => read(uow, caller, id));
    if (saved === undefined) throw exchangeError('SAVED_EXPORT_UNKNOWN');
    return saved;
  }

  /** Forgets one of the caller's own; files it made stay their time. @throws DomainError FORBIDDEN, SAVED_EXPORT_UNKNOWN */
  async drop(caller: Caller, id: string): Promise<void> {
    requirePermission(caller, 'export.create');
    await this.db.transact(systemFor(caller), async (uow) => {
      const gone = await uow.em.execute<{ name: string }[]>(
        'delete from saved_export where id = ? and owner_id = ? returning name',
        [id, caller.accountId],
      );
      if (gone[0] === undefined) throw exchangeError('SAVED_EXPORT_UNKNOWN', {}, 'id');
      const subject = { subjectKind: 'saved_export', subjectId: id, provinceCode: caller.provinceCode };
      await audit(uow, { action: 'export.unsave', ...subject, detail: { name: gone[0].name } }, this.clock.now());
    });
  }

  /** A scheduled table follows the time: it names no day and no edition of its own. */
  private async checkSchedule(caller: Caller, { table, schedule }: SaveInput): Promise<void> {
    const kind = this.exports.datasets.find((d) => d.key === table.dataset)?.edition;
    const fixed = table.edition !== undefined || table.asOf !== null;
    const unfit = schedule !== 'never' && (fixed || (schedule === 'at_closing' ? kind === 'never' : kind === 'must'));
    if (unfit) throw exchangeError('SCHEDULE_UNFIT', {}, 'schedule');
    // What only an edition can give is checked when there is one.
    if (schedule !== 'at_closing' || kind !== 'must') await this.exports.checkTable(caller, table);
  }
}

async function read(uow: UnitOfWork, caller: Caller, id: string | null): Promise<SavedExport[]> {
  const rows = await uow.em.execute<Row[]>(
    `select s.id, s.name, s.request, s.owner_id = ? as mine, a.name as "ownerName", s.shared, s.schedule,
       r.created_at as "runAt", r.job_id as "jobId", coalesce(j.state, case when r.error_message is not null then 'failed' end) as state
     from saved_export s join account a on a.id = s.owner_id
     left join lateral (select * from saved_export_run x where x.saved_id = s.id order by x.created_at desc limit 1) r on true
     left join export_job j on j.id = r.job_id
     where ?::uuid is null or s.id = ?::uuid order by fold_vi(s.name), s.id limit ${MOST_SHOWN}`,
    [caller.accountId, id, id],
  );
  return rows.map(({ request, runAt, jobId, state, ...row }) => ({
    ...row,
    table: request,
    lastRun: runAt === null ? null : { at: instantOf(runAt), jobId, state },
  }));
}
