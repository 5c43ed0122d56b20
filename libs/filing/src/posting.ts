import { newId, type UnitOfWork } from '#lib/persistence';
import type { Filing, FilingRevision } from './entities/index.js';

/**
 * Makes the figures of an accepted revision the lawful ones: those in force before are marked superseded, the new
 * ones added, missing ones as missing. In the transaction of the acceptance.
 * @returns how many figures are in force now
 */
export async function postFigures(
  uow: UnitOfWork,
  filing: Filing,
  accepted: FilingRevision,
  at: Date,
): Promise<number> {
  const owner = [filing.form, filing.period, filing.filerRef];
  await uow.em.execute(
    `update reported_figure set superseded_at = ?::timestamptz
     where form = ? and period = ? and filer_ref = ? and superseded_at is null`,
    [at, ...owner],
  );
  const keys = await uow.em.execute<{ key: string }[]>(
    'select key from filing_figure where filing_id = ? and revision = ?',
    [filing.id, accepted.revision],
  );
  await uow.em.execute(
    `insert into reported_figure (id, form, period, filer_kind, filer_ref, key, value, note, filing_id, revision, definition_id,
       sheet, cell, posted_at, province_code, commune_code, cluster_id, project_id)
     select i.id, f.form, f.period, f.filer_kind, f.filer_ref, g.key, g.value, g.note, g.filing_id, g.revision, ?,
       g.sheet, g.cell, ?::timestamptz, g.province_code, g.commune_code, g.cluster_id, g.project_id
     from filing_figure g join filing f on f.id = g.filing_id
     join jsonb_to_recordset(?::jsonb) as i (id uuid, key text) on i.key = g.key
     where g.filing_id = ? and g.revision = ?`,
    [
      accepted.definitionId,
      at,
      JSON.stringify(keys.map(({ key }) => ({ id: newId(), key }))),
      filing.id,
      accepted.revision,
    ],
  );
  return keys.length;
}

/** An acceptance was taken back: its figures are no longer the lawful ones, and no others take their place. */
export async function withdrawFigures(
  uow: UnitOfWork,
  filing: Filing,
  revision: FilingRevision,
  at: Date,
): Promise<void> {
  await uow.em.execute(
    `update reported_figure set superseded_at = ?::timestamptz
     where filing_id = ? and revision = ? and superseded_at is null`,
    [at, filing.id, revision.revision],
  );
}
