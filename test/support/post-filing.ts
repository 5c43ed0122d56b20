/** Posts accepted filings as the filing room's acceptance does, without its long way: for specs of what is made of them. */
import { createHash } from 'node:crypto';
import { type Database, newId, systemScope, type UnitOfWork } from '#lib/persistence';
import { addPerson } from './people.js';

export interface Posted {
  readonly form: string;
  readonly period: string;
  /** Public code of the filer. */
  readonly unit: string;
  readonly figures: Readonly<Record<string, string | null>>;
  /** Default 2026-12-19, before the moment the specs look. */
  readonly at?: string;
  /** Of an amendment. */
  readonly reason?: string;
}

const PLACE = 'province_code, commune_code, cluster_id, project_id';

/** The first revision of a filing that is owed, or the next one, which supersedes the figures before. @returns filing and revision */
export async function postFiling(db: Database, posted: Posted): Promise<{ filing: string; revision: number }> {
  const { accountId, officeId } = await addPerson(db, { kind: 'ministry' }, 'officer');
  const at = posted.at ?? '2026-12-19T08:00:00+07:00';
  return await db.transact(systemScope, async (uow) => {
    const rows = await uow.em.execute<{ id: string; filing: string | null; revision: number | null }[]>(
      `select o.id, f.id as filing, f.current_revision as revision from obligation o left join filing f on f.obligation_id = o.id
       where o.form = ? and o.period = ? and o.filer_ref = ?`,
      [posted.form, posted.period, posted.unit],
    );
    const owed = rows[0];
    if (owed === undefined) throw new Error(`nobody owes form ${posted.form} of ${posted.unit} in ${posted.period}`);
    const filing = owed.filing ?? newId();
    const revision = (owed.revision ?? 0) + 1;
    const of = { uow, duty: owed.id, filing, revision, at, accountId, definition: `form-${posted.form}@2025-07-01` };
    const file = await addFile(of, officeId, `bieu-${posted.form}-${posted.unit}.xlsx`);
    if (owed.filing === null) await addFiling(of);
    else await supersede(of);
    await addRevision(of, file, posted.reason ?? null);
    for (const [key, value] of Object.entries(posted.figures)) await addFigure(of, key, value, `Biểu ${posted.form}`);
    return { filing, revision };
  });
}

interface Of {
  readonly uow: UnitOfWork;
  readonly duty: string;
  readonly filing: string;
  readonly revision: number;
  readonly at: string;
  readonly accountId: string;
  readonly definition: string;
}

const ofDuty = (columns: string): string => `select ${columns}, ${PLACE} from obligation where id = ?`;

async function addFile({ uow, duty, at, accountId }: Of, officeId: string, name: string): Promise<string> {
  const file = newId();
  const sha256 = createHash('sha256').update(file).digest('hex');
  await uow.em.execute(
    `insert into source_file (id, sha256, name, size_bytes, format, bytes, office_id, uploaded_by, uploaded_at, ${PLACE})
     ${ofDuty(`?::uuid, ?, ?, 1, 'xlsx', ''::bytea, ?::uuid, ?::uuid, ?::timestamptz`)}`,
    [file, sha256, name, officeId, accountId, at, duty],
  );
  return file;
}

async function addFiling({ uow, duty, filing, at }: Of): Promise<void> {
  await uow.em.execute(
    `insert into filing (id, obligation_id, form, period, filer_kind, filer_ref, filer_name, current_revision, created_at, ${PLACE})
     ${ofDuty(`?::uuid, id, form, period, filer_kind, filer_ref, filer_name, 1, ?::timestamptz`)}`,
    [filing, at, duty],
  );
}

async function supersede({ uow, filing, revision, at }: Of): Promise<void> {
  await uow.em.execute(
    `update reported_figure set superseded_at = ?::timestamptz where filing_id = ?::uuid and superseded_at is null`,
    [at, filing],
  );
  await uow.em.execute(
    `update filing_revision set state = 'superseded' where filing_id = ?::uuid and state = 'accepted'`,
    [filing],
  );
  await uow.em.execute('update filing set current_revision = ? where id = ?::uuid', [revision, filing]);
}

async function addRevision(of: Of, file: string, reason: string | null): Promise<void> {
  const { uow, duty, filing, revision, at, accountId, definition } = of;
  await uow.em.execute(
    `insert into filing_revision (filing_id, revision, state, definition_id, outcome, file_id, reason, created_by, created_at, ${PLACE})
     ${ofDuty(`?::uuid, ?::int, 'draft', ?, 'accepted', ?::uuid, ?, ?::uuid, ?::timestamptz`)}`,
    [filing, revision, definition, file, reason, accountId, at, duty],
  );
  const number = `${filing.slice(-12)}/${revision}`;
  for (const [state, by, when, receipt] of [
    ['submitted', 'submitted_by', 'submitted_at', number],
    ['accepted', 'decided_by', 'decided_at', number],
  ] as const) {
    await uow.em.execute(
      `update filing_revision set state = ?, ${by} = ?::uuid, ${when} = ?::timestamptz, receipt_number = ?
       where filing_id = ?::uuid and revision = ?`,
      [state, accountId, at, receipt, filing, revision],
    );
    await uow.em.execute(
      `insert into filing_transition (id, filing_id, revision, to_state, actor_id, at, ${PLACE})
       ${ofDuty('?::uuid, ?::uuid, ?::int, ?, ?::uuid, ?::timestamptz')}`,
      [newId(), filing, revision, state, accountId, at, duty],
    );
  }
}

async function addFigure(of: Of, key: string, value: string | null, sheet: string): Promise<void> {
  const { uow, duty, filing, revision, at, definition } = of;
  await uow.em.execute(
    `insert into reported_figure (id, form, period, filer_kind, filer_ref, key, value, filing_id, revision, definition_id, sheet, cell, posted_at, ${PLACE})
     ${ofDuty(`?::uuid, form, period, filer_kind, filer_ref, ?, ?::numeric, ?::uuid, ?::int, ?, ?, 'D7', ?::timestamptz`)}`,
    [newId(), key, value, filing, revision, definition, sheet, at, duty],
  );
}
