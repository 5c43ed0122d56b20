import { callerOf } from '#lib/access';
import { type Clock, DomainError } from '#lib/kernel';
import { type Database, instantOf, systemScope } from '#lib/persistence';
import type { ExportService } from '../export/export-service.js';
import type { WantedTable } from '../export/request.js';
import { type ClosedEdition, type Occasion, occasionsOf, type Schedule } from './rules/occasions.js';

interface Due {
  readonly id: string;
  readonly owner: string;
  readonly request: WantedTable;
  readonly occasion: Occasion;
}

/** Files begun in one sweep; the rest waits for the next, seconds later. */
const MOST_AT_ONCE = 20;

/**
 * Asks for the exports whose time has come, each in the name of its owner and with his eyes of today. Runs anywhere and
 * as often as it likes: an occasion is a row, answered once. @returns how many were begun
 */
export async function runSavedExports(db: Database, clock: Clock, exports: ExportService): Promise<number> {
  const due = await dueNow(db, clock);
  let begun = 0;
  for (const one of due.slice(0, MOST_AT_ONCE)) if (await begin(db, clock, exports, one)) begun += 1;
  return begun;
}

async function dueNow(db: Database, clock: Clock): Promise<Due[]> {
  const now = clock.now();
  return await db.transact(systemScope, async (uow) => {
    const saved = await uow.em.execute<
      { id: string; owner: string; request: WantedTable; schedule: Schedule; since: string; done: string[] }[]
    >(
      `select s.id, s.owner_id as owner, s.request, s.schedule, s.scheduled_since as since,
         array(select r.occasion from saved_export_run r where r.saved_id = s.id) as done
       from saved_export s where s.schedule <> 'never' order by s.id`,
    );
    if (saved.length === 0) return [];
    const closed = await uow.em.execute<{ id: string; closed_at: string }[]>('select id, closed_at from edition');
    const editions = closed.map(({ id, closed_at }): ClosedEdition => ({ id, closedAt: instantOf(closed_at) }));
    return saved.flatMap(({ id, owner, request, schedule, since, done }) =>
      occasionsOf(schedule, instantOf(since), now, editions)
        .filter(({ key }) => !done.includes(key))
        .map((occasion) => ({ id, owner, request, occasion })),
    );
  });
}

/** Two sweeps at once: the row of the occasion decides which of them asks. */
async function begin(db: Database, clock: Clock, exports: ExportService, due: Due): Promise<boolean> {
  const now = clock.now();
  const caller = await db.transact(systemScope, async (uow) => {
    const [taken] = await uow.em.execute(
      `insert into saved_export_run (saved_id, occasion, created_at) values (?, ?, ?::timestamptz)
       on conflict (saved_id, occasion) do nothing returning 1`,
      [due.id, due.occasion.key, now],
    );
    return taken === undefined ? null : await callerOf(uow, due.owner);
  });
  if (caller === null) return false;
  const { edition } = due.occasion;
  const settle = (column: 'job_id' | 'error_message', value: string) =>
    db.transact(systemScope, (uow) =>
      uow.em.execute(`update saved_export_run set ${column} = ? where saved_id = ? and occasion = ?`, [
        value,
        due.id,
        due.occasion.key,
      ]),
    );
  try {
    const wanted = { ...due.request, kind: 'table' as const, ...(edition === null ? {} : { edition }) };
    const job = await exports.request(caller, wanted);
    await settle('job_id', job.id);
    return true;
  } catch (error) {
    if (error instanceof DomainError && error.code !== 'EXPORT_TOO_MANY') {
      await settle('error_message', error.message);
      return false;
    }
    // Too many under way, or a failure of ours: the next sweep tries again.
    await db.transact(systemScope, (uow) =>
      uow.em.execute('delete from saved_export_run where saved_id = ? and occasion = ?', [due.id, due.occasion.key]),
    );
    if (error instanceof DomainError) return false;
    throw error;
  }
}
