import type { UnitOfWork } from '#lib/persistence';

/** One obligation with what became of it, as it is written; figures in the order of `keys`. */
export interface FilingRow {
  readonly id: string;
  readonly kind: 'cluster' | 'province';
  readonly ref: string;
  readonly name: string;
  readonly period: string;
  readonly province: string;
  readonly commune: string | null;
  readonly cluster: string | null;
  readonly due: string;
  readonly lock: string;
  readonly state: 'missing' | 'draft' | 'submitted' | 'returned' | 'accepted';
  readonly created: string;
  readonly submitted: string | null;
  readonly decided: string | null;
  readonly definition: string;
  readonly cells: readonly (string | null)[];
}

/** Accounts whose names stand under the synthetic filings. Nobody can sign in with them. */
export interface Hands {
  readonly filer: string;
  readonly receiver: string;
}

const ROW = `jsonb_to_recordset(?::jsonb) as x (id uuid, kind text, ref text, name text, period text, province text, commune text,
  cluster uuid, due timestamptz, lock timestamptz, state text, created timestamptz, submitted timestamptz, decided timestamptz,
  definition text, cells jsonb)`;

/**
 * Writes obligations with their filings, revisions and figures, and posts what was accepted: seven statements, whatever
 * their number. Goes the way every filing goes (draft, submitted, decided, posted), past the same walls.
 */
export async function writeFilings(
  uow: UnitOfWork,
  form: '02' | '04',
  keys: readonly string[],
  rows: readonly FilingRow[],
  hands: Hands,
  mark: string,
): Promise<void> {
  if (rows.length === 0) return;
  const json = JSON.stringify(rows);
  const run = (sql: string, ...params: readonly unknown[]) => uow.em.execute(sql, [...params]);
  // A unit that owes this form of this period to somebody else already (beside other data) keeps that obligation alone.
  const added = await uow.em.execute<{ id: string }[]>(
    `insert into obligation (id, form, period, filer_kind, filer_ref, filer_name, province_code, commune_code, cluster_id, due_before, lock_at, created_at)
     select id, ?, period, kind, ref, name, province, commune, cluster, due, lock, created from ${ROW}
     on conflict (form, period, filer_ref) do nothing returning id`,
    [form, json],
  );
  const ours = new Set(added.map(({ id }) => id));
  const begun = JSON.stringify(rows.filter((r) => r.state !== 'missing' && ours.has(r.id)));
  await run(
    `insert into filing (id, obligation_id, form, period, filer_kind, filer_ref, filer_name, province_code, commune_code, cluster_id, current_revision, created_at)
     select id, id, ?, period, kind, ref, name, province, commune, cluster, 1, created from ${ROW}`,
    form,
    begun,
  );
  await run(
    `insert into filing_revision (filing_id, revision, state, definition_id, outcome, province_code, commune_code, cluster_id, reason, created_by, created_at)
     select id, 1, 'draft', definition, 'accepted', province, commune, cluster, ?, ?::uuid, created from ${ROW}`,
    mark,
    hands.filer,
    begun,
  );
  const names = JSON.stringify(keys);
  await run(
    `insert into filing_figure (filing_id, revision, key, value, note, province_code, commune_code, cluster_id)
     select x.id, 1, k.key, (x.cells ->> (k.place::int - 1))::numeric, ?, x.province, x.commune, x.cluster
     from ${ROW} cross join jsonb_array_elements_text(?::jsonb) with ordinality as k (key, place)`,
    mark,
    begun,
    names,
  );
  await run(
    `update filing_revision r set state = 'submitted', submitted_by = ?::uuid, submitted_at = x.submitted
     from ${ROW} where r.filing_id = x.id and x.submitted is not null`,
    hands.filer,
    begun,
  );
  await run(
    `update filing_revision r set state = x.state, decided_by = ?::uuid, decided_at = x.decided,
       decision_reason = case when x.state = 'returned' then ? end
     from ${ROW} where r.filing_id = x.id and x.decided is not null`,
    hands.receiver,
    mark,
    begun,
  );
  await run(
    `insert into reported_figure (id, form, period, filer_kind, filer_ref, key, value, note, filing_id, revision, definition_id,
       posted_at, province_code, commune_code, cluster_id)
     select md5(x.id::text || g.key)::uuid, ?, x.period, x.kind, x.ref, g.key, g.value, g.note, x.id, 1, x.definition,
       x.decided, x.province, x.commune, x.cluster
     from ${ROW} join filing_figure g on g.filing_id = x.id and g.revision = 1 where x.state = 'accepted'`,
    form,
    begun,
  );
  // What is asked at commit is asked now, so that the list of questions never grows with the country.
  await run('set constraints all immediate');
  await run('set constraints all deferred');
}
